"""Find the sentences of a text that have numbers, to compare them with those of another text."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from vindplaats.patterns import regex
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.plain_text import plain_text

_SENTENCE = regex(r"(?<=[.!?])\s+")
_AROUND_A_NUMBER = ".,;:!?()[]%€$-"
_NUMBERS = frozenset((
    "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
    "vijftien", "zestien", "zeventien", "achttien", "negentien",
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende",
))  # fmt: skip
_NUMBER_ENDS = (
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig", "honderd", "duizend",
)  # fmt: skip
_MIN_WORDS_IN_SENTENCE = 4


def split_sentences(markup: Iterable[str]) -> set[str]:
    """Return the sentences in blocks of HTML."""
    return {sentence for block in markup for sentence in _SENTENCE.split(plain_text(block))}


def number_sentences(sentences: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield a pair for each sentence with numbers: the sentence with ``#`` for each number, and the numbers.

    Example: ``("in # deden # scholen mee.", ("2019", "twaalf"))``. Sentences of fewer than four words are left out.
    """
    for sentence in sorted(sentences):
        words = fold_text(sentence).split()
        numbers = tuple(filter(_is_number, words))
        if numbers and len(words) >= _MIN_WORDS_IN_SENTENCE:
            yield " ".join("#" if _is_number(word) else word for word in words), numbers


@lru_cache(maxsize=8192)
def _is_number(word: str) -> bool:
    bare = word.strip(_AROUND_A_NUMBER)
    return bare[:1].isdecimal() or bare in _NUMBERS or bare.endswith(_NUMBER_ENDS)
