from collections.abc import Mapping
from pathlib import Path

import pytest

from support import make_source
from vindplaats.inputs.inventory import FileStat, scan_source
from vindplaats.preview.successor import file_digest, find_successor, with_moves
from vindplaats.result import PageSource

PAGES = {
    "": "site.yaml", "projecten/": "", "projecten/nieuw/": "projecten/nieuw.md", "projecten/één/": "projecten/b.md",
    "werkvelden/": "", "werkvelden/wonen/": "werkvelden/wonen.md", "over-ons/": "paginas/over-ons.md",
}  # fmt: skip


class Shown:
    """A site with `PAGES`, made from files that have their own names as their text."""

    def __init__(self, folder: Path) -> None:
        self.source, self.root = folder / "bron", folder / "site"
        self.sources: dict[str, PageSource] = {}
        self.moves: dict[str, str] = {}
        for url, file in PAGES.items():
            (self.root / url).mkdir(parents=True, exist_ok=True)
            (self.root / url / "index.html").write_text(url, encoding="utf-8")
            if file:
                path = self.source / "content" / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file, encoding="utf-8")
                self.sources[url] = PageSource(id=file.removesuffix(".md"), files=(f"content/{file}",))

    def successor(self, page: Mapping[str, str]) -> str:
        return find_successor(page, self.sources, self.moves, str(self.source), str(self.root))

    def digest(self, file: str) -> str:
        return file_digest(str(self.source), f"content/{file}")


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    return Shown(tmp_path)


def test_a_page_with_another_address_is_found_by_its_file(shown: Shown) -> None:
    page = {"address": "/projecten/a/", "file": "content/projecten/b.md", "digest": shown.digest("projecten/nieuw.md")}
    assert shown.successor(page) == "/projecten/%C3%A9%C3%A9n/"


def test_a_page_whose_file_was_renamed_is_found_by_its_contents(shown: Shown) -> None:
    page = {
        "address": "/projecten/oud/",
        "file": "content/projecten/oud.md",
        "digest": shown.digest("projecten/nieuw.md"),
    }
    assert shown.successor(page) == "/projecten/nieuw/"
    page["address"] = "/nieuws/oud/"
    assert shown.successor(page) == "/projecten/nieuw/"


def test_a_page_that_became_a_draft_keeps_its_reader(shown: Shown) -> None:
    page = {"address": "/projecten/één/", "file": "content/projecten/b.md", "digest": ""}
    (shown.root / "projecten/één/index.html").unlink()
    shown.sources["projecten/één/"] = PageSource(id="projecten/b", files=("content/projecten/b.md",), is_shown=False)
    assert shown.successor(page) == "/projecten/%C3%A9%C3%A9n/"


def test_a_page_that_is_not_there_is_no_successor(shown: Shown) -> None:
    (shown.root / "projecten/één/index.html").unlink()
    page = {"address": "/projecten/oud/", "file": "content/projecten/b.md", "digest": ""}
    assert shown.successor(page) == "/projecten/"


def test_two_files_with_its_contents_are_no_successor(shown: Shown) -> None:
    (shown.source / "content/projecten/b.md").write_text("projecten/nieuw.md", encoding="utf-8")
    page = {"address": "/projecten/oud/", "file": "content/projecten/oud.md", "digest": shown.digest("projecten/b.md")}
    assert shown.successor(page) == "/projecten/"


@pytest.mark.parametrize(
    ("address", "overview"),
    [
        ("/projecten/weg/", "/projecten/"),
        ("/projecten/pagina/3/", "/projecten/"),
        ("/werkvelden/wonen/2021/", "/werkvelden/wonen/"),
        ("/werkvelden/zorg/2021/", "/werkvelden/"),
        ("/nieuws/weg/", "/"),
        ("/weg/", "/"),
        ("/404.html", "/"),
        ("", "/"),
        ("//kwaad.example/x/", "/"),
        ("//projecten/x/", "/projecten/"),
        ("/../../x/", "/"),
    ],
)
def test_a_deleted_page_leads_to_the_overview_above_it(shown: Shown, address: str, overview: str) -> None:
    assert shown.successor({"address": address, "file": "content/projecten/weg.md", "digest": "00"}) == overview


def test_nothing_needs_to_be_known_of_a_page(shown: Shown) -> None:
    assert shown.successor({}) == "/"


def test_a_page_whose_file_moved_and_was_edited_is_found(shown: Shown) -> None:
    shown.moves = {"content/projecten/oud.md": "content/projecten/ouder.md", "content/projecten/ouder.md": ""}
    shown.moves["content/projecten/ouder.md"] = "content/projecten/b.md"
    page = {"address": "/projecten/oud/", "file": "content/projecten/oud.md", "digest": "00"}
    assert shown.successor(page) == "/projecten/%C3%A9%C3%A9n/"


def test_moves_are_found_by_what_the_disk_says_of_a_file(tmp_path: Path) -> None:
    content = (
        make_source(tmp_path, {"projecten/a.md": "a", "projecten/x/index.md": "x", "nieuws/b.md": "b"}) / "content"
    )
    moves: dict[str, str] = {}

    def move(old: str, new: str) -> dict[str, str]:
        before = scan_source(str(tmp_path))
        (content / old).rename(content / new)
        return with_moves(moves, before, scan_source(str(tmp_path)))

    moves = move("projecten/a.md", "projecten/b.md")
    assert moves == {"content/projecten/a.md": "content/projecten/b.md"}
    moves = move("projecten/x", "projecten/y")
    assert moves["content/projecten/x/index.md"] == "content/projecten/y/index.md"
    moves = move("projecten/b.md", "projecten/a.md")
    assert moves == {
        "content/projecten/b.md": "content/projecten/a.md",
        "content/projecten/x/index.md": "content/projecten/y/index.md",
    }


def test_a_new_file_in_the_place_of_a_removed_one_on_disk_did_not_move() -> None:
    before = (FileStat("content/a.md", size=3, mtime_ns=1, inode=7), FileStat("content/b.md", size=3, mtime_ns=1))
    for after in (FileStat("content/c.md", size=3, mtime_ns=2, inode=7), FileStat("content/c.md", size=3, mtime_ns=1)):
        assert with_moves({}, before, (after,)) == {}
