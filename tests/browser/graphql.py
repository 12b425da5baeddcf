"""The part of GraphQL (specification of October 2021) that the web editor uses: one operation, without directives.

`execute` answers a query from plain values: a mapping is an object, whose type is its ``__typename``. A field with
arguments is a function of these, by name.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d+|\$?[A-Za-z_]\w*|\.\.\.|[{}()\[\]:!]')
"""A text, a number, a name or a sign (2.1). Commas mean nothing."""
_WORDS = {"true": True, "false": False, "null": None}


class RefusedQueryError(Exception):
    """A query that the service refuses, with the type that the error has in its answer."""

    def __init__(self, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.kind = kind


class _Field(NamedTuple):
    """A field of a selection: its name in the answer, its name, and the type that its object must have, if given."""

    key: str
    name: str
    arguments: Mapping[str, object]
    fields: "Sequence[_Field]"
    of_type: str


def execute(query: str, variables: Mapping[str, object], roots: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the data that a query asks for. ``roots`` has the objects ``query`` and ``mutation``.

    Raises `RefusedQueryError` if there is no such field, or if the query does not use the variables that it declares.
    """
    parser = _Parser(query, variables)
    root = roots[parser.take("query", "mutation")]
    declared = set(parser.declarations())
    fields = parser.selection()
    if declared != parser.used:
        raise RefusedQueryError(f"declares {sorted(declared)} but uses {sorted(parser.used)}")
    return _select(root, fields)


def _select(value: Mapping[str, Any], fields: Sequence[_Field]) -> dict[str, Any]:
    """Return the fields of an object that a selection asks for."""
    found = {}
    for field in fields:
        if field.of_type and field.of_type != value["__typename"]:
            continue
        if field.name not in value:
            raise RefusedQueryError(f"Field '{field.name}' doesn't exist on type '{value['__typename']}'")
        inner = value[field.name]
        found[field.key] = _complete(inner(**field.arguments) if callable(inner) else inner, field.fields)
    return found


def _complete(value: Any, fields: Sequence[_Field]) -> Any:
    if isinstance(value, list):
        return [_complete(one, fields) for one in value]
    return _select(value, fields) if isinstance(value, Mapping) else value


class _Parser:
    """Reads the tokens of a query, each of them once. ``used`` has the names of the variables among them."""

    def __init__(self, query: str, variables: Mapping[str, object]) -> None:
        self._tokens: list[str] = _TOKEN.findall(query)[::-1]
        self._variables = variables
        self.used: set[str] = set()

    def take(self, *expected: str) -> str:
        """Return the next token, which is one of those expected, if any are."""
        token = self._tokens.pop()
        if expected and token not in expected:
            raise RefusedQueryError(f"Expected {' or '.join(expected)}, actual: {token}")
        return token

    def declarations(self) -> Iterator[str]:
        """Yield the names of the variables that the operation declares, such as ``($owner: String!, $repo: ID!)``."""
        for token in self._inside("(", ")"):
            if token.startswith("$"):
                yield token[1:]

    def selection(self, of_type: str = "") -> Sequence[_Field]:
        """Return the fields between braces, if these are next, with the fields of fragments."""
        found: list[_Field] = []
        for token in self._inside("{", "}"):
            if token == "...":
                self.take("on")
                found.extend(self.selection(self.take()))
            else:
                name = self.take() if self._skip(":") else token
                arguments = dict(self._pairs("(", ")"))
                found.append(_Field(token, name, arguments, self.selection(), of_type))
        return found

    def _pairs(self, begin: str, end: str) -> Iterator[tuple[str, object]]:
        for name in self._inside(begin, end):
            self.take(":")
            yield name, self._value()

    def _value(self) -> object:
        if self._tokens[-1] == "{":
            return dict(self._pairs("{", "}"))
        token = self.take()
        if token.startswith("$"):
            self.used.add(token[1:])
            return self._variables[token[1:]]
        return json.loads(token) if token[0] in '"-0123456789' else _WORDS.get(token, token)

    def _inside(self, begin: str, end: str) -> Iterator[str]:
        """Yield the tokens between two signs, if the first of these is next, except what is taken meanwhile."""
        if self._skip(begin):
            while (token := self.take()) != end:
                yield token

    def _skip(self, token: str) -> bool:
        return self._tokens[-1] == token and bool(self._tokens.pop())
