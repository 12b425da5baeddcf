"""Mistakes that editors make: each gives one message at the right place, and its remedy shows what the editor meant.

``mistakes/*.toml`` lists them. A mistake is a file of the small site in ``mistakes/site`` that has something wrong; the
table says where, with which code, what the file becomes if the editor follows the message to the letter, and what
visitors then have to see. ``python tests/test_mistakes.py`` prints each mistake with its message.
"""

import json
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from msgspec import Struct, convert

from support import AS_OF, run_here

HERE = Path(__file__).parent / "mistakes"
PROJECT = "content/projecten/proef.md"


class Mistake(Struct, frozen=True, forbid_unknown_fields=True):
    """One mistake: ``text`` is written to ``file`` of the site, and ``also`` to other files.

    ``line`` and ``column`` are where the mistake is, in `at` or else in ``file``; a column of 0 may be any. ``code`` is
    that of the only message, or empty if the mistake is taken as meant without a word. The editor follows the message
    by replacing each text of ``fix`` by the next, or by writing ``remedied`` to the file; ``after`` has other files
    that the remedy writes, and ``removed`` those it removes. ``shows`` are texts that the built page ``page`` must
    have, and ``hides`` those that it must not have. ``why`` explains an outcome that is not obvious.
    """

    name: str
    text: str
    line: int
    code: str = ""
    file: str = PROJECT
    at: str = ""
    column: int = 0
    also: dict[str, str] = {}
    fix: tuple[tuple[str, str], ...] = ()
    remedied: str = ""
    after: dict[str, str] = {}
    removed: tuple[str, ...] = ()
    page: str = "projecten/proef/index.html"
    shows: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    why: str = ""

    def fixed(self) -> dict[str, str]:
        """Return the files that the editor writes, who follows the message to the letter."""
        text = self.remedied or self.text
        for old, new in self.fix:
            assert text.count(old) == 1, (self.name, old)
            text = text.replace(old, new)
        return {name: text for name, text in {self.file: text, **self.after}.items() if name not in self.removed}


def read_mistakes(path: Path) -> Iterator[Mistake]:
    """Yield every mistake in a file of the table."""
    for item in tomllib.loads(path.read_text(encoding="utf-8"))["mistake"]:
        yield convert(item, Mistake)


LESS_LIKELY = {"yaml-gekruld-om-een-aangehaalde-titel"}
"""Mistakes in which the second of two remedies is what was meant. ``check --fix`` follows the first, and says so."""
EVERY = 8
"""The default tests try one in this many mistakes, the slow tests all of them."""
MISTAKES = tuple(mistake for path in sorted(HERE.glob("*.toml")) for mistake in read_mistakes(path))
PARAMETERS = [
    pytest.param(mistake, id=mistake.name, marks=[pytest.mark.slow] * (number % EVERY > 0))
    for number, mistake in enumerate(MISTAKES)
]


def write(source: Path, files: dict[str, str]) -> None:
    """Write files without changing their line ends."""
    for name, text in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def diagnostics(source: Path) -> list[dict[str, Any]]:
    """Return everything that `check` reports."""
    result = run_here("check", "--source", str(source), "--as-of", AS_OF, "--format", "json")
    return list(json.loads(result.stdout))


def begin(mistake: Mistake, folder: Path) -> Path:
    """Make the site with the mistake in ``folder`` and return it."""
    source = folder / "site"
    shutil.copytree(HERE / "site", source)
    write(source, {mistake.file: mistake.text, **mistake.also})
    return source


def shown(source: Path, page: str) -> str:
    """Return the words of a built page, with the values of its attributes, and white space collapsed."""
    soup = BeautifulSoup((source / "public" / page).read_text(encoding="utf-8"), "html.parser")
    main = soup.main or soup
    values = [str(value) for tag in main.find_all(True) for value in tag.attrs.values()]
    return " ".join(" ".join([main.get_text(" "), *values]).split())


@pytest.mark.parametrize("mistake", PARAMETERS)
def test_a_mistake_gives_one_message_and_its_remedy_works(mistake: Mistake, tmp_path: Path) -> None:
    source = begin(mistake, tmp_path)
    found = diagnostics(source)
    places = [(item["code"], item["file"], item["line"]) for item in found]
    assert places == ([(mistake.code, mistake.at or mistake.file, mistake.line)] if mistake.code else []), found
    if found and mistake.column:
        assert found[0]["column"] == mistake.column, found
    for name in mistake.removed:
        (source / name).unlink()
    write(source, mistake.fixed())
    assert_shows(mistake, source)


def assert_shows(mistake: Mistake, source: Path) -> None:
    """Build the site without a warning, and look at the page."""
    built = run_here("build", "--strict", "--no-search", "--source", str(source), "--as-of", AS_OF)
    assert built.returncode == 0, built.stdout + built.stderr
    page = shown(source, mistake.page)
    assert [text for text in mistake.shows if text not in page] == [], page
    assert [text for text in mistake.hides if text in page] == [], page


@pytest.mark.parametrize("mistake", PARAMETERS)
def test_what_check_says_that_it_fixes_becomes_what_was_meant(mistake: Mistake, tmp_path: Path) -> None:
    source = begin(mistake, tmp_path)
    before = run_here("check", "--source", str(source), "--as-of", AS_OF)
    fixed = run_here("check", "--fix", "--source", str(source), "--as-of", AS_OF)
    assert ("'vindplaats check --fix'" in before.stderr) == bool(fixed.stdout)
    if fixed.stdout and mistake.name not in LESS_LIKELY:
        assert_shows(mistake, source)


def test_the_table_is_large_and_every_mistake_says_what_is_meant() -> None:
    assert len(MISTAKES) >= 80
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    for mistake in MISTAKES:
        assert mistake.shows, mistake.name
        assert mistake.fixed() != {mistake.file: mistake.text} or mistake.removed or not mistake.code, mistake.name


if __name__ == "__main__":
    for mistake in MISTAKES:
        with tempfile.TemporaryDirectory() as folder:
            for item in diagnostics(begin(mistake, Path(folder))):
                place = f"{item['file']}:{item['line']}:{item['column']}"
                sys.stdout.write(f"{mistake.name}\n  {place}: {item['code']}: {item['message']} {item['remedy']}\n")
