import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.author import Author
from benchmarks.corpus import EQUAL_TITLE, FOOTER, MIN_PAGES, MIN_WORDS, Page, make_corpus, write
from benchmarks.planting import PLANTERS, TEASER_FROM, TEASER_TO, VARIANT_FROM, edition_by_title
from benchmarks.source import Kind, source_of
from benchmarks.texts import jaccard
from support import AS_OF
from vindplaats.cli import main
from vindplaats.read.content import read_content
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.markdown import convert
from vindplaats.read.records import Publishable

WORDS = 300
CORPUS = make_corpus(500, WORDS)
BY_ID = {page.id: page for page in CORPUS.pages}
UNRELATED = [page for page in CORPUS.pages if not page.made]

Records = Mapping[str, Publishable]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Records:
    folder = tmp_path_factory.mktemp("corpus")
    write(CORPUS, folder)
    content, diagnostics = read_content(str(folder))
    assert not diagnostics
    return {str(record.id): record for record in content.records if isinstance(record, Publishable)}


def pairs(kind: Kind) -> list[tuple[Page, Page]]:
    found = [(BY_ID[p.ids[0]], BY_ID[p.ids[1]]) for p in CORPUS.planted if p.kind == kind]
    assert found
    return found


def words(record: Publishable) -> str:
    return fold_text(record.body.text)


def test_the_same_arguments_give_the_same_corpus_in_any_process() -> None:
    code = "from benchmarks.corpus import make_corpus; print(repr(make_corpus(60, 100)))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert make_corpus(60, 100, seed=1) != make_corpus(60, 100, seed=2)


@pytest.mark.parametrize("size", [MIN_PAGES, 100, 500])
def test_a_corpus_has_the_requested_pages_with_the_share_of_each_kind(size: int) -> None:
    corpus = make_corpus(size, MIN_WORDS)
    assert len({page.id for page in corpus.pages}) == len(corpus.pages) == size
    assert list(corpus.pages) == sorted(corpus.pages, key=lambda page: page.path)
    made = Counter(page.made for page in corpus.pages if page.made)
    for kind, (share, _) in PLANTERS.items():
        assert share * size - 1 <= made[kind] <= share * size + 6  # groups are kept whole
    ids = {page.id for page in corpus.pages}
    assert all(set(planted.ids) <= ids for planted in corpus.planted)
    assert len({planted.ids for planted in corpus.planted}) == len(corpus.planted)


def test_a_corpus_too_small_to_plant_every_kind_is_rejected() -> None:
    for size, length in ((MIN_PAGES - 1, 500), (500, MIN_WORDS - 1)):
        with pytest.raises(ValueError, match="needs 60 pages of 100 words"):
            make_corpus(size, length)


def test_pages_have_the_requested_number_of_words(records: Records) -> None:
    counts = [len(records[page.id].body.text.split()) for page in UNRELATED]
    assert mean(counts) == pytest.approx(WORDS, rel=0.1)


def test_unrelated_pages_share_hardly_any_shingles(records: Records) -> None:
    rng = random.Random(1)
    found = sorted(jaccard(*(records[page.id].body.text for page in rng.sample(UNRELATED, 2))) for _ in range(500))
    assert mean(found) < 0.004
    assert found[-1] < 0.05  # two short pages that end with the same sentence


def test_exact_doubles_have_the_same_words_in_different_bytes(records: Records) -> None:
    for first, second in pairs("exact"):
        first_record, second_record = records[first.id], records[second.id]
        assert words(first_record) == words(second_record)
        assert fold_text(first_record.titel) == fold_text(second_record.titel)
        assert first_record.body.text != second_record.body.text
        assert second.jaar in {first.jaar, None}
    bodies = "".join(page.body for page in CORPUS.pages if page.made == "exact")
    # a soft hyphen, a dash, a hard space between thousands, and a combining accent
    for sign in ("\u00ad", "—", "\u202f", "\u0308"):
        assert sign in bodies
    assert {second.path.partition("/")[0] for _, second in pairs("exact")} == {"projecten", "nieuws"}


def test_variants_are_as_similar_as_real_variants(records: Records) -> None:
    found = [jaccard(*(records[page.id].body.text for page in pair)) for pair in pairs("variant")]
    assert min(found) >= 0.40
    assert max(found) <= 0.76
    assert 0.50 <= mean(found) <= 0.65
    for first, second in pairs("variant"):
        assert first.path.startswith("projecten/")
        assert second.jaar in {first.jaar, None}
    assert {first.titel == second.titel for first, second in pairs("variant")} == {True, False}


def test_pages_with_lists_of_their_own_are_as_similar_as_variants(records: Records) -> None:
    for first, second in pairs("lijst"):
        assert VARIANT_FROM <= jaccard(records[first.id].body.text, records[second.id].body.text) <= 0.52
        assert second.jaar in {first.jaar, None}


def test_editions_of_a_series_differ_in_title_and_hardly_in_text() -> None:
    author = Author(random.Random(1), 500)
    groups = [edition_by_title(author, number) for number in range(10)]
    assert {len({page.jaar for page in group.pages}) == 1 for group in groups} == {True, False}
    for group in groups:
        titles = [page.titel for page in group.pages]
        assert 2 <= len(set(titles)) == len(titles) <= 6
        by_id = {page.id: page for page in group.pages}
        assert len(group.planted) == len(titles) - 1
        for planted in group.planted:
            assert jaccard(*(convert("", by_id[i].body)[0].text for i in planted.ids)) > 0.55


def test_editions_under_one_title_differ_in_year(records: Records) -> None:
    same = set()
    for first, second in pairs("editie-jaar"):
        assert first.titel == second.titel
        assert first.jaar != second.jaar
        same.add(words(records[first.id]) == words(records[second.id]))
    assert same == {True, False}


def test_twins_differ_in_region_and_some_in_numbers(records: Records) -> None:
    only_names = set()
    for first, second in pairs("tweeling"):
        first_place, second_place = first.titel.partition(" in ")[2], second.titel.partition(" in ")[2]
        regions = first.titel.rpartition(" in ")[2], second.titel.rpartition(" in ")[2]
        assert first_place != second_place
        assert first.jaar == second.jaar
        renamed = records[first.id].body.text.replace(regions[0], regions[1])
        only_names.add(renamed == records[second.id].body.text)
    assert only_names == {True, False}


def test_a_teaser_is_part_of_its_project_under_another_title(records: Records) -> None:
    for project, teaser in pairs("teaser"):
        assert TEASER_FROM <= len(records[teaser.id].body.text.split()) <= TEASER_TO
        for sentence in words(records[teaser.id]).rstrip(".").split(". "):
            assert sentence in words(records[project.id])
        assert project.titel != teaser.titel


def test_an_overview_contains_the_openings_of_unrelated_projects(records: Records) -> None:
    counts: Counter[str] = Counter()
    for project, overview in pairs("overzicht"):
        assert words(records[project.id])[:200] in words(records[overview.id])
        counts[overview.id] += 1
    assert min(counts.values()) >= 2
    for page_id, count in counts.items():
        assert len(BY_ID[page_id].stems) == count + 1


def test_news_that_links_to_one_project_shares_no_words_with_it(records: Records) -> None:
    for project, news in pairs("link"):
        links = [link.target for link in records[news.id].body.links]
        assert links == [f"content/{project.path}"]
        assert jaccard(records[project.id].body.text, records[news.id].body.text) < 0.05


def test_no_other_page_links_to_one_project_only(records: Records) -> None:
    """Such a link makes a nieuwsbericht a variant, whatever its words."""
    expected = {news.id for _, news in (*pairs("link"), *pairs("variant"))}
    for record in records.values():
        if record.kind == "nieuws" and str(record.id) not in expected:
            assert len({link.target for link in record.body.links}) != 1


def test_hard_adds_a_group_of_equal_titles_and_a_footer() -> None:
    corpus = make_corpus(100, MIN_WORDS, hard=True)
    assert sum(page.titel == EQUAL_TITLE for page in corpus.pages) == 10
    assert all("gedragscode" in page.body for page in corpus.pages)  # some words have markup
    assert len(FOOTER.split()) == 60
    assert not any("gedragscode" in page.body for page in make_corpus(100, MIN_WORDS).pages)


def test_only_exact_doubles_have_no_links() -> None:
    assert not any("](" in page.body for pair in pairs("exact") for page in pair)
    assert sum("](https://" in page.body for page in UNRELATED) > len(UNRELATED) / 4


@pytest.mark.parametrize(("size", "hard"), [(MIN_PAGES, False), (MIN_PAGES, True), (500, False)])
def test_a_written_corpus_is_a_source_without_errors(
    size: int, hard: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus = make_corpus(size, MIN_WORDS if size == MIN_PAGES else WORDS, hard=hard)
    write(corpus, tmp_path)
    assert main(["check", "--source", str(tmp_path), "--as-of", AS_OF]) == 0
    codes = {line.partition("[")[2].partition("]")[0] for line in capsys.readouterr().err.splitlines() if "[" in line}
    assert codes
    assert codes <= {"exact-dubbel", "dubbel-variant", "dubbel-twijfel"}
    page = corpus.pages[0]
    assert (tmp_path / "content" / page.path).read_text(encoding="utf-8") == source_of(page)
