"""Faults of the surroundings of a build: the disk and the place of the output."""

from vindplaats.diagnostics.fault import error

REFUSED = error(
    "omgeving",
    "{reason}",
    "",
    meaning="het systeem weigert iets: een volle schijf, een map die niet vervangen mag worden",
    advice="volg de melding; de inhoud is niet de oorzaak",
)
"""The disk or the place of the output refuses something. Only formats for machines print it as a diagnostic."""
