"""RIS entries for reference managers: one line per value; a field with several values has several lines."""

from collections.abc import Iterator

from vindplaats.render.citations.citation import Citation, inverted_name


def ris(citation: Citation) -> str:
    """Return the RIS entry of a study, which ends with a newline.

    RIS has no escapes: each value is put on one line, and its text is otherwise unchanged.
    """
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(citation) if value) + "ER  - \n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", citation.sleutel
    yield "TI", citation.titel
    yield from (("AU", inverted_name(author)) for author in citation.auteurs)
    yield "PY", str(citation.jaar)
    yield "DA", f"{citation.datum:%Y/%m/%d}" if citation.datum else ""
    yield "PB", citation.instituut
    yield "T3", citation.reeks
    # EndNote and Zotero read SN of a report as the report number, so the ISBN becomes a note.
    yield "SN", citation.nummer
    yield "N1", f"ISBN {citation.isbn}" if citation.isbn else ""
    yield "AB", citation.samenvatting
    yield from (("KW", word) for word in citation.trefwoorden)
    yield "LA", citation.taal
    yield "DO", citation.doi
    yield "UR", citation.url
