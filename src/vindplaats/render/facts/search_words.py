"""The words that the search page may suggest instead of a misspelled word."""

from collections import Counter
from collections.abc import Iterator

from vindplaats.catalogue.corpus import Corpus
from vindplaats.patterns import regex

MIN_WORD_LETTERS = 4
"""Minimum number of letters of a suggested word. A shorter word resembles too many others."""
MAX_WORDS = 6_000
"""Maximum number of suggested words; the least frequent ones are left out."""

_WORD = regex(rf"[^\W\d_]{{{MIN_WORD_LETTERS},}}(?:[-'’][^\W\d_]+)*")


def search_words(corpus: Corpus) -> tuple[str, ...]:
    """Return the words of names, titles and keywords in lower case, the most frequent first.

    The names of persons who have left are left out.
    """
    counts = Counter(word.lower() for text in texts_with_words(corpus) for word in _WORD.findall(text))
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:MAX_WORDS])


def texts_with_words(corpus: Corpus) -> Iterator[str]:
    """Yield the texts from which `search_words` takes words, and on which nothing else of it depends."""
    for study in corpus.studies:
        yield study.project.titel
        yield from study.project.trefwoorden
    yield from (bericht.record.titel for bericht in corpus.berichten)
    yield from (text.record.titel for text in corpus.paginas)
    entries = (*corpus.werkvelden, *corpus.opdrachtgevers, *corpus.contactpersonen, *corpus.reeksen)
    yield from (entry.naam for entry in entries if not entry.vertrokken)
