"""Faults declared as data: a code, a severity, and the templates of the message and the remedy.

The faults of each subject are declared in a module of this package. Other code imports that module, not its faults, so
that a call reads ``addresses.EMPTY_SLUG.at(place, name="!!!.md")``. Where a name such as ``names`` or ``links`` means
something else, the module is imported as ``name_faults`` or ``link_faults``. The text of an editor is always a value
for a template and never part of the template, so a ``{`` in that text has no special meaning.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Severity
from vindplaats.text import CONTROL_CHARACTERS

SUGGESTION = "Bedoelde u '{near}'?"
"""The remedy if a known name resembles the one that the editor wrote."""
MAX_WRITTEN_LENGTH = 300
"""Maximum number of characters of the lines that a remedy says to write, so that they are never shortened."""
MAX_TEXT_LENGTH = 400
"""Maximum number of characters in a message or remedy. Both may quote the text of an editor, which may be very long."""


class Fault(Struct, frozen=True):
    """A kind of fault: what can be wrong, and what to do about it.

    The code is stable, because scripts and the handbook name it. Several faults may share a code. ``message`` and
    ``remedy`` are templates for `str.format`. ``meaning`` and ``advice`` are the row for the code in the table of
    diagnostics in the handbook (`content/README.md`). Exactly one fault of each code has them; in the others they are
    empty.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    meaning: str = ""
    advice: str = ""

    def at(
        self, place: Place, /, *, near: str | None = None, write: Sequence[str] = (), **values: object
    ) -> Diagnostic:
        """Return the diagnostic of this fault at ``place``; ``values`` fill the placeholders of its message and remedy.

        ``near`` is a known name that resembles the one in the source. If it is given, the remedy is "Bedoelde u …?".
        ``write`` has the lines of which the editor probably meant one. If there are any, the remedy is "Schrijf …".
        """
        if near:
            remedy = SUGGESTION.format(near=near)
        elif write and sum(map(len, write)) <= MAX_WRITTEN_LENGTH:
            remedy = _written(write)
        else:
            remedy = self.remedy.format(**values)
        return self._diagnostic(place, self.message.format(**values), remedy)

    def fill(self, place: Place, values: Mapping[str, str]) -> Diagnostic:
        """Return the diagnostic of a fault that is known only at run time; ``values`` may be more than it needs."""
        return self._diagnostic(place, self.message.format_map(values), self.remedy.format_map(values))

    def _diagnostic(self, place: Place, message: str, remedy: str) -> Diagnostic:
        return Diagnostic(
            self.code, self.severity, place.file, place.line, place.column, _printable(message), _printable(remedy)
        )

    def as_warning(self) -> "Fault":
        """Return a copy of this fault that is a warning, for cases in which the site can still be published."""
        return structs.replace(self, severity="warning", meaning="", advice="")


def _written(lines: Sequence[str]) -> str:
    """Return the remedy to write one of these lines, in quotation marks unless these could belong to a line."""
    if any("'" in line for line in lines):
        return "Schrijf: " + " of: ".join(lines)
    return "Schrijf '" + "' of '".join(lines) + "'."


def error(code: str, message: str, remedy: str, *, meaning: str = "", advice: str = "") -> Fault:
    """Declare a fault that prevents publication of the site."""
    return Fault(code, "error", message, remedy, meaning, advice)


def warning(code: str, message: str, remedy: str, *, meaning: str = "", advice: str = "") -> Fault:
    """Declare a fault that does not prevent publication of the site, unless ``--strict`` is given."""
    return Fault(code, "warning", message, remedy, meaning, advice)


def _printable(text: str) -> str:
    """Shorten the text to at most `MAX_TEXT_LENGTH`, and replace characters that could control a terminal."""
    if len(text) > MAX_TEXT_LENGTH:
        text = f"{text[: MAX_TEXT_LENGTH - 60]}… …{text[-50:]}"
    return text.translate(CONTROL_CHARACTERS)
