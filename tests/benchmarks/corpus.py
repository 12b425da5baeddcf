"""Makes a made-up corpus of research pages with planted doubles, the same one for the same seed.

Its words are made of syllables and drawn with a distribution like that of a language, flat enough that unrelated pages
share hardly a run of five words. Nothing here depends on the code that is measured with it.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

from msgspec import Struct, structs

YEARS = range(2012, 2026)
WERKVELDEN = ("Wonen", "Werken", "Leren", "Zorg", "Bestuur", "Water")
PERSONS = ("Anna de Wit", "Bram Sluis", "Chaima Aziz", "Daan van den Berg", "Eva Jansen-Smit", "Fenna Bloem")
CLIENTS = ("Gemeente Dorpstede", "Fonds Havenveld", "Stichting De Brug", "Provincie Meerland", "Bond van Bakkers")
REGISTRIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("werkvelden", "titel", WERKVELDEN),
    ("contactpersonen", "naam", PERSONS),
    ("opdrachtgevers", "naam", CLIENTS),
)
REGIONS = ("Noordveld", "Zuidwoude", "Oosterlee", "Westrum", "Kromdijk", "Drechtmeer", "Hogezand", "Laagdorp")
KINDS = ("exact", "variant", "editie-titel", "editie-jaar", "tweeling", "teaser", "overzicht", "link")
PLANTED = 0.12
"""Share of the pages that others are made of."""
BOILERPLATE = (
    "Meer weten over ons werk? Bekijk de andere onderzoeken van ons bureau, of neem gerust contact met ons op."
)


class Page(Struct, frozen=True, kw_only=True):
    """One page: ``path`` below content/, its fields and its body in Markdown; ``group`` is the page it stems from."""

    path: str
    titel: str
    jaar: int
    body: str
    group: str
    werkveld: str = WERKVELDEN[0]
    persoon: str = PERSONS[0]
    client: str = CLIENTS[0]

    @property
    def id(self) -> str:
        """The id that Vindplaats gives it: ``projecten/x``."""
        return self.path.removesuffix(".md")

    @property
    def source(self) -> str:
        """The file as an editor would have it."""
        fields = [f'titel: "{self.titel}"', f"werkveld: {self.werkveld}", f"contactpersoon: {self.persoon}"]
        if self.path.startswith("nieuws/"):
            fields.append(f"datum: {self.jaar}-05-12")
        else:
            fields += [f"jaar: {self.jaar}", f"opdrachtgever: {self.client}"]
        return "---\n" + "\n".join(fields) + f"\n---\n\n{self.body}\n"


class Planted(Struct, frozen=True):
    """A pair that was planted, and as what."""

    kind: str
    ids: tuple[str, str]


class Corpus(Struct, frozen=True):
    """All pages, and the pairs planted among them."""

    pages: tuple[Page, ...]
    planted: tuple[Planted, ...]


class _Language:
    """Words and sentences that look Dutch enough."""

    def __init__(self, rng: random.Random, size: int) -> None:
        self._rng = rng
        onsets = (*"bdfghklmnprstvwz", "st", "sch", "kr", "tr")
        vowels = ("a", "e", "i", "o", "u", "aa", "ee", "ie", "oe", "ui", "ij", "é")
        ends = ("", "n", "r", "s", "t", "k", "l", "ng", "cht")
        words: dict[str, None] = {}
        while len(words) < size:
            count = rng.choice((1, 2, 2, 3))
            words["".join(rng.choice(onsets) + rng.choice(vowels) for _ in range(count)) + rng.choice(ends)] = None
        self.words = tuple(words)
        # Zipf-Mandelbrot with a large offset: common words are common, runs of five are still nearly unique.
        self._weights = tuple(accumulate(1 / (rank + 20) for rank in range(size)))

    def take(self, count: int) -> list[str]:
        return self._rng.choices(self.words, cum_weights=self._weights, k=count)

    def rare(self) -> str:
        return self._rng.choice(self.words[len(self.words) // 4 :])

    def sentence(self) -> str:
        words = self.take(self._rng.randint(8, 25))
        if self._rng.random() < 0.2:
            words[self._rng.randrange(1, len(words))] = self._rng.choice(("12", "47", "1.204", "85", "3,5", "251"))
        return f"{words[0].capitalize()} {' '.join(words[1:])}."

    def text(self, words: int) -> list[str]:
        found: list[str] = []
        count = 0
        while count < words:
            found.append(self.sentence())
            count += found[-1].count(" ") + 1
        return found

    def title(self) -> str:
        return f"{self.rare().capitalize()} {self.rare()} van {self.rare()} {self.rare()}"


def make_corpus(pages: int, words: int = 500, seed: int = 1, *, hard: bool = False) -> Corpus:
    """A corpus of about so many pages of about so many words.

    ``hard`` gives a tenth of the unrelated pages one title, and all pages a passage of sixty words.
    """
    return _Maker(pages, words, seed, hard=hard).make()


class _Maker:
    def __init__(self, pages: int, words: int, seed: int, *, hard: bool) -> None:
        self._rng = random.Random(seed)
        self._language = _Language(self._rng, max(20_000, min(60_000, pages * 4)))
        self._count, self._words, self._hard = pages, words, hard
        self._pages: list[Page] = []
        self._planted: list[Planted] = []
        self._passage = " ".join(self._language.take(60)).capitalize() + "."

    def make(self) -> Corpus:
        plant: dict[str, Callable[[Page, list[str]], None]] = {
            "exact": self._exact,
            "variant": self._variant,
            "editie-titel": self._edition_by_title,
            "editie-jaar": self._edition_by_year,
            "tweeling": self._twin,
            "teaser": self._teaser,
            "link": self._link,
        }
        while len(self._pages) < self._count:
            page, sentences = self._project()
            self._pages.append(page)
            if self._rng.random() < PLANTED:
                plant[self._rng.choice(tuple(plant))](page, sentences)
            if self._rng.random() < 0.006:
                self._overview()
        return Corpus(tuple(self._pages), tuple(self._planted))

    def _project(self, words: int = 0, titel: str = "") -> tuple[Page, list[str]]:
        number = len(self._pages)
        sentences = self._language.text(words or self._words)
        path = f"projecten/p{number:06}.md"
        if self._hard and self._rng.random() < 0.1:
            titel = "Evaluatie van het beleid"
        page = Page(
            path=path,
            titel=titel or self._language.title(),
            jaar=self._rng.choice(YEARS),
            body=self._markdown(sentences),
            group=path.removesuffix(".md"),
            werkveld=self._rng.choice(WERKVELDEN),
            persoon=self._rng.choice(PERSONS),
            client=self._rng.choice(CLIENTS),
        )
        return page, sentences

    def _markdown(self, sentences: Sequence[str]) -> str:
        """Paragraphs of three to five sentences, now and then with a heading above, a list and emphasis."""
        blocks: list[str] = []
        rest = list(sentences)
        while rest:
            size = self._rng.randint(3, 5)
            part, rest = rest[:size], rest[size:]
            if len(part) > 2 and len(blocks) % 4 == 2:
                blocks.append("\n".join(f"- {sentence}" for sentence in part))
            else:
                blocks.append(" ".join(part))
        if self._hard:
            blocks.append(self._passage)
        elif self._rng.random() < 0.2:
            blocks.append(BOILERPLATE)
        return "\n\n".join(blocks)

    def _add(self, kind: str, source: Page, **changes: object) -> Page:
        folder = changes.pop("folder", "projecten")
        path = f"{folder}/p{len(self._pages):06}.md"
        page: Page = structs.replace(source, path=path, **changes)
        self._pages.append(page)
        self._planted.append(Planted(kind, (source.id, page.id)))
        return page

    def _exact(self, page: Page, _: list[str]) -> None:
        folder = self._rng.choice(("projecten", "projecten", "nieuws"))
        self._add("exact", page, body=respelled(page.body, self._rng), titel=page.titel.upper(), folder=folder)

    def _variant(self, page: Page, sentences: list[str]) -> None:
        """A twelfth to a quarter of the sentences is new, and two others change places.

        That leaves 0.45 to 0.8 of the shingles (`test_corpus`); on real pages it was 0.60 to 0.71.
        """
        told = list(sentences)
        for i in self._rng.sample(range(len(told)), round(len(told) * self._rng.uniform(0.08, 0.24))):
            told[i] = self._language.sentence()
        i = self._rng.randrange(len(told) - 1)
        told[i], told[i + 1] = told[i + 1], told[i]
        # Titles in other words, but words that stand in both texts.
        common = [w.strip(".").lower() for s in told if s in sentences for w in s.split() if w.isalpha() and len(w) > 4]
        titel = " ".join(self._rng.sample(common, 3)).capitalize() if self._rng.random() < 0.5 else page.titel
        folder = self._rng.choice(("nieuws", "nieuws", "projecten"))
        self._add("variant", page, body=self._markdown(told), titel=titel, folder=folder)

    def _edition(self, sentences: list[str]) -> list[str]:
        """The next edition: other numbers, and some sentences new."""
        told = [
            " ".join(str(self._rng.randint(13, 9999)) if word[0].isdecimal() else word for word in s.split())
            for s in sentences
        ]
        for i in self._rng.sample(range(len(told)), len(told) // 8):
            told[i] = self._language.sentence()
        return [s if s.endswith(".") else f"{s}." for s in told]

    def _edition_by_title(self, page: Page, sentences: list[str]) -> None:
        marks = self._rng.choice((
            [str(page.jaar + i) for i in range(6)], ["eerste meting", "tweede meting", "derde meting"],
            ["nulmeting", "tussenmeting", "eindmeting"], ["deel 1", "deel 2", "deel 3"], ["fase A", "fase B"],
        ))  # fmt: skip
        by_year = marks[0].isdecimal()
        first = structs.replace(page, titel=f"{page.titel}, {marks[0]}")
        self._pages[self._pages.index(page)] = first
        for i, mark in enumerate(marks[1 : self._rng.randint(2, len(marks))], 1):
            sentences = self._edition(sentences)
            jaar = page.jaar + i if by_year else page.jaar
            self._add("editie-titel", first, body=self._markdown(sentences), titel=f"{page.titel}, {mark}", jaar=jaar)

    def _edition_by_year(self, page: Page, sentences: list[str]) -> None:
        self._add("editie-jaar", page, body=self._markdown(self._edition(sentences)), jaar=page.jaar + 1)

    def _twin(self, page: Page, sentences: list[str]) -> None:
        one, other = self._rng.sample(REGIONS, 2)
        told = [f"{s[:-1]} in REGIO." if i % 5 == 0 else s for i, s in enumerate(sentences)]
        body = self._markdown(told)
        first = structs.replace(page, titel=f"{page.titel} in {one}", body=body.replace("REGIO", one))
        self._pages[self._pages.index(page)] = first
        self._add("tweeling", first, titel=f"{page.titel} in {other}", body=body.replace("REGIO", other))

    def _teaser(self, page: Page, sentences: list[str]) -> None:
        start = self._rng.randrange(max(1, len(sentences) - 4))
        body = " ".join(sentences[start : start + 4])
        self._add("teaser", page, body=body, titel=self._language.title(), folder="nieuws")

    def _link(self, page: Page, _: list[str]) -> None:
        text = " ".join(self._language.text(80))
        body = f"{text} Lees [het onderzoek](../{page.path})."
        self._add("link", page, body=body, titel=self._language.title(), folder="nieuws")

    def _overview(self) -> None:
        """A page that holds three short projects whole."""
        told: list[str] = []
        parts = []
        for _ in range(3):
            page, sentences = self._project(words=150)
            self._pages.append(page)
            parts.append(page)
            told += sentences
        folder = self._rng.choice(("nieuws", "projecten"))
        path = f"{folder}/p{len(self._pages):06}.md"
        over = structs.replace(parts[0], path=path, titel=self._language.title(), body=self._markdown(told))
        self._pages.append(structs.replace(over, group=over.id))
        self._planted += [Planted("overzicht", (part.id, over.id)) for part in parts]


def respelled(body: str, rng: random.Random) -> str:
    """The same words otherwise: markup, case, quotes, soft hyphens, thousands, white space, Unicode form."""
    ways: tuple[Callable[[str], str], ...] = (
        str.upper,
        lambda text: text.replace("1.204", "1204"),
        lambda text: text.replace("1.204", "1&nbsp;204"),
        lambda text: text.replace("sch", "s\u00adch"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: re.sub(r"(?<= )([a-z]{6})(?= )", r"**\1**", text),
        lambda text: re.sub(r"(?<=\. )(?=[A-Z])", "\n", text),
    )
    for i in sorted(rng.sample(range(len(ways)), 3)):
        body = ways[i](body)
    return body


def write(corpus: Corpus, folder: Path) -> None:
    """Write a source that Vindplaats reads without faults, but for what is double in it."""
    content = folder / "content"
    site = "naam: Bureau Verzonnen\nbase_url: https://verzonnen.example/\nemail: info@verzonnen.example\n"
    files = {"site.yaml": site}
    for kind, field, names in REGISTRIES:
        files |= {f"{kind}/{i}.md": f"---\n{field}: {name}\n---\n" for i, name in enumerate(names)}
    files |= {page.path: page.source for page in corpus.pages}
    for name in ("projecten", "nieuws", *(kind for kind, _, _ in REGISTRIES)):
        (content / name).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (content / path).write_text(text, encoding="utf-8")
