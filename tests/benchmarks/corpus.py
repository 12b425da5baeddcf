"""Generate a reproducible corpus of a research institute, of any size and with planted doubles, for benchmarks.

One page in eight is made from others; the rest are unrelated.
"""

import random
from collections import Counter

from msgspec import structs

from benchmarks.author import Author
from benchmarks.planting import PLANTERS
from benchmarks.source import Corpus, Kind, Page, Planted, write
from benchmarks.texts import with_sentence

__all__ = ["Corpus", "Page", "Planted", "make_corpus", "write"]

MIN_PAGES, MIN_WORDS = 60, 100
"""The least number of pages, and of words per page, with which every kind can be planted."""
NEWS = 0.2
"""The share of unrelated pages that are news."""
WITH_LINKS = 0.1
"""The share of unrelated pages that link to others: a project to one project, a nieuwsbericht to two."""
EQUAL_TITLES = 1000
EQUAL_TITLE = "Onderzoek onder inwoners"
FOOTER = (
    "Dit onderzoek is uitgevoerd volgens de gedragscode die voor alle studies geldt. Antwoorden van"
    " deelnemers zijn vertrouwelijk behandeld en niet tot personen te herleiden. De opdrachtgever heeft een concept van"
    " het rapport gelezen en op feiten gecontroleerd, maar is niet verantwoordelijk voor de conclusies. Overname van"
    " teksten is toegestaan als de bron, het bureau en het jaar duidelijk zijn vermeld."
)
"""Sixty words."""


def make_corpus(pages: int, words: int = 500, seed: int = 1, *, hard: bool = False) -> Corpus:
    """Make ``pages`` pages of about ``words`` words. The same arguments give the same corpus.

    ``hard`` makes a finder quadratic that compares all pages with something in common: it adds a thousand pages with
    one title (at most one page in ten) and a paragraph of sixty words on every page.
    """
    if pages < MIN_PAGES or words < MIN_WORDS:
        raise ValueError(f"a corpus needs {MIN_PAGES} pages of {MIN_WORDS} words or more")
    author = Author(random.Random(seed), words, FOOTER if hard else "")
    made: list[Page] = []
    planted: list[Planted] = []
    so_far: Counter[Kind] = Counter()
    for kind, (share, plant) in PLANTERS.items():
        number = 0
        while so_far[kind] < round(share * pages) or not number:
            group = plant(author, number)
            made += group.pages
            planted += group.planted
            so_far.update(page.made for page in group.pages if page.made)
            number += 1
    made += _unrelated(author, pages - len(made), min(EQUAL_TITLES, pages // 10) if hard else 0)
    return Corpus(tuple(sorted(made, key=lambda page: page.path)), tuple(planted))


def _unrelated(author: Author, count: int, equal_titles: int) -> list[Page]:
    """Return unrelated pages. The first ``equal_titles`` of them have the same title."""
    made: list[Page] = []
    projects: list[str] = []
    for number in range(count):
        study = author.study()
        if number < equal_titles:
            study = structs.replace(study, titel=EQUAL_TITLE)
        is_news = author.rng.random() < NEWS
        if len(projects) > 1 and author.rng.random() < WITH_LINKS:
            links = (f"[deze studie](../{path})" for path in author.rng.sample(projects, 2 if is_news else 1))
            study = structs.replace(study, text=with_sentence(study.text, f"Lees ook {' en '.join(links)}."))
        page = author.news(study) if is_news else author.project(study)
        if not is_news:
            projects.append(page.path)
        made.append(page)
    return made
