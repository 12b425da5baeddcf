"""Drive a command through a pseudo-terminal, as a person who types does."""

import os
import select
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from forked import run_and_exit

TIMEOUT_S = 30.0
"""Maximum number of seconds to wait for a text to appear, or for the command to end."""


class PseudoTerminal:
    """A command that runs on a terminal of its own.

    ``words`` are the command line of a program, or the arguments of Vindplaats if it is ``forked``. ``stdout`` and
    ``stderr`` are files for these streams; without one, the stream is the terminal. ``shown`` is everything that the
    terminal has shown so far.
    """

    def __init__(
        self, words: Sequence[str], *, forked: bool = False, stdout: Path | None = None, stderr: Path | None = None
    ) -> None:
        import pty  # noqa: PLC0415 (Windows has none)

        self.shown = ""
        self._read = 0
        self._bytes = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            for number, file in ((1, stdout), (2, stderr)):
                if file is not None:
                    os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT), number)
            os.environ.update(TERM="xterm", PYTHONDEVMODE="")
            if forked:
                run_and_exit(words)
            os.execvp(words[0], list(words))

    def wait_for(self, text: str) -> None:
        """Wait until the terminal shows a text after what was waited for before."""
        limit = time.monotonic() + TIMEOUT_S
        while text not in self.shown[self._read :]:
            assert time.monotonic() < limit, self.shown
            assert self._receive(), f"the command ended before '{text}': {self.shown}"
        self._read = self.shown.index(text, self._read) + len(text)

    def type(self, text: str) -> None:
        """Type a text. ``\\n`` is Enter, ``\\t`` is Tab, ``\\x03`` Ctrl+C and ``\\x04`` Ctrl+D."""
        self.type_bytes(text.encode())

    def type_bytes(self, data: bytes) -> None:
        """Type bytes, which need not be text."""
        os.write(self._terminal, data)

    def answer(self, question: str, text: str) -> None:
        """Wait for a question, and type an answer and Enter."""
        self.wait_for(question)
        self.type(f"{text}\n")

    def kill(self, number: signal.Signals) -> None:
        """Send a signal to the command alone."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Wait until the command ends, and return its exit code."""
        while self._receive():
            pass
        os.close(self._terminal)
        _, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def _receive(self) -> bool:
        """Read what the terminal shows next. Return false if the command has closed it."""
        ready, _, _ = select.select([self._terminal], [], [], TIMEOUT_S)
        assert ready, f"nothing more after: {self.shown}"
        try:
            data = os.read(self._terminal, 65536)
        except OSError:  # Linux says so if no process has the terminal open
            return False
        self._bytes += data
        self.shown = self._bytes.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)
