"""RIS entries for reference managers. Each value has a line of its own, so a tag with several values is repeated."""

from collections.abc import Iterator

from vindplaats.render.citations.citation import Citation, YearFile, inverted_name


def ris(citation: Citation) -> str:
    """Return the RIS entry of a study, ending with a newline.

    RIS has no escapes. Values are written as they are, except that each run of white space becomes one space.
    """
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(citation) if value) + "ER  - \n"


def ris_year(file: YearFile) -> str:
    """Return an entry of type ``ELEC``, a web page, for the citation file of a year."""
    return f"TY  - ELEC\nID  - {file.sleutel}\nTI  - {' '.join(file.titel.split())}\nUR  - {file.url}\nER  - \n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", citation.sleutel
    yield "TI", citation.titel
    yield from (("AU", inverted_name(author)) for author in citation.auteurs)
    yield "PY", str(citation.jaar)
    yield "DA", f"{citation.datum:%Y/%m/%d}" if citation.datum else ""
    yield "PB", citation.instituut
    yield "T3", citation.reeks
    # In a report, EndNote and Zotero read SN as the report number, so the ISBN is written as a note (N1).
    yield "SN", citation.nummer
    yield "N1", f"ISBN {citation.isbn}" if citation.isbn else ""
    yield "AB", citation.samenvatting
    yield from (("KW", word) for word in citation.trefwoorden)
    yield "LA", citation.taal
    yield "DO", citation.doi
    yield "UR", citation.url
