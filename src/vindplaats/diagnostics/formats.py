"""The forms in which diagnostics are printed: text, coloured text, JSON, and workflow commands of GitHub."""

from collections.abc import Iterable

from vindplaats.diagnostics.diagnostic import Diagnostic

_COLOURS = {"error": "31", "warning": "33"}
"""Red and yellow, as the numbers of an ANSI escape sequence."""


def to_text(diagnostic: Diagnostic, *, colours: bool = False) -> str:
    """Return one line for people; with ``colours`` the place is bold, the severity red or yellow, the remedy dim."""
    if not colours:
        return str(diagnostic)
    return (
        f"\x1b[1m{diagnostic.place}:\x1b[0m \x1b[{_COLOURS[diagnostic.severity]}m{diagnostic.label}\x1b[0m: "
        f"{diagnostic.message} \x1b[2m{diagnostic.remedy}\x1b[0m"
    )


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return one JSON array of objects, whose keys are the fields of `Diagnostic`."""
    from msgspec import json  # noqa: PLC0415 (start-up: only for this format)

    return json.format(json.encode(list(diagnostics)), indent=2).decode()


def to_github(diagnostics: Iterable[Diagnostic], prefix: str = "") -> str:
    """Return one workflow command per diagnostic, which GitHub shows beside the line.

    ``prefix`` leads from the root of the repository to the source (``docs/``). The escapes are those in the source of
    actions/toolkit, ``packages/core/src/command.ts``: ``% CR LF`` in data, and ``: ,`` in properties too.
    """
    lines = []
    for d in diagnostics:
        data = _escape(f"{d.message} {d.remedy}".rstrip())
        file, title = (_escape(text).replace(":", "%3A").replace(",", "%2C") for text in (prefix + d.file, d.code))
        lines.append(f"::{d.severity} file={file},line={d.line},col={d.column},title={title}::{data}")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
