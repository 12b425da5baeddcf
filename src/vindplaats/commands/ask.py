"""Ask questions on a terminal, with completion of names where the system has readline."""

import contextlib
import io
import re
import sys
from collections.abc import Iterator, Sequence

from msgspec import Struct

from vindplaats import terminal
from vindplaats.patterns import regex
from vindplaats.text import CONTROL_CHARACTERS
from vindplaats.workers.interrupts import nudged

_LAST_NAME = regex(r"(?:.*[,;])?\s*", re.DOTALL)


class Question(Struct, frozen=True):
    """A question, such as ``"Werkveld"``, and what may be answered.

    ``choices`` are listed with numbers. With ``several``, an answer may have more than one number. An empty answer
    gives ``if_empty``; if that is None, the question is asked again.
    """

    text: str
    choices: Sequence[str] = ()
    several: bool = False
    if_empty: str | None = None


def is_possible() -> bool:
    """Return whether there is a terminal to ask on: one where people type, and see what is asked."""
    return _is_terminal(sys.stdin) and (_is_terminal(sys.stdout) or _is_terminal(sys.stderr))


def _is_terminal(stream: object) -> bool:
    return isinstance(stream, io.TextIOWrapper) and stream.isatty()


def list_choices(question: Question) -> None:
    """Show the choices of a question with their numbers."""
    for number, choice in enumerate(question.choices, 1):
        terminal.say(f"{number:>4}  {choice.translate(CONTROL_CHARACTERS)}")


def ask(question: Question) -> tuple[str, ...]:
    """Ask a question until there is an answer, and return the values in it. Raises `EOFError` if the input ends.

    Numbers are replaced by the choices that they stand for. An answer without numbers is one value.
    """
    while True:
        with _completion(question.choices), nudged():
            answer = _read(f"{question.text}: ").strip()
        if answer:
            return _values(answer, question)
        if question.if_empty is not None:
            return (question.if_empty,)


def _values(answer: str, question: Question) -> tuple[str, ...]:
    """Return the values in an answer: the whole of it, or each of its parts if any is the number of a choice."""
    parts = re.split(r"[,;]", answer) if question.several else [answer]
    if question.several and re.fullmatch(r"[0-9\s]+", answer):
        parts = answer.split()
    found = [_choice(part, question.choices) for part in parts]
    if not any(found):
        return (answer,)
    values = (choice or part.strip() for choice, part in zip(found, parts, strict=True))
    return tuple(dict.fromkeys(value for value in values if value))


def _choice(text: str, choices: Sequence[str]) -> str:
    """Return the choice whose number is in a text, or ``""``."""
    number = int(text) if re.fullmatch(r"\s*[0-9]{1,6}\s*", text) else 0
    return choices[number - 1] if 0 < number <= len(choices) else ""


def _read(prompt: str) -> str:
    """Read a line. The prompt is on standard output only if that is the terminal: a program may read what is there."""
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors != "replace":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    if _is_terminal(sys.stdout):
        return input(prompt)
    sys.stderr.write(prompt)
    sys.stderr.flush()
    return input()


@contextlib.contextmanager
def _completion(choices: Sequence[str]) -> Iterator[None]:
    """Complete names with Tab within the block."""
    try:
        import readline  # noqa: PLC0415 (Windows has none)
    except ImportError:
        yield
        return
    before = readline.get_completer(), readline.get_completer_delims()
    readline.set_completer(lambda text, state: complete(text, choices, state))
    readline.set_completer_delims("")
    is_libedit = "libedit" in (readline.__doc__ or "")  # macOS
    readline.parse_and_bind("bind ^I rl_complete" if is_libedit else "tab: complete")
    try:
        yield
    finally:
        readline.set_completer(before[0])
        readline.set_completer_delims(before[1])


def complete(text: str, choices: Sequence[str], state: int) -> str | None:
    """Return completion ``state`` (from 0) of a line that begins with ``text``, or None if there are no more.

    Only the last name of several is completed, whatever its case: ``"Wonen, zo"`` gives ``"Wonen, Zorg"``.
    """
    head = _LAST_NAME.match(text)
    before = head[0] if head else ""
    last = text[len(before) :].casefold()
    found = [f"{before}{choice}" for choice in choices if choice.casefold().startswith(last)]
    return found[state] if state < len(found) else None
