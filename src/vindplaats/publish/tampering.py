"""What others did to the published site."""

import os
import stat
from collections.abc import Iterable


def find_tampering(output: str, files: Iterable[str], since: int) -> tuple[set[str], set[str]]:
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
