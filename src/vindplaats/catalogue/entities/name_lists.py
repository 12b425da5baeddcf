"""Read a value such as "Wonen, Zorg" as several names of werkvelden, opdrachtgevers or partners, if it is that.

Commas and words such as "en" are also in the names of organisations. So a value is taken as several only if that gives
registered names alone; if it merely looks like several, the editor is asked.
"""

import re
from collections.abc import Callable, Iterable

from vindplaats.catalogue.folding import fold_organisation
from vindplaats.dutch.lists import TOGETHER, split_list
from vindplaats.dutch.organisation_names import has_organisation_word
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Record
from vindplaats.suggest import nearest

Find = Callable[[str], tuple[PageId, ...]]
"""A function that returns the registered entries that a name may mean."""

MIN_WHOLE_SIMILARITY = 85.0
"""Minimum similarity (0 to 100) of a suggestion for a text of several parts. The value was chosen, not measured: two
wrong letters in "Zorg en welzijn" are allowed, another word is not."""

MAX_NAMES = 20
"""Maximum number of names between which a value is split."""

# The slash in an id such as ``opdrachtgevers/zeefonds`` separates nothing.
_SIGN = " ?(?:[,;&|]|(?<!opdrachtgevers)(?<!werkvelden)/) ?| [+·•–—-] "
_WORD = rf"(?:en|of|and|or|{TOGETHER})"
_BETWEEN = regex(rf"(?:{_SIGN}| )(?:{_WORD}(?:{_SIGN}| ))+|(?:{_SIGN})+", re.IGNORECASE)
_SURE = regex("[,;/|]")
_IN_WORDS = regex(rf"&|(?<!\S){_WORD}(?!\S)", re.IGNORECASE)
_LEGAL_FORM = regex(r"(?:b\.?v|n\.?v|v\.?o\.?f|u\.?a|ltd|inc|llc|gmbh|ag)\.?", re.IGNORECASE)
_PLACEHOLDERS = frozenset([
    "geen", "geenenkele", "geenopdrachtgever", "geencontactpersoon", "geenpartner", "geenpartners", "niemand", "nvt",
    "nietvantoepassing", "onbekend", "nogonbekend", "nietbekend", "nogtebepalen", "nadertebepalen", "ntb", "volgt",
    "tba", "tbd", "none", "null", "nihil", "leeg", "zonder", "x", "xx", "xxx", "nnb", "nogniet", "nogintevullen",
    "nogbepalen", "nogtebenoemen", "nogtekiezen", "intevullen", "invullen", "volgtnog", "volgtlater", "wordtbepaald",
    "wordtnogbepaald", "wordtlaterbekend", "wordtlaterbekendgemaakt", "vacature", "todo", "nognietbekend", "intern",
    "eigenonderzoek", "eigeninitiatief", "eigenbeheer",
])  # fmt: skip
"""What editors write where there is no name, folded by `fold_organisation`."""


def is_placeholder(text: str) -> bool:
    """Return whether a text says that there is no name: "geen", "n.v.t.", or signs such as ``-`` and ``[]``."""
    return text.casefold() in {"n/a", "(geen)"} or all(
        not any(sign.isalnum() for sign in part) or fold_organisation(part) in _PLACEHOLDERS
        for part, _ in split_list(text, _BETWEEN) or ((text, 0),)
    )


def split_known(text: str, find: Find) -> tuple[str, ...]:
    """Return the registered names that a text lists, or nothing if any part of it is no registered name.

    The fewest names win: "Zorg en welzijn" is one werkveld if it is registered.
    """
    parts = split_list(text, _BETWEEN)
    if not 1 < len(parts) <= MAX_NAMES:
        return (text,) if find(text) else ()
    ends = [offset + len(part) for part, offset in parts]
    best: list[tuple[str, ...]] = [() for _ in range(len(parts) + 1)]
    for start in reversed(range(len(parts))):
        spans = [(text[parts[start][1] : ends[stop]], stop + 1) for stop in range(start, len(parts))]
        options = [(span, *best[after]) for span, after in spans if find(span) and (best[after] or after == len(parts))]
        best[start] = min(options, key=len, default=())
    return best[0]


def has_list_sign(text: str) -> bool:
    """Return whether there is a sign in a text that separates names in a list, and not only a word such as "en"."""
    return bool(_SURE.search(text))


def propose_list(text: str, find: Find, suggest: Callable[[str], str | None]) -> tuple[str, ...]:
    """Return the names that a text may list: the longest names that are registered, or resemble such a name.

    ``suggest(part)`` returns the registered name that a part resembles, which takes its place. Anything else is divided
    into the shortest parts.
    """
    parts, names, start = split_list(text, _BETWEEN)[:MAX_NAMES], list[str](), 0
    while start < len(parts):
        spans = [(text[parts[start][1] : offset + len(part)], end) for end, (part, offset) in enumerate(parts)]
        named = ((span if find(span) else suggest(span), end) for span, end in reversed(spans[start : start + 4]))
        name, end = next(((name, end) for name, end in named if name), (parts[start][0], start))
        names.append(name)
        start = end + 1
    return tuple(names)


def may_be_list(text: str, find: Find) -> bool:
    """Return whether a text that is no registered name looks like several organisations.

    It does if one part is registered, if each has a word such as "gemeente", or if only commas and slashes separate
    capitalised parts. "Ministerie van Landbouw, Natuur en Voedselkwaliteit" and "Zeepaard en Zonen" do not.
    """
    parts = [part for part, _ in split_list(text, _BETWEEN)]
    if len(parts) < 2 or any(map(_LEGAL_FORM.fullmatch, parts)):  # noqa: PLR2004 (one name)
        return False
    if ";" in text or any(map(find, parts)):
        return True
    if any(part[:1].islower() for part in parts):
        return False
    marked = [has_organisation_word(part) for part in parts]
    if _IN_WORDS.search(text):
        return all(marked) and all(" " in part for part in parts)
    return bool(_SURE.search(text)) and (all(marked) or not any(marked))


def nearest_whole(text: str, known: Iterable[str]) -> str | None:
    """Return the name of ``known`` that is most like ``text``, or None if none is, or a part of the text would be lost.

    A name of several parts, such as "Zorg en welzijn", has to be very much like it, because each part may be a name.
    """
    count = len(split_list(text, _BETWEEN))
    as_long = [name for name in known if len(split_list(name, _BETWEEN)) >= count]
    return nearest(text, as_long) if count < 2 else nearest(text, as_long, MIN_WHOLE_SIMILARITY)  # noqa: PLR2004


def is_item(page: Record, field: str, mention: Mention) -> bool:
    """Return whether a value is an item of a list: a single value has the place of its field."""
    for place in page.fields:  # `Record.place` and `Record.at` would make two places for each mention of the site
        if place.naam == field:
            return (place.line, place.column) != (mention.line, mention.column)
    return page.at(mention) != page.place(field)
