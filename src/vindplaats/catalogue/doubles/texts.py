"""Tell whether a page has a text of its own, and whether two texts are equal."""

import re

from vindplaats.dutch.dates import MONTHS
from vindplaats.patterns import regex
from vindplaats.read.fingerprints import fold_text, plain_words
from vindplaats.read.plain_text import plain_text
from vindplaats.read.records import Body

MIN_EQUAL_WORDS = 50
"""Two pages with the same text of at least this many words deserve attention whatever their titles and years say. Pages
of fewer words may be equal by chance: "Het rapport volgt in mei"."""
MIN_WORDS_BESIDE_LINKS = 3
"""A page with links or pictures has text of its own if it has at least this many words outside the links."""

OPENING_WORDS = 40
"""The number of words at the start of a text in which `opening_day` looks."""

_DAY = regex(
    rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}-\d{{1,2}}-\d{{4}}\b"
)
_LINK = regex(r"<a\b[^>]*>.*?</a>", re.DOTALL)
_PICTURE = regex(r"<(?:img|picture|svg|video|audio|iframe)\b")


def has_text(body: Body) -> bool:
    """Return whether a page says something beside its links and pictures, so that its words can show what it is about.

    Beside links or pictures, one or two words say nothing, such as "Zie ook".
    """
    if body.trace.words >= MIN_EQUAL_WORDS:
        return True
    without_links = _LINK.sub(" ", body.html)
    least = MIN_WORDS_BESIDE_LINKS if without_links != body.html or _PICTURE.search(body.html) else 1
    return len(plain_words(plain_text(without_links))) >= least


def have_same_text(first: Body, second: Body) -> bool:
    """Return whether two texts are equal after folding."""
    if first.trace.key != second.trace.key:
        return False
    return first.markup == second.markup or fold_text(plain_text(first.html)) == fold_text(plain_text(second.html))


def opening_day(body: Body) -> str:
    """Return the first day that is named at the start of a text, as in ``"12 mei 2022"``, or ``""``."""
    match = _DAY.search(" ".join(fold_text(body.text).split(" ", OPENING_WORDS)[:OPENING_WORDS]))
    return match[0] if match else ""
