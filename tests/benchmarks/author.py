"""Write random studies and pages about them. All random choices of a corpus are made by one `Author`."""

import random
import unicodedata
from datetime import date, timedelta

from msgspec import Struct

from benchmarks.language import Language, capital
from benchmarks.source import CONTACTPERSONEN, OPDRACHTGEVERS, WERKVELDEN, Kind, Page
from benchmarks.texts import Block, Text, count_words, markdown

FIRST_YEAR, LAST_YEAR = 2008, 2025
SPREAD = 0.3
"""The largest deviation of the length of a page from the mean, as a share of it."""
WITH_CLOSING = 0.4
"""The share of pages that end with one of a few closing sentences."""
WITH_YEAR = 0.1
"""The share of titles that name the year."""

HALF_A_PARAGRAPH = 35
"""The number of words by which a text may be shorter than asked for."""

_TITLES = (
    "{one} en {two}", "Evaluatie van {one} en {two}", "Onderzoek naar {one} en {two}", "{one}: monitor {two}",
    "Verkenning {one} en {two}", "Van {one} naar {two}", "{one} in beeld: {two}",
    "Werkt {one}? Een studie naar {two}",
)  # fmt: skip
_OTHER_TITLES = ("{two} en {one}", "Over {one} en {two}", "Wat {one} betekent voor {two}")


class Study(Struct, frozen=True):
    """The subject of a page. `naam` is unique to the study; `jaar` is the year of the research."""

    naam: str
    titel: str
    topics: tuple[str, str, str]
    jaar: int
    text: Text
    werkveld: tuple[str, ...]
    opdrachtgever: tuple[str, ...]
    contactpersoon: tuple[str, ...]


class Author:
    """A writer of texts of about ``words`` words, with ``footer`` below every page."""

    def __init__(self, rng: random.Random, words: int, footer: str = "") -> None:
        self.rng = rng
        self.speech = Language(rng)
        self._words = words
        self._footer = footer
        self._named = 0

    def study(self, *, words: int = 0, region: str = "", jaar: int = 0) -> Study:
        """Return a study that is unrelated to any other; its title and some sentences name ``region``."""
        rng, topics = self.rng, self.speech.topics()
        jaar = jaar or rng.randint(FIRST_YEAR, LAST_YEAR)
        contact = rng.sample(CONTACTPERSONEN, rng.choice((1, 1, 2)))
        text = self.text(topics, jaar, words or round(self._words * rng.uniform(1 - SPREAD, 1 + SPREAD)), region)
        if rng.random() < WITH_CLOSING:
            text = (*text, Block("alinea", (self.speech.closing(contact[0]),)))
        titel = self.title(topics, _TITLES)
        if region:
            titel += f" in {region}"
        elif rng.random() < WITH_YEAR:
            titel += f" {jaar}"
        return Study(
            naam=self._name(),
            titel=titel,
            topics=topics,
            jaar=jaar,
            text=text,
            werkveld=tuple(rng.sample(WERKVELDEN, rng.choice((1, 1, 2)))),
            opdrachtgever=tuple(rng.sample(OPDRACHTGEVERS, rng.choice((1, 1, 1, 2)))),
            contactpersoon=tuple(contact),
        )

    def text(self, topics: tuple[str, str, str], jaar: int, words: int, region: str = "") -> Text:
        """Return paragraphs under headings, and a list, of about ``words`` words."""
        rng, speech = self.rng, self.speech
        blocks = [Block("alinea", (speech.opening(topics, region), *self._paragraph(topics, jaar, region)[1:]))]
        listed = False
        while (missing := words - count_words(tuple(blocks))) > HALF_A_PARAGRAPH:
            if len(blocks) % 3 == 1 and missing > 60:
                blocks.append(Block("kop", (speech.heading(topics),)))
            if not listed and len(blocks) > 4:
                listed = True
                blocks.append(Block("lijst", tuple(speech.item(topics) for _ in range(rng.randint(3, 5)))))
            blocks.append(Block("alinea", self._paragraph(topics, jaar, region)))
        return tuple(blocks)

    def sentence_of(self, study: Study) -> str:
        """Return a new sentence about the study."""
        return self.speech.sentence(study.topics, study.jaar)

    def other_title(self, study: Study) -> str:
        """Return another title for the study, of words that occur in its text. A year in the title is kept."""
        year = f" {study.jaar}" if study.titel.endswith(str(study.jaar)) else ""
        return self.title(study.topics, _OTHER_TITLES) + year

    def title(self, topics: tuple[str, str, str], forms: tuple[str, ...] = _TITLES) -> str:
        """Return a title in one of the forms."""
        return capital(self.speech.pick(forms).format(one=topics[0], two=topics[1]))

    def project(
        self, study: Study, *, stems: tuple[str, ...] = (), made: Kind | None = None, links: bool = True
    ) -> Page:
        """Return the study as a project page. Give ``stems`` if it contains words of other studies."""
        return self._page("projecten", study, stems, made, links=links)

    def news(self, study: Study, *, stems: tuple[str, ...] = (), made: Kind | None = None, links: bool = True) -> Page:
        """Return the study as a nieuwsbericht of the same year or the first half of the next."""
        return self._page("nieuws", study, stems, made, links=links)

    def _page(self, folder: str, study: Study, stems: tuple[str, ...], made: Kind | None, *, links: bool) -> Page:
        text = (*study.text, Block("alinea", (self._footer,))) if self._footer else study.text
        is_project = folder == "projecten"
        return Page(
            path=f"{folder}/{self._name()}.md",
            titel=study.titel,
            werkveld=study.werkveld,
            opdrachtgever=study.opdrachtgever if is_project else (),
            contactpersoon=study.contactpersoon,
            jaar=study.jaar if is_project else None,
            datum=None if is_project else date(study.jaar, 1, 4) + timedelta(days=self.rng.randrange(530)),
            body=markdown(text, self.rng, self.speech, links=links),
            stems=stems or (study.naam,),
            made=made,
        )

    def _paragraph(self, topics: tuple[str, str, str], jaar: int, region: str) -> tuple[str, ...]:
        return tuple(self.speech.sentence(topics, jaar, region) for _ in range(self.rng.randint(3, 6)))

    def _name(self) -> str:
        """Return a unique file name that is unrelated to the contents, so that related pages are not adjacent."""
        self._named += 1
        word = unicodedata.normalize("NFD", self.speech.topics()[0]).encode("ascii", "ignore").decode()
        return f"{word}-{self._named}"
