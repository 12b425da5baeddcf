"""Something that happens while a build runs: the power goes, the disk is full, an editor saves a file."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CRASHED = 77
"""How a process ends whose power went."""

_WRITES = frozenset({"os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate"})
_REMOVES = frozenset({"os.remove", "os.rmdir", "ctypes.dlsym"})
_TOUCHES = frozenset({*_WRITES, *_REMOVES, "open", "os.listdir", "os.scandir", "os.utime"})

Moment = Callable[[str, tuple[Any, ...]], None]

_waiting: list[Moment] = []
_hooked: list[bool] = []


@contextmanager
def meanwhile(moment: Moment) -> Iterator[None]:
    """Tell ``moment`` of every touch of the disk within (an audit event and its arguments)."""
    if not _hooked:
        sys.addaudithook(_hook)  # for good: Python cannot take it away again
        _hooked.append(True)
    _waiting.append(moment)
    try:
        yield
    finally:
        _waiting.clear()


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _waiting and event in _TOUCHES:
        moment = _waiting.pop()  # what it does itself is not told
        try:
            moment(event, args)
        finally:
            _waiting.append(moment)


def power_goes(after: int, *, writing: bool) -> Moment:
    """The process ends, without a word, at a touch of the disk; of those that write, or of all."""
    left = [after]

    def moment(event: str, args: tuple[Any, ...]) -> None:
        left[0] -= not writing or event in _REMOVES or _writes(event, args)
        if left[0] < 0:
            os._exit(CRASHED)

    return moment


def disk_is_full(after: int, *, for_good: bool) -> Moment:
    """The disk refuses to write, once or from then on."""
    left = [after]

    def moment(event: str, args: tuple[Any, ...]) -> None:
        if not _writes(event, args):
            return
        left[0] -= 1
        if left[0] == -1 or (left[0] < 0 and for_good):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(args[0]))

    return moment


def saved(path: Path, data: bytes, *, before: bool) -> Moment:
    """An editor saves ``path`` just before the build opens it, or just after (before it touches anything else)."""
    state = ["waiting"]

    def moment(event: str, args: tuple[Any, ...]) -> None:
        opened = event == "open" and isinstance(args[0], str) and os.path.basename(args[0]) == path.name
        if state[0] == "opened" or (state[0] == "waiting" and opened and before):
            state[0] = "done"
            path.write_bytes(data)
        elif state[0] == "waiting" and opened:
            state[0] = "opened"

    return moment


def _writes(event: str, args: tuple[Any, ...]) -> bool:
    if event == "open":
        path, flags = args[0], args[2] or 0
        return isinstance(path, str) and path != os.devnull and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _WRITES
