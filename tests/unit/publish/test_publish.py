"""Publishing is all or nothing, and only ever replaces what we made."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support import tree
from vindplaats.publish import trees
from vindplaats.publish.publish import MARKER, Change, check_output, keep_spare, publish
from vindplaats.publish.trees import PublishError, write

OWN = {MARKER, ".nojekyll"}


def writer(files: Mapping[str, bytes]) -> Callable[[str], None]:
    def fill(folder: str) -> None:
        for path, data in files.items():
            write(folder, path, data)

    return fill


def put(output: Path, files: Mapping[str, bytes], *, removed: tuple[str, ...] = (), site: str = "") -> None:
    publish(str(output), Change(tuple(files), removed, site), writer(files))


def test_the_tree_is_exactly_what_was_planned(tmp_path: Path) -> None:
    put(tmp_path / "uit", {"a/index.html": b"nieuw", "b.css": b"x"})
    assert set(tree(tmp_path / "uit")) == {"a/index.html", "b.css", *OWN}
    assert (tmp_path / "uit/a/index.html").read_bytes() == b"nieuw"
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]
    assert not (tmp_path / "uit").is_symlink()


@pytest.mark.parametrize("exchange", [True, False])
def test_the_old_site_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _one, _other: False)
    put(tmp_path / "uit", {"oud.html": b"oud"})
    put(tmp_path / "uit", {"a/index.html": b"nieuw"})
    assert set(tree(tmp_path / "uit")) == {"a/index.html", *OWN}
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


@pytest.mark.parametrize("exchange", [True, False])
def test_a_change_leaves_the_rest_as_it_is_time_after_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _one, _other: False)
    output = tmp_path / "uit"
    put(output, {"a/index.html": b"1", "b/index.html": b"1", "c/d/index.html": b"1"})
    unchanged = os.stat(output / "b/index.html").st_ino
    for number in range(4):
        site = f"site {number}"
        keep_spare(str(output), site)
        # With a spare that is not of this site, a new one is made.
        put(output, {"a/index.html": b"%d" % number}, removed=("c/d/index.html",), site=site if number % 2 else "ander")
        spare = tmp_path / ".uit-reserve/site"
        assert tree(output) == {
            "a/index.html": b"%d" % number, "b/index.html": b"1", MARKER: tree(output)[MARKER], ".nojekyll": b"",
        }  # fmt: skip
        assert tree(spare) == tree(output)
        assert not (output / "c").exists()
        assert not (spare / "c").exists()
        assert os.stat(output / "b/index.html").st_ino == unchanged


def test_the_spare_is_the_same_files_and_never_written_to_in_place(tmp_path: Path) -> None:
    output = tmp_path / "uit"
    put(output, {"a.html": b"1"})
    put(output, {"b.html": b"1"}, site="x")
    spare = tmp_path / ".uit-reserve/site"
    assert os.path.samefile(output / "a.html", spare / "a.html")
    assert os.path.samefile(output / "b.html", spare / "b.html")
    before = (output / "a.html").open("rb")
    put(output, {"a.html": b"2"}, site="x")
    with before:
        assert before.read() == b"1"
    assert (output / "a.html").read_bytes() == b"2"


def test_a_disk_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "uit", {"a.html": b"1"})
    put(tmp_path / "uit", {"b.html": b"1"}, site="x")
    assert set(tree(tmp_path / "uit")) == {"a.html", "b.html", *OWN}
    assert tree(tmp_path / ".uit-reserve/site") == tree(tmp_path / "uit")


@pytest.mark.parametrize("site", ["", "x"])
def test_a_failure_on_the_way_leaves_the_old_site(tmp_path: Path, site: str) -> None:
    put(tmp_path / "uit", {"oud.html": b"oud", "weg.html": b"oud"})
    before = tree(tmp_path / "uit")

    def fail(folder: str) -> None:
        write(folder, "oud.html", b"nieuw")
        raise OSError(28, "vol")

    with pytest.raises(OSError, match="vol"):
        publish(str(tmp_path / "uit"), Change(("oud.html",), ("weg.html",), site), fail)
    assert tree(tmp_path / "uit") == before
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_a_file_that_is_not_as_written_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(folder: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fstat", lambda _: os.stat_result((0,) * 10))
            write(folder, "a/index.html", b"nieuw")

    with pytest.raises(PublishError, match=r"a/index\.html"):
        publish(str(tmp_path / "uit"), Change(("a/index.html",)), lost)
    assert list(tmp_path.iterdir()) == []


def test_what_we_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    foreign = tmp_path / "foto's"
    foreign.mkdir()
    check_output(str(foreign), str(tmp_path))  # empty: nothing to lose
    (foreign / "vakantie.jpg").write_bytes(b"x")
    with pytest.raises(PublishError, match="niet door Vindplaats gemaakt"):
        check_output(str(foreign), str(tmp_path))
    with pytest.raises(PublishError, match="is een bestand"):
        check_output(str(foreign / "vakantie.jpg"), str(tmp_path))
    with pytest.raises(PublishError, match="ligt in content/"):
        check_output(str(tmp_path / "content" / "public"), str(tmp_path))
    with pytest.raises(PublishError, match="niet door Vindplaats gemaakt"):
        check_output(str(tmp_path), str(tmp_path))
    (tmp_path / "link").symlink_to(foreign)
    with pytest.raises(PublishError, match="verwijzing"):
        check_output(str(tmp_path / "link"), str(tmp_path))
