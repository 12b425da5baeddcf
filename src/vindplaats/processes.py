"""Work shared by several processes that have all that is in memory here, since they are forked from it."""

import ctypes
import errno
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)
_PR_SET_PDEATHSIG = 1

ROUND = 8
"""Numbers a process is given at most, in turn with the others. Whatever a process looks at it gets a copy of, for
looking counts references; so after a round they end, and others are forked, who share all memory again."""

KILLED = "een van de processen is afgebroken, misschien omdat er te weinig geheugen is"
"""Why a build cannot go on that lost a process, after "Het systeem weigert: "."""

_inherited: list[Callable[[int], Any]] = []
"""What a worker calls. Only ever filled in a worker: functions cannot be sent to one, but are inherited."""


@contextmanager
def without_collecting() -> Iterator[None]:
    """Within, nothing is looked through for garbage: a build makes many values, and none that refer to themselves."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class LateInterrupt(KeyboardInterrupt):
    """An interrupt that came when what was to be done was done already."""


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Within, SIGTERM interrupts as Ctrl+C does: by `KeyboardInterrupt`. Gives the numbers of all signals that came.

    Python loses an exception that is raised while an object is being disposed of, so only the list is sure to tell.
    """
    came: list[int] = []

    def interrupt(number: int, _: object) -> None:
        came.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield came
        return
    before = [(one, signal.signal(one, interrupt)) for one in _INTERRUPTS]
    try:
        yield came
    finally:
        for one, handler in before:
            signal.signal(one, handler if handler is not None else signal.SIG_DFL)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Within, no interrupt is heeded. One that comes is a `LateInterrupt` at the end, where that is reached."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    try:
        yield
    except BaseException:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    except KeyboardInterrupt as interrupt:
        raise LateInterrupt from interrupt


def each(function: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """``function`` of every number below ``count``, in order, by ``jobs`` processes. What comes back had best be small.

    Raises what the function raises, and `OSError` where somebody else ended a process. One process does all where the
    system cannot fork. An interrupt is for this process alone, which ends the others.
    """
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415 (start-up)

    if jobs < 2 or count < 2 or "fork" not in get_all_start_methods():  # noqa: PLR2004
        yield from map(function, range(count))
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (start-up)
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 (start-up)

    for start in range(0, count, jobs * ROUND):
        numbers = range(start, min(start + jobs * ROUND, count))
        with ProcessPoolExecutor(
            min(jobs, len(numbers)),
            mp_context=get_context("fork"),
            initializer=_inherit,
            initargs=(function, os.getpid()),
        ) as workers:
            try:
                signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)  # what is forked now inherits that
                try:
                    results = workers.map(_call, numbers)  # finds out already where a worker ended meanwhile
                finally:
                    signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTS)
                yield from results
            except BrokenProcessPool as broken:
                # The pool asks the others to end by a signal that they do not heed, and waits for them.
                for worker in tuple((workers._processes or {}).values()):
                    worker.kill()
                raise ChildProcessError(errno.ECHILD, KILLED) from broken


def _inherit(function: Callable[[int], Any], parent: int) -> None:
    _inherited.append(function)
    if sys.platform.startswith("linux"):
        # Else a worker of a process that is killed waits for work for ever, since it has both ends of the queue.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was too late for that
            os._exit(1)


def _call(number: int) -> Any:
    return _inherited[0](number)
