"""The JSON Schema of each document: a schema, of every declared field, that agrees with `check`."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from support import REPOSITORY, examples, law, run_here
from vindplaats.arguments import SCHEMAS
from vindplaats.config import parse_site
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.json_schema import DOCUMENTS, schema_of, schema_of_all
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS
from vindplaats.read.schema import PLURAL_TYPES


class Yaml12(yaml.SafeLoader):
    """Reads YAML 1.2 with its core schema, as the tools that use schemas do: a date is a text, and so is ``ja``."""

    yaml_implicit_resolvers: Any = {}  # noqa: RUF012 (declared so by PyYAML)


Yaml12.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), [*"tTfF"])
Yaml12.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("~|null|Null|NULL|$"), ["~", "n", "N", ""])
Yaml12.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), [*"-+0123456789"])
Yaml12.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"),
    [*"-+.0123456789"],
)
Yaml12.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
Yaml12.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))

NEEDED: Mapping[str, Mapping[str, str]] = {
    "projecten": {"titel": "T", "werkveld": "W", "opdrachtgever": "[]", "contactpersoon": "C", "jaar": "2024"},
    "nieuws": {"titel": "T", "datum": "2026-01-01"},
    "werkvelden": {"titel": "T"},
    "opdrachtgevers": {"naam": "N"},
    "contactpersonen": {"naam": "N"},
    "paginas": {"titel": "T"},
    "site": {"naam": "N", "base_url": "https://proef.example/"},
}
"""The fields without which each document is not complete."""
NOTHING = ("", "~", "''", "' '", "[]", "[~]", "['']")
TEXTS = ("true", "ja", "Nee", "Anna", "'Anna'", "a, b", "|\n  regel\n  twee", "rapport.pdf", "x.svg", "Comic Sans")
NUMBERS = ("2024", "'2024'", "1899", "24", "0", "-3", "1.5", "2026-12-01", "01-12-2026")
LISTS = ("[Anna]", "[Anna, Bo]", "[Anna, ~]", "[[a]]", "{a: b}", "[{a: b}]", "[a.pdf, b.pdf]", "[projecten]")
ADDRESSES = (
    "https://x.nl/", "HTTPS://X.nl", "mailto:a@b.nl", "x.nl", "/oud/", "oud", "[/oud/, /b/]", "https://x.nl/oud",
    "a@b.nl", "'@'", "www.youtube-nocookie.com", "{script-src: https://a.nl}", "{foo: a}", "/oud/?a=b", "/",
    "{script-src: [https://a.nl, https://b.nl]}", "[{titel: A, url: https://a.nl/}]", "[{titel: A, url: /b/}]",
    "{titel: A, url: https://a.nl/}", "[{titel: A}]", "[{titel: A, url: https://a.nl/, soort: B}]",
)  # fmt: skip
NOTATIONS = (
    "nl", "zh-Hant", "nl_NL", "een-slug", "Een Slug", "10.1234/abc", "https://doi.org/10.1234/abc", "doi:10.1234/abc",
    "'#fff'", "'#00566b'", "fff", "red", "bib", "[bib, ris]", "[bib, bib]", "csl", "Inter", "open-sans",
    "{dienst: github, opslag: a/b, tak: main}", "{dienst: gitlab, opslag: a/b/c}", "{dienst: svn, opslag: a/b}",
    "{dienst: github}", "{dienst: github, opslag: a}",
)  # fmt: skip
VALUES = (*NOTHING, *TEXTS, *NUMBERS, *LISTS, *ADDRESSES, *NOTATIONS)
"""Values as editors write them, of which each is right in some fields and wrong in others."""
INEXPRESSIBLE = {
    ("kleur", "2024"), ("kleur", "1899"), ("kleur", "24"), ("kleur", "0"), ("kleur", "")
}  # fmt: skip
"""Types with values of which YAML does not say how they were written: the digits of a number, or a null."""


def report(document: str, text: str) -> tuple[Diagnostic, ...]:
    """Return what `check` says of a document on its own."""
    if document == "site":
        return parse_site(text.encode())[1]
    kind = next(kind for kind in KINDS if kind == document)
    page = PageFile(f"content/{kind}/x.md", f"content/{kind}/x.md", kind, PageId(kind, "x"))
    return read_page(page, f"---\n{text}---\n".encode()).diagnostics


def written(fields: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


@cache
def validator(document: str) -> Draft202012Validator:
    return Draft202012Validator(schema_of(document))


def is_valid(document: str, text: str) -> bool:
    return bool(validator(document).is_valid(yaml.load(text, Yaml12)))


def parts(schema: object) -> Iterator[Mapping[str, Any]]:
    """Yield a schema and every schema in it."""
    if isinstance(schema, Mapping):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from parts(value)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_it_is_a_schema_of_the_declared_fields(document: str) -> None:
    schema = schema_of(document)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert list(schema["properties"]) == [field.name for field in DOCUMENTS[document]]
    assert set(schema["required"]) == NEEDED[document].keys() - {"opdrachtgever"}
    objects = [part for part in parts(schema) if "properties" in part]
    assert all(part["additionalProperties"] is False for part in objects)
    assert all(value["description"].strip() for part in objects for value in part["properties"].values())
    assert [part for part in parts(schema) if part.get("type") == "object" and "properties" not in part] == [
        {"type": "object"}  # `extra`
    ]
    for field in DOCUMENTS[document]:
        if field.type in PLURAL_TYPES:
            one, several = schema["properties"][field.name]["anyOf"][:2]
            assert several["type"] == "array"
            assert one in (several["items"], *several["items"].get("anyOf", ()))


def test_patterns_are_those_of_javascript() -> None:
    """JSON Schema takes its patterns from ECMA-262, with Unicode, where an escape that is not needed is an error."""
    node = shutil.which("node")
    if node is None:
        assert "CI" not in os.environ, "node is missing"
        pytest.skip("node is missing")
    patterns = sorted({part["pattern"] for part in parts(schema_of_all()) if isinstance(part.get("pattern"), str)})
    compile_all = "for (const x of JSON.parse(process.argv[1])) new RegExp(x, 'u')"
    done = subprocess.run([node, "-e", compile_all, json.dumps(patterns)], capture_output=True, text=True, check=False)
    assert (len(patterns) > 10, done.stderr) == (True, "")


def test_one_schema_has_those_of_all_documents() -> None:
    whole = schema_of_all()
    Draft202012Validator.check_schema(whole)
    assert {name: {"$schema": whole["$schema"], **schema} for name, schema in whole["$defs"].items()} == {
        name: schema_of(name) for name in DOCUMENTS
    }


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_value_is_valid_if_check_accepts_it(document: str) -> None:
    for field, value in product(DOCUMENTS[document], VALUES):
        if (field.type, value) in INEXPRESSIBLE or (field.type, value) == ("hosts", "1.5"):
            continue
        text = written({**NEEDED[document], field.name: value})
        assert is_valid(document, text) == (not report(document, text)), text


@law
@settings(max_examples=examples(2000), deadline=None)
@given(st.data())
def test_front_matter_that_check_accepts_is_valid(data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([*DOCUMENTS]))
    names = data.draw(st.lists(st.sampled_from([field.name for field in DOCUMENTS[document]]), unique=True))
    fields = {name: data.draw(st.sampled_from(VALUES)) for name in names}
    text = written({**NEEDED[document], **fields})
    if not report(document, text):
        assert is_valid(document, text) or "insluiten: 1.5" in text


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_field_that_is_missing_or_does_not_exist_is_invalid(document: str) -> None:
    assert is_valid(document, written(NEEDED[document]))
    assert not is_valid(document, written({**NEEDED[document], "onbekend": "x"}))
    for name in NEEDED[document].keys() - {"opdrachtgever"}:
        assert not is_valid(document, written({key: value for key, value in NEEDED[document].items() if key != name}))


@pytest.mark.parametrize("path", sorted((REPOSITORY / "content").glob("*/*.md")), ids=lambda path: path.name)
def test_our_own_pages_are_valid(path: Any) -> None:
    assert is_valid(path.parent.name, path.read_text(encoding="utf-8").split("---\n")[1])


def test_the_command_knows_each_document() -> None:
    assert list(SCHEMAS) == list(DOCUMENTS)
    for name in DOCUMENTS:
        done = run_here("schema", name)
        assert (done.returncode, json.loads(done.stdout)) == (0, schema_of(name))
    assert json.loads(run_here("schema").stdout) == schema_of_all()


def test_the_command_suggests_a_document_for_an_unknown_one() -> None:
    done = run_here("schema", "projekten")
    assert (done.returncode, done.stdout) == (2, "")
    assert "bedoelde u 'projecten'?" in done.stderr
