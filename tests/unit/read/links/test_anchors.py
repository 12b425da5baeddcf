import sys
import unicodedata

import pytest

from vindplaats.read.links.anchors import GithubIds, find_fragment
from vindplaats.read.markdown import convert

FILE = "content/projecten/x.md"


def github_ids(*headings: str) -> list[str]:
    ids = GithubIds()
    return [ids.next(heading) for heading in headings]


@pytest.mark.parametrize(
    ("heading", "github_id"),
    [
        ("API's", "apis"),
        ("Foto\u2019s", "fotos"),
        ("Één plan", "één-plan"),
        ("en/of", "enof"),
        ("1.2 Opzet", "12-opzet"),
        ("Wonen & werken", "wonen--werken"),
        ("A - b", "a---b"),
        ("Wat \u2013 en hoe?", "wat--en-hoe"),
        ("snake_case", "snake_case"),
        ("  Rand  ", "rand"),
        ("\U0001f680 Start", "-start"),
        ("10 m\u00b2", "10-m"),
        ("\u0939\u093f\u0928\u094d\u0926\u0940", "\u0939\u093f\u0928\u094d\u0926\u0940"),
        ("(2021)", "2021"),
        ("!!!", ""),
    ],
)
def test_a_heading_has_the_id_of_github(heading: str, github_id: str) -> None:
    assert github_ids(heading) == [github_id]


def test_law_that_github_keeps_letters_marks_digits_and_connectors_of_a_heading() -> None:
    kept = ("L", "M", "Nd", "Nl", "Pc")
    for code in (*range(0xD800), *range(0xE000, sys.maxunicode + 1, 61)):
        sign = chr(code)
        expected = "".join(c for c in sign.lower() if unicodedata.category(c).startswith(kept))
        expected = "-" if sign in "- " else expected
        assert github_ids(f"aé{sign}b") == [f"aé{expected}b"], hex(code)


def test_repeated_headings_are_numbered_as_by_github() -> None:
    assert github_ids("Kop", "Kop", "kop!") == ["kop", "kop-1", "kop-2"]
    assert github_ids("Kop", "Kop 1", "Kop", "Kop") == ["kop", "kop-1", "kop-2", "kop-3"]
    assert github_ids("Kop", "Kop", "Kop 1") == ["kop", "kop-1", "kop-1-1"]


def test_a_real_id_precedes_an_alias_and_the_exact_case_precedes_another() -> None:
    assert find_fragment("kop-1", ("kop-1", "kop_1"), {"kop-1": "kop_1"}) == "tekst-kop-1"
    assert find_fragment("Kop", ("kop", "Kop"), {}) == "tekst-Kop"
    assert find_fragment("KOP", ("kop", "Kop"), {}) == "tekst-kop"
    assert find_fragment("FOTOS", ("foto-s",), {"fotos": "foto-s"}) == "tekst-foto-s"
    assert find_fragment("kip", ("kop",), {}) is None


@pytest.mark.parametrize("anchor", ["kop", "user-content-kop", "tekst-kop", "Kop", "User-Content-Kop".lower()])
def test_prefixes_of_github_and_of_the_site_make_no_difference(anchor: str) -> None:
    assert find_fragment(anchor, ("kop",), {}) == "tekst-kop"


def test_every_page_has_a_top() -> None:
    assert find_fragment("top", (), {}) == "top"
    assert find_fragment("TOP", (), {}) == "top"
    assert find_fragment("top", ("top",), {}) == "tekst-top"


@pytest.mark.parametrize(
    ("source", "fragment"),
    [
        ("## API's\n\n[a](#apis)", "tekst-api-s"),
        ("## API's\n\n[a](#api-s)", "tekst-api-s"),
        ("[a](#APIs)\n\n## API's", "tekst-api-s"),
        ("## Één\n\n[a](#één)", "tekst-een"),
        ("## Één\n\n[a](#%C3%A9%C3%A9n)", "tekst-een"),
        ("## Één\n\n[a](#e%CC%81e%CC%81n)", "tekst-een"),
        ("## Één\n\n[a](#%C3%89%C3%89N)", "tekst-een"),
        ("## en/of\n\n[a](#enof)", "tekst-en-of"),
        ("Kop 1.2\n---\n\n[a](#kop-12)", "tekst-kop-1-2"),
        ("## Kop\n\n## Kop\n\n[a](#kop-1)", "tekst-kop_1"),
        ("## Kop `a.b`\n\n[a](#kop-ab)", "tekst-kop-a-b"),
        ("## **Kop** *b*\n\n[a](#kop-b)", "tekst-kop-b"),
        ("## [Zie](y.md) foto's\n\n[a](#zie-fotos)", "tekst-zie-foto-s"),
        ("## R&D\n\n[a](#rd)", "tekst-r-d"),
        ("> ## Foto's\n\n[a](#fotos)", "tekst-foto-s"),
        ("<h2>Foto's</h2>\n\n[a](#fotos)", "tekst-foto-s"),
        ("<h3 class=x>Foto's <em>2</em></h3>\n\n[a](#fotos-2)", "tekst-foto-s-2"),
        ("<h2 id=beeld>Foto's</h2>\n\n[a](#fotos)", "tekst-beeld"),
        ("## Foto's {#beeld}\n\n[a](#fotos)", "tekst-beeld"),
        ("## Foto's {#beeld}\n\n[a](#beeld)", "tekst-beeld"),
        ("# Foto's {#x}\n\n[a](#fotos)", "tekst-x"),
        ("## Foto's\n\n<a href='#fotos'>a</a>", "tekst-foto-s"),
        ("## Foto's\n\n[a](#user-content-fotos)", "tekst-foto-s"),
        ('<a name="eis-6"></a>De eis\n\n[a](#eis-6)', "tekst-eis-6"),
        ("<A NAME=eis>De eis</A>\n\n[a](#Eis)", "tekst-eis"),
        ('<a name="oud" id="nieuw"></a>\n\n[a](#oud)', "tekst-nieuw"),
        ('| a |\n|---|\n| <a name="x"></a>1 |\n\n[a](#x)', "tekst-x"),
        ('- <a name="x"/>een\n\n[a](#x)', "tekst-x"),
        ("<span id='x'>een</span> [a](#x)", "tekst-x"),
        ("<details id='x'><summary>a</summary>b</details>\n\n[a](#x)", "tekst-x"),
        ('<a name="kop"></a>\n\n## Kop\n\n[a](#kop)', "tekst-kop"),
        ("[a](#top)", "top"),
        ("[a](#Top)", "top"),
        ("## Top\n\n[a](#top)", "tekst-top"),
        ("[a](#)", ""),
    ],
)
def test_a_link_within_a_page_leads_to_its_anchor(source: str, fragment: str) -> None:
    body, faults = convert(FILE, source)
    assert [fault for fault in faults if fault.code != "kop-niveau-1"] == []
    assert f'<a href="#{fragment}">a</a>' in body.html
    assert fragment in {"", "top"} or body.html.count(f'id="{fragment}"') == 1


def test_ids_of_github_never_replace_those_of_the_page() -> None:
    body, _ = convert(FILE, "## Foto's\n\n## fotos\n\n[a](#fotos)")
    assert '<a href="#tekst-fotos">' in body.html
    assert body.aliases == (("fotos-1", "fotos"),)


def test_an_anchor_before_a_heading_takes_its_id() -> None:
    """On GitHub both may have the same id; browsers go to the first."""
    body, faults = convert(FILE, '<a id="kop"></a>\n\n## Kop\n\n## Kop\n\n[a](#kop) [b](#kop-1)')
    assert faults == ()
    assert body.anchors == ("kop", "kop_1", "kop_2")
    assert '<a id="tekst-kop"></a>' in body.html


def test_no_name_is_left_in_the_html() -> None:
    body, faults = convert(FILE, '<a name="x" id="x">een</a> <a name="">twee</a> <a name="y"></a>')
    assert faults == ()
    assert "name=" not in body.html
    assert body.anchors == ("x", "y")


def test_only_a_link_may_have_a_name() -> None:
    _, faults = convert(FILE, "<p name=x>een</p>")
    assert [fault.code for fault in faults] == ["html-weggelaten"]


@pytest.mark.parametrize("source", ["[a](#kip)", "<a href='#kip'>a</a>", "## Foto's\n\n[a](#foto-s-1)"])
def test_a_link_to_no_anchor_is_still_an_error(source: str) -> None:
    _, faults = convert(FILE, source)
    assert [fault.code for fault in faults] == ["kapot-anker"]


def test_the_remedy_names_an_id_of_github_too() -> None:
    _, faults = convert(FILE, "## Foto's en video's\n\n[a](#fotos-en-vidios)")
    assert faults[0].remedy == "Bedoelde u '#fotos-en-videos'?"


@pytest.mark.parametrize(
    "source",
    [
        "## Aanpak {#aanpak}\n\n## Uitkomst {#aanpak}",
        "## Een {#aanpak}\n\n## Twee {#aanpak .x}",
        "## Een {#aanpak}\n\nb\n{: #aanpak}",
    ],
)
def test_an_id_that_is_typed_twice_is_reported_where_it_is_repeated(source: str) -> None:
    (found,) = convert(FILE, source)[1]
    assert (found.code, found.line) == ("dubbel-anker", source.count("\n") + 1)


@pytest.mark.parametrize("source", ["## Aanpak\n\n## Uitkomst {#aanpak}", '<a id="aanpak"></a>\n\n## Aanpak'])
def test_a_heading_makes_way_for_an_id_that_is_typed(source: str) -> None:
    assert convert(FILE, source)[1] == ()
