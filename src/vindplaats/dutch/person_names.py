"""Split names of persons into first name, tussenvoegsel (such as ``van der``) and last name, and join them again."""

import re

TUSSENVOEGSELS = frozenset(
    [
        "aan",
        "aen",
        "af",
        "al",
        "am",
        "an",
        "auf",
        "aus",
        "bij",
        "bin",
        "d",
        "d'",
        "da",
        "dal",
        "dalla",
        "das",
        "de",
        "dei",
        "del",
        "della",
        "den",
        "der",
        "des",
        "di",
        "die",
        "do",
        "don",
        "dos",
        "du",
        "el",
        "het",
        "i",
        "im",
        "in",
        "l",
        "l'",
        "la",
        "las",
        "le",
        "les",
        "lo",
        "los",
        "met",
        "of",
        "onder",
        "op",
        "over",
        "'s",
        "'t",
        "te",
        "ten",
        "ter",
        "tho",
        "thoe",
        "thor",
        "to",
        "toe",
        "tot",
        "uijt",
        "uit",
        "van",
        "ver",
        "vom",
        "von",
        "voor",
        "vor",
        "z",
        "zu",
        "zum",
        "zur",
    ]
)
"""Words between a first and a last name. A name is sorted by what follows them: ``Jan de Vries`` under V.

Source: the table of prefixes (voorvoegsels) of the Dutch personal records database, Logisch Ontwerp BRP, table 36,
split into words."""


APOSTROPHES = re.compile("['`´‘’ʼ′]")
"""Any character that people type, or that a word processor inserts, as an apostrophe."""


_ELIDED = re.compile(f"(\\s)([dl]{APOSTROPHES.pattern})(?=\\w)")


def split_name(name: str) -> tuple[str, str, str]:
    """Return the first name, tussenvoegsel and last name: ``Jan de Vries`` becomes ``("Jan", "de", "Vries")``.

    A name of one word is a last name only. Initials and further first names are part of the first name. The last name
    starts after the first run of tussenvoegsels, or is the last word if there are none. A tussenvoegsel after a hyphen
    is part of a double last name: ``Bo Aa-de Bie`` becomes ``("Bo", "", "Aa-de Bie")``. A ``d'`` or ``l'`` that is
    attached to a name is a tussenvoegsel: ``Bo d'Aa`` becomes ``("Bo", "d'", "Aa")``.
    """
    words = _ELIDED.sub(r"\1\2 ", name).split()
    if len(words) < 2:  # noqa: PLR2004
        return "", "", name
    for i in range(1, len(words) - 1):
        if _is_tussenvoegsel(words[i]):
            end = i
            while end < len(words) - 1 and _is_tussenvoegsel(words[end]):
                end += 1
            return " ".join(words[:i]), " ".join(words[i:end]), " ".join(words[end:])
        if _is_tussenvoegsel(words[i].partition("-")[2]):
            return " ".join(words[:i]), "", " ".join(words[i:])
    return " ".join(words[:-1]), "", words[-1]


def _is_tussenvoegsel(word: str) -> bool:
    return APOSTROPHES.sub("'", word).lower() in TUSSENVOEGSELS


def sorting_name(name: str) -> str:
    """Return the name with its last name first: ``Jan de Vries`` becomes ``Vries, Jan de``."""
    first, between, last = split_name(name)
    rest = " ".join(part for part in (first, between) if part)
    return f"{last}, {rest}" if rest else last


def split_inverted(last: str, rest: str) -> tuple[str, str, str]:
    """Split a name that is written with the last name first: ``last`` is before the comma, ``rest`` after it.

    Return the same three parts as `split_name`: ``Vries, Jan de`` and ``de Vries, Jan`` both become
    ``("Jan", "de", "Vries")``. If there is a first name, the first letter of a tussenvoegsel at the start of ``last``
    becomes lower case, because editors write it as a capital at the start of a name. A ``rest`` of one word is a first
    name, unless it is a tussenvoegsel in lower case.
    """
    words, end = rest.split(), 0
    while end < len(words) - 1 and _is_tussenvoegsel(words[len(words) - 1 - end]):
        end += 1
    if len(words) == 1 and words[0].islower() and _is_tussenvoegsel(words[0]):
        end = 1
    first, after = words[: len(words) - end], words[len(words) - end :]
    placeholder, before, name = split_name(f"- {last}")  # `split_name` expects a first name: "-" stands in for it
    if placeholder != "-":
        before, name = "", last
    elif first:
        before = before[:1].lower() + before[1:]
    return " ".join(first), " ".join(part for part in (*after, before) if part), name


def with_between(between: str, last: str) -> str:
    """Return a last name preceded by its tussenvoegsel, if it has one: ``de Vries``, ``d'Aa``, ``Bos``."""
    return f"{between}{'' if APOSTROPHES.fullmatch(between[-1:]) else ' '}{last}" if between else last


def begins_with_between(name: str) -> bool:
    """Return whether a name has a tussenvoegsel but no first name: ``van der Aa``, ``'t Hart``, ``d'Aa``."""
    words = _ELIDED.sub(r"\1\2 ", f" {name}").split()
    return len(words) > 1 and words[0] == words[0].lower() and _is_tussenvoegsel(words[0])
