"""Generate a corpus with the markup of real pages: 6 kB a page, of everything that editors use.

A page has links to other pages and to other sites. Many pages have nested lists, tables, footnotes and blocks of HTML,
some have code, and one in ten has a chart beside it. The charts are drawings (SVG), which every tool copies as they
are; `benchmarks.pictures` measures what scaling photographs takes. The words are those of `benchmarks.author`.
"""

import random
from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from benchmarks.author import Author, Study
from benchmarks.language import capital
from benchmarks.source import Corpus, Page
from benchmarks.texts import markdown

NEWS = 0.2
WITH_PICTURE = 0.1
"""The share of pages with a chart."""
PICTURE = "grafiek.svg"
RECENT = 200
"""A page links to some of this many pages before it."""
_LANGUAGES = ("python", "r", "sql", "")


def make_real_like(pages: int, words: int, seed: int = 1) -> Corpus:
    """Make ``pages`` pages with about ``words`` words of running text. The same arguments give the same corpus."""
    author = Author(random.Random(seed), words)
    made: list[Page] = []
    projects: list[Page] = []
    for _ in range(pages):
        study = author.study()
        page = (author.news if author.rng.random() < NEWS else author.project)(study)
        with_picture = author.rng.random() < WITH_PICTURE
        if with_picture:
            path = f"{page.id}/index.md"
            page = structs.replace(page, path=path, files=((PICTURE, _chart(author.rng)),))
        page = structs.replace(page, body=_body(author, study, page, projects[-RECENT:]))
        made.append(page)
        if page.jaar is not None:
            projects.append(page)
    return Corpus(tuple(sorted(made, key=lambda page: page.path)), ())


def _body(author: Author, study: Study, page: Page, targets: Sequence[Page]) -> str:
    """Return the text of a study with blocks of other kinds between its paragraphs."""
    rng = author.rng
    blocks = markdown(study.text, rng, author.speech).rstrip("\n").split("\n\n")
    extra = [make(author, study) for share, make in _EXTRAS if rng.random() < share]
    extra += [_linking(author, study, page, rng.sample(targets, 2)) for _ in range(2) if len(targets) > 1]
    if page.files:
        extra.append(f"![Staafdiagram van {study.topics[0]} per jaar, met een stijgende lijn]({PICTURE})")
    for block in extra:
        blocks.insert(rng.randint(1, len(blocks)), block)
    notes = [f"[^{n}]: {author.sentence_of(study)}" for n in (1, 2)] if rng.random() < 0.5 else []
    for n in range(1, len(notes) + 1):
        blocks.insert(rng.randint(1, len(blocks)), f"{author.sentence_of(study)[:-1]}.[^{n}]")
    return "\n\n".join([*blocks, *notes]) + "\n"


def _linking(author: Author, study: Study, page: Page, targets: Sequence[Page]) -> str:
    """Return a paragraph with links to two pages and two other sites."""
    up = "../.." if page.files else ".."
    inner = " en ".join(f"[{target.titel}]({up}/{target.path})" for target in targets)
    words = [author.speech.topics()[0] for _ in range(2)]
    outer = " en ".join(f"[{word}](https://elders.example/{word}/{author.rng.randint(1, 999)})" for word in words)
    return f"{author.sentence_of(study)} Zie ook {inner}. Elders staat meer over {outer}."


def _nested_list(author: Author, study: Study) -> str:
    lines = []
    for _ in range(author.rng.randint(2, 3)):
        lines.append(f"- {author.speech.item(study.topics)}")
        lines += [f"  - {author.speech.item(study.topics)}" for _ in range(author.rng.randint(1, 3))]
    return "\n".join(lines)


def _steps(author: Author, study: Study) -> str:
    items = (author.speech.item(study.topics) for _ in range(author.rng.randint(3, 4)))
    return "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))


def _table(author: Author, study: Study) -> str:
    rng = author.rng
    head = [capital(study.topics[0]), "aantal", "aandeel"]
    rows = [
        (author.speech.topics()[0], f"{rng.randint(1, 98)}.{rng.randint(0, 999):03}", f"**{rng.randint(2, 97)}%**")
        for _ in range(rng.randint(4, 7))
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ("---", "--:", "--:"), *rows))


def _code(author: Author, study: Study) -> str:
    name = study.topics[0].encode("ascii", "ignore").decode()
    lines = [f"select jaar, count(*) as {name}", f"from peiling where groep < {author.rng.randint(2, 9)} & jaar > 2010"]
    lines += [f"group by jaar -- {author.speech.topics()[1]}", f"having count(*) >= {author.rng.randint(5, 50)};"]
    return "\n".join([f"```{author.rng.choice(_LANGUAGES)}", *lines, "```"])


def _html(author: Author, study: Study) -> str:
    text = author.sentence_of(study)
    return author.rng.choice((
        f'<div class="kader">\n<p><strong>Kader.</strong> {text}</p>\n</div>',
        f"<details>\n<summary>{capital(study.topics[1])}</summary>\n<p>{text}</p>\n</details>",
        f"<dl>\n<dt>{study.topics[0]}</dt>\n<dd>{text}</dd>\n<dt>{study.topics[2]}</dt>\n<dd>n&nbsp;=&nbsp;{len(text)}</dd>\n</dl>",
    ))  # fmt: skip


def _quote(author: Author, study: Study) -> str:
    return f"> {author.sentence_of(study)}\n>\n> – {author.rng.choice(study.contactpersoon)}"


_EXTRAS: tuple[tuple[float, Callable[[Author, Study], str]], ...] = (
    (0.5, _nested_list), (0.3, _steps), (0.5, _table), (0.15, _code), (0.4, _html), (0.4, _quote),
)  # fmt: skip
"""Kinds of blocks, each with the share of pages that have one."""


def _chart(rng: random.Random) -> str:
    """Return a bar chart of random heights as a drawing."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="320" viewBox="0 0 640 320">\n'
        + "".join(_bars(rng))
        + "</svg>\n"
    )


def _bars(rng: random.Random) -> Iterator[str]:
    for number in range(12):
        height = rng.randint(20, 300)
        yield f'<rect x="{20 + 50 * number}" y="{310 - height}" width="36" height="{height}" fill="#00566b"/>\n'
