"""Split a title into its markers (years, ordinals, phases and parts), its numbers and its skeleton.

The skeleton has all other words, except function words. For example, "Monitor flexwonen 2019, deel 2" has the skeleton
"monitor flexwonen", the year 2019 and the part "deel 2".

Two editions of one monitor share up to 98% of their text, whereas two pages about one study share 60 to 71% (see
`judge`). So the similarity of two texts does not show whether they are editions, but the titles and `jaar` do: the
titles of editions have the same skeleton, and their markers or their `jaar` differ.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from vindplaats.dutch.dates import MONTHS
from vindplaats.dutch.sorting import plain_letters
from vindplaats.patterns import regex
from vindplaats.read.fingerprints import fold_text, plain_words

_TOKEN = regex(r"[^\W_]+(?:[.,]\d+)*")
_YEAR = regex(r"(?:19|20)\d\d")
_RANKED = regex(r"(\d{1,3})(?:ste|de|e|st|nd|rd|th)")
_ROMAN = {"ii": 2, "iii": 3, "iv": 4, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "xi": 11, "xii": 12}
_ROMAN_AFTER_A_WORD = {"i": 1, "v": 5, "x": 10, **_ROMAN}
_ORDINALS = {
    word: rank
    for rank, words in enumerate(
        (
            "eerste first", "tweede second", "derde third", "vierde fourth", "vijfde fifth", "zesde sixth",
            "zevende seventh", "achtste eighth", "negende ninth", "tiende tenth", "elfde", "twaalfde", "dertiende",
            "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende", "twintigste",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
PARTS = frozenset((
    "aflevering", "band", "cohort", "deel", "deelonderzoek", "deelrapport", "deelstudie", "editie", "fase",
    "golf", "jaargang", "kwartaal", "module", "nr", "nummer", "part", "perceel", "phase", "ronde", "spoor",
    "tranche", "volume", "wave", "werkpakket",
))  # fmt: skip
"""Words that denote a part when combined with a number, letter or ordinal: "deel 2", "fase B", "derde ronde"."""
_PHASE_STARTS = ("nul", "een", "voor", "tussen", "midden", "eind", "na", "slot", "start", "vervolg", "herhaal", "her")
_PHASE = regex(
    rf"({'|'.join(_PHASE_STARTS)}|herhalings)"
    r"(meting|metingen|evaluatie|rapport|rapportage|onderzoek|verslag|peiling|balans|studie)"
)
_NAMED_BY_ORDINAL = frozenset(("kamer", "lijn", "wereldoorlog", "divisie", "klas", "klasse", "graad", "hands"))
"""Words before which an ordinal is part of a name and not a marker, as in "Tweede Kamer"."""
_PHASES = frozenset((
    *MONTHS, "voorjaar", "zomer", "najaar", "winter", "lente", "herfst", "baseline", "midterm", "interim", "endline",
))  # fmt: skip
_NUMBERED = {"nul": "0", "een": "1"}
_CODED_PHASE = regex(r"[tq]\d")
_DIRECTION = regex(r"(noord|zuid|oost|west|midden)(?:oost|west)?(?:elijke?)?")
FUNCTION_WORDS = frozenset((
    "aan", "al", "als", "an", "and", "bij", "by", "de", "den", "der", "des", "die", "dit", "door", "een",
    "en", "for", "from", "het", "hoe", "in", "is", "met", "na", "naar", "of", "om", "on", "onder", "ook", "op",
    "over", "te", "ten", "ter", "the", "to", "tot", "uit", "van", "voor", "wat", "with", "zo",
))  # fmt: skip
"""Words that say nothing about the subject of a study."""
_WITHOUT_SUBJECT = FUNCTION_WORDS | _PHASES | PARTS | _ORDINALS.keys()
_MARKING = PARTS | _PHASES | _ORDINALS.keys() | _ROMAN_AFTER_A_WORD.keys()
MIN_SAME_TITLE = 0.5
"""Two titles are otherwise equal (`find_swapped`) only if they share at least this part of the shorter skeleton."""


class Title(Struct, frozen=True):
    """A title as written and folded, and its words by kind.

    ``skeleton`` has the words that are not a year, ordinal, phase, part, number or function word, in order. ``places``
    maps each marker and number, as in ``("ordinals", "1")``, to the first and the last of its tokens, counted from 0.
    """

    text: str
    folded: str
    skeleton: tuple[str, ...]
    years: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    places: Mapping[tuple[str, str], tuple[int, int]] = {}

    def written(self, kind: str, values: Iterable[str]) -> tuple[str, ...]:
        """Return markers or numbers as they are written in the title, in its order: "Eerste" for the ordinal "1".

        ``kind`` is the name of an attribute of this class.
        """
        tokens, folded = _TOKEN.findall(self.text), _TOKEN.findall(self.folded)
        if len(tokens) != len(folded):  # folding joined or divided a token, such as "foto's"
            tokens = folded
        places = sorted(self.places[kind, value] for value in values)
        return tuple(" ".join(tokens[first : last + 1]) for first, last in places)

    @property
    def markers(self) -> Mapping[str, frozenset[str]]:
        """The markers, which distinguish editions, by the name of their attribute."""
        return {"years": self.years, "ordinals": self.ordinals, "phases": self.phases, "parts": self.parts}

    @property
    def directions(self) -> frozenset[str]:
        """The directions in the title: ``"noord"`` for "noordelijke"."""
        found = (match[0] for word in self.skeleton if (match := _DIRECTION.fullmatch(word)))
        return frozenset(word.removesuffix("e").removesuffix("elijk") for word in found)


def read_title(text: str) -> Title:
    """Fold a title and divide its words by kind."""
    folded = fold_text(text)
    found: dict[str, set[str]] = {}
    places: dict[tuple[str, str], tuple[int, int]] = {}
    skeleton = []
    for kind, value, first, last in _marks(_TOKEN.findall(folded)):
        if kind == "word":
            skeleton.append(value)
        else:
            found.setdefault(kind, set()).add(value)
            places.setdefault((kind, value), (first, last))
    kinds = {kind: frozenset(values) for kind, values in found.items()}
    return Title(text, folded, tuple(skeleton), **kinds, places=places)


def _marks(tokens: list[str]) -> Iterator[tuple[str, str, int, int]]:
    """Yield each marker, number and other word of a title: its kind, its value, and its first and last token.

    A kind is the name of an attribute of `Title`, or ``"word"`` for a word of the skeleton: ``("word", "monitor", 0,
    0)``, ``("years", "2019", 1, 1)``, ``("parts", "deel 2", 2, 3)``. Function words are left out.
    """
    i = 0
    while i < len(tokens):
        place, token, following = i, tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
        i += 1
        written, token = token, token if token.isascii() else plain_letters(token) or token  # "één" becomes "een"
        if token.isalpha() and token not in _MARKING and not token.startswith(_PHASE_STARTS):
            if token not in FUNCTION_WORDS:
                yield "word", written, place, place
            continue
        rank = 0 if following in _NAMED_BY_ORDINAL else _rank(token)
        if token in PARTS and (number := _part_number(following)):
            yield "parts", f"{token} {number}", place, i
            i += 1
        elif rank and following in PARTS:
            yield "parts", f"{following} {rank}", place, i
            i += 1
        elif (token.isdecimal() or rank) and following == "meting":
            yield "phases", f"{rank or token.lstrip('0') or '0'}-meting", place, i
            yield "word", following, i, i
            i += 1
        else:
            yield from ((kind, value, place, place) for kind, value in _mark(token, rank))


def _mark(token: str, rank: int) -> Iterator[tuple[str, str]]:
    if _YEAR.fullmatch(token):
        yield "years", token
    elif rank:
        yield "ordinals", str(rank)
    elif token in _ROMAN:
        yield "parts", f"deel {_ROMAN[token]}"
    elif token in _PHASES or _CODED_PHASE.fullmatch(token):
        yield "phases", token
    elif match := _PHASE.fullmatch(token):
        number = _NUMBERED.get(match[1])
        yield from (("phases", f"{number}-meting" if number else match[1]), ("word", match[2]))
    elif token[0].isdecimal():
        yield "numbers", token
    elif token not in FUNCTION_WORDS:
        yield "word", token


def _rank(token: str) -> int:
    match = _RANKED.fullmatch(token)
    return int(match[1]) if match else _ORDINALS.get(token, 0)


def _part_number(token: str) -> str:
    """Return the word after one of `PARTS` as a number or letter: ``"2"`` for ``ii``.

    Return ``""`` for a year or any other word.
    """
    if token in _ROMAN_AFTER_A_WORD:
        return str(_ROMAN_AFTER_A_WORD[token])
    if (token.isdecimal() and not _YEAR.fullmatch(token)) or (len(token) == 1 and token.isalpha()):
        return token
    return ""


def telling_words(title: Title) -> Iterator[tuple[bytes, str]]:
    """Yield the words of a title that are about its subject, each as `plain_words` returns it and in folded form."""
    for written in title.folded.split():
        word = written.strip(".,:;?!()-")
        for plain in plain_words(word):
            if not (word in _WITHOUT_SUBJECT or word[0].isdecimal()):
                yield plain, word


def find_own_word(title: Title, other: Title, other_words: Collection[bytes]) -> str:
    """Return a telling word of a title that is neither in the other title nor in ``other_words``, or ``""``.

    ``other_words`` are the words of the page with the other title, as `plain_words` returns them.
    """
    in_title = [plain for plain, _ in telling_words(other)]
    # "A&O fonds" is also written "A&O-fonds". So two successive words also count as one, and a hyphenated word as its
    # parts.
    known = {*in_title, *map(b"".join, pairwise(in_title)), *_halves(other)}
    for plain, written in telling_words(title):
        halves = [half for part in written.split("-") for half in plain_words(part)]
        if not any(all(word in known or word in other_words for word in words) for words in ([plain], halves)):
            return written
    return ""


def _halves(title: Title) -> Iterator[bytes]:
    """Split each of the `telling_words` of a title at its hyphens, and yield the parts."""
    for _, written in telling_words(title):
        for part in written.split("-"):
            yield from plain_words(part)


def same_skeleton(first: Title, second: Title) -> bool:
    """Return whether two titles have the same skeleton and it is not empty."""
    return bool(first.skeleton) and first.skeleton == second.skeleton


Difference = tuple[str, tuple[str, ...], tuple[str, ...]]
"""The kind of a marker (the name of an attribute of `Title`), and its values in two titles as they are written there:
``("years", ("2018",), ("2019",))``."""


def find_conflict(first: Title, second: Title) -> Difference | None:
    """Return the first marker that shows that two titles are of different editions.

    If the titles have the same skeleton, a number counts as a marker too. Return None if there is no such marker.
    """
    for kind, mine in first.markers.items():
        theirs = second.markers[kind]
        # Two periods with a year in common may still be different: 2018-2019 and 2019-2020.
        differ = not mine & theirs or (kind == "years" and len(mine) == len(theirs) and mine != theirs)
        if mine and theirs and differ:
            return kind, first.written(kind, mine), second.written(kind, theirs)
    numbers = first.numbers, second.numbers
    if all(numbers) and not numbers[0] & numbers[1] and same_skeleton(first, second):
        # such as "Monitor 3" and "Monitor 4"
        return "numbers", first.written("numbers", numbers[0]), second.written("numbers", numbers[1])
    return None


def find_single(first: Title, second: Title) -> Difference | None:
    """Return the first kind of marker or number in which two titles differ, and the values that each has alone.

    Example: ``("phases", ("interim",), ())``. Return None if the titles have the same markers and numbers.
    """
    others = {**second.markers, "numbers": second.numbers}
    for kind, mine in {**first.markers, "numbers": first.numbers}.items():
        if mine != others[kind]:
            return kind, first.written(kind, mine - others[kind]), second.written(kind, others[kind] - mine)
    return None


def find_swapped(first: Title, second: Title) -> tuple[str, str] | None:
    """Return the words that differ between two otherwise equal titles, such as the names of two regions, or None.

    Example: ``("utrecht", "almere")`` for "Wonen in Utrecht" and "Wonen in Almere". Two titles are otherwise equal if
    the words before and after the different ones are the same and make up at least `MIN_SAME_TITLE` of the shorter
    skeleton. Different directions, such as "noord" and "zuid", are returned whatever the other words are. The texts of
    the pages are not compared, because a study of one region often mentions other regions.
    """
    if first.directions and second.directions and not first.directions & second.directions:
        return _join(first.directions), _join(second.directions)
    mine, theirs = _TOKEN.findall(first.folded), _TOKEN.findall(second.folded)
    shortest = min(len(mine), len(theirs))
    before = next((i for i in range(shortest) if mine[i] != theirs[i]), shortest)
    after = next((i for i in range(shortest - before) if mine[-1 - i] != theirs[-1 - i]), shortest - before)
    my_skeleton, their_skeleton = set(first.skeleton), set(second.skeleton)
    my_words = [word for word in mine[before : len(mine) - after] if word in my_skeleton]
    their_words = [word for word in theirs[before : len(theirs) - after] if word in their_skeleton]
    same = min(len(first.skeleton) - len(my_words), len(second.skeleton) - len(their_words))
    enough = same > 0 and same >= MIN_SAME_TITLE * min(len(first.skeleton), len(second.skeleton))
    if not (enough and my_words and their_words) or set(my_words) & set(their_words):
        return None
    return " ".join(my_words), " ".join(their_words)


def _join(values: frozenset[str]) -> str:
    return " ".join(sorted(values))
