"""Publishing is all or nothing, and replaces only files that Vindplaats made."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from support import tree
from vindplaats.errors import PublishError
from vindplaats.publish import trees
from vindplaats.publish.build_lock import build_lock
from vindplaats.publish.publish import MARKER, Change, check_output, keep_spare, publish
from vindplaats.publish.standby_mark import MARK, UNMARKED
from vindplaats.publish.trees import Trees, write

OWN = {MARKER, ".nojekyll"}


def writer(files: Mapping[str, bytes]) -> Callable[[str], None]:
    def fill(folder: str) -> None:
        for path, data in files.items():
            write(folder, path, data)

    return fill


def put(output: Path, files: Mapping[str, bytes], *, removed: tuple[str, ...] = (), site: str = "") -> None:
    publish(str(output), Change(tuple(files), removed, site), writer(files), lambda _: "x")


def test_the_published_tree_is_exactly_as_planned(tmp_path: Path) -> None:
    put(tmp_path / "uit", {"a/index.html": b"nieuw", "b.css": b"x"})
    assert set(tree(tmp_path / "uit")) == {"a/index.html", "b.css", *OWN}
    assert (tmp_path / "uit/a/index.html").read_bytes() == b"nieuw"
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]
    assert not (tmp_path / "uit").is_symlink()


@pytest.mark.parametrize("exchange", [True, False])
def test_the_whole_old_site_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _first, _second: False)
    put(tmp_path / "uit", {"oud.html": b"oud"})
    put(tmp_path / "uit", {"a/index.html": b"nieuw"})
    assert set(tree(tmp_path / "uit")) == {"a/index.html", *OWN}
    # Kept until the next build for visitors who are still reading it.
    assert set(tree(tmp_path / ".uit-reserve/site")) == {"oud.html", *OWN}
    assert Trees(str(tmp_path / "uit")).mark is UNMARKED
    put(tmp_path / "uit", {"c.html": b"nieuw"})
    assert set(tree(tmp_path / ".uit-reserve/site")) == {"a/index.html", *OWN}


@pytest.mark.parametrize("exchange", [True, False])
def test_repeated_changes_leave_unchanged_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _first, _second: False)
    output = tmp_path / "uit"
    put(output, {"a/index.html": b"1", "b/index.html": b"1", "c/d/index.html": b"1"})
    unchanged = os.stat(output / "b/index.html").st_ino
    before = tree(output)
    for number in range(5):
        # A spare that belongs to another site is replaced by a new one.
        put(output, {"a/index.html": b"%d" % number, f"{number}/x": b""}, removed=("c/d/index.html", f"{number - 1}/x"),
            site="x" if number % 3 else "ander")  # fmt: skip
        assert tree(output) == {
            "a/index.html": b"%d" % number, "b/index.html": b"1", f"{number}/x": b"",
            MARKER: tree(output)[MARKER], ".nojekyll": b"",
        }  # fmt: skip
        assert tree(tmp_path / ".uit-reserve/site") == before  # kept as it was for visitors who are still reading it
        assert sorted(os.listdir(output)) == sorted([".nojekyll", MARKER, "a", "b", str(number)])
        assert os.stat(output / "b/index.html").st_ino == unchanged
        before = tree(output)


def test_files_are_never_written_in_place(tmp_path: Path) -> None:
    output = tmp_path / "uit"
    put(output, {"a.html": b"1"})
    put(output, {"b.html": b"1"}, site="x")
    assert os.path.samefile(output / "a.html", tmp_path / ".uit-reserve/site/a.html")
    opened = [(output / "a.html").open("rb")]
    for number in range(2, 5):
        put(output, {"a.html": b"%d" % number}, site="x")
        opened.append((output / "a.html").open("rb"))
    read = []
    for stream in opened:
        with stream:
            read.append(stream.read())
    assert read == [b"1", b"2", b"3", b"4"]


@pytest.mark.parametrize("site", ["x", "ander"])
def test_the_next_change_recovers_from_a_failed_one(tmp_path: Path, site: str) -> None:
    """It recovers at whatever point the change failed, also if files became folders or folders became files."""
    output = tmp_path / "uit"
    put(output, {"a": b"1", "b/c": b"1", "d/e/f": b"1", "g": b"1"})
    put(output, {"a": b"2", "h": b"2"}, site="x")

    def fail(folder: str) -> None:
        write(folder, "a/x", b"3")
        write(folder, "b", b"3")
        write(folder, "k/l/m", b"3")
        os.makedirs(f"{folder}/k/n")
        raise KeyboardInterrupt

    before = tree(output)
    with pytest.raises(KeyboardInterrupt):
        publish(str(output), Change(("a/x", "b", "k/l/m", "k/n/o"), ("a", "b/c", "d/e/f"), site), fail)
    assert tree(output) == before
    put(output, {"g": b"4"}, site=site)
    assert tree(output) == {**before, "g": b"4"}
    assert sorted(p.name for p in output.rglob("*")) == sorted([*OWN, "a", "b", "c", "d", "e", "f", "g", "h"])


@pytest.mark.parametrize(
    "mark", ["", "x", "{}", '{"site":"x","paths":["../../weg"]}', '{"site":"x","paths":["/weg"]}', "[" * 9999,
             '{"site":"x","paths":[1]}', '{"site":"x","paths":["a\\u0000"]}'],
)  # fmt: skip
def test_an_invalid_mark_is_ignored(tmp_path: Path, mark: str) -> None:
    output = tmp_path / "a/b/uit"
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/weg").write_bytes(b"van een ander")
    put(output, {"a.html": b"1", "b.html": b"1"})
    put(output, {"a.html": b"2"}, site="x")
    Path(Trees(str(output)).reserve, MARK).write_text(mark)
    (tmp_path / "a/b/.uit-reserve/site/vreemd.html").write_bytes(b"")
    put(output, {"b.html": b"3"}, site="x")
    assert {path: data for path, data in tree(output).items() if path not in OWN} == {"a.html": b"2", "b.html": b"3"}
    assert (tmp_path / "a/b/weg").read_bytes() == b"van een ander"


def test_a_site_that_was_moved_aside_is_restored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If two folders cannot be exchanged atomically, there is a moment without a site."""
    output = tmp_path / "uit"
    put(output, {"a.html": b"1"})
    monkeypatch.setattr(trees, "exchange", lambda _first, _second: False)
    rename, renames = os.rename, []

    def killed(source: str, target: str) -> None:
        renames.append(target)
        if len(renames) == 2:
            raise SystemExit
        rename(source, target)

    monkeypatch.setattr(os, "rename", killed)
    with pytest.raises(SystemExit):
        put(output, {"a.html": b"2"})
    assert not output.exists()
    monkeypatch.undo()
    with build_lock(str(output), lambda: None):
        assert (output / "a.html").read_bytes() == b"1"


def test_a_swap_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output = tmp_path / "uit"
    put(output, {"a.html": b"1"})
    monkeypatch.setattr(trees, "exchange", lambda _first, _second: False)
    rename, renames = os.rename, []

    def refuse(source: str, target: str) -> None:
        renames.append(target)
        if len(renames) >= refused:
            raise OSError(5, "stuk")
        rename(source, target)

    for refused in (1, 2, 3):  # at 2, restoring the old site fails as well
        renames.clear()
        monkeypatch.setattr(os, "rename", refuse)
        with pytest.raises(OSError, match="stuk"):
            put(output, {"a.html": b"2"})
        monkeypatch.setattr(os, "rename", rename)
        with build_lock(str(output), lambda: None):
            assert (output / "a.html").read_bytes() == (b"2" if refused == 3 else b"1")


def test_a_disk_without_hard_links_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    put(tmp_path / "uit", {"a.html": b"1"})
    put(tmp_path / "uit", {"b.html": b"1"}, site="x")
    assert set(tree(tmp_path / "uit")) == {"a.html", "b.html", *OWN}
    put(tmp_path / "uit", {"c.html": b"1"}, site="x")
    assert set(tree(tmp_path / "uit")) == {"a.html", "b.html", "c.html", *OWN}


@pytest.mark.parametrize("site", ["", "x"])
def test_a_failure_while_writing_leaves_the_old_site(tmp_path: Path, site: str) -> None:
    put(tmp_path / "uit", {"oud.html": b"oud", "weg.html": b"oud"})
    before = tree(tmp_path / "uit")

    def fail(folder: str) -> None:
        write(folder, "oud.html", b"nieuw")
        raise OSError(28, "vol")

    with pytest.raises(OSError, match="vol"):
        publish(str(tmp_path / "uit"), Change(("oud.html",), ("weg.html",), site), fail)
    assert tree(tmp_path / "uit") == before
    assert site or [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_a_file_that_was_not_written_completely_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(folder: str) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fstat", lambda _: os.stat_result((0,) * 10))
            write(folder, "a/index.html", b"nieuw")

    with pytest.raises(PublishError, match=r"a/index\.html"):
        publish(str(tmp_path / "uit"), Change(("a/index.html",)), lost)
    assert list(tmp_path.iterdir()) == []


def test_a_spare_can_be_kept_under_the_id_of_an_equal_site(tmp_path: Path) -> None:
    output = tmp_path / "uit"
    put(output, {"a.html": b"1"})
    put(output, {"a.html": b"2"}, site="x")
    trees_ = Trees(str(output))
    before = trees_.mark
    assert (before.site, before.paths) == ("x", ("a.html",))
    keep_spare(str(output), "ander", "y")
    assert trees_.mark == before
    keep_spare(str(output), "x", "y")
    assert (trees_.mark.site, trees_.mark.paths) == ("y", ("a.html",))


def test_an_output_folder_that_we_did_not_make_is_refused(tmp_path: Path) -> None:
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
    with pytest.raises(PublishError, match="bevat de content zelf"):
        check_output(str(tmp_path), str(tmp_path))
    (tmp_path / "link").symlink_to(foreign)
    with pytest.raises(PublishError, match="verwijzing"):
        check_output(str(tmp_path / "link"), str(tmp_path))
