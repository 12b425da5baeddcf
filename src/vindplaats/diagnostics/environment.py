"""The fault to report when the system or the output folder does not allow a build, whatever the content is."""

from vindplaats.diagnostics.fault import error

REFUSED = error(
    "omgeving",
    "{reason}",
    "",
    meaning="het systeem weigert iets: een volle schijf, een map die niet vervangen mag worden",
    advice="volg de melding; de inhoud is niet de oorzaak",
)
"""The system refuses an operation, or the site may not be published in the output folder. The JSON and GitHub formats
print this diagnostic; the text format prints only the ``reason``."""
