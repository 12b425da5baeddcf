"""RIS, as reference managers read it: a line a field, and lines of one field for what there are several of."""

from collections.abc import Iterator

from vindplaats.render.citations.citation import Citaat, one_part


def ris(citaat: Citaat) -> str:
    """A study as an entry, which ends with its line. RIS escapes nothing: a value is one line, whatever is in it."""
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _fields(citaat) if value) + "ER  - \n"


def _fields(citaat: Citaat) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", citaat.sleutel
    yield "TI", citaat.titel
    yield from (("AU", one_part(author)) for author in citaat.auteurs)
    yield "PY", str(citaat.jaar)
    yield "DA", f"{citaat.datum:%Y/%m/%d}" if citaat.datum else ""
    yield "PB", citaat.instituut
    yield "T3", citaat.reeks
    # Of a report SN is its number (EndNote, Zotero), so that its ISBN is a note.
    yield "SN", citaat.nummer
    yield "N1", f"ISBN {citaat.isbn}" if citaat.isbn else ""
    yield "AB", citaat.samenvatting
    yield from (("KW", word) for word in citaat.trefwoorden)
    yield "LA", citaat.taal
    yield "DO", citaat.doi
    yield "UR", citaat.url
