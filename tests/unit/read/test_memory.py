"""What reading made of pages comes back as it was, from one process or several, or not at all."""

import os
import random
from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.processes import each
from vindplaats.read.content import read_content
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.files import PageFile
from vindplaats.read.markup import DamagedError
from vindplaats.read.memory import FRAME, Memory, Page, is_wasteful, open_memory, open_temporary, renew
from vindplaats.scan import look

VERSION = b"0123456789abcdef"


def page(name: str, body: str = "Tekst met *nadruk* en [een link](b.md).") -> Page:
    file = f"content/projecten/{name}.md"
    return Page(
        file, read_page(PageFile(file, file, "projecten", f"projecten/{name}"), project(name, body=body).encode())
    )


PAGES = {one.disk: one for one in (page("a"), page("b", "# Kop"), page("c", ""), page("d", "[kapot](#x)"))}


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return open_memory(str(tmp_path / "paginas"), VERSION)


def test_pages_come_back_with_their_html(memory: Memory) -> None:
    memory.append(PAGES.values())
    found, frames = memory.pages()
    assert (found, frames) == (PAGES, 1)
    record, kept = PAGES["content/projecten/a.md"].read.record, found["content/projecten/a.md"].read.record
    assert record is not None
    assert kept is not None
    assert kept.body.html == record.body.html != ""


def test_the_last_that_is_said_of_a_file_holds(memory: Memory) -> None:
    memory.append(PAGES.values())
    memory.append([page("a", "Iets anders.")])
    found, frames = open_memory(memory.path, VERSION).pages()
    assert frames == 2
    assert found == PAGES | {"content/projecten/a.md": page("a", "Iets anders.")}


def test_several_processes_write_at_once(memory: Memory) -> None:
    starts = list(each(lambda i: memory.append([page(f"p{i}", f"Tekst {i}.")]), 20, 2))
    assert len(set(starts)) == 20
    found, frames = memory.pages()
    assert frames == 20
    assert found == {one.disk: one for one in (page(f"p{i}", f"Tekst {i}.") for i in range(20))}
    for i, start in enumerate(starts):
        assert [one.disk for one in memory.frame(start)[0]] == [f"content/projecten/p{i}.md"]


def test_damage_anywhere_is_noticed(memory: Memory) -> None:
    memory.append([page("a"), page("b")])
    memory.append([page("c")])
    good = Path(memory.path).read_bytes()
    rng = random.Random(1)
    for _ in range(300):
        i = rng.randrange(len(good))
        Path(memory.path).write_bytes(good[:i] + bytes([good[i] ^ (1 << rng.randrange(8))]) + good[i + 1 :])
        try:
            found = open_memory(memory.path, VERSION).pages()[0]
            for file, one in found.items():
                assert one == page(Path(file).stem)
        except DamagedError:
            pass
        Path(memory.path).write_bytes(good[:i])
        assert set(open_memory(memory.path, VERSION).pages()[0]) <= {f"content/projecten/{n}.md" for n in "abc"}


def test_another_version_finds_nothing(memory: Memory) -> None:
    memory.append(PAGES.values())
    assert open_memory(memory.path, b"f" * 16).pages() == ({}, 0)


def test_a_memory_is_renewed_with_what_is_of_use(memory: Memory) -> None:
    memory.append(PAGES.values())
    found = memory.pages()[0]
    one = found["content/projecten/a.md"]
    size = os.stat(memory.path).st_size
    renew(memory, [one])
    assert os.stat(memory.path).st_size < size
    assert one == page("a"), "its HTML is read from the file that it came from"
    assert open_memory(memory.path, VERSION).pages()[0] == {"content/projecten/a.md": page("a")}


@pytest.mark.parametrize(
    ("remembered", "frames", "live", "wasteful"),
    [
        (100, 1, 100, False),
        (100, 1, 76, False),
        (100, 1, 74, True),
        (100, 65, 100, True),
        (100 * FRAME, 150, 100 * FRAME, False),
    ],
)
def test_when_a_memory_is_wasteful(remembered: int, frames: int, live: int, *, wasteful: bool) -> None:
    assert is_wasteful(remembered, frames, live) is wasteful


def test_a_temporary_memory_goes_when_nothing_uses_it() -> None:
    memory = open_temporary()
    memory.append(PAGES.values())
    pages, path = memory.pages()[0], memory.path
    del memory
    assert pages == PAGES
    del pages
    assert not os.path.exists(path)


def test_a_page_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A"), "projecten/b.md": project("B")})
    path = str(tmp_path / "paginas")
    first = read_content(str(source), memory=open_memory(path, VERSION))
    (source / "content/projecten/b.md").write_text(project("Bee"), encoding="utf-8")
    read: list[str] = []

    def noted(page: PageFile, data: bytes) -> ReadPage:
        read.append(page.file)
        return read_page(page, data)

    monkeypatch.setattr("vindplaats.read.content.read_page", noted)
    again = read_content(str(source), memory=open_memory(path, VERSION))
    assert read == ["content/projecten/b.md"]
    assert [record.digest for record in again.records] != [record.digest for record in first.records]
    assert again == read_content(str(source))
    assert set(again.digests) == {
        one.path for one in look(str(source)) if one.path.endswith(".md") and "content" in one.path
    }
