"""CSL-JSON exports. No package contains the schema of CSL's input, so this one describes only what we emit."""

import json
from typing import Any

from hypothesis import given
from jsonschema import Draft202012Validator

from citing import FULL, PLAIN, citations
from vindplaats.render.citations.citation import Citation
from vindplaats.render.citations.csl import csl_json

TEXT = {"type": "string", "minLength": 1}
NAME = {
    "oneOf": [
        {
            "properties": {"family": TEXT, "given": TEXT, "suffix": TEXT},
            "required": ["family"],
            "additionalProperties": False,
        },
        {"properties": {"literal": TEXT}, "required": ["literal"], "additionalProperties": False},
    ]
}
BOUNDS = ((1900, 9999), (1, 12), (1, 31))
DAY = {
    "type": "array",
    "prefixItems": [{"type": "integer", "minimum": low, "maximum": high} for low, high in BOUNDS],
    "minItems": 1,
    "items": False,
}
OPTIONAL = ("number", "collection-title", "DOI", "ISBN", "abstract", "keyword")
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        **dict.fromkeys(("id", "title", "publisher", "language", "URL", *OPTIONAL), TEXT),
        "type": {"const": "report"},
        "author": {"type": "array", "minItems": 1, "items": {"type": "object", **NAME}},
        "issued": {
            "type": "object",
            "properties": {"date-parts": {"type": "array", "minItems": 1, "maxItems": 1, "items": DAY}},
            "required": ["date-parts"],
            "additionalProperties": False,
        },
    },
    "required": ["id", "type", "title", "author", "issued", "publisher", "language", "URL"],
    "additionalProperties": False,
}
"""The names and types in csl-data.json of CSL 1.0.2 that we use."""


def test_an_item_has_every_field() -> None:
    assert json.loads(csl_json(FULL)) == {
        "id": "flexwonen",
        "type": "report",
        "title": "Flexwonen in Fabelstad",
        "author": [
            {"family": "de Vries", "given": "Jan Willem"},
            {"family": "van Dijk-de Vries", "given": "Anna"},
            {"literal": "Bureau, X"},
        ],
        "issued": {"date-parts": [[2022, 5, 12]]},
        "publisher": "Bureau Verzinsel",
        "number": "12",
        "collection-title": "Monitor wonen",
        "language": "nl",
        "DOI": "10.1234/abc_d",
        "ISBN": "978-90-000000-0-0",
        "URL": "https://verzinsel.example/projecten/flexwonen/",
        "abstract": "Wat 50% van de buren vindt.",
        "keyword": "wonen, R&D",
    }
    assert json.loads(csl_json(PLAIN))["issued"] == {"date-parts": [[2021]]}


def test_the_schema_is_valid_and_rejects_invalid_items() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert not Draft202012Validator(SCHEMA).is_valid({**json.loads(csl_json(FULL)), "issued": "2022"})
    assert not Draft202012Validator(SCHEMA).is_valid({**json.loads(csl_json(FULL)), "author": [{"given": "Jan"}]})


@given(citations)
def test_any_study_survives_a_round_trip_and_matches_the_schema(citaat: Citation) -> None:
    item = json.loads(csl_json(citaat))
    assert list(Draft202012Validator(SCHEMA).iter_errors(item)) == []
    assert item["title"] == citaat.titel
    assert "\n" not in csl_json(citaat)
