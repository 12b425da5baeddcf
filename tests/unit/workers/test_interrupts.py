"""An interrupt ends a question, whenever it arrives."""

import os
import signal
import threading
from threading import Timer

import pytest

from vindplaats.workers.interrupts import interruptible, nudged


def test_an_interrupt_that_did_not_end_the_waiting_is_handled_all_the_same() -> None:
    reader, writer = os.pipe()
    # A signal to another thread is noticed by Python but does not wake the main one, like one just before it waits.
    interrupt = Timer(0.05, lambda: signal.pthread_kill(threading.get_ident(), signal.SIGTERM))
    rescue = Timer(2, os.write, (writer, b"too late"))
    for timer in (interrupt, rescue):
        timer.start()
    before = signal.getsignal(signal.SIGURG)
    with interruptible() as received, pytest.raises(KeyboardInterrupt), nudged():
        os.read(reader, 1)
    in_time = not rescue.finished.is_set()
    rescue.cancel()
    assert (in_time, received, signal.getsignal(signal.SIGURG)) == (True, [signal.SIGTERM], before)
    os.close(reader)
    os.close(writer)
