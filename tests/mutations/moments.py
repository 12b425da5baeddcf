"""Interruptions of a running build: the process crashes, the disk is full, or an editor saves a file."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CRASHED = 77
"""The exit code of a process that `crash_after` ended."""

_WRITES = frozenset({"os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate"})
_REMOVES = frozenset({"os.remove", "os.rmdir", "ctypes.dlsym"})
_ACCESSES = frozenset({*_WRITES, *_REMOVES, "open", "os.listdir", "os.scandir", "os.utime"})

Interruption = Callable[[str, tuple[Any, ...]], None]
"""A function that is called with the name and arguments of every audit event of the disk."""

_waiting: list[Interruption] = []
_hooked: list[bool] = []


@contextmanager
def interrupted_by(interruption: Interruption) -> Iterator[None]:
    """Call ``interruption`` before every access of the disk within the block."""
    if not _hooked:
        sys.addaudithook(_hook)  # stays installed: Python cannot remove an audit hook
        _hooked.append(True)
    _waiting.append(interruption)
    try:
        yield
    finally:
        _waiting.clear()


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _waiting and event in _ACCESSES:
        interruption = _waiting.pop()  # its own accesses of the disk must not call it again
        try:
            interruption(event, args)
        finally:
            _waiting.append(interruption)


def crash_after(after: int, *, writing: bool) -> Interruption:
    """End the process at once after this many accesses of the disk, or with ``writing`` after this many writes."""
    left = [after]

    def interruption(event: str, args: tuple[Any, ...]) -> None:
        left[0] -= not writing or event in _REMOVES or _writes(event, args)
        if left[0] < 0:
            os._exit(CRASHED)

    return interruption


def disk_is_full(after: int, *, for_good: bool) -> Interruption:
    """Raise "no space left" after this many writes: once, or with ``for_good`` at every later write too."""
    left = [after]

    def interruption(event: str, args: tuple[Any, ...]) -> None:
        if not _writes(event, args):
            return
        left[0] -= 1
        if left[0] == -1 or (left[0] < 0 and for_good):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))

    return interruption


def saved(path: Path, data: bytes, *, before: bool) -> Interruption:
    """Save ``path`` just before the build opens it, or just after: before its next access of the disk."""
    state = ["waiting"]

    def interruption(event: str, args: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(args[0], str) and os.path.basename(args[0]) == path.name
        if state[0] == "opened" or (state[0] == "waiting" and opened and before):
            state[0] = "done"
            path.write_bytes(data)
        elif state[0] == "waiting" and opened:
            state[0] = "opened"

    return interruption


def _writes(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        path, flags = args[0], args[2] or 0
        return isinstance(path, str) and path != os.devnull and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _WRITES
