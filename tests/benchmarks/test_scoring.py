from pathlib import Path

import pytest
from msgspec import Struct

from benchmarks.corpus import make_corpus, write
from benchmarks.scoring import FITTING, NOTHING, VERDICTS, Answers, WrongVerdict, answers_of, score, total
from benchmarks.source import Kind


class Finding(Struct, frozen=True):
    verdict: str
    ids: tuple[str, str]


ANSWERS = Answers(
    planted={
        ("nieuws/a", "projecten/a"): "variant",
        ("nieuws/t", "projecten/a"): "teaser",
        ("projecten/e1", "projecten/e2"): "editie-titel",
        ("projecten/e2", "projecten/e3"): "editie-titel",
        ("nieuws/o", "projecten/b"): "overzicht",
        ("nieuws/o", "projecten/c"): "overzicht",
    },
    stems={
        "projecten/a": ("a",),
        "nieuws/a": ("a",),
        "nieuws/t": ("a",),
        "projecten/e1": ("e",),
        "projecten/e2": ("e",),
        "projecten/e3": ("e",),
        "projecten/b": ("b",),
        "projecten/c": ("c",),
        "nieuws/o": ("o", "b", "c"),
    },
    made={
        "nieuws/a": "variant",
        "nieuws/t": "teaser",
        "projecten/e2": "editie-titel",
        "projecten/e3": "editie-titel",
        "nieuws/o": "overzicht",
    },
)


def reported(verdict: str, first: str, second: str) -> Finding:
    return Finding(verdict, (first, second))


def test_no_findings_score_nothing() -> None:
    found = score(ANSWERS, [])
    assert found.judged == {
        ("variant", NOTHING): 1,
        ("teaser", NOTHING): 1,
        ("editie-titel", NOTHING): 2,
        ("overzicht", NOTHING): 2,
    }
    assert not found.reported
    assert not found.forbidden
    assert not found.unrelated


def test_the_order_of_two_ids_makes_no_difference() -> None:
    for ids in (("projecten/a", "nieuws/a"), ("nieuws/a", "projecten/a")):
        found = score(ANSWERS, [reported("variant", *ids)])
        assert found.judged["variant", "variant"] == 1
        assert found.reported == {("variant", "fitting"): 1}


def test_a_pair_is_found_through_a_page_that_both_were_reported_with() -> None:
    findings = [reported("editie", "projecten/e1", "projecten/e2"), reported("editie", "projecten/e1", "projecten/e3")]
    found = score(ANSWERS, findings)
    assert found.judged["editie-titel", "editie"] == 2
    assert found.reported == {("editie", "fitting"): 1, ("editie", "related"): 1}


def test_a_pair_is_not_found_through_findings_of_two_verdicts_or_unrelated_pages() -> None:
    two = [reported("editie", "projecten/e1", "projecten/e2"), reported("twijfel", "projecten/e1", "projecten/e3")]
    assert score(ANSWERS, two).judged["editie-titel", NOTHING] == 1
    chain = [reported("editie", "projecten/e2", "projecten/b"), reported("editie", "projecten/b", "projecten/e3")]
    assert score(ANSWERS, chain).judged["editie-titel", NOTHING] == 2


@pytest.mark.parametrize("verdict", ["exact", "variant"])
def test_editions_and_overviews_reported_as_one_study_are_forbidden(verdict: str) -> None:
    findings = [
        reported(verdict, "projecten/e1", "projecten/e3"),  # not planted: they are no neighbours
        reported(verdict, "projecten/b", "nieuws/o"),
        reported(verdict, "projecten/a", "nieuws/t"),
    ]
    found = score(ANSWERS, findings)
    assert found.forbidden == (
        WrongVerdict("overzicht", verdict, ("nieuws/o", "projecten/b")),
        WrongVerdict("editie-titel", verdict, ("projecten/e1", "projecten/e3")),
    )
    assert found.reported[verdict, "misfit"] == (2 if verdict == "variant" else 3)


def test_a_teaser_of_a_variant_is_related_and_pages_of_two_studies_are_not() -> None:
    findings = [reported("twijfel", "nieuws/a", "nieuws/t"), reported("variant", "projecten/b", "projecten/c")]
    found = score(ANSWERS, findings)
    assert found.reported == {("twijfel", "related"): 1, ("variant", "unrelated"): 1}
    assert found.unrelated == (WrongVerdict("", "variant", ("projecten/b", "projecten/c")),)
    assert not found.forbidden


def test_scores_add_up() -> None:
    first = score(ANSWERS, [reported("variant", "projecten/a", "nieuws/a")])
    second = score(ANSWERS, [reported("variant", "projecten/b", "projecten/c")])
    both = total([first, second, first])
    assert both.judged["variant", "variant"] == 2
    assert both.judged["variant", NOTHING] == 1
    assert both.reported == {("variant", "fitting"): 2, ("variant", "unrelated"): 1}
    assert len(both.unrelated) == 1


def test_every_kind_has_a_fitting_verdict() -> None:
    assert set(FITTING) == set(Kind.__args__)  # type: ignore[attr-defined]
    for fitting in FITTING.values():
        assert fitting
        assert fitting <= {*VERDICTS, NOTHING}


def test_a_run_is_measured_and_reported(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    from benchmarks.doubles import measure, report  # noqa: PLC0415 (measures with what only Unix has)

    corpus = make_corpus(60, 100)
    write(corpus, tmp_path)
    run = measure(str(tmp_path), 1)
    assert min(run.reading, run.tracing, run.finding, run.peak) > 0
    lines = list(report(score(answers_of(corpus), run.findings)))
    exact = next(line.split() for line in lines if line.startswith("exact"))
    pairs = sum(planted.kind == "exact" for planted in corpus.planted)
    assert exact == ["exact", str(pairs), str(pairs), "0", "0", "0", "0", "0", "100.00%", "100.00%"]
