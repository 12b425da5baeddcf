"""What reading made of pages comes back as it was, from one process or several, or not at all."""

import os
import random
from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.errors import DamagedError
from vindplaats.inputs.inventory import scan_source
from vindplaats.read.content import read_content
from vindplaats.read.document import ReadPage, read_page
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


PAGES = {one.disk: one for one in (page("a"), page("b", "# Kop"), page("c", ""), page("d", "[kapot](#x)"))}


@pytest.fixture
def memory(tmp_path: Path) -> PageCache:
    return open_page_cache(str(tmp_path / "paginas"), VERSION)


def test_pages_come_back_with_their_html(memory: PageCache) -> None:
    memory.append(PAGES.values())
    found, frames = memory.pages()
    assert (found, frames) == (PAGES, 1)
    record, kept = PAGES["content/projecten/a.md"].read.record, found["content/projecten/a.md"].read.record
    assert record is not None
    assert kept is not None
    assert kept.body.html == record.body.html != ""


def test_the_last_that_is_said_of_a_file_holds(memory: PageCache) -> None:
    memory.append(PAGES.values())
    memory.append([page("a", "Iets anders.")])
    found, frames = open_page_cache(memory.path, VERSION).pages()
    assert frames == 2
    assert found == PAGES | {"content/projecten/a.md": page("a", "Iets anders.")}


def test_several_processes_write_at_once(memory: PageCache) -> None:
    starts = list(fork_map(lambda i: memory.append([page(f"p{i}", f"Tekst {i}.")]), 20, 2))
    assert len(set(starts)) == 20
    found, frames = memory.pages()
    assert frames == 20
    assert found == {one.disk: one for one in (page(f"p{i}", f"Tekst {i}.") for i in range(20))}
    for i, start in enumerate(starts):
        assert [one.disk for one in memory.frame(start)[0]] == [f"content/projecten/p{i}.md"]


def test_damage_anywhere_is_noticed(memory: PageCache) -> None:
    memory.append([page("a"), page("b")])
    memory.append([page("c")])
    good = Path(memory.path).read_bytes()
    rng = random.Random(1)
    for _ in range(300):
        i = rng.randrange(len(good))
        Path(memory.path).write_bytes(good[:i] + bytes([good[i] ^ (1 << rng.randrange(8))]) + good[i + 1 :])
        try:
            found = open_page_cache(memory.path, VERSION).pages()[0]
            for file, one in found.items():
                assert one == page(Path(file).stem)
        except DamagedError:
            pass
        Path(memory.path).write_bytes(good[:i])
        assert set(open_page_cache(memory.path, VERSION).pages()[0]) <= {f"content/projecten/{n}.md" for n in "abc"}


def test_another_version_finds_nothing(memory: PageCache) -> None:
    memory.append(PAGES.values())
    assert open_page_cache(memory.path, b"f" * 16).pages() == ({}, 0)


def test_a_memory_is_renewed_with_what_is_of_use(memory: PageCache) -> None:
    memory.append(PAGES.values())
    found = memory.pages()[0]
    one = found["content/projecten/a.md"]
    size = os.stat(memory.path).st_size
    compact(memory, [one])
    assert os.stat(memory.path).st_size < size
    assert one == page("a"), "its HTML is read from the file that it came from"
    assert open_page_cache(memory.path, VERSION).pages()[0] == {"content/projecten/a.md": page("a")}


@pytest.mark.parametrize(
    ("remembered", "frames", "live", "wasteful"),
    [
        (100, 1, 100, False),
        (100, 1, 76, False),
        (100, 1, 74, True),
        (100, 65, 100, True),
        (100 * PAGES_PER_FRAME, 150, 100 * PAGES_PER_FRAME, False),
    ],
)
def test_when_a_memory_is_wasteful(remembered: int, frames: int, live: int, *, wasteful: bool) -> None:
    assert is_wasteful(remembered, frames, live) is wasteful


def test_a_temporary_memory_goes_when_nothing_uses_it() -> None:
    memory = open_temporary_cache()
    memory.append(PAGES.values())
    pages, path = memory.pages()[0], memory.path
    del memory
    assert pages == PAGES
    del pages
    assert not os.path.exists(path)


def test_a_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A"), "projecten/b.md": project("B")})
    path = str(tmp_path / "paginas")
    first, _ = read_content(str(source), memory=open_page_cache(path, VERSION))
    (source / "content/projecten/b.md").write_text(project("Bee"), encoding="utf-8")
    read: list[str] = []

    def noted(page: PageFile, data: bytes) -> ReadPage:
        read.append(page.file)
        return read_page(page, data)

    monkeypatch.setattr("vindplaats.read.content.read_page", noted)
    again, told = read_content(str(source), memory=open_page_cache(path, VERSION))
    assert read == ["content/projecten/b.md"]
    assert [record.digest for record in again.records] != [record.digest for record in first.records]
    assert (again, told) == read_content(str(source))
    assert set(again.digests) == {
        one.path for one in scan_source(str(source)) if one.path.endswith(".md") and "content" in one.path
    }
