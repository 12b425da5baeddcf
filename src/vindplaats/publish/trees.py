"""Two trees of one site on disk: the one that stands at the output, and a spare beside it that becomes the next.

A change costs as much as it is large: the spare has the same files, by hard links, so only what is new is written into
it. Then the two change places in one step, and what was the site is brought up to date, to be the next spare. A file is
never written in place, for it may be that of both trees.
"""

import ctypes
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_TICK = 0.001
_LONGEST = 0.05
"""Seconds to wait at most for the clock of the disk to go on: the kernel's ticks are 1 to 10 ms apart."""


class PublishError(Exception):
    """The site cannot be put where it was asked to be; says why, in Dutch."""


class Trees(Struct, frozen=True):
    """The site at ``output``, an absolute path, and the folder beside it with the spare."""

    output: str

    @property
    def reserve(self) -> str:
        """The folder beside the output: on the same disk, so that trees can change places."""
        return os.path.join(os.path.dirname(self.output), f".{os.path.basename(self.output)}-reserve")

    @property
    def spare(self) -> str:
        """The spare tree."""
        return os.path.join(self.reserve, "site")

    @property
    def mark(self) -> str:
        """A file that says of which site the spare is a whole copy. It is gone while the spare is written to."""
        return os.path.join(self.reserve, "klaar")


def begin_anew(trees: Trees) -> None:
    """Make the spare an empty tree. Raises `OSError`."""
    os.makedirs(os.path.dirname(trees.output), exist_ok=True)
    _clear(trees.reserve)
    os.mkdir(trees.reserve)
    Path(trees.reserve, ".gitignore").write_text("*\n", encoding="utf-8")
    os.mkdir(trees.spare)


def _clear(path: str) -> None:
    """Remove whatever is there. Raises `OSError`."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        Path(path).unlink(missing_ok=True)


def begin_from(trees: Trees, site: str) -> None:
    """Make the spare the same as the site, if it is not; ``site`` is what its mark then says. Raises `OSError`."""
    try:
        marked = Path(trees.mark).read_text(encoding="utf-8")
    except (OSError, ValueError):
        marked = ""
    if marked == site and os.path.isdir(trees.spare):
        Path(trees.mark).unlink()
        return
    begin_anew(trees)
    _link_tree(trees.output, trees.spare)


def _link_tree(tree: str, other: str) -> None:
    with os.scandir(tree) as entries:
        for entry in entries:
            target = f"{other}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(target)
                _link_tree(entry.path, target)
            else:
                _link(entry.path, target)


def _link(one: str, other: str) -> None:
    """Have a file in another place too: the same one where the disk can, else a copy."""
    try:
        os.link(one, other, follow_symlinks=False)
    except OSError:
        shutil.copy2(one, other, follow_symlinks=False)


def remove(tree: str, path: str) -> None:
    """Remove a file, or a folder that somebody else made, and the folders that have nothing else. Raises `OSError`."""
    _clear(f"{tree}/{path}")
    folder = os.path.dirname(path)
    while folder:
        try:
            os.rmdir(f"{tree}/{folder}")
        except OSError:  # not empty
            return
        folder = os.path.dirname(folder)


def write(tree: str, path: str, data: bytes) -> None:
    """Write a new file in the place of what stands at ``path``. Raises `OSError` and `PublishError`."""
    with open(_new(tree, path), "xb", buffering=0) as stream:
        stream.write(data)
        if os.fstat(stream.fileno()).st_size != len(data):
            raise PublishError(
                f"Het bestand {path} staat niet op de schijf zoals het is geschreven; de oude site blijft staan."
            )


def copy(tree: str, path: str, source: str) -> None:
    """Copy a file to the place of what stands at ``path``. Raises `OSError`."""
    shutil.copyfile(source, _new(tree, path))


def _new(tree: str, path: str) -> str:
    """The path of a file that is to be written, with nothing there but its folder."""
    full = f"{tree}/{path}"
    folder = os.path.dirname(full)
    try:
        os.mkdir(folder)
    except FileExistsError:
        _clear(full)
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return full


def swap(trees: Trees) -> None:
    """Put the spare at the output; what stood there, if anything, is the spare then. Raises `OSError`."""
    if not os.path.lexists(trees.output):
        os.rename(trees.spare, trees.output)
    elif not exchange(trees.spare, trees.output):
        aside = trees.spare + "-oud"
        os.rename(trees.output, aside)
        try:
            os.rename(trees.spare, trees.output)
        except OSError:
            os.rename(aside, trees.output)
            raise
        os.rename(aside, trees.spare)


def exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step where the system can (Linux, renameat2(2)), so that neither is ever absent."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def catch_up(trees: Trees, written: Iterable[str], removed: Iterable[str]) -> None:
    """Bring the spare, that was the site, up to date with it. Raises `OSError`."""
    for path in removed:
        remove(trees.spare, path)
    for path in written:
        _link(f"{trees.output}/{path}", _new(trees.spare, path))


def identity(output: str) -> str:
    """What tells the tree at ``output`` from any other that ever stood there; empty where there is none."""
    try:
        seen = os.lstat(output)
    except OSError:
        return ""
    return f"{seen.st_dev} {seen.st_ino}" if stat.S_ISDIR(seen.st_mode) else ""


def tick(clock: Callable[[], int | None]) -> int | None:
    """Wait for the clock of the disk to go on, so that what is changed from now on has another time; return it."""
    before = now = clock()
    end = time.monotonic() + _LONGEST
    while now == before and time.monotonic() < end:
        time.sleep(_TICK)
        now = clock()
    return now


def meddled(output: str, files: Iterable[str], since: int) -> tuple[set[str], set[str]]:
    """What others did to the tree since the clock of the disk said ``since``: files changed or gone, and files added.

    Every change of a file sets its `ctime`, and of a folder its `mtime`.
    """
    wrong: set[str] = set()
    expected: dict[str, set[str]] = {"": set()}
    for path in files:
        folder, _, name = path.rpartition("/")
        expected.setdefault(folder, set()).add(name)
        try:
            seen = os.lstat(f"{output}/{path}")
        except OSError:
            wrong.add(path)
            continue
        if seen.st_ctime_ns >= since or seen.st_mtime_ns >= since or not stat.S_ISREG(seen.st_mode):
            wrong.add(path)
    for folder in tuple(expected):
        while folder:
            folder, _, name = folder.rpartition("/")  # noqa: PLW2901 (upwards)
            if folder in expected and name in expected[folder]:
                break
            expected.setdefault(folder, set()).add(name)
    added: set[str] = set()
    for folder, names in expected.items():
        try:
            if os.lstat(f"{output}/{folder}").st_mtime_ns >= since:
                added |= {
                    f"{folder}/{name}".lstrip("/") for name in os.listdir(f"{output}/{folder}") if name not in names
                }
        except OSError:
            continue  # gone, with its files
    return wrong, added
