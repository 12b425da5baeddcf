"""Format diagnostics as text, coloured text, JSON, or workflow commands of GitHub."""

from collections.abc import Iterable

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.excerpt import Excerpt

_COLOURS = {"error": "31", "warning": "33"}
"""Red and yellow, as parameters of an ANSI escape sequence."""


def to_text(diagnostic: Diagnostic, excerpt: Excerpt | None = None, *, colours: bool = False) -> str:
    """Return lines for people: what is wrong, where, and what to do.

    Below these words are, indented, the line of the source with a caret, if it is given, and a note if ``check --fix``
    fixes it. With ``colours``, the place is bold, the severity red or yellow, and the remedy and the note dim.
    """
    below = [diagnostic.note] if diagnostic.note else []
    if excerpt:
        below = [excerpt.text, excerpt.caret, *below]
    if colours and diagnostic.note:
        below[-1] = f"\x1b[2m{below[-1]}\x1b[0m"
    head = _coloured(diagnostic) if colours else str(diagnostic)
    return "\n    ".join((head, *below))


def _coloured(diagnostic: Diagnostic) -> str:
    return (
        f"\x1b[1m{diagnostic.place}:\x1b[0m \x1b[{_COLOURS[diagnostic.severity]}m{diagnostic.label}\x1b[0m: "
        f"{diagnostic.message} \x1b[2m{diagnostic.remedy}\x1b[0m"
    )


def to_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Return a JSON array with one object per diagnostic. The keys are the attributes of `Diagnostic` but the fix."""
    from msgspec import json, structs  # noqa: PLC0415 (start-up: only for this format)

    objects = [structs.asdict(d) for d in diagnostics]
    for found in objects:
        del found["fix"]
    return json.format(json.encode(objects), indent=2).decode()


def to_github(diagnostics: Iterable[Diagnostic], prefix: str = "") -> str:
    """Return one workflow command per diagnostic, so that GitHub shows the diagnostic beside its line.

    ``prefix`` is the path of the source in the repository, such as ``docs/``. The escapes are those of
    ``packages/core/src/command.ts`` in actions/toolkit: ``%``, CR and LF everywhere, and ``:`` and ``,`` in properties.
    """
    lines = []
    for d in diagnostics:
        data = _escape(f"{d.message} {d.advice}".rstrip())
        file, title = (_escape(text).replace(":", "%3A").replace(",", "%2C") for text in (prefix + d.file, d.code))
        lines.append(f"::{d.severity} file={file},line={d.line},col={d.column},title={title}::{data}")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
