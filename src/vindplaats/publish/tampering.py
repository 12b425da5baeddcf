"""Find changes that others made to the published site."""

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from math import ceil

from msgspec import Struct

MIN_FILES_FOR_PROCESS = 10_000
"""Minimum number of files for which a process of its own is started."""


class _Folders(Struct, frozen=True):
    """The paths of folders of a site that others have done something with.

    Files may have been added to the ``touched`` ones. The ``moved`` ones may be other folders, put in their place. The
    ``replaced`` ones are no folders any more, but links or files.
    """

    touched: set[str]
    moved: set[str]
    replaced: set[str]


def find_tampering(
    output: str, files: Collection[str], folders: Sequence[str], since: int, jobs: int = 1
) -> tuple[set[str], set[str]]:
    """Return the paths of files that others have changed or removed, and of files and folders that they have added.

    ``files`` has the paths of all files of the site, and ``folders`` those of its folders (`folders_of`). ``since`` is
    the time from which changes are found, in nanoseconds by the clock of the file system. Up to ``jobs`` processes look
    at the files. Every change to a file sets the `ctime` of the file. Every change to a folder sets its `mtime` and its
    `ctime`, and moving it sets its `ctime`.

    All files below a folder that may have been moved count as changed. A link or a file that has replaced a folder
    counts as added, and the files of that folder count as changed, whatever the link leads to. Raises
    `ChildProcessError` if one of the processes is killed.
    """
    calls = min(jobs, len(files) // MIN_FILES_FOR_PROCESS)
    changed = _changed(output, files, since) if calls <= 1 else _changed_by_calls(output, [*files], since, calls)
    found = _look_at_folders(output, folders, since)
    elsewhere = _with_subfolders(found.replaced, folders)
    moved = _with_subfolders(found.moved, folders) | elsewhere
    if moved:
        changed.update(path for path in files if _folder_of(path) in moved)
    links = {folder for folder in found.replaced if _folder_of(folder) not in elsewhere}
    touched = (found.touched | moved) - elsewhere
    return changed, links.union(_added(output, files, touched)) if touched else links


def _changed_by_calls(output: str, files: Sequence[str], since: int, calls: int) -> set[str]:
    """Return what `_changed` returns, found by ``calls`` processes, which each look at a part."""
    from vindplaats.workers.fork_map import fork_map  # noqa: PLC0415 (start-up: only for large sites)

    size = ceil(len(files) / calls)
    found = fork_map(lambda n: _changed(output, files[n * size : (n + 1) * size], since), calls, calls)
    return set().union(*found)


def _changed(output: str, files: Iterable[str], since: int) -> set[str]:
    """Return which of ``files`` others have changed or removed since then."""
    changed: set[str] = set()
    for path in files:
        try:
            status = os.lstat(f"{output}/{path}")
        except OSError:
            changed.add(path)
            continue
        if status.st_ctime_ns >= since or status.st_mtime_ns >= since or not stat.S_ISREG(status.st_mode):
            changed.add(path)
    return changed


def _look_at_folders(output: str, folders: Iterable[str], since: int) -> _Folders:
    """Look at the folders of a site; the folder above another comes first."""
    found = _Folders(set(), set(), set())
    for folder in folders:
        try:
            status = os.lstat(f"{output}/{folder or '.'}")
        except OSError:
            continue  # removed, with its files
        if not stat.S_ISDIR(status.st_mode):
            found.replaced.add(folder)
            continue
        touched = status.st_mtime_ns >= since
        if folder and status.st_ctime_ns >= since:  # publishing moves the site itself
            # Moving a folder touches the one above it. Some programs set its old `mtime` back.
            if not touched or _folder_of(folder) in found.touched:
                found.moved.add(folder)
            touched = True
        if touched:
            found.touched.add(folder)
    return found


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _with_subfolders(chosen: Collection[str], folders: Iterable[str]) -> set[str]:
    """Return the ``chosen`` folders and all folders below them; in ``folders`` the folder above another comes first."""
    found: set[str] = set(chosen)
    if found:
        for folder in folders:
            if _folder_of(folder) in found:
                found.add(folder)
    return found


def _added(output: str, files: Collection[str], folders: Iterable[str]) -> Iterator[str]:
    """Yield the paths of the files and folders in ``folders`` that are not part of the site."""
    names = _names_by_folder(files)
    for folder in folders:
        try:
            found = os.listdir(f"{output}/{folder}")
        except OSError:
            continue  # removed since
        yield from (f"{folder}/{name}".lstrip("/") for name in found if name not in names.get(folder, ()))


def folders_of(files: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of all folders that a site with these files has: ``""`` for the site itself, and sorted."""
    return tuple(sorted(_names_by_folder(files)))


def _names_by_folder(files: Iterable[str]) -> dict[str, set[str]]:
    """Return the names of the files and folders in each folder, by the path of the folder: ``""`` for the root."""
    names: dict[str, set[str]] = {"": set()}
    for path in files:
        folder, _, name = path.rpartition("/")
        names.setdefault(folder, set()).add(name)
    for path in tuple(names):
        folder = path
        while folder:
            folder, _, name = folder.rpartition("/")
            if name in names.get(folder, ()):
                break  # the folders above it have also been added
            names.setdefault(folder, set()).add(name)
    return names
