"""What is wrong, where, and what to do: values that are collected, sorted and told together.

Exceptions are for bugs and for input and output; anything an editor can cause is a `Diagnostic`.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from vindplaats.text import CONTROL_CHARACTERS

Severity = Literal["error", "warning"]


class Place(Struct, frozen=True, gc=False, order=True):
    """Where something stands: `file` relative to the source, lines and columns (characters) from 1."""

    file: str
    line: int = 1
    column: int = 1


class Diagnostic(Struct, frozen=True, gc=False):
    """One fault. The fields, in this order, are what ``--format json`` prints."""

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    remedy: str

    def __str__(self) -> str:
        """One line for people: place, severity, code, what is wrong and what to do."""
        return f"{self.place}: {self.label}: {self.message} {self.remedy}".rstrip()

    @property
    def place(self) -> str:
        """The place as editors and terminals make it a link: ``content/x.md:4:1``."""
        return f"{self.file.translate(CONTROL_CHARACTERS)}:{self.line}:{self.column}"

    @property
    def label(self) -> str:
        """The severity in Dutch, with the code: ``fout[onbekend-veld]``."""
        return f"{'fout' if self.severity == 'error' else 'waarschuwing'}[{self.code}]"


def collect(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Sort by place, the same one once; with ``strict`` every warning becomes an error."""
    if strict:
        diagnostics = (Diagnostic(d.code, "error", d.file, d.line, d.column, d.message, d.remedy) for d in diagnostics)
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.file, d.line, d.column, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether there is an error among them, so that nothing may be published."""
    return any(d.severity == "error" for d in diagnostics)
