"""Read a mention of persons: as one name, such as "Jansen, Anna", or as several, such as "Jos of Stef".

A mention is taken as one name if it is one of somebody who is registered, in whatever order and with whatever titles.
Otherwise it is split at words and signs such as "en" and "/", unless it looks like the name of an organisation, and
after that at commas, unless the text reads as a last name and a first name (`_is_list`).
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from vindplaats.catalogue.entities.authors import read_author
from vindplaats.catalogue.entities.registers import Register
from vindplaats.dutch.honorifics import is_title, without_titles
from vindplaats.dutch.lists import TOGETHER, split_list
from vindplaats.dutch.organisation_names import has_organisation_word, looks_like_organisation
from vindplaats.dutch.person_names import APOSTROPHES, TUSSENVOEGSELS
from vindplaats.dutch.several_names import split_several, without_others
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId

_SLASH = "(?<!contactpersonen)/"  # the slash in an id such as ``contactpersonen/jos`` separates nothing
_SIGN = rf" ?(?:[,;&]|{_SLASH}) ?"
_BETWEEN = regex(
    rf"(?:{_SIGN}| )(?:(?:en|of|and|or|{TOGETHER})(?:{_SIGN}| ))+| ?(?:[;&|+·•]|{_SLASH})(?: ?(?:[,;&]|{_SLASH}))* ?",
    re.IGNORECASE,
)
"""Matches what separates two persons, except a comma alone."""
_SEMICOLON = regex(" ?; ?")
_COMMA = regex(r" ?,(?: ?,)* ?")
_SUFFIX = regex(r"(?:jr|jun|sr|sen)\.?|I{1,3}|IV", re.IGNORECASE)
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.-?)+|[^\W\d_]")
_ASIDE = regex(r" ?\([^()]*\)")
_ELIDED = regex(rf"[dl]{APOSTROPHES.pattern}(?=\w)")
MAX_MENTION_LENGTH = 500
"""Maximum number of characters in a mention that is read as anything but one name: enough for forty names."""
_Part = tuple[str, int]
"""A part of a mention and its offset in it."""


class PersonName(Struct, frozen=True):
    """A name in a mention: ``text`` is as written, at ``offset`` in the mention.

    ``ids`` are the persons that the name may mean. ``naam`` is the name in its usual order and without titles: it is
    ``Jan de Vries`` if the text is ``Vries, drs. Jan de``.
    """

    text: str
    offset: int
    ids: tuple[PageId, ...]
    naam: str


def read_persons(text: str, register: Register) -> tuple[PersonName, ...]:
    """Return the names in a mention, with white space collapsed: ``"Jos of Stef"`` has two."""
    if ids := find_person(text, register):
        return (PersonName(text, 0, ids, text),)
    if len(text) > MAX_MENTION_LENGTH:
        return (PersonName(text, 0, (), text),)
    sentences = split_list(text, _SEMICOLON) or ((text, 0),)
    parts = [part for sentence in sentences for part in _split_sentence(sentence, register)]
    return tuple(PersonName(part, offset, find_person(part, register), plain_name(part)) for part, offset in parts)


def _split_sentence(sentence: _Part, register: Register) -> list[_Part]:
    """Split a part of a mention between semicolons into names."""
    text, start = sentence
    chunks = () if find_person(text, register) else split_list(text, _BETWEEN)
    if len(chunks) < 2 or not _are_persons(text, [chunk for chunk, _ in chunks], register):  # noqa: PLR2004 (one name)
        chunks = ((text, 0),)
    enumerated = len(chunks) > 1 and all("," not in chunk for chunk, _ in chunks[1:])
    found = [part for chunk in chunks for part in _split_at_commas(chunk, register, enumerated=enumerated)]
    return [(part, start + offset) for part, offset in found]


def may_be_several(text: str, register: Register) -> bool:
    """Return whether a mention that was read as one name has parts that are whole names, or one that is registered."""
    if len(text) > MAX_MENTION_LENGTH:
        return False
    parts = [part for chunk, _ in split_list(text, _BETWEEN) for part, _ in split_list(chunk, _COMMA)]
    parts = [part for part in parts if not is_title(part)]
    return len(parts) > 1 and (any(find_person(part, register) for part in parts) or all(map(_is_full, parts)))


def find_person(text: str, register: Register) -> tuple[PageId, ...]:
    """Return the persons that a text may mean, taken as one name with or without titles and in either order."""
    spellings = (text,) if len(text) > MAX_MENTION_LENGTH else (text, without_titles(text), plain_name(text))
    for name in dict.fromkeys(spellings):
        if ids := register.find(name):
            return ids
    return ()


def plain_name(text: str) -> str:
    """Return the name of a person in its usual order and without titles, or the text itself if it may be another name.

    ``Vries, drs. Jan de`` becomes ``Jan de Vries``. A text with brackets stays as it is, and so does one with something
    else than a first name after its comma: ``Jan de Vries, directeur``.
    """
    plain = without_titles(text)
    after = [part for part, _ in split_list(plain, _COMMA)[1:]]
    if "(" in text or not all(_may_be_first_name(part) or _SUFFIX.fullmatch(part) for part in after):
        return text
    author = read_author(plain)
    return plain if author.organisatie else author.naam


def _are_persons(text: str, chunks: Sequence[str], register: Register) -> bool:
    """Return whether the parts of ``text`` between words such as "en" are persons, and not parts of a longer name.

    A last name alone says little if another part is unknown: "Bos en Zonen" is not Jo Bos.
    """
    if without_others(text) is not None:
        return False
    if all(find_person(chunk, register) for chunk in chunks) or any(
        register.find_full(without_titles(chunk)) for chunk in chunks
    ):
        return True
    keys = {register.fold(chunk) for chunk in chunks}
    if looks_like_organisation(text) or keys & (register.last_names - register.first_names):
        return False
    lower = all(chunk.islower() for chunk in chunks)
    return all(_may_be_person(_COMMA.sub(" ", chunk.title() if lower else chunk)) for chunk in chunks)


def _split_at_commas(chunk: _Part, register: Register, *, enumerated: bool) -> Sequence[_Part]:
    """Split a part of a mention at its commas if it lists several persons; titles are left out.

    ``enumerated`` says whether the last of several persons follows it, as in "A, B en C".
    """
    text, start = chunk
    parts = list[_Part]()
    for part, offset in split_list(text, _COMMA):
        if parts and _SUFFIX.fullmatch(part):
            _, begin = parts.pop()
            parts.append((text[begin : offset + len(part)], begin))
        elif not is_title(part):
            parts.append((part, offset))
    if not parts or (len(parts) > 1 and find_person(text, register)):
        return (chunk,)
    if len(parts) > 1:
        pairs = _inverted_pairs(text, parts, register)
        if not pairs and not _is_list([part for part, _ in parts], register, enumerated=enumerated):
            return (chunk,)
        parts = pairs or parts
    return [(part, start + offset) for part, offset in parts]


def _inverted_pairs(text: str, parts: Sequence[_Part], register: Register) -> list[_Part]:
    """Return the parts two by two if each pair is an inverted name: "Bos, J., Aa, B. van der".

    Whole first names are only taken for such if all the persons are registered.
    """
    pairs = [
        (text[begin : offset + len(part)], begin)
        for (_, begin), (part, offset) in zip(parts[::2], parts[1::2], strict=False)
    ]
    initials = len(parts) > 2 and not any(_is_capitalised(part.split()[-1]) for part, _ in parts[1::2])  # noqa: PLR2004
    fits = initials or all(find_person(pair, register) for pair, _ in pairs)
    return pairs if fits and len(parts) % 2 == 0 else []


def _is_list(parts: Sequence[str], register: Register, *, enumerated: bool) -> bool:
    """Return whether texts between commas are several persons, and not one person with the last name first.

    They are if each is a whole registered name, looks like a whole name, or is the first name of somebody registered,
    unless the first of two is a last name too. Other names may only be among them beside a whole registered name, or in
    "A, B en C", where the first is no last name.
    """
    found = [_is_named(part, register) for part in parts]
    known = [named or _is_full(part) for named, part in zip(found, parts, strict=True)]
    is_last = [register.fold(without_titles(part)) in register.last_names for part in parts]
    if all(known):
        pair = ", ".join(parts) if len(parts) == 2 else ""  # noqa: PLR2004 (more are no last and first name)
        return not pair or (not is_last[0] if all(found) else bool(split_several(pair)))
    if any(" " in part and register.find_full(without_titles(part)) for part in parts):
        return all(map(_may_be_person, parts))
    unnamed = any(last and not named for last, named in zip(is_last, found, strict=True))
    return enumerated and not unnamed and (known[0] or not any(found)) and all(map(_may_be_person, parts))


def _is_named(text: str, register: Register) -> bool:
    """Return whether a text is a whole name, an alias or a first name of somebody registered."""
    plain = without_titles(text)
    return bool(register.find_full(plain)) or register.fold(plain) in register.first_names


def _is_full(text: str) -> bool:
    """Return whether a text looks like a whole name: a first name or initials, and a last name."""
    words = without_titles(_ASIDE.sub("", text)).split()
    return (
        len(words) > 1
        and _may_be_person(" ".join(words))
        and words[0].casefold() not in TUSSENVOEGSELS
        and _is_capitalised(words[-1])
    )


def _may_be_person(text: str) -> bool:
    """Return whether a text may be a name of a person: capitalised words, with only tussenvoegsels in lower case."""
    plain = _ASIDE.sub("", text)
    return not has_organisation_word(plain) and any(map(_is_capitalised, plain.split())) and _may_be_first_name(plain)


def _may_be_first_name(text: str) -> bool:
    """Return whether a text may be what follows the last name in an inverted name: first names, initials, "van der"."""
    return all(
        _is_capitalised(word) or _INITIALS.fullmatch(word) or _is_between(word) for word in without_titles(text).split()
    )


def _is_capitalised(word: str) -> bool:
    """Return whether a word begins with a capital, perhaps after an elided article as in "d'Aa", and is no initial."""
    letters = APOSTROPHES.sub("", _ELIDED.sub("", word))[:1]
    return letters.isalpha() and not letters.islower() and not _INITIALS.fullmatch(word)


def _is_between(word: str) -> bool:
    return APOSTROPHES.sub("'", word) in TUSSENVOEGSELS
