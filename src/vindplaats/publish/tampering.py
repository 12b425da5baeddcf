"""Find changes that others made to the published site."""

import os
import stat
from collections.abc import Collection, Iterable


def find_tampering(output: str, files: Collection[str], since: int) -> tuple[set[str], set[str]]:
    """Return the paths of files that others have changed or removed, and of files and folders that they have added.

    ``files`` has the paths of all files of the site. ``since`` is the time from which changes are found, in nanoseconds
    by the clock of the file system. Every change to a file sets the `ctime` of the file, and every change to a folder
    sets the `mtime` of the folder.
    """
    changed = {path for path in files if _is_changed(f"{output}/{path}", since)}
    added: set[str] = set()
    for folder, expected in _names_by_folder(files).items():
        try:
            if os.lstat(f"{output}/{folder}").st_mtime_ns >= since:
                unexpected = (name for name in os.listdir(f"{output}/{folder}") if name not in expected)
                added |= {f"{folder}/{name}".lstrip("/") for name in unexpected}
        except OSError:
            continue  # removed, with its files
    return changed, added


def _is_changed(path: str, since: int) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        return True
    return status.st_ctime_ns >= since or status.st_mtime_ns >= since or not stat.S_ISREG(status.st_mode)


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
