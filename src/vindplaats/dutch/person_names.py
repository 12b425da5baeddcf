"""Split names of persons into first name, tussenvoegsel (such as ``van der``), last name and suffix, and join them.

A tussenvoegsel is a word between a first and a last name that is written small. With a capital it is part of the last
name: ``Koen van Daele`` is sorted under D and ``Koen Van Daele`` under V, as in Flanders.
"""

from functools import lru_cache
from typing import NamedTuple

from vindplaats.dutch.first_names import is_first_name
from vindplaats.dutch.honorifics import without_titles
from vindplaats.patterns import regex
from vindplaats.text import word_set

TUSSENVOEGSELS = word_set(
    "'s 's- 't aan aan't ad- aen af al al- am an ap ar- as- ash- auf aus av ben bij bin bint binte binti bte d d' da "
    "dal dall' dalla das de degli dei del dell' della dello dem den der des di die do don dos du el el- fan het i ibn "
    "im in in't l l' la las le les lo los met of onder op op't over t te ten ter tho thoe thor to toe tot uijt uit "
    "und v. v.d v.d. v/d van van't vande vanden vander vd ver vom von voor vor z zu zum zur"
)
"""Words between a first and a last name. A name is sorted by what follows them: ``Jan de Vries`` under V.

Source: the table of prefixes (voorvoegsels) of the Dutch personal records database, Logisch Ontwerp BRP, table 36,
split into words; and words from other languages, and abbreviations such as ``v.d.``."""
_CAPITAL = word_set(
    "van vande vanden vander von de den der ter ten te le la du des di da dos el op d' 't 's saint sint st."
)
"""Words that, with a capital, begin a last name wherever they are: ``Koen Van Daele``, and also ``Van Daele`` alone."""
_DUTCH_CAPITAL = word_set("van de den der het ten ter te 't")
_CAPITAL_AFTER_FIRST_NAME = _CAPITAL | word_set(
    "del della dello degli dal dalla delle dell' l' zur zum vom al abu ibn ait aït ould ver mc mac"
)
"""Words that, with a capital, begin a last name if a first name precedes them: ``Al Bos`` has the first name Al, and
``An``, ``Do`` and ``In`` are first names in any place."""
_CAPITAL_BEFORE_ARTICLE = word_set("in op aan uit auf aus am im zu onder over bij tot toe voor")
"""Words that, with a capital, begin a last name if an article follows: ``Sophie In 't Veld``."""
_ARTICLES = word_set("'t de den der het dem")
_CONNECTORS = word_set("y e i")
"""Words between two parts of a last name: ``José Ortega y Ruiz``."""

APOSTROPHES = regex("['`´‘’ʼ′]")
"""Any character that people type, or that a word processor inserts, as an apostrophe."""
_PREFIX = f"(?:[dl]|dell|dall){APOSTROPHES.pattern}|{APOSTROPHES.pattern}s-|(?:al|el|as|ash|ad|ar)-"
_ATTACHED = regex(rf"(?<=\s)({_PREFIX})(?=\w)")
_PREFIX_WORD = regex(_PREFIX)
"""A tussenvoegsel that is written without a space after it: ``d'``, ``al-``."""
ASIDE = regex(r"(?<!\s)\s*\([^()]*\)")
"""A note in parentheses, such as "(red.)", with the white space before it."""
_GLUED_INITIALS = regex(
    r"(?<![^\s,-])((?:[^\W\d_a-z][a-z]{0,2}\.)+)(?=[^\W\d_a-z][^\W\d_]+(?![\w.])|(?:van|den?|der|ten?|ter)\s)"
)
"""Initials before a last name without a space: ``J.W.Bos``, ``Th.de Vries``."""
_LOOSE_HYPHEN = regex(r"(?<!\s)\s+[-–]\s*|[-–]\s+")
SUFFIX = regex(r"(?:[jJ][nN]?[rR]|[sS][nN]?[rR])\.?|junior|senior|II|III|IV|2nd|3rd|4th")
"""A word after a name that says which generation is meant."""
_INITIALS = regex(r"(?:[^\W\d_]{1,2}\.-?)+")
_BARE_INITIALS = regex("(?!NG)[B-DF-HJ-NP-TV-XZ]{2,3}")
"""Initials without dots that are no last name in capitals: ``JP``. The last name ``WU`` has a vowel."""
_FULL_STOP = regex(r"(?<=[^\W\d_]{4})\.$")
_BRACED_LAST_NAME = regex(r"\{([^{}]+)\}\s*,\s*([^{}]*)")


class PersonName(NamedTuple):
    """The parts of a name; all but the last name may be empty. A suffix is ``Jr.`` or ``III``."""

    first: str
    between: str
    last: str
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """The name as it is sorted: ``Vries, Jan de`` or ``Warden, Charles, Jr.``.

        A last name alone has a capital because a text begins with one: ``Van Dijk`` becomes ``Dijk, Van``.
        """
        last, rest = self.last, f"{self.first} {self.between}".strip()
        if not rest:
            words = last.split()
            start = 0
            while start < len(words) - 1 and APOSTROPHES.sub("'", words[start]).lower() in _DUTCH_CAPITAL:
                start += 1
            last, rest = " ".join(words[start:]), " ".join(words[:start])
        return ", ".join(part for part in (last, rest, self.suffix) if part)


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName:
    """Split the name of a person, in either order: ``Vries, dr. Jan de`` becomes ``PersonName("Jan", "de", "Vries")``.

    Titles, notes in parentheses and a comma at the end are dropped. Braces hold a last name together, as in
    ``{Bos Mol}, Anna``.
    """
    braced = _BRACED_LAST_NAME.fullmatch(text)
    if braced:
        return PersonName(braced[2].strip(), "", braced[1].strip())
    plain = space_initials(without_titles(ASIDE.sub("", text).strip() or text))
    parts, suffix = _take_suffix([part.strip() for part in plain.split(",")])
    filled = [part for part in parts if part]
    if not filled:
        return PersonName("", "", text)
    if len(filled) == 1:
        return split_name(_FULL_STOP.sub("", filled[0]))._replace(suffix=suffix)  # "Bos, Theod." is abbreviated
    return split_inverted(filled[0], " ".join(filled[1:]))._replace(suffix=suffix)


def space_initials(text: str) -> str:
    """Return a text with a space between initials and a last name: ``J.W.Bos`` becomes ``J.W. Bos``."""
    return _GLUED_INITIALS.sub(r"\1 ", text)


def _take_suffix(parts: list[str]) -> tuple[list[str], str]:
    """Return the parts of a name between commas without its suffix, and the suffix, which may be empty."""
    for i in range(1, len(parts)):
        if SUFFIX.fullmatch(parts[i]):
            return parts[:i] + parts[i + 1 :], parts[i]
    for i in {0, len(parts) - 1}:
        rest, space, last = parts[i].rpartition(" ")
        if space and SUFFIX.fullmatch(last):
            return [*parts[:i], rest.rstrip(), *parts[i + 1 :]], last
    return parts, ""


def split_name(name: str) -> PersonName:
    """Split a name in its usual order: ``Jan de Vries`` becomes ``PersonName("Jan", "de", "Vries")``.

    A name of one word is a last name only. Initials and further first names are part of the first name. The last name
    starts after the first tussenvoegsels, or at the first word that begins a last name, or is the last word. A
    tussenvoegsel after a hyphen is part of a double last name: ``Bo Aa-de Bie`` becomes ``("Bo", "", "Aa-de Bie")``.
    """
    words = _split(name)
    if len(words) < 2:  # noqa: PLR2004
        return PersonName("", "", name)
    if _is_tussenvoegsel(words[0]) or _begins_last_name(words, 0):
        whole = _split_last(words)
        last, _, first = whole.last.rpartition(" ")
        if (
            _is_tussenvoegsel(words[0])
            and last
            and " " not in last
            and is_first_name(first)
            and not is_first_name(last)
        ):
            return split_inverted(f"{whole.between} {last}", first)  # "de Vries Jan"
        return whole
    for i in range(1, len(words) - 1):
        if words[i] in _CONNECTORS:
            return PersonName(_join(words[: i - 1]), "", _join(words[i - 1 :]))
        if _is_tussenvoegsel(words[i]) or _begins_last_name(words, i) or ends_in_particle(words[i]):
            return _split_last(words[i:])._replace(first=_join(words[:i]))
    if _INITIALS.fullmatch(words[-1]) and words[-1][0].isupper() and not _INITIALS.fullmatch(words[0]):
        return split_inverted(_join(words[:-1]), words[-1])  # "Bos J.W."
    if len(words) == 2 and not (words[0].isupper() or is_first_name(words[0])) and _BARE_INITIALS.fullmatch(words[1]):  # noqa: PLR2004
        return PersonName(f"{'.'.join(words[1])}.", "", words[0])  # "Bos JP"
    return PersonName(_join(words[:-1]), "", words[-1])


def _split_last(words: list[str]) -> PersonName:
    """Split the words of a last name into tussenvoegsels and the rest, which has at least one word."""
    end = 0
    while end < len(words) - 1 and _is_tussenvoegsel(words[end]):
        end += 1
    return PersonName("", _join(words[:end]), _join(words[end:]))


def _split(name: str) -> list[str]:
    """Return the words of a name, with ``d'`` and ``al-`` as words of their own."""
    name = _LOOSE_HYPHEN.sub("-", name) if _LOOSE_HYPHEN.search(name.strip("-– ")) else name
    return _ATTACHED.sub(r"\1 ", f" {name}").split()


def _join(words: list[str]) -> str:
    return "".join(word if _PREFIX_WORD.fullmatch(word) else f"{word} " for word in words).rstrip(" ")


def _plain(word: str) -> str:
    return APOSTROPHES.sub("'", word)


def _is_tussenvoegsel(word: str) -> bool:
    return _plain(word) in TUSSENVOEGSELS


def _begins_last_name(words: list[str], i: int) -> bool:
    """Return whether a word with a capital is the first of a last name of several words."""
    word = _plain(words[i]).lower()
    if word == _plain(words[i]):
        return False
    if word in _CAPITAL_BEFORE_ARTICLE and _plain(words[i + 1]).lower() in _ARTICLES:
        return True
    return word in (_CAPITAL_AFTER_FIRST_NAME if i else _CAPITAL)


def ends_in_particle(word: str) -> bool:
    """Return whether a word is a last name with the tussenvoegsel of a second one, such as ``Aa-de``."""
    after = word.partition("-")[2]
    return _is_tussenvoegsel(after) or after in {"Van", "De", "Den", "Der", "Vanden", "Vander"}


def split_inverted(last: str, rest: str) -> PersonName:
    """Split a name that is written with the last name first: ``last`` is before the comma, ``rest`` after it.

    The tussenvoegsel may be anywhere: ``Vries, Jan de``, ``Vries, de Jan``, ``Vries de, Jan`` and ``de Vries, Jan`` all
    become ``PersonName("Jan", "de", "Vries")``. A ``rest`` of one word is a first name, unless it is a tussenvoegsel.
    """
    words, last_words = rest.split(), _split(last)
    start, end, last_end = 0, len(words), len(last_words)
    while end > 0 and _is_tussenvoegsel(words[end - 1]) and (end > 1 or len(words) == 1):
        end -= 1
    while start < end - 1 and _is_tussenvoegsel(words[start]):
        start += 1
    while last_end > 1 and _is_tussenvoegsel(last_words[last_end - 1]):
        last_end -= 1
    name = _split_last(last_words[:last_end])
    between = (*words[:start], *words[end:], *last_words[last_end:], name.between)
    return PersonName(" ".join(words[start:end]), " ".join(filter(None, between)), name.last)


def sorting_name(name: str) -> str:
    """Return the name of a person with the last name first: ``Jan de Vries`` becomes ``Vries, Jan de``."""
    return parse_name(name).inverted


def with_between(between: str, last: str) -> str:
    """Return a last name preceded by its tussenvoegsel, if it has one: ``de Vries``, ``d'Aa``, ``al-Aa``, ``Bos``."""
    attached = between.endswith("-") or bool(APOSTROPHES.fullmatch(between[-1:]))
    return f"{between}{'' if attached else ' '}{last}" if between else last
