"""The citation formats by file extension: BibTeX, RIS and CSL-JSON."""

from collections.abc import Callable, Mapping

from vindplaats.render.citations.bibtex import bibtex, bibtex_year
from vindplaats.render.citations.citation import Citation, YearFile
from vindplaats.render.citations.csl import csl_json, csl_year
from vindplaats.render.citations.ris import ris, ris_year

_WRITERS: Mapping[str, Callable[[Citation], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}
_YEAR_WRITERS: Mapping[str, Callable[[YearFile], str]] = {"bib": bibtex_year, "ris": ris_year, "json": csl_year}


def citation_entry(citation: Citation, form: str) -> str:
    """Return the citation of a study as text in the format ``form``, which is a file extension, such as ``"bib"``.

    Raises `KeyError` if there is no such format.
    """
    return _WRITERS[form](citation)


def year_entry(file: YearFile, form: str) -> str:
    """Return the entry for the citation file of a year in the index of a long list.

    It is an ordinary entry, because no format has a standard way to refer to other files: a program that imports the
    index shows these addresses, instead of nothing.
    """
    return _YEAR_WRITERS[form](file)
