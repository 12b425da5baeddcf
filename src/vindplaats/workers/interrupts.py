"""Handle SIGINT and SIGTERM: both interrupt a command, except in a block that must be completed first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from vindplaats.errors import LateInterrupt

INTERRUPT_SIGNALS = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[list[int]]:
    """Let SIGTERM raise `KeyboardInterrupt` within the block, as Ctrl+C does, and yield the list of signals received.

    Python loses an exception that is raised while an object is deallocated, so a signal may fail to interrupt the
    block. Even then, the signal is in the list. Only the main thread can handle signals; in others this does nothing.
    """
    received: list[int] = []

    def interrupt(number: int, _: object) -> None:
        received.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield received
        return
    before = [(number, signal.signal(number, interrupt)) for number in INTERRUPT_SIGNALS]
    try:
        yield received
    finally:
        for number, handler in before:
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Delay interrupts until the end of the block. An interrupt that arrived in the block then raises `LateInterrupt`.

    If the block itself raises, the interrupt raises an ordinary `KeyboardInterrupt`. On Windows nothing is delayed.
    """
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
