"""The corpus maker does what it says, and the finder finds it on a small one. Times are not looked at."""

from pathlib import Path

import pytest

from benchmarks.corpus import BOILERPLATE, KINDS, PLANTED, Corpus, Page, Planted, make_corpus, write
from benchmarks.doubles import FORBIDDEN, measure, score, show
from vindplaats.cli import main
from vindplaats.read.content import read_content
from vindplaats.read.records import Timed
from vindplaats.read.words import fold_text, plain_words, shingles


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(500, words=150, seed=3)


def test_the_same_seed_makes_the_same_pages(corpus: Corpus) -> None:
    assert make_corpus(500, words=150, seed=3) == corpus
    assert make_corpus(500, words=150, seed=4) != corpus


def test_it_has_as_many_pages_as_asked_and_every_kind_of_double(corpus: Corpus) -> None:
    assert 500 <= len(corpus.pages) <= 510
    assert len({page.path for page in corpus.pages}) == len(corpus.pages)
    assert {planted.kind for planted in corpus.planted} == set(KINDS)
    stemming = sum(page.group != page.id for page in corpus.pages)
    assert 0.5 * PLANTED < stemming / 500 < 2 * PLANTED


def test_what_is_planted_is_what_it_is_called(corpus: Corpus, tmp_path: Path) -> None:
    write(corpus, tmp_path)
    records = {r.id: r for r in read_content(str(tmp_path)).records if isinstance(r, Timed)}
    texts = {page: record.body.text for page, record in records.items()}
    for planted in corpus.planted:
        one, other = (shingles(plain_words(texts[page])) for page in planted.ids)
        jaccard = len(one & other) / len(one | other)
        if planted.kind == "exact":
            assert fold_text(texts[planted.ids[0]]) == fold_text(texts[planted.ids[1]])
        elif planted.kind == "variant":
            assert 0.42 < jaccard < 0.9
        elif planted.kind == "link":
            assert jaccard < 0.05
        elif planted.kind in {"teaser", "overzicht"}:
            assert len(one & other) / min(len(one), len(other)) > 0.7


def test_unrelated_pages_share_next_to_nothing(corpus: Corpus) -> None:
    pages = [page for page in corpus.pages if page.group == page.id][:60]
    runs = [shingles(plain_words(page.body.replace(BOILERPLATE, ""))) for page in pages]
    most = max(len(a & b) / len(a | b) for i, a in enumerate(runs) for b in runs[:i] if not a <= b and not b <= a)
    assert most < 0.5  # an overview and what it holds
    pairs = sorted(len(a & b) / len(a | b) for i, a in enumerate(runs) for b in runs[:i])
    assert pairs[len(pairs) * 99 // 100] <= 0.004


def test_the_source_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(make_corpus(120, words=80, seed=2, hard=True), tmp_path)
    assert main(["check", "--source", str(tmp_path)]) == 0
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("content/")]
    assert all("dubbel" in line for line in said)


def page(name: str, group: str = "") -> Page:
    return Page(path=f"projecten/{name}.md", titel=name, jaar=2020, body="", group=f"projecten/{group or name}")


def test_scores() -> None:
    made = Corpus(
        (page("a"), page("b", "a"), page("c", "a"), page("d", "a"), page("e"), page("f", "e")),
        (
            Planted("exact", ("projecten/a", "projecten/b")),
            Planted("variant", ("projecten/b", "projecten/c")),
            Planted("editie-jaar", ("projecten/c", "projecten/d")),
            Planted("tweeling", ("projecten/e", "projecten/f")),
        ),
    )
    found = score(
        made,
        [
            ("exact", ("projecten/a", "projecten/b")),
            ("variant", ("projecten/a", "projecten/c")),
            ("editie", ("projecten/a", "projecten/d")),
            ("variant", ("projecten/e", "projecten/f")),
            ("twijfel", ("projecten/a", "projecten/e")),
        ],
    )
    assert found.table == {
        ("exact", "exact"): 1,
        ("variant", "variant"): 1,
        ("editie-jaar", "variant"): 1,  # by way of the page that both are reported with
        ("tweeling", "variant"): 1,
    }
    assert found.recall("exact") == 1.0
    assert [found.precision(verdict) for verdict in ("exact", "variant", "twijfel", "editie")] == [1.0, 1.0, 0.0, 1.0]
    assert found.forbidden == 2
    nothing = score(made, [])
    assert (nothing.recall("exact"), nothing.precision("exact"), nothing.forbidden) == (0.0, 1.0, 0)


@pytest.mark.parametrize(("hard", "direct"), [(False, False), (True, False), (False, True)])
def test_what_is_planted_is_found(*, hard: bool, direct: bool) -> None:
    result = measure(600, 250, 5, hard=hard, direct=direct)
    assert result.score.recall("exact") == 1.0
    assert result.score.recall("variant") >= 0.99
    assert all(result.score.recall(kind) >= 0.95 for kind in KINDS)
    assert result.score.forbidden == 0
    assert all(kind in show(result) for kind in FORBIDDEN)
