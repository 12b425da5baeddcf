"""Related studies, sorted by how much they share, with the reason in words."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from support import make_source
from vindplaats.cli import main
from vindplaats.read.page_id import PageId
from vindplaats.render.facts.related import (
    MAX_NEIGHBOURS_PER_SIDE,
    MAX_RELATED,
    MAX_RELATED_EDITIONS,
    RelatedStudies,
    Relations,
)

ENTRIES = (
    PageId("reeksen", "?r"),
    PageId("opdrachtgevers", "a"),
    PageId("opdrachtgevers", "b"),
    PageId("werkvelden", "x"),
    PageId("werkvelden", "y"),
)
KINDS = ("reeksen", "opdrachtgevers", "werkvelden")
Lists = dict[PageId, tuple[PageId, ...]]

SITES = st.lists(st.sets(st.sampled_from(ENTRIES)), min_size=1, max_size=30)


def site(entries_by_study: list[set[PageId]]) -> tuple[Lists, Lists, dict[PageId, int]]:
    """Return the entries that each study is listed under, the lists, and the rank of each study.

    The order of ids differs from that of ranks.
    """
    listed = {
        PageId("projecten", f"p{n * 17 % 31:02}"): tuple(entry for entry in ENTRIES if entry in entries)
        for n, entries in enumerate(entries_by_study)
    }
    lists = {entry: tuple(p for p, entries in listed.items() if entry in entries) for entry in ENTRIES}
    return listed, lists, {p: n for n, p in enumerate(listed)}


@given(SITES)
def test_related_studies_share_exactly_the_stated_entries(entries_by_study: list[set[PageId]]) -> None:
    listed, lists, rank = site(entries_by_study)
    for study, own in listed.items():
        found = RelatedStudies(Relations(listed, lists, rank)).of(study)
        assert len(found) <= MAX_RELATED
        assert len({related.id for related in found} - {study}) == len(found)
        assert sum(related.shared[0] == ENTRIES[0] for related in found) <= MAX_RELATED_EDITIONS
        for related in found:
            assert related.shared == tuple(entry for entry in own if entry in listed[related.id]) != ()
        counts = [[sum(e.kind == kind for e in related.shared) for kind in KINDS] for related in found]
        assert counts == sorted(counts, reverse=True)


@given(SITES)
def test_a_study_has_related_studies_unless_it_shares_no_entry(entries_by_study: list[set[PageId]]) -> None:
    listed, lists, rank = site(entries_by_study)
    for study, own in listed.items():
        alone = all(len(lists[entry]) == 1 for entry in own)
        assert (RelatedStudies(Relations(listed, lists, rank)).of(study) == ()) == alone


def score(own: tuple[PageId, ...], theirs: tuple[PageId, ...]) -> int:
    weights = {"reeksen": 10**6, "opdrachtgevers": 10**3, "werkvelden": 1}
    return sum(weights[entry.kind] for entry in own if entry in theirs)


@given(SITES)
def test_law_that_related_studies_are_those_found_by_comparing_ids(entries_by_study: list[set[PageId]]) -> None:
    listed, lists, rank = site(entries_by_study)
    finder = RelatedStudies(Relations(listed, lists, rank))
    for study, own in listed.items():
        at = {entry: lists[entry].index(study) for entry in own}
        near = {i for e in own for i in lists[e] if abs(lists[e].index(i) - at[e]) <= MAX_NEIGHBOURS_PER_SIDE} - {study}
        order = sorted(near, key=lambda i: (-score(own, listed[i]), abs(rank[i] - rank[study]), i))
        editions = [i for i in order if ENTRIES[0] in own and ENTRIES[0] in listed[i]]
        kept = [i for i in order if i not in editions[MAX_RELATED_EDITIONS:]][:MAX_RELATED]
        assert [(related.id, related.shared) for related in finder.of(study)] == [
            (i, tuple(entry for entry in own if entry in listed[i])) for i in kept
        ]


PROJECT = "---\ntitel: {}\nwerkveld: [{}]\nopdrachtgever: [{}]\ncontactpersoon: Noor\njaar: {}\n{}---\n\nTekst {}.\n"


def test_a_page_says_why_a_study_is_related(tmp_path: Path) -> None:
    files = {
        "opdrachtgevers/fonds.md": "---\nnaam: Fonds van Fabels\nafkorting: FVF\n---\n",
        "projecten/a.md": PROJECT.format("A", "Water, Lucht", "FVF", 2021, "reeks: Peiling\n", "a"),
        "projecten/b.md": PROJECT.format("B", "Water, Lucht", "FVF", 2020, "", "b"),
        "projecten/c.md": PROJECT.format("C", "Vuur", "FVF", 2019, "reeks: Peiling\n", "c"),
        "projecten/d.md": PROJECT.format("D", "Water", "Gemeente", 2018, "taal: en\n", "d"),
        "projecten/e.md": PROJECT.format("E", "Aarde", "", 2017, "", "e"),
    }
    assert main(["build", "--source", str(make_source(tmp_path, files))]) == 0
    page = (tmp_path / "public/projecten/a/index.html").read_text(encoding="utf-8")
    related = page[page.index("Verwante projecten") :]
    assert re.findall(r"projecten/(\w)/.*?<span>([^<]*)</span>", related, re.DOTALL) == [
        ("c", "uit dezelfde reeks, ook voor FVF"),
        ("b", "ook voor FVF, ook in het werkveld Water en Lucht"),
        ("d", "ook in het werkveld Water"),
    ]
    assert '<a href="../../projecten/d/" lang="en">D</a>' in related
    alone = (tmp_path / "public/projecten/e/index.html").read_text(encoding="utf-8")
    assert "Verwante projecten" not in alone
