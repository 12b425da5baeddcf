"""The page cache returns pages as they were stored, by one process or several, or returns nothing."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.errors import DamagedError
from vindplaats.inputs.inventory import scan_source
from vindplaats.read.content import read_content
from vindplaats.read.document import ReadPage, read_page, read_pages
from vindplaats.read.html_store import SharedFile
from vindplaats.read.listing import PageFile
from vindplaats.read.page_cache import (
    PAGES_PER_FRAME,
    CachedPage,
    PageCache,
    compact,
    is_wasteful,
    open_page_cache,
    open_temporary_cache,
)
from vindplaats.read.page_id import PageId
from vindplaats.workers.fork_map import fork_map

VERSION = b"0123456789abcdef"


def page(name: str, body: str = "Tekst met *nadruk* en [een link](b.md).") -> CachedPage:
    file = f"content/projecten/{name}.md"
    return CachedPage(
        file, read_page(PageFile(file, file, "projecten", PageId("projecten", name)), project(name, body=body).encode())
    )


PAGES = {entry.disk: entry for entry in (page("a"), page("b", "# Kop"), page("c", ""), page("d", "[kapot](#x)"))}


@pytest.fixture
def cache(tmp_path: Path) -> PageCache:
    return open_page_cache(str(tmp_path / "paginas"), VERSION)


def test_pages_come_back_with_their_html(cache: PageCache) -> None:
    cache.append(PAGES.values())
    found, frames = cache.pages()
    assert (found, frames) == (PAGES, 1)
    record, kept = PAGES["content/projecten/a.md"].read.record, found["content/projecten/a.md"].read.record
    assert record is not None
    assert kept is not None
    assert kept.body.html == record.body.html != ""


def test_the_last_entry_of_a_file_counts(cache: PageCache) -> None:
    cache.append(PAGES.values())
    cache.append([page("a", "Iets anders.")])
    found, frames = open_page_cache(cache.path, VERSION).pages()
    assert frames == 2
    assert found == PAGES | {"content/projecten/a.md": page("a", "Iets anders.")}


def test_several_processes_write_at_once(cache: PageCache) -> None:
    starts = list(fork_map(lambda i: cache.append([page(f"p{i}", f"Tekst {i}.")]), 20, 2))
    assert len(set(starts)) == 20
    found, frames = cache.pages()
    assert frames == 20
    assert found == {entry.disk: entry for entry in (page(f"p{i}", f"Tekst {i}.") for i in range(20))}
    for i, start in enumerate(starts):
        assert [entry.disk for entry in cache.frame(start)[0]] == [f"content/projecten/p{i}.md"]


def test_damage_at_any_byte_is_noticed(cache: PageCache) -> None:
    cache.append([page("a"), page("b")])
    cache.append([page("c")])
    good = Path(cache.path).read_bytes()
    rng = random.Random(1)
    for _ in range(300):
        i = rng.randrange(len(good))
        Path(cache.path).write_bytes(good[:i] + bytes([good[i] ^ (1 << rng.randrange(8))]) + good[i + 1 :])
        try:
            found = open_page_cache(cache.path, VERSION).pages()[0]
            for file, entry in found.items():
                assert entry == page(Path(file).stem)
        except DamagedError:
            pass
        Path(cache.path).write_bytes(good[:i])
        assert set(open_page_cache(cache.path, VERSION).pages()[0]) <= {f"content/projecten/{n}.md" for n in "abc"}


def test_a_cache_of_another_version_is_empty(cache: PageCache) -> None:
    cache.append(PAGES.values())
    assert open_page_cache(cache.path, b"f" * 16).pages() == ({}, 0)


def test_compacting_keeps_the_pages_in_use(cache: PageCache) -> None:
    cache.append(PAGES.values())
    found = cache.pages()[0]
    entry = found["content/projecten/a.md"]
    size = os.stat(cache.path).st_size
    compact(cache, [entry])
    assert os.stat(cache.path).st_size < size
    assert entry == page("a"), "its HTML is read from the file that it came from"
    assert open_page_cache(cache.path, VERSION).pages()[0] == {"content/projecten/a.md": page("a")}


@pytest.mark.parametrize(
    ("cached", "frames", "live", "wasteful"),
    [
        (100, 1, 100, False),
        (100, 1, 76, False),
        (100, 1, 74, True),
        (100, 65, 100, True),
        (100 * PAGES_PER_FRAME, 150, 100 * PAGES_PER_FRAME, False),
    ],
)
def test_outdated_pages_and_many_frames_are_wasteful(cached: int, frames: int, live: int, *, wasteful: bool) -> None:
    assert is_wasteful(cached, frames, live) is wasteful


def test_a_temporary_cache_is_deleted_when_nothing_uses_it() -> None:
    cache = open_temporary_cache()
    cache.append(PAGES.values())
    pages, path = cache.pages()[0], cache.path
    del cache
    assert pages == PAGES
    del pages
    assert not os.path.exists(path)


def test_a_temporary_cache_with_a_name_is_deleted_when_nothing_uses_it_or_at_exit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cache = open_temporary_cache()
    assert [str(path) for path in tmp_path.iterdir()] == [cache.path]
    del cache
    assert [*tmp_path.iterdir()] == []
    program = (
        "import os; vars(os).pop('O_TMPFILE', None); import sys, tempfile; tempfile.tempdir = sys.argv.pop()\n"
        "from vindplaats.read.page_cache import open_temporary_cache; cache = open_temporary_cache()\n"
        "assert os.path.exists(cache.path); from vindplaats.cli import run; run()"
    )
    subprocess.run([sys.executable, "-c", program, "--version", str(tmp_path)], check=True)
    assert [*tmp_path.iterdir()] == []


def test_a_temporary_file_is_closed_before_it_is_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows deletes no open file."""
    path = tmp_path / "cache"
    path.touch()
    number, is_open = os.open(path, os.O_RDONLY), list[bool]()

    def unlink(_: Path, *, missing_ok: bool) -> None:
        assert missing_ok
        try:
            os.fstat(number)
        except OSError:
            is_open.append(False)
        else:
            is_open.append(True)

    monkeypatch.setattr(Path, "unlink", unlink)
    file = SharedFile(str(path), temporary=True, number=number)
    del file
    assert is_open == [False]


def test_a_page_is_read_again_only_after_it_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A"), "projecten/b.md": project("B")})
    path = str(tmp_path / "paginas")
    first, _ = read_content(str(source), cache=open_page_cache(path, VERSION))
    (source / "content/projecten/b.md").write_text(project("Bee"), encoding="utf-8")
    read: list[str] = []

    def record_and_read(pages: Sequence[tuple[PageFile, bytes]]) -> list[ReadPage]:
        read.extend(page.file for page, _ in pages)
        return read_pages(pages)

    monkeypatch.setattr("vindplaats.read.content.read_pages", record_and_read)
    again, reported = read_content(str(source), cache=open_page_cache(path, VERSION))
    assert read == ["content/projecten/b.md"]
    assert [record.digest for record in again.records] != [record.digest for record in first.records]
    assert (again, reported) == read_content(str(source))
    assert set(again.digests) == {
        file.path for file in scan_source(str(source)) if file.path.endswith(".md") and "content" in file.path
    }
