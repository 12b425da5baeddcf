"""The formats in which studies can be cited, by the extension of their files."""

from collections.abc import Callable, Mapping

from vindplaats.render.citations.bibtex import bibtex
from vindplaats.render.citations.citation import Citaat
from vindplaats.render.citations.csl import csl_json
from vindplaats.render.citations.ris import ris

_WRITERS: Mapping[str, Callable[[Citaat], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}


def citation_entry(citaat: Citaat, form: str) -> str:
    """Return a study as an entry in a format, by the extension of its files. Raises `KeyError`."""
    return _WRITERS[form](citaat)
