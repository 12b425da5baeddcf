"""Format diagnostics as text, coloured text, JSON, workflow commands of GitHub, SARIF, or a report of GitLab."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from vindplaats import __version__
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.excerpt import Excerpt

HOMEPAGE = "https://example.org/vindplaats"
"""The address of this program, the same as in ``pyproject.toml``."""

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
    """Return a JSON array of one object per diagnostic. The keys are the attributes of `Diagnostic` except ``fix``."""
    from msgspec import structs  # noqa: PLC0415 (start-up: only for this format)

    objects = [structs.asdict(d) for d in diagnostics]
    for found in objects:
        del found["fix"]
    return _json(objects)


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


class LocatedDiagnostic(Struct, frozen=True):
    """A diagnostic with its line of the source, empty if that is not known, and the column of what is wrong in it."""

    diagnostic: Diagnostic
    line: str
    column: int


def fingerprints(found: Iterable[LocatedDiagnostic]) -> Iterator[str]:
    """Yield a fingerprint for each diagnostic, by which a program knows it again after the file was edited.

    It depends on the code, the file and the text of the line, and not on the number of the line, because a new line
    above must not make a new fault of an old one. Nor does it depend on the message, which may have figures in it. Of
    diagnostics that are equal in these, the second and later are numbered.
    """
    from hashlib import sha256  # noqa: PLC0415 (start-up: only for these formats)

    times: dict[str, int] = {}
    for item in found:
        parts = (item.diagnostic.code, item.diagnostic.file, item.line.strip())
        digest = sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
        times[digest] = times.get(digest, 0) + 1
        yield f"{digest}:{times[digest]}"


def to_sarif(found: Sequence[LocatedDiagnostic], prefix: str = "") -> str:
    """Return a log in the Static Analysis Results Interchange Format (SARIF 2.1.0).

    ``prefix`` is the path of the source in the repository, as in `to_github`. A column counts characters, and not the
    UTF-16 code units that SARIF counts by default.
    """
    rules = _rules({item.diagnostic.code for item in found})
    indexes = {rule["id"]: index for index, rule in enumerate(rules)}
    driver = {"name": "Vindplaats", "version": __version__, "informationUri": HOMEPAGE, "rules": rules}
    results = [
        {
            "ruleId": item.diagnostic.code,
            "ruleIndex": indexes[item.diagnostic.code],
            "level": item.diagnostic.severity,
            "message": {"text": _words(item.diagnostic)},
            "locations": _locations(item, prefix),
            "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        }
        for item, fingerprint in zip(found, fingerprints(found), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": "nl", "results": results}
    return _json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _locations(item: LocatedDiagnostic, prefix: str) -> list[Mapping[str, Any]]:
    """Return where a diagnostic is: nowhere if that is no file, and without a base if it is outside the source."""
    from urllib.parse import quote  # noqa: PLC0415 (start-up: only for this format)

    file = item.diagnostic.file
    if not file:
        return []
    address = quote(file.encode("utf-8", "surrogateescape"))
    artifact = {"uri": f"file://{address}"} if file.startswith("/") else {"uri": quote(prefix) + address}
    region = {"startLine": item.diagnostic.line, "startColumn": item.column}
    return [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]


def _rules(codes: Iterable[str]) -> list[Mapping[str, Any]]:
    """Return what these codes mean and what to do about each, as in the table of the handbook."""
    import pkgutil  # noqa: PLC0415 (start-up: only for this format)
    from importlib import import_module  # noqa: PLC0415

    from vindplaats import diagnostics  # noqa: PLC0415
    from vindplaats.diagnostics.fault import Fault  # noqa: PLC0415

    modules = [
        import_module(f"{diagnostics.__name__}.{module.name}") for module in pkgutil.iter_modules(diagnostics.__path__)
    ]
    declared = [fault for module in modules for fault in vars(module).values() if isinstance(fault, Fault)]
    rows = {fault.code: fault for fault in declared if fault.meaning}
    return [
        {
            "id": code,
            "shortDescription": _markdown(_sentence(rows[code].meaning)),
            "help": _markdown(_sentence(rows[code].advice)),
            "defaultConfiguration": {"level": rows[code].severity},
        }
        for code in sorted(codes)
    ]


def _sentence(words: str) -> str:
    """Return the words of a cell of the table as a sentence. What begins with code keeps its first letter."""
    return f"{words[:1].upper()}{words[1:]}."


def _markdown(text: str) -> dict[str, str]:
    return {"text": text.replace("`", ""), "markdown": text}


def to_gitlab(found: Sequence[LocatedDiagnostic], prefix: str = "") -> str:
    """Return a Code Quality report of GitLab: an array with five keys for each diagnostic."""
    return _json([
        {
            "description": _words(item.diagnostic),
            "check_name": item.diagnostic.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[item.diagnostic.severity],
            "location": {"path": prefix + item.diagnostic.file, "lines": {"begin": item.diagnostic.line}},
        }
        for item, fingerprint in zip(found, fingerprints(found), strict=True)
    ])  # fmt: skip


_SEVERITIES = {"error": "major", "warning": "minor"}
"""The severities in a report of GitLab."""


def _words(diagnostic: Diagnostic) -> str:
    """Return what is wrong and what to do, with the note on a line of its own: a remedy may end in a line to write."""
    words = f"{diagnostic.message} {diagnostic.remedy}".replace("\n", " ").rstrip()
    return f"{words}\n{diagnostic.note}".rstrip()


def _json(value: object) -> str:
    from msgspec import json  # noqa: PLC0415 (start-up: only for these formats)

    return json.format(json.encode(value), indent=2).decode()
