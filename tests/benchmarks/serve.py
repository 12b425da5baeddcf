"""Measure the time from saving a file until the browser shows it under `serve`.

``TMPDIR=/dev/shm python tests/benchmarks/serve.py --projects 7 1000 10000 --runs 11``

Each run adds a sentence to a project whose page is open in Chromium, and measures the time from replacing the file
until the reloaded page has the sentence. With ``--saves 10``, each run saves the file ten times in a second, each time
with another sentence, and measures the time from the last of these. It needs the extra `test` and Chromium. No time
makes the script fail.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpora import NAMES, Name, corpus_of
from benchmarks.corpus import MIN_PAGES
from benchmarks.processes import environment
from benchmarks.source import write
from support import REAL_CASE

TIMEOUT_S = 120.0
PAGE_CONTAINS = "words => document.body !== null && document.body.innerText.includes(words)"


def main() -> None:
    """Measure the sizes that the command line asks for, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "--projects", type=int, nargs="+", default=[7, 1000, 10000], help="numbers of projects; 7 is the real case"
    )
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--saves", type=int, default=1, help="the number of saves in each run")
    options = parser.parse_args()
    print("projects   median ms   fastest   slowest")
    for projects in options.projects:
        with tempfile.TemporaryDirectory() as folder:
            times = [1000 * seconds for seconds in measure(Path(folder), projects, options.runs, saves=options.saves)]
        figures = (statistics.median(times), min(times), max(times))
        print(f"{projects:8}" + "".join(f"{figure:12.0f}" for figure in figures), flush=True)


def measure(folder: Path, projects: int, runs: int, corpus: Name = NAMES[0], *, saves: int = 1) -> Sequence[float]:
    """Return the seconds from the last of ``saves`` to the page, for each of ``runs``. A first run is not counted."""
    if projects < MIN_PAGES:
        shutil.copytree(REAL_CASE / "content", folder / "content")
    else:
        write(corpus_of(corpus, projects), folder)
    files = sorted((folder / "content/projecten").glob("*.md"))  # those of pages without a folder of their own
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(folder), "--port", str(port)]
    with (
        subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment()) as process,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        try:
            _wait(port)
            return [_edit(page, port, files[i % len(files)], i, saves) for i in range(runs + 1)][1:]
        finally:
            browser.close()
            process.terminate()


def _edit(page: Page, port: int, file: Path, number: int, saves: int) -> float:
    page.goto(f"http://127.0.0.1:{port}/projecten/{file.stem}/", wait_until="networkidle")
    words, before = f"Zin nummer {number} van deze meting.", file.read_text(encoding="utf-8")
    for save in range(1, saves):
        _replace(file, f"{before}\n{words[:-1]}, stand {save}.\n")
        time.sleep(1 / saves)
    start = _replace(file, f"{before}\n{words}\n")
    while not _shows(page, words):
        if time.perf_counter() - start > TIMEOUT_S:
            raise TimeoutError(f"{file} is not shown")
        time.sleep(0.002)
    return time.perf_counter() - start


def _replace(file: Path, text: str) -> float:
    """Replace the file as an editor's program does, and return the time just before."""
    aside = file.with_suffix(".nieuw~")
    aside.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    os.replace(aside, file)
    return start


def _shows(page: Page, words: str) -> bool:
    try:
        return bool(page.evaluate(PAGE_CONTAINS, words))
    except Exception:
        return False


def _wait(port: int) -> None:
    """Wait for the first page. The preview has its port before the first build, so a connection is not enough."""
    end = time.monotonic() + TIMEOUT_S
    while time.monotonic() < end:
        try:
            urlopen(f"http://127.0.0.1:{port}/", timeout=TIMEOUT_S).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server does not answer")


if __name__ == "__main__":
    main()
