from collections.abc import Callable

import pytest

from support import texts
from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]


def edition(jaar: int, reeks: str = "Monitor Wonen", body: str = "") -> str:
    return f"titel: Monitor {jaar}\njaar: {jaar}\nreeks: {reeks}\n\n{body or f'Dit gaat over {jaar}.'}"


def test_projects_that_name_one_series_in_any_spelling_are_editions(site: Site) -> None:
    corpus, reported = site(
        {
            "projecten/b.md": edition(2019, "monitor-wonen"),
            "projecten/a.md": edition(2018, "Monitor  Wonen"),
            "projecten/c.md": edition(2020, "Mönitor wonen"),
            "projecten/d.md": edition(2020, "Aard", "Iets heel anders."),
            "projecten/e.md": "titel: Monitor 2021\njaar: 2021\n\nZonder reeks.",
        }
    )
    assert [(e.naam, texts(e.projecten), e.kind, e.record) for e in corpus.reeksen] == [
        ("Aard", ("projecten/d",), "reeksen", None),
        ("Monitor Wonen", ("projecten/c", "projecten/b", "projecten/a"), "reeksen", None),
    ]
    assert (corpus.reeksen[1].place.file, corpus.reeksen[1].place.line) == ("content/projecten/a.md", 4)
    assert set(corpus.reeksen) <= set(corpus.entries)
    assert [d for d in reported if d.severity == "error"] == []


def test_a_series_needs_a_page_that_is_on_the_site(site: Site) -> None:
    corpus, _ = site({"projecten/a.md": "concept: true\n" + edition(2018)})
    assert corpus.reeksen == ()


def test_an_exact_double_can_add_the_series(site: Site) -> None:
    body = "Dezelfde woorden op beide."
    files = {"projecten/a.md": edition(2018, body=body).replace("reeks: Monitor Wonen\n", "")}
    files["projecten/b.md"] = edition(2018, body=body)
    corpus, _ = site(files)
    assert [(str(s.project.id), s.project.reeks) for s in corpus.studies] == [("projecten/a", "Monitor Wonen")]
    assert [texts(e.projecten) for e in corpus.reeksen] == [("projecten/a",)]


@pytest.mark.parametrize(
    ("name", "count"),
    [("Montor Wonen", 1), ("Monitor Werken", 0), ("Monitor Wonen 2", 0), ("Monitor Wonen, deel B", 0), ("Iets", 0)],
)
def test_a_name_that_seems_mistyped_is_reported(site: Site, name: str, count: int) -> None:
    files = {f"projecten/p{jaar}.md": edition(jaar) for jaar in (2018, 2019)}
    _, reported = site({**files, "projecten/p2020.md": edition(2020, f'"{name}"')})
    found = [d for d in reported if d.code == "reeks-lijkt-op"]
    assert [(d.file, d.line, d.remedy) for d in found] == [
        ("content/projecten/p2020.md", 4, "Bedoelde u 'Monitor Wonen'?")
    ] * count


def test_exact_doubles_of_two_series_are_a_conflict_but_not_of_two_spellings(site: Site) -> None:
    body = "Dezelfde woorden op beide."
    for series, errors in (("Peiling", ["dubbel-conflict"]), ("monitor-wonen", [])):
        _, reported = site({"projecten/a.md": edition(2018, body=body), "projecten/b.md": edition(2018, series, body)})
        assert [d.code for d in reported if d.severity == "error"] == errors
