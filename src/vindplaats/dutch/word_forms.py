"""Find other forms of Dutch words by which search must find them, where Pagefind's stemmer does not connect the two.

Pagefind uses Snowball's Dutch stemmer (that of Kraaij and Pohlmann). It gives ``huis`` and ``huizen`` the same stem,
but not ``kasteel`` and ``kastelen``, nor ``lid`` and ``leden``.
"""

from functools import cache, lru_cache
from typing import NamedTuple

from vindplaats.dutch.compound_parts import compound_parts, data_lines, plain
from vindplaats.dutch.compounds import split_compound
from vindplaats.patterns import regex

_SIGNS = regex(r"^[\W\d_]+|[\W\d_]+$")
_VOWELS = frozenset("aiouy")
"""The last letter of a word with a plural such as ``foto's``. Pagefind searches for ``fotos``, and finds only that."""


class _Forms(NamedTuple):
    """Other forms by word in plain letters: the forms by which a text with that word must be found too."""

    nouns: dict[str, tuple[str, ...]]
    """Those of nouns and adjectives: ``{"lid": ("leden",), "leden": ("lid",), "kind": ("kinderen",)}``."""
    verbs: dict[str, tuple[str, ...]]
    """Those of forms of verbs: ``{"onderzocht": ("onderzoek",)}``."""


@cache
def _forms() -> _Forms:
    nouns: dict[str, dict[str, None]] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    alone = set()
    for line in data_lines("irregular_forms.txt"):
        words, arrow, found_by = line.partition(" > ")
        if arrow:
            verbs |= dict.fromkeys(words.split(), tuple(found_by.split()))
        elif " " in line:
            _add(nouns, line)
        else:
            alone.add(line)
    for line in data_lines("word_forms.txt"):
        _add(nouns, line)
    for verb, found in list(verbs.items()):
        if verb[-1] in "dt":  # a participle or a past tense: "onderzocht" is also "onderzochte" and "onderzochten"
            verbs.setdefault(f"{verb}e", found)
            verbs.setdefault(f"{verb}en", found)
    return _Forms({word: tuple(forms) for word, forms in nouns.items() if word not in alone}, verbs)


def _add(nouns: dict[str, dict[str, None]], line: str) -> None:
    words, arrow, found_by = line.partition(" > ")
    first, *others = words.split()
    for word in (first, *others) if arrow else (first,):
        nouns.setdefault(plain(word), {}).update(dict.fromkeys(found_by.split() if arrow else others))
    if not arrow:
        for form in others:
            nouns.setdefault(plain(form), {})[first] = None


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
    nouns, verbs = _forms()
    found = nouns.get(key, ()) + verbs.get(key, ())
    plural = (f"{key}'s",) if key[-1:] in _VOWELS and compound_parts().is_part(f"{key}'s") else ()
    return tuple(dict.fromkeys(found + plural)) if found or plural else ()


@lru_cache(maxsize=8192)  # many compounds have the same part
def part_forms(part: str) -> tuple[str, ...]:
    """Return the other forms of a part of a compound: ``("lid",)`` for ``leden``. They are in small letters.

    The result is empty if the stemmer connects all forms, as ``arbeids`` with ``arbeid``.
    """
    key = plain(_SIGNS.sub("", part))
    return tuple(form for form in _forms().nouns.get(key, ()) if plain(form) != key)
