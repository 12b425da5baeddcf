"""Faults outside the content: the disk, or the output folder."""

from vindplaats.diagnostics.fault import error

REFUSED = error(
    "omgeving",
    "{reason}",
    "",
    meaning="het systeem weigert iets: een volle schijf, een map die niet vervangen mag worden",
    advice="volg de melding; de inhoud is niet de oorzaak",
)
"""The operating system or the output folder does not allow what a build has to do. Only the machine-readable formats
print this as a diagnostic."""
