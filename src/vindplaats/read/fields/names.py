"""Find out which declared field each key of a mapping names, also if it is spelled differently or wrong."""

from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct, structs

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import NewKey, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext, Reader
from vindplaats.read.fields.guides import find_guide
from vindplaats.read.fields.synonyms import OTHER_NAMES, SYNONYMS
from vindplaats.read.schema import INNER_FIELDS, PLURAL_TYPES, Field, fold_key
from vindplaats.read.yaml_syntax.raw_values import Scalar, Sequence, YamlPair, is_blank
from vindplaats.suggest import nearest

MIN_NAME_PART = 4
"""Minimum length of a field name for another key that contains it, such as ``onderzoeksjaar``, to mean that field."""
_NEGATION = regex(r"geen|niet|zonder|behalve|^no|without|except|exclu|disable|hide|verberg|(?:uit|off)$")
"""Parts of a folded key that may make it mean the opposite of the field that it resembles."""


class NamedFields(Struct, frozen=True):
    """The pairs of a mapping whose keys name a declared field, each with that name as its key.

    ``guessed`` has the fields that unknown keys probably mean. They are not reported as missing.
    """

    pairs: tuple[YamlPair, ...]
    guessed: frozenset[str] = frozenset()


def name_fields(
    file: str, pairs: tuple[YamlPair, ...], declared: tuple[Field, ...], read: Reader, report: Report
) -> NamedFields:
    """Return the pairs with the names of the declared fields that they mean.

    A key that differs only in case or separators, such as ``Contact-persoon``, means the field, with a warning. Any
    other key that is not declared is reported as an error. ``read`` reads a value, to find out which field it fits.
    """
    names = {field.name for field in declared}
    if all(pair.key.text in names for pair in pairs):
        return NamedFields(pairs)
    by_fold = {fold_key(name): name for name in names}
    same: dict[str, list[YamlPair]] = {}
    unknown = []
    for pair in pairs:
        name = by_fold.get(fold_key(pair.key.text))
        if name is None:
            unknown.append(pair)
        else:
            same.setdefault(name, []).append(pair)
    lists = {field.name for field in declared if field.type in PLURAL_TYPES}
    for name, found in same.items():
        _check_spelling(file, name, [pair.key for pair in found], report, is_list=name in lists)
    unknown = _without_unindented(file, pairs, unknown, declared, report)
    free = {field.name: field for field in declared if field.name not in same}
    guessed = set()
    for pair in unknown:
        place, key = Place(file, pair.key.line, pair.key.column), pair.key.text
        if guide := find_guide(place, pair, names, same):
            report.add(guide)
            continue
        near = _field_meant(file, pair, _of_words(key, free), free, read)
        other = next(iter(_of_words(key, same)), None) if near is None else None
        if near is None and other is None:
            near = _field_meant(file, pair, _spelled(key, free), free, read)
            other = next(iter(_spelled(key, same)), None) if near is None else None
        if other is not None:
            line = same[other][0].key.line
            report.add(field_faults.second_field(place, key, other, line, is_list=other in lists))
            continue
        if near is not None:
            guessed.add(near.name)
            del free[near.name]
        report.add(field_faults.unknown_field(place, key, near.name if near else None, near.remedy if near else ""))
    named = (YamlPair(structs.replace(p[0].key, text=name), p[0].value) for name, p in same.items())
    return NamedFields(tuple(named), frozenset(guessed))


def _without_unindented(
    file: str, pairs: tuple[YamlPair, ...], unknown: list[YamlPair], declared: tuple[Field, ...], report: Report
) -> list[YamlPair]:
    """Return the unknown pairs without those right below an empty field that has fields of its own.

    They should probably be indented, and are reported together. Below ``extra`` that is not so of a key that is spelled
    almost like a declared field; below another field it is so only of the keys that this may have.
    """
    names = {field.name for field in declared}
    for field in declared:
        known = {"titel", "url"} if field.type in {"menu", "voet"} else INNER_FIELDS.get(field.type)
        place = next((n for n, pair in enumerate(pairs) if fold_key(pair.key.text) == field.name), None)
        if known is None or place is None or not is_blank(pairs[place].value):
            continue
        below: list[YamlPair] = []
        for pair in pairs[place + 1 :]:
            key = pair.key.text
            if pair not in unknown or not (key in known if known else not _spelled(key, names)):
                break
            below.append(pair)
        if below:
            first, last = below[0].key, below[-1].key
            fault = field_faults.not_indented(Place(file, first.line, first.column), field.name, first.text, last.text)
            report.add(fault)
        unknown = [pair for pair in unknown if pair not in below]
    return unknown


def _check_spelling(file: str, name: str, keys: list[Scalar], report: Report, *, is_list: bool) -> None:
    """Report keys that mean the field ``name``: each after the first, or else one that is not spelled like that."""
    first, *others = keys
    for key in others:
        place = Place(file, key.line, key.column)
        report.add(field_faults.duplicate_field(place, name, key.text, (first.text, first.line), is_list=is_list))
    if not others and first.text != name:
        misspelt = field_faults.MISSPELT_FIELD.at(Place(file, first.line, first.column), written=first.text, name=name)
        report.add(misspelt.fixed_by(NewKey(first.line, first.column, name)))


class _Meant(Struct, frozen=True):
    """A field that an unknown key probably means. ``remedy`` says how to write its value, if that does not fit."""

    name: str
    remedy: str = ""


def _field_meant(
    file: str, pair: YamlPair, names: Iterable[str], free: Mapping[str, Field], read: Reader
) -> _Meant | None:
    """Return the field of ``names`` that an unknown key probably means.

    It is the first that the value fits, or else the first for which is known how to write the value, or else the first.
    """
    other_name = fold_key(pair.key.text) in OTHER_NAMES
    fields = [free[name] for name in names if not (other_name and free[name].type == "paden")]
    found = [_Meant(field.name, _refusal(file, pair, field, read)) for field in fields]
    return min(found, key=lambda meant: 0 if not meant.remedy else 1 if "'" in meant.remedy else 2, default=None)


def _refusal(file: str, pair: YamlPair, field: Field, read: Reader) -> str:
    """Return the remedy that editors would get for the value if it were that of ``field``, or an empty text."""
    if isinstance(pair.value, Scalar) and not pair.value.text:
        return ""
    if field.type == "formaten" and _NEGATION.search(fold_key(pair.key.text)):
        return ""  # the value of `geen_exporten` is not that of `exporten`
    report = Report()
    read(pair.value, FieldContext(field.name, field.type, file, report))
    remedy = next((item.remedy for item in report.diagnostics if item.severity == "error"), "")
    return "" if isinstance(pair.value, Sequence) and f"'{field.name}:" not in remedy else remedy  # that of an item


def _of_words(key: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the fields of ``names`` for which an unknown key is another word, the likeliest first."""
    return tuple(name for name in SYNONYMS.get(fold_key(key), ()) if name in names)


def _spelled(key: str, names: Collection[str]) -> tuple[str, ...]:
    """Return the field of ``names`` that is spelled most like an unknown key, if any.

    ``extra_uitleg`` is more than ``extra``: what visitors should see would vanish in it.
    """
    folded = fold_key(key)
    names = [name for name in names if name != "extra" or len(folded) <= len("extra") + 1]
    near = (
        nearest(key, names)
        or next((name for name in names if sorted(folded) == sorted(name)), None)  # letters in another order
        or next((name for name in names if len(name) >= MIN_NAME_PART and name in folded), None)
    )
    return (near,) if near else ()
