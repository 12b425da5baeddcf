"""Faults in texts that may be several names: of werkvelden, opdrachtgevers and partners.

Each asks which it is, and says what to write in either case, so that no name is lost.
"""

from collections.abc import Sequence

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.diagnostics.names import enumerate_quoted, times_mentioned
from vindplaats.text import yaml_value

_NUMBERS = {2: "twee", 3: "drie", 4: "vier", 5: "vijf"}

SEVERAL_WERKVELDEN = error(
    "onbekend-werkveld",
    "Werkveld '{text}' staat niet in content/werkvelden/.",
    "Zijn het er {number}? {proposal}{add}. Is het er een? Voeg het daar toe.",
)
"""A text that is no registered werkveld may name several."""

WERKVELDEN_IN_ONE = warning(
    "onbekend-werkveld",
    "Werkveld '{text}' lijkt meer dan een werkveld.",
    "Zijn het er {number}? {proposal}. Is het er een? Schrijf [{whole}].",
)
"""A text looks like several werkvelden on a site that has no registered ones."""

SEVERAL_CLIENTS = warning(
    "onbekende-opdrachtgever",
    "'{text}' staat niet in content/opdrachtgevers/{times}.",
    "Zijn het er {number}? {proposal}{add}. Is het er een? Voeg de opdrachtgever daar toe.",
)
"""A text that is no registered opdrachtgever may name several."""

PARTNERS_IN_ONE = warning(
    "partners-in-een",
    "Partner '{text}' lijkt meer dan een partner.",
    "Zijn het er {number}? {proposal}. Is het er een? Schrijf [{whole}].",
    meaning="een partner lijkt meer dan een partner",
    advice="zet elke partner apart in een lijst, of de hele naam als enige",
)
"""The only partner of a project looks like several, not all of whom are registered opdrachtgevers."""


class SeveralNames(Struct, frozen=True):
    """A text that may be several names.

    ``parts`` are the names to write, of which those in ``missing`` are not registered. ``is_item`` says whether the
    text is an item of a list.
    """

    place: Place
    text: str
    parts: Sequence[str]
    missing: Sequence[str] = ()
    is_item: bool = False

    @property
    def number(self) -> str:
        """The number of names, in a word."""
        return _NUMBERS.get(len(self.parts), "meer")

    @property
    def proposal(self) -> str:
        """What to write if these are several names: ``Schrijf [Wonen, Zorg]``."""
        values = ", ".join(map(yaml_value, self.parts))
        return f"Schrijf in de lijst {values}" if self.is_item else f"Schrijf [{values}]"

    @property
    def add(self) -> str:
        """What to register if these are several names, or ``""``."""
        return f" en voeg {enumerate_quoted(self.missing)} daar toe" if self.missing else ""


def several_werkvelden(several: SeveralNames) -> Diagnostic:
    """Return the diagnostic for an unregistered werkveld that may be several."""
    return SEVERAL_WERKVELDEN.at(
        several.place, text=several.text, number=several.number, proposal=several.proposal, add=several.add
    )


def werkvelden_in_one(several: SeveralNames) -> Diagnostic:
    """Return the diagnostic for a text that looks like several werkvelden, if none are registered."""
    whole = yaml_value(several.text)
    return WERKVELDEN_IN_ONE.at(
        several.place, text=several.text, number=several.number, proposal=several.proposal, whole=whole
    )


def several_clients(several: SeveralNames, times: int) -> Diagnostic:
    """Return the diagnostic for an unregistered opdrachtgever that may be several."""
    return SEVERAL_CLIENTS.at(
        several.place,
        text=several.text,
        number=several.number,
        proposal=several.proposal,
        add=several.add,
        times=times_mentioned(times),
    )


def partners_in_one(several: SeveralNames) -> Diagnostic:
    """Return the diagnostic for a partner that looks like several."""
    whole = yaml_value(several.text)
    return PARTNERS_IN_ONE.at(
        several.place, text=several.text, number=several.number, proposal=several.proposal, whole=whole
    )
