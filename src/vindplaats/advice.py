"""What an editor can do about pages that are or may be double: which line to write in which file."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from msgspec import Struct

from vindplaats import messages
from vindplaats.catalogue.corpus import Corpus, Finding
from vindplaats.catalogue.titles import PARTS, SMALL
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.read.records import Nieuwsbericht, Project, Timed
from vindplaats.render.routes import address

_SIGNS = " ,;:.–—-("
_NEEDS_QUOTES = re.compile(r"""[:#\[\]{},&*!|>%@`"']|^[-?\s]|^$""")


class Advice(Struct, frozen=True):
    """What to do, and the line of front matter to write."""

    text: str
    line: str


def advise(finding: Finding, pages: Mapping[str, Timed], here: str = "") -> tuple[Advice, ...]:
    """All an editor can do about a pair, the likeliest first.

    ``pages`` has the records of both; ``here`` is the file that the advice stands beside already.
    """
    one, other = (pages[page] for page in finding.ids)
    there = messages.advice_where(other.file, here)
    found: list[Advice] = []
    if isinstance(one, Project) and isinstance(other, Nieuwsbericht):
        if finding.verdict != "editie":
            found.append(Advice(messages.advice_project(there), f"project: {one.name}"))
    elif finding.verdict != "editie":
        aliases = (f"/{address(other)}", *(alias.text for alias in other.aliassen))
        line = _line("aliassen", (alias.text for alias in one.aliassen), aliases)
        gone, where = messages.advice_gone(other.file, here), messages.advice_where(one.file, here)
        found.append(Advice(messages.advice_merge(gone, where), line))
    if isinstance(one, Project) and isinstance(other, Project) and finding.verdict in {"editie", "twijfel"}:
        name = one.reeks or other.reeks or series_name(one.titel, other.titel)
        text = messages.advice_series(messages.advice_where(one.file, here), there)
        found.insert(0 if finding.verdict == "editie" else 1, Advice(text, f"reeks: {_quoted(name)}"))
    apart = _line("geen_dubbel_van", (mention.text for mention in other.geen_dubbel_van), (one.id,))
    return (*found, Advice(messages.advice_apart(there), apart))


def warnings(corpus: Corpus) -> list[Diagnostic]:
    """A warning for every variant and twijfel that no editor settled, at the page that would change."""
    pages: dict[str, Timed] = {study.project.id: study.project for study in corpus.studies}
    pages |= {bericht.record.id: bericht.record for bericht in corpus.berichten}
    tell = {"variant": messages.variant, "twijfel": messages.doubt}
    told = []
    for finding in corpus.pairs:
        if finding.verdict in tell and not finding.settled:
            one, other = (pages[page] for page in finding.ids)
            remedy = messages.advice_inline((a.text, a.line) for a in advise(finding, pages, other.file))
            told.append(tell[finding.verdict](Place(other.file), one.file, finding.reasons, remedy))
    return told


def series_name(one: str, other: str) -> str:
    """A name for the series of two editions: the longest run of words that their titles share.

    Words at its end that lead to nothing any more ("in", "deel") go; without anything left it is the first title.
    """
    mine, theirs = one.split(), other.split()
    match = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    words = mine[match.a : match.a + match.size]
    while words and words[-1].strip(_SIGNS).casefold() in {*SMALL, *PARTS, ""}:
        words.pop()
    return " ".join(words).strip(_SIGNS) or one


def _line(name: str, present: Iterable[str], added: Iterable[str]) -> str:
    """A field with what it has already and what comes to it."""
    return f"{name}: [{', '.join(_quoted(value) for value in dict.fromkeys((*present, *added)))}]"


def _quoted(value: str) -> str:
    """A value as YAML reads it back, between quotes where it has to."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if _NEEDS_QUOTES.search(value) else value
