"""SIGINT and SIGTERM: when they interrupt, and when they wait."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from vindplaats.errors import LateInterrupt

INTERRUPT_SIGNALS = (signal.SIGINT, signal.SIGTERM)


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
    before = [(one, signal.signal(one, interrupt)) for one in INTERRUPT_SIGNALS]
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
    before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPT_SIGNALS)
    try:
        yield
    except BaseException:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        raise
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    except KeyboardInterrupt as interrupt:
        raise LateInterrupt from interrupt
