"""Find out what the fields themselves say of values that editors probably meant."""

from collections.abc import Sequence

from msgspec import structs

from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.diagnostics.fields import EMPTY_FIELD
from vindplaats.errors import FrontMatterRefusedError
from vindplaats.read.fields.names import name_fields
from vindplaats.read.schema import Field
from vindplaats.read.values import read_fields, read_value
from vindplaats.read.yaml_syntax.diagnosis import Guess
from vindplaats.read.yaml_syntax.parser import YamlSource, read


def find_refusals(source: YamlSource, guesses: Sequence[Guess], declared: tuple[Field, ...]) -> dict[int, Diagnostic]:
    """Return, by line of the file, why a field would refuse what a remedy says to write.

    An editor who puts ``email: @x`` in quotes gets a second message, so that the first had better be that one. Its fix
    is for the text with the guesses, and not for the file.
    """
    refusals: dict[int, Diagnostic] = {}
    optional = tuple(structs.replace(field, required=False) for field in declared)
    for guess in guesses:
        report = Report()
        try:
            fields = read(YamlSource(source.file, guess.text, source.offset + guess.line), report)
        except FrontMatterRefusedError:
            continue
        read_fields(
            source.file, name_fields(source.file, fields.pairs, optional, read_value, Report()), optional, report
        )
        for diagnostic in report.diagnostics:
            if diagnostic.severity == "error" and diagnostic.code != EMPTY_FIELD.code:
                refusals.setdefault(diagnostic.line, diagnostic)
    return refusals
