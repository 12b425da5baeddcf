"""Find the singular or plural of English words by which search must find them.

Pagefind stems every text by its rules for Dutch. These connect ``house`` and ``houses``, but not ``policy`` and
``policies``. They leave the s of ``tenants``, so that a text with ``tenant`` must be found by that too.
"""

from functools import cache

from vindplaats.patterns import regex

_IRREGULAR = """
analysis analyses, axis axes, basis bases, calf calves, child children, crisis crises, criterion criteria,
curriculum curricula, datum data, diagnosis diagnoses, emphasis emphases, foot feet, goose geese, half halves,
hypothesis hypotheses, index indices, knife knives, leaf leaves, loaf loaves, man men, matrix matrices,
medium media, mouse mice, ox oxen, parenthesis parentheses, person people, phenomenon phenomena, prognosis prognoses,
quiz quizzes, shelf shelves, skill skills, stimulus stimuli, synthesis syntheses, thesis theses, thief thieves,
tooth teeth, wife wives, wolf wolves, woman women
"""
_NO_NOUNS = """
about against almost already always another any anybody apart beneath best both but different each every
everybody except fast first happy has his important inherent its just kept last least left less likely many
may might monday most must next not only other out pass past perhaps put quiet right sent series set she short
significant some somebody species spent such that the their they this thus today towards unless until very
what whilst without yes yesterday yet
"""
"""Common words that would seem to have a plural, and nouns that are their own plural."""
_RULES = (
    (regex(r"(\w+[^aeiou])ies"), r"\1y"),
    (regex(r"(\w+[^aeiou])y(?<!ly)"), r"\1ies"),
    (regex(r"(\w+(?:ch|sh|x|zz|[^aeo]us))es"), r"\1"),
    (regex(r"(\w{2,}(?:ch|sh|x|zz|us)(?<!ous))"), r"\1es"),
    (regex(r"(\w{2,}(?:t|nd|[aeo]y|ue))"), r"\1s"),
)
_MIN_LETTERS = 3


@cache
def _no_nouns() -> frozenset[str]:
    return frozenset(_NO_NOUNS.split())


@cache
def _irregular() -> dict[str, str]:
    pairs = [pair.split() for pair in _IRREGULAR.split(",")]
    return {word: form for one, several in pairs for word, form in ((one, several), (several, one))}


def other_english_forms(word: str) -> tuple[str, ...]:
    """Return the singular or plural of a word in small letters, ``("policy",)`` for ``policies``.

    The result is empty if the stemmer connects the two, as those of ``house``.
    """
    key = word.lower()
    if len(key) < _MIN_LETTERS or key in _no_nouns() or not key.isascii() or not key.isalpha():
        return ()
    if form := _irregular().get(key):
        return (form,)
    return next(((rule.sub(made, key),) for rule, made in _RULES if rule.fullmatch(key)), ())
