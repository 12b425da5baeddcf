"""Compute the fixed contents of each file, show the diff, and write the files."""

import difflib
import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Diagnostic, Fix
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.errors import PublishError
from vindplaats.inputs.inventory import Digests, digest
from vindplaats.options import Options, Progress
from vindplaats.patterns import regex
from vindplaats.pipeline import check
from vindplaats.read.records import KINDS
from vindplaats.read.schema import FIELDS, SITE_FIELDS, Field
from vindplaats.read.yaml_syntax.edits import apply_fixes
from vindplaats.result import BuildResult
from vindplaats.text import CONTROL_CHARACTERS, nfc

MAX_ROUNDS = 10
"""Maximum number of times that fixes are looked for. A mistake in YAML hides those in the values of its field."""
_REGISTERS = frozenset({"contactpersonen", "opdrachtgevers", "werkvelden"})
"""The folders of the entries that other pages name."""
CHANGED = "{file} is intussen gewijzigd; er is niets geschreven. Probeer het opnieuw als alles is opgeslagen."
_LINE = regex(r"[^\n]*\n|[^\n]+")


class Change(Struct, frozen=True):
    """The bytes of a file before and after fixing. ``path`` is relative to the source, as on disk."""

    path: str
    before: bytes
    after: bytes

    def diff(self) -> str:
        """Return the diff as `git apply` and ``patch -p1`` read it."""
        name = self.path.translate(CONTROL_CHARACTERS)
        before, after = (_LINE.findall(data.decode()) for data in (self.before, self.after))
        lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


class FixResult(Struct, frozen=True):
    """The files that change, by path, and the result of a check of the source with those changes."""

    changes: tuple[Change, ...]
    result: BuildResult


def find_changes(options: Options, progress: Progress) -> FixResult:
    """Check the source, apply the fixes in memory, and repeat until there are none. Nothing is written.

    Raises what `check` raises, and `PublishError` if a file has changed since the check.
    """
    before: dict[str, bytes] = {}
    after: dict[str, bytes] = {}
    result = check(options, progress)
    for _ in range(MAX_ROUNDS):
        fixes = _fixes_by_file(result.diagnostics)
        # Names come from these files, so that a name is right before it is written anywhere else.
        first = {file: own for file, own in fixes.items() if file.split("/")[1] in _REGISTERS}
        checked = result.digests
        found = _apply(options.source, first, checked, before, after)
        found = found or _apply(options.source, fixes, checked, before, after)
        if not found:
            break
        after |= found
        result = check(structs.replace(options, overrides=after), progress)
    changes = (Change(path, before[path], data) for path, data in sorted(after.items()) if data != before[path])
    return FixResult(tuple(changes), result)


def _apply(
    source: str, fixes: Mapping[str, list[Fix]], checked: Digests, before: dict[str, bytes], after: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the fixed contents of each file that changes, by path, and add to ``before`` what was read of it.

    ``checked`` has the digests of what the check has read. Raises `PublishError` if a file has changed since.
    """
    found: dict[str, bytes] = {}
    for path in checked.keys() | after.keys():  # a check does not read a file that has fixes already
        file = nfc(path)  # as diagnostics name it
        if file not in fixes:
            continue
        if path not in before:
            before[path] = _read_as_checked(source, path, checked)
        now = after.get(path, before[path])
        fixed = apply_fixes(file, now, fixes[file], _declared(file))
        if fixed != now:
            found[path] = fixed
    return found


def write_changes(source: str, changes: tuple[Change, ...]) -> Iterator[Change]:
    """Write the files, each as a whole or not at all, and yield each change that is made.

    Raises `OSError`, which names the file that cannot be written, and `PublishError` if a file has changed since the
    check; then nothing is written.
    """
    for change in changes:
        if _read(source, change.path) != change.before:
            raise PublishError(CHANGED.format(file=change.path))
    for change in changes:
        try:
            _replace(os.path.realpath(os.path.join(source, change.path)), change.after)
        except OSError as error:
            error.filename = change.path  # not the one beside it
            raise
        yield change


def _fixes_by_file(diagnostics: tuple[Diagnostic, ...]) -> Mapping[str, list[Fix]]:
    found: dict[str, list[Fix]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None:
            found.setdefault(diagnostic.file, []).append(diagnostic.fix)
    return found


def _declared(file: str) -> tuple[Field, ...]:
    """Return the fields that a file may have."""
    if file == SITE_FILE:
        return SITE_FIELDS
    folder = file.split("/")[1]
    return FIELDS[next((kind for kind in KINDS if kind == folder), "start")]


def _read_as_checked(source: str, path: str, digests: Digests) -> bytes:
    """Return the bytes of a file that a check has read. Raises `PublishError` if it read others than are there now."""
    data = _read(source, path)
    if digests.get(path) != digest(data):
        raise PublishError(CHANGED.format(file=path))
    return data


def _read(source: str, path: str) -> bytes:
    with open(os.path.join(source, path), "rb") as stream:
        return stream.read()


def _replace(path: str, data: bytes) -> None:
    """Replace a file by one with these bytes and the same mode, at once. The new file is written beside it."""
    mode = stat.S_IMODE(os.stat(path).st_mode)
    number, beside = tempfile.mkstemp(prefix=".vindplaats-", dir=os.path.dirname(path))
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, mode)
        os.replace(beside, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise
