"""The formats in which studies can be cited, by the extension of their files."""

from collections.abc import Callable, Mapping

from vindplaats.render.citations.bibtex import bibtex
from vindplaats.render.citations.citation import Citaat
from vindplaats.render.citations.csl import csl_json
from vindplaats.render.citations.ris import ris

_WRITERS: Mapping[str, Callable[[Citaat], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}


def entry_of(key: str, citaten: Callable[[str], Citaat]) -> str:
    """A study as an entry: ``projecten/x.bib`` asks for the first in the format of the second. Raises `KeyError`."""
    of, _, form = key.rpartition(".")
    return _WRITERS[form](citaten(of))
