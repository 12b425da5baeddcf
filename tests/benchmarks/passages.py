"""Generate a corpus whose unrelated pages share many passages, which is hard for a finder of doubles.

The text of every page is a walk of one Markov chain over a few thousand words. From each word one other word is far
likelier than the rest, so two walks that meet have the next words in common, while no two pages are alike as a whole.
Titles have few forms and end in a year, so most of them differ in their year alone.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.author import FIRST_YEAR, LAST_YEAR
from benchmarks.language import MAX_SENTENCE_WORDS, MIN_SENTENCE_WORDS, capital
from benchmarks.source import CONTACTPERSONEN, OPDRACHTGEVERS, WERKVELDEN, Corpus, Page
from benchmarks.word_frequencies import vocabulary

STATES = 4000
"""The number of words of the chain."""
LIKELIEST = 0.95
"""The probability of the likeliest next word. Runs of five words are then shared by hundreds of pages in ten thousand
if they follow it throughout, and by about ten if they leave it once."""
OTHERS = 10
"""The number of other words that may follow a word."""
RANK_STEP = 12
"""The words of the chain are every twelfth of the vocabulary, so most are long and a page of 230 is almost 3 kB."""
WITH_AMPERSAND = ("A&O-fonds", "R&D")
"""Words that make a converter of HTML look for references."""
NEWS = 0.2
SPREAD = 0.3
"""The largest deviation of the length of a page from the mean, as a share of it."""
TITLE_WORDS = 64
"""The number of words that titles are about. In ten thousand titles, about twenty then differ in their year alone."""
_TITLES = (
    "Monitor {} {}", "Peiling {} {}", "Verkenning {} {}", "Evaluatie {} {}", "Kroniek {} {}", "Onderzoek {} {}",
    "Cijfers {} {}", "Stand van zaken {} {}",
)  # fmt: skip


class Chain:
    """A Markov chain over `STATES` words. Equal random generators give equal chains and walks."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        words = [*vocabulary()[: RANK_STEP * STATES : RANK_STEP], *WITH_AMPERSAND][-STATES:]
        rng.shuffle(words)
        self.words = tuple(words)
        self._others = [[rng.randrange(STATES) for _ in range(OTHERS)] for _ in range(STATES)]

    def walk(self) -> Iterator[str]:
        """Yield words without end, from a random start."""
        rng, place = self._rng, self._rng.randrange(STATES)
        while True:
            yield self.words[place]
            place = (place + 1) % STATES if rng.random() < LIKELIEST else rng.choice(self._others[place])


def make_passages(pages: int, words: int, seed: int = 1) -> Corpus:
    """Make ``pages`` pages of about ``words`` words. The same arguments give the same corpus."""
    rng = random.Random(seed)
    chain = Chain(rng)
    made = [_page(rng, chain, number, words) for number in range(pages)]
    return Corpus(tuple(sorted(made, key=lambda page: page.path)), ())


def _page(rng: random.Random, chain: Chain, number: int, words: int) -> Page:
    jaar, is_news = rng.randint(FIRST_YEAR, LAST_YEAR), rng.random() < NEWS
    name = f"{rng.choice(('lijn', 'pad', 'reis', 'route', 'spoor', 'weg'))}-{number}"
    return Page(
        path=f"{'nieuws' if is_news else 'projecten'}/{name}.md",
        titel=rng.choice(_TITLES).format(capital(rng.choice(chain.words[:TITLE_WORDS])), jaar),
        werkveld=tuple(rng.sample(WERKVELDEN, rng.choice((1, 1, 2)))),
        opdrachtgever=() if is_news else tuple(rng.sample(OPDRACHTGEVERS, rng.choice((1, 1, 1, 2)))),
        contactpersoon=tuple(rng.sample(CONTACTPERSONEN, rng.choice((1, 1, 2)))),
        jaar=None if is_news else jaar,
        datum=date(jaar, 1, 4) + timedelta(days=rng.randrange(530)) if is_news else None,
        body=_body(rng, chain.walk(), round(words * rng.uniform(1 - SPREAD, 1 + SPREAD))),
        stems=(name,),
    )


def _body(rng: random.Random, walk: Iterator[str], words: int) -> str:
    """Return paragraphs, headings and a list of about ``words`` words of the walk, in Markdown."""
    blocks: list[str] = []
    while words > 0:
        if len(blocks) % 3 == 2:
            blocks.append(f"## {capital(_take(walk, rng.randint(3, 6)))}")
        if len(blocks) == 4:
            items = [f"- {_take(walk, rng.randint(5, 9))};" for _ in range(rng.randint(3, 5))]
            words -= sum(item.count(" ") for item in items)
            blocks.append("\n".join(items))
        counts = [rng.randint(MIN_SENTENCE_WORDS, MAX_SENTENCE_WORDS) for _ in range(rng.randint(3, 6))]
        words -= sum(counts)
        blocks.append(" ".join(f"{capital(_take(walk, count))}." for count in counts))
    return "\n\n".join(blocks) + "\n"


def _take(walk: Iterator[str], count: int) -> str:
    return " ".join(next(walk) for _ in range(count))
