import json
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from support import SEARCHED, make_source, project
from vindplaats.options import Options
from vindplaats.preview import answers as module
from vindplaats.preview.answers import Answers, media_type
from vindplaats.preview.site import Site, signature

WONEN = "/projecten/wonen/"


class Shown:
    """A preview of a few pages, asked without a browser."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        zorg = project("Zorg", jaar="2019", extra="samenvatting: Kort.\n")
        files = {"projecten/wonen.md": project("Wonen"), "projecten/zorg.md": zorg}
        self.source = make_source(folder / "bron", SEARCHED | files)
        options = Options(source=str(self.source), output=str(folder / "voorproef/site"), preview=True, jobs=1)
        self.site = Site(options, self.said.append)
        self.answers = Answers(self.site, self.said.append)

    def rebuild(self) -> None:
        assert self.site.rebuild(signature(str(self.source)))

    def file(self, name: str) -> Path:
        return self.source / "content/projecten" / f"{name}.md"

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.file(name).read_text(encoding="utf-8")
        assert old in text
        self.file(name).write_text(text.replace(old, new, 1), encoding="utf-8")

    def ask(self, path: str, method: str = "GET", query: str = "", **headers: str) -> tuple[str, dict[str, str], bytes]:
        got: list[Any] = []
        environ = {"REQUEST_METHOD": method, "QUERY_STRING": query, "PATH_INFO": path.encode().decode("latin-1")}
        environ |= headers
        body = b"".join(self.answers.respond(environ, lambda status, headers: got.extend((status, headers))))
        return got[0], dict(got[1]), body

    def version(self, path: str) -> dict[str, Any]:
        """Return the version that the page at ``path`` gives its script."""
        _, headers, body = self.ask(path)
        assert headers["Content-Type"] == "text/html; charset=utf-8"
        attribute = body.decode().rpartition('data-vp-versie="')[2].partition('"')[0]
        version: dict[str, Any] = json.loads(unescape(attribute))
        return version

    def changed(self, path: str, before: dict[str, Any]) -> set[str]:
        now = self.version(path)
        return {name for name in before if before[name] != now[name]}


@pytest.fixture
def shown(tmp_path: Path) -> Iterator[Shown]:
    shown = Shown(tmp_path)
    shown.rebuild()
    yield shown
    assert not [line for line in shown.said if str(tmp_path) in line]


def test_an_edit_changes_only_the_pages_that_show_it(shown: Shown) -> None:
    paths = (WONEN, "/projecten/zorg/", "/projecten/", "/", "/contactpersonen/", "/nergens/")
    before = {path: shown.version(path) for path in paths}
    shown.edit("zorg", "Verzonnen tekst.", "Andere tekst.")
    shown.rebuild()
    after = {path: shown.changed(path, before[path]) for path in paths}
    assert after["/projecten/zorg/"] == {"page", "notices", "digest"}
    del after["/projecten/zorg/"]
    assert after == {path: set() for path in after}
    shown.edit("zorg", "titel: Zorg", "titel: Zorg thuis")
    shown.rebuild()
    assert "page" in shown.changed("/projecten/", before["/projecten/"])
    assert shown.changed("/contactpersonen/", before["/contactpersonen/"]) == set()


def test_an_error_changes_the_notices_of_every_page_but_no_page(shown: Shown) -> None:
    before = {path: shown.version(path) for path in (WONEN, "/", "/nergens/")}
    shown.edit("zorg", "jaar: 2019", "jaar: ooit")
    shown.rebuild()
    for path, version in before.items():
        assert shown.changed(path, version) == {"notices"}
    assert b'id="vp-fouten"' in shown.ask("/")[2]
    shown.edit("zorg", "jaar: ooit", "jaar: 2019")
    shown.rebuild()
    for path, version in before.items():
        assert shown.changed(path, version) == set()


def test_a_style_sheet_of_the_site_changes_no_page(shown: Shown) -> None:
    before = shown.version(WONEN)
    (shown.source / "static").mkdir()
    (shown.source / "static/stijl.css").write_text("body { color: red }", encoding="utf-8")
    shown.rebuild()
    assert shown.changed(WONEN, before) == {"files"}
    now = shown.version(WONEN)["files"]
    assert {path for path in now if now[path] != before["files"][path]} == {"/static/stijl.css"}


def test_a_renamed_page_leads_to_its_successor_and_a_deleted_page_to_the_overview(shown: Shown) -> None:
    before = shown.version(WONEN)
    query = f"address={WONEN}&file={before['file']}&digest={before['digest']}"
    shown.file("wonen").rename(shown.file("huren"))
    shown.rebuild()
    assert shown.version(WONEN)["isThere"] is False
    assert shown.ask("/vp-voorvertoning/opvolger", query=query)[2] == b"/projecten/huren/"
    shown.file("huren").unlink()
    shown.rebuild()
    assert shown.ask("/vp-voorvertoning/opvolger", query=query)[2] == b"/projecten/"


def test_a_renamed_page_is_found_although_errors_kept_it_and_it_was_edited(shown: Shown) -> None:
    shown.edit("zorg", "Verzonnen tekst.", "Zie [wonen](wonen.md).")
    shown.rebuild()
    before = shown.version(WONEN)
    shown.file("wonen").rename(shown.file("huren"))
    shown.rebuild()
    assert shown.site.has_errors
    assert shown.version(WONEN)["isThere"] is True
    shown.edit("huren", "titel: Wonen", "titel: Huren")
    shown.rebuild()
    shown.edit("zorg", "(wonen.md)", "(huren.md)")
    shown.rebuild()
    query = f"address={WONEN}&file={before['file']}&digest="
    assert shown.ask("/vp-voorvertoning/opvolger", query=query)[2] == b"/projecten/huren/"


def test_a_page_with_a_new_address_leads_to_it(shown: Shown) -> None:
    before = shown.version(WONEN)
    shown.edit("wonen", "jaar:", "slug: huren\njaar:")
    shown.rebuild()
    query = f"address={WONEN}&file={before['file']}&digest={before['digest']}"
    assert shown.ask("/vp-voorvertoning/opvolger", query=query)[2] == b"/projecten/huren/"


def test_a_first_start_with_errors_shows_no_older_version(tmp_path: Path) -> None:
    shown = Shown(tmp_path)
    shown.edit("zorg", "jaar: 2019", "jaar: ooit")
    assert "Er is nog geen site" in shown.ask("/")[2].decode()
    assert shown.version(WONEN)["hasSite"] is False
    shown.rebuild()
    page = shown.ask(WONEN)[2].decode()
    assert 'id="vp-fouten"' in page
    assert "laatste versie" not in page
    assert "vorige versie" not in shown.said[-1]
    before = shown.version(WONEN)
    shown.edit("zorg", "jaar: ooit", "jaar: 2019")
    shown.rebuild()
    assert {"page", "isThere", "hasSite"} <= shown.changed(WONEN, before)
    shown.edit("zorg", "jaar: 2019", "jaar: ooit")
    shown.rebuild()
    assert "vorige versie" in shown.said[-1]


def test_the_head_of_an_answer_has_no_body(shown: Shown) -> None:
    status, headers, body = shown.ask(WONEN, method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert int(headers["Content-Length"]) == len(shown.ask(WONEN)[2])
    assert shown.ask(WONEN, method="POST")[0] == "405 Method Not Allowed"


def test_own_files_are_served_and_no_others(shown: Shown) -> None:
    status, headers, body = shown.ask("/vp-voorvertoning/live.js")
    assert (status, headers["Content-Type"]) == ("200 OK", "text/javascript; charset=utf-8")
    assert b"LiveReloadPluginVindplaats" in body
    for name in ("site.py", "../preview/site.py", "", "live.js/", "nergens.js"):
        assert shown.ask(f"/vp-voorvertoning/{name}")[0] == "404 Not Found"


def test_a_bug_is_answered_and_reported(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("english")

    monkeypatch.setattr(module, "find_file", fail)
    status, _, body = shown.ask("/")
    assert status.startswith("500")
    assert body.decode() == shown.said[-1].removeprefix("vindplaats: ")
    assert body.startswith(b"Vindplaats zelf ging stuk (KeyError, preview/answers.py regel")
    assert b"english" not in body


def test_a_site_that_is_being_exchanged_is_waited_for(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    output = Path(shown.site.options.output)
    aside = output.with_name("opzij")

    def put_back(_: float) -> None:
        aside.rename(output)

    assert shown.ask(WONEN)[0] == "200 OK"
    output.rename(aside)
    monkeypatch.setattr("vindplaats.preview.answers.time.sleep", put_back)
    assert shown.ask(WONEN)[0] == "200 OK"


def test_a_site_that_is_gone_is_not_waited_for_for_ever(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_SWAP_S", 0.02)
    assert shown.ask(WONEN)[0] == "200 OK"
    output = Path(shown.site.options.output)
    output.rename(output.with_name("opzij"))
    assert shown.ask(WONEN)[0] == "404 Not Found"


@pytest.mark.parametrize(
    ("file", "kind"),
    [("x.js", "text/javascript"), ("X.CSS", "text/css"), ("x.webp", "image/webp"), ("x", "application/octet-stream")],
)
def test_types_do_not_depend_on_the_system(file: str, kind: str) -> None:
    assert media_type(file) == kind


VIDEO = bytes(range(256)) * 4


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-99", "0-99"), ("bytes=0-1", "0-1"), ("bytes=1000-", "1000-1023"), ("bytes=-24", "1000-1023"),
        ("bytes=1000-9999", "1000-1023"), ("bytes=-9999", "0-1023"), ("bytes=0-", "0-1023"), ("bytes=5-5", "5-5"),
    ],
)  # fmt: skip
def test_a_part_of_a_file_is_sent_if_a_browser_asks_for_it(asked: str, part: str, shown: Shown) -> None:
    (shown.source / "static").mkdir()
    (shown.source / "static/x.bin").write_bytes(VIDEO)
    shown.rebuild()
    status, headers, body = shown.ask("/static/x.bin", HTTP_RANGE=asked)
    first, last = map(int, part.split("-"))
    assert (status, headers["Content-Range"]) == ("206 Partial Content", f"bytes {part}/1024")
    assert (body, headers["Content-Length"]) == (VIDEO[first : last + 1], str(last + 1 - first))
    assert headers["Content-Type"] == shown.ask("/static/x.bin")[1]["Content-Type"]


@pytest.mark.parametrize("asked", ["bytes={}-", "bytes=999999-", "bytes=999999-9999999", "bytes=-0"])
def test_a_part_that_a_file_does_not_have_is_refused(asked: str, shown: Shown) -> None:
    length = len(shown.ask("/static/stijl.css")[2])
    status, headers, body = shown.ask("/static/stijl.css", HTTP_RANGE=asked.format(length))
    assert (status, headers["Content-Range"], body) == ("416 Range Not Satisfiable", f"bytes */{length}", b"")


@pytest.mark.parametrize(
    "asked", ["", "bytes=-", "bytes=9-1", "bytes=0-1,4-5", "regels=0-1", "bytes=a-b", "bytes=+1-2"]
)
def test_another_range_gets_the_whole_file(asked: str, shown: Shown) -> None:
    status, headers, body = shown.ask("/static/stijl.css", HTTP_RANGE=asked)
    assert (status, headers["Accept-Ranges"]) == ("200 OK", "bytes")
    assert (headers["Content-Length"], "Content-Range" in headers) == (str(len(body)), False)


def test_a_range_for_an_older_version_or_of_a_page_that_is_gone_gets_the_whole_answer(shown: Shown) -> None:
    assert shown.ask("/static/stijl.css", HTTP_RANGE="bytes=0-1", HTTP_IF_RANGE='"x"')[0] == "200 OK"
    assert shown.ask("/static/stijl.css", "HEAD", HTTP_RANGE="bytes=0-1")[0] == "200 OK"
    assert shown.ask("/nergens/", HTTP_RANGE="bytes=0-1")[0] == "404 Not Found"
