"""Find changes that others made to the published site."""

import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import partial


def find_tampering(
    output: str, files: Collection[str], folders: Iterable[str], since: int
) -> tuple[set[str], set[str]]:
    """Return the paths of files that others have changed or removed, and of files and folders that they have added.

    ``files`` has the paths of all files of the site, and ``folders`` those of its folders (`folders_of`). ``since`` is
    the time from which changes are found, in nanoseconds by the clock of the file system. Every change to a file sets
    the `ctime` of the file, and every change to a folder sets the `mtime` of the folder.
    """
    changed: set[str] = set()
    touched: list[str] = []
    try:
        with _stats_below(output) as stat_of:
            for path in files:
                try:
                    status = stat_of(path)
                except OSError:
                    changed.add(path)
                    continue
                if status.st_ctime_ns >= since or status.st_mtime_ns >= since or not stat.S_ISREG(status.st_mode):
                    changed.add(path)
            for folder in folders:
                try:
                    if stat_of(folder or ".").st_mtime_ns >= since:
                        touched.append(folder)
                except OSError:
                    continue  # removed, with its files
    except OSError:  # the site itself has been removed
        return set(files), set()
    return changed, set(_added(output, files, touched)) if touched else set()


@contextmanager
def _stats_below(folder: str) -> Iterator[Callable[[str], os.stat_result]]:
    """Yield a function that returns the `lstat` of a path relative to ``folder``. Raises `OSError` if that is absent.

    Where the system can, it looks paths up from the open folder, which takes less time than from the root of the disk.
    """
    if os.stat not in os.supports_dir_fd:
        yield lambda path: os.lstat(f"{folder}/{path}")
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        yield partial(os.stat, dir_fd=number, follow_symlinks=False)
    finally:
        os.close(number)


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
