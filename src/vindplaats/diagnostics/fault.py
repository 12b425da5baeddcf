"""Faults declared as data: a code, a severity, and the templates of the message and the remedy.

Each module of this package declares the faults of one subject and is imported whole, so that a call site reads
``addresses.EMPTY_SLUG.at(place, name="!!!.md")``. Where a module has another use for that name, it imports the faults
as ``name_faults``, ``link_faults`` and so on. Text of an editor is always a value for a template and never part of the
template, so a ``{`` in it has no meaning.
"""

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Severity
from vindplaats.text import CONTROL_CHARACTERS

SUGGESTION = "Bedoelde u '{near}'?"
"""The remedy if a known name resembles the one that the editor wrote."""
MAX_TEXT_LENGTH = 400
"""Maximum number of characters in a message or remedy. Both quote editors, whose text may be of any length."""


class Fault(Struct, frozen=True):
    """One thing that can be wrong, and what to do about it.

    The code is stable, because scripts and the handbook name it; several faults may share one. ``message`` and
    ``remedy`` are templates of `str.format`. ``meaning`` and ``advice`` are the row of the code in the table of the
    handbook (`content/README.md`); exactly one fault of each code has them.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    meaning: str = ""
    advice: str = ""

    def at(self, place: Place, /, *, near: str | None = None, **values: object) -> Diagnostic:
        """Return this fault at ``place``, with ``values`` for the placeholders of its message and its remedy.

        If the caller found a similar name, ``near``, the remedy asks whether the editor meant that name instead.
        """
        message = self.message.format(**values)
        remedy = SUGGESTION.format(near=near) if near else self.remedy.format(**values)
        return Diagnostic(
            self.code, self.severity, place.file, place.line, place.column, _printable(message), _printable(remedy)
        )

    def as_warning(self) -> "Fault":
        """Return the same fault as a warning, for cases in which the site can be published all the same."""
        return structs.replace(self, severity="warning", meaning="", advice="")


def error(code: str, message: str, remedy: str, *, meaning: str = "", advice: str = "") -> Fault:
    """Declare a fault that prevents publication of the site."""
    return Fault(code, "error", message, remedy, meaning, advice)


def warning(code: str, message: str, remedy: str, *, meaning: str = "", advice: str = "") -> Fault:
    """Declare a fault that does not prevent publication of the site, unless ``--strict`` is given."""
    return Fault(code, "warning", message, remedy, meaning, advice)


def _printable(text: str) -> str:
    """Shorten the text to `MAX_TEXT_LENGTH`, and replace characters that could control a terminal."""
    if len(text) > MAX_TEXT_LENGTH:
        text = f"{text[: MAX_TEXT_LENGTH - 60]}… …{text[-50:]}"
    return text.translate(CONTROL_CHARACTERS)
