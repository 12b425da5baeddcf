"""The words that Dutch compounds are made of, read once per process from the lists in ``data/``.

``compound_parts.txt`` is made from OpenTaal's dictionary by ``.ci/dutch_words.py``; ``own_parts.txt`` is ours.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

_MIN_LETTERS = 4
"""A shorter word of OpenTaal's list is no part. `own_parts.txt` contains the short words that are."""


class CompoundParts(NamedTuple):
    """Parts as they are written in a compound, each with its base forms: ``{"arbeids": ("arbeid",)}``."""

    first: dict[str, tuple[str, ...]]
    """Parts before the last one, with a linking letter or as a plural if they have one."""
    last: dict[str, tuple[str, ...]]
    rare_first: dict[str, tuple[str, ...]]
    """Parts that OpenTaal does not mark as such. A split without them is better."""
    rare_last: dict[str, tuple[str, ...]]
    whole: frozenset[str]
    """Words that would be split wrongly. They remain whole, alone and within a longer compound."""

    def bases(self, part: str) -> tuple[str, ...]:
        """Return the base forms of a part in plain letters: ``("arbeid",)`` for ``arbeids``."""
        found = self.first.get(part, ()) + self.last.get(part, ())
        found += self.rare_first.get(part, ()) + self.rare_last.get(part, ())
        return tuple(dict.fromkeys(found)) if len(found) > 1 else found

    def is_part(self, text: str) -> bool:
        """Return whether a text in plain letters is a part anywhere in a compound."""
        return text in self.first or text in self.last or text in self.rare_first or text in self.rare_last


def data_lines(name: str) -> Iterator[str]:
    """Yield the lines of a list in ``data/`` without empty lines and comments."""
    text = files("vindplaats.dutch").joinpath("data", name).read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def compound_parts() -> CompoundParts:
    """Return the parts. A line of our own replaces OpenTaal's line for the same word; one without roles removes it."""
    own = {line.split()[0]: line for line in data_lines("own_parts.txt")}
    whole = frozenset(plain(word) for word, line in own.items() if "w" in line.split()[1])
    parts = CompoundParts({}, {}, {}, {}, whole)
    for line in own.values():
        _add_word(parts, line)
    for line in data_lines("compound_parts.txt"):
        word = line[: line.index(" ")]
        if len(word) >= _MIN_LETTERS and word not in own:
            _add_word(parts, line)
    return parts


def _add_word(parts: CompoundParts, line: str) -> None:
    key, roles, *forms = plain(line).split()
    word = key if line.isascii() else line.split(maxsplit=1)[0]
    if roles == "-":
        return
    base = (word,)
    if "b" in roles:
        _add(parts.first, (key,), base)
    if "s" in roles:
        _add(parts.first, (f"{key}s",), base)
    if forms:
        first = parts.first if "b" in roles or "s" in roles or "e" in roles else parts.rare_first
        _add(first, [form for form in forms if form[-2:] == "en" or ("b" in roles and form[-1] != "s")], base)
    if "n" in roles:
        _add(parts.rare_first, (key,), base)
    if "n" in roles or "e" in roles:
        _add(parts.last if "e" in roles else parts.rare_last, (key, *forms), base)


def _add(parts: dict[str, tuple[str, ...]], keys: Iterable[str], base: tuple[str]) -> None:
    for key in keys:
        bases = parts.setdefault(key, base)
        if bases is not base and base[0] not in bases:
            parts[key] = bases + base


def plain(text: str) -> str:
    """Return a text in small letters without accents: ``Cliënt`` becomes ``client``, and ``ĳ`` becomes ``ij``."""
    return text.lower() if text.isascii() else _without_accents(text)


@lru_cache(maxsize=65536)
def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'")).lower()
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
