import html
import os
import re
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import html5lib
import pytest

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.preview import overlay
from vindplaats.preview.notice import Notice, make_notice
from vindplaats.preview.page import preview_file, with_notice
from vindplaats.render.routing.addresses import PREVIEW
from vindplaats.result import PageSource

PAGE = b"<!doctype html><html lang=nl><head><title>x</title></head><body class=k><p>Tekst</p></body></html>"
X = "content/projecten/x.md"


def error(file: str = X, line: int = 1, column: int = 1, message: str = "Fout.", remedy: str = "Zo.") -> Diagnostic:
    return Diagnostic("onbekend-veld", "error", file, line, column, message, remedy)


def warning(message: str, file: str = X) -> Diagnostic:
    return Diagnostic("leeg-veld", "warning", file, 1, 1, message, "Vul in.")


def notice(
    source: Path,
    diagnostics: Sequence[Diagnostic] = (),
    sources: dict[str, PageSource] | None = None,
    *,
    has_site: bool = True,
    **options: object,
) -> Notice:
    made = Options(source=str(source), **options)  # type: ignore[arg-type]
    return make_notice(made, diagnostics, sources or {}, has_site=has_site)


def write(source: Path, text: bytes | str, file: str = X) -> None:
    path = source / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def shown(page: bytes) -> str:
    """Return the page as text, as a browser reads it."""
    return "".join(html5lib.parse(page.decode(), namespaceHTMLElements=False).itertext())


def test_an_error_has_its_code_place_message_line_with_a_caret_and_remedy(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitel: 東京\nopdrachtgevr: FLOW\n---\n")
    found = notice(tmp_path, [error(line=3, column=1), error(line=2, column=8, message="Welke stad?")])
    text = shown(with_notice(PAGE, found, "projecten/x/"))
    for part in (
        "2 fouten",
        "onbekend-veld",
        f"{X}:3:1",
        "Fout.",
        "Zo.",
        "opdrachtgevr: FLOW\n^",
        "titel: 東京\n       ^",
    ):
        assert part in text
    assert "U ziet de laatste versie zonder fouten." in text


def test_without_an_earlier_site_none_is_claimed(tmp_path: Path) -> None:
    text = shown(with_notice(PAGE, notice(tmp_path, [error()], has_site=False), ""))
    assert "laatste versie" not in text
    assert "1 fout." in text


HOSTILE = [
    "</section></script><script>kwaad()</script>", "\"'><img src=x onerror=kwaad()>", "<!--", "\u202egnp.exe", "a\0b",
    "&lt;b&gt; &amp; &", "]]>", "</pre></body></html><script>kwaad()</script>", "{items} {0} %s", "é" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_editor_becomes_markup(tmp_path: Path, text: str) -> None:
    write(tmp_path, f"---\n{text}\n---\n")
    diagnostics = [error(line=2, message=text, remedy=text), warning(text)]
    sources = {"": PageSource(id=text, files=(X,))}
    page = with_notice(PAGE, notice(tmp_path, diagnostics, sources), "")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [script.get("src") for script in tree.iter("script")] == [f"/{PREVIEW}/notice.js"]
    assert list(tree.iter("img")) == []
    assert [element.get("id") for element in tree.findall("body/*") if element.get("id")] == [
        "vp-fouten", "vp-fouten-teken", "vp-balk",
    ]  # fmt: skip
    assert "<p>Tekst</p>" in page.decode()
    assert not {"\0", "\u202e"} & set(re.search("<pre.*?</pre>", page.decode(), re.DOTALL)[0])  # type: ignore[index]
    assert len(page) < len(text.encode()) * 8 + 10_000


@pytest.mark.parametrize("file", ["content/a\u202eb.md", 'content/"><b>.md', "content/#?%.md", "content/\udcff.md", ""])
def test_any_name_of_a_file_is_only_text(tmp_path: Path, file: str) -> None:
    sources = {"": PageSource(id="", files=(file,))}
    page = with_notice(PAGE, notice(tmp_path, [error(file), warning("x", file)], sources), "")
    assert "\u202e" not in page.decode()
    assert list(html5lib.parse(page, namespaceHTMLElements=False).iter("b")) == []


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("content/weg.md", None), (X, b"caf\xe9"), ("content/foto.jpg", b"\xff\xd8\0"), (X, b""), (X, b"\0" * 1000),
        ("content", None), ("../buiten.md", b"geheim"), (X, b"\xff\xfet\0"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_shown_costs_only_its_line(tmp_path: Path, file: str, data: bytes | None) -> None:
    source = tmp_path / "bron"
    (source / "content").mkdir(parents=True)
    if data is not None:
        write(source, data, file)
    page = with_notice(PAGE, notice(source, [error(file, 7, 9), error(file)]), "").decode()
    assert page.count("Fout.") == 2
    assert "geheim" not in page


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipes_and_links_out_of_the_source_are_not_opened(tmp_path: Path) -> None:
    source = tmp_path / "bron"
    write(source, "x")
    os.mkfifo(source / "content/pijp.md")
    (tmp_path / "geheim.md").write_text("zeepaard", encoding="utf-8")
    (source / "content/link.md").symlink_to(tmp_path / "geheim.md")
    (source / "content/map").symlink_to(tmp_path)
    files = ("content/pijp.md", "content/link.md", "content/map/geheim.md")
    assert "zeepaard" not in shown(with_notice(PAGE, notice(source, [error(file) for file in files]), ""))


def test_a_thousand_errors_are_shown_quickly(tmp_path: Path) -> None:
    write(tmp_path, "titel: 東京 in het voorjaar\n" * 2000)
    errors = [error(line=number, column=8) for number in range(1, 1004)]
    start = time.process_time()
    page = with_notice(PAGE, notice(tmp_path, errors), "")
    assert time.process_time() - start < 3
    assert page.count(b"<li>") == 1003
    assert "1003 fouten" in shown(page)
    assert "En nog" not in shown(page)


def test_of_very_many_errors_the_rest_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlay, "MAX_SHOWN", 3)
    page = with_notice(PAGE, notice(tmp_path, [error(line=number) for number in range(1, 8)]), "")
    assert page.count(b"<li>") == 3
    assert "7 fouten" in shown(page)
    assert "En nog 4" in shown(page)


def test_an_overlay_differs_only_if_the_errors_differ(tmp_path: Path) -> None:
    """So errors that were put aside stay aside until they change."""
    assert notice(tmp_path, [error()]) == notice(tmp_path, [error()])
    found = {
        digest
        for line in (1, 2)
        for digest in re.findall(r' data-vp-fouten="(\w+)"', notice(tmp_path, [error(line=line)]).overlay)
    }
    assert len(found) == 2


def test_no_text_names_a_path_of_this_machine(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitl: x\n---\n")
    sources = {"projecten/x/": PageSource(id="projecten/x", files=(X,))}
    page = with_notice(
        PAGE, notice(tmp_path, [error(), warning("Let op.")], sources, as_of=date(2026, 1, 2)), "projecten/x/"
    )
    assert str(tmp_path) not in shown(page)
    links = re.findall(' href="(vscode[^"]*)"', page.decode())
    assert len(links) == 3
    assert all(html.unescape(link).startswith(f"vscode://file{tmp_path}/content/") for link in links)


@pytest.mark.parametrize(
    ("page", "before"),
    [
        (PAGE, "<body class=k>"),
        (b"<p>Zonder hoofd en romp", ""),
        (b"Titel<textarea>", ""),
        (b"<!doctype html>\n<html lang=nl>\n<p>x", "<html lang=nl>"),
        (b"<!DOCTYPE html><p>x", "<!DOCTYPE html>"),
        (b"", ""),
        (
            b"<html><head><!-- <body> --><title><body></title><script>'<body>'</script></head><BODY data-x='a>b'>",
            "'a>b'>",
        ),
        (b"<head></head><header>x</header>", "</head>"),
    ],
)
def test_the_notice_comes_first_in_the_body(tmp_path: Path, page: bytes, before: str) -> None:
    text = with_notice(page, notice(tmp_path, [error()]), "").decode()
    start = text.partition("\n<section")[0]
    links = start[start.index("\n<link") : start.index("</script>", start.index("notice.js")) + len("</script>")]
    assert start.replace(links, "").endswith(before)
    assert bool(before) or start == links
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    assert [element.get("id") for element in tree.iter("section")] == ["vp-fouten"]
    assert [link.get("href") for link in tree.iter("link")] == [f"/{PREVIEW}/notice.css"]


def test_a_page_without_notices_can_still_show_one_later(tmp_path: Path) -> None:
    text = with_notice(PAGE, notice(tmp_path), "projecten/").decode()
    assert f"/{PREVIEW}/notice.css" in text
    assert f"/{PREVIEW}/notice.js" in text
    assert "vp-vv" not in text


def test_the_files_of_the_preview() -> None:
    css, js = preview_file(f"/{PREVIEW}/notice.css"), preview_file(f"/{PREVIEW}/notice.js")
    assert css is not None
    assert js is not None
    assert (css[0], js[0]) == ("text/css; charset=utf-8", "text/javascript; charset=utf-8")
    assert b"#vp-fouten" in css[1]
    for other in (
        "",
        "/",
        f"/{PREVIEW}/",
        f"/{PREVIEW}/page.py",
        f"/{PREVIEW}/../page.py",
        "/notice.css",
    ):
        assert preview_file(other) is None
