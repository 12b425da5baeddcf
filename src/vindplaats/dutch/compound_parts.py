"""The words that Dutch compounds are made of, read once per process from the lists in ``data/``.

``compound_parts.txt`` is made from OpenTaal's dictionary by ``.ci/dutch_words.py``; ``own_parts.txt`` is ours.
"""

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_MIN_LETTERS = 4
"""A shorter word of OpenTaal's list is no part. `own_parts.txt` contains the short words that are."""


class CompoundParts(NamedTuple):
    """Parts as they are written in a compound, in plain small letters."""

    first: set[str]
    """Parts before the last one, with a linking letter or as a plural if they have one."""
    last: set[str]
    rare_first: set[str]
    """Parts that OpenTaal does not mark as such. A split without them is better."""
    rare_last: set[str]
    whole: set[str]
    """Words that would be split wrongly, and their other forms. They remain whole, alone and in a longer compound."""

    def is_part(self, text: str) -> bool:
        """Return whether a text in plain letters is a part anywhere in a compound."""
        return text in self.first or text in self.last or text in self.rare_first or text in self.rare_last


def data_lines(name: str) -> list[str]:
    """Return the lines of a list in ``data/`` without empty lines and comments."""
    text = files("vindplaats.dutch").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


@cache
def compound_parts() -> CompoundParts:
    """Return the parts. A line of our own replaces OpenTaal's line for the same word; one without roles removes it."""
    own = {line.split()[0]: line.split() for line in map(plain, data_lines("own_parts.txt"))}
    parts = CompoundParts(set(), set(), set(), set(), set())
    for word, roles, *forms in own.values():
        _add_word(parts, word, roles, forms)
        if "w" in roles:
            parts.whole.update((word, f"{word}s", *forms) if "s" in roles else (word, *forms))
    for line in data_lines("compound_parts.txt"):
        word, roles, *forms = plain(line).split(" ")
        if len(word) >= _MIN_LETTERS and word not in own:
            _add_word(parts, word, roles, forms)
    return parts


def _add_word(parts: CompoundParts, word: str, roles: str, forms: list[str]) -> None:
    if roles == "-":
        return
    if "b" in roles:
        parts.first.add(word)
    if "s" in roles:
        parts.first.add(f"{word}s")
    if forms:
        first = parts.first if "b" in roles or "s" in roles or "e" in roles else parts.rare_first
        first.update(form for form in forms if form[-2:] == "en" or ("b" in roles and form[-1] != "s"))
    if "n" in roles:
        parts.rare_first.add(word)
    if "n" in roles or "e" in roles:
        last = parts.last if "e" in roles else parts.rare_last
        last.add(word)
        last.update(forms)


def plain(text: str) -> str:
    """Return a text in small letters without accents: ``Cliënt`` becomes ``client``, and ``ĳ`` becomes ``ij``."""
    return text.lower() if text.isascii() else _without_accents(text)


@lru_cache(maxsize=65536)
def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).lower()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
