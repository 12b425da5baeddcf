"""Work shared by several processes that have all that is in memory here, since they are forked from it."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_INTERRUPT = {signal.SIGINT}
_PR_SET_PDEATHSIG = 1

ROUND = 8
"""Numbers a process is given at most, in turn with the others. Whatever a process looks at it gets a copy of, for
looking counts references; so after a round they end, and others are forked, who share all memory again."""

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


def each(function: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """``function`` of every number below ``count``, in order, by ``jobs`` processes. What comes back had best be small.

    Raises what the function raises. One process does all where the system cannot fork. An interrupt is for this process
    alone, which ends the others.
    """
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415 (start-up)

    if jobs < 2 or count < 2 or "fork" not in get_all_start_methods():  # noqa: PLR2004
        yield from map(function, range(count))
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (start-up)

    for start in range(0, count, jobs * ROUND):
        numbers = range(start, min(start + jobs * ROUND, count))
        with ProcessPoolExecutor(
            min(jobs, len(numbers)),
            mp_context=get_context("fork"),
            initializer=_inherit,
            initargs=(function, os.getpid()),
        ) as workers:
            signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)  # what is forked now inherits that
            try:
                results = workers.map(_call, numbers)
            finally:
                signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
            yield from results


def _inherit(function: Callable[[int], Any], parent: int) -> None:
    _inherited.append(function)
    if sys.platform.startswith("linux"):
        # Else a worker of a process that is killed waits for work for ever, since it has both ends of the queue.
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was too late for that
            os._exit(1)


def _call(number: int) -> Any:
    return _inherited[0](number)
