"""An editor can settle a pair by a declaration on either page. One that names no existing page is an error."""

from collections.abc import Callable
from datetime import date

import pytest

from support import texts
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
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
    corpus, reported = site(files)
    assert [d for d in reported if d.severity == "error"] == []
    return [(f.verdict, *texts(f.ids)) for f in corpus.pairs]


def all_pairs(contents: Contents, files: dict[str, str]) -> list[tuple[object, ...]]:
    found, _ = catalogue(contents(files), NO_SITE, CatalogueOptions(date(2024, 6, 1), settled=True))
    return [(f.verdict, f.settled, *texts(f.ids)) for f in found.corpus.pairs]


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


def test_exact_doubles_kept_apart_stay_two_pages_and_a_third_merges_into_the_first(site: Site) -> None:
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


def test_a_declaration_about_a_merged_page_holds_for_its_survivor(site: Site) -> None:
    files = {
        "projecten/a.md": f"{A}\n{TEXT}",
        "projecten/b.md": f"{A}geen_dubbel_van: [c]\n\n{TEXT}",
        "projecten/c.md": f"{A}\n{MORE}",
    }
    assert open_pairs(site, files) == [("exact", "projecten/a", "projecten/b")]


def test_project_makes_a_nieuwsbericht_news_of_that_study_only(site: Site, contents: Contents) -> None:
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


def test_exact_news_that_names_its_project_is_not_merged(site: Site) -> None:
    corpus, _ = site({"projecten/a.md": f"{A}\n{TEXT}", "nieuws/n.md": f"{A}project: a\n\n{TEXT}"})
    assert [(str(b.record.id), str(b.project)) for b in corpus.berichten] == [("nieuws/n", "projecten/a")]
    assert corpus.pairs == ()


def test_news_with_the_same_words_about_two_studies_is_not_merged(site: Site) -> None:
    files = {"projecten/a.md": "titel: A", "projecten/b.md": "titel: B"}
    files |= {f"nieuws/{n}.md": f"{A}project: {n}\n\n{TEXT}" for n in "ab"}
    corpus, reported = site(files)
    assert [str(b.project) for b in corpus.berichten] == ["projecten/a", "projecten/b"]
    assert [d for d in reported if d.severity == "error"] == []


def test_a_project_that_is_no_double_of_its_news_is_a_contradiction(site: Site) -> None:
    _, reported = site({"projecten/a.md": "titel: A", "nieuws/n.md": f"{A}project: a\ngeen_dubbel_van: [a]\n\n{TEXT}"})
    (fault,) = [d for d in reported if d.severity == "error"]
    assert (fault.code, fault.line) == ("tegenspraak", 4)


def test_reeks_makes_editions_however_similar(site: Site, contents: Contents) -> None:
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


def test_two_pages_of_one_edition_are_merged(site: Site) -> None:
    """`reeks` makes pages editions, but two pages of one year with the same words are still one edition."""
    fields = f"{A}reeks: Monitor\n\n{TEXT}"
    assert open_pairs(site, {"projecten/a.md": fields, "projecten/b.md": fields}) == [
        ("exact", "projecten/a", "projecten/b")
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("bbc", "Bedoelde u 'bb'?"),
        ("projecten/zzzzz", "Schrijf de id"),
        ("projecten/bbc", "Bedoelde u 'projecten/bb'?"),
        ("a", "deze pagina zelf"),
        ("n", "nieuws/n of projecten/n"),
        ("opdrachtgevers/x", "Schrijf de id"),
    ],
)
def test_geen_dubbel_van_must_name_another_page(site: Site, text: str, words: str) -> None:
    _, reported = site(
        {
            "projecten/a.md": f"{A}geen_dubbel_van: [bb, {text}]\n\n{TEXT}",
            "projecten/bb.md": "titel: B",
            "projecten/n.md": "titel: N",
            "nieuws/n.md": "titel: N",
            "opdrachtgevers/x.md": "",
        }
    )
    (fault,) = [d for d in reported if d.severity == "error"]
    assert (fault.code, fault.file, fault.line) == ("onbekende-pagina", "content/projecten/a.md", 3)
    assert fault.column == 23
    assert words in f"{fault.message} {fault.remedy}"


def test_the_own_name_of_a_page_means_the_other_page_with_that_name(site: Site) -> None:
    files = {"projecten/a.md": f"{A}\n{TEXT}", "nieuws/a.md": f"{A}geen_dubbel_van: a\n\n{MORE}"}
    assert open_pairs(site, files) == []


def test_a_page_that_is_not_on_the_site_may_be_named(site: Site) -> None:
    files = {"projecten/a.md": f"{A}geen_dubbel_van: d\n\n{TEXT}", "projecten/d.md": f"{A}concept: true\n\n{TEXT}"}
    assert open_pairs(site, files) == []
