"""Links in the menu and the footer: where they lead, what is wrong with them, and what a page shows of them."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from support import AS_OF, make_source, project, run_here, tree

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
PAGES = {
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\n\n## Het team\n\nTekst.\n",
    "paginas/privacy.md": "---\ntitel: Privacy\n---\n\nTekst.\n",
    "paginas/fout.md": "---\ntitl: Fout\nvolgorde: x\n---\n\nTekst.\n",
    "werkvelden/water.md": "---\ntitel: Water\n---\n",
    "projecten/vis.md": project("Vis"),
    "projecten/later.md": project("Later", extra="publiceren_op: 2099-01-01\n", body="Anders."),
    "projecten/concept.md": "---\ntitel: Nog niet\nconcept: true\n---\n",
}
GOOD = {name: text for name, text in PAGES.items() if name != "paginas/fout.md"}


def faults(source: Path, lines: str, files: dict[str, str] = GOOD) -> list[tuple[str, str, int, int, str]]:
    make_source(source, {**files, "site.yaml": f"{SITE}{lines}\n"})
    done = run_here("check", "--source", str(source), "--format", "json", "--as-of", AS_OF)
    found = [item for item in json.loads(done.stdout) if item["file"] == "content/site.yaml"]
    return [(f["severity"], f["code"], f["line"], f["column"], f["remedy"]) for f in found]


@pytest.mark.parametrize("name", ["menu", "voet"])
@pytest.mark.parametrize(
    "url",
    [
        "/", "/over-ons/", "/projecten/", "/werkvelden/water/", "/projecten/vis/", "/over-ons/#het-team",
        "/static/stijl.css", "/feed.xml", "/projecten/?a=b", "https://proef.example/over-ons/",
        "https://elders.example/x/#y", "mailto:info@proef.example", "/jaren/2021/#vp-inhoud",
    ],
)  # fmt: skip
def test_a_link_to_what_exists_is_right(name: str, url: str, tmp_path: Path) -> None:
    assert faults(tmp_path, f"{name}: [{{titel: X, url: '{url}'}}]") == []


@pytest.mark.parametrize("name", ["menu", "voet"])
@pytest.mark.parametrize(
    ("url", "code", "near"),
    [
        ("/over-ons", "kapotte-link", "/over-ons/"),
        ("over-ons", "kapotte-link", "/over-ons/"),
        ("over-ons.md", "kapotte-link", "/over-ons/"),
        ("paginas/over-ons.md", "kapotte-link", "/over-ons/"),
        ("/paginas/over-ons/", "kapotte-link", "/over-ons/"),
        ("Over ons", "kapotte-link", "/over-ons/"),
        ("/Over-Ons/", "kapotte-link", "/over-ons/"),
        ("/over-onz/", "kapotte-link", "/over-ons/"),
        ("/over-ons.html", "kapotte-link", "/over-ons/"),
        ("/werkvelden/Water", "kapotte-link", "/werkvelden/water/"),
        ("https://proef.example/over-onz/", "kapotte-link", "/over-ons/"),
        ("/over-ons/#het-teem", "kapot-anker", "/over-ons/#het-team"),
        ("#het-team", "kapotte-link", ""),
        ("/zzz/", "kapotte-link", ""),
        ("/static/stijll.css", "bestand-ontbreekt", "/static/stijl.css"),
        ("/jaren/2021/#zzz", "kapot-anker", ""),
    ],
)
def test_a_link_to_nothing_is_one_error_that_names_what_was_meant(
    name: str, url: str, code: str, near: str, tmp_path: Path
) -> None:
    found = faults(tmp_path, f"{name}: [{{titel: X, url: '{url}'}}]")
    assert [item[:4] for item in found] == [("error", code, 4, 8)]
    if near:
        assert found[0][4] == f"Bedoelde u '{near}'?"
        assert faults(tmp_path, f"{name}: [{{titel: X, url: '{near}'}}]") == []
    else:
        assert "Bedoelde" not in found[0][4]


@pytest.mark.parametrize("name", ["menu", "voet"])
@pytest.mark.parametrize("url", ["/projecten/later/", "/projecten/concept/"])
def test_a_link_to_a_page_that_is_not_there_yet_is_a_warning(name: str, url: str, tmp_path: Path) -> None:
    ((severity, code, *_),) = faults(tmp_path, f"{name}: [{{titel: Straks, url: {url}}}]")
    assert (severity, code) == ("warning", "link-niet-op-site")
    build = run_here("build", "--source", str(tmp_path), "--as-of", AS_OF)
    assert build.returncode == 0
    page = BeautifulSoup((tmp_path / "public/index.html").read_text(encoding="utf-8"), "html.parser")
    assert not page.find_all("a", string="Straks")
    assert "Straks" not in page.get_text()  # the title may be as private as the page


def test_a_link_to_a_page_with_errors_is_not_reported_as_well(tmp_path: Path) -> None:
    assert faults(tmp_path, "menu: [{titel: X, url: /fout/}]\nvoet: [{titel: X, url: /fout/}]", PAGES) == []


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("https://elders.example/x", "{titel: elders.example, url: https://elders.example/x}"),
        ("www.elders.example", "{titel: www.elders.example, url: https://www.elders.example}"),
        ("'[Fonds](https://elders.example)'", "{titel: Fonds, url: https://elders.example}"),
        ("/werkvelden/water/", "{titel: Water, url: /werkvelden/water/}"),
        ("/projecten/vis/", "{titel: Vis, url: /projecten/vis/}"),
    ],
)
def test_an_address_in_the_menu_is_one_error_with_the_link(item: str, written: str, tmp_path: Path) -> None:
    found = faults(tmp_path, f"menu: [{item}]")
    assert found == [("error", "onbekend-menu", 4, 8, f"Schrijf '{written}'.")]
    assert faults(tmp_path, f"menu: [{written}]") == []


@pytest.mark.parametrize(
    ("item", "written"),
    [
        ("privacy", "{titel: Privacy, url: /privacy/}"),
        ("Over ons", "{titel: Over ons, url: /over-ons/}"),
        ("over-ons.md", "{titel: Over ons, url: /over-ons/}"),
        ("nieuws", "{titel: Nieuws, url: /nieuws/}"),
        ("Nieuws", "{titel: Nieuws, url: /nieuws/}"),
        ("/privacy/", "{titel: Privacy, url: /privacy/}"),
        ("/werkvelden/water/", "{titel: Water, url: /werkvelden/water/}"),
        ("https://elders.example/", "{titel: elders.example, url: https://elders.example/}"),
        ("www.elders.example", "{titel: www.elders.example, url: https://www.elders.example}"),
        ("info@proef.example", '{titel: info@proef.example, url: mailto:info@proef.example}'),
        ("'[Fonds](elders.example)'", "{titel: Fonds, url: https://elders.example}"),
        ("'[Privacy](/over-ons/) en meer'", "voet: [{titel: Privacy, url: /over-ons/}, en meer]"),
        ("'[Wij](over-ons.md)'", "{titel: Wij, url: /over-ons/}"),
        ("<https://elders.example/x>", "{titel: elders.example, url: https://elders.example/x}"),
        ("'<a href=\"/privacy/\">Privacy</a>'", "{titel: Privacy, url: /privacy/}"),
        ("'Lees [Privacy](/privacy/), ons [fonds](https://e.example).'",
         "voet: [Lees, {titel: Privacy, url: /privacy/}, ons, {titel: fonds, url: https://e.example}]"),
    ],
)  # fmt: skip
def test_a_text_of_the_footer_that_may_be_a_link_is_one_warning(item: str, written: str, tmp_path: Path) -> None:
    found = faults(tmp_path, f"voet: {item}")
    assert found == [("warning", "verkeerde-waarde", 4, 1, f"Schrijf '{written}' als het een link moet zijn.")]
    line = written if written.startswith("voet") else f"voet: {written}"
    assert faults(tmp_path, line) == []


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        ("voet: 'Postbus 1<br>Utrecht'", 1), ("voet: [a, 'Zie <a href=\"/privacy/\">Privacy</a>']", 11),
        ("menu: [projecten, {titel: '<b>Ons</b>', url: /over-ons/}]", 19),
        ("voet: [{titel: '<b>Ons</b>', url: /over-ons/}]", 8),
    ],
)  # fmt: skip
def test_html_is_one_warning(lines: str, column: int, tmp_path: Path) -> None:
    ((severity, code, line, found, remedy),) = faults(tmp_path, lines)
    assert (severity, code, line, found) == ("warning", "verkeerde-waarde", 4, column)
    assert remedy.startswith("Haal de HTML weg.")


@pytest.mark.parametrize(
    "lines",
    ["menu: [nieuws, projecten, nieuws]", "voet: [a, b, a]", "menu: [{titel: A, url: /}, a, {titel: A, url: /}]"],
)
def test_an_item_that_is_there_twice_is_one_warning(lines: str, tmp_path: Path) -> None:
    lines = lines.replace(", a, {", ", projecten, {")
    ((severity, _, line, column, remedy),) = faults(tmp_path, lines)
    assert (severity, line, remedy) == ("warning", 4, "Houd er een over.")
    assert column == lines.rindex(lines[lines.index("[") + 1 :].partition(",")[0]) + 1


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        ("menu:\n  1. projecten\n  2. nieuws",
         "Schrijf 'menu: [projecten, nieuws]'. Dat komt in plaats van alle regels van 'menu'."),
        ("menu:\n  - projecten, nieuws",
         "Schrijf 'menu: [projecten, nieuws]'. Dat komt in plaats van alle regels van 'menu'."),
        ("menu: [projecten\n  nieuws]",
         "Schrijf 'menu: [projecten, nieuws]'. Dat komt in plaats van alle regels van 'menu'."),
        ("menu: [projecten nieuws]", "Bedoelde u '[projecten, nieuws]'?"),
        ("menu: '[A](/over-ons/) en [B](/privacy/)'", "Haal het weg, of kies uit: "),
        ("menu: ['<a href=\"/privacy/\">Privacybeleid</a>']", "Schrijf '{titel: Privacybeleid, url: /privacy/}'."),
    ],
)  # fmt: skip
def test_a_menu_in_one_text_keeps_every_name(lines: str, remedy: str, tmp_path: Path) -> None:
    ((_, code, *_, found),) = faults(tmp_path, lines)
    assert code == "onbekend-menu"
    assert found.startswith(remedy)


def test_a_missing_file_is_called_a_file(tmp_path: Path) -> None:
    make_source(tmp_path, {**GOOD, "site.yaml": f"{SITE}voet: [{{titel: X, url: /rapport.pdf}}]\n"})
    done = run_here("check", "--source", str(tmp_path), "--format", "json", "--as-of", AS_OF)
    (found,) = [item for item in json.loads(done.stdout) if item["file"] == "content/site.yaml"]
    assert found["message"] == "'/rapport.pdf' verwijst naar een bestand dat er niet is."


def test_other_texts_of_the_footer_are_only_texts(tmp_path: Path) -> None:
    assert faults(tmp_path, "voet: ['© 2026 Proef', 'KvK 1/2', Volg ons nieuws, 'Postbus 1: Zeewijk']") == []


def built(source: Path, lines: str, files: dict[str, str] = GOOD, *more: str) -> dict[str, BeautifulSoup]:
    make_source(source, {**files, "site.yaml": f"{SITE}{lines}\n"})
    done = run_here("build", "--source", str(source), "--as-of", AS_OF, *more)
    assert done.returncode == 0, done.stderr
    found = tree(source / "public")
    return {name: BeautifulSoup(data.decode(), "html.parser") for name, data in found.items() if name.endswith("html")}


def links(page: BeautifulSoup, where: str) -> list[tuple[str, str]]:
    return [(link.get_text(), str(link["href"])) for link in page.select(f"{where} a")]


MENU = """\
menu:
  - projecten
  - titel: Wie wij zijn
    url: /over-ons/
  - {titel: Het team, url: "/over-ons/#het-team"}
  - {titel: Fonds, url: "https://fonds.example/?a=1&b=2"}
  - {titel: Start, url: /}
  - {titel: Mail, url: "mailto:info@proef.example"}
  - {titel: Zelf, url: "https://www.proef.example/nieuws"}"""


def test_the_menu_links_to_pages_and_to_other_sites_from_every_page(tmp_path: Path) -> None:
    pages = built(tmp_path, MENU)
    assert links(pages["projecten/vis/index.html"], ".kop nav") == [
        ("Projecten", "../../projecten/"),
        ("Wie wij zijn", "../../over-ons/"),
        ("Het team", "../../over-ons/#tekst-het-team"),
        ("Fonds", "https://fonds.example/?a=1&b=2"),
        ("Start", "../../"),
        ("Mail", "mailto:info@proef.example"),
        ("Zelf", "../../nieuws/"),
    ]
    (fonds,) = pages["index.html"].select('.kop nav a[href^="https:"]')
    assert fonds["rel"] == ["noopener", "noreferrer"]
    current = {name: [a.get_text() for a in page.select(".kop [aria-current]")] for name, page in pages.items()}
    assert current["over-ons/index.html"] == ["Wie wij zijn"]
    assert current["nieuws/index.html"] == ["Zelf"]
    assert current["projecten/vis/index.html"] == ["Projecten"]
    assert current["index.html"] == []
    assert [text for text, _ in links(pages["index.html"], ".voet nav")] == ["Privacy"]
    assert "Fonds" not in pages["404.html"].main.get_text()  # type: ignore[union-attr]


ENGLISH = """\
{name}:
  - {{titel: About us, url: /about/}}
  - {{titel: Engels, url: /about/}}
  - {{titel: Over ons, url: /over-ons/}}
  - {{titel: Fonds, url: "https://fonds.example/"}}"""


@pytest.mark.parametrize(("name", "place"), [("menu", ".kop nav"), ("voet", ".voetregels")])
def test_the_title_of_a_page_in_another_language_says_so(name: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "content/paginas").mkdir(parents=True)
    text = "---\ntitel: About us\ntaal: en\nslug: about\n---\n\nText.\n"
    (tmp_path / "content/paginas/about.md").write_text(text, encoding="utf-8")
    page = built(tmp_path, ENGLISH.format(name=name))["projecten/vis/index.html"]
    found = [(link.get_text(), link.get("lang")) for link in page.select(f"{place} a")]
    assert found == [("About us", "en"), ("Engels", None), ("Over ons", None), ("Fonds", None)]


def test_a_link_to_the_home_page_and_one_with_a_query_are_addresses(tmp_path: Path) -> None:
    items = "{titel: Start, url: /}, {titel: Zoek, url: '/projecten/?q=a b&c=%20'}"
    pages = built(tmp_path, f"menu: [{items}]\nvoet: [{items}]")
    zoek = "projecten/?q=a%20b&c=%20"
    for name, root in (("index.html", "./"), ("projecten/vis/index.html", "../../")):
        expected = [("Start", root), ("Zoek", root + zoek)]
        assert links(pages[name], ".kop nav") == links(pages[name], ".voetregels") == expected


@pytest.mark.parametrize(
    ("lines", "shown"), [("menu: [{titel: Fonds, url: 'https://fonds.example'}]", False), ("", True)]
)
def test_the_page_not_found_lists_only_what_is_on_the_site(lines: str, shown: bool, tmp_path: Path) -> None:
    page = built(tmp_path, lines)["404.html"]
    assert bool(page.select("h2")) == bool(page.select(".wegwijzer li")) == shown
    assert bool(page.select(".wegwijzer")) == shown


FOOTER = """\
voet:
  - Bureau Proef & Zn.
  - {titel: Privacy, url: /privacy/}
  - {titel: Fonds, url: "https://fonds.example/"}"""


def test_the_footer_has_texts_and_links_before_the_other_pages(tmp_path: Path) -> None:
    page = built(tmp_path, FOOTER)["projecten/vis/index.html"]
    assert [" ".join(item.get_text().split()) for item in page.select(".voetregels li")] == [
        "Bureau Proef & Zn.",
        "Privacy",
        "Fonds",
    ]
    assert links(page, ".voetregels") == [("Privacy", "../../privacy/"), ("Fonds", "https://fonds.example/")]
    assert links(page, ".voet nav") == [("Over ons", "../../over-ons/")]
    assert not built(tmp_path / "zonder", "")["index.html"].select(".voetregels")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", MENU),
        (MENU, MENU.replace("Fonds", "Het fonds")),
        (MENU, MENU.replace("b=2", "b=3")),
        (FOOTER, FOOTER.replace("Proef &", "Test &")),
        (FOOTER, FOOTER.replace("/privacy/", "/over-ons/")),
        (FOOTER, ""),
        ("menu: [{titel: X, url: /projecten/vis/}]", "voet: [{titel: X, url: /projecten/vis/}]"),
    ],
)
def test_a_changed_menu_or_footer_is_on_every_page_after_the_next_build(
    before: str, after: str, tmp_path: Path
) -> None:
    built(tmp_path, before)
    changed = {name: str(page) for name, page in built(tmp_path, after).items()}
    assert changed == {name: str(page) for name, page in built(tmp_path, after, GOOD, "--no-cache").items()}


@pytest.mark.parametrize(
    ("path", "text", "warns"),
    [
        ("paginas/over-ons.md", "---\ntitel: Over ons\n---\n\n## Het team\n\n### Iets\n\nTekst.\n", False),
        ("projecten/vis.md", project("Vis", extra="verloopt_op: 2020-01-01\n"), True),
    ],
)
def test_the_links_follow_the_pages_they_lead_to(path: str, text: str, warns: bool, tmp_path: Path) -> None:
    lines = "menu: [{titel: Team, url: '/over-ons/#het-team'}, {titel: Vis, url: /projecten/vis/}]"
    built(tmp_path, lines)
    changed = {name: str(page) for name, page in built(tmp_path, lines, {**GOOD, path: text}).items()}
    clean = built(tmp_path, lines, {**GOOD, path: text}, "--no-cache")
    assert changed == {name: str(page) for name, page in clean.items()}
    assert bool(re.search(">Vis</a></li>", str(clean["index.html"].select(".kop nav")[0]))) != warns


def test_a_detail_of_a_person_who_left_is_found_in_menu_and_footer(tmp_path: Path) -> None:
    left = "---\nnaam: Noor de Wit\nvertrokken_op: 2020-01-01\nemail: noor@proef.example\n---\n"
    mail = "{titel: Vraag het, url: 'mailto:noor@proef.example'}"
    found = faults(tmp_path, f"menu: [projecten, {mail}]\nvoet: [Mail noor@proef.example.]",
                   {**GOOD, "contactpersonen/noor.md": left})  # fmt: skip
    assert [(code, line) for _, code, line, _, _ in found] == [("gegevens-vertrokken", 4), ("gegevens-vertrokken", 5)]
