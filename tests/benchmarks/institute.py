"""Generate the source of a made-up research institute of any size, whose words have natural frequencies.

The corpus of `benchmarks.corpus` has planted doubles and a small vocabulary, which is right for measuring the finder of
doubles, and makes a search index far too small. Here words come from `benchmarks.word_frequencies`. Every study has
topics of its own, which return in its text, title, summary and keywords, so that words cluster as in real texts.

The number of studies decides the rest, in proportions chosen by hand: clients grow as n ** 0.6 (63 at a hundred
studies, 252 at a thousand, 1,005 at ten thousand), persons as n ** 0.4 (19, 48, 119) and years as n ** 0.35 (8, 18,
40). Later years have more studies, and a few clients and persons have most of them. There is one nieuwsbericht to every
five studies, and nine in ten of these are about a study. There are always twelve werkvelden.
"""

import math
import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from benchmarks.language import capital
from benchmarks.word_frequencies import COMMON_WORDS, FUNCTION_WORDS, draw, made_up_name, vocabulary

WORDS = 470
"""The mean number of words of a study."""
SPREAD = 0.5
"""The largest deviation of the length of a study from the mean, as a share of it."""
NEWS, NEWS_WORDS, ABOUT_A_STUDY = 0.2, 130, 0.9
"""The number of news items per study, the words of each, and the share that is about a study."""
LAST_YEAR = 2025
TOPICS = 6
"""The number of words that a study is about. Their ranks are spread evenly over the powers of ten."""
FIRST_TOPIC_RANK, LAST_TOPIC_RANK = 250, 60_000
TOPIC_SHARE = 0.06
"""The share of the words of a study that are one of its topics."""
NUMBER_SHARE = 0.015
"""The share of words that are followed by a number."""
MIN_SENTENCE_WORDS, MAX_SENTENCE_WORDS = 7, 24
SENTENCES = (3, 6)
"""The least and largest number of sentences of a paragraph."""
PARAGRAPHS_PER_HEADING = 2

WERKVELDEN = (
    "Arbeid", "Bodem en water", "Cultuur", "Energie", "Gezondheid", "Jeugd", "Mobiliteit", "Onderwijs",
    "Openbaar bestuur", "Veiligheid", "Wonen", "Zorg",
)  # fmt: skip
_CLIENTS = ("Gemeente {}", "Stichting {}", "Provincie {}", "Fonds {}", "Gemeente {}", "Hogeschool {}", "Waterschap {}",
            "Vereniging {}", "Gemeente {}", "Koepel {}")  # fmt: skip
_FIRST_NAMES = ("Anna", "Bas", "Carla", "Dirk", "Elif", "Femke", "Guus", "Hanna", "Imre", "Jorrit", "Khadija", "Lars",
                "Maud", "Noor", "Olaf", "Petra", "Ruben", "Sanne", "Tim", "Yara")  # fmt: skip
_TITLES = (
    "{} en {}", "Evaluatie van {} en {}", "Onderzoek naar {} en {}", "Monitor {} en {}", "Verkenning {} en {}",
    "Van {} naar {}", "De rol van {} bij {}", "Werkt {} voor {}?",
)  # fmt: skip


class Study(Struct, frozen=True):
    """A project page. ``name`` is that of its file."""

    name: str
    titel: str
    werkveld: tuple[str, ...]
    opdrachtgever: tuple[str, ...]
    contactpersoon: tuple[str, ...]
    jaar: int
    trefwoorden: tuple[str, ...]
    samenvatting: str
    body: str


class Institute:
    """The registries of a site of ``studies`` studies, and a generator of its pages.

    Equal arguments give equal pages, which have to be asked for in the same order.
    """

    def __init__(self, studies: int, seed: int = 1) -> None:
        self.studies = studies
        self._rng = rng = random.Random(seed)
        names = _distinct(rng, client_count(studies) + person_count(studies))
        self.clients = tuple(
            _CLIENTS[number % len(_CLIENTS)].format(names[number]) for number in range(client_count(studies))
        )
        self.persons = tuple(
            f"{_FIRST_NAMES[number % len(_FIRST_NAMES)]} {name}"
            for number, name in enumerate(names[client_count(studies) :])
        )
        first_year = LAST_YEAR + 1 - year_count(studies)
        self.years = tuple(range(first_year, LAST_YEAR + 1))
        self._year_weights = tuple(accumulate(range(5, 5 + len(self.years))))

    def pages(self) -> Iterator[Study]:
        """Yield the studies."""
        for number in range(self.studies):
            yield self._study(f"onderzoek-{number:05}")

    def words(self, count: int, topics: Sequence[str]) -> list[str]:
        """Return ``count`` words of a text about ``topics``, without sentences."""
        rng, drawn = self._rng, draw(self._rng, count)
        for place in range(count):
            if rng.random() < TOPIC_SHARE:
                drawn[place] = topics[int(rng.random() ** 2 * len(topics))]
        return drawn

    def topics(self) -> tuple[str, ...]:
        """Return the words that a study is about, the most important first."""
        ratio = LAST_TOPIC_RANK / FIRST_TOPIC_RANK
        ranks = [int(FIRST_TOPIC_RANK * ratio ** self._rng.random()) for _ in range(TOPICS)]
        return tuple(dict.fromkeys(vocabulary()[rank] for rank in ranks))

    def text(self, words: int, topics: Sequence[str]) -> str:
        """Return the Markdown of a text of about ``words`` words: paragraphs, and headings between them."""
        rng, drawn = self._rng, self.words(words, topics)
        blocks: list[str] = []
        start = 0
        while start < len(drawn):
            if len(blocks) % (PARAGRAPHS_PER_HEADING + 1) == PARAGRAPHS_PER_HEADING:
                blocks.append(f"## {capital(rng.choice(topics))} en {rng.choice(topics)}")
            sentences = []
            for _ in range(rng.randint(*SENTENCES)):
                end = start + rng.randint(MIN_SENTENCE_WORDS, MAX_SENTENCE_WORDS)
                sentences.append(self._sentence(drawn[start:end]))
                start = end
            blocks.append(" ".join(filter(None, sentences)))
        return "\n\n".join(filter(None, blocks)) + "\n"

    def news(self) -> str:
        """Return the source of a nieuwsbericht."""
        rng, topics = self._rng, self.topics()
        year = rng.choices(self.years, cum_weights=self._year_weights)[0]
        fields = {"titel": _quoted(capital(f"{topics[0]}: {topics[-1]} gepresenteerd"))}
        fields["datum"] = f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if rng.random() < ABOUT_A_STUDY:
            fields["project"] = f"onderzoek-{rng.randrange(self.studies):05}"
        fields["contactpersoon"] = _quoted(_favourite(rng, self.persons))
        return _page(fields, self.text(round(NEWS_WORDS * rng.uniform(1 - SPREAD, 1 + SPREAD)), topics))

    def _study(self, name: str) -> Study:
        rng, topics = self._rng, self.topics()
        words = round(WORDS * rng.uniform(1 - SPREAD, 1 + SPREAD))
        return Study(
            name=name,
            titel=capital(rng.choice(_TITLES).format(topics[0], topics[1 % len(topics)])),
            werkveld=tuple(rng.sample(WERKVELDEN, rng.choice((1, 1, 2)))),
            opdrachtgever=_some(rng, self.clients, rng.choice((1, 1, 1, 2))),
            contactpersoon=_some(rng, self.persons, rng.choice((1, 1, 2))),
            jaar=rng.choices(self.years, cum_weights=self._year_weights)[0],
            trefwoorden=topics[: rng.randint(2, 4)],
            samenvatting=self._sentence(self.words(rng.randint(15, 30), topics)),
            body=self.text(words, topics),
        )

    def _sentence(self, words: Sequence[str]) -> str:
        """Return the words as a sentence, with a comma and some numbers in it."""
        rng = self._rng
        found = []
        for place, word in enumerate(words):
            found.append(f"{word}," if place % 9 == 8 and place < len(words) - 1 else word)
            if rng.random() < NUMBER_SHARE:
                found.append(_number(rng))
        return capital(" ".join(found)) + "." if found else ""


def client_count(studies: int) -> int:
    """Return the number of clients of a site."""
    return max(1, round(4 * math.pow(studies, 0.6)))


def person_count(studies: int) -> int:
    """Return the number of contact persons of a site."""
    return max(1, round(3 * math.pow(studies, 0.4)))


def year_count(studies: int) -> int:
    """Return the number of years that a site covers."""
    return max(1, round(8 * math.pow(studies / 100, 0.35)))


def write_institute(folder: Path, studies: int, seed: int = 1) -> None:
    """Write the source of a site of ``studies`` studies into ``folder``."""
    institute = Institute(studies, seed)
    content = folder / "content"
    for name in ("projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen"):
        (content / name).mkdir(parents=True)
    site = "naam: Instituut Verzinsel\nbase_url: https://voorbeeld.example/\nemail: info@voorbeeld.example\n"
    (content / "site.yaml").write_text(site, encoding="utf-8")
    for room, field, values in (
        ("werkvelden", "titel", WERKVELDEN),
        ("opdrachtgevers", "naam", institute.clients),
        ("contactpersonen", "naam", institute.persons),
    ):
        for value in values:
            path = content / room / f"{value.lower().replace(' ', '-')}.md"
            path.write_text(_page({field: value}, ""), encoding="utf-8")
    for study in institute.pages():
        (content / f"projecten/{study.name}.md").write_text(source_of(study), encoding="utf-8")
    for number in range(round(NEWS * studies)):
        (content / f"nieuws/bericht-{number:05}.md").write_text(institute.news(), encoding="utf-8")


def source_of(study: Study) -> str:
    """Return the source of a study."""
    fields = {
        "titel": _quoted(study.titel),
        "werkveld": _list(study.werkveld),
        "opdrachtgever": _list(study.opdrachtgever),
        "contactpersoon": _list(study.contactpersoon),
        "jaar": str(study.jaar),
        "trefwoorden": _list(study.trefwoorden),
        "samenvatting": _quoted(study.samenvatting),
    }
    return _page(fields, study.body)


def _distinct(rng: random.Random, count: int) -> tuple[str, ...]:
    """Return distinct made-up names that are no word of the vocabulary's hand-made lists."""
    known = {word.capitalize() for word in (*FUNCTION_WORDS, *COMMON_WORDS)}
    found: dict[str, None] = {}
    while len(found) < count:
        name = made_up_name(rng)
        if name not in known:
            found[name] = None
    return tuple(found)


def _favourite(rng: random.Random, names: Sequence[str]) -> str:
    """Return one of the names, of which the first are far more likely."""
    return names[int(rng.random() ** 2 * len(names))]


def _some(rng: random.Random, names: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_favourite(rng, names) for _ in range(count)))


def _number(rng: random.Random) -> str:
    """Return a percentage, a year or a number of people."""
    kind = rng.random()
    if kind < 0.5:
        return f"{rng.randint(2, 98)}%"
    return str(rng.randint(1990, LAST_YEAR)) if kind < 0.85 else f"{rng.randint(1, 40)}.{rng.randint(0, 999):03}"


def _page(fields: dict[str, str], body: str) -> str:
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{front}---\n\n{body}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _list(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"
