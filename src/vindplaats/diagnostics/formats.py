"""Diagnostics as JSON and as workflow commands of GitHub."""

from collections.abc import Iterable

from vindplaats.diagnostics.diagnostic import Diagnostic


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
