"""What is planted in a corpus: a function for each kind, which makes a group of pages and says what they are.

Each takes an `Author` and how many groups of its kind were made before, by which it takes its forms in turn.
"""

from collections.abc import Callable, Mapping
from itertools import combinations, pairwise

from msgspec import Struct, structs

from benchmarks.author import LAST_YEAR, Author, Study
from benchmarks.source import Kind, Page, Planted
from benchmarks.texts import (
    Block,
    Text,
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
"""What two tellings of one study have in common of their shingles, by `jaccard`: half of them more than 0.54, nine in
ten more than 0.45. On real pages it is 0.60 to 0.71; from 0.40 on texts count as alike, and what a finder takes for a
word may make a hundredth of difference."""
TEASER_FROM, TEASER_TO = 40, 80
"""Words of a teaser."""

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
_ORDINALS = ("Eerste", "Tweede", "Derde", "Vierde", "Vijfde", "Zesde")
_PHASES = ("nulmeting", "tussenmeting", "eindmeting")
_ROMAN = ("I", "II", "III", "IV", "V", "VI")


class Group(Struct, frozen=True):
    """Pages that belong together, and which pairs of them are planted."""

    pages: tuple[Page, ...]
    planted: tuple[Planted, ...]


def exact(author: Author, number: int) -> Group:
    """A page with the same words in other typography and markup: project and project, or project and news.

    Neither has links: of two equal pages one goes, and a link that only that one has would be an error.
    """
    study = author.study()
    title = disguise_sentence(study.titel, author.rng)
    copy = structs.replace(study, text=disguise(study.text, author.rng), titel=title.upper() if number % 3 else title)
    one = author.project(study, links=False)
    other = (author.news if number % 2 else author.project)(copy, made="exact", links=False)
    return Group((one, other), (Planted("exact", (one.id, other.id)),))


def variant(author: Author, number: int) -> Group:
    """A study told twice, as a nieuwsbericht or a second project of the same year, under its title or another.

    A third of the nieuwsberichten link to the project.
    """
    study = author.study()
    one = author.project(study)
    return _with_variant(author, number, study, one)


def _with_variant(author: Author, number: int, study: Study, one: Page) -> Group:
    title = author.other_title(study) if number // 2 % 2 else study.titel
    text = _retold(author, study)
    if number % 2:
        other = author.project(structs.replace(study, text=text, titel=title), made="variant")
    else:
        if number % 6 == 0:
            text = with_sentence(text, f"[Lees verder]({_link(one)}).")
        other = author.news(structs.replace(study, text=text, titel=title), made="variant")
    return Group((one, other), (Planted("variant", (one.id, other.id)),))


def _retold(author: Author, study: Study) -> Text:
    words = plain(study.text)
    for _ in range(100):
        text = retell(study.text, author.rng, lambda: author.sentence_of(study))
        if VARIANT_FROM <= jaccard(words, plain(text)) <= VARIANT_TO:
            return text
    raise ValueError(f"no variant of a text of {len(words.split())} words")


def edition_by_title(author: Author, number: int) -> Group:
    """A series of two to six editions, whose titles differ in year, ordinal, phase or part.

    Each is made from the one before: numbers changed, some sentences replaced. Of 500 words, neighbours have 0.63 to
    0.98 of their shingles in common, as on real pages. Ordinals and phases come in the same year half of the time,
    parts always.
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
    """Two editions under one title: only `jaar` tells them apart, in one of three the text is the same as well."""
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
    """Two or three regions studied in the same way in the same year: other names, and in two of three other numbers."""
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
    """A nieuwsbericht of 40 to 80 words of a project page, under a title of its own.

    One in three of the projects has a variant too.
    """
    study = author.study()
    one = author.project(study)
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
    other = author.news(short, made="teaser")
    planted = (Planted("teaser", (one.id, other.id)),)
    if number % 3 == 2:
        group = _with_variant(author, number, study, one)
        return Group((*group.pages, other), (*group.planted, *planted))
    return Group((one, other), planted)


def overview(author: Author, number: int) -> Group:
    """A page with the openings of three to six unrelated projects, or with two or three short projects whole.

    Half of them link to the projects; one in three is a project page, the others are news.
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
    """A nieuwsbericht in wholly other words that links to one project; half of them about the same topics."""
    study = author.study()
    one = author.project(study)
    topics = author.speech.topics() if number % 2 else study.topics
    text = author.text(topics, study.jaar, author.rng.randint(100, 250))
    text = with_sentence(text, f"Alles over dit onderzoek staat op [de projectpagina]({_link(one)}).")
    other = structs.replace(study, text=text, titel=author.title(topics), topics=topics)
    news = author.news(other, made="link")
    return Group((one, news), (Planted("link", (one.id, news.id)),))


def _link(page: Page) -> str:
    return f"../{page.path}"


def _all(kind: Kind, pages: list[Page]) -> tuple[Planted, ...]:
    return tuple(Planted(kind, (a.id, b.id)) for a, b in pairwise(pages))


PLANTERS: Mapping[Kind, tuple[float, Callable[[Author, int], Group]]] = {
    # teasers bring some variants along, so they come first
    "teaser": (0.010, teaser),
    "exact": (0.015, exact),
    "variant": (0.040, variant),
    "editie-titel": (0.015, edition_by_title),
    "editie-jaar": (0.010, edition_by_year),
    "tweeling": (0.015, twins),
    "overzicht": (0.005, overview),
    "link": (0.010, link),
}
"""The share of pages that are made as each kind, 0.12 in all, and what makes them."""
