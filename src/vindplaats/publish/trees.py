"""The two trees of a site on disk: the site at the output, and the spare (or standby tree) that becomes the next site.

The cost of a change is proportional to its size. The spare shares the files of the site through hard links, so only
new files are written into it. Then the two trees are exchanged in one step. The previous site becomes the spare. It
stays unchanged until the next change brings it up to date, because programs may still be reading it. No file is ever
overwritten in place, because both trees may share it.

A mark beside the spare says which site the spare copies, and at which paths the spare may differ from that site
(`publish.standby_mark`). The mark is written before the spare is changed, so it is always true, even after a build is
killed.
"""

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from vindplaats.errors import PublishError
from vindplaats.publish.standby_mark import MARK, NEW_MARK, UNMARKED, StandbyMark, read_mark, write_mark

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""Arguments of renameat2(2)."""
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
"""Flags to open a file that must not exist yet; without O_BINARY Windows would change line endings."""
_GITIGNORE = "*\n"
"""The text of the ``.gitignore`` in the reserve. It is written first, and shows that Vindplaats made the reserve."""
_OWN_FILES = (MARK, NEW_MARK, "opzij", "site/.vindplaats", ".vindplaats")
"""Paths of files that show that Vindplaats made a reserve, even if its ``.gitignore`` was changed."""


class Trees(Struct, frozen=True):
    """The site at ``output``, an absolute path, and the reserve beside it with the spare."""

    output: str

    @property
    def reserve(self) -> str:
        """The folder beside the output that holds the spare, on the same disk, so that the trees can be exchanged."""
        return os.path.join(os.path.dirname(self.output), f".{os.path.basename(self.output)}-reserve")

    @property
    def spare(self) -> str:
        """The folder of the spare."""
        return os.path.join(self.reserve, "site")

    @property
    def aside(self) -> str:
        """The temporary place of the site, on systems that cannot exchange two folders in one step."""
        return self.spare + "-oud"

    @property
    def aside_mark(self) -> str:
        """The file that holds the `tree_id` of the site while the site is at `aside`."""
        return os.path.join(self.reserve, "opzij")

    @property
    def shadow(self) -> str:
        """The temporary folder of the pages that are made for the search index."""
        return os.path.join(self.reserve, "zoeken")

    @property
    def mark(self) -> StandbyMark:
        """The mark of the spare, or `UNMARKED` if there is no spare or the mark cannot be used."""
        mark = read_mark(self.reserve)
        return mark if os.path.isdir(self.spare) else UNMARKED


def is_ours(reserve: str) -> bool:
    """Return whether Vindplaats may use the folder ``reserve``: not a link, and either empty or with a file of ours."""
    if os.path.islink(reserve) or not os.path.isdir(reserve):
        return False
    names = os.listdir(reserve)
    if not names or any(os.path.isfile(os.path.join(reserve, name)) for name in _OWN_FILES):
        return True
    try:
        text = Path(reserve, ".gitignore").read_text(encoding="utf-8")
        return text == _GITIGNORE or (not text and names == [".gitignore"])  # empty if a build was killed just then
    except (OSError, ValueError):
        return False


def recover(trees: Trees) -> None:
    """Put the site back if a build was killed while the site was aside. Remove what is unfinished. Raises `OSError`.

    `swap` puts the site aside for a moment where the system cannot exchange two folders.
    """
    if os.path.islink(trees.reserve):
        return
    if os.path.isdir(trees.aside) and not os.path.lexists(trees.output) and _was_put_aside(trees):
        os.rename(trees.aside, trees.output)
    with suppress(OSError):
        os.unlink(os.path.join(trees.reserve, NEW_MARK))
    if is_ours(trees.reserve):
        with suppress(OSError):
            _clear(trees.shadow)


def _was_put_aside(trees: Trees) -> bool:
    """Return whether the folder at ``aside`` is a site that `swap` put there, and not, say, part of a git checkout."""
    try:
        return Path(trees.aside_mark).read_text(encoding="utf-8") == tree_id(trees.aside)
    except (OSError, ValueError):
        return False


def abandon(trees: Trees) -> None:
    """Give up a change: put the site back if it is aside, and remove the reserve.

    The reserve stays if its spare has a usable mark, or if the site is still aside.
    """
    with suppress(OSError):
        recover(trees)
    if trees.mark is UNMARKED and not os.path.lexists(trees.aside):
        with suppress(OSError):
            remove_reserve(trees)


def remove_reserve(trees: Trees) -> None:
    """Remove the reserve, if there is one. Raises `OSError`.

    Its ``.gitignore`` is removed last: if the process is killed before that, `is_ours` still recognises the folder.
    `shutil.rmtree` alone would remove the files in any order.
    """
    if os.path.isdir(trees.reserve) and not os.path.islink(trees.reserve):
        for name in os.listdir(trees.reserve):
            if name != ".gitignore":
                _clear(os.path.join(trees.reserve, name))
    _clear(trees.reserve)


def start_empty(trees: Trees) -> None:
    """Make the spare an empty tree, without a mark. Raises `OSError`."""
    os.makedirs(os.path.dirname(trees.output), exist_ok=True)
    _clear(os.path.join(trees.reserve, MARK))  # first, because the mark would no longer be true
    remove_reserve(trees)
    os.mkdir(trees.reserve)
    Path(trees.reserve, ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
    os.mkdir(trees.spare)


def _clear(path: str) -> None:
    """Remove the file, link or folder at ``path``, if there is one. Raises `OSError`."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):  # the latter: a parent is a file
            os.unlink(path)


def start_from_site(trees: Trees, site: str, paths: Iterable[str]) -> None:
    """Make the spare a copy of the site, and mark that it will differ at ``paths``. Raises `OSError`.

    ``site`` identifies the site (`PublishedSite.site`).
    """
    mark = trees.mark
    if mark.site == site:
        with suppress(OSError, UnicodeError):  # if that fails, the spare is made from scratch
            write_mark(trees.reserve, StandbyMark(site, tuple(sorted({*mark.paths, *paths}))))
            _catch_up(trees, mark.paths)
            return
    start_empty(trees)
    _link_tree(trees.output, trees.spare)
    with suppress(UnicodeError):
        write_mark(trees.reserve, StandbyMark(site, tuple(paths)))


def _catch_up(trees: Trees, paths: Iterable[str]) -> None:
    """Make the spare equal to the site at ``paths``. Raises `OSError`."""
    present = [path for path in paths if os.path.lexists(f"{trees.output}/{path}")]
    for path in set(paths).difference(present):
        remove(trees.spare, path)
    for path in present:
        source, target = f"{trees.output}/{path}", make_room(trees.spare, path)
        if os.path.isdir(source) and not os.path.islink(source):
            os.mkdir(target)
            _link_tree(source, target)
        else:
            _link(source, target)


def _link_tree(source: str, copy: str) -> None:
    with os.scandir(source) as entries:
        for entry in entries:
            target = f"{copy}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                os.mkdir(target)
                _link_tree(entry.path, target)
            else:
                _link(entry.path, target)


def _link(source: str, target: str) -> None:
    """Make a hard link to a file, or a copy if no link can be made."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def remove(tree: str, path: str) -> None:
    """Remove a file, or a folder that others added, and every parent folder that is then empty. Raises `OSError`."""
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


def write(tree: str, path: str, data: bytes, folders: set[str] | None = None) -> None:
    """Write a new file at ``path``, replacing whatever is there. Raises `OSError` and `PublishError`.

    A caller that writes many new files keeps ``folders``, the folders that need not be made; that of ``path`` is added.
    The folder of a new file usually has to be made.
    """
    folder = path.rpartition("/")[0]
    if folders is not None and folder not in folders:
        folders.add(folder)
        with suppress(OSError):  # it exists, or its parent does not
            os.mkdir(f"{tree}/{folder}")
    try:
        number = os.open(f"{tree}/{path}", _NEW_FILE, 0o666)
    except (FileNotFoundError, FileExistsError):  # rare: usually the folder exists and the file does not
        number = os.open(make_room(tree, path), _NEW_FILE, 0o666)
    try:
        written = os.write(number, data)
        while written < len(data):  # a disk that is almost full may accept a part, and then refuse the rest
            written += os.write(number, memoryview(data)[written:])
        size = os.fstat(number).st_size
    finally:
        os.close(number)
    if size != len(data):
        raise PublishError(
            f"Het bestand {path} staat niet op de schijf zoals het is geschreven; de oude site blijft staan."
        )


def copy(tree: str, path: str, source: str) -> None:
    """Copy a file to ``path``, replacing whatever is there. Raises `OSError`."""
    shutil.copyfile(source, make_room(tree, path))


def make_room(tree: str, path: str) -> str:
    """Make the folder of ``path``, remove whatever is at ``path``, and return the full path."""
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
    """Put the spare at the output; the previous site, if any, becomes the spare. Raises `OSError`."""
    if not os.path.lexists(trees.output):
        os.rename(trees.spare, trees.output)
    elif not exchange(trees.spare, trees.output):
        Path(trees.aside_mark).write_text(tree_id(trees.output), encoding="utf-8")
        os.rename(trees.output, trees.aside)  # the output is absent until the next rename: see `recover`
        try:
            os.rename(trees.spare, trees.output)
        except OSError:
            os.rename(trees.aside, trees.output)
            raise
        os.rename(trees.aside, trees.spare)
        os.unlink(trees.aside_mark)


def exchange(left: str, right: str) -> bool:
    """Exchange two folders in one step, so that neither is ever absent. Return False if the system cannot do that."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(left), _AT_FDCWD, os.fsencode(right), _RENAME_EXCHANGE) == 0)


def tree_id(output: str) -> str:
    """Return the device and inode of the folder ``output``, such as ``"2049 131085"``, or ``""`` if it is absent."""
    try:
        status = os.lstat(output)
    except OSError:
        return ""
    return f"{status.st_dev} {status.st_ino}" if stat.S_ISDIR(status.st_mode) else ""
