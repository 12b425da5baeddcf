"""What is double: pages that are one merge by themselves, and pages that may be are reported until an editor says so.

Exact are pages of the same words, title and body, after folding (`fold_text`), and of the same year; a nieuwsbericht
has none, its `datum` is no year of a study. The one that stays is a project before a nieuwsbericht, then the first
path. All other verdicts (`judge`) are advice.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, combinations

from msgspec import Struct

from vindplaats.catalogue.corpus import Finding, Verdict
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE, DuplicateCache, shared_again
from vindplaats.catalogue.doubles.candidates import Pair, candidates, samples_of, shared_by
from vindplaats.catalogue.doubles.comparison import Comparison, comparison_key
from vindplaats.catalogue.doubles.declarations import Declarations
from vindplaats.catalogue.doubles.judge import CONTAINED, Page, Words, judge, likeness, linked_news, read_words
from vindplaats.catalogue.titles import read_title, same_skeleton
from vindplaats.diagnostics import doubles
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Project, Publishable
from vindplaats.workers.fork_map import fork_map

WORST: tuple[Verdict, ...] = ("exact", "variant", "twijfel", "editie", "verschillend")
REMEMBERED = 32
"""Pages whose words are kept at a time; pairs come in order, so that the words of a page are mostly at hand."""
WHOLE = 0.80
"""Share of a page from which another page is all that it tells, not one of several things."""
CHUNK = 100
"""Pairs that a process compares at a time."""
PART = 0.10
"""Share of a page from which another page within it is one of the things it tells, not a passage that both have."""


class DoubleGroup(Struct, frozen=True):
    """Pages that are one: the one that stays, and those that give way, in order of path."""

    survivor: Publishable
    others: tuple[Publishable, ...]


def path_order(record: Publishable) -> tuple[bool, str]:
    """The order in which pages stay: projects before news, then by path."""
    return not isinstance(record, Project), record.file


def exact_doubles(
    records: Iterable[Publishable], declared: Declarations, earlier: DuplicateCache = EMPTY_CACHE
) -> tuple[tuple[DoubleGroup, ...], dict[bytes, bytes]]:
    """Groups of two or more pages with the same words and year, in order of the survivor's path.

    A nieuwsbericht that names its project stays news of it; one that equals projects of two years is left to the
    editor. With the groups come the words that had to be folded for it, as `DuplicateCache.folded`.
    """
    by_key: dict[int, list[Publishable]] = {}
    for record in records:
        by_key.setdefault(record.body.trace.key, []).append(record)
    found: list[DoubleGroup] = []
    folded: dict[bytes, bytes] = {}
    fold = cache(fold_text)
    for pages in by_key.values():
        if len(pages) > 1:
            by_words: dict[bytes, list[Publishable]] = {}
            for page in sorted(pages, key=path_order):
                if page.digest not in earlier.folded:
                    words = f"{fold(page.titel)}\0{fold(page.body.text)}"
                    folded[page.digest] = hashlib.blake2b(words.encode(), digest_size=16).digest()
                else:
                    folded[page.digest] = earlier.folded[page.digest]
                by_words.setdefault(folded[page.digest], []).append(page)
            for same in by_words.values():
                found += _groups(same, declared)
    return tuple(sorted(found, key=lambda g: path_order(g.survivor))), folded


def _groups(same: Sequence[Publishable], declared: Declarations) -> list[DoubleGroup]:
    """Pages of the same words, in order, taken together with the first that they may be one with."""
    years = {page.jaar for page in same if isinstance(page, Project)}
    groups: list[dict[PageId, Publishable]] = []
    for page in same:
        apart = declared.apart.get(page.id, frozenset())
        for group in groups:
            if apart.isdisjoint(group) and _may_merge(next(iter(group.values())), page, years, declared):
                group[page.id] = page
                break
        else:
            groups.append({page.id: page})
    return [DoubleGroup(first, tuple(others)) for first, *others in (g.values() for g in groups) if others]


def _may_merge(first: Publishable, page: Publishable, years: set[int], declared: Declarations) -> bool:
    if isinstance(first, Project):
        if isinstance(page, Project):
            return first.jaar == page.jaar
        return len(years) == 1 and page.id not in declared.projects
    # Two nieuwsberichten with the same words on two studies are about two studies.
    return len({declared.projects[i] for i in (first.id, page.id) if i in declared.projects}) <= 1


def survivors(groups: Iterable[DoubleGroup]) -> Mapping[PageId, PageId]:
    """For every page that gives way, the page that stays."""
    return {other.id: group.survivor.id for group in groups for other in group.others}


def find_pairs(
    records: Iterable[Publishable],
    declared: Declarations,
    clients: Mapping[PageId, tuple[PageId, ...]],
    links: Mapping[PageId, tuple[PageId, ...]],
    *,
    settled: bool = False,
    earlier: DuplicateCache = EMPTY_CACHE,
    jobs: int = 1,
) -> tuple[tuple[Finding, ...], DuplicateCache]:
    """Pairs of pages that are or may be double and that no editor settled; with ``settled`` those they did as well.

    ``records`` are the pages that stay; ``clients`` gives by id who commissioned a page, ``links`` to which other
    projects and news its text links. ``earlier`` and ``jobs`` processes only save time; what was found out comes back
    with the pairs.
    """
    records = sorted(records, key=path_order)
    position = {record.id: i for i, record in enumerate(records)}
    edges = [(i, position[to]) for i, r in enumerate(records) for to in links.get(r.id, ()) if to in position]
    skeletons = {r.titel: _skeleton(r.titel, earlier) for r in records}
    identities = [(record.id, record.digest) for record in records]
    traces = [record.body.trace for record in records]
    shared = shared_again(earlier, identities, samples_of(traces))
    if shared is None:
        shared = shared_by(samples_of(traces))
    pairs = set(candidates(traces, (skeletons[record.titel] for record in records), edges, shared))

    @lru_cache(maxsize=128 * REMEMBERED)  # small, but for the words
    def page(i: int) -> Page:
        return _page(records[i], clients, links)

    @lru_cache(maxsize=REMEMBERED)
    def words(i: int) -> Words:
        return read_words(page(i))

    def compare(i: int, j: int) -> Comparison | None:
        one, other = page(i), page(j)
        like = likeness(one, other, words(i), words(j))
        judgement = judge(one, other, words(i), words(j), like)
        linked, titled = linked_news(one, other), same_skeleton(one.title, other.title)
        return Comparison(one.id, other.id, judgement, like, linked, titled) if judgement else None

    pairs |= {(min(pair), max(pair)) for pair in edges if linked_news(page(pair[0]), page(pair[1]))}
    if settled:
        told = [(position[a], position[b]) for a, b in declared.pairs() if a in position and b in position]
        pairs |= {(min(pair), max(pair)) for pair in told if pair[0] != pair[1]}
    ids = {(i, j): (records[i].id, records[j].id) for i, j in sorted(pairs)}
    keys = {
        (i, j): comparison_key(
            (identities[i], identities[j]),
            (clients.get(page, ()) for page in both),
            (links.get(page, ()) for page in both),
        )
        for (i, j), both in ids.items()
        if declared.on(*both) is None
    }
    unknown = [pair for pair, key in keys.items() if key not in earlier.compared]
    chunks = [unknown[i : i + CHUNK] for i in range(0, len(unknown), CHUNK)]
    answers = fork_map(lambda n: [compare(i, j) for i, j in chunks[n]], len(chunks), jobs)
    compared = dict(zip(unknown, chain.from_iterable(answers), strict=True))
    remembered = {key: compared[pair] if pair in compared else earlier.compared[key] for pair, key in keys.items()}
    found = {pair: known for pair, key in keys.items() if (known := remembered[key]) is not None}
    decided: list[Finding] = []
    for (i, j), both in ids.items():
        verdict = declared.on(*both) if settled else None
        if verdict is not None:
            like = likeness(page(i), page(j), words(i), words(j))
            decided.append(_finding(Comparison(*both, verdict, like), settled=True))
    overviews = _overviews(found)
    open_ = {pair: compared for pair, compared in found.items() if pair not in overviews}
    kept = _without_other_editions(_stars(open_), open_)
    now = DuplicateCache(
        skeletons, tuple(identities), {hash_: tuple(pages) for hash_, pages in shared.items()}, remembered
    )
    return (*(_finding(open_[pair]) for pair in kept), *decided), now


def _skeleton(title: str, earlier: DuplicateCache) -> str:
    return earlier.skeletons[title] if title in earlier.skeletons else " ".join(read_title(title).skeleton)


def exact_pairs(groups: Iterable[DoubleGroup]) -> tuple[Finding, ...]:
    """Every page that gave way, with the one that stays."""
    why = (doubles.SAME_WORDS,)
    return tuple(Finding("exact", (g.survivor.id, other.id), 1.0, why) for g in groups for other in g.others)


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order in which an editor had best look at them: by verdict, then the most alike, then id."""
    return tuple(sorted(findings, key=lambda f: (f.settled, WORST.index(f.verdict), -f.score, f.ids)))


def _page(
    record: Publishable, clients: Mapping[PageId, tuple[PageId, ...]], links: Mapping[PageId, tuple[PageId, ...]]
) -> Page:
    return Page(
        id=record.id,
        is_project=isinstance(record, Project),
        title=read_title(record.titel),
        jaar=record.jaar if isinstance(record, Project) else None,
        body=record.body,
        key=record.body.trace.key,
        clients=frozenset(clients.get(record.id, ())),
        links=frozenset(page for page in links.get(record.id, ()) if page.kind == "projecten"),
    )


def _finding(compared: Comparison, *, settled: bool = False) -> Finding:
    judgement = compared.judgement
    ids = (compared.one, compared.other)
    return Finding(judgement.verdict, ids, compared.like.score, judgement.reasons, settled)


def _overviews(found: Mapping[Pair, Comparison]) -> set[Pair]:
    """Pairs of a page with what it gives an overview of: projects that stand in it but are unrelated to each other.

    The year says nothing here: an overview of ten years holds projects of ten years. Two projects that together would
    make up more than all of the page are no parts of it: each is the study told again, less another bit.
    """
    holds: dict[int, dict[int, float]] = {}
    for (i, j), compared in found.items():
        like = compared.like
        inner, outer = (i, j) if compared.one == like.inner else (j, i)
        contained = like.enough and like.contained >= CONTAINED and PART <= like.covers < WHOLE
        if contained and _is_project(like.inner) and not compared.linked:
            holds.setdefault(outer, {})[inner] = like.covers
    over: set[Pair] = set()
    for outer, inners in holds.items():
        if any((a, b) not in found and inners[a] + inners[b] <= 1 for a, b in combinations(sorted(inners), 2)):
            over |= {(min(outer, inner), max(outer, inner)) for inner in inners}
    return {pair for pair in over if not found[pair].titled}


def _stars(found: Mapping[Pair, Comparison]) -> list[Pair]:
    """The pairs without those that a third page, before both, has with each of the two in the same way.

    So a group is told as a star around its first page, a project where there is one, and never as all its pairs.
    """
    partners: dict[tuple[str, int], set[int]] = {}
    for (i, j), compared in found.items():
        partners.setdefault((compared.judgement.verdict, j), set()).add(i)
    none: set[int] = set()
    return [
        (i, j)
        for (i, j), compared in found.items()
        if not partners.get((compared.judgement.verdict, i), none) & partners[compared.judgement.verdict, j]
    ]


def _without_other_editions(pairs: Sequence[Pair], found: Mapping[Pair, Comparison]) -> list[Pair]:
    """The pairs without those of a nieuwsbericht and other editions of the study that it seems to be about."""
    variants = (c for c in found.values() if c.judgement.verdict == "variant")
    of_a_study = {compared.other for compared in variants if _is_project(compared.one)}
    return [
        pair
        for pair in pairs
        if found[pair].judgement.verdict != "editie"
        or _is_project(found[pair].other)
        or found[pair].other not in of_a_study
    ]


def _is_project(page: PageId) -> bool:
    return page.kind == "projecten"
