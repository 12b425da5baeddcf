from collections.abc import Callable

import pytest

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.page_id import PageId

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
HIDDEN = {"later": "publiceren_op: 2030-01-01", "concept": "titel: x\nconcept: true", "onvolledig": "concept: true"}


def faults(site: Site, body: str, **more: str) -> list[Diagnostic]:
    files = {
        "nieuws/y.md": "titel: Y\n\n## Kop\n",
        "projecten/x.md": f"titel: X\n\n{body}",
        "projecten/foto.jpg": "",
        **{f"projecten/{name}.md": text for name, text in more.items()},
    }
    return [d for d in site(files)[1] if d.file == "content/projecten/x.md" and d.code != "onbekende-persoon"]


def reported(site: Site, body: str, **more: str) -> list[tuple[str, str, int, int]]:
    return [(d.severity, d.code, d.line, d.column) for d in faults(site, body, **more)]


@pytest.mark.parametrize("link", ["../nieuws/y.md", "../nieuws/y.md#kop", "foto.jpg", "x.md", "/overal/"])
def test_links_to_pages_files_and_addresses_are_resolved(site: Site, link: str) -> None:
    assert reported(site, f"[a]({link})") == []


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("../nieuws/yy.md", "kapotte-link"),
        ("y.md", "kapotte-link"),
        ("../nieuws/y.md#kip", "kapot-anker"),
        ("fot.jpg", "bestand-ontbreekt"),
        ("../../geheim.pdf", "buiten-content"),
    ],
)
@pytest.mark.parametrize("form", ["tekst\n[a]({})", "tekst\n![a]({})", "tekst\n<a href='{}'>", "tekst\n<a href={}>"])
def test_broken_links_are_errors_at_their_line(site: Site, link: str, code: str, form: str) -> None:
    (fault,) = reported(site, form.format(link))
    column = form.split("\n")[1].index("{") + 1
    assert fault == ("error", code, 9, column)


def test_the_remedy_names_what_looks_most_like_it(site: Site) -> None:
    assert faults(site, "[a](../nieuws/yy.md)")[0].remedy == "Bedoelde u '../nieuws/y.md'?"
    assert faults(site, "[a](../nieuws/y.md#kopp)")[0].remedy == "Bedoelde u '../nieuws/y.md#kop'?"
    assert faults(site, "[a](fotoo.jpg)")[0].remedy == "Bedoelde u 'foto.jpg'?"


@pytest.mark.parametrize(("named", "on_disk"), [("r\u00ada.pdf", "ra.pdf"), ("r\u00ada.pdf", "r\u00ada.pdf")])
def test_invisible_characters_in_the_name_of_a_file_do_not_matter(site: Site, named: str, on_disk: str) -> None:
    corpus, found = site({"projecten/x/index.md": f"rapport: {named}", f"projecten/x/{on_disk}": ""})
    assert [d.code for d in found if d.code in {"bestand-ontbreekt", "zwerfbestand"}] == []
    assert corpus.studies[0].rapport is not None
    assert corpus.studies[0].rapport.path == on_disk


@pytest.mark.parametrize("name", HIDDEN)
def test_a_link_to_a_page_that_is_not_on_the_site_is_a_warning_and_no_link(site: Site, name: str) -> None:
    files = {"projecten/x.md": f"titel: X\n\n[a]({name}.md)", f"projecten/{name}.md": HIDDEN[name]}
    corpus, diagnostics = site(files)
    found = [(d.severity, d.code) for d in diagnostics if d.file == "content/projecten/x.md" and "link" in d.code]
    assert found == [("warning", "link-niet-op-site")]
    (target,) = next(s.links for s in corpus.studies if s.project.id.name == "x")
    assert target.page is None


@pytest.mark.parametrize("name", HIDDEN)
def test_news_about_a_project_that_is_not_on_the_site_is_a_warning(site: Site, name: str) -> None:
    corpus, diagnostics = site({"nieuws/n.md": f"project: {name}", f"projecten/{name}.md": HIDDEN[name]})
    assert [b.project for b in corpus.berichten] == [None]
    found = [(d.severity, d.code) for d in diagnostics if d.file == "content/nieuws/n.md"]
    assert found == [("warning", "project-niet-op-site")]


@pytest.mark.parametrize("mention", ["flexwonen", "projecten/flexwonen"])
def test_news_and_its_project_link_to_each_other(site: Site, mention: str) -> None:
    corpus, _ = site({"nieuws/n.md": f"project: {mention}", "projecten/2020/flexwonen.md": "titel: F"})
    assert corpus.berichten[0].project == PageId("projecten", "flexwonen")
    assert corpus.studies[0].nieuws == (PageId("nieuws", "n"),)


def test_news_about_an_unknown_project_is_an_error(site: Site) -> None:
    _, diagnostics = site({"nieuws/n.md": "project: flexwone", "projecten/flexwonen.md": "titel: F"})
    (fault,) = [d for d in diagnostics if d.code == "onbekend-project"]
    assert (fault.severity, fault.line, fault.column) == ("error", 2, 1)
    assert fault.remedy == "Bedoelde u 'flexwonen'?"


def test_files_in_fields_are_attachments_or_errors(site: Site) -> None:
    corpus, diagnostics = site(
        {
            "projecten/x/index.md": "rapport: rapport.pdf\nbijlagen: [bijlagen/a.pdf, b.pdf]",
            "projecten/x/rapport.pdf": "",
            "projecten/x/bijlagen/a.pdf": "",
        }
    )
    (study,) = corpus.studies
    assert study.rapport is not None
    assert (study.rapport.path, [b.path for b in study.bijlagen]) == ("rapport.pdf", ["bijlagen/a.pdf"])
    (fault,) = [d for d in diagnostics if d.severity == "error"]
    assert (fault.code, fault.line, fault.column) == ("bestand-ontbreekt", 3, 28)


def test_a_file_that_no_page_names_is_a_warning(site: Site) -> None:
    _, diagnostics = site({"projecten/x.md": "titel: X\n\n![a](a.png)", "projecten/a.png": "", "projecten/b.png": ""})
    found = [(d.severity, d.file) for d in diagnostics if d.code == "zwerfbestand"]
    assert found == [("warning", "content/projecten/b.png")]


def remedies(site: Site, body: str, *others: str) -> list[str]:
    files = {"projecten/x/index.md": f"titel: X\n\n{body}", **{f"projecten/{name}": "" for name in others}}
    return [d.remedy for d in site(files)[1] if d.code == "bestand-ontbreekt"]


WITHOUT = ["Zet het naast de pagina en schrijf de naam precies over, of haal de verwijzing weg."]


@pytest.mark.parametrize(
    ("body", "other"),
    [
        ("![a](kaart.png)", "y/kaart.png"),
        ("![a](<IM Verzoeken.png>)", "y/lena.jpg"),
        ("![a](kaart.png)", "x/kaart.pdf"),
        ("![a](kaart.png)", "x/kaart.zip"),
        ("[a](kaart.pdf)", "x/kaart.png"),
        ("[a](tabel.csv)", "x/tabel.docx"),
        ("![a](kaart.png)", "x/lena.png"),
        ("![a](kaart.png)", "kaart.png"),
    ],
)
def test_a_file_of_another_page_or_kind_is_never_suggested(site: Site, body: str, other: str) -> None:
    assert remedies(site, body, other) == WITHOUT


@pytest.mark.parametrize(
    ("body", "other", "near"),
    [
        ("![a](kart.png)", "x/kaart.png", "kaart.png"),
        ("![a](kaart.jpg)", "x/kaart.PNG", "kaart.PNG"),
        ("[a](tabel.xls)", "x/tabel.xlsx", "tabel.xlsx"),
        ("![a](beelden/kart.png)", "x/beelden/kaart.png", "beelden/kaart.png"),
        ("![a](../y/kart.png)", "y/kaart.png", "../y/kaart.png"),
    ],
)
def test_a_file_of_the_same_folder_and_kind_is_suggested(site: Site, body: str, other: str, near: str) -> None:
    assert remedies(site, body, other) == [f"Bedoelde u '{near}'?"]


PAGE = "projecten/x/index.md"


def field_faults(site: Site, fields: str, *others: str) -> list[tuple[str, str]]:
    """Return the code and remedy of each message about files, for a page with these fields beside other files."""
    files = {PAGE: fields, **{f"projecten/{name}": "" for name in others}}
    codes = {"bestand-ontbreekt", "buiten-content", "zwerfbestand", "verkeerde-waarde", "onbekend-veld"}
    return [(d.code, d.remedy) for d in site(files)[1] if d.code in codes]


@pytest.mark.parametrize(
    ("written", "other", "near"),
    [
        ("rapport", "x/rapport.pdf", "rapport.pdf"),
        ("projecten/x/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("content/projecten/x/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("/projecten/x/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("../../../stukken/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("C:\\Stukken\\rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("rapport.pdf", "x/stukken/rapport.pdf", "stukken/rapport.pdf"),
        ("stukken/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
        ("http://localhost:8000/projecten/x/rapport.pdf", "x/rapport.pdf", "rapport.pdf"),
    ],
)
def test_the_file_of_the_page_is_meant_by_another_path_and_is_not_stray(
    site: Site, written: str, other: str, near: str
) -> None:
    assert field_faults(site, f"rapport: {written}", other) == [("bestand-ontbreekt", f"Bedoelde u '{near}'?")]


@pytest.mark.parametrize("others", [("x/a/rapport.pdf", "x/b/rapport.pdf"), ("y/rapport.pdf",)])
def test_a_file_is_not_meant_if_there_are_two_or_it_is_not_of_the_page(site: Site, others: tuple[str, ...]) -> None:
    found = [remedy for code, remedy in field_faults(site, "rapport: rapport.pdf", *others) if code != "zwerfbestand"]
    assert found == WITHOUT


@pytest.mark.parametrize(
    "fields",
    [
        "bijlage: a.csv",
        "afbeelding: a.csv",
        "rapport: [a.csv, b.csv]",
        "bijlagen: {a.csv, b.csv}",
        "bijlagen: [{titel: A, bestand: a.csv}]",
    ],
)
def test_a_file_in_a_field_that_could_not_be_read_is_not_stray(site: Site, fields: str) -> None:
    assert field_faults(site, fields, *(f"x/{name}" for name in ("a.csv", "b.csv") if name in fields)) == []


def test_two_reports_in_one_text_are_one_fault(site: Site) -> None:
    found = field_faults(site, "rapport: a.pdf en b.pdf", "x/a.pdf", "x/b.pdf")
    assert [code for code, _ in found] == ["verkeerde-waarde"]


@pytest.mark.parametrize("written", ["a.csv, b.csv", "a.csv; b.csv", "a.csv en b.csv"])
def test_files_in_one_text_become_a_list(site: Site, written: str) -> None:
    found = field_faults(site, f"bijlagen: {written}", "x/a.csv", "x/b.csv")
    assert found == [("bestand-ontbreekt", "Schrijf 'bijlagen: [a.csv, b.csv]'.")]


@pytest.mark.parametrize("name", ["a.csv, b.csv", "brood en boter.csv"])
def test_a_file_with_a_comma_in_its_name_is_one_file(site: Site, name: str) -> None:
    assert field_faults(site, f"bijlagen: {name}", f"x/{name}") == []


@pytest.mark.parametrize(
    ("fields", "remedy"),
    [
        (
            "rapport: https://y.example/r.pdf",
            "Haal het hier weg, en schrijf 'links: [{titel: Het rapport, url: https://y.example/r.pdf}]'.",
        ),
        (
            "links: [{titel: Y, url: https://y.example}]\nbijlagen: [www.y.example/r.pdf]",
            "Haal het hier weg, en zet bij 'links' erbij: {titel: De bijlage, url: https://www.y.example/r.pdf}.",
        ),
    ],
)
def test_a_web_address_in_place_of_a_file_belongs_in_the_links(site: Site, fields: str, remedy: str) -> None:
    assert field_faults(site, fields) == [("bestand-ontbreekt", remedy)]


def test_two_web_addresses_do_not_ask_for_two_fields_of_links(site: Site) -> None:
    found = field_faults(site, "bijlagen: [https://y.example/a.pdf, https://y.example/b.pdf]")
    assert ["schrijf 'links:" in remedy for _, remedy in found] == [True, False]


@pytest.mark.parametrize("address", ["y.md", "../nieuws/z.md", "/projecten/y/"])
def test_a_page_is_no_image(site: Site, address: str) -> None:
    pages = {"projecten/x.md": f"titel: X\n\n![a]({address})", "projecten/y.md": "titel: Y", "nieuws/z.md": "titel: Z"}
    assert [d.code for d in site(pages)[1] if d.severity == "error"] == ["afbeelding-soort"]


@pytest.mark.parametrize("name", ["x.md~", "#x.md#", "x.pdf.bak"])
def test_a_backup_is_no_attachment(site: Site, name: str) -> None:
    files = {"projecten/x.md": f"titel: X\nbijlagen: ['{name}']", f"projecten/{name}": ""}
    assert [d.code for d in site(files)[1] if d.severity == "error"] == ["geen-bijlage"]


def test_a_page_is_no_attachment(site: Site) -> None:
    files = {"projecten/x.md": "titel: X\nbijlagen: [y.md]", "projecten/y.md": "titel: Y"}
    (fault,) = [d for d in site(files)[1] if d.severity == "error"]
    assert (fault.code, fault.remedy) == ("geen-bijlage", "Verwijs ernaar in de tekst: [titel](y.md).")
