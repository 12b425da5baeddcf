"""The nearest known word to one that is not known, for "bedoelde u ...?"."""

from collections.abc import Iterable

MIN_SIMILARITY = 70.0
"""Similarity (0 to 100) below which a suggestion confuses more than it helps. A choice, not a measurement:
one letter wrong in a word of four still passes (75), two words of unlike letters do not."""


def nearest(text: str, known: Iterable[str], least: float = MIN_SIMILARITY) -> str | None:
    """Return the one of ``known`` that looks most like ``text``, or None where none is as near as ``least`` (to 100).

    Only ever for a question to the editor: nothing is resolved by likeness.
    """
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (start-up: only when there is something to ask)

    candidates = sorted(set(known))
    found = process.extractOne(text, candidates, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=least)
    if found is None and least == MIN_SIMILARITY:
        # A part for the whole: "Lubberman" for "Jos Lubberman", "SER" for "SER Diversiteit in Bedrijf".
        found = process.extractOne(
            text, candidates, scorer=fuzz.token_set_ratio, processor=utils.default_process, score_cutoff=90.0
        )
    return None if found is None else str(found[0])
