"""Citations in CSL-JSON, for citation processors (https://github.com/citation-style-language/schema, csl-data.json)."""

from typing import Any

from msgspec import json

from vindplaats.catalogue.corpus import Auteur
from vindplaats.render.citations.citation import Citation, YearFile


def csl_json(citation: Citation) -> str:
    """Return the CSL item of a study as JSON on one line."""
    return json.encode(csl_item(citation)).decode()


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return the CSL item of a study, without empty properties."""
    day = citation.datum
    item = {
        "id": citation.sleutel,
        "type": "report",
        "title": citation.titel,
        "author": [csl_name(author) for author in citation.auteurs],
        "issued": {"date-parts": [[day.year, day.month, day.day] if day else [citation.jaar]]},
        "publisher": citation.instituut,
        "number": citation.nummer,
        "collection-title": citation.reeks,
        "language": citation.taal,
        "DOI": citation.doi,
        "ISBN": citation.isbn,
        "URL": citation.url,
        "abstract": citation.samenvatting,
        "keyword": ", ".join(citation.trefwoorden),
    }
    return {name: value for name, value in item.items() if value}


def csl_year(file: YearFile) -> str:
    """Return a CSL item of type ``webpage`` for the citation file of a year, as JSON on one line."""
    return json.encode({"id": file.sleutel, "type": "webpage", "title": file.titel, "URL": file.url}).decode()


def csl_name(author: Auteur) -> dict[str, str]:
    """Return a name in parts (``family``, ``given``, …), or the name of an organisation as one ``literal``."""
    if author.organisatie:
        return {"literal": author.familie}
    # The tussenvoegsel is part of ``family``: on import, Zotero drops ``non-dropping-particle`` ("Vries, Anna").
    # citeproc-js and pandoc take words in small letters at the start of ``family`` apart again.
    parts = {"family": author.achternaam, "given": author.voornaam, "suffix": author.achtervoegsel}
    return {name: value for name, value in parts.items() if value}
