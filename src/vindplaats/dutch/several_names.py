"""Recognise a text that names several persons, and split it: ``Piet Jansen, Jan de Vries``."""

import re
from collections.abc import Sequence
from functools import lru_cache

from vindplaats.dutch.first_names import is_first_name, is_initials
from vindplaats.dutch.honorifics import without_titles
from vindplaats.dutch.lists import TOGETHER
from vindplaats.dutch.organisation_names import is_surely_organisation, looks_like_organisation
from vindplaats.dutch.person_names import (
    APOSTROPHES,
    SUFFIX,
    TUSSENVOEGSELS,
    ends_in_particle,
    parse_name,
    space_initials,
    split_name,
)
from vindplaats.patterns import regex

_ASIDE = regex(r"(?<!\s)\s*(?:\([^()]*\)|\[[^\[\]]*\])")
"""A note in brackets, in which nothing is split."""
_BETWEEN = regex(
    rf"""
      ,?[ ]?(?:;|\||(?<!\bv)/)[ ]?                       # "Jan v/d Berg" is one
    | ,?[ ]?(?:(?<!\b[a-z])&|&(?![a-z]\b))[ ]?           # "Bos & Mol" and "Bos, J., & Mol, P."; "P&O Zeewijk" is one
    | ,?[ ](?:en|and|of|or|und|et|\+|{TOGETHER})[ ](?!zu\b)  # "Bos en Mol"; "Otto von und zu Hagen" is one
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What separates names, other than a comma alone, in a text without double spaces."""
_OTHERS = regex(
    r"""
    (?:^|(?<![\s,;])[\s,;]+)
    (?:
        (?:(?:en|and|und|&)\s+)?
        (?i: et\.?\s+al(?:ii|ia)?\.? | (?:en|and|et)\s+(?:vele\s+)?(?:anderen?|others|autres))
      | (?:(?:und|&)\s+)?(?:anderen|others)                     # small: "Anna van Anderen" has a last name
      | \(?(?:e\.\s?a\.?|ea|c\.s\.?|cs|u\.\s?a\.|m\.fl\.?)\)?   # Dutch, German and Swedish, in small letters
    )$
    | (?:^|[,;&]\s*)(?:Anderen|Others)$
    """,
    re.VERBOSE,
)
"""The end of a list of names that says that there are more."""
_TWO = 2


@lru_cache(maxsize=65536)
def without_others(text: str) -> str | None:
    """Return the text without "et al." or "e.a." at its end, or None if it has no such end.

    ``Bos, E.A.`` has initials and no such end.
    """
    match = _OTHERS.search(text)
    return text[: match.start()].rstrip(" ,;") if match else None


@lru_cache(maxsize=65536)
def split_several(text: str) -> tuple[str, ...]:
    """Return the names in a text that is probably a list of names, or ``()`` if it is one name.

    One name with the last name first is one, also where it has more words: ``García Lorca, Federico José``. So is the
    name of an organisation: ``Bureau Bos en Mol``.
    """
    plain = space_initials(" ".join(without_titles(_ASIDE.sub("", without_others(text) or text)).split()))
    pieces = [piece for piece in _BETWEEN.split(plain) if piece]
    if len(pieces) > 1:
        names = tuple(name for piece in pieces for name in _split_piece(piece, pieces))
        is_one = looks_like_organisation(plain) and not any(_is_surely_person(name) for name in names)
        return () if is_one or "{" in text else names
    return () if "{" in text else _split_at_commas(plain)


def _split_piece(piece: str, pieces: list[str]) -> tuple[str, ...]:
    """Return the names in a piece of an enumeration: ``Schelp, Duin`` of "Schelp, Duin en Golf" has two."""
    last, comma, rest = (part.strip() for part in piece.partition(","))
    if comma and not any("," in other for other in pieces if other is not piece) and not _is_first_part(rest):
        return (last, *(part.strip() for part in rest.split(",")))
    return _split_at_commas(piece) or (piece,)


def join_halves(items: Sequence[str]) -> tuple[str, ...]:
    """Return the items of a list with last and first names joined that are items of their own, or ``()`` if none are.

    ``[Vos, Noor, Jansen, Bram]`` becomes ``("Vos, Noor", "Jansen, Bram")``: in YAML, a comma without quotes around it
    separates items. Whole names may be among them. So may a last name alone, unless only common first names follow the
    others: of ``[Vos, Noor, Jansen]`` each may be a last name.
    """
    joined, is_sure, is_last_name_left = list[str](), False, False
    rest = list(items)
    while rest:
        count = 2 if len(rest) > 1 and are_halves(rest[0], rest[1]) else 1
        if count == _TWO:
            is_sure = is_sure or _is_surely_half(rest[0], rest[1])
            count += len(rest) > _TWO and bool(SUFFIX.fullmatch(rest[_TWO]))
        else:
            is_last_name_left = is_last_name_left or _is_last_name(rest[0])
        joined.append(", ".join(rest[:count]))
        rest = rest[count:]
    return tuple(joined) if len(joined) < len(items) and (is_sure or not is_last_name_left) else ()


@lru_cache(maxsize=65536)
def are_halves(last: str, first: str) -> bool:
    """Return whether two texts are a last name and a first name: ``de Vries`` and ``Jan``, ``Vries`` and ``J. de``."""
    if _is_surely_half(last, first):
        return True
    words = _without_last_particles(without_titles(first))
    return _is_last_name(last) and all(is_initials(word) or is_first_name(word) for word in words)


def _is_surely_half(last: str, first: str) -> bool:
    """Return whether one of two texts can be no name of its own: ``J.W.``, ``Xeno van der`` or ``Vries de``."""
    plain_last, words = " ".join(_without_last_particles(last)), without_titles(first).split()
    kept = _without_last_particles(" ".join(words))
    if len(kept) == 1 and (len(plain_last) < len(last) or len(kept) < len(words)):
        return _is_last_name(plain_last) and kept[0][:1].isupper() and not looks_like_organisation(kept[0])
    return _is_last_name(plain_last) and bool(kept) and all(map(is_initials, kept))


def _is_last_name(text: str) -> bool:
    """Return whether a text looks like a last name alone: one word that is no first name, perhaps after "van der"."""
    words = text.split()
    while len(words) > 1 and APOSTROPHES.sub("'", words[0]).lower() in TUSSENVOEGSELS:
        words = words[1:]
    word = words[-1] if len(words) == 1 else ""
    return (
        word[:1].isupper()
        and word.replace("-", "").replace("'", "").isalpha()
        and not (is_first_name(word) or is_initials(word) or looks_like_organisation(text))
    )


def may_be_one_person(names: Sequence[str]) -> bool:
    """Return whether two names that a comma separated may also be a last name of several words and first names."""
    last, first = names if len(names) == _TWO else ("", "")
    return (
        bool(first)
        and " " in last
        and "," not in last
        and not _has_own_last_name(first)
        and not looks_like_organisation(first)
    )


def _split_at_commas(text: str) -> tuple[str, ...]:
    """Return the names in a text without other separators than commas, or ``()`` if it is one name."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    name = parse_name(text)
    if name.suffix:
        parts = [part for part in parts if part != name.suffix]
    parts = [part for part in parts if not _is_between(part)]  # "Vries, de, Jan" is one name
    if len(parts) < _TWO:
        return ()
    if looks_like_organisation(parts[0]) and len(parts[0].split()) > 1:
        return ()
    if len(parts) == _TWO:
        return tuple(parts) if _are_two(*parts) else ()
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(_is_first_part(rest) and not _is_full(last) for last, rest in pairs):
        return tuple(f"{last}, {rest}" for last, rest in pairs)  # "Bos, J., Mol, P."
    return tuple(parts)


def _is_between(text: str) -> bool:
    """Return whether a text consists of words between a first and a last name, such as ``van 't``."""
    return all(APOSTROPHES.sub("'", word) in TUSSENVOEGSELS for word in text.split())


def _are_two(before: str, after: str) -> bool:
    """Return whether the parts before and after a comma are two names, and not a last and a first name."""
    if is_surely_organisation(after):
        return len(before.split()) > 1 or is_surely_organisation(before)
    words = before.split()
    if len(words) > 1 and SUFFIX.fullmatch(words[-1]):
        words.pop()  # "Bos Jr., Jan"
        before = " ".join(words)
    rest = _without_last_particles(after)
    is_inverted = len(rest) < len(after.split())  # "Bos Mol, Jan de"
    is_last_name = _is_last_name_only(words)
    if len(words) > 1 and is_initials(words[0]) and (words[0].endswith(".") or not (is_inverted or is_last_name)):
        return True  # no last name begins with initials, but "O Ruiz, María de la" is one name
    if len(words) == 1 or is_last_name:
        return _has_own_last_name(after)
    if is_inverted:
        return False
    if _is_full(after):
        return not _begins_with_particle(words) or _has_own_last_name(after)
    is_person = is_first_name(words[0]) and (_has_own_last_name(before) or not is_first_name(words[-1]))
    if len(rest) < _TWO or is_initials(rest[-1]):
        return is_person and bool(split_name(before).between) and not _is_first_part(after)
    return is_person


def _is_full(text: str) -> bool:
    """Return whether a text looks like a first and a last name, and not like a last name or like first names only."""
    words = _without_last_particles(text)
    if len(words) < _TWO or _begins_with_particle(words):
        return False
    return _has_own_last_name(text) or not _is_first_part(text)


def _is_last_name_only(words: list[str]) -> bool:
    """Return whether several words are a last name: ``Van Daele``, ``In 't Veld``, ``Ruiz y Soto``, ``Bos-de Wit``."""
    return len(words) > 1 and (not split_name(" ".join(words)).first or ends_in_particle(words[0]))


def _begins_with_particle(words: list[str]) -> bool:
    return words[0].lower() in TUSSENVOEGSELS - {"an", "al", "do", "in", "die", "i", "ben"}


def _has_own_last_name(text: str) -> bool:
    """Return whether a text has a tussenvoegsel, or initials, with a last name after it: ``Jan de Vries``, ``J. Bos``.

    ``María del Carmen`` has first names only.
    """
    words = _without_last_particles(text)
    name = split_name(" ".join(words))
    if is_first_name(words[0]) and name.last.startswith("Del "):
        return False
    if name.between and name.first:
        return not (is_first_name(words[0]) and name.between in {"del", "de la", "de los", "de las"})
    return bool(name.first) and (
        " " in name.last or (words[0].endswith(".") and is_initials(words[0]) and not _is_first_part(words[-1]))
    )


def _is_first_part(text: str) -> bool:
    """Return whether a text consists of first names and initials, perhaps with a tussenvoegsel at its end."""
    words = _without_last_particles(text)
    return all(is_initials(word) or is_first_name(word) for word in words[1:] or words)


def _without_last_particles(text: str) -> list[str]:
    words = text.split()
    while len(words) > 1 and APOSTROPHES.sub("'", words[-1]) in TUSSENVOEGSELS:
        words.pop()
    return words


def _is_surely_person(text: str) -> bool:
    """Return whether a text has a common first name or initials and a last name, in either order."""
    first = parse_name(text).first.split()
    if not first or looks_like_organisation(text):
        return False
    return is_first_name(first[0]) or is_initials(first[0])
