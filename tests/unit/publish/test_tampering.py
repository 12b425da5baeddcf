"""Changes that others made to the published site are found from the times of files and folders."""

import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vindplaats.publish import tampering
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


@pytest.mark.parametrize("jobs", [2, 3, 8])
def test_several_processes_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    monkeypatch.setattr(tampering, "MIN_FILES_FOR_PROCESS", 1)
    files = [f"{folder}/{name}.html" for folder in "abc" for name in "xyz"]
    since = make_files(tmp_path / "site", files)
    assert find_tampering(str(tmp_path / "site"), files, folders_of(files), since, jobs) == (set(), set())
    for name in files[::2]:
        tamper(tmp_path / "site" / name, "write")
    (tmp_path / "site" / "b" / "new.html").write_text("x")
    found = find_tampering(str(tmp_path / "site"), files, folders_of(files), since, jobs)
    assert found == ({*files[::2]}, {"b/new.html"})
    assert find_tampering(str(tmp_path / "weg"), files, folders_of(files), since, jobs) == ({*files}, set())


def test_files_of_folders_that_were_exchanged_are_changed(tmp_path: Path) -> None:
    """Moving a folder sets no time of any file in it."""
    files = ("a/index.html", "a/b/index.html", "a/b/x.html", "c/index.html", "c/b/index.html", "d/index.html")
    since = make_files(tmp_path / "site", files)
    tamper(tmp_path / "site/a", "move", tmp_path / "site/c")
    assert find_tampering(str(tmp_path / "site"), files, folders_of(files), since) == (set(files[:5]), {"c/b/x.html"})


def test_files_of_a_folder_whose_mtime_was_set_back_are_changed(tmp_path: Path) -> None:
    files = ("a/b/index.html", "a/c/index.html", "a/index.html")
    since = make_files(tmp_path / "site", files)
    before = (tmp_path / "site/a").stat()
    tamper(tmp_path / "site/a/b", "move", tmp_path / "site/a/c")
    os.utime(tmp_path / "site/a", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert find_tampering(str(tmp_path / "site"), files, folders_of(files), since)[0] >= set(files[:2])


def test_a_file_that_is_added_does_not_make_others_changed(tmp_path: Path) -> None:
    files = ("index.html", "a/index.html", "a/b/index.html")
    since = make_files(tmp_path / "site", files)
    (tmp_path / "site/a/b/extra.html").write_text("x")
    assert find_tampering(str(tmp_path / "site"), files, folders_of(files), since) == (set(), {"a/b/extra.html"})


@pytest.mark.parametrize("what", ["link", "write"])
def test_what_replaces_a_folder_is_added_and_its_files_are_changed(tmp_path: Path, what: str) -> None:
    """The link leads to files whose names and times are those of the site."""
    site = tmp_path / "site"
    since = make_files(site, FILES)
    tamper(site / "a", what)
    assert find_tampering(str(site), FILES, FOLDERS, since) == ({"a/index.html", "a/b/c.html"}, {"a"})


def test_many_folders_that_were_moved_are_found_in_linear_time() -> None:
    files = [f"{i}/{j}/index.html" for i in range(300) for j in range(300)]
    folders = folders_of(files)
    moved = [folder for folder in folders if "/" in folder]
    assert tampering._with_subfolders(moved[::2], folders) == set(moved[::2])
    assert tampering._with_subfolders(["0"], folders) == {"0", *(f"0/{j}" for j in range(300))}


PATHS = st.lists(st.sampled_from(["index.html", "a", "b", "é"]), min_size=1, max_size=3).map("/".join)
KINDS = st.sampled_from(["write", "remove", "folder", "link", "move"])
CHANGES = st.lists(st.tuples(KINDS, PATHS, PATHS), max_size=4)


def find_by_walking(root: Path, files: set[str], inodes: dict[str, int], since: int) -> tuple[set[str], set[str]]:
    """Find tampering the long way: look at the whole path of every file, and at every file there is.

    ``inodes`` has the inode of each folder of the site as it was published.
    """
    changed = {path for path in files if not (root / path).is_file() or (root / path).is_symlink()}
    changed |= {path for path in files - changed if (root / path).lstat().st_ctime_ns >= since}
    changed |= {path for path in files if any(inode_of(root / above) != inodes[above] for above in folders_above(path))}
    added = {path.relative_to(root).as_posix() for path in root.rglob("*")} - files
    return changed, {
        path
        for path in added
        if (path not in inodes or inode_of(root / path) == 0)
        and all(inode_of(root / above) and above in inodes for above in folders_above(path))
    }


def inode_of(folder: Path) -> int:
    """Return the inode of a folder, or 0 if there is none at that path."""
    return folder.lstat().st_ino if folder.is_dir() and not folder.is_symlink() else 0


def folders_above(path: str) -> list[str]:
    return [above.as_posix() for above in PurePosixPath(path).parents if above.name]


@settings(max_examples=60)
@given(st.sets(PATHS, max_size=6), CHANGES)
@example({"index.html"}, [("folder", "index.html", "a"), ("write", "index.html/index.html", "a")])
@example({"a/a", "b/b"}, [("move", "a", "b")])
@example({"a/a/b", "b/a/é"}, [("move", "a", "b"), ("link", "a/a", "a")])
def test_law_of_the_tampering_that_is_found(paths: set[str], changes: list[tuple[str, str, str]]) -> None:
    files = {path for path in paths if not any(other.startswith(f"{path}/") for other in paths)}
    with tempfile.TemporaryDirectory() as top:
        root, folders = Path(top, "site"), folders_of(files)
        since = make_files(root, files)
        inodes = {folder: inode_of(root / folder) for folder in folders if folder}
        for what, path, other in changes:
            tamper(root / path, what, root / other)
        changed, added = find_tampering(str(root), files, folders, since)
        expected, expected_added = find_by_walking(root, files, inodes, since)
        assert added == expected_added
        assert expected <= changed
        for path in changed - expected:  # only files of a folder that might have been moved
            assert any((root / above).lstat().st_ctime_ns >= since for above in folders_above(path))


def make_files(root: Path, files: Collection[str]) -> int:
    """Make files in ``root``, a copy of them beside it, and return a time that later changes do not precede."""
    for place in (root, root.with_name("elders")):
        for path in files:
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text("x")
        place.mkdir(exist_ok=True)
    since = max(path.lstat().st_ctime_ns for path in (root, *root.rglob("*"))) + 1
    wait_until(since, root.with_name("elders"))
    return since


def wait_until(time_ns: int, beside: Path) -> None:
    """Wait until the clock of the file system has reached a time."""
    probe = beside.with_suffix(".klok")
    while True:
        probe.write_text("x")
        if probe.stat().st_mtime_ns >= time_ns:
            probe.unlink()
            return


def tamper(path: Path, what: str, other: Path | None = None) -> None:
    """Change a file, remove it, or put a folder or a link in its place, if its folder is still there.

    "move" exchanges it with ``other``, or moves it there if that does not exist.
    """
    if not path.parent.is_dir():
        return
    if what == "move":
        if other and path not in (other, *other.parents) and other not in path.parents:
            move(path, other)
        return
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif what != "write" or path.is_dir():
        path.unlink(missing_ok=True)
    if what == "write":
        path.write_text("y")
    elif what == "folder":
        path.mkdir()
    elif what == "link":
        root = next((above for above in path.parents if above.name == "site"), path.parent)
        path.symlink_to(root.with_name("elders") / path.relative_to(root))


def move(path: Path, other: Path) -> None:
    if not os.path.lexists(path) or not other.parent.is_dir():
        return
    aside = path.with_name("opzij")
    if os.path.lexists(other):
        other.rename(aside)
    path.rename(other)
    if os.path.lexists(aside):
        aside.rename(path)
