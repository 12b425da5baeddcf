"""How long it takes in `serve` from saving a file until the browser shows it.

``TMPDIR=/dev/shm python tests/benchmarks/serve.py --projects 7 1000 10000 --runs 11``

A sentence is added to a project whose page is open in Chromium; the time is that from replacing the file until the
page, reloaded, has the sentence. Needs the extra `test` and Chromium. Nothing passes or fails by these times.
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

from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.corpus import FEWEST, make_corpus, write
from support import REAL_CASE

SHARE = 0.8
"""The share of a corpus that is projects, about."""
PATIENCE = 120.0
SHOWN = "words => document.body !== null && document.body.innerText.includes(words)"


def main() -> None:
    """Do what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--projects", type=int, nargs="+", default=[7, 1000, 10000], help="7 is this repository's own")
    parser.add_argument("--runs", type=int, default=11)
    options = parser.parse_args()
    print("projects   median ms   fastest   slowest")
    for projects in options.projects:
        with tempfile.TemporaryDirectory() as folder:
            times = [1000 * seconds for seconds in measure(Path(folder), projects, options.runs)]
        figures = (statistics.median(times), min(times), max(times))
        print(f"{projects:8}" + "".join(f"{figure:12.0f}" for figure in figures), flush=True)


def measure(folder: Path, projects: int, runs: int) -> Sequence[float]:
    """Seconds from edit to page, for each of ``runs`` edits after a first one that is not counted."""
    if projects < FEWEST:
        shutil.copytree(REAL_CASE / "content", folder / "content")
    else:
        write(make_corpus(round(projects / SHARE), 360), folder)
    files = sorted((folder / "content/projecten").glob("*.md"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "vindplaats", "serve", "--source", str(folder), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        try:
            _wait(port)
            return [_edit(page, port, files[i % len(files)], i) for i in range(runs + 1)][1:]
        finally:
            browser.close()
            process.terminate()


def _edit(page: Page, port: int, file: Path, number: int) -> float:
    page.goto(f"http://127.0.0.1:{port}/projecten/{file.stem}/", wait_until="networkidle")
    words = f"Zin nummer {number} van deze meting."
    aside = file.with_suffix(".nieuw~")
    aside.write_text(f"{file.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    start = time.perf_counter()
    os.replace(aside, file)
    while not _shows(page, words):
        if time.perf_counter() - start > PATIENCE:
            raise TimeoutError(f"{file} is not shown")
        time.sleep(0.002)
    return time.perf_counter() - start


def _shows(page: Page, words: str) -> bool:
    try:
        return bool(page.evaluate(SHOWN, words))
    except Exception:
        return False


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("nothing is served")


if __name__ == "__main__":
    main()
