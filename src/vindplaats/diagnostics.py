"""What is wrong, where, and what to do: values that are collected, sorted and told together.

Exceptions are for bugs and for input and output; anything an editor can cause is a `Diagnostic`.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]

INVISIBLE = (
    dict.fromkeys(
        (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000)), "\ufffd"
    )
    | {sign: chr(0x2400 + sign) for sign in range(0x20)}
    | dict.fromkeys((*b"\t\n\r", 0x85, 0x2028, 0x2029), " ")
)
"""Signs that would steer the terminal or the log in which a message is read, and what is shown in their place."""


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
        return f"{self.file.translate(INVISIBLE)}:{self.line}:{self.column}"

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


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """One JSON array of objects, keys as the fields of `Diagnostic`."""
    from msgspec import json  # noqa: PLC0415 (start-up: only for this format)

    return json.format(json.encode(list(diagnostics)), indent=2).decode()


def to_github(diagnostics: Iterable[Diagnostic], prefix: str = "") -> str:
    """Workflow commands that GitHub shows beside the line, one each.

    ``prefix`` leads from the root of the repository to the source (``docs/``). Escapes as in the
    source of actions/toolkit, ``packages/core/src/command.ts``: data ``% CR LF``, properties ``: ,`` too.
    """
    lines = []
    for d in diagnostics:
        data = _escape(f"{d.message} {d.remedy}".rstrip())
        file, title = (_escape(text).replace(":", "%3A").replace(",", "%2C") for text in (prefix + d.file, d.code))
        lines.append(f"::{d.severity} file={file},line={d.line},col={d.column},title={title}::{data}")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
