"""`vindplaats serve` in a real browser: saved changes appear without touching the browser."""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from support import REAL_CASE, make_source

from .conftest import ROOT
from .serving import WAIT, Served, page, start, starting, until, wait_until_listening

__all__ = ["page", "start"]

PROJECT = "projecten/arbeidsmarktonderzoek-woningcorporaties"
TITLE = "Arbeidsmarktonderzoek woningcorporaties"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_to(tmp_path)


def copy_to(folder: Path) -> Path:
    source = folder / "bron"
    shutil.copytree(REAL_CASE / "content", source / "content")
    return source


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A preview shared by all tests that only send requests to it."""
    folder = tmp_path_factory.mktemp("voorproef")
    with starting(folder) as begin:
        yield begin(copy_to(folder))


def test_the_search_index_follows(copy: Path, start: Callable[[Path], Served]) -> None:
    served = start(copy)

    def indexed() -> str:
        with closing(HTTPConnection(urlsplit(served.address).netloc)) as connection:
            connection.request("GET", "/pagefind/pagefind-entry.json")
            answer = connection.getresponse()
            return answer.read().decode() if answer.status == 200 else ""

    until(lambda: indexed() != "")
    before = indexed()
    served.edit("paginas/over-ons", "titel: ", "titel: Zeepaard ")
    until(lambda: indexed() not in ("", before))


def test_an_edit_is_shown(start: Callable[[Path], Served], copy: Path, page: Page) -> None:
    served = start(copy)
    page.goto(f"{served.address}{PROJECT}/")
    wait_until_listening(page)
    before = served.wait_until_idle()
    served.edit(PROJECT, f"titel: {TITLE}", "titel: Wie bouwt er morgen?")
    page.get_by_role("heading", level=1, name="Wie bouwt er morgen?").wait_for(timeout=WAIT)
    wait_until_listening(page)
    served.edit(PROJECT, "titel: Wie bouwt er morgen?", "titel: Wie woont er morgen?")
    page.get_by_role("heading", level=1, name="Wie woont er morgen?").wait_for(timeout=WAIT)
    assert served.wait_until_idle() == before + 2


def test_errors_are_shown_above_the_last_good_page(start: Callable[[Path], Served], copy: Path, page: Page) -> None:
    served = start(copy)
    page.goto(f"{served.address}{PROJECT}/")
    wait_until_listening(page)
    notice = page.locator("#vp-fouten")
    expect(notice).to_have_count(0)
    served.edit(PROJECT, f"titel: {TITLE}\n", "titel: Half <b>af</b>\nopdrachtgevr: FLOW\n")
    notice.wait_for(timeout=WAIT)
    expect(notice).to_contain_text(f"content/{PROJECT}.md:")
    expect(notice).to_contain_text("opdrachtgever")
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(f"{served.address}werkvelden/")
    expect(notice).to_be_visible()
    page.goto(f"{served.address}{PROJECT}/")
    wait_until_listening(page)
    served.edit(PROJECT, "titel: Half <b>af</b>\nopdrachtgevr: FLOW\n", "titel: Helemaal af\n")
    page.get_by_role("heading", level=1, name="Helemaal af").wait_for(timeout=WAIT)
    expect(notice).to_have_count(0)


def test_a_site_with_an_error_appears_once_the_error_is_fixed(
    start: Callable[[Path], Served], copy: Path, page: Page
) -> None:
    path = copy / "content" / f"{PROJECT}.md"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("titel:", "titl:", 1), encoding="utf-8")
    served = start(copy)
    page.goto(served.address)
    page.locator("#vp-fouten").wait_for(timeout=WAIT)
    assert served.build_count() == 1
    wait_until_listening(page)
    path.write_text(good, encoding="utf-8")
    page.get_by_role("heading", level=1, name="Al het onderzoek").wait_for(timeout=WAIT)
    expect(page.locator("#vp-fouten")).to_have_count(0)


def test_many_simultaneous_changes_cause_one_rebuild(start: Callable[[Path], Served], copy: Path, page: Page) -> None:
    served = start(copy)
    page.goto(f"{served.address}projecten/")
    wait_until_listening(page)
    before = served.wait_until_idle()
    assert before == 1
    fresh = copy / "fresh"
    shutil.copytree(copy / "content" / "projecten", fresh)
    files = sorted(fresh.glob("*.md"))
    assert len(files) > 5
    for number, file in enumerate(files):
        lines = file.read_text(encoding="utf-8").splitlines()
        lines = [f"titel: Studie {number}" if line.startswith("titel:") else line for line in lines]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    for file in files:
        file.replace(copy / "content" / "projecten" / file.name)
    fresh.rmdir()
    page.get_by_role("link", name="Studie 1").wait_for(timeout=WAIT)
    assert served.wait_until_idle() == before + 1


def test_an_added_page_appears_and_a_removed_page_disappears(
    start: Callable[[Path], Served], copy: Path, page: Page
) -> None:
    served = start(copy)
    answer = page.goto(f"{served.address}nieuws/vers/")
    assert answer is not None
    assert answer.status == 404
    expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
    wait_until_listening(page)
    served.file("nieuws/vers").write_text(
        "---\ntitel: Vers nieuws\ndatum: 2021-01-01\n---\nNieuws.\n", encoding="utf-8"
    )
    page.get_by_role("heading", level=1, name="Vers nieuws").wait_for(timeout=WAIT)
    wait_until_listening(page)
    served.file("nieuws/vers").unlink()
    page.wait_for_url(f"{served.address}nieuws/", timeout=WAIT)
    assert ask(served, "/nieuws/vers/")[0] == 404


def test_templates_are_watched(start: Callable[[Path], Served], copy: Path, page: Page) -> None:
    (copy / "templates").mkdir()
    template = copy / "templates" / "pagina.html"
    text = (ROOT / "templates" / "pagina.html").read_text(encoding="utf-8")
    template.write_text(text, encoding="utf-8")
    served = start(copy)
    page.goto(f"{served.address}privacy/")
    wait_until_listening(page)
    template.write_text(text.replace("{{ tekst.titel }}", "{{ tekst.titel "), encoding="utf-8")
    notice = page.locator("#vp-fouten")
    notice.wait_for(timeout=WAIT)
    expect(notice).to_contain_text("templates/pagina.html")
    wait_until_listening(page)
    template.write_text(text.replace("{{ tekst.titel }}", "{{ tekst.titel }} (zelf)"), encoding="utf-8")
    page.get_by_role("heading", level=1, name="(zelf)").wait_for(timeout=WAIT)
    expect(notice).to_have_count(0)
    wait_until_listening(page)
    template.unlink()
    (copy / "templates").rmdir()
    page.get_by_role("heading", level=1, name="Privacy", exact=True).wait_for(timeout=WAIT)


def ask(served: Served, path: str, **headers: str) -> tuple[int, str]:
    """Request ``path`` exactly as written; return the status and the text of the answer."""
    connection = HTTPConnection(served.address.removeprefix("http://").rstrip("/"), timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in ({"Host": urlsplit(served.address).netloc} | headers).items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    text = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, text


def test_requests_with_another_host_header_are_refused(preview: Served) -> None:
    port = urlsplit(preview.address).port
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"LOCALHOST:{port}"):
        assert ask(preview, "/", Host=host)[0] == 200
    for foreign in (f"kwaad.example:{port}", "kwaad.example", "127.0.0.1.kwaad.example", "10.0.0.1", ""):
        for path in ("/", "/livereload.js", "/livereload", "/projecten/"):
            status, text = ask(preview, path, Host=foreign)
            assert status == 403, (foreign, path)
            assert "Vindplaats" not in text


def test_other_sites_cannot_connect_to_the_live_reload(preview: Served) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    upgrade["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    assert ask(preview, "/livereload", Origin="https://kwaad.example", **upgrade)[0] == 403


def talk(served: Served, *messages: str | bytes) -> list[str | bytes | None]:
    """Send messages to livereload, and return the answer to each. None means that the connection was closed."""

    async def ask_each() -> list[str | bytes | None]:
        address = served.address.rstrip("/")
        request = HTTPRequest(f"ws{address.removeprefix('http')}/livereload", headers={"Origin": address})
        connection = await websocket_connect(request)
        answers = []
        for message in messages:
            await connection.write_message(message, binary=isinstance(message, bytes))
            answers.append(await asyncio.wait_for(connection.read_message(), 10))
        connection.close()
        return answers

    with ThreadPoolExecutor(1) as pool:  # Playwright has an event loop in this thread
        return pool.submit(asyncio.run, ask_each()).result()


def test_a_page_that_connects_looks_for_what_it_missed(preview: Served) -> None:
    hello, reload = talk(preview, '{"command": "hello"}', '{"command": "info", "url": "x"}')
    assert json.loads(hello or "")["command"] == "hello"
    assert json.loads(reload or "") == {"command": "reload", "path": "*"}


@pytest.mark.parametrize("message", ["rommel", "[]", "{}", "null", b"\xff"])
def test_messages_that_livereload_does_not_know_end_the_connection(preview: Served, message: str | bytes) -> None:
    assert talk(preview, message) == [None]


@pytest.mark.parametrize(
    "path",
    [
        "/../bron/content/site.yaml", "/..%2f..%2fbron%2fcontent%2fsite.yaml", "/%2e%2e/%2e%2e/bron/content/site.yaml",
        "//etc/hosts", "/etc/hosts", "/%2fetc/hosts", "/static/../../klaar", "/x%00.html", "/..\\..\\x",
    ],
)  # fmt: skip
def test_nothing_outside_the_site_is_served(preview: Served, path: str) -> None:
    status, text = ask(preview, path)
    assert status == 404
    assert "Pagina niet gevonden" in text


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.10", "example.org"])
def test_serving_to_other_machines_is_refused(copy: Path, host: str) -> None:
    command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(copy), "--host", host]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=20)
    assert done.returncode == 2
    assert "alleen deze computer" in done.stderr


def test_a_terminated_preview_leaves_nothing_behind(copy: Path, tmp_path: Path) -> None:
    served = Served(copy, tmp_path)
    until(lambda: "De site staat op" in served.output())
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(10) == 128 + signal.SIGTERM
    assert "Traceback" not in served.output()
    assert os.listdir(served.temporary) == []
    assert sorted(os.listdir(served.source)) == [".vindplaats", "content"]


def test_without_a_port_the_first_free_one_is_used_and_opened(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/geopend.txt"\n', encoding="utf-8")
    browser.chmod(0o755)
    processes, addresses = [], []
    for name in ("een", "twee"):
        source, log = make_source(tmp_path / name, {}), tmp_path / f"{name}.txt"
        with log.open("wb") as stream:
            command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(source), "--open"]
            environment = os.environ | {"BROWSER": f"{browser} %s"}
            processes.append(subprocess.Popen(command, stdout=stream, stderr=stream, env=environment))
        until(lambda log=log: "De site staat op" in log.read_text(encoding="utf-8"))  # type: ignore[misc]
        addresses.append(re.findall(r"http://127\.0\.0\.1:80\d\d/", log.read_text(encoding="utf-8"))[0])
    assert addresses[0] != addresses[1]
    opened = tmp_path / "geopend.txt"
    until(lambda: opened.is_file() and set(opened.read_text(encoding="utf-8").split()) == set(addresses))
    for process in processes:
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_without_a_browser_the_address_is_said(tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", {})
    code = (
        "import sys, webbrowser; webbrowser.open = lambda _: False; from vindplaats.cli import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--source", str(source), "--open"], stderr=subprocess.PIPE, text=True
    )
    stream = process.stderr
    assert stream is not None
    until(lambda: "Er is geen browser gevonden; open zelf http://127.0.0.1:80" in stream.readline())
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=10)[1]
