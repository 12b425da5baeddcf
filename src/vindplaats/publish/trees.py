"""Two trees of one site on disk: the one that stands at the output, and a spare beside it that becomes the next.

A change costs as much as it is large: the spare has the same files, by hard links, so only what is new is written into
it. Then the two change places in one step. What was the site stays as it was, for whoever is still reading it, until
the next change begins: that brings it up to date first. A file is never written in place, for it may be that of both
trees.

A mark beside the spare says of which site it is a copy, and but for which paths. It is written before anything else is,
so that it holds at any moment, also after a build that was killed.
"""

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from vindplaats.errors import PublishError
from vindplaats.publish.standby_mark import IGNORE, UNMARKED, StandbyMark, Trees, marked, set_mark

_AT_FDCWD = -100


_RENAME_EXCHANGE = 2


_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""How a file is opened that must not be there yet; Windows would change line ends."""


def recover(trees: Trees) -> None:
    """Where a build was killed while the site stood aside, put it back, and clear what was half done.

    Raises `OSError`.
    """
    if os.path.islink(trees.reserve):
        return
    if os.path.isdir(trees.aside) and not os.path.lexists(trees.output) and _was_put_aside(trees):
        os.rename(trees.aside, trees.output)
    with suppress(OSError):
        os.unlink(trees.new_mark)


def _was_put_aside(trees: Trees) -> bool:
    """Tell whether the very folder that stands aside was put there by us: it may have come with a checkout."""
    try:
        return Path(trees.aside_mark).read_text(encoding="utf-8") == identity(trees.aside)
    except (OSError, ValueError):
        return False


def abandon(trees: Trees) -> None:
    """Leave the spare as it is where its mark says how, else remove it; the site is what it was."""
    with suppress(OSError):
        recover(trees)
    if marked(trees) is UNMARKED and not os.path.lexists(trees.aside):
        shutil.rmtree(trees.reserve, ignore_errors=True)


def start_empty(trees: Trees) -> None:
    """Make the spare an empty tree, without a mark. Raises `OSError`."""
    os.makedirs(os.path.dirname(trees.output), exist_ok=True)
    _clear(trees.mark)  # before what it tells of
    _clear(trees.reserve)
    os.mkdir(trees.reserve)
    Path(trees.reserve, ".gitignore").write_text(IGNORE, encoding="utf-8")
    os.mkdir(trees.spare)


def _clear(path: str) -> None:
    """Remove whatever is there, if anything. Raises `OSError`."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):  # where a file stands in the place of its folder
            os.unlink(path)


def start_from_site(trees: Trees, site: str, paths: Iterable[str]) -> None:
    """Make the spare the same as the site, whose name is ``site``, to be changed at ``paths``. Raises `OSError`."""
    before = marked(trees)
    if before.site == site:
        with suppress(OSError, UnicodeError):  # then it is made anew
            set_mark(trees, StandbyMark(site, tuple(sorted({*before.paths, *paths}))))
            _catch_up(trees, before.paths)
            return
    start_empty(trees)
    _link_tree(trees.output, trees.spare)
    with suppress(UnicodeError):
        set_mark(trees, StandbyMark(site, tuple(paths)))


def _catch_up(trees: Trees, paths: Iterable[str]) -> None:
    """Have at ``paths`` of the spare what the site has there. Raises `OSError`."""
    there = [path for path in paths if os.path.lexists(f"{trees.output}/{path}")]
    for path in set(paths).difference(there):
        remove(trees.spare, path)
    for path in there:
        _link(f"{trees.output}/{path}", _new(trees.spare, path))


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
        except FileNotFoundError:
            pass
        except OSError:  # not empty
            return
        folder = os.path.dirname(folder)


def write(tree: str, path: str, data: bytes) -> None:
    """Write a new file in the place of what stands at ``path``. Raises `OSError` and `PublishError`."""
    try:
        number = os.open(f"{tree}/{path}", _NEW, 0o666)
    except (FileNotFoundError, FileExistsError):  # as a rule its folder is there, and nothing of its name
        number = os.open(_new(tree, path), _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:  # a disk that is getting full takes a part first, and refuses then
            rest = rest[os.write(number, rest) :]
        size = os.fstat(number).st_size
    finally:
        os.close(number)
    if size != len(data):
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
        Path(trees.aside_mark).write_text(identity(trees.output), encoding="utf-8")
        os.rename(trees.output, trees.aside)  # until the next line nothing stands there: see `recover`
        try:
            os.rename(trees.spare, trees.output)
        except OSError:
            os.rename(trees.aside, trees.output)
            raise
        os.rename(trees.aside, trees.spare)
        os.unlink(trees.aside_mark)


def exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step where the system can (Linux, renameat2(2)), so that neither is ever absent."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def identity(output: str) -> str:
    """What tells the tree at ``output`` from any other that ever stood there; empty where there is none."""
    try:
        seen = os.lstat(output)
    except OSError:
        return ""
    return f"{seen.st_dev} {seen.st_ino}" if stat.S_ISDIR(seen.st_mode) else ""
