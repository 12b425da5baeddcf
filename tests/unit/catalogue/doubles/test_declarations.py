"""What editors declared settles a pair, from either side, and is an error where it points nowhere."""

from collections.abc import Callable
from datetime import date

import pytest

from support import texts
from vindplaats.catalogue.catalogue import catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import NO_SITE
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.content import Content

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
Contents = Callable[[dict[str, str]], Content]

A = "titel: Wonen in de wijk\n"
TEXT = (
    "De gemeente vroeg ons na te gaan hoe bewoners van de nieuwe wijk hun buurt ervaren. Wij spraken daarvoor met veel "
    "huishoudens, met winkeliers en met het wijkteam."
)
MORE = f"{TEXT} De meeste bewoners zijn tevreden."


def open_pairs(site: Site, files: dict[str, str]) -> list[tuple[str, ...]]:
    corpus, told = site(files)
    assert [d for d in told if d.severity == "error"] == []
    return [(f.verdict, *texts(f.ids)) for f in corpus.pairs]


def all_pairs(contents: Contents, files: dict[str, str]) -> list[tuple[object, ...]]:
    corpus, _, _ = catalogue(contents(files), NO_SITE, date(2024, 6, 1), settled=True)
    return [(f.verdict, f.settled, *texts(f.ids)) for f in corpus.pairs]


@pytest.mark.parametrize("text", [TEXT, MORE], ids=["exact", "variant"])
@pytest.mark.parametrize("name", ["projecten/a", "a", "A", "projecten/A"])
def test_geen_dubbel_van_keeps_apart_from_either_side(site: Site, contents: Contents, text: str, name: str) -> None:
    files = {"projecten/a.md": f"{A}\n{TEXT}", "projecten/b.md": f"{A}\n{text}"}
    assert len(open_pairs(site, files)) == 1
    one_way = files | {"projecten/b.md": f"{A}geen_dubbel_van: [{name}]\n\n{text}"}
    other_way = files | {"projecten/a.md": f"{A}geen_dubbel_van: {name.replace('a', 'b').replace('A', 'B')}\n\n{TEXT}"}
    if "projecten" in name:
        other_way["projecten/a.md"] = f"{A}geen_dubbel_van: projecten/b\n\n{TEXT}"
    for settled in (one_way, other_way):
        assert open_pairs(site, settled) == []
        assert all_pairs(contents, settled) == [("verschillend", True, "projecten/a", "projecten/b")]


def test_exact_doubles_kept_apart_stay_two_pages_and_a_third_joins_the_first(site: Site) -> None:
    files = {
        "projecten/a.md": f"{A}\n{TEXT}",
        "projecten/b.md": f"{A}geen_dubbel_van: [a]\n\n{TEXT}",
        "projecten/c.md": f"{A}\n{TEXT}",
    }
    corpus, _ = site(files)
    assert {str(s.project.id): texts(s.doubles) for s in corpus.studies} == {
        "projecten/a": ("projecten/c",),
        "projecten/b": (),
    }
    files["projecten/c.md"] = f"{A}geen_dubbel_van: [a, b]\n\n{TEXT}"
    assert len(site(files)[0].studies) == 3
    files["projecten/c.md"] = f"{A}geen_dubbel_van: [a]\n\n{TEXT}"
    assert {str(s.project.id): texts(s.doubles) for s in site(files)[0].studies} == {
        "projecten/a": (),
        "projecten/b": ("projecten/c",),
    }


def test_what_was_declared_about_a_page_that_gave_way_holds_for_the_one_that_stays(site: Site) -> None:
    files = {
        "projecten/a.md": f"{A}\n{TEXT}",
        "projecten/b.md": f"{A}geen_dubbel_van: [c]\n\n{TEXT}",
        "projecten/c.md": f"{A}\n{MORE}",
    }
    assert open_pairs(site, files) == [("exact", "projecten/a", "projecten/b")]


def test_project_makes_news_of_one_study_and_of_no_other(site: Site, contents: Contents) -> None:
    files = {
        "projecten/a.md": f"{A}\n{TEXT}",
        "projecten/b.md": f"titel: Leven in het dorp\n\n{TEXT} Ook het dorp telt mee.",
        "nieuws/n.md": f"{A}project: a\n\n{MORE}",
        "nieuws/m.md": f"{A}project: a\n\n{MORE} Dat is mooi.",
        "nieuws/o.md": f"{A}project: b\n\n{MORE} Dat is fraai.",
    }
    assert [p for p in open_pairs(site, files) if p[0] == "variant"] == []
    assert {ids[1:] for ids in open_pairs(site, files)} == {("projecten/a", "projecten/b")}
    settled = {(v, *ids) for v, is_settled, *ids in all_pairs(contents, files) if is_settled}
    assert {
        ("variant", "projecten/a", "nieuws/n"),
        ("variant", "projecten/a", "nieuws/m"),
        ("variant", "projecten/b", "nieuws/o"),
        ("variant", "nieuws/m", "nieuws/n"),
        ("verschillend", "projecten/a", "nieuws/o"),
        ("verschillend", "projecten/b", "nieuws/n"),
        ("verschillend", "nieuws/n", "nieuws/o"),
    } <= settled


def test_exact_news_that_names_its_project_keeps_its_page(site: Site) -> None:
    corpus, _ = site({"projecten/a.md": f"{A}\n{TEXT}", "nieuws/n.md": f"{A}project: a\n\n{TEXT}"})
    assert [(str(b.record.id), str(b.project)) for b in corpus.berichten] == [("nieuws/n", "projecten/a")]
    assert corpus.pairs == ()


def test_news_with_the_same_words_on_two_studies_stays_two(site: Site) -> None:
    files = {"projecten/a.md": "titel: A", "projecten/b.md": "titel: B"}
    files |= {f"nieuws/{n}.md": f"{A}project: {n}\n\n{TEXT}" for n in "ab"}
    corpus, told = site(files)
    assert [str(b.project) for b in corpus.berichten] == ["projecten/a", "projecten/b"]
    assert [d for d in told if d.severity == "error"] == []


def test_a_project_that_is_no_double_of_its_news_is_a_contradiction(site: Site) -> None:
    _, told = site({"projecten/a.md": "titel: A", "nieuws/n.md": f"{A}project: a\ngeen_dubbel_van: [a]\n\n{TEXT}"})
    (fault,) = [d for d in told if d.severity == "error"]
    assert (fault.code, fault.line) == ("tegenspraak", 4)


def test_reeks_settles_editions_however_alike(site: Site, contents: Contents) -> None:
    files = {
        f"projecten/{name}.md": f"titel: Monitor\njaar: {jaar}\nreeks: {reeks}\n\n{text}"
        for name, jaar, reeks, text in (
            ("a", 2018, "Monitor Wonen", TEXT),
            ("b", 2019, "monitor-wonen", TEXT),
            ("c", 2019, "Monitor wonen", MORE),
        )
    }
    assert open_pairs(site, files) == []
    assert {v for v, *_ in all_pairs(contents, files)} == {"editie"}
    files["projecten/b.md"] = files["projecten/b.md"].replace("monitor-wonen", "Iets anders")
    assert {v for v, *_ in open_pairs(site, files)} == {"twijfel", "variant"}


def test_the_same_edition_twice_is_one(site: Site) -> None:
    """`reeks` says which pages are editions, not that two of one year with the same words are two."""
    fields = f"{A}reeks: Monitor\n\n{TEXT}"
    assert open_pairs(site, {"projecten/a.md": fields, "projecten/b.md": fields}) == [
        ("exact", "projecten/a", "projecten/b")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bbc", "Bedoelde u 'bb'?"),
        ("projecten/zzzzz", "Schrijf de id"),
        ("projecten/bbc", "Bedoelde u 'projecten/bb'?"),
        ("a", "deze pagina zelf"),
        ("n", "nieuws/n of projecten/n"),
        ("opdrachtgevers/x", "Schrijf de id"),
    ],
)
def test_geen_dubbel_van_that_points_nowhere(site: Site, text: str, said: str) -> None:
    _, told = site(
        {
            "projecten/a.md": f"{A}geen_dubbel_van: [bb, {text}]\n\n{TEXT}",
            "projecten/bb.md": "titel: B",
            "projecten/n.md": "titel: N",
            "nieuws/n.md": "titel: N",
            "opdrachtgevers/x.md": "",
        }
    )
    (fault,) = [d for d in told if d.severity == "error"]
    assert (fault.code, fault.file, fault.line) == ("onbekende-pagina", "content/projecten/a.md", 3)
    assert fault.column == 23
    assert said in f"{fault.message} {fault.remedy}"


def test_a_name_of_its_own_means_the_other_page_of_that_name(site: Site) -> None:
    files = {"projecten/a.md": f"{A}\n{TEXT}", "nieuws/a.md": f"{A}geen_dubbel_van: a\n\n{MORE}"}
    assert open_pairs(site, files) == []


def test_a_page_that_is_not_on_the_site_may_be_named(site: Site) -> None:
    files = {"projecten/a.md": f"{A}geen_dubbel_van: d\n\n{TEXT}", "projecten/d.md": f"{A}concept: true\n\n{TEXT}"}
    assert open_pairs(site, files) == []
