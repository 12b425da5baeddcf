"""Find exact doubles: pages with the same words in title and body. A build merges them automatically.

Words are compared after folding (`fold_text`). Two projects of different years are never exact doubles, nor are two
nieuwsberichten of different days: the same announcement may be made every month. Only a nieuwsbericht that repeats a
project may be of any day, because news may appear in a later year than the study it is about. Pages without text are
never exact doubles, because their words cannot differ. The survivor of a group is its first project in `path_order`, or
its first nieuwsbericht if the group has no project.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from vindplaats.catalogue.corpus import Finding
from vindplaats.catalogue.doubles.declarations import Declarations
from vindplaats.catalogue.doubles.texts import has_text
from vindplaats.diagnostics import doubles
from vindplaats.inputs.page_names import may_be_copy
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Project, Publishable


class DoubleGroup(Struct, frozen=True):
    """A group of exact doubles: the survivor, and the pages to merge into it, in `path_order`."""

    survivor: Publishable
    others: tuple[Publishable, ...]


def path_order(record: Publishable) -> tuple[bool, bool, str]:
    """Return a sort key: projects before news, then likely copies (`may_be_copy`) last, then by path.

    In this order, the survivor of a group comes first.
    """
    return not isinstance(record, Project), may_be_copy(record.file), record.file


def find_exact_doubles(
    records: Iterable[Publishable], declarations: Declarations, folded_before: Mapping[bytes, bytes]
) -> tuple[tuple[DoubleGroup, ...], dict[bytes, bytes]]:
    """Return the groups of two or more exact doubles, in `path_order` of their survivors, and `DuplicateCache.folded`.

    A nieuwsbericht is not merged into a project if its own `project` field names a project, or if projects of different
    years have the same words as the nieuwsbericht. ``folded_before`` is the `DuplicateCache.folded` of the previous
    build, so that unchanged pages need not be folded again.
    """
    by_key: dict[int, list[Publishable]] = {}
    for record in records:
        by_key.setdefault(record.body.trace.key, []).append(record)
    groups: list[DoubleGroup] = []
    folded: dict[bytes, bytes] = {}
    fold = cache(fold_text)
    for equal in by_key.values():
        if len(equal) < 2:  # noqa: PLR2004 (one page is no double)
            continue
        pages = [page for page in equal if has_text(page.body)]
        by_words: dict[bytes, list[Publishable]] = {}
        for page in sorted(pages, key=path_order):
            digest = folded_before.get(page.digest)
            if digest is None:
                words = f"{fold(page.titel)}\0{fold(page.body.text)}"
                digest = hashlib.blake2b(words.encode(), digest_size=16).digest()
            folded[page.digest] = digest
            by_words.setdefault(digest, []).append(page)
        for same in by_words.values():
            groups += _group(same, declarations)
    return tuple(sorted(groups, key=lambda group: path_order(group.survivor))), folded


def _group(same: Sequence[Publishable], declarations: Declarations) -> list[DoubleGroup]:
    """Divide pages with the same words into groups: each page joins the first group into which it may be merged.

    Groups of one page are left out.
    """
    years = {page.jaar for page in same if isinstance(page, Project)}
    groups: list[dict[PageId, Publishable]] = []
    for page in same:
        apart = declarations.apart.get(page.id, frozenset())
        for group in groups:
            if apart.isdisjoint(group) and _may_merge(next(iter(group.values())), page, years, declarations):
                group[page.id] = page
                break
        else:
            groups.append({page.id: page})
    return [
        DoubleGroup(survivor, tuple(others)) for survivor, *others in (group.values() for group in groups) if others
    ]


def _may_merge(survivor: Publishable, page: Publishable, years: set[int], declarations: Declarations) -> bool:
    if isinstance(survivor, Project):
        if isinstance(page, Project):
            return survivor.jaar == page.jaar
        return len(years) == 1 and page.id not in declarations.projects
    if isinstance(page, Nieuwsbericht) and isinstance(survivor, Nieuwsbericht) and page.datum != survivor.datum:
        return False
    # Two nieuwsberichten that declare different projects are about different studies, despite their equal words.
    named = {declarations.projects[page_id] for page_id in (survivor.id, page.id) if page_id in declarations.projects}
    return len(named) <= 1


def survivors_of(groups: Iterable[DoubleGroup]) -> Mapping[PageId, PageId]:
    """Return a mapping from the id of each merged page to the id of its survivor."""
    return {other.id: group.survivor.id for group in groups for other in group.others}


def exact_pairs(groups: Iterable[DoubleGroup]) -> tuple[Finding, ...]:
    """Return a finding for each pair of a survivor and a page that is merged into it."""
    why = (doubles.SAME_WORDS,)
    return tuple(
        Finding("exact", (group.survivor.id, other.id), 1.0, why) for group in groups for other in group.others
    )
