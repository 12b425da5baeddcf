"""The citation formats by file extension: BibTeX, RIS and CSL-JSON."""

from collections.abc import Callable, Mapping

from vindplaats.render.citations.bibtex import bibtex
from vindplaats.render.citations.citation import Citation
from vindplaats.render.citations.csl import csl_json
from vindplaats.render.citations.ris import ris

_WRITERS: Mapping[str, Callable[[Citation], str]] = {"bib": bibtex, "ris": ris, "json": csl_json}


def citation_entry(citation: Citation, form: str) -> str:
    """Return the citation of a study as text in the format ``form``, which is a file extension, such as ``"bib"``.

    Raises `KeyError` if there is no such format.
    """
    return _WRITERS[form](citation)
