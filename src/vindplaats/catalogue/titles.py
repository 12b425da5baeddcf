"""What a title says of which study it is: its years, ordinals, phases and parts; and what is left without them.

Two editions of one monitor share up to 98% of their text, more than a study that is told twice; so not likeness but
what a title (and `jaar`) says decides. The rest of a title, its skeleton, is what editions have in common.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from vindplaats.dutch.dates import MONTHS
from vindplaats.dutch.sorting import plain_letters
from vindplaats.read.fingerprints import fold_text, plain_words

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RANKED = re.compile(r"(\d{1,3})(?:ste|de|e|st|nd|rd|th)")
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
"""Words that a number, letter or ordinal makes into a part: "deel 2", "fase B", "derde ronde"."""
_PHASE_STARTS = ("nul", "een", "voor", "tussen", "midden", "eind", "na", "slot", "start", "vervolg", "herhaal", "her")
_PHASE = re.compile(
    rf"({'|'.join(_PHASE_STARTS)}|herhalings)"
    r"(meting|metingen|evaluatie|rapport|rapportage|onderzoek|verslag|peiling|balans|studie)"
)
_NAMED_BY_RANK = frozenset(("kamer", "lijn", "wereldoorlog", "divisie", "klas", "klasse", "graad", "hands"))
"""What a rank is part of the name of: the Tweede Kamer is no edition of the Eerste."""
_PHASES = frozenset((
    *MONTHS, "voorjaar", "zomer", "najaar", "winter", "lente", "herfst", "baseline", "midterm", "interim", "endline",
))  # fmt: skip
_NUMBERED = {"nul": "0", "een": "1"}
_CODED_PHASE = re.compile(r"[tq]\d")
_DIRECTION = re.compile(r"(noord|zuid|oost|west|midden)(?:oost|west)?(?:elijke?)?")
SMALL = frozenset((
    "aan", "al", "als", "an", "and", "bij", "by", "de", "den", "der", "des", "die", "dit", "door", "een",
    "en", "for", "from", "het", "hoe", "in", "is", "met", "na", "naar", "of", "om", "on", "onder", "ook", "op",
    "over", "te", "ten", "ter", "the", "to", "tot", "uit", "van", "voor", "wat", "with", "zo",
))  # fmt: skip
"""Words that say nothing of what a study is about."""
_SAYS_NOTHING = SMALL | _PHASES | PARTS | _ORDINALS.keys()
_MARKING = PARTS | _PHASES | _ORDINALS.keys() | _ROMAN_AFTER_A_WORD.keys()
HALF = 0.5


class Title(Struct, frozen=True):
    """A title taken apart. ``skeleton`` is what it says besides years, ordinals, phases, parts and numbers."""

    folded: str
    skeleton: tuple[str, ...]
    years: frozenset[str] = frozenset()
    ordinals: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()

    @property
    def markers(self) -> Mapping[str, frozenset[str]]:
        """What tells editions apart, by what it is."""
        return {
            "jaartal": self.years,
            "rangtelwoord": self.ordinals,
            "fase": self.phases,
            "deel": self.parts,
        }

    @property
    def directions(self) -> frozenset[str]:
        """The quarters of the compass: ``noord`` of "noordelijk" too."""
        found = (match[0] for word in self.skeleton if (match := _DIRECTION.fullmatch(word)))
        return frozenset(word.removesuffix("e").removesuffix("elijk") for word in found)


def read_title(text: str) -> Title:
    """Take a title apart."""
    folded = fold_text(text)
    found: dict[str, set[str]] = {}
    skeleton = []
    for kind, value in _marks(_TOKEN.findall(folded)):
        if kind == "word":
            skeleton.append(value)
        else:
            found.setdefault(kind, set()).add(value)
    kinds = {kind: frozenset(values) for kind, values in found.items()}
    return Title(folded, tuple(skeleton), **kinds)


def _marks(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Each word of a title as what it is: ``("years", "2019")``, ``("parts", "deel 2")``, ``("word", "monitor")``."""
    i = 0
    while i < len(tokens):
        token, following = tokens[i], tokens[i + 1] if i + 1 < len(tokens) else ""
        i += 1
        written, token = token, token if token.isascii() else plain_letters(token)  # "éénmeting"
        if token.isalpha() and token not in _MARKING and not token.startswith(_PHASE_STARTS):
            if token not in SMALL:
                yield "word", written
            continue
        rank = 0 if following in _NAMED_BY_RANK else _rank(token)
        if token in PARTS and (number := _part_number(following)):
            yield "parts", f"{token} {number}"
            i += 1
        elif rank and following in PARTS:
            yield "parts", f"{following} {rank}"
            i += 1
        elif (token.isdecimal() or rank) and following == "meting":
            yield from (("phases", f"{rank or token.lstrip('0') or '0'}-meting"), ("word", following))
            i += 1
        else:
            yield from _mark(token, rank)


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
    elif token not in SMALL:
        yield "word", token


def _rank(token: str) -> int:
    match = _RANKED.fullmatch(token)
    return int(match[1]) if match else _ORDINALS.get(token, 0)


def _part_number(token: str) -> str:
    """What follows "deel", where that numbers it: ``2``, ``b``, ``II`` as ``2``; empty otherwise."""
    if token in _ROMAN_AFTER_A_WORD:
        return str(_ROMAN_AFTER_A_WORD[token])
    if (token.isdecimal() and not _YEAR.fullmatch(token)) or (len(token) == 1 and token.isalpha()):
        return token
    return ""


def telling_words(title: Title) -> Iterator[tuple[bytes, str]]:
    """The words that say what a title is about, each as `plain_words` has it and as it is written."""
    for written in title.folded.split():
        word = written.strip(".,:;?!()-")
        for plain in plain_words(word):
            if not (word in _SAYS_NOTHING or word[0].isdecimal()):
                yield plain, word


def same_skeleton(one: Title, other: Title) -> bool:
    """Tell whether two titles say the same but for years, ordinals, phases, parts and numbers."""
    return bool(one.skeleton) and one.skeleton == other.skeleton


def conflict(one: Title, other: Title) -> tuple[str, str, str] | None:
    """What tells the two apart as editions: kind, and what each title has; None where nothing does."""
    for kind, mine in one.markers.items():
        theirs = other.markers[kind]
        # Of spans the years may overlap: 2018-2019 and 2019-2020.
        apart = not mine & theirs or (kind == "jaartal" and len(mine) == len(theirs) and mine != theirs)
        if mine and theirs and apart:
            return kind, _say(mine), _say(theirs)
    numbers = one.numbers, other.numbers
    if all(numbers) and not numbers[0] & numbers[1] and same_skeleton(one, other):
        return "getal", _say(one.numbers), _say(other.numbers)  # "Monitor 3" and "Monitor 4"
    return None


def only_one_has(one: Title, other: Title) -> tuple[str, str] | None:
    """A year, ordinal, number, phase or part that stands in one of the titles only: its kind and what it is."""
    kinds = (*one.markers.items(), ("getal", one.numbers))
    theirs = {**other.markers, "getal": other.numbers}
    for kind, mine in kinds:
        if mine != theirs[kind]:
            return kind, _say(mine ^ theirs[kind])
    return None


def swapped(one: Title, other: Title) -> tuple[str, str] | None:
    """The words by which two otherwise equal titles differ, as those of twins do; None where they are not such.

    Otherwise equal: what stands before and after those words is the same, small words too, and makes up at least half
    of what the shorter title says. That the other page knows the word says nothing here: a study of one region compares
    it with the next.
    """
    if one.directions and other.directions and not one.directions & other.directions:
        return _say(one.directions), _say(other.directions)
    mine, theirs = _TOKEN.findall(one.folded), _TOKEN.findall(other.folded)
    shortest = min(len(mine), len(theirs))
    before = next((i for i in range(shortest) if mine[i] != theirs[i]), shortest)
    after = next((i for i in range(shortest - before) if mine[-1 - i] != theirs[-1 - i]), shortest - before)
    said, said_too = set(one.skeleton), set(other.skeleton)
    ours = [word for word in mine[before : len(mine) - after] if word in said]
    others = [word for word in theirs[before : len(theirs) - after] if word in said_too]
    same = min(len(one.skeleton) - len(ours), len(other.skeleton) - len(others))
    alike = same > 0 and same >= HALF * min(len(one.skeleton), len(other.skeleton))
    if not (alike and ours and others) or set(ours) & set(others):
        return None
    return " ".join(ours), " ".join(others)


def _say(values: frozenset[str]) -> str:
    return " ".join(sorted(values))
