"""Find the known word or name that an editor probably meant, for messages such as "Bedoelde u 'werkveld'?"."""

from collections.abc import Iterable

MIN_SIMILARITY = 70.0
"""Minimum similarity (0 to 100) of a suggestion. The value was chosen, not measured: it allows one wrong letter
in a word of four (75), but not two (50)."""


_MIN_PART_SIMILARITY = 90.0
"""Minimum similarity (0 to 100) between a text and part of a known name for that name to be suggested."""


def nearest(text: str, known: Iterable[str], min_similarity: float = MIN_SIMILARITY) -> str | None:
    """Return the word or name of ``known`` that is most like ``text``, or None if none is similar enough.

    ``min_similarity`` is from 0 to 100. With the default, a name that contains all words of ``text`` is similar enough
    too. Use the result only in a question to the editor: a similar name may be the wrong one.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (start-up: only if there is something to ask)

    candidates = sorted(set(known))
    found = process.extractOne(
        text, candidates, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=min_similarity
    )
    if found is None and min_similarity == MIN_SIMILARITY:
        # A part of a known name: "Lubberman" for "Jos Lubberman", "SER" for "SER Diversiteit in Bedrijf".
        found = process.extractOne(
            text,
            candidates,
            scorer=fuzz.token_set_ratio,
            processor=utils.default_process,
            score_cutoff=_MIN_PART_SIMILARITY,
        )
    return None if found is None else str(found[0])
