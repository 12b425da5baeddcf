"""Find out which declared field each key of a mapping names, also if it is spelled differently or wrong."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from msgspec import Struct, structs

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.schema import PLURAL_TYPES, Field
from vindplaats.read.yaml_syntax.raw_values import Scalar, YamlPair
from vindplaats.suggest import nearest
from vindplaats.text import without_invisible

MIN_NAME_PART = 4
"""Minimum length of a field name for another key that contains it, such as ``onderzoeksjaar``, to mean that field."""

_SEPARATORS = re.compile(r"[\W_]+")

_SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "author": ("auteurs",), "authors": ("auteurs",), "schrijver": ("auteurs",), "schrijvers": ("auteurs",),
    "beschrijving": ("samenvatting",), "description": ("samenvatting", "beschrijving"), "summary": ("samenvatting",),
    "intro": ("samenvatting",), "inleiding": ("samenvatting",), "categorie": ("werkveld",), "category": ("werkveld",),
    "categories": ("werkveld",), "thema": ("werkveld",), "client": ("opdrachtgever",), "klant": ("opdrachtgever",),
    "contact": ("contactpersoon",), "date": ("datum", "publicatiedatum"), "datum": ("publicatiedatum",),
    "publicatiedatum": ("datum",), "draft": ("concept",), "expirydate": ("verloopt_op",), "href": ("url",),
    "website": ("url",), "adres": ("url",), "image": ("foto",), "photo": ("foto",), "portret": ("foto",),
    "keywords": ("trefwoorden",), "tags": ("trefwoorden",), "lang": ("taal",), "language": ("taal",),
    "naam": ("titel",), "name": ("naam", "titel"), "tekst": ("titel",), "titel": ("naam",), "title": ("titel", "naam"),
    "order": ("volgorde",), "weight": ("volgorde",), "phone": ("telefoon",), "tel": ("telefoon",), "mail": ("email",),
    "publishdate": ("publiceren_op",), "report": ("rapport",), "rol": ("functie",), "series": ("reeks",),
    "link": ("url",), "year": ("jaar",), "jaren": ("jaar",), "kop": ("titel",), "onderwerp": ("titel",),
})  # fmt: skip
"""What editors who know other systems write, with the fields that they mean."""


class NamedFields(Struct, frozen=True):
    """The pairs of a mapping whose keys name a declared field, each with that name as its key.

    ``guessed`` has the fields that unknown keys probably mean. They are not reported as missing.
    """

    pairs: tuple[YamlPair, ...]
    guessed: frozenset[str] = frozenset()


def name_fields(file: str, pairs: tuple[YamlPair, ...], declared: tuple[Field, ...], report: Report) -> NamedFields:
    """Return the pairs with the names of the declared fields that they mean.

    A key that differs only in case or separators, such as ``Contact-persoon``, means the field, with a warning. Any
    other key that is not declared is reported as an error.
    """
    names = {field.name for field in declared}
    if all(pair.key.text in names for pair in pairs):
        return NamedFields(pairs)
    by_fold = {_fold(name): name for name in names}
    same: dict[str, list[YamlPair]] = {}
    unknown = []
    for pair in pairs:
        name = by_fold.get(_fold(pair.key.text))
        if name is None:
            unknown.append(pair)
        else:
            same.setdefault(name, []).append(pair)
    lists = {field.name for field in declared if field.type in PLURAL_TYPES}
    for name, found in same.items():
        _check_spelling(file, name, [pair.key for pair in found], report, is_list=name in lists)
    free = [field.name for field in declared if field.name not in same]
    guessed = set()
    for pair in unknown:
        place, key = Place(file, pair.key.line, pair.key.column), pair.key.text
        near = _nearest_field(key, free)
        other = nearest(key, same) if near is None else None
        if other is not None:
            line = same[other][0].key.line
            report.add(field_faults.second_field(place, key, other, line, is_list=other in lists))
            continue
        if near is not None:
            free.remove(near)
            guessed.add(near)
        report.add(field_faults.UNKNOWN_FIELD.at(place, name=key, near=near))
    named = (YamlPair(structs.replace(p[0].key, text=name), p[0].value) for name, p in same.items())
    return NamedFields(tuple(named), frozenset(guessed))


def _fold(key: str) -> str:
    """Return a key without case, separators and invisible characters: ``"contactpersoon"`` for ``Contact-Persoon``."""
    return _SEPARATORS.sub("", without_invisible(key).casefold())


def _check_spelling(file: str, name: str, keys: list[Scalar], report: Report, *, is_list: bool) -> None:
    """Report keys that mean the field ``name``: each after the first, or else one that is not spelled like that."""
    first, *others = keys
    for key in others:
        place = Place(file, key.line, key.column)
        report.add(field_faults.duplicate_field(place, name, key.text, (first.text, first.line), is_list=is_list))
    if not others and first.text != name:
        report.add(field_faults.MISSPELT_FIELD.at(Place(file, first.line, first.column), written=first.text, name=name))


def _nearest_field(key: str, names: Collection[str]) -> str | None:
    """Return the field of ``names`` that an unknown key probably means, or None."""
    folded = _fold(key)
    for name in _SYNONYMS.get(folded, ()):
        if name in names:
            return name
    return (
        nearest(key, names)
        or next((name for name in names if sorted(folded) == sorted(name)), None)  # letters in another order
        or next((name for name in names if len(name) >= MIN_NAME_PART and name in folded), None)
    )
