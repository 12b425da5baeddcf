"""Plant related pages in a corpus: each function makes a group of pages of one kind and names the pairs.

Each takes an `Author` and the number of groups of its kind made before, which picks one of its forms in turn.
"""

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

from msgspec import Struct, structs

from benchmarks.author import LAST_YEAR, Author, Study
from benchmarks.source import Kind, Page, Planted
from benchmarks.texts import (
    Block,
    Text,
    count_words,
    disguise,
    disguise_sentence,
    each,
    jaccard,
    plain,
    renumber,
    replace_some,
    retell,
    with_sentence,
)

VARIANT_FROM, VARIANT_TO = 0.42, 0.75
"""The bounds of the `jaccard` similarity of two texts about one study.

The median is 0.54 and nine in ten are above 0.45. On real pages it is 0.60 to 0.71. Texts count as similar from 0.40;
the margin of 0.02 allows for a finder that splits words differently, which can change the similarity by 0.01.
"""
TEASER_FROM, TEASER_TO = 40, 80
"""The number of words of a teaser."""

_REGIONS = (
    ("Noord-Holland", "Zuid-Holland"),
    ("Groningen", "Drenthe", "Overijssel"),
    ("Nergenshuizen", "Fabelstad"),
    ("Noord-Nederland", "Zuid-Nederland"),
    ("de gemeente Schijnwijk", "de gemeente Droomerveen", "de gemeente Nepkerk"),
    ("Oost-Fabelland", "West-Fabelland"),
)
_EDITIONS = (
    "Monitor {} en {} {jaar}",
    "{ordinal} peiling {} en {}",
    "Studie {} en {}: {phase}",
    "Handreiking {} en {}, deel {part}",
    "Kroniek {} en {}, deel {roman}",
)
_ROWS = ("Aantal woningen in", "Aantal per wijk", "Huur per wijk", "Leegstand per straat")
"""What the rows of a list begin with. Traces keep "aantal", "huur" and "per"."""
_PLACES = ("Schijnwijk", "Droomerveen")
WORDS_PER_ROW = 9
"""The number of words of prose for each row of a list. The similarity of two pages with equal prose is then 0.47."""
_ORDINALS = ("Eerste", "Tweede", "Derde", "Vierde", "Vijfde", "Zesde")
_PHASES = ("nulmeting", "tussenmeting", "eindmeting")
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


class Group(Struct, frozen=True):
    """Pages that belong together, and the planted pairs among them."""

    pages: tuple[Page, ...]
    planted: tuple[Planted, ...]


def exact(author: Author, number: int) -> Group:
    """Make two pages with the same words in different typography and markup: two projects, or a project and news.

    Neither has links: one of two equal pages is removed, and a link that only that page has would be an error.
    """
    study = author.study()
    title = disguise_sentence(study.titel, author.rng)
    copy = structs.replace(study, text=disguise(study.text, author.rng), titel=title.upper() if number % 3 else title)
    first = author.project(study, links=False)
    second = (author.news if number % 2 else author.project)(copy, made="exact", links=False)
    return Group((first, second), (Planted("exact", (first.id, second.id)),))


def variant(author: Author, number: int) -> Group:
    """Make a project and a second text about it: a nieuwsbericht, or a project of the same year.

    Half of the titles are equal.

    A third of the nieuwsberichten link to the project.
    """
    study = author.study()
    first = author.project(study)
    return _with_variant(author, number, study, first)


def _with_variant(author: Author, number: int, study: Study, first: Page) -> Group:
    title = author.other_title(study) if number // 2 % 2 else study.titel
    text = _second_text(author, study)
    if number % 2:
        second = author.project(structs.replace(study, text=text, titel=title), made="variant")
    else:
        if number % 6 == 0:
            text = with_sentence(text, f"[Lees verder]({_link(first)}).")
        second = author.news(structs.replace(study, text=text, titel=title), made="variant")
    return Group((first, second), (Planted("variant", (first.id, second.id)),))


def _second_text(author: Author, study: Study) -> Text:
    words = plain(study.text)
    for _ in range(100):
        text = retell(study.text, author.rng, lambda: author.sentence_of(study))
        if VARIANT_FROM <= jaccard(words, plain(text)) <= VARIANT_TO:
            return text
    raise ValueError(f"no variant of a text of {len(words.split())} words")


def own_list(author: Author, number: int) -> Group:
    """Make a project and a second page with its prose, of which each has a long list of its own.

    The second page is a nieuwsbericht, or a project of the same year. Half of the titles are equal.
    """
    study, rng, row = author.study(), author.rng, _ROWS[number % len(_ROWS)]
    count = count_words(study.text) // WORDS_PER_ROW
    first, second = (
        structs.replace(study, text=(*study.text, Block("lijst", rows)))
        for rows in (tuple(f"{row} {place}: {n}" for n in rng.sample(range(100, 1000), count)) for place in _PLACES)
    )
    title = author.other_title(study) if number // 2 % 2 else study.titel
    write = author.project if number % 2 else author.news
    pages = author.project(first), write(structs.replace(second, titel=title), made="lijst")
    return Group(pages, _all("lijst", list(pages)))


def edition_by_title(author: Author, number: int) -> Group:
    """Make a series of two to six editions, whose titles differ in year, ordinal, phase or part.

    Each edition is made from the previous one by changing numbers and replacing some sentences. With 500 words,
    neighbours share 0.63 to 0.98 of their shingles, as on real pages. Half of the series with ordinals or phases, and
    all series with parts, are from a single year.
    """
    form = number % 5
    count = author.rng.randint(2, 3 if form == 2 else 6)
    study = author.study(jaar=author.rng.randint(2008, LAST_YEAR - count + 1))
    step = 0 if form > 2 or (form > 0 and number // 5 % 2) else 1
    pages = []
    for i in range(count):
        jaar = study.jaar + step if i else study.jaar
        title = _EDITIONS[form].format(
            *study.topics, jaar=jaar, ordinal=_ORDINALS[i], phase=_PHASES[i % 3], part=i + 1, roman=_ROMAN[i]
        )
        text = _next_edition(author, study, step) if i else study.text
        study = structs.replace(study, titel=title, jaar=jaar, text=text)
        pages.append(author.project(study, made="editie-titel" if i else None))
    return Group(tuple(pages), _all("editie-titel", pages))


def edition_by_year(author: Author, number: int) -> Group:
    """Make two editions with one title and different values of `jaar`. In one of three groups the text is equal too."""
    step = author.rng.randint(1, 3)
    study = author.study(jaar=author.rng.randint(2008, LAST_YEAR - step))
    study = structs.replace(study, titel=study.titel.removesuffix(f" {study.jaar}"))
    text = _next_edition(author, study, step) if number % 3 else study.text
    later = structs.replace(study, jaar=study.jaar + step, text=text)
    pages = [author.project(study), author.project(later, made="editie-jaar")]
    return Group(tuple(pages), _all("editie-jaar", pages))


def _next_edition(author: Author, study: Study, later: int) -> Text:
    rng = author.rng
    changed, replaced = rng.uniform(0.3, 1), rng.uniform(0, 0.08)
    text = each(study.text, lambda sentence: renumber(sentence, rng, changed, later))
    return replace_some(text, rng, replaced, lambda: author.sentence_of(study))


def twins(author: Author, number: int) -> Group:
    """Make studies of two or three regions, equal except for names and, in two of three groups, numbers."""
    regions = _REGIONS[number % len(_REGIONS)]
    study = author.study(region=regions[0])
    pages = [author.project(study)]
    for region in regions[1:]:

        def moved(sentence: str, region: str = region) -> str:
            return (renumber(sentence, author.rng, 1, 0) if number % 3 else sentence).replace(regions[0], region)

        twin = structs.replace(study, text=each(study.text, moved), titel=study.titel.replace(regions[0], region))
        pages.append(author.project(twin, made="tweeling"))
    return Group(tuple(pages), tuple(Planted("tweeling", (a.id, b.id)) for a, b in combinations(pages, 2)))


def teaser(author: Author, number: int) -> Group:
    """Make a project and a nieuwsbericht of 40 to 80 of its words, with another title.

    One in three of the projects has a variant too.
    """
    study = author.study()
    first = author.project(study)
    sentences = [s for block in study.text if block.kind == "alinea" for s in block.sentences]
    start = author.rng.randrange(max(1, len(sentences) - 10))
    taken: list[str] = []
    words = 0
    for sentence in sentences[start:]:
        if words >= TEASER_FROM:
            break
        taken.append(sentence)
        words += sentence.count(" ") + 1
    short = structs.replace(study, text=(Block("alinea", tuple(taken)),), titel=author.title(author.speech.topics()))
    second = author.news(short, made="teaser")
    planted = (Planted("teaser", (first.id, second.id)),)
    if number % 3 == 2:
        group = _with_variant(author, number, study, first)
        return Group((*group.pages, second), (*group.planted, *planted))
    return Group((first, second), planted)


def overview(author: Author, number: int) -> Group:
    """Make a page with the openings of three to six unrelated projects, or the full text of two or three short ones.

    Half of these pages link to the projects; one in three is a project page, the others are news.
    """
    whole = number % 2 == 1
    studies = [
        author.study(words=author.rng.randint(80, 130) if whole else 0)
        for _ in range(author.rng.randint(2, 3) if whole else author.rng.randint(3, 6))
    ]
    pages = [author.project(study) for study in studies]
    frame = author.study(words=30)
    text = frame.text
    for study, page in zip(studies, pages, strict=True):
        opening = (Block("alinea", study.text[0].sentences[:3]),)
        text = (*text, Block("kop", (study.titel,)), *(study.text if whole else opening))
        if number % 4 < 2:
            text = with_sentence(text, f"Lees meer op [de projectpagina]({_link(page)}).")
    frame = structs.replace(frame, text=text, titel=f"{author.title(frame.topics)}: onze studies op een rij")
    stems = (frame.naam, *(study.naam for study in studies))
    over = (author.news if number % 3 else author.project)(frame, stems=stems, made="overzicht")
    return Group((*pages, over), tuple(Planted("overzicht", (page.id, over.id)) for page in pages))


def link(author: Author, number: int) -> Group:
    """Make a nieuwsbericht in entirely different words that links to one project. Half of them have the same topics."""
    study = author.study()
    first = author.project(study)
    topics = author.speech.topics() if number % 2 else study.topics
    text = author.text(topics, study.jaar, author.rng.randint(100, 250))
    text = with_sentence(text, f"Alles over dit onderzoek staat op [de projectpagina]({_link(first)}).")
    announcement = structs.replace(study, text=text, titel=author.title(topics), topics=topics)
    news = author.news(announcement, made="link")
    return Group((first, news), (Planted("link", (first.id, news.id)),))


def _link(page: Page) -> str:
    return f"../{page.path}"


def _all(kind: Kind, pages: list[Page]) -> tuple[Planted, ...]:
    return tuple(Planted(kind, (a.id, b.id)) for a, b in pairwise(pages))


PLANTERS: Mapping[Kind, tuple[float, Callable[[Author, int], Group]]] = {
    # first, because some teasers add variants
    "teaser": (0.010, teaser),
    "exact": (0.015, exact),
    "variant": (0.040, variant),
    "editie-titel": (0.015, edition_by_title),
    "editie-jaar": (0.010, edition_by_year),
    "tweeling": (0.015, twins),
    "overzicht": (0.005, overview),
    "link": (0.010, link),
    "lijst": (0.005, own_list),
}
"""The share of pages of each kind (0.125 in total) and the function that makes them."""
