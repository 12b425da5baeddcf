import random
from datetime import date
from pathlib import Path

import pytest

from vindplaats.diagnostics.diagnostic import Report
from vindplaats.inputs.inventory import scan_source
from vindplaats.read.document import ReadPage, read_page, read_pages
from vindplaats.read.listing import PageFile, list_content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import ExternalLink, Kind, Mention, Nieuwsbericht, Opdrachtgever, Persoon, Project

FULL = "titel: Zorg\nwerkveld: Zorg\nopdrachtgever: []\ncontactpersoon: Jos\njaar: 2021\n"


def read(fields: str, body: str = "", kind: Kind = "projecten") -> ReadPage:
    page = PageFile(f"content/{kind}/x.md", f"content/{kind}/x.md", kind, PageId(kind, "x"))
    return read_page(page, f"---\n{fields}---\n{body}".encode())


def project(fields: str, body: str = "") -> Project:
    page = read(fields, body)
    assert page.diagnostics == ()
    assert isinstance(page.record, Project)
    return page.record


def reported(page: ReadPage) -> list[tuple[str, str, int, int]]:
    return [(d.severity, d.code, d.line, d.column) for d in page.diagnostics]


def test_a_project_with_required_fields_is_read() -> None:
    record = project(FULL)
    assert record.id == PageId("projecten", "x")
    assert (record.titel, record.jaar, record.opdrachtgever) == ("Zorg", 2021, ())
    assert [m.text for m in (*record.werkveld, *record.contactpersoon)] == ["Zorg", "Jos"]
    assert record.body.html == ""


def test_all_fields_of_a_project_are_read() -> None:
    record = project(
        FULL + "samenvatting: >\n  Een\n  twee\npartners: [A, B]\nauteurs: ['Vries, Jan de']\n"
        "publicatiedatum: 2022-05-12\nrapport: rapport.pdf\nbijlagen: b.pdf\n"
        "links: [{titel: Rapport, url: https://x.nl/}]\ntrefwoorden: zorg\ntaal: en\naliassen: /oud/\n"
        "concept: True\npubliceren_op: 2026-12-01\nverloopt_op: '2027-12-01'\nslug: zorg-2\n"
        "isbn: 978-90\ndoi: https://doi.org/10.1234/a\nrapportnummer: 007\n"
    )
    assert record.samenvatting == "Een twee"
    assert [mention.text for mention in record.partners] == ["A", "B"]
    assert [mention.text for mention in record.auteurs] == ["Vries, Jan de"]
    assert record.trefwoorden == ("zorg",)
    assert (record.publicatiedatum, record.publiceren_op) == (date(2022, 5, 12), date(2026, 12, 1))
    assert record.verloopt_op == date(2027, 12, 1)
    assert record.links == (ExternalLink("Rapport", "https://x.nl/", 15, 9),)
    assert record.rapport is not None
    assert (record.rapport.text, [b.text for b in record.bijlagen]) == ("rapport.pdf", ["b.pdf"])
    assert (record.taal, record.concept, record.rapportnummer) == ("en", True, "007")
    assert (record.isbn, record.doi) == ("978-90", "10.1234/a")
    assert record.slug is not None
    assert record.slug.text == "zorg-2"


@pytest.mark.parametrize("jaar", ["2021", '"2021"', "'2021'"])
def test_quotes_around_a_year_make_no_difference(jaar: str) -> None:
    assert project(FULL.replace("2021", jaar)).jaar == 2021


@pytest.mark.parametrize("text", ["no", "yes", "on", "nul"])
def test_yaml_words_stay_text(text: str) -> None:
    record = project(FULL.replace("titel: Zorg", f"titel: {text}").replace("Jos", f"[{text}]"))
    assert record.titel == text
    assert record.contactpersoon == (Mention(text, 5, 18, 5, 18),)


@pytest.mark.parametrize("jaar", ["1899", "20211", "21", "2020-2021", "tweeduizend", "2021.0", "²⁰²¹", "[2021]"])
def test_an_invalid_year_is_an_error(jaar: str) -> None:
    page = read(FULL.replace("2021", jaar))
    assert page.record is None
    assert [(d.severity, d.line, d.column) for d in page.diagnostics] == [("error", 6, 1)]


def test_1900_is_a_valid_year() -> None:
    assert project(FULL.replace("2021", "1900")).jaar == 1900


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (FULL + "trefworden: a\n", ("error", "onbekend-veld", 7, 1)),
        (FULL + "publicatiedatum: 2021-02-30\n", ("error", "ongeldige-datum", 7, 1)),
        (FULL + "publicatiedatum: 12-05-2021\n", ("error", "ongeldige-datum", 7, 1)),
        (FULL + "concept: misschien\n", ("error", "verkeerde-waarde", 7, 1)),
        (FULL + "samenvatting: [a]\n", ("error", "verkeerde-waarde", 7, 1)),
        (FULL + "samenvatting: {a: b}\n", ("error", "verkeerde-waarde", 7, 1)),
        (FULL + "slug: Een Twee\n", ("error", "ongeldige-slug", 7, 1)),
        (FULL + "taal: Nederlands\n", ("error", "verkeerde-waarde", 7, 1)),
        (FULL + "taal: pt_BR\n", ("error", "verkeerde-waarde", 7, 1)),
        (FULL + "aliassen: [/a/, oud]\n", ("error", "ongeldig-pad", 7, 17)),
        (FULL + "aliassen:\n  - /a/\n  - //b/\n", ("error", "ongeldig-pad", 9, 5)),
        (FULL + "trefwoorden: [a, '']\n", ("error", "leeg-veld", 7, 18)),
        (FULL + "trefwoorden: [a, [b]]\n", ("error", "verkeerde-waarde", 7, 18)),
        (FULL + "links: [https://x.nl]\n", ("error", "verkeerde-waarde", 7, 9)),
        (FULL + "links:\n  - titel: a\n", ("error", "ontbrekend-veld", 8, 5)),
        (FULL + "links:\n  - titel: a\n    url: x.nl\n", ("error", "ongeldige-url", 9, 5)),
        (FULL + "links:\n  - titel: a\n    url: javascript:alert(1)\n", ("error", "ongeldige-url", 9, 5)),
        (FULL.replace("Jos", ""), ("error", "leeg-veld", 5, 1)),
        (FULL.replace("Jos", "[]"), ("error", "leeg-veld", 5, 1)),
        (FULL.replace("opdrachtgever: []", "opdrachtgever:"), ("warning", "leeg-veld", 4, 1)),
        (FULL.replace("opdrachtgever: []", "opdrachtgever: ~"), ("warning", "leeg-veld", 4, 1)),
        (FULL.replace("opdrachtgever: []\n", ""), ("warning", "ontbrekend-veld", 1, 1)),
        (FULL.replace("werkveld: Zorg\n", ""), ("error", "ontbrekend-veld", 1, 1)),
    ],
)
def test_a_fault_is_reported_at_the_key_the_item_or_the_fence(fields: str, expected: tuple[str, str, int, int]) -> None:
    assert reported(read(fields)) == [expected]


def test_an_unknown_field_suggests_the_most_similar_one() -> None:
    assert "'opdrachtgever'" in read("opdrachtgevr: a\n").diagnostics[0].remedy


def test_a_field_of_another_kind_is_unknown() -> None:
    page = read("naam: Vera\nrapport: x.pdf\n", kind="contactpersonen")
    assert reported(page) == [("error", "onbekend-veld", 3, 1)]


def test_missing_fields_are_reported_at_the_fence() -> None:
    page = read("")
    assert page.record is None
    assert sorted(reported(page)) == [("error", "ontbrekend-veld", 1, 1)] * 4 + [("warning", "ontbrekend-veld", 1, 1)]


def test_an_incomplete_draft_is_a_warning_and_makes_no_record() -> None:
    page = read("concept: true\ntitel: Later\njaar:\n")
    assert page.record is None
    assert {d.severity for d in page.diagnostics} == {"warning"}
    assert ("warning", "leeg-veld", 4, 1) in reported(page)
    assert [d.message for d in page.diagnostics if d.code == "ontbrekend-veld"] == [
        "Veld 'werkveld' ontbreekt.", "Veld 'opdrachtgever' ontbreekt.", "Veld 'contactpersoon' ontbreekt.",
    ]  # fmt: skip
    assert ("warning", "concept-onvolledig", 1, 1) in reported(page)


def test_the_preview_gets_a_record_of_an_incomplete_draft() -> None:
    page = read("concept: true\nsamenvatting: Kort.\n")
    assert [d.message for d in page.diagnostics if d.code == "concept-onvolledig"] == [
        "Dit concept mist nog titel, werkveld, contactpersoon en jaar."
    ]
    draft = page.draft
    assert isinstance(draft, Project)
    assert (draft.concept, draft.samenvatting, draft.werkveld, draft.jaar) == (True, "Kort.", (), 0)
    assert draft.titel
    assert (page.record, page.refused) == (None, None)


@pytest.mark.parametrize(
    "fields", [FULL, f"{FULL}concept: true\n", "titel: x\n", "concept: true\njaar: ooit\n", "a: [\n"]
)
def test_no_other_page_is_an_incomplete_draft(fields: str) -> None:
    assert read(fields).draft is None


def test_a_draft_with_a_wrong_value_is_an_error() -> None:
    page = read(FULL.replace("2021", "ooit") + "concept: true\n")
    assert reported(page) == [("error", "ongeldig-jaar", 6, 1)]


def test_concept_false_does_not_make_a_draft() -> None:
    assert ("error", "ontbrekend-veld", 1, 1) in reported(read("concept: false\ntitel: a\n"))


def test_faults_of_fields_and_body_are_reported_together() -> None:
    page = read(FULL + "titul: a\n", "\n# Kop\n\n[x](#nee)\n")
    assert reported(page) == [
        ("error", "onbekend-veld", 7, 1),
        ("warning", "kop-niveau-1", 10, 1),
        ("error", "kapot-anker", 12, 5),
    ]


def test_news_and_registry_entries_are_read() -> None:
    news = read("titel: a\ndatum: 2022-01-02\nproject: flexwonen\n", kind="nieuws").record
    assert isinstance(news, Nieuwsbericht)
    assert (news.datum, news.project) == (date(2022, 1, 2), Mention("flexwonen", 4, 1, 4, 10))
    person = read("naam: Vera Vos\naliassen: [Vera, V.]\nemail: v@x.nl\n", kind="contactpersonen").record
    assert isinstance(person, Persoon)
    assert [(m.text, m.line, m.column) for m in person.aliassen] == [("Vera", 3, 12), ("V.", 3, 18)]
    client = read("naam: Fonds\nafkorting: FLOW\nurl: https://flow.nl\n", kind="opdrachtgevers").record
    assert isinstance(client, Opdrachtgever)
    assert (client.afkorting, client.url) == ("FLOW", "https://flow.nl")


def test_a_volgorde_is_a_whole_number() -> None:
    assert reported(read("titel: a\nvolgorde: eerst\n", kind="paginas")) == [("error", "verkeerde-waarde", 3, 1)]


@pytest.mark.parametrize("word", ["true", "ja", "Ja", "YES", "waar", "aan", "on", "'ja '", "ja\u200b"])
def test_yes_can_be_said_in_words(word: str) -> None:
    assert project(FULL + f"concept: {word}\n").concept
    assert read(f"concept: {word}\ntitel: a\n").diagnostics[0].severity == "warning"


@pytest.mark.parametrize("word", ["false", "nee", "Nee", "NO", "onwaar", "uit", "off", "null", "~", "''"])
def test_no_can_be_said_in_words(word: str) -> None:
    assert not project(FULL + f"concept: {word}\n").concept


@pytest.mark.parametrize("word", ["ja!", "jah", "nee?", "1", "0", "x", "waar of niet", "[ja]", "{ja}", "j"])
def test_what_is_neither_yes_nor_no_is_an_error(word: str) -> None:
    assert reported(read(FULL + f"concept: {word}\n")) == [("error", "verkeerde-waarde", 7, 1)]


def test_a_draft_is_one_however_the_field_is_spelled() -> None:
    page = read(FULL + "Concept: ja\n")
    assert reported(page) == [("warning", "onbekend-veld", 7, 1)]
    assert isinstance(page.record, Project)
    assert page.record.concept


def test_a_field_of_another_spelling_has_its_place() -> None:
    page = read(FULL.replace("jaar", "Jaar"))
    assert isinstance(page.record, Project)
    assert (page.record.jaar, page.record.place("jaar").line) == (2021, 6)


@pytest.mark.parametrize("value", ["", "~", "null", "''", "{}", "\n  -", "['']", '"\u200b"'])
def test_a_project_without_a_client_is_a_warning(value: str) -> None:
    page = read(FULL.replace("opdrachtgever: []", f"opdrachtgever: {value}"))
    assert reported(page) == [("warning", "leeg-veld", 4, 1)]
    assert isinstance(page.record, Project)
    assert page.record.opdrachtgever == ()


def test_a_draft_without_a_client_is_complete() -> None:
    page = read(FULL.replace("opdrachtgever: []\n", "concept: ja\n"))
    assert reported(page) == [("warning", "ontbrekend-veld", 1, 1)]
    assert page.record is not None


@pytest.mark.parametrize("null", ["null", "~", "NULL", "[null]", "[~, null]", "\n  - ~"])
def test_a_null_is_nothing(null: str) -> None:
    record = project(FULL + f"isbn: {null}\ntrefwoorden: {null}\nrapport: {null}\nlinks: {null}\nreeks: {null}\n")
    assert (record.isbn, record.trefwoorden, record.rapport, record.links, record.reeks) == ("", (), None, (), "")
    assert reported(read(FULL.replace("Jos", null))) == [("error", "leeg-veld", 5, 1)]


def test_the_nulls_of_a_list_leave_the_rest() -> None:
    assert project(FULL + "trefwoorden: [a, null, 'null', ~, b]\n").trefwoorden == ("a", "null", "b")


@pytest.mark.parametrize("field", ["publicatiedatum", "publiceren_op", "verloopt_op"])
@pytest.mark.parametrize("day", ["0001-01-01", "0001-01-01T00:00:00Z", "0026-05-12", "1899-12-31"])
def test_a_day_before_1900_is_an_error(field: str, day: str) -> None:
    assert reported(read(FULL + f"{field}: {day}\n")) == [("error", "ongeldige-datum", 7, 1)]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("12-05-2022", "Schrijf 'publicatiedatum: 2022-05-12' of 'publicatiedatum: 2022-12-05'."),
        ("12 mei 2022", "Schrijf 'publicatiedatum: 2022-05-12'."),
        ("2022/05/12", "Schrijf 'publicatiedatum: 2022-05-12'."),
        ("2022-02-30", "Verbeter de dag of de maand."),
        ("31-11-2025", "Verbeter de dag of de maand."),
        ("31 november 2025", "Verbeter de dag of de maand."),
        ("mei 2022", "Schrijf jaar-maand-dag, zoals 2026-12-01; is de dag niet bekend, haal dan het veld weg."),
        ("ooit", "Schrijf jaar-maand-dag, zoals 2026-12-01."),
    ],
)
def test_the_remedy_for_a_date_is_the_line_to_write(text: str, remedy: str) -> None:
    (error,) = read(FULL + f"publicatiedatum: {text}\n").diagnostics
    assert (error.code, error.remedy) == ("ongeldige-datum", remedy)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("2021.", "Schrijf 'jaar: 2021'."),
        ("2020-2021", "Schrijf 'jaar: 2020' of 'jaar: 2021'."),
        ("'21", "Schrijf een enkel jaar in vier cijfers, zoals 2021."),
    ],
)
def test_the_remedy_for_a_year_is_the_line_to_write(text: str, remedy: str) -> None:
    (error,) = read(FULL.replace("2021", f'"{text}"')).diagnostics
    assert (error.code, error.remedy) == ("ongeldig-jaar", remedy)


def test_invisible_characters_leave_every_text() -> None:
    record = project(
        FULL.replace("titel: Zorg", "titel: Zo\u00adrg\u200b").replace("Jos", "Jo\u200bs")
        + "auteurs: ['Vries, Jan de\u200b']\ntrefwoorden: [wo\u00adnen]\ndoi: 10.1234/a\u200bbc\n"
        + "aliassen: /o\u00adud/\n"
    )
    assert (record.titel, record.trefwoorden) == ("Zorg", ("wonen",))
    assert [author.text for author in record.auteurs] == ["Vries, Jan de"]
    assert (record.doi, record.aliassen[0].text) == ("10.1234/abc", "/oud/")
    assert record.contactpersoon == (Mention("Jos", 5, 1, raw="Jo\u200bs"),)


def test_a_name_without_invisible_characters_keeps_the_place_of_its_text() -> None:
    assert project(FULL.replace("Jos", "می\u200cخواهم")).contactpersoon == (Mention("می\u200cخواهم", 5, 1, 5, 17),)


def test_the_name_of_a_file_is_that_on_disk() -> None:
    rapport = project(FULL + "rapport: rap\u00adport.pdf\n").rapport
    assert rapport is not None
    assert rapport.text == "rap\u00adport.pdf"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("huur, wonen", ("huur", "wonen")),
        ("huur; wonen;", ("huur", "wonen")),
        ('"huur,wonen , zorg"', ("huur", "wonen", "zorg")),
        ("\n  huur,\n  wonen", ("huur", "wonen")),
        ("huur, huur", ("huur",)),
        ("huur (sociaal, vrij), wonen", ("huur (sociaal, vrij)", "wonen")),
        ("1,5 graad, klimaat", ("1,5 graad", "klimaat")),
        ("zorg en wonen / huur & koop", ("zorg en wonen / huur & koop",)),
        ('["huur, wonen", zorg]', ("huur, wonen", "zorg")),
        ('["huur; wonen"]', ("huur; wonen",)),
        ('","', (",",)),
    ],
)
def test_a_text_has_keywords_between_commas_and_an_item_of_a_list_is_one(
    written: str, expected: tuple[str, ...]
) -> None:
    assert project(FULL + f"trefwoorden: {written}\n").trefwoorden == expected


def test_after_a_mistake_in_a_field_the_rest_of_the_page_is_checked() -> None:
    page = read("titel: 's Nachts\nwerkveld: Zorg\ncontactpersoon: Jos\njaar: 21\n", "[weg]()\n")
    assert page.record is None
    assert sorted(reported(page)) == [
        ("error", "kapotte-link", 7, 7),
        ("error", "ongeldig-jaar", 5, 1),
        ("error", "yaml-fout", 2, 8),
        ("warning", "ontbrekend-veld", 1, 1),  # opdrachtgever; not titel
    ]


@pytest.mark.parametrize(
    "line", ["werkveld Zorg", "werkveld = 'Zorg", "werkvelt: 'Zorg: x", "werkveld:'Zorg", "\u200bwerkveld: [Zorg"]
)
def test_a_field_with_a_mistake_is_not_missing_as_well(line: str) -> None:
    page = read(FULL.replace("werkveld: Zorg", line))
    assert page.record is None
    assert [(code, row) for _, code, row, _ in reported(page)] == [("yaml-fout", 3)]


def test_pages_read_together_equal_pages_read_alone() -> None:
    """Among them are pages with faults in their front matter or body, without a body, and with no front matter."""
    pages: list[tuple[PageFile, bytes]] = []
    for site in sorted((Path(__file__).parents[2] / "sites").iterdir()):
        if site.is_dir():
            listed = list_content(scan_source(str(site)), Report()).pages
            pages += [(page, (site / page.disk).read_bytes()) for page in listed]
    nested = PageFile("content/paginas/x.md", "content/paginas/x.md", "paginas", PageId("paginas", "x"))
    titled = b"---\ntitel: X\n---\n"
    pages += [(nested, titled + body) for body in (b"", b"> " * 400, b"a <!-- b", b"[" * 900, b"## a\n\n[b](#a)")]
    random.Random(1).shuffle(pages)
    assert read_pages(pages) == [read_page(page, data) for page, data in pages]
