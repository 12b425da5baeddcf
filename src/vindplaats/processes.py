"""Work shared by several processes that have all that is in memory here, since they are forked from it."""

import gc
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_inherited: list[Callable[[int], Any]] = []
"""What a worker calls. Only ever filled in a worker: functions cannot be sent to one, but are inherited."""


def each(function: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """``function`` of every number below ``count``, in order, by ``jobs`` processes. What comes back had best be small.

    Raises what the function raises. One process does all where the system cannot fork.
    """
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415 (start-up)

    if jobs < 2 or count < 2 or "fork" not in get_all_start_methods():  # noqa: PLR2004
        yield from map(function, range(count))
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 (start-up)

    # What is there already is not looked through for garbage by every worker, which would copy all of it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(
            min(jobs, count), mp_context=get_context("fork"), initializer=_inherit, initargs=(function,)
        ) as workers:
            yield from workers.map(_call, range(count))
    finally:
        gc.unfreeze()


def _inherit(function: Callable[[int], Any]) -> None:
    gc.set_threshold(50_000)  # workers make many values that live until they end
    _inherited.append(function)


def _call(number: int) -> Any:
    return _inherited[0](number)
