"""Plan the search index: what it holds, and the artifact by which publishing sees whether it is outdated."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from vindplaats.cache.store import Store
from vindplaats.inputs.inventory import DIGEST_SIZE
from vindplaats.inputs.snapshot import Snapshot
from vindplaats.render.artifact import SearchIndex
from vindplaats.render.outputs.site_plan import has_search
from vindplaats.render.routing.addresses import SEARCH_INDEX
from vindplaats.render.site_model import SiteModel
from vindplaats.search.hit import Hit, ReportTexts


class IndexPlan(Struct, frozen=True):
    """The search index of a site: ``artifact`` with its digest, what it holds, and the cache for words."""

    artifact: SearchIndex
    hits: tuple[Hit, ...]
    reports: ReportTexts
    store: Store | None

    @contextmanager
    def shadow_tree(self, folder: str, processes: int) -> Iterator[None]:
        """Write the shadow tree into the temporary folder ``folder``, and remove it at the end. Raises `OSError`."""
        from vindplaats.search.shadow_tree import write_tree  # noqa: PLC0415 (start-up: only for a new index)

        shutil.rmtree(folder, ignore_errors=True)
        try:
            write_tree(self.hits, self.reports, self.store, folder, processes)
            yield
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def plan_index(snapshot: Snapshot, model: SiteModel) -> IndexPlan | None:
    """Return the plan of the search index, or None if none is made: not asked for, or nothing to find."""
    options = snapshot.options
    if options.search == "keep" or not has_search(options, model.corpus):
        return None
    from vindplaats.search.documents import hits_of  # noqa: PLC0415 (start-up: only with search)
    from vindplaats.search.pagefind import ENGINE  # noqa: PLC0415
    from vindplaats.search.shadow_tree import tree_digest  # noqa: PLC0415

    hits = hits_of(model.corpus, model.routes, model.digests)
    if not hits:
        return None
    reports = model.reports
    tree = tree_digest(hits, reports, snapshot.store, options.processes)
    digest = hashlib.blake2b(tree + ENGINE.encode(), digest_size=DIGEST_SIZE).digest()
    return IndexPlan(SearchIndex(SEARCH_INDEX, digest), hits, reports, snapshot.store)
