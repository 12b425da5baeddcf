"""Changes that others made to the published site are found from the times of files and folders."""

import os
import shutil
import tempfile
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vindplaats.publish.tampering import find_tampering, folders_of

FILES = ("index.html", "a/index.html", "a/b/c.html")
FOLDERS = folders_of(FILES)
HOUR_NS = 3_600 * 10**9


def test_changed_removed_and_added_files_are_found(tmp_path: Path) -> None:
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    now = max(path.lstat().st_ctime_ns for path in tmp_path.rglob("*"))
    assert find_tampering(str(tmp_path), FILES, FOLDERS, now + HOUR_NS) == (set(), set())
    assert find_tampering(str(tmp_path), FILES, FOLDERS, now - HOUR_NS) == (set(FILES), set())
    (tmp_path / "a/index.html").unlink()
    (tmp_path / "a/b/extra.html").write_text("x")
    (tmp_path / "a/map").mkdir()
    os.symlink(tmp_path / "a/b/extra.html", tmp_path / "link")
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").symlink_to(tmp_path / "a/b/c.html")
    changed, added = find_tampering(str(tmp_path), FILES, FOLDERS, now + HOUR_NS)
    assert changed == {"a/index.html", "index.html"}  # whatever their times are
    assert added == set()
    assert find_tampering(str(tmp_path), FILES, FOLDERS, now - HOUR_NS)[1] == {"a/b/extra.html", "a/map", "link"}


def test_every_file_of_a_removed_site_counts_as_changed(tmp_path: Path) -> None:
    assert find_tampering(str(tmp_path / "weg"), FILES, FOLDERS, 0) == (set(FILES), set())


def test_folders_are_those_of_the_files_and_all_above_them() -> None:
    assert folders_of(["a/b/c/d.html", "x/index.html"]) == ("", "a", "a/b", "a/b/c", "x")
    assert folders_of([]) == ("",)


def test_a_folder_of_the_record_that_no_file_is_in_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "vreemd").mkdir()
    (tmp_path / "vreemd/x").write_text("x")
    assert find_tampering(str(tmp_path), (), ("vreemd",), 0) == (set(), {"vreemd/x"})


def test_a_system_without_open_folders_finds_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "supports_dir_fd", set())
    test_changed_removed_and_added_files_are_found(tmp_path)


PATHS = st.lists(st.sampled_from(["index.html", "a", "b", "é"]), min_size=1, max_size=3).map("/".join)
CHANGES = st.lists(st.tuples(st.sampled_from(["write", "remove", "folder", "link"]), PATHS), max_size=4)


def find_by_walking(root: Path, files: set[str], since: int) -> tuple[set[str], set[str]]:
    """Find tampering the long way: look at every file there is, and at the whole path of every file of the site."""
    changed = {path for path in files if not (root / path).is_file() or (root / path).is_symlink()}
    changed |= {path for path in files - changed if (root / path).lstat().st_ctime_ns >= since}
    folders = {".", *(str(above) for path in files for above in PurePosixPath(path).parents)}
    added = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.relative_to(root).as_posix() not in files | folders and path.parent.lstat().st_mtime_ns >= since
    }
    return changed, {path for path in added if str(PurePosixPath(path).parent) in folders}


@settings(max_examples=60)
@given(st.sets(PATHS, max_size=6), CHANGES)
@example({"index.html"}, [("folder", "index.html"), ("write", "index.html/index.html")])
def test_law_of_the_tampering_that_is_found(paths: set[str], changes: list[tuple[str, str]]) -> None:
    files = {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}
    folder = Path(tempfile.mkdtemp())
    try:
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text("x")
        since = max(path.lstat().st_ctime_ns for path in (folder, *folder.rglob("*"))) + 1
        wait_until(since, folder)
        for what, path in changes:
            tamper(folder / path, what)
        assert find_tampering(str(folder), files, folders_of(files), since) == find_by_walking(folder, files, since)
    finally:
        shutil.rmtree(folder)


def wait_until(time_ns: int, beside: Path) -> None:
    """Wait until the clock of the file system has reached a time."""
    probe = beside.with_suffix(".klok")
    while True:
        probe.write_text("x")
        if probe.stat().st_mtime_ns >= time_ns:
            probe.unlink()
            return


def tamper(path: Path, what: str) -> None:
    """Change a file, remove it, or put a folder or a link in its place, if its folder is still there."""
    if not path.parent.is_dir():
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif what != "write":
        path.unlink(missing_ok=True)
    if what == "write":
        path.write_text("y")
    elif what == "folder":
        path.mkdir()
    elif what == "link":
        path.symlink_to("nergens")
