"""The field ``exporten`` of ``site.yaml``: the formats of the citation files that the site has."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Mappings
from collections.abc import Sequence as Several
from types import MappingProxyType

from vindplaats.diagnostics import site
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.records import Mention
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence
from vindplaats.suggest import nearest

EXPORT_FORMATS = ("bib", "ris", "csl")
"""The formats: BibTeX, RIS and CSL-JSON."""

_WORDS: Mappings[str, tuple[str, ...]] = MappingProxyType({
    **dict.fromkeys(("bib", "biblatex", "bibtex", "latex", "tex"), ("bib",)),
    **dict.fromkeys(("ris", "endnote", "refman", "researchinformationsystems"), ("ris",)),
    **dict.fromkeys(("csl", "cite", "citeproc", "csljson", "json"), ("csl",)),
    **dict.fromkeys(("all", "alle", "alledrie", "alles"), EXPORT_FORMATS),
    **dict.fromkeys(("geen", "leeg", "niets", "none", "nvt"), ()),
})  # fmt: skip
"""What editors may call the formats, in small letters and without other signs."""
_BETWEEN = re.compile(r"[,;/|&+\s]+|\ben\b")
_SIGNS = re.compile(r"[\W_]+")


def check_formats(mentions: Several[Mention], field: FieldContext) -> tuple[str, ...] | None:
    """Return the formats, in the order of `EXPORT_FORMATS`, or report unknown and double ones and return None.

    The remedy is the whole line as it should be, if it is clear what every value means.
    """
    meant = [_meant(mention.text) for mention in mentions]
    write = () if None in meant else (_line(field, {form for forms in meant if forms for form in forms}),)
    texts = [mention.text for mention in mentions]
    for number, mention in enumerate(mentions):
        fault = site.DUPLICATE_FORMAT if mention.text in EXPORT_FORMATS else site.UNKNOWN_FORMAT
        if fault is site.UNKNOWN_FORMAT or texts.index(mention.text) < number:
            place = field.place(Scalar(mention.text, mention.line, mention.column))
            field.report.add(fault.at(place, name=field.name, text=mention.text, write=write))
    is_valid = len(set(texts)) == len(texts) and set(texts) <= set(EXPORT_FORMATS) and bool(texts)
    return tuple(form for form in EXPORT_FORMATS if form in texts) if is_valid else None


def report_fields(value: RawValue, field: FieldContext) -> bool:
    """Report fields where a list of formats should be: ``{bib: true, ris: false}``. Return whether there are any.

    They may be in the list as well, as in ``[bib, {ris: true}]``.
    """
    items = value.items if isinstance(value, Sequence) else (value,)
    found = next((item for item in items if isinstance(item, Mapping)), None)
    if found is None:
        return False
    named = [forms for item in items for forms in _named(item)]
    write = () if None in named else (_line(field, {form for forms in named if forms for form in forms}),)
    field.report.add(site.FORMATS_AS_FIELDS.at(field.place(found), name=field.name, write=write))
    return True


def _named(value: RawValue) -> Iterator[tuple[str, ...] | None]:
    """Yield the formats of each key that is not switched off in a mapping, or those of a text; None if unclear."""
    if isinstance(value, Mapping):
        for pair in value.entries:
            is_off = isinstance(pair.value, Scalar) and truth_of(pair.value.text) is False
            yield (() if is_off else _meant(pair.key.text)) if isinstance(pair.value, Scalar) else None
    else:
        yield _meant(value.text) if isinstance(value, Scalar) else None


def _line(field: FieldContext, forms: set[str]) -> str:
    return f"{field.name}: [{', '.join(form for form in EXPORT_FORMATS if form in forms)}]"


def _meant(text: str) -> tuple[str, ...] | None:
    """Return the formats that a text names, or None if that is unclear: ``("bib", "ris")`` for ``BibTeX en .ris``."""
    truth = truth_of(text)
    if truth is not None:
        return EXPORT_FORMATS if truth else ()
    whole = _folded(text)
    if whole in _WORDS:
        return _WORDS[whole]
    parts = [_word_meant(part) for part in map(_folded, _BETWEEN.split(text)) if part]
    if not parts or None in parts:
        return None
    return tuple(form for forms in parts if forms for form in forms)


def _word_meant(word: str) -> tuple[str, ...] | None:
    near = word if word in _WORDS else nearest(word, _WORDS)
    return _WORDS[near] if near else None


def _folded(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
