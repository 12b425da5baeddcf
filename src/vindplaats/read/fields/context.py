"""The field whose value is being read, for the functions that read values and report what is wrong with them."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.schema import FieldType
from vindplaats.read.yaml_syntax.raw_values import RawValue
from vindplaats.text import yaml_value


class FieldContext(Struct, frozen=True):
    """The field whose value is being read: its name and type, its file, and the report for faults in the value.

    ``item`` is true while the items of a list are read.
    """

    name: str
    type: FieldType
    file: str
    report: Report
    item: bool = False

    def place(self, value: RawValue) -> Place:
        """Return the place of a value of this field."""
        return Place(self.file, value.line, value.column)

    def written(self, text: str) -> str:
        """Return how to write ``text`` as the value of this field: ``titel: "Zorg: nu"``. An item has no field name."""
        return self.line(yaml_value(text))

    def line(self, yaml: str) -> str:
        """Return a value in YAML with the name of the field before it, unless it is the item of a list."""
        return yaml if self.item else f"{self.name}: {yaml}"


Reader = Callable[[RawValue, FieldContext], Any]
"""A function that takes a value from YAML and returns the value to store, or reports a fault and returns None."""
TextReader = Callable[[str, Place, FieldContext], Any]
"""Like a `Reader`, for a value that is a text: it receives the text, with white space collapsed, and its place."""
