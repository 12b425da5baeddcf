"""Find other forms of Dutch words by which search must find them, where Pagefind's stemmer does not connect the two.

Pagefind uses Snowball's Dutch stemmer (that of Kraaij and Pohlmann). It gives ``huis`` and ``huizen`` the same stem,
but not ``kasteel`` and ``kastelen``, nor ``lid`` and ``leden``.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from vindplaats.dutch.compound_parts import compound_parts, data_lines, plain
from vindplaats.dutch.compounds import split_compound

_SIGNS = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_PARTICIPLE = re.compile(r"(.*[dt])en?")
"""A participle or a past tense with an ending: ``onderzochte`` and ``onderzochten`` of ``onderzocht``."""


class _Forms(NamedTuple):
    """Other forms by word, both in plain letters."""

    related: dict[str, tuple[str, ...]]
    """Forms that find each other: ``{"lid": ("leden",), "leden": ("lid",)}``."""
    verbs: dict[str, tuple[str, ...]]
    """Forms of verbs with the words by which they are found: ``{"onderzocht": ("onderzoek",)}``."""


@cache
def _forms() -> _Forms:
    related: dict[str, dict[str, None]] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    alone = set()
    for name in ("irregular_forms.txt", "word_forms.txt"):
        for line in data_lines(name):
            words, arrow, found_by = line.partition(" > ")
            if arrow:
                verbs.update(dict.fromkeys(words.split(), tuple(found_by.split())))
                continue
            word, *forms = words.split()
            if not forms:
                alone.add(word)
            for form in forms:
                related.setdefault(plain(word), {})[form] = None
                related.setdefault(plain(form), {})[word] = None
    return _Forms({word: tuple(forms) for word, forms in related.items() if word not in alone}, verbs)


def other_forms(word: str) -> tuple[str, ...]:
    """Return the other forms of a word: ``("kastelen",)`` for ``kasteel``; ``("stadskasteel",)`` for ``stadskastelen``.

    They are in small letters. The result is empty if the stemmer connects all forms, as those of ``huis``.
    """
    forms = _known_forms(word)
    if forms:
        return forms
    *beginning, end = split_compound(word)
    return tuple("".join(beginning).lower() + form for form in _known_forms(end)) if beginning else ()


def _known_forms(word: str) -> tuple[str, ...]:
    key = plain(word)
    related, verbs = _forms()
    found_by = verbs.get(key)
    if not found_by and (participle := _PARTICIPLE.fullmatch(key)):
        found_by = verbs.get(participle[1])
    forms = related.get(key, ())
    return tuple(dict.fromkeys((*forms, *found_by))) if found_by else forms


@lru_cache(maxsize=8192)  # many compounds have the same part
def part_forms(part: str) -> tuple[str, ...]:
    """Return the base forms of a part of a compound: ``("lid",)`` for ``leden``, ``("arbeid",)`` for ``arbeids``.

    The result is empty if the part is its own base form.
    """
    key = plain(_SIGNS.sub("", part))
    forms = (*compound_parts().bases(key), *_forms().related.get(key, ()))
    return tuple(form for form in dict.fromkeys(forms) if plain(form) != key)
