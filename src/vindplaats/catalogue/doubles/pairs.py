"""Find pairs of pages that are or may be doubles. A pair is reported until an editor declares how the pages relate.

Exact doubles have already been found and merged (`exact`). All other verdicts (`judge`) are advice.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from vindplaats.catalogue.corpus import Finding, Verdict
from vindplaats.catalogue.doubles.cache import DuplicateCache, update_shared
from vindplaats.catalogue.doubles.candidates import Pair, find_candidates, find_shared, samples_of
from vindplaats.catalogue.doubles.comparison import ComparedPages, Comparer, Comparison, compare_all
from vindplaats.catalogue.doubles.declarations import COMPARED_KINDS
from vindplaats.catalogue.doubles.exact import exact_pairs, path_order
from vindplaats.catalogue.doubles.families import Family, find_families
from vindplaats.catalogue.doubles.judge import MIN_CONTAINED, Judgement
from vindplaats.catalogue.links import References
from vindplaats.catalogue.resolved import ResolvedContent
from vindplaats.catalogue.titles import read_title
from vindplaats.diagnostics import doubles
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Record

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
    resolved: ResolvedContent, previous: DuplicateCache, *, settled: bool, jobs: int
) -> tuple[tuple[Finding, ...], DuplicateCache]:
    """Return the pairs of pages to report, the most urgent first, and the cache for the next build.

    Pairs about which an editor has declared something are left out, unless ``settled`` is true. The cache of the
    previous build and the number of worker processes (``jobs``) do not affect the findings.
    """
    pages = _pages_to_compare(resolved)
    comparer = Comparer(pages)
    skeletons = {record.titel: _skeleton(record.titel, previous) for record in pages.records}
    shared = _find_shared(pages, previous)
    in_order = [skeletons[record.titel] for record in pages.records]
    candidates = _pairs_to_compare(pages, comparer, in_order, shared)
    pairs = set(candidates)
    decided: list[Finding] = []
    if settled:
        pairs |= _declared_pairs(pages)
        decided = list(_settled_findings(sorted(pairs), pages, comparer))
    keys = {pair: pages.key(pair) for pair in sorted(pairs) if pages.declared(pair) is None}
    compared = compare_all(keys, comparer, previous.compared, jobs)
    found = {pair: comparison for pair, key in keys.items() if (comparison := compared[key]) is not None}
    cache = DuplicateCache(
        skeletons=skeletons,
        pages=tuple((record.id, record.digest) for record in pages.records),
        shared={shingle: tuple(positions) for shingle, positions in shared.items()},
        compared=compared,
    )
    comparisons = _without_overviews(found)
    reported = {pair: comparisons[pair] for pair in _without_third_page(comparisons)}
    families = tuple(find_families(reported, sorted(candidates), pages, shared, in_order))
    findings = (*exact_pairs(resolved.groups), *_open_findings(reported, families, comparisons), *decided)
    return tuple(sorted(findings, key=_urgency)), cache


def _urgency(finding: Finding) -> tuple[object, ...]:
    """Return a sort key: settled findings last, then by verdict, similarity (highest first) and ids."""
    return finding.settled, BY_URGENCY.index(finding.verdict), -finding.score, finding.ids


def _pages_to_compare(resolved: ResolvedContent) -> ComparedPages:
    """Return the pages to compare, and the data needed to compare them.

    Pages that have been merged are left out, and so is news with a `project` that does not exist: that has been
    reported, and may be the very page that the news seems a double of.
    """
    comparable, survivors = resolved.selection.comparable, resolved.survivors
    of_project = resolved.declarations.projects
    staying = sorted(
        (
            record
            for record in comparable
            if record.id not in survivors
            and not (isinstance(record, Nieuwsbericht) and record.project and record.id not in of_project)
        ),
        key=path_order,
    )
    clients = resolved.entries.opdrachtgevers
    by_slug: dict[tuple[str, str], PageId] = {}
    if any(target.path for record in staying for target in resolved.references[record.id].links):
        by_slug = {(record.kind, record.step): survivors.get(record.id, record.id) for record in comparable}
    return ComparedPages(
        records=tuple(staying),
        clients={page_id: tuple(client.id for client in found) for page_id, found in clients.items()},
        links={
            record.id: tuple(_linked_pages(record, references, by_slug))
            for record in staying
            if (references := resolved.references[record.id]).links
        },
        declarations=resolved.declarations.through(survivors),
    )


def _linked_pages(
    record: Record, references: References, by_slug: Mapping[tuple[str, str], PageId]
) -> Iterator[PageId]:
    """Yield the other projects and news to which the text of a page links, by file name or by address.

    ``by_slug`` maps the kind and slug of a page, such as ``("projecten", "flexwonen")``, to its id.
    """
    for target in references.links:
        kind, _, slug = target.path.strip("/").partition("/")
        page_id = target.page or by_slug.get((kind, slug))
        if page_id and page_id.kind in COMPARED_KINDS and page_id != record.id:
            yield page_id


def _skeleton(title: str, previous: DuplicateCache) -> str:
    known = previous.skeletons.get(title)
    return " ".join(read_title(title).skeleton) if known is None else known


def _find_shared(pages: ComparedPages, previous: DuplicateCache) -> Mapping[int, Sequence[int]]:
    """Return the hash of each traced shingle that several pages share, with the positions of those pages."""
    identities = [(record.id, record.digest) for record in pages.records]
    samples = samples_of(record.body.trace for record in pages.records)
    shared = update_shared(previous, identities, samples)
    return find_shared(samples) if shared is None else shared


def _pairs_to_compare(
    pages: ComparedPages, comparer: Comparer, skeletons: Sequence[str], shared: Mapping[int, Sequence[int]]
) -> set[Pair]:
    """Return the pairs to compare.

    These are the candidates, and each nieuwsbericht that links to only one project, paired with that project.
    """
    position = _positions(pages)
    links = [
        _pair(i, position[page_id])
        for i, record in enumerate(pages.records)
        for page_id in pages.links.get(record.id, ())
        if page_id in position
    ]
    traces = [record.body.trace for record in pages.records]
    candidates = find_candidates(traces, skeletons, links, shared, _declared_pairs(pages))
    return {*candidates, *(pair for pair in links if comparer.is_linked(pair))}


def _declared_pairs(pages: ComparedPages) -> set[Pair]:
    """Return the pairs that declarations name, except those with a page that is not among ``pages``."""
    position = _positions(pages)
    named = ((position.get(first), position.get(second)) for first, second in pages.declarations.pairs())
    return {_pair(i, j) for i, j in named if i is not None and j is not None and i != j}


def _positions(pages: ComparedPages) -> dict[PageId, int]:
    return {record.id: i for i, record in enumerate(pages.records)}


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
