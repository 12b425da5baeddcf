"""Find candidates by what changed since the previous search, which gives the same result as a search of all pages.

A page that changed may gain and lose traced shingles. That affects the page itself, and pages that share such a shingle
with it: all of them if the shingle becomes boilerplate or no longer is, and its neighbours if it remains boilerplate.
Only the candidates among affected pages are found again.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct, msgpack, structs

from vindplaats.catalogue.doubles.candidates import (
    Pair,
    Search,
    TracedPages,
    alike_by_trace,
    count_of_page,
    is_boilerplate,
)
from vindplaats.catalogue.doubles.postings import Postings, sample_of
from vindplaats.read.fingerprints import Trace

T = TypeVar("T")

MAX_CHANGED_SHARE = 0.05
"""If more than this share of the pages (0 to 1) has changed or is gone since the previous search, all pages are
searched, which is about as fast."""
_PAGES_PER_LOOK = 64
"""Number of pages in which shingles are looked for at once, which is faster than page by page."""


class Changes(Struct, frozen=True):
    """What became of the pages of the previous search.

    ``to`` has the new position of each page of the previous search, or is None if all are where they were. ``removed``
    maps the old position of each page that is gone to the position of the page that now takes its place (and ``to`` has
    an arbitrary position for it). ``changed`` has the new positions of the pages that are new or different. ``size`` is
    the new number of pages.
    """

    to: Sequence[int] | None
    removed: Mapping[int, int]
    changed: frozenset[int]
    size: int

    def moved(self, pairs: Iterable[Pair]) -> Iterable[Pair | None]:
        """Return each pair with its new positions, or None if one of its pages is gone."""
        to, removed = self.to, self.removed
        if to is None:
            return pairs
        return (None if i in removed or j in removed else (to[i], to[j]) for i, j in pairs)

    def move(self, column: Sequence[T], blank: T) -> list[T]:
        """Return a value of each page of the previous search in the order of now, with ``blank`` for new pages."""
        if self.to is None:
            return list(column)
        moved = [blank] * self.size
        for i, value in enumerate(column):
            if i not in self.removed:
                moved[self.to[i]] = value
        return moved


class SearchedPages(Struct, frozen=True, array_like=True):
    """The pages of a search: the path of each, and in other columns what else comparisons with it depend on.

    ``digests`` has the digest of the file of each page. ``context`` has what may change although that file does not: it
    is the MessagePack of a list with the opdrachtgevers of each page, and a list with the pages to which it links. Most
    edits do not change it, and then it need not be decoded.
    """

    files: tuple[str, ...] = ()
    digests: tuple[bytes, ...] = ()
    context: bytes = msgpack.encode(((), ()))


def find_changes(before: SearchedPages, pages: SearchedPages) -> Changes:
    """Compare the pages of two searches. Pages of both are in the same order, because their paths decide about that."""
    moves = _find_moves(before.files, pages.files)
    changed = set(moves.changed)
    columns: list[tuple[Sequence[object], Sequence[object]]] = [(before.digests, pages.digests)]
    if before.context != pages.context:
        columns += zip(msgpack.decode(before.context), msgpack.decode(pages.context), strict=True)
    for old, new in columns:
        changed.update([i for i, (was, now) in enumerate(zip(moves.move(old, None), new, strict=True)) if was != now])
    return structs.replace(moves, changed=frozenset(changed))


def _find_moves(before: Sequence[str], files: Sequence[str]) -> Changes:
    """Return what became of the paths of pages, where only new pages count as changed."""
    if before == files:  # as after most edits
        return Changes(None, {}, frozenset(), len(files))
    position = {file: i for i, file in enumerate(files)}
    to: list[int] = []
    removed: dict[int, int] = {}
    new = set(range(len(files)))
    following = 0
    for i, file in enumerate(before):
        now = position.get(file)
        if now is None:
            removed[i] = following
        else:
            following = now + 1
            new.remove(now)
        to.append(now or 0)
    return Changes(to, removed, frozenset(new), len(files))


def search_changes(pages: TracedPages, before: Search, changes: Changes) -> Search | None:
    """Return the same as ``search_all(pages)``, but faster, from the result of the previous search.

    Return None if so many pages have changed that this is not faster.
    """
    size = changes.size
    if len(changes.changed) + len(changes.removed) > MAX_CHANGED_SHARE * size:
        return None
    postings, affected = _update_postings(pages.traces, before.postings, changes)
    declared = {pair for pair in changes.moved(before.declared) if pair}
    affected.update(i for pair in declared ^ pages.declared for i in pair)
    own = array("I", changes.move(before.own, 0))
    counts: dict[int, int] = {}
    for i in affected:
        of_page, own[i] = count_of_page(i, pages.traces[i], postings)
        counts.update((min(i, j) * size + max(i, j), count) for j, count in of_page.items())
    counted = {i for key in counts for i in divmod(key, size)}
    alike = [pair for pair in changes.moved(before.alike) if pair and affected.isdisjoint(pair)]
    alike += alike_by_trace(counts, own, pages, counted)
    # The links of a page that did not change are the same, because `find_changes` compares them too.
    linked = {pair for pair in changes.moved(before.linked) if pair and affected.isdisjoint(pair)}
    linked.update(_linked(pages.links(affected), pages, postings))
    return Search(postings, own, alike, frozenset(linked), pages.declared)


def _update_postings(traces: Sequence[Trace], before: Postings, changes: Changes) -> tuple[Postings, set[int]]:
    """Return the postings of all traces, and the positions of the pages that a change affects."""
    lost, gained = _lost(before, changes), _gained(traces, changes)
    fresh = frozenset(shingle for shingle in gained if shingle not in lost and not before.size(shingle))
    elsewhere = _find(fresh, traces, changes)
    to, removed = changes.to, changes.removed
    none: set[int] = set()
    updates: dict[int, list[int]] = {}
    affected = set(changes.changed)
    for shingle in lost.keys() | gained.keys():
        gone, come = lost.get(shingle, none), gained.get(shingle, none)
        places = {i if to is None else to[i] for i in gone if i not in removed} ^ come
        places.update(removed[i] for i in gone if i in removed)
        if not places:
            continue  # each changed page has the shingle if it had it before
        old = before.pages(shingle)
        stayed = [i if to is None else to[i] for i in old if i not in gone]
        now = sorted((*stayed, *come, *elsewhere.get(shingle, ())))
        if old or len(now) > 1:
            updates[shingle] = now
        if is_boilerplate(len(old)) != is_boilerplate(len(now)):
            affected.update(now)
        elif is_boilerplate(len(now)):
            for place in places:
                number = bisect_left(now, place)
                affected.update(now[max(0, number - 1) : number + 2])
    return before.replace(updates, to), affected


def _lost(before: Postings, changes: Changes) -> dict[int, set[int]]:
    """Return the shared shingles that removed and changed pages had, with the old positions of those pages."""
    pages: frozenset[int] | set[int] = changes.changed
    if changes.to is not None:
        pages = {i for i, now in enumerate(changes.to) if now in changes.changed or i in changes.removed}
    lost: dict[int, set[int]] = {}
    for shingle, i in before.with_pages(pages):
        lost.setdefault(shingle, set()).add(i)
    return lost


def _gained(traces: Sequence[Trace], changes: Changes) -> dict[int, set[int]]:
    """Return the shingles that new and changed pages have, with the positions of those pages."""
    gained: dict[int, set[int]] = {}
    for i in changes.changed:
        for shingle in sample_of(traces[i]):
            gained.setdefault(shingle, set()).add(i)
    return gained


def _find(shingles: frozenset[int], traces: Sequence[Trace], changes: Changes) -> dict[int, list[int]]:
    """Return the positions of the pages that have not changed and have one of these shingles."""
    found: dict[int, list[int]] = {}
    for start in range(0, len(traces), _PAGES_PER_LOOK) if shingles else ():
        block = traces[start : start + _PAGES_PER_LOOK]
        if shingles.isdisjoint(array("I", b"".join([trace.shingles for trace in block]))):
            continue
        for i, trace in enumerate(block, start):
            if i not in changes.changed:
                for shingle in shingles.intersection(sample_of(trace)):
                    found.setdefault(shingle, []).append(i)
    return found


def _linked(new: Iterable[Pair], pages: TracedPages, postings: Postings) -> Iterator[Pair]:
    """Yield the pairs that share a traced shingle."""
    for i, j in new:
        if j in count_of_page(i, pages.traces[i], postings)[0]:
            yield i, j
