"""Find pairs of pages that are or may be doubles. A pair is reported until an editor declares how the pages relate.

Exact doubles have already been found and merged (`exact`). All other verdicts (`judge`) are advice.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from vindplaats.catalogue.corpus import Finding, LinkTarget, Verdict
from vindplaats.catalogue.doubles.cache import (
    DuplicateCache,
    pack_pairs,
    pack_search,
    unpack_pairs,
    unpack_search,
)
from vindplaats.catalogue.doubles.candidates import Pair, Search, TracedPages, find_candidates, search_all
from vindplaats.catalogue.doubles.changes import Changes, find_changes, search_changes
from vindplaats.catalogue.doubles.comparison import ComparedPages, Comparer, Comparison, compare_all
from vindplaats.catalogue.doubles.declarations import COMPARED_KINDS
from vindplaats.catalogue.doubles.exact import DoubleGroup, exact_pairs, path_order
from vindplaats.catalogue.doubles.families import Family, find_families
from vindplaats.catalogue.doubles.judge import MIN_CONTAINED, Judgement
from vindplaats.catalogue.resolved import GroupedContent, ResolvedContent
from vindplaats.catalogue.titles import read_title
from vindplaats.diagnostics import doubles
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Publishable, Record

BY_URGENCY: tuple[Verdict, ...] = ("exact", "variant", "twijfel", "editie", "verschillend")
MIN_ALIKE_DESPITE_TITLES = 0.45
"""If the titles of two pages leave doubt, their texts must have a Jaccard index of at least this to be reported. Two
descriptions of one study have about 0.6, and few have less than 0.5; two pages on one template often have."""
MIN_PART_OF_OVERVIEW = 0.10
"""A page is a part of an overview only if its text is at least this share of the overview. A page with a smaller share
only has a passage in common with the overview."""
MAX_PART_OF_OVERVIEW = 0.80
"""A page is a part of an overview only if its text is less than this share of the overview. A page with a larger share
has the same subject as the longer text, which is then not an overview."""


def find_pairs(
    pages: ComparedPages, groups: Iterable[DoubleGroup], previous: DuplicateCache, *, settled: bool, jobs: int
) -> tuple[tuple[Finding, ...], DuplicateCache]:
    """Return the pairs of pages to report, the most urgent first, and the cache for the next build.

    ``groups`` are the groups of exact doubles. Pairs about which an editor has declared something are left out, unless
    ``settled`` is true. The cache of the previous build and the number of worker processes (``jobs``) do not affect the
    findings.
    """
    comparer = Comparer(pages)
    searched = pages.searched()
    changes = find_changes(previous.pages, searched)
    skeletons = _skeletons(pages, previous, changes)
    position = {record.id: i for i, record in enumerate(pages.records)}
    search = _search(_traced(pages, skeletons, position), previous, changes)
    only_links = [_pair(i, position[project]) for i, project in pages.only_links() if project in position]
    candidates = {*find_candidates(search, skeletons), *only_links}
    pairs = candidates | search.declared if settled else candidates
    decided = _settled_findings(sorted(pairs), pages, comparer) if settled else ()
    undecided = [pair for pair in sorted(pairs) if pages.declared(pair) is None]
    compared = compare_all(undecided, comparer, _known_comparisons(previous, changes), jobs)
    comparisons = _without_overviews({pair: found for pair, found in compared.items() if found is not None})
    reported = {pair: comparisons[pair] for pair in _without_third_page(comparisons)}
    families = tuple(find_families(reported, sorted(candidates), pages, search.postings, skeletons))
    findings = (*exact_pairs(groups), *_open_findings(reported, families, comparisons), *decided)
    cache = DuplicateCache(
        pages=searched,
        skeletons=skeletons,
        search=pack_search(search),
        pairs=pack_pairs(compared),
        comparisons=tuple(compared.values()),
    )
    return tuple(sorted(findings, key=_urgency)), cache


def _urgency(finding: Finding) -> tuple[object, ...]:
    """Return a sort key: settled findings last, then by verdict, similarity (highest first) and ids."""
    return finding.settled, BY_URGENCY.index(finding.verdict), -finding.score, finding.ids


def records_to_compare(grouped: GroupedContent) -> tuple[Publishable, ...]:
    """Return the records of the pages to compare, in `path_order`.

    Pages that have been merged are left out, and so is news with a `project` that does not exist: that has been
    reported, and may be the very page that the news seems a double of.
    """
    survivors, of_project = grouped.survivors, grouped.declarations.projects
    staying = (
        record
        for record in grouped.selection.comparable
        if record.id not in survivors
        and not (isinstance(record, Nieuwsbericht) and record.project and record.id not in of_project)
    )
    return tuple(sorted(staying, key=path_order))


def pages_to_compare(resolved: ResolvedContent) -> ComparedPages:
    """Return the pages to compare, and the data needed to compare them."""
    staying, survivors = records_to_compare(resolved), resolved.survivors
    references, clients = resolved.references, resolved.entries.opdrachtgevers
    links = [references[record.id].links for record in staying]
    by_slug: dict[tuple[str, str], PageId] = {}
    if any(target.path for targets in links for target in targets):
        comparable = resolved.selection.comparable
        by_slug = {(record.kind, record.step): survivors.get(record.id, record.id) for record in comparable}
    return ComparedPages(
        records=staying,
        clients=tuple([tuple([client.id for client in clients.get(record.id, ())]) for record in staying]),
        links=tuple(
            [
                tuple(_linked_pages(record, targets, by_slug)) if targets else ()
                for record, targets in zip(staying, links, strict=True)
            ]
        ),
        declarations=resolved.declarations.through(survivors),
    )


def _linked_pages(
    record: Record, targets: Iterable[LinkTarget], by_slug: Mapping[tuple[str, str], PageId]
) -> Iterator[PageId]:
    """Yield the other projects and news to which ``targets`` lead, the links in the text of a page.

    ``by_slug`` maps the kind and slug of a page, such as ``("projecten", "flexwonen")``, to its id.
    """
    for target in targets:
        page_id = target.page
        if target.path:
            kind, _, slug = target.path.strip("/").partition("/")
            page_id = by_slug.get((kind, slug))
        if page_id and page_id.kind in COMPARED_KINDS and page_id != record.id:
            yield page_id


def _skeletons(pages: ComparedPages, previous: DuplicateCache, changes: Changes) -> tuple[str, ...]:
    """Return the skeleton of each title. Those of pages that have not changed are reused."""
    known = changes.move(previous.skeletons, "")
    for i in changes.changed:
        known[i] = " ".join(read_title(pages.records[i].titel).skeleton)
    return tuple(known)


def _traced(pages: ComparedPages, skeletons: Sequence[str], position: Mapping[PageId, int]) -> TracedPages:
    """Return what decides which pages are candidates. ``position`` has the position of each page."""
    named = ((position.get(first), position.get(second)) for first, second in pages.declarations.pairs())
    return TracedPages(
        traces=[record.body.trace for record in pages.records],
        skeletons=skeletons,
        links=lambda chosen: _links(pages, position, chosen),
        declared=frozenset(_pair(i, j) for i, j in named if i is not None and j is not None and i != j),
    )


def _links(pages: ComparedPages, position: Mapping[PageId, int], chosen: Collection[int]) -> frozenset[Pair]:
    """Return the pairs in which one page links to the other, and at least one of them is ``chosen``."""
    ids = {pages.records[i].id for i in chosen}
    return frozenset(
        _pair(i, position[other])
        for i, linked in enumerate(pages.links)
        if linked and (i in chosen or not ids.isdisjoint(linked))
        for other in linked
        if other in position and (i in chosen or other in ids)
    )


def _search(pages: TracedPages, previous: DuplicateCache, changes: Changes) -> Search:
    """Search for candidates by trace. If few pages have changed, start from the previous search."""
    found = search_changes(pages, unpack_search(previous.search), changes)
    return search_all(pages) if found is None else found


def _known_comparisons(previous: DuplicateCache, changes: Changes) -> dict[Pair, Comparison | None]:
    """Return the comparisons of the previous search whose pages have not changed, by the new positions of those."""
    pairs = changes.moved(unpack_pairs(previous.pairs))
    return {
        pair: comparison
        for pair, comparison in zip(pairs, previous.comparisons, strict=True)
        if pair and changes.changed.isdisjoint(pair)
    }


def _pair(i: int, j: int) -> Pair:
    return (i, j) if i < j else (j, i)


def _settled_findings(pairs: Sequence[Pair], pages: ComparedPages, comparer: Comparer) -> Iterator[Finding]:
    """Yield a finding for each pair about which an editor has declared something."""
    for pair in pairs:
        judgement = pages.declared(pair)
        if judgement is not None:
            score = comparer.likeness(pair).score
            yield Finding(judgement.verdict, pages.ids(pair), score, judgement.reasons, settled=True)


def _open_findings(
    reported: Mapping[Pair, Comparison], families: Sequence[Family], found: Mapping[Pair, Comparison]
) -> Iterator[Finding]:
    """Yield a finding for each family, and for each reported pair that belongs to none, unless it is a faint doubt.

    ``found`` also has the pairs that need not be reported because other pairs imply them.
    """
    yield from (family.finding for family in families if family.finding)
    in_family = frozenset().union(*(family.pairs for family in families))
    alone = [pair for pair in reported if pair not in in_family and not _is_faint(reported[pair])]
    for pair in _without_other_editions(alone, found):
        comparison = reported[pair]
        judgement, score = comparison.judgement, comparison.likeness.score
        yield Finding(judgement.verdict, (comparison.first, comparison.second), score, judgement.reasons)


def _is_faint(comparison: Comparison) -> bool:
    """Return whether the titles of two pages speak against one study, and the texts hardly speak for it."""
    likeness, doubtful = comparison.likeness, comparison.judgement.verdict == "twijfel"
    return (
        doubtful
        and not comparison.same_title
        and likeness.jaccard < MIN_ALIKE_DESPITE_TITLES
        and likeness.contained < MIN_CONTAINED
    )


def _without_overviews(found: Mapping[Pair, Comparison]) -> dict[Pair, Comparison]:
    """Return ``found`` without the pairs of an overview and a project in it, unless their titles have one skeleton.

    An overview is a text that contains at least two unrelated projects. Two projects are unrelated if ``found`` does
    not have them as a pair, and their shares of the text add up to at most 1. If the shares add up to more, some
    passages of the text are in both projects. The projects are then probably abridged versions of the whole text, which
    is not an overview. Differences in year are ignored, because an overview may contain projects of many years.
    """
    parts_of: dict[int, dict[int, float]] = {}
    for (i, j), comparison in found.items():
        likeness = comparison.likeness
        inner, outer = (i, j) if comparison.first == likeness.inner else (j, i)
        is_part = MIN_PART_OF_OVERVIEW <= likeness.covers < MAX_PART_OF_OVERVIEW
        contained = likeness.enough and likeness.contained >= MIN_CONTAINED and is_part
        if contained and _is_project(likeness.inner) and not comparison.linked:
            parts_of.setdefault(outer, {})[inner] = likeness.covers
    overviews: set[Pair] = set()
    for outer, parts in parts_of.items():
        if any((i, j) not in found and parts[i] + parts[j] <= 1 for i, j in combinations(sorted(parts), 2)):
            overviews |= {_pair(outer, inner) for inner in parts}
    return {pair: comparison for pair, comparison in found.items() if pair not in overviews or comparison.same_title}


def _without_third_page(found: Mapping[Pair, Comparison]) -> list[Pair]:
    """Return the pairs that do not follow from pairs with an earlier page.

    A pair follows if an earlier page forms pairs with both of its pages, and all three pairs have the same verdict. So
    in a group of pages with one verdict, only the pairs with the first page remain. The first page is a project if the
    group has one.
    """
    before: dict[tuple[Verdict, int], set[int]] = {}
    for (i, j), comparison in found.items():
        before.setdefault((comparison.judgement.verdict, j), set()).add(i)
    none: set[int] = set()
    return [
        (i, j)
        for (i, j), comparison in found.items()
        if before.get((comparison.judgement.verdict, i), none).isdisjoint(before[comparison.judgement.verdict, j])
    ]


def _without_other_editions(pairs: Sequence[Pair], found: Mapping[Pair, Comparison]) -> list[Pair]:
    """Return ``pairs`` without the pairs of editions in which the second page is news and also a variant of a project.

    Such news is about one edition of a study. It resembles the other editions too, but that need not be reported.
    """
    variants = (comparison for comparison in found.values() if comparison.judgement.verdict == "variant")
    news_of_a_study = {comparison.second for comparison in variants if _is_project(comparison.first)}
    return [
        pair
        for pair in pairs
        if not _are_editions(found[pair].judgement)
        or _is_project(found[pair].second)
        or found[pair].second not in news_of_a_study
    ]


def _are_editions(judgement: Judgement) -> bool:
    """Return whether a judgement says that two pages are different editions, even if one repeats the other's text."""
    return judgement.verdict == "editie" or judgement.reasons[0] == doubles.SAME_TEXT


def _is_project(page_id: PageId) -> bool:
    return page_id.kind == "projecten"
