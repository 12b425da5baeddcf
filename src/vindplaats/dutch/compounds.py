"""Split Dutch compounds into their parts, so that search finds *arbeidsmarktonderzoek* by ``markt``.

A split depends only on the word and the lists of the package, never on the site: another page cannot change it.
"""

from functools import lru_cache
from itertools import accumulate, pairwise

from vindplaats.dutch.compound_parts import CompoundParts, compound_parts, plain
from vindplaats.patterns import regex

_MAX_LENGTH, _MAX_LETTERS = 120, 60
"""A longer word, or a longer run of letters in a word, is not split: it is an address, or no word at all."""
_MIN_PART = 3
_SHORT_PART = 4
"""Parts of at most so many letters occur by accident more often than longer ones."""
_PART_COST, _SHORT_COST, _RARE_COST = 10, 4, 3
"""A split into few parts wins; then one without parts or a linking s that OpenTaal does not mark, or short parts."""
_NO_PART = 1000
_PIECE = regex(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[\W\d_]+")
"""Letters, with an apostrophe inside (``foto's``), or anything else."""


@lru_cache(maxsize=1024)  # a word is often split several times in a row
def split_compound(word: str) -> tuple[str, ...]:
    """Return the smallest parts of a word as they are written in it, such as ``("arbeids", "markt", "onderzoek")``.

    Joined they are the word again, with its capitals. Signs and digits belong to the part before them, and those at the
    start to the first part: ``("sociale-", "woning", "bouw")``. A word that is no compound is its own only part. The
    word should be in Unicode form NFC: a letter with a separate accent ends a part.
    """
    if len(word) > _MAX_LENGTH:
        return (word,)
    if word.isalpha():
        return _split_letters(word)
    parts: list[str] = []
    signs = ""
    for piece in _PIECE.findall(word):
        if piece[0].isalpha():
            first, *others = _split_letters(piece)
            parts.extend((signs + first, *others))
            signs = ""
        elif parts:
            parts[-1] += piece
        else:
            signs += piece
    return tuple(parts) or (word,)


def _split_letters(piece: str) -> tuple[str, ...]:
    """Return the parts of a run of letters. ``DigiD`` and other words with capitals inside are not split."""
    if len(piece) > _MAX_LETTERS or not (piece[1:].islower() or piece.isupper()):
        return (piece,)
    if piece.isascii():
        parts = split_plain(piece.lower())
        if len(parts) == 1:
            return (piece,)
        cuts = accumulate(map(len, parts), initial=0)
        return tuple(piece[start:end] for start, end in pairwise(cuts))
    letters = [plain(letter) for letter in piece]
    places = {length: place for place, length in enumerate(accumulate(map(len, letters), initial=0))}
    ends = list(accumulate(map(len, split_plain("".join(letters))), initial=0))
    if not places.keys() >= {*ends}:  # an end inside a character that becomes two letters, such as "ĳ"
        return (piece,)
    return tuple(piece[places[start] : places[end]] for start, end in pairwise(ends))


@lru_cache(maxsize=65536)
def split_plain(word: str, *, is_last: bool = True) -> tuple[str, ...]:
    """Return the smallest parts of a word in plain small letters. One that is not last in its compound may end in s."""
    known = compound_parts()
    parts = () if word in known.whole else _best_split(word, known, is_last=is_last)
    if len(parts) < 2:  # noqa: PLR2004
        return (word,)
    smaller = (split_plain(part, is_last=False) for part in parts[:-1])
    return (*(part for several in smaller for part in several), *split_plain(parts[-1], is_last=is_last))


def _best_split(word: str, known: CompoundParts, *, is_last: bool) -> tuple[str, ...]:
    """Return the cheapest way to compose the word of two or more parts, or nothing.

    ``best[place]`` is the cost and the parts of the word from that place on, found from its end to its start.
    """
    lasts = _last_parts(word, known, is_last=is_last)
    if not lasts:
        return ()
    best: dict[int, tuple[int, tuple[str, ...]]] = {}
    for start, ends in reversed(_first_parts(word, max(lasts), known).items()):
        options: list[tuple[int, tuple[str, ...]]] = []
        for end in ends:
            part = word[start:end]
            if end in best and (cost := _first_cost(part, known, best[end][1][0])) < _NO_PART:
                options.append((cost + best[end][0], (part, *best[end][1])))
        if start in lasts:
            options.append((lasts[start], (word[start:],)))
        if options:
            best[start] = min(options, key=lambda option: (option[0], -len(option[1][0])))
    return best[0][1] if 0 in best else ()


def _last_parts(word: str, known: CompoundParts, *, is_last: bool) -> dict[int, int]:
    """Return the places where a last part may begin, each with the cost of that part."""
    ends = [(start, word[start:]) for start in range(_MIN_PART, len(word) - _MIN_PART + 1)]
    if is_last:
        last, rare_last = known.last, known.rare_last
        return {start: _last_cost(part, known) for start, part in ends if part in last or part in rare_last}
    costs = ((start, min(_last_cost(part, known), _first_cost(part, known))) for start, part in ends)
    return {start: cost for start, cost in costs if cost < _NO_PART}


def _first_parts(word: str, limit: int, known: CompoundParts) -> dict[int, list[int]]:
    """Return the places up to ``limit`` that parts reach from the start of the word, in order, with where parts end."""
    first, rare_first, is_part = known.first, known.rare_first, known.is_part
    reached = {0}
    found: dict[int, list[int]] = {}
    for start in range(limit + 1):
        if start in reached:
            ends = found[start] = []
            for end in range(start + _MIN_PART, limit + 1):
                part = word[start:end]
                if part in first or part in rare_first or (part[-1] == "s" and is_part(part[:-1])):
                    ends.append(end)
            reached.update(ends)
    return found


def _first_cost(part: str, known: CompoundParts, following: str = "") -> int:
    """Return the cost of a part before the last one: `_NO_PART` if the part is none.

    An s that OpenTaal does not know belongs to the following part if that is a word with the s too: `bouw-stenen`.
    """
    if part in known.first:
        return _PART_COST + (_SHORT_COST if len(part) <= _SHORT_PART else 0)
    if part in known.rare_first:
        return _PART_COST + _RARE_COST
    has_linking_s = part.endswith("s") and len(part) > _SHORT_PART and known.is_part(part[:-1])
    return _PART_COST + _RARE_COST if has_linking_s and not known.is_part(f"s{following}") else _NO_PART


def _last_cost(part: str, known: CompoundParts) -> int:
    """Return the cost of the last part: `_NO_PART` if the part is none."""
    if part in known.last:
        return _PART_COST + (_SHORT_COST if len(part) <= _SHORT_PART else 0)
    return _PART_COST + _RARE_COST if part in known.rare_last else _NO_PART
