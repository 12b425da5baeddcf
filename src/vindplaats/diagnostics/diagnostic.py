"""A diagnostic: what is wrong with the content, where, and what to do about it.

A fault that an editor can cause is reported as a `Diagnostic`. `vindplaats.errors` says when exceptions are raised
instead.

There is one protocol for passing on diagnostics. A stage returns ``(value, tuple[Diagnostic, ...])``, or the tuple
alone if it only checks something. A step inside a stage takes a `Report` and adds what it finds.

A stage also makes the fix of a fault: which part of the file ``check --fix`` replaces, and by what. A fix names a
place, as a diagnostic does, and not the characters that are replaced: these are looked up in the file only if the fix
is applied (`read.yaml_syntax.edits`), so that reading a page costs no more for it.
"""

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct, structs

from vindplaats.text import CONTROL_CHARACTERS

Severity = Literal["error", "warning"]


class Place(Struct, frozen=True, gc=False, order=True):
    """A place in a source file.

    ``file`` is the path relative to the source folder, such as ``"content/site.yaml"``. Lines and columns (in
    characters) are counted from 1.
    """

    file: str
    line: int = 1
    column: int = 1


class NewValue(Struct, frozen=True, gc=False, tag=True):
    """Write another value for the field whose key is at this place, or for the item of a list that is there.

    ``text`` is the value that is there now, with single spaces, or empty if it is no text. Several ``values`` become a
    list, or as many items. ``is_first`` says that the value may mean several things, of which this is the likeliest.
    """

    line: int
    column: int
    text: str
    values: tuple[str, ...]
    is_first: bool = False


class NewKey(Struct, frozen=True, gc=False, tag=True):
    """Write another name for the field whose key is at this place."""

    line: int
    column: int
    name: str


class NewField(Struct, frozen=True, gc=False, tag=True):
    """Write a line, such as ``opdrachtgever: []``, below the field whose key is at this place."""

    line: int
    column: int
    text: str


class NewText(Struct, frozen=True, gc=False, tag=True):
    """Write another text from this place up to, but without, the character at ``end_line`` and ``end_column``.

    ``old`` is the text that is there now, with a line feed at the end of each line. ``is_first`` is as in `NewValue`.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    old: str
    text: str
    is_first: bool = False


Fix = NewValue | NewKey | NewField | NewText

FIXES = "'vindplaats check --fix' verbetert dit."
FIXES_AS_FIRST = "'vindplaats check --fix' schrijft het eerste."


def note_of(fix: Fix) -> str:
    """Return the sentence that says that ``check --fix`` fixes a diagnostic."""
    return FIXES_AS_FIRST if isinstance(fix, NewValue | NewText) and fix.is_first else FIXES


class Diagnostic(Struct, frozen=True, gc=False):
    """A fault at one place in the source. `Fault.at` makes a diagnostic from a declared `Fault`.

    ``fix`` is what ``check --fix`` does about it, if it can. ``--format json`` prints the other attributes, in this
    order.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    message: str
    remedy: str
    fix: Fix | None = None

    def __str__(self) -> str:
        """Return one line for people: place, severity, code, what is wrong and what to do."""
        return f"{self.place}: {self.label}: {self.message} {self.remedy}".rstrip()

    @property
    def advice(self) -> str:
        """The remedy and, on a line of its own, the sentence that says so if ``check --fix`` can do it."""
        return f"{self.remedy}\n{self.note}".strip("\n")

    @property
    def note(self) -> str:
        """The sentence that says that ``check --fix`` fixes this, or an empty text."""
        return "" if self.fix is None else note_of(self.fix)

    def fixed_by(self, fix: Fix | None) -> "Diagnostic":
        """Return this diagnostic with a fix, or without one."""
        return structs.replace(self, fix=fix)

    @property
    def place(self) -> str:
        """The place in the form that text editors and terminals turn into a link, such as ``content/x.md:4:1``."""
        return f"{self.file.translate(CONTROL_CHARACTERS)}:{self.line}:{self.column}"

    @property
    def label(self) -> str:
        """The severity in Dutch, with the code, such as ``fout[onbekend-veld]``."""
        return f"{'fout' if self.severity == 'error' else 'waarschuwing'}[{self.code}]"


class Report:
    """A collector of the diagnostics that the steps of one stage find.

    A stage makes a report, hands it to its steps, and returns ``report.diagnostics`` beside its value:

        def read_pages(files) -> tuple[Pages, tuple[Diagnostic, ...]]:
            report = Report()
            pages = [read_page(file, report) for file in files]
            return Pages(pages), report.diagnostics

    A step calls ``report.add(...)`` and returns only its value. No step appends to a list of its caller or takes a
    callback, and none returns a diagnostic instead of its value.
    """

    __slots__ = ("_diagnostics",)

    def __init__(self) -> None:
        self._diagnostics: list[Diagnostic] = []

    def add(self, diagnostic: Diagnostic) -> None:
        """Report one diagnostic."""
        self._diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Report the diagnostics of another stage or step, in the given order."""
        self._diagnostics.extend(diagnostics)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All diagnostics reported so far, in the order in which they were reported."""
        return tuple(self._diagnostics)


def collect(diagnostics: Iterable[Diagnostic], *, strict: bool = False) -> tuple[Diagnostic, ...]:
    """Return the diagnostics sorted by place, without duplicates. With ``strict`` every warning becomes an error."""
    if strict:
        diagnostics = (structs.replace(d, severity="error") for d in diagnostics)
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.file, d.line, d.column, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any of the diagnostics is an error, in which case nothing may be published."""
    return any(d.severity == "error" for d in diagnostics)
