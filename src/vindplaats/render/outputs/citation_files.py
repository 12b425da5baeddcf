"""Citations to take along: a file of each format for every study, werkveld and year, and one of all studies."""

from collections.abc import Iterator

from vindplaats.catalogue.corpus import Corpus
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, Maker
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.routing.addresses import EXPORTS, Routes, export_url, exporting
from vindplaats.render.views.pages import Verwijzing


def plan_exports(corpus: Corpus, routes: Routes) -> Iterator[Artifact]:
    """Every export of the site."""
    for url, of in exporting(corpus, routes.pages).items():
        maker: Maker = "vermelding" if isinstance(of, PageId) and of.kind == "projecten" else "literatuurlijst"
        for form in EXPORTS:
            yield Artifact(export_url(url, form), maker, str(of))


def export_links(url: str) -> tuple[Verwijzing, ...]:
    """The exports that stand beside the page at ``url``."""
    return tuple(Verwijzing(name, export_url(url, form)) for form, name in EXPORTS.items())


def make_entry(site: PageFacts, artifact: Artifact) -> bytes:
    """The export of one study."""
    return _file(site, artifact, (artifact.of,))


def make_list(site: PageFacts, artifact: Artifact) -> bytes:
    """The export of a list of studies, in its order."""
    return _file(site, artifact, site.lists[artifact.of])


def _file(site: PageFacts, artifact: Artifact, ids: tuple[str, ...]) -> bytes:
    form = artifact.path.rpartition(".")[2]
    entries = [site.vermeldingen[f"{study}.{form}"] for study in ids]
    if form == "json":
        return "[\n{}\n]\n".format(",\n".join(entries)).encode()
    return "\n".join(entries).encode()
