"""The field ``exporten`` of ``site.yaml``: the formats of the citation files that the site has."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Mappings
from collections.abc import Sequence as Several
from types import MappingProxyType

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import files, site
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, YamlPair, is_blank
from vindplaats.text import CONTROLS, visible_text

EXPORT_FORMATS = ("bib", "ris", "csl")
"""The formats: BibTeX, RIS and CSL-JSON."""

_FORMATS: Mappings[str, str] = MappingProxyType({
    **dict.fromkeys(("bib", "biblatex", "bibtex", "latex", "tex"), "bib"),
    **dict.fromkeys(("ris", "endnote", "refman", "researchinformationsystems"), "ris"),
    **dict.fromkeys(("csl", "cite", "citeproc", "csljson", "json"), "csl"),
})  # fmt: skip
"""What editors may call each format, in small letters and without other signs."""
_ALL = frozenset({"all", "alle", "alledrie", "allemaal", "alles"})
_NONE = frozenset({"0", "geen", "leeg", "niets", "none", "nvt"})
_BETWEEN = regex(r"[,;/|&+\s]+|\b(?:en|and)\b", re.IGNORECASE)
_BEFORE, _AFTER = ".*\"'`‘“([", ".*\"'`’”)]"
"""Signs around a name that do not change what it means: a point, quotes and brackets."""
_NAME = regex(r"\w(?:[\w.\s-]*\w)?")
"""A name. Another sign around it makes it none: ``-ris`` and ``!ris`` leave RIS out."""
_SIGNS = regex(r"[\W_]+")


def read_formats(value: RawValue, field: FieldContext) -> tuple[str, ...] | None:
    """Return the formats, in the order of `EXPORT_FORMATS`, or report what is wrong with the value and return None.

    Only an empty list means no formats. If it is clear what all of the value means, there is one message, with the
    whole line as it should be.
    """
    leaves = tuple(_leaves(value))
    filled = [leaf for leaf in leaves if not is_blank(leaf)]
    if not filled and not _is_empty_list(value):
        field.report.add(site.NO_FORMATS.at(field.place(value), name=field.name))
        return None
    meant = _meant_by(filled)
    write = () if meant is None else (f"{field.name}: [{', '.join(_ordered(meant))}]",)
    wrong = tuple(_wrong(value, field, write, set()))
    for diagnostic in wrong if meant is None else wrong[:1]:
        field.report.add(diagnostic)
    return None if wrong or meant is None else _ordered(meant)


def _is_empty_list(value: RawValue) -> bool:
    return isinstance(value, Sequence) and not value.items and not value.had_nulls


def _ordered(forms: frozenset[str]) -> tuple[str, ...]:
    return tuple(form for form in EXPORT_FORMATS if form in forms)


def _leaves(value: RawValue) -> Iterator[Scalar | Mapping]:
    """Yield the texts and mappings in a value, also those in lists in a list."""
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _leaves(item)
    else:
        yield value


def _wrong(
    value: RawValue, field: FieldContext, write: tuple[str, ...], seen: set[str], *, nested: bool = False
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for everything that is wrong with a value, in the order of the file.

    ``write`` has the whole line as it should be, if that is clear. ``seen`` has the formats before the value.
    """
    place, name = field.place(value), field.name
    if isinstance(value, Sequence):
        if nested:
            yield site.FORMATS_IN_LIST.at(place, name=name, write=write)
        for item in value.items:
            yield from _wrong(item, field, write, seen, nested=True)
    elif isinstance(value, Mapping):
        yield site.FORMATS_AS_FIELDS.at(place, name=name, write=write)
    elif CONTROLS.search(" ".join(value.text.split())):
        yield files.CONTROL_CHARACTER.at(place, write=write)
    elif is_blank(value):
        yield field_faults.EMPTY_ITEM.at(place, name=name, write=write)
    else:
        text = visible_text(value.text)
        if text not in EXPORT_FORMATS:
            yield site.UNKNOWN_FORMAT.at(place, name=name, text=text, write=write)
        elif text in seen:
            yield site.DUPLICATE_FORMAT.at(place, name=name, text=text, write=write)
        seen.add(text)


def _meant_by(leaves: Several[Scalar | Mapping]) -> frozenset[str] | None:
    """Return the formats that an editor meant by texts and mappings, or None if that is not clear."""
    on, off = set[str](), set[str]()
    for leaf in leaves:
        if isinstance(leaf, Scalar):
            forms = _named(leaf.text, alone=len(leaves) == 1)
            if forms is None:
                return None
            on |= forms
            continue
        for pair in leaf.entries:
            forms, is_on = _named(pair.key.text, alone=True), _is_on(pair)
            if not forms or is_on is None:
                return None
            (on if is_on else off).update(forms)
    if (off and on <= off) and (on or len(off) < len(EXPORT_FORMATS)):
        return None  # "{ris: nee}" may mean the two others; "{bib: ja, BibTeX: nee}" means nothing
    return frozenset(on - off)


def _is_on(pair: YamlPair) -> bool | None:
    """Return whether a field in a mapping switches its formats on, or None if that is not clear."""
    if is_blank(pair.value):
        return True
    if not isinstance(pair.value, Scalar):
        return None
    forms = _named(pair.value.text, alone=True)
    if truth_of(pair.value.text) is None and forms and forms != _named(pair.key.text, alone=True):
        return None  # "{bib: ris}"
    return None if forms is None else bool(forms)


def _named(text: str, *, alone: bool) -> frozenset[str] | None:
    """Return the formats that a text names, such as ``{"bib", "ris"}`` for ``BibTeX en .ris``; None if not clear.

    It is clear only if every word of it names a format. The words for all and none, and for yes and no, count only if
    the text is ``alone``: beside a format, they may limit it, as in ``geen ris``.
    """
    truth = truth_of(text)
    whole = _folded(text)
    if truth is not None or whole in _ALL | _NONE:
        forms = EXPORT_FORMATS if truth or whole in _ALL else ()
        return frozenset(forms) if alone else None
    if whole in _FORMATS:
        return frozenset({_FORMATS[whole]})
    names = [_FORMATS.get(_folded(part)) for part in _BETWEEN.split(visible_text(text)) if part]
    found = frozenset(name for name in names if name is not None)
    return found if found and None not in names else None


def _folded(text: str) -> str:
    """Return a name in small letters without other signs: ``csljson`` for ``.CSL-JSON``, or "" if it is no name."""
    name = visible_text(text).casefold().lstrip(_BEFORE).rstrip(_AFTER)
    return _SIGNS.sub("", name) if _NAME.fullmatch(name) else ""
