"""How Dutch is written: dates, lists, sorting, names with tussenvoegsels."""

import errno
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

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
"""Words that stand between first and last name and do not count in sorting.

Source: the table of prefixes (voorvoegsels) of the Dutch personal records database, Logisch Ontwerp BRP, table 36,
taken apart into words."""

APOSTROPHES = re.compile("['`´‘’ʼ′]")
"""What people type, or a word processor makes of it, where an apostrophe belongs."""

_ELIDED = re.compile(f"(\\s)([dl]{APOSTROPHES.pattern})(?=\\w)")
_WORD = re.compile(r"[a-z0-9]+")


def dutch_date(day: date) -> str:
    """Write a date out: ``12 mei 2022``."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def enumerate_dutch(items: Sequence[str], last: str = "en") -> str:
    """Join as a sentence does: ``a, b en c``."""
    if len(items) < 2:  # noqa: PLR2004 (two is where a list starts)
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def nfc(text: str) -> str:
    """The composed Unicode form, so that "e" with an accent is one and the same character."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=65536)
def plain_letters(text: str) -> str:
    """Lower case and without accents: ``Bjørn`` becomes ``bjorn``, ``ĳ`` and ``ÿ`` ``ij``, ``ý`` ``y``.

    By text-unidecode (python-slugify stands on it), for NFKD alone leaves ø, ł, đ and ß as they are.
    """
    if text.isascii():
        return text.lower()
    from text_unidecode import unidecode  # noqa: PLC0415 (start-up: 13 ms that an ASCII site does without)

    return str(unidecode(with_ij(unicodedata.normalize("NFKC", text).lower()))).lower()


def with_ij(text: str) -> str:
    """Lower-case text with the letter ÿ as ij, which it is in Dutch names. NFKC does the same for the ligature ĳ."""
    return text.replace("ÿ", "ij")


def sort_key(text: str) -> tuple[str, str]:
    """Dutch alphabetical order: letters and digits count, accents and signs only between equals."""
    return " ".join(_WORD.findall(plain_letters(text))), text


def split_name(name: str) -> tuple[str, str, str]:
    """Take a full name apart: ``Jan de Vries`` becomes ``("Jan", "de", "Vries")``.

    A name of one word is a last name only; initials and several first names stay together as first name.
    The last name starts after the first run of tussenvoegsels, else at the last word. ``Aa-de Bie`` is one last name,
    and a ``d'`` that stands against a name is a tussenvoegsel: ``Bo d'Aa`` becomes ``("Bo", "d'", "Aa")``.
    """
    words = _ELIDED.sub(r"\1\2 ", name).split()
    if len(words) < 2:  # noqa: PLR2004
        return "", "", name
    for i in range(1, len(words) - 1):
        if _is_between(words[i]):
            end = i
            while end < len(words) - 1 and _is_between(words[end]):
                end += 1
            return " ".join(words[:i]), " ".join(words[i:end]), " ".join(words[end:])
        if _is_between(words[i].partition("-")[2]):
            return " ".join(words[:i]), "", " ".join(words[i:])
    return " ".join(words[:-1]), "", words[-1]


def _is_between(word: str) -> bool:
    return APOSTROPHES.sub("'", word).lower() in TUSSENVOEGSELS


def sorting_name(name: str) -> str:
    """The name as a list sorts it: ``Jan de Vries`` becomes ``Vries, Jan de``."""
    first, between, last = split_name(name)
    rest = " ".join(part for part in (first, between) if part)
    return f"{last}, {rest}" if rest else last


def shorten(text: str, most: int = 160) -> str:
    """Cut at a word, with an ellipsis, so that the result has at most ``most`` characters."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    if not text[most - 1].isspace():
        head, space, _ = cut.rpartition(" ")
        cut = head if space else cut
    return cut.rstrip(" ,;:.–-(") + "…"


_REFUSALS = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de schijfruimte die u mag gebruiken is op",
    errno.EFBIG: "het bestand zou te groot worden",
    errno.EROFS: "er mag niet op deze schijf worden geschreven",
    errno.ENOENT: "het bestaat niet (meer)",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.EISDIR: "het is een map",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.EBUSY: "het is in gebruik",
    errno.EADDRINUSE: "een ander programma gebruikt hem",
    errno.EADDRNOTAVAIL: "deze computer heeft dat adres niet",
    errno.ELOOP: "symbolische verwijzingen wijzen in een kring",
    errno.EMFILE: "er zijn te veel bestanden open",
    errno.ENOMEM: "er is niet genoeg geheugen",
    errno.EIO: "de schijf geeft een fout",
    errno.ENFILE: "er zijn te veel bestanden open",
    errno.EAGAIN: "er zijn te veel processen",
}


def refusal(error: OSError) -> str:
    """Why the system refuses something, in Dutch; in its own words where they are not known here."""
    return _REFUSALS.get(error.errno or 0) or error.strerror or str(error)


_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def parse_date(text: str) -> date | None:
    """``2022-05-12`` as a date; None for any other form and for days that do not exist."""
    match = _DATE.fullmatch(text)
    if match is None or not text.isascii():
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None
