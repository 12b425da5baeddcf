"""A simulated clock for builds: hours pass without waiting, and file times can be coarse."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any, Self
from unittest.mock import patch

import pytest

SECOND = 10**9
_STAT, _LSTAT, _FSTAT, _SCANDIR = os.stat, os.lstat, os.fstat, os.scandir
_NOW = time.time_ns
_TIMES = ("st_atime", "st_mtime", "st_ctime")
_OTHER_FIELDS = ("st_blksize", "st_blocks", "st_rdev")


class Clock:
    """A mapping from true times to the times that a build sees, for files and the system clock alike.

    It keeps times in order. ``step`` is the resolution of file times in ns. ``ahead`` is how many seconds the system
    clock is ahead of file times (negative: behind).
    """

    def __init__(self, step: int = 1) -> None:
        self.step = step
        self.ahead = 0
        self._passed: list[tuple[int, int]] = []
        # Begin at a whole step, so that quick successive edits of a test fall within one step.
        self._origin = _NOW() % step

    def advance(self, seconds: int) -> None:
        """Let time pass: everything on the disk becomes that many seconds older."""
        self._passed.append((_NOW(), seconds * SECOND))

    def shown(self, true: int) -> int:
        """Return the simulated time, in ns, at a true time."""
        return true - self._origin + sum(added for since, added in self._passed if since <= true)

    def of_file(self, true: int) -> int:
        """Return the file time, in ns, for a true time."""
        return self.shown(true) // self.step * self.step

    def now(self) -> int:
        """Return the current time of the system clock, in ns."""
        return self.shown(_NOW()) + self.ahead * SECOND

    def replacements(self) -> tuple[tuple[ModuleType, str, Callable[..., Any]], ...]:
        """Return the functions that tell the time, as (module, name, replacement)."""
        return (
            (os, "stat", self._showing(_STAT)),
            (os, "lstat", self._showing(_LSTAT)),
            (os, "fstat", self._showing(_FSTAT)),
            (os, "scandir", lambda path=".": _Entries(_SCANDIR(path), self)),
            (time, "time_ns", self.now),
            (time, "time", lambda: self.now() / SECOND),
        )

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Replace the functions that tell the time within the block."""
        with ExitStack() as patched:
            for module, name, shown in self.replacements():
                patched.enter_context(patch.object(module, name, shown))
            yield

    def _showing(self, stat: Callable[..., os.stat_result]) -> Callable[..., os.stat_result]:
        return lambda *args, **kwargs: self.result(stat(*args, **kwargs))

    def result(self, true: os.stat_result) -> os.stat_result:
        """Return a copy of a stat result with simulated times."""
        more: dict[str, Any] = {name: getattr(true, name) for name in _OTHER_FIELDS if hasattr(true, name)}
        whole = list(true[:7])
        for name in _TIMES:
            shown = self.of_file(getattr(true, f"{name}_ns"))
            more |= {name: shown / SECOND, f"{name}_ns": shown}
            whole.append(shown // SECOND)
        return os.stat_result(whole, more)


class _Entry:
    """An `os.DirEntry` whose stat has the times of a clock."""

    def __init__(self, entry: os.DirEntry[str], clock: Clock) -> None:
        self._entry, self._clock = entry, clock
        self.name, self.path = entry.name, entry.path
        self.is_dir, self.is_file, self.is_symlink = entry.is_dir, entry.is_file, entry.is_symlink
        self.inode = entry.inode

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        return self._clock.result(self._entry.stat(follow_symlinks=follow_symlinks))

    def __fspath__(self) -> str:
        return os.fspath(self._entry)


class _Entries:
    """The iterator of `os.scandir`, with entries that have the times of a clock."""

    def __init__(self, entries: Any, clock: Clock) -> None:
        self._entries, self._clock = entries, clock

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> _Entry:
        return _Entry(next(self._entries), self._clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._entries.close()

    def close(self) -> None:
        self._entries.close()


def coarse_clock(monkeypatch: pytest.MonkeyPatch, seconds: int = 1) -> Clock:
    """Round the times of all files down to whole seconds, as coarse file systems do, for the rest of the test.

    A second begins at the call, so that edits made right after it have the same time. `Clock.replacements` is the only
    place to change if builds read times by other means than `os.stat`, `os.lstat`, `os.fstat` and `os.scandir`.
    """
    clock = Clock(seconds * SECOND)
    for module, name, shown in clock.replacements():
        monkeypatch.setattr(module, name, shown)
    return clock
