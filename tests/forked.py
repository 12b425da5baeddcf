"""Vindplaats in a forked process, which inherits the modules and compiled templates of this one.

A new process needs more than a second of processor time for those. Start one only to test how a process begins or ends.
"""

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, NoReturn

from vindplaats.cli import main

_CAPABILITY_VERSION = 0x20080522
_OVERRIDING = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7)), with which root may read and write everything."""
_PR_CAPBSET_DROP = 24


class ForkedProcess:
    """A running command with the interface of `subprocess.Popen`, as far as the tests use it.

    ``before`` is called in the process before the command. With ``session`` it starts its own process group.
    ``temporary`` is a new or existing folder for its temporary files.
    """

    def __init__(
        self,
        *arguments: str,
        before: Callable[[], object] = lambda: None,
        session: bool = False,
        temporary: Path | None = None,
    ) -> None:
        self.args = arguments
        self.returncode: int | None = None
        self._output = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 (`communicate` closes them)
        if temporary:
            temporary.mkdir(exist_ok=True)
        sys.stdout.flush()
        sys.stderr.flush()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, which do nothing here while we fork
            self.pid = os.fork()
        if self.pid == 0:
            self._run(before, session=session, temporary=temporary)

    def _run(self, before: Callable[[], object], *, session: bool, temporary: Path | None) -> NoReturn:
        try:
            if session:
                os.setsid()
            for number, stream in enumerate(self._output, 1):
                os.dup2(stream.fileno(), number)
            if temporary:
                os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
            before()
        except BaseException:
            os.write(2, traceback.format_exc().encode())
            os._exit(99)
        run_and_exit(self.args)

    def poll(self) -> int | None:
        """Return the exit code, or minus the number of the signal that ended it, or None if it still runs."""
        if self.returncode is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def communicate(self, timeout: float = 120) -> tuple[str, str]:
        """Wait until the command ends and return what it wrote to stdout and stderr. Kill it after ``timeout`` (s)."""
        deadline = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                raise subprocess.TimeoutExpired(self.args, timeout)
            time.sleep(0.002)
        out, err = (_read(stream) for stream in self._output)
        return out, err


def _read(stream: IO[bytes]) -> str:
    with stream:
        stream.seek(0)
        return stream.read().decode()


def run_and_exit(arguments: Sequence[str]) -> NoReturn:
    """Run a command on the streams 0 to 2 of this process, which a fork made, and end it."""
    try:
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False) for number in range(3)
        )
        code = main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(99)


def run_forked(
    *arguments: str, before: Callable[[], object] = lambda: None, temporary: Path | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a forked process until it ends; return what `subprocess.run` would."""
    process = ForkedProcess(*arguments, before=before, temporary=temporary)
    out, err = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode or 0, out, err)


def drop_privileges() -> None:
    """Make file permissions apply to this process and those it starts, even if it runs as root. Linux only."""
    if os.geteuid() != 0:
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    sets = (ctypes.c_uint32 * 6)()  # effective, permitted and inheritable: of capabilities 0 to 31, then of the others
    failed = libc.capget(header, sets)
    for capability in _OVERRIDING:
        failed |= libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # for the programs that it starts
        for number in range(3):
            sets[number] &= ~(1 << capability)
    if failed or libc.capset(header, sets):
        raise OSError(ctypes.get_errno(), "capset")
