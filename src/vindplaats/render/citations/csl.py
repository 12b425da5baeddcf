"""CSL-JSON, which citation processors read (https://github.com/citation-style-language/schema, csl-data.json)."""

from typing import Any

from msgspec import json

from vindplaats.catalogue.corpus import Auteur
from vindplaats.render.citations.citation import Citaat


def csl_json(citaat: Citaat) -> str:
    """A study as an item, on one line."""
    return json.encode(csl_item(citaat)).decode()


def csl_item(citaat: Citaat) -> dict[str, Any]:
    """A study as an item."""
    day = citaat.datum
    item = {
        "id": citaat.sleutel,
        "type": "report",
        "title": citaat.titel,
        "author": [csl_name(author) for author in citaat.auteurs],
        "issued": {"date-parts": [[day.year, day.month, day.day] if day else [citaat.jaar]]},
        "publisher": citaat.instituut,
        "number": citaat.nummer,
        "collection-title": citaat.reeks,
        "language": citaat.taal,
        "DOI": citaat.doi,
        "ISBN": citaat.isbn,
        "URL": citaat.url,
        "abstract": citaat.samenvatting,
        "keyword": ", ".join(citaat.trefwoorden),
    }
    return {name: value for name, value in item.items() if value}


def csl_name(author: Auteur) -> dict[str, str]:
    """A name in its parts, or an organisation's in one."""
    if author.organisatie:
        return {"literal": author.familie}
    parts = {"family": author.familie, "given": author.voornaam, "non-dropping-particle": author.tussenvoegsel}
    return {name: value for name, value in parts.items() if value}
