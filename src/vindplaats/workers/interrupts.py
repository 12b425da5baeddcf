"""Handle SIGINT and SIGTERM: both interrupt a command, except in a block that must be completed first."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vindplaats.errors import LateInterrupt

INTERRUPT_SIGNALS = (signal.SIGINT, signal.SIGTERM)

NUDGE_S = 0.1
"""Number of seconds after which `nudged` lets the main thread look at the signals that it has received."""


def _raise() -> None:
    raise KeyboardInterrupt


@contextmanager
def interruptible(stop: Callable[[], object] = _raise) -> Iterator[list[int]]:
    """Let SIGINT and SIGTERM call ``stop`` within the block, and yield the list of signals received.

    By default, both raise `KeyboardInterrupt`. Python loses an exception that is raised while an object is deallocated,
    so a signal may fail to interrupt the block. Even then, the signal is in the list. Only the main thread can handle
    signals; in others this does nothing.
    """
    received: list[int] = []

    def interrupt(number: int, _: object) -> None:
        received.append(number)
        stop()

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


@contextmanager
def nudged() -> Iterator[None]:
    """Let an interrupt end a call of `input` in the block, whenever it arrives.

    Between showing its question and waiting for the answer, `input` does not look at signals. An interrupt that arrives
    then would be handled only after the answer. Therefore a thread sends a signal without a meaning every `NUDGE_S`,
    which ends the waiting, so that Python handles what arrived before.
    """
    main = threading.main_thread()
    if not hasattr(signal, "SIGURG") or threading.current_thread() is not main:  # Windows has no such signal
        yield
        return
    done = threading.Event()

    def nudge() -> None:
        while not done.wait(NUDGE_S):
            signal.pthread_kill(main.ident or 0, signal.SIGURG)

    before = signal.signal(signal.SIGURG, lambda *_: None)
    thread = threading.Thread(target=nudge, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        signal.signal(signal.SIGURG, before if before is not None else signal.SIG_DFL)
