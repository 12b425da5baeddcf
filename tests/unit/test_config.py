from pathlib import Path

import pytest

from vindplaats.config import SiteConfig, parse_site, read_site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.read.records import Mention

BASE = "naam: Vindplaats\nbase_url: https://example.org\n"
Told = list[tuple[str, str, int, int]]


def read(folder: Path, text: str | bytes | None) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    (folder / "content").mkdir(exist_ok=True)
    if text is not None:
        (folder / "content/site.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_site(str(folder))


def places(diagnostics: tuple[Diagnostic, ...]) -> Told:
    return [(d.severity, d.code, d.line, d.column) for d in diagnostics]


def test_optional_fields_have_defaults(tmp_path: Path) -> None:
    site, reported = read(tmp_path, BASE)
    assert reported == ()
    assert site is not None
    assert (site.naam, site.base_url, site.organisatie) == ("Vindplaats", "https://example.org/", "Vindplaats")
    assert (site.taal, site.beschrijving, site.email, site.per_pagina, site.menu) == ("nl", "", "", 50, ())


def test_the_bytes_of_a_file_are_read_as_the_file_is(tmp_path: Path) -> None:
    for text in (BASE, "naam: X\nbase_url: x\n", "naam: [\n"):
        assert parse_site(text.encode()) == read(tmp_path, text)


@pytest.mark.parametrize("text", ["'#7A1F4B'", "7a1f4b", '"#7a1f4b"'])
def test_a_colour_may_omit_its_number_sign(tmp_path: Path, text: str) -> None:
    site, reported = read(tmp_path, f"{BASE}accent: {text}\n")
    assert reported == ()
    assert site is not None
    assert site.accent == "#7a1f4b"


def test_every_field_has_a_place(tmp_path: Path) -> None:
    site, _ = read(tmp_path, BASE + "email: info@example.org\n")
    assert site is not None
    assert site.place("email") == Place("content/site.yaml", 3, 1)
    assert site.place("beschrijving") == Place("content/site.yaml")


def test_all_fields_are_read(tmp_path: Path) -> None:
    site, reported = read(
        tmp_path,
        "\ufeff" + BASE.replace("\n", "\r\n") + "taal: nl\r\nbeschrijving: Alle studies\r\norganisatie: Bureau\r\n"
        "email: info@example.org\r\nper_pagina: '10'\r\nmenu: [projecten, over-ons]\r\n",
    )
    assert reported == ()
    assert site is not None
    assert (site.taal, site.beschrijving, site.organisatie) == ("nl", "Alle studies", "Bureau")
    assert (site.email, site.per_pagina) == ("info@example.org", 10)
    assert site.menu == (Mention("projecten", 8, 8, 8, 8), Mention("over-ons", 8, 19, 8, 19))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (BASE + "per_pagin: 3\n", ("error", "onbekend-veld", 3, 1)),
        (BASE + "per_pagina: 0\n", ("error", "verkeerde-waarde", 3, 1)),
        (BASE + "per_pagina: tien\n", ("error", "verkeerde-waarde", 3, 1)),
        (BASE + "accent: rood\n", ("error", "verkeerde-waarde", 3, 1)),
        (BASE + "accent: '#12345'\n", ("error", "verkeerde-waarde", 3, 1)),
        (BASE + "accent: #7a1f4b\n", ("error", "verkeerde-waarde", 3, 1)),
        (BASE + "taal: en\n", ("error", "nog-niet-ondersteund", 3, 1)),
        (BASE + "email: nee\n", ("error", "ongeldig-e-mailadres", 3, 1)),
        (BASE + "naam: X\n", ("error", "dubbele-sleutel", 3, 1)),
        ("naam: X\n", ("error", "ontbrekend-veld", 1, 1)),
        ("naam: X\nbase_url: example.org\n", ("error", "ongeldige-url", 2, 1)),
        ("naam: X\nbase_url: https://example.org/?a=b\n", ("error", "ongeldige-url", 2, 1)),
        ("naam: X\nbase_url: https://example.org/#a\n", ("error", "ongeldige-url", 2, 1)),
        ("naam: [X\n", ("error", "yaml-fout", 1, 7)),
        (b"naam: caf\xe9\n", ("error", "codering", 1, 10)),
    ],
)
def test_an_error_has_a_place(tmp_path: Path, text: str | bytes, expected: tuple[str, str, int, int]) -> None:
    site, reported = read(tmp_path, text)
    assert site is None
    assert expected in places(reported)


def test_a_missing_site_yaml_is_an_error(tmp_path: Path) -> None:
    site, reported = read(tmp_path, None)
    assert site is None
    assert places(reported) == [("error", "geen-site", 1, 1)]


def test_the_most_similar_field_is_suggested(tmp_path: Path) -> None:
    _, reported = read(tmp_path, BASE + "per_pagin: 3\n")
    assert "per_pagina" in reported[0].remedy


@pytest.mark.parametrize("text", [f"---\n{BASE}---\n", f"---\n{BASE}", f"{BASE}---\n\n", f"\n--- \n{BASE}---"])
def test_fences_as_around_front_matter_are_taken_as_meant(tmp_path: Path, text: str) -> None:
    site, reported = read(tmp_path, text)
    assert reported == ()
    assert site is not None
    assert site.naam == "Vindplaats"


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("naam: Zee\n", "Voeg een regel 'base_url: https://...' toe."),
        ("naam: Zee\nbase_url:\n", "Vul het in: 'base_url: https://...'."),
        ("naam: Zee\nurl: zee.example\n", "Bedoelde u 'base_url'? Schrijf 'base_url: https://zee.example'."),
    ],
)
def test_the_address_of_the_site_is_asked_for_with_its_scheme(tmp_path: Path, text: str, remedy: str) -> None:
    assert [item.remedy for item in read(tmp_path, text)[1]] == [remedy]


def test_a_menu_of_fields_gives_one_message_at_its_first_item(tmp_path: Path) -> None:
    menu = "menu:\n  - title: Projecten\n    url: /projecten/\n  - title: Nieuws\n    url: /nieuws/\n"
    (error,) = read(tmp_path, BASE + menu)[1]
    assert (error.line, error.column, error.remedy) == (
        4,
        5,
        (
            "Schrijf 'menu: [{titel: Projecten, url: /projecten/}, {titel: Nieuws, url: /nieuws/}]'."
            " Dat komt in plaats van alle regels van 'menu'."
        ),
    )


def test_the_other_fields_are_checked_beside_a_menu_of_fields(tmp_path: Path) -> None:
    reported = read(tmp_path, BASE + "menu: {Projecten: /projecten/}\nper_pagina: 0\n")[1]
    assert places(reported) == [("error", "verkeerde-waarde", 3, 1), ("error", "verkeerde-waarde", 4, 1)]


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("", ("bib", "ris", "csl")),
        ("exporten: [csl, ris, bib]\n", ("bib", "ris", "csl")),
        ("exporten: [csl, bib]\n", ("bib", "csl")),
        ("exporten: ris\n", ("ris",)),
        ("exporten:\n  - bib\n", ("bib",)),
        ("exporten: []\n", ()),
    ],
)
def test_the_citation_formats_have_one_order(tmp_path: Path, line: str, forms: tuple[str, ...]) -> None:
    site, reported = read(tmp_path, BASE + line)
    assert reported == ()
    assert site is not None
    assert site.exporten == forms


@pytest.mark.parametrize(
    ("value", "column", "message", "written"),
    [
        ("[bib, bib]", 17, "'bib' staat meer dan eens in 'exporten'.", "[bib]"),
        ("[bibtex]", 12, "'bibtex' in 'exporten' is geen bib, ris of csl.", "[bib]"),
        ("[bib, BIB]", 17, "'BIB' in 'exporten' is geen bib, ris of csl.", "[bib]"),
        ("[csl, .json]", 17, "'.json' in 'exporten' is geen bib, ris of csl.", "[csl]"),
        ("CSL-JSON", 1, "'CSL-JSON' in 'exporten' is geen bib, ris of csl.", "[csl]"),
        ("ris en bibtex", 1, "'ris en bibtex' in 'exporten' is geen bib, ris of csl.", "[bib, ris]"),
        ("bib, ris", 1, "'bib, ris' in 'exporten' is geen bib, ris of csl.", "[bib, ris]"),
        ("nee", 1, "'nee' in 'exporten' is geen bib, ris of csl.", "[]"),
        ("geen", 1, "'geen' in 'exporten' is geen bib, ris of csl.", "[]"),
        ("true", 1, "'true' in 'exporten' is geen bib, ris of csl.", "[bib, ris, csl]"),
        ("{bib: ja, ris: nee}", 1, "In 'exporten' staan velden; er hoort een lijst.", "[bib]"),
        ("[bib, ris: ja]", 17, "In 'exporten' staan velden; er hoort een lijst.", "[bib, ris]"),
        ("{bib, csl}", 1, "In 'exporten' staan velden; er hoort een lijst.", "[bib, csl]"),
        ("word", 1, "'word' in 'exporten' is geen bib, ris of csl.", None),
        ("[word, bib]", 12, "'word' in 'exporten' is geen bib, ris of csl.", None),
        ("{word: 1}", 1, "In 'exporten' staan velden; er hoort een lijst.", None),
        ("(BibTeX, RIS)", 1, "'(BibTeX, RIS)' in 'exporten' is geen bib, ris of csl.", "[bib, ris]"),
        ("(bib, ris)", 1, "'(bib, ris)' in 'exporten' is geen bib, ris of csl.", "[bib, ris]"),
        ("RIS (EndNote)", 1, "'RIS (EndNote)' in 'exporten' is geen bib, ris of csl.", "[ris]"),
        ("[[bib, ris]]", 12, "In 'exporten' staat een lijst in een lijst.", "[bib, ris]"),
        ("[bib, [ris, csl]]", 17, "In 'exporten' staat een lijst in een lijst.", "[bib, ris, csl]"),
        ("[[BibTeX], [[.ris]]]", 12, "In 'exporten' staat een lijst in een lijst.", "[bib, ris]"),
        ("[bib, []]", 17, "In 'exporten' staat een lijst in een lijst.", "[bib]"),
        ("[bib, [bib, bib]]", 17, "In 'exporten' staat een lijst in een lijst.", "[bib]"),
        (f"[{', '.join(['bibtex'] * 40)}]", 12, "'bibtex' in 'exporten' is geen bib, ris of csl.", "[bib]"),
        ("[ris, BibTeX, ris]", 17, "'BibTeX' in 'exporten' is geen bib, ris of csl.", "[bib, ris]"),
        ("[bib, '']", 17, "In 'exporten' staat een lege waarde.", "[bib]"),
    ],
)
def test_an_unknown_citation_format_is_one_error_whose_remedy_works(
    tmp_path: Path, value: str, column: int, message: str, written: str | None
) -> None:
    site, (error,) = read(tmp_path, f"{BASE}exporten: {value}\n")
    assert site is None
    code = "leeg-veld" if "leeg" in message or "lege" in message else "verkeerde-waarde"
    assert (error.severity, error.code, error.line, error.column) == ("error", code, 3, column)
    assert error.message == message
    if written is None:
        assert "Kies uit bib, ris en csl" in error.remedy
        assert read(tmp_path, BASE + "exporten: []\n")[1] == ()
    else:
        assert error.remedy == f"Schrijf 'exporten: {written}'."
        assert read(tmp_path, f"{BASE}exporten: {written}\n")[1] == ()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "''",
        '"\\u200b"',
        "null",
        "~",
        "{}",
        "\n  -",
        "\n  - ''\n  -",
        "['']",
        "[null]",
        "\n  - ~",
        "[[]]",
        "[{}, '']",
    ],
)
def test_an_empty_choice_of_citation_formats_has_one_meaning(tmp_path: Path, value: str) -> None:
    site, (error,) = read(tmp_path, f"{BASE}exporten: {value}\n")
    assert site is None
    assert (error.severity, error.code, error.line, error.column) == ("error", "leeg-veld", 3, 1)
    assert error.message == "'exporten' heeft geen waarde."
    assert error.remedy.startswith("Schrijf 'exporten: []' ")
    assert ", of haal de regel weg: " in error.remedy
    for line, count in (("exporten: []\n", 0), ("", 3)):
        site, reported = read(tmp_path, BASE + line)
        assert site is not None
        assert (len(site.exporten), reported) == (count, ())


@pytest.mark.parametrize(
    "line",
    [
        *(f"{key}: {value}" for key in ("geen_exporten", "no-export", "zonderExport") for value in ("ja", "[RIS]")),
        "exporten_uit: ja",
        "exclude_exports: RIS",
        "bibtex: nee",
    ],
)
def test_a_field_that_says_what_not_to_export_proposes_no_line(tmp_path: Path, line: str) -> None:
    (error,) = read(tmp_path, f"{BASE}{line}\n")[1]
    assert error.code == "onbekend-veld"
    assert "Schrijf" not in error.remedy


@pytest.mark.parametrize("limit", ["geen", "niet", "alleen", "zonder", "behalve", "no", "not", "only", "-", "!", "~"])
def test_no_line_is_proposed_that_says_the_opposite(limit: str) -> None:
    for name in ("ris", "BibTeX", "csl-json"):
        texts = [f"{limit}{between}{name}" for between in ("", " ", "-", "_")]
        texts += [f"{name} {limit}", f"bib, {limit} {name}", f"alles {limit} {name}"]
        values = [f"['{text}']" for text in texts]
        values += [f"[csl, '{limit}', {name}]", f"{{'{limit}': {name}}}", f"{{'{limit} {name}': ja}}"]
        for value in values:
            site, reported = parse_site(f"{BASE}exporten: {value}\n".encode())
            assert site is None
            assert {item.remedy.partition(" ")[0] for item in reported} == {"Kies"}, value


@pytest.mark.parametrize("value", ["alleen", "niet", "[alleen]", "[niet]", "alle ris", "[alle, ris]", "[geen, geen]"])
def test_words_that_resemble_those_for_all_and_none_are_not_understood(tmp_path: Path, value: str) -> None:
    assert {item.remedy.partition(" ")[0] for item in read(tmp_path, f"{BASE}exporten: {value}\n")[1]} == {"Kies"}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("{bib: ja, ris: geen}", "[bib]"),
        ("{bib: ja, ris: nvt, csl: 0}", "[bib]"),
        ("{bib: , ris: nee}", "[bib]"),
        ("{bib: BibTeX, ris: .ris}", "[bib, ris]"),
        ("{alle: ja, ris: nee}", "[bib, csl]"),
        ("{bib: nee, ris: uit, csl: geen}", "[]"),
        ("{alle: nee}", "[]"),
        ("[bib, ris, {ris: nee}]", "[bib]"),
        ("{ris: nee}", None),
        ("{bib: ja, BibTeX: nee}", None),
        ("{bib: ris}", None),
        ("{bib: ja, ris: alleen}", None),
        ("{bib: 1}", None),
        ("{bib: [ja]}", None),
        ("{geen: ris}", None),
        ("{formaten: [bib, ris]}", None),
    ],
)
def test_what_a_mapping_of_formats_switches_off_is_left_out(tmp_path: Path, value: str, written: str | None) -> None:
    (error,) = read(tmp_path, f"{BASE}exporten: {value}\n")[1]
    assert error.message == "In 'exporten' staan velden; er hoort een lijst."
    if written is None:
        assert error.remedy.startswith("Kies uit")
    else:
        assert error.remedy == f"Schrijf 'exporten: {written}'."


def test_each_wrong_citation_format_is_reported_once_at_its_place(tmp_path: Path) -> None:
    reported = read(tmp_path, BASE + "exporten:\n  - bib\n  - word\n  - bib\n  - excel\n")[1]
    assert [(error.line, error.message.partition(" ")[0]) for error in reported] == [
        (5, "'word'"),
        (6, "'bib'"),
        (7, "'excel'"),
    ]
