"""Write a text such that Pagefind finds parts of compounds and other forms of words, and undo that again.

One word of the text stays one word of the index, so that its place, its page and its mark are those of the whole word:

=========================  ==========================================================================
``arbeidsmarkt``           ``arbeids--markt``
``arbeidsmarktonderzoek``  ``arbeids--markt--onderzoek---marktonderzoek-arbeidsmarktonderzoek``
``kastelen``               ``kastelen---kasteel``
``co-ouderschap``          ``co-ouderschap``
``a--b``                   ``a----b``
``2019–2023``              ``2019–--2023``
=========================  ==========================================================================

Two hyphens join parts. Three precede other strings by which the word is found. Four or more are hyphens of the text
itself, two fewer. The script of the search page undoes this as `shown_text` does.

What Pagefind 1.5.2 does was found by experiment (`tests/unit/search/test_engine.py` repeats it):

- It divides a text at white space. Of such a word it indexes the whole, which is its letters, digits and underscores
  without anything else; and each piece between hyphens (one or more), underscores or other signs, and before a capital
  that follows a small letter. It stems the whole and each piece. Underscores cannot join parts as hyphens do, because
  they stay in the whole, and capitals could not be distinguished from those of the text.
- A dash other than a hyphen does not divide a word, and nor do ``…``, ``·``, ``•`` and ``→``.
- A piece weighs as much as the whole divided by the number of pieces, so a compound ranks below the word itself. A
  word with many pieces gets more weight (`_weighted`), which must be on an element around all that is between spaces:
  Pagefind puts a space on both sides of it.
- A query finds every whole or piece that begins with it. So ``arbeidsmarkt`` finds ``arbeidsmarktonderzoek`` as it
  is, but ``marktonderzoek`` finds it only if that is written too. The word itself is then written behind its parts,
  because the whole that Pagefind sees has all other strings behind it, and not the ending that is to be stemmed.
- If no word begins with the query, Pagefind finds words with which the query begins instead.
- A soft hyphen, U+200B or U+2060 does not divide a word, but stays in its pieces; and U+200B anywhere in a text makes
  Pagefind's JavaScript count words wrongly. So these are left out.
- ``é`` and ``e`` find each other; ``ĳ`` (one character) and ``ij`` do not, and nor do ``ﬁ`` and ``fi``. So these are
  written as two letters.
- Everything that is shown of a hit (``data-pagefind-meta``) is searched, but has no place in the text and no mark.
- With ``--force-language nl`` it stems by Snowball's algorithm for Dutch.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from html import escape

from vindplaats.dutch.compounds import split_compound
from vindplaats.dutch.english_forms import other_english_forms
from vindplaats.dutch.word_forms import other_forms, part_forms
from vindplaats.patterns import regex

MAX_PARTS = 8
"""Maximum number of parts of a word that is written in parts. A longer one is a list rather than a compound."""
MAX_WEIGHT = 10.0
"""The maximum of ``data-pagefind-weight``."""

_NORMAL = str.maketrans({
    "ĳ": "ij", "Ĳ": "IJ", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
    "\u00ad": None, "\u200b": None, "\u2060": None, "\ufeff": None,
})  # fmt: skip
_LETTER = r"[^\W\d_]"
_WORD = regex(r"(?<![\w-])(?<!\w['’])[^\W_]+(?:-[^\W_]+)*(?!\w|['’]\w|-\w)")
"""A run of letters and digits, or several joined by hyphens. Words with apostrophes or underscores are not split.

An apostrophe beside a word is a quotation mark.
"""
_HYPHENS = regex("--+")
_JOINING = regex(r"(?<=[^\W_])[–—―‐‑…·•→](?=[^\W_])")
"""A sign between letters or digits at which Pagefind does not divide a word, as in ``2019–2023``."""
_OTHERS = regex(rf"(?<!-)---(?!-){_LETTER}+(?:-{_LETTER}+)*")
"""The other strings behind a word. All are letters, so that a sign behind the word ends them."""


def normal_text(text: str) -> str:
    """Return a text with composed accents, ligatures as letters, and without invisible characters inside words."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).translate(_NORMAL)


def shown_text(text: str) -> str:
    """Return a text of the index as visitors see it: the inverse of `shadow_word`."""
    return _HYPHENS.sub(lambda found: found[0][2:], _OTHERS.sub("", text))


class ShadowText:
    """Writes texts for the shadow tree, in HTML.

    ``words`` maps whatever is between two spaces of a text to the HTML for it. It has all words written so far, and
    ``known`` those of an earlier build.
    """

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self.words: dict[str, str] = {}

    def dutch(self, text: str, weight: float = 1.0) -> str:
        """Return a Dutch text as HTML, for an element in which words have the weight ``weight``."""
        words, written = self.words, []
        for word in normal_text(text).split():
            found = words.get(word)
            if found is None:
                found = words[word] = self._known.get(word) or escape(shadow_word(word), quote=False)
            written.append(_weighted(found, weight) if "---" in found else found)
        return " ".join(written)

    def other(self, text: str, taal: str, weight: float = 1.0) -> str:
        """Return a text in another language as HTML. Its words are not split; those of English have other forms."""
        write = english_word if is_english(taal) else _escaped
        words = (escape(_divided(write(word)), quote=False) for word in normal_text(text).split())
        return " ".join(_weighted(word, weight) for word in words)


class PlainText:
    """Writes texts as `ShadowText` does, but without splitting words, which takes long. Marks languages."""

    def dutch(self, text: str, _: float = 1.0) -> str:
        """Return a text."""
        return f"\0{text}"

    def other(self, text: str, taal: str, _: float = 1.0) -> str:
        """Return a text."""
        return f"\1{text}" if is_english(taal) else text


def is_english(taal: str) -> bool:
    """Return whether a code such as ``en`` or ``en-GB`` is that of English."""
    return taal.lower().replace("_", "-").partition("-")[0] == "en"


def english_word(text: str) -> str:
    """Return what is between two spaces in an English text as it is written in the shadow tree."""
    return _WORD.sub(lambda found: "---".join((found[0], *other_english_forms(found[0]))), _escaped(text))


def shadow_word(text: str) -> str:
    """Return what is between two spaces in a text, such as ``(kastelen),``, as it is written in the shadow tree."""
    if text.isalpha():
        return _parts_and_forms(text)
    return _divided(_WORD.sub(lambda found: _parts_and_forms(found[0]), _escaped(text)))


def _escaped(text: str) -> str:
    """Return a text with two hyphens more wherever it has two or more."""
    return _HYPHENS.sub(lambda found: f"{found[0]}--", text)


def _divided(text: str) -> str:
    """Return a text with two hyphens after each sign at which Pagefind would not divide it."""
    return _JOINING.sub(lambda found: f"{found[0]}--", text)


@lru_cache(maxsize=65536)
def _parts_and_forms(word: str) -> str:
    """Return a word in parts, followed by all other strings by which it is found. With digits in it, it has no others.

    The results are kept because most words occur with several signs around them.
    """
    pieces = [split_compound(piece) if piece.isalpha() else (piece,) for piece in word.split("-")]
    parts = [part.lower() for piece in pieces for part in piece]
    if len(parts) > MAX_PARTS:
        return word
    has_digits = not all(part.isalpha() for part in parts)
    others = [] if has_digits else _others(word, parts, in_runs=len(parts) > len(pieces))
    return "-".join(map("--".join, pieces)) + (f"---{'-'.join(others)}" if others else "")


def _others(word: str, parts: list[str], *, in_runs: bool) -> list[str]:
    """Return the strings by which a word is found besides itself and its parts.

    These are other forms and, with ``in_runs``, every run of parts up to the last one. A form is written even if the
    word begins with it, because Pagefind keeps stems only: that of ``daken`` is ``daak``, which ``dak`` does not begin.
    """
    whole = "".join(parts)
    runs = ["".join(parts[start:]) for start in range(1, len(parts) - 1)] if in_runs else []
    forms = [form for part in parts for form in part_forms(part)] if len(parts) > 1 else []
    found = dict.fromkeys(re.sub("[-']", "", form).lower() for form in (*runs, *forms, *other_forms(word)))
    others = [form for form in found if form.isalpha() and form not in {whole, *parts}]
    return [*others, whole] if others and len(parts) > 1 else others


def _weighted(word: str, weight: float) -> str:
    """Return a word with other strings in an element with so much weight that its pieces weigh as in a compound of two.

    The pieces of a word that is no compound weigh as whole words do.
    """
    if "---" not in word or not _OTHERS.search(word):
        return word
    shown, _, others = word.partition("---")
    pieces = len(shown.replace("--", "-").split("-")) + len(others.split("-"))
    factor = pieces / (2 if "-" in shown else 1)
    return f'<span data-pagefind-weight="{min(MAX_WEIGHT, weight * factor):.1f}">{word}</span>'
