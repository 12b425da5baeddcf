"""Links to addresses of the site, which can only be checked when all addresses are known."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import AS_OF, make_source, png, project
from vindplaats.cli import main
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Pagina
from vindplaats.render.routing.path_links import SiteAddresses

WATER = "---\ntitel: Water\n---\n"
OTHER = project("B", body="## Foto's\n\nTekst\n\n<a name=x></a>")


def source_with(folder: Path, body: str, **files: str) -> Path:
    """Write a source with a page ``a`` that has this body, another page ``b``, and files in ``static/``."""
    pages = {"projecten/a.md": project("A", body=body), "projecten/2020/b.md": OTHER, "werkvelden/water.md": WATER}
    source = make_source(folder, {**pages, **files})
    for name in ("handleiding.pdf", "data.xml", "kaart/index.html", "een twee.pdf"):
        (source / "static" / name).parent.mkdir(parents=True, exist_ok=True)
        (source / "static" / name).write_text("<x/>", encoding="utf-8")
    return source


def run(source: Path, capsys: pytest.CaptureFixture[str], command: str = "check") -> list[dict[str, Any]]:
    main([command, "--source", str(source), "--as-of", AS_OF, "--format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def faults(folder: Path, body: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    return [(d["severity"], d["code"], d["remedy"]) for d in run(source_with(folder, body), capsys)]


def published(folder: Path, body: str, capsys: pytest.CaptureFixture[str]) -> str:
    source = source_with(folder, body)
    assert run(source, capsys, "build") == []
    return (source / "public/projecten/a/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("[x](/static/handleiding.pdf)", '<a href="../../static/handleiding.pdf">x</a>'),
        ("[x](/static/data.xml)", '<a href="../../static/data.xml">x</a>'),
        ("[x](/static/een%20twee.pdf)", '<a href="../../static/een%20twee.pdf">x</a>'),
        ("[x](</static/een twee.pdf>)", '<a href="../../static/een%20twee.pdf">x</a>'),
        ("[x](/static/kaart/)", '<a href="../../static/kaart/">x</a>'),
        ("[x](../../static/handleiding.pdf)", '<a href="../../static/handleiding.pdf">x</a>'),
        ("<a href='/static/data.xml'>x</a>", '<a href="../../static/data.xml">x</a>'),
        ("[x](https://proef.example/static/data.xml)", '<a href="../../static/data.xml">x</a>'),
        ("[x](/static/handleiding.pdf#page=3)", '<a href="../../static/handleiding.pdf#page=3">x</a>'),
        ("![x](/static/icoon.svg)", 'src="../../static/icoon.svg"'),
    ],
)
def test_pages_may_link_to_static_files_of_the_site_and_the_theme(
    body: str, part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert part in published(tmp_path, body, capsys)


@pytest.mark.parametrize("form", ["/static/{}", "../../static/{}", "https://www.proef.example/static/{}"])
def test_a_link_to_a_static_file_that_does_not_exist_is_an_error(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = form.format("handlijding.pdf")
    remedy = "Bedoelde u '/static/handleiding.pdf'?"
    assert faults(tmp_path, f"[x]({link})", capsys) == [("error", "bestand-ontbreekt", remedy)]


@pytest.mark.parametrize(
    "body",
    ["[x](/static/data.csv)", "![x](/static/handleiding.png)", "[x](/static/hand.pdf)", "![x](/projecten/bb/)"],
)
def test_a_file_of_another_kind_or_name_is_not_suggested(
    body: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ((severity, code, remedy),) = faults(tmp_path, body, capsys)
    assert (severity, code) == ("error", "bestand-ontbreekt")
    assert remedy.startswith("Zet het ")


@pytest.mark.parametrize(
    "pages",
    [
        {"projecten/a/index.md": "[x](grafiek.html)", "projecten/a/grafiek.html": "<p>x</p>"},
        {"projecten/a/index.md": "[x](grafiek.svg)", "projecten/a/grafiek.svg": "<svg onload='x()'/>"},
        {"projecten/a/index.md": "[x](<grafiek een.js>)", "projecten/a/grafiek een.js": "x"},
        {"projecten/a/index.md": "Tekst.", "projecten/a/grafiek.xml": "<x/>"},
    ],
)
def test_the_remedy_for_a_file_that_may_run_works_to_the_letter(
    pages: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (page, body), (path, data) = pages.items()
    field = "bijlagen: grafiek.xml\n" if body == "Tekst." else ""
    source = make_source(tmp_path, {page: project("A", body=body, extra=field), path: data})
    (fault,) = [d for d in run(source, capsys) if d["severity"] == "error"]
    assert fault["code"] == "actief-bestand"
    advice = fault["remedy"].partition("schrijf in de tekst ")[2].rstrip(".")
    name = path.rpartition("/")[2]
    (source / "static").mkdir()
    (source / "content" / path).rename(source / "static" / name)
    (source / "content" / page).write_text(project("A", body=f"{advice}"), encoding="utf-8")
    assert [d for d in run(source, capsys, "build") if d["severity"] == "error"] == []
    html = (source / "public/projecten/a/index.html").read_text(encoding="utf-8")
    assert f'<a href="../../static/{name.replace(" ", "%20")}">tekst</a>' in html


@pytest.mark.parametrize(
    ("body", "part"),
    [
        ("[x](https://proef.example/projecten/b/)", '<a href="../../projecten/b/">x</a>'),
        ("[x](http://www.proef.example/projecten/b)", '<a href="../../projecten/b/">x</a>'),
        ("[x](https://proef.example/projecten/b/#fotos)", '<a href="../../projecten/b/#tekst-foto-s">x</a>'),
        ("[x](https://proef.example/projecten/b/#tekst-foto-s)", '<a href="../../projecten/b/#tekst-foto-s">x</a>'),
        ("[x](https://proef.example/projecten/b/#top)", '<a href="../../projecten/b/#top">x</a>'),
        ("[x](https://proef.example/feed.xml)", '<a href="../../feed.xml">x</a>'),
        ("[x](https://proef.example/projecten/#vp-inhoud)", '<a href="../../projecten/#vp-inhoud">x</a>'),
        ("[x](https://proef.example)", '<a href="../../">x</a>'),
        ("<https://proef.example/projecten/b/>", 'class="adres">https://proef.example/projecten/b/</a>'),
        ("Zie https://proef.example/projecten/b/.", '<a href="../../projecten/b/" class="adres">https://proef.'),
        ("<a title='a > b' href=https://proef.example/projecten/b/>x</a>", 'href="../../projecten/b/"'),
        ("[x][1]\n\n[1]: https://proef.example/projecten/b/", '<a href="../../projecten/b/">x</a>'),
        ("![x](https://proef.example/static/icoon.svg)", 'src="../../static/icoon.svg"'),
        ("[x](https://elders.example/)", '<a href="https://elders.example/" rel="noopener noreferrer">x</a>'),
        ("[x](/projecten/b/#fotos)", '<a href="../../projecten/b/#tekst-foto-s">x</a>'),
        ("[x](/projecten/b/#x)", '<a href="../../projecten/b/#tekst-x">x</a>'),
        ("[x](2020/b.md#fotos)", '<a href="../../projecten/b/#tekst-foto-s">x</a>'),
        ("[x](2020/b.md#x)", '<a href="../../projecten/b/#tekst-x">x</a>'),
        ("[x](2020/b.md#top)", '<a href="../../projecten/b/#top">x</a>'),
        ("[x](2020/b.md#)", '<a href="../../projecten/b/">x</a>'),
    ],
)
def test_addresses_of_the_site_itself_become_relative(
    body: str, part: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    html = published(tmp_path, body, capsys)
    assert part in html
    assert html.partition("<main")[2].count('rel="noopener') == ("elders" in body)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://proef.example/projecten/weg/", "kapotte-link"),
        ("http://www.proef.example/weg.xml", "kapotte-link"),
        ("https://proef.example/projecten/b/#kip", "kapot-anker"),
        ("https://proef.example/projecten/#kip", "kapot-anker"),
        ("/projecten/weg/", "kapotte-link"),
        ("/projecten/b/#kip", "kapot-anker"),
    ],
)
def test_an_address_of_the_site_that_does_not_exist_is_an_error(
    address: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [fault[:2] for fault in faults(tmp_path, f"[x]({address})", capsys)] == [("error", code)]


@pytest.mark.parametrize(
    "path",
    [
        "projecten/pagina/2/", "projecten/projecten.bib", "projecten/b/b.ris", "werkvelden/water/2021/", "jaren/2021/",
        "sitemap.xml", "site.webmanifest", "oud/", "oud/index.html", "projecten/index.html", "404.html",
        "werkvelden/water/feed.xml", "static/stijl.css", "projecten/k/kaart.svg", "contactpersonen/noor/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("root", ["/", "https://proef.example/"])
def test_every_file_of_the_site_can_be_linked_to(
    root: str, path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "site.yaml": "naam: Proef\nbase_url: https://proef.example/\nper_pagina: 2\n",
        "projecten/c.md": project("C", extra="aliassen: /oud/\n"),
        "projecten/k/index.md": project("K", body="![k](kaart.svg)"),
        "projecten/k/kaart.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>",
    }
    assert run(source_with(tmp_path, f"[x]({root}{path})", **files), capsys) == []


@pytest.mark.parametrize("path", ["projecten/pagina/3/", "projecten/pagina/1/", "jaren/1999/", "projecten/b/c.ris"])
def test_a_link_to_a_file_that_the_site_does_not_have_is_an_error(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = "naam: Proef\nbase_url: https://proef.example/\nper_pagina: 1\n"
    found = run(source_with(tmp_path, f"[x](/{path})", **{"site.yaml": config}), capsys)
    assert [d["code"] for d in found] == ["kapotte-link"]


@pytest.mark.parametrize("link", ["later.md", "/projecten/later/", "https://proef.example/projecten/later/#kop"])
@pytest.mark.parametrize("hidden", ["concept: true\n", "publiceren_op: 2030-01-01\n"])
def test_a_link_to_a_page_that_is_not_on_the_site_is_a_warning_and_only_words(
    link: str, hidden: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    later = project("Later", extra=hidden, body="## Kop")
    source = source_with(tmp_path, f"[x]({link})", **{"projecten/later.md": later})
    assert [(d["severity"], d["code"]) for d in run(source, capsys, "build")] == [("warning", "link-niet-op-site")]
    assert "<p><a>x</a></p>" in (source / "public/projecten/a/index.html").read_text(encoding="utf-8")


def test_an_image_on_another_site_is_still_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = faults(tmp_path, "![x](https://elders.example/x.png) ![y](http://localhost:8000/y.png)", capsys)
    assert [fault[:2] for fault in found] == [("error", "afbeelding-van-elders")] * 2


@pytest.mark.parametrize(
    "typed",
    [
        "2020/b.html", "2020/b", "2020/b/", "2020/b/index.html", "2020/b.htm", "2020/b.php", "../b/", "../b",
        "../b.html", "../b/index.html", "b.html", "b/", "/projecten/b", "/projecten/b.html", "/projecten/b/index.html",
        "/projecten/b/index.htm", "https://proef.example/projecten/b.html", "2020/b.html?x=1",
        "2020/b.html#fotos", "/projecten/b#fotos", "../b/?x=1#fotos", "https://proef.example/projecten/b.html#fotos",
    ],
)  # fmt: skip
def test_the_remedy_for_an_address_of_a_visitor_names_the_file(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    near = "2020/b.md#fotos" if "#" in typed else "2020/b.md"
    remedy = f"Bedoelde u '{near}'?"
    assert faults(tmp_path, f"[x]({typed})", capsys) == [("error", "kapotte-link", remedy)]


@pytest.mark.parametrize("typed", ["../projecten", "../projecten/", ".", "../projecten/index.html"])
def test_the_remedy_for_a_folder_names_the_address_of_its_list(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faults(tmp_path, f"[x]({typed})", capsys) == [("error", "kapotte-link", "Bedoelde u '/projecten/'?")]
    assert faults(tmp_path, "[x](/projecten/)", capsys) == []


@pytest.mark.parametrize("typed", ["../../", "..", "../../index.html", "../index.html"])
def test_the_remedy_for_the_home_page_is_its_address(
    typed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert faults(tmp_path, f"[x]({typed})", capsys) == [("error", "kapotte-link", "Bedoelde u '/'?")]


@pytest.mark.parametrize(
    ("typed", "code"),
    [("weg.html", "kapotte-link"), ("../oud.php", "kapotte-link"), ("weg.js", "bestand-ontbreekt"),
     ("../../weg.html", "buiten-content")],
)  # fmt: skip
def test_a_file_that_does_not_exist_cannot_run(
    typed: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [fault[:2] for fault in faults(tmp_path, f"[x]({typed})", capsys)] == [("error", code)]


@pytest.mark.parametrize("link", ["2020/b.md", "2020/b.md#fotos"])
def test_that_remedy_works(link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert faults(tmp_path, f"[x]({link})", capsys) == []


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("http://127.0.0.1:8000/projecten/b/", "2020/b.md"),
        ("http://localhost:8000/projecten/b/#tekst-foto-s", "2020/b.md#foto-s"),
        ("http://localhost/projecten/b", "2020/b.md"),
        ("localhost:8000/projecten/b/", ""),
        ("127.0.0.1:8000/projecten/b/", "2020/b.md"),
        ("http://[::1]:8000/werkvelden/water/", "../werkvelden/water.md"),
        ("http://0.0.0.0:8000/", "/"),
        ("http://localhost:8000/projecten/", "/projecten/"),
        ("http://localhost:3000/intern", ""),
        ("file:///C:/Users/jan/x.pdf", ""),
        ("C:\\Users\\jan\\x.pdf", ""),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "<a href='{}'>x</a>"])
def test_a_link_to_the_computer_of_the_editor_is_a_warning(
    form: str, address: str, near: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (fault,) = faults(tmp_path, form.format(address), capsys)
    assert fault[:2] == ("warning", "tekst-vorm")
    assert fault[2].startswith(f"Bedoelde u '{near}'?" if near else "Verwijs naar een pagina of bestand")


def test_a_field_with_an_address_on_the_computer_of_the_editor_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = "links:\n  - titel: Proef\n    url: http://localhost:8000/projecten/b/\n"
    client = "---\nnaam: FLOW\nurl: http://127.0.0.1/\n---\n"
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra=extra), "opdrachtgevers/flow.md": client})
    found = [(d["code"], d["file"], d["line"]) for d in run(source, capsys) if d["code"] == "tekst-vorm"]
    assert found == [("tekst-vorm", "content/opdrachtgevers/flow.md", 3), ("tekst-vorm", "content/projecten/a.md", 9)]


@pytest.mark.parametrize(
    ("url", "codes"),
    [
        ("https://proef.example/projecten/b/", []),
        ("http://www.proef.example/projecten/b/#fotos", []),
        ("https://proef.example/static/data.xml", []),
        ("https://elders.example/projecten/weg/", []),
        ("https://proef.example/projecten/weg/", ["kapotte-link"]),
        ("https://proef.example/projecten/b/#kip", ["kapot-anker"]),
        ("https://www.proef.example/static/weg.pdf", ["bestand-ontbreekt"]),
    ],
)
def test_a_field_with_an_address_of_the_site_is_checked(
    url: str, codes: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    extra = f"links:\n  - titel: Elders\n    url: https://elders.example/\n  - titel: Hier\n    url: {url}\n"
    source = source_with(tmp_path, "", **{"projecten/a.md": project("A", extra=extra)})
    assert [(d["code"], d["line"]) for d in run(source, capsys)] == [(code, 10) for code in codes]


@pytest.mark.parametrize("link", ["/projecten/weg/", "weg.md", "https://proef.example/projecten/weg/"])
def test_a_name_that_is_like_no_other_gets_no_suggestion(
    link: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    remedy = "Verwijs naar een bestaande pagina, of haal de link weg."
    assert faults(tmp_path, f"[x]({link})", capsys) == [("error", "kapotte-link", remedy)]


def test_what_pages_show_in_details_is_checked_and_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = "<details>\n<summary>Meer</summary>\n\n![x]({})\n\n- [y]({})\n\n</details>\n"
    source = make_source(tmp_path, {"projecten/a/index.md": project("A", body=body.format("weg.svg", "weg.md"))})
    assert [(d["code"], d["line"]) for d in run(source, capsys)] == [("bestand-ontbreekt", 12), ("kapotte-link", 14)]
    files = {
        "projecten/a/index.md": project("A", body=body.format("k.svg", "../b.md")),
        "projecten/a/k.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>",
        "projecten/b.md": project("B"),
    }
    assert run(make_source(tmp_path, files), capsys) == []


ADDRESSES = st.text(st.sampled_from("a/"), max_size=3).flatmap(
    lambda start: st.sampled_from([start, f"{start}index.html", f"{start}/index.html", f"{start}x.html"])
)


@given(st.sets(ADDRESSES), st.sets(ADDRESSES), ADDRESSES)
def test_law_of_the_addresses_to_which_a_link_may_lead(paths: set[str], pages: set[str], address: str) -> None:
    record = Pagina(id=PageId("paginas", "a"), file="a.md", kind="paginas", titel="A")
    known = SiteAddresses("", paths, {f"/{page}": record for page in pages})
    assert [known.has(url) for url in (address, f"/{address}")] == [
        url in known.urls for url in (address, f"/{address}")
    ]


KOPPIE = "https://proef.example/projecten/b/#koppie"


@pytest.mark.parametrize(
    ("unreadable", "code"), [("> " * 200, "tekst-diepte"), ("[" * 200, "tekst-diepte"), ("<!-- x", "commentaar-open")]
)
def test_a_text_that_cannot_be_converted_is_the_only_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], unreadable: str, code: str
) -> None:
    """Links to its headings are not reported as well, and neither are the files that it may show."""
    body = f"[a](2020/b.md#koppie) [a](/projecten/b/#koppie) [a]({KOPPIE})"
    page = project("A", extra=f"links: [{{titel: B, url: {KOPPIE}}}]\n", body=body)
    unread = project("B", body=f"{unreadable}\n\n## Koppie\n\n![Een foto](foto.png)")
    source = source_with(tmp_path, "", **{"projecten/a.md": page, "projecten/2020/b.md": unread})
    (source / "content/projecten/2020/foto.png").write_bytes(png())
    assert [d["code"] for d in run(source, capsys)] == [code]
    (source / "content/projecten/2020/b.md").write_text(project("B", body="Tekst"), encoding="utf-8")
    assert sorted(d["code"] for d in run(source, capsys)) == [*["kapot-anker"] * 4, "zwerfbestand"]
