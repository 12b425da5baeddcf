"""Enumerations in Dutch notation: write them, and split them into their items."""

import re
from collections.abc import Sequence

from vindplaats.patterns import regex


def enumerate_dutch(items: Sequence[str], last: str = "en") -> str:
    """Join items as in a sentence: ``a, b en c``. ``last`` is the word before the last item, such as "of"."""
    if len(items) < 2:  # noqa: PLR2004 (one item needs no comma)
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


TOGETHER = r"i\.\s?s\.\s?m\.?|m\.\s?m\.\s?v\.?|(?:in[ ]samenwerking|samen|tezamen)[ ]met|met[ ]medewerking[ ]van"
"""Matches words between the names of those who did something together, like "en". "Ism" may be a first name."""
_BETWEEN_KEYWORDS = regex(r" ?(?:;|(?<!\d),|,(?!\d)) ?")  # no decimal comma
_BRACKETS = regex(r"[()\[\]{}]")


def split_list(text: str, separator: re.Pattern[str]) -> tuple[tuple[str, int], ...]:
    """Split a text at each match of ``separator`` outside brackets. Return each item with its offset in the text.

    With a comma as separator, ``"a (b, c), d"`` becomes ``(("a (b, c)", 0), ("d", 10))`` if the separator also matches
    the white space around it. Items without any character are left out.
    """
    items, start, depth, seen = [], 0, 0, 0
    for match in separator.finditer(text):
        for bracket in _BRACKETS.findall(text, seen, match.start()):
            depth = depth + 1 if bracket in "([{" else max(0, depth - 1)
        seen = match.start()
        if depth == 0:
            items.append((text[start : match.start()], start))
            start = match.end()
    return tuple(item for item in (*items, (text[start:], start)) if item[0])


def split_keywords(text: str) -> tuple[str, ...]:
    """Return the keywords in a text such as ``huur, wonen`` or ``huur; wonen``, each once."""
    return tuple(dict.fromkeys(word for word, _ in split_list(text, _BETWEEN_KEYWORDS))) or (text,)
