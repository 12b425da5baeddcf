"""Divide work among forked processes. Each worker inherits the memory of this process, so no input is pickled."""

import ctypes
import errno
import os
import pickle
import selectors
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from vindplaats.patterns import compile_all
from vindplaats.workers.interrupts import INTERRUPT_SIGNALS

T = TypeVar("T")


_PR_SET_PDEATHSIG = 1


MAX_COPIED_BYTES = 128_000_000
"""Number of bytes after which a worker is replaced, instead of calling once more. Reading an object changes its
reference count, so the kernel copies the page of memory that holds the object. A new worker shares all memory with this
process again."""


CALLS_PER_WORKER = 64
"""Number of calls after which a worker is replaced even if it has copied little."""


_CALLS_BEFORE_COMPILING = 8
"""Number of calls per process up to which few workers are replaced, because they copy too little memory by then."""


WORKER_KILLED = "een van de processen is afgebroken, misschien omdat er te weinig geheugen is"
"""The message, in Dutch, of the error for a killed worker. It is printed after "Het systeem weigert: "."""


_MAX_ROUND_CALLS = 1024
"""Maximum number of calls in one round. Workers wait for each other at the end of a round. The arguments of its calls,
numbers of 4 bytes each, fit in the buffer of any pipe, so that they can be written before a worker reads them."""


_NUMBER_BYTES = 4
"""Number of bytes of each number in the pipe of tasks."""


_HEADER_BYTES = 8
"""Number of bytes of the length that precedes each message of a worker."""


_READ_BYTES = 1 << 16


_FINISHED = b""
"""The last message of a worker, sent when the pipe of tasks is empty."""


_REPLACE = b"replace"
"""The last message of a worker that is to be replaced. There may be more tasks."""


def fork_map(function: Callable[[int], T], count: int, jobs: int) -> Iterator[T]:
    """Yield ``function(number)`` for every number below ``count``, in order, computed by up to ``jobs`` processes.

    Keep results small, because workers pickle them and send them to this process. Raises the exception of the function,
    or a `RuntimeError` if that exception cannot be pickled, and `ChildProcessError` as soon as a worker is killed. If
    the system cannot fork, or ``jobs`` or ``count`` is less than 2, this process computes everything itself. Workers
    ignore interrupts: this process kills them when it is interrupted itself.
    """
    if jobs < 2 or count < 2 or not hasattr(os, "fork"):  # noqa: PLR2004
        yield from map(function, range(count))
        return
    if count > jobs * _CALLS_BEFORE_COMPILING:
        compile_all()  # once, instead of in each of the workers that replace others
    for start in range(0, count, _MAX_ROUND_CALLS):
        with _started(function, range(start, min(start + _MAX_ROUND_CALLS, count)), jobs) as results:
            yield from results


class _Worker:
    """The parent's side of a forked process: ``results`` is the pipe from which its messages are read.

    Each message is preceded by its length.
    """

    def __init__(self, pid: int, results: int) -> None:
        self.pid, self.results, self.received, self.finished = pid, results, bytearray(), False

    def messages(self) -> Iterator[bytes]:
        """Read once, and yield the messages that are now complete. Raise `ChildProcessError` if the worker died."""
        data = os.read(self.results, _READ_BYTES)
        self.received += data
        while len(self.received) >= _HEADER_BYTES and len(self.received) >= (end := _HEADER_BYTES + self._length()):
            yield bytes(self.received[_HEADER_BYTES:end])
            del self.received[:end]
        if not data and not self.finished:
            raise ChildProcessError(errno.ECHILD, WORKER_KILLED)

    def _length(self) -> int:
        return int.from_bytes(self.received[:_HEADER_BYTES], "big")


@contextmanager
def in_background(function: Callable[[], T], jobs: int) -> Iterator[Callable[[], T]]:
    """Compute ``function()`` in another process, and yield a function that waits for its result and returns it.

    The other process is killed at the end if it is not ready. The result, exceptions and interrupts are as in
    `fork_map`. With ``jobs`` less than 2, or if the system cannot fork, yield ``function`` itself.
    """
    if jobs < 2 or not hasattr(os, "fork"):  # noqa: PLR2004
        yield function
        return
    with _started(lambda _: function(), range(1), 1) as results:
        yield lambda: next(results)


@contextmanager
def _started(function: Callable[[int], T], numbers: range, jobs: int) -> Iterator[Iterator[T]]:
    """Start workers, and yield an iterator of ``function(number)`` for each of ``numbers``, in order.

    A `ProcessPoolExecutor` may wait forever when a worker is killed. This function cannot: all numbers are in a pipe
    before the first fork, there are no locks, and each worker is the only writer of its own pipe of results, so the
    parent reads an end of file there when the worker dies. The workers end when the context does.
    """
    tasks, writable = os.pipe()
    os.write(writable, b"".join(number.to_bytes(_NUMBER_BYTES, "big") for number in numbers))
    os.close(writable)
    workers: list[_Worker] = []

    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())

    def start(count: int, replaced: Sequence[_Worker] = ()) -> list[_Worker]:
        try:
            # Workers inherit this mask. In the parent, no interrupt can come between a fork and the append.
            signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPT_SIGNALS)
            for worker in replaced:
                workers.remove(worker)
                _end(worker)
            for _ in range(count):
                workers.append(_fork(function, tasks, workers))
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        return workers[-count:]

    try:
        started = start(min(jobs, len(numbers)))
        yield _receive(started, numbers, lambda worker: start(1, [worker])[0])
    finally:
        try:
            signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPT_SIGNALS)
        finally:
            os.close(tasks)
            for worker in workers:
                _end(worker)
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _receive(workers: list[_Worker], numbers: range, replace: Callable[[_Worker], _Worker]) -> Iterator[Any]:
    """Yield the results for ``numbers`` in order, each as soon as it and all earlier ones have arrived.

    ``replace`` starts a worker in place of one that ends although there may be more tasks.
    """
    done: dict[int, tuple[Any, BaseException | None]] = {}
    with selectors.DefaultSelector() as waiting:
        for worker in workers:
            waiting.register(worker.results, selectors.EVENT_READ, worker)
        for number in numbers:
            while number not in done:
                for key, _ in waiting.select():
                    worker = key.data
                    for message in worker.messages():
                        if message in {_FINISHED, _REPLACE}:
                            worker.finished = True
                            waiting.unregister(worker.results)
                            if message == _REPLACE:
                                newest = replace(worker)
                                waiting.register(newest.results, selectors.EVENT_READ, newest)
                        else:
                            which, result, error = pickle.loads(message)  # noqa: S301 (our own process sent it)
                            done[which] = result, error
            result, error = done.pop(number)
            if error is not None:
                raise error
            yield result


def _end(worker: _Worker) -> None:
    """Kill a worker, whatever it is doing, and wait for it, so that it does not become a zombie."""
    os.close(worker.results)
    with suppress(ProcessLookupError):
        os.kill(worker.pid, signal.SIGKILL)
    with suppress(ChildProcessError):  # if this process ignores SIGCHLD, there are no children to wait for
        os.waitpid(worker.pid, 0)


def _fork(function: Callable[[int], Any], tasks: int, others: list[_Worker]) -> _Worker:
    """Fork a worker, which takes numbers from ``tasks`` until it must be replaced. ``others`` are earlier workers."""
    readable, results = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(results)  # before the next fork, so that no other worker inherits it
        return _Worker(pid, readable)
    try:
        for other in (readable, *(worker.results for worker in others)):
            os.close(other)
        _die_with(parent)
        calls = 0
        while calls < CALLS_PER_WORKER and (not calls or _copied_bytes() < MAX_COPIED_BYTES):
            if not (task := os.read(tasks, _NUMBER_BYTES)):
                _send(results, _FINISHED)
                break
            _send(results, _outcome(function, int.from_bytes(task, "big")))
            calls += 1
        else:
            _send(results, _REPLACE)
    finally:
        os._exit(0)  # do not run the inherited `finally` blocks and exit handlers: they belong to the parent


def _copied_bytes() -> int:
    """Return the size of the memory that this worker has copied or added since it was forked.

    The kernel counts these pages as they come; a page that is given back and taken again counts twice.
    """
    import resource  # noqa: PLC0415 (not on Windows, which has no fork either)

    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt * resource.getpagesize()


def _outcome(function: Callable[[int], Any], number: int) -> bytes:
    """Return a pickled tuple: the number, the result or None if there is none, and the exception or None."""
    try:
        return pickle.dumps((number, function(number), None))
    except BaseException as error:
        where = "In a worker:\n" + "".join(traceback.format_exception(error))
        error.add_note(where)
        try:
            return pickle.dumps((number, None, error))
        except Exception:  # some exceptions cannot be pickled
            return pickle.dumps((number, None, RuntimeError(where)))


def _send(results: int, message: bytes) -> None:
    rest = memoryview(len(message).to_bytes(_HEADER_BYTES, "big") + message)
    while rest:
        rest = rest[os.write(results, rest) :]


def _die_with(parent: int) -> None:
    """Ask the kernel to kill this process as soon as its parent ends, for whatever reason. Linux only."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # the parent ended before the call
            os._exit(1)
