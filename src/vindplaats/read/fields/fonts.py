"""The field ``lettertype`` of ``site.yaml``: one of the fonts that the default theme has."""

from collections.abc import Mapping
from types import MappingProxyType

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.read.fields.context import FieldContext
from vindplaats.suggest import nearest

FONTS: Mapping[str, str] = MappingProxyType({"Open Sans": "open-sans", "Inter": "inter", "Literata": "literata"})
"""The names of the fonts, each with the folder of its files in ``static/lettertype/``, made by ``.ci/fonts.py``."""


def read_font(text: str, place: Place, field: FieldContext) -> str | None:
    """Return the name of a font, which may be written without capitals or with hyphens: ``open-sans``."""
    name = {_folded(name): name for name in FONTS}.get(_folded(text))
    if name is None:
        field.report.add(site.UNKNOWN_FONT.at(place, text=text, name=field.name, near=nearest(text, FONTS)))
    return name


def _folded(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
