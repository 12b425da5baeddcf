"""Advice to editors about pages that may be doubles: which line of front matter to write, and in which file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, Finding
from vindplaats.catalogue.doubles.texts import has_text
from vindplaats.catalogue.titles import FUNCTION_WORDS, PARTS, read_title
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.read.fields.free_values import FreeMapping
from vindplaats.read.fingerprints import fold_text
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Nieuwsbericht, Project, Publishable
from vindplaats.render.routing.addresses import record_url
from vindplaats.text import yaml_value

MERGED_FIELDS = (
    "werkveld", "opdrachtgever", "contactpersoon", "partners", "auteurs", "trefwoorden", "links", "bijlagen",
    "samenvatting", "publicatiedatum", "rapport", "taal", "isbn", "doi", "rapportnummer", "reeks", "extra",
)  # fmt: skip
"""Fields to copy to the remaining page when an editor removes one of two doubles. A build merges these fields itself if
the pages are exact doubles."""
MAX_TITLE_WORDS = 50
"""The number of words at the start of each title in which `series_name` looks for the name of a series."""
_UNDECIDED = {"variant": doubles.VARIANT, "twijfel": doubles.DOUBT}
_SIGNS = " ,;:.–—-("


class Advice(Struct, frozen=True):
    """A Dutch sentence that says what to do, and the line of front matter to write, such as ``reeks: Flexwonen``."""

    text: str
    line: str


def advise(finding: Finding, pages: Mapping[PageId, Publishable], here: str = "") -> tuple[Advice, ...]:
    """Return all advice about a pair or a family of pages, the most likely first.

    ``pages`` has the records of the pages. If the advice becomes part of a message about a file, ``here`` is the path
    of that file, and the advice does not repeat the path.
    """
    members = [pages[page] for page in finding.ids]
    return _advise_pair(finding, members, here) if len(members) == 2 else _advise_family(finding, members, here)  # noqa: PLR2004


def _advise_pair(finding: Finding, pages: Sequence[Publishable], here: str) -> tuple[Advice, ...]:
    first, second = pages
    apart = _apart(second, (first,), here, doubles.advise_apart)
    found: list[Advice] = []
    if isinstance(first, Project) and isinstance(second, Nieuwsbericht):
        if finding.verdict != "editie":
            where = doubles.in_file(second.file, here)
            found.append(Advice(doubles.advise_project(where), f"project: {yaml_value(first.id.name)}"))
    elif finding.verdict != "editie":
        found.append(_merge(first, second, here))
    if isinstance(first, Project) and isinstance(second, Project) and finding.verdict in {"editie", "twijfel"}:
        name = first.reeks or second.reeks or series_name(first.titel, second.titel)
        found.insert(0 if finding.verdict == "editie" else 1, _series((first, second), name, here))
    return (apart, *found) if _are_probably_apart(first, second) else (*found, apart)


def _are_probably_apart(first: Publishable, second: Publishable) -> bool:
    """Return whether nothing but a title suggests that two pages are doubles: news of other days, or without text."""
    if isinstance(first, Nieuwsbericht) and isinstance(second, Nieuwsbericht) and first.datum != second.datum:
        return True
    return not (has_text(first.body) or has_text(second.body))


def _advise_family(finding: Finding, pages: Sequence[Publishable], here: str) -> tuple[Advice, ...]:
    page = family_page(pages)
    found = [_apart(page, [other for other in pages if other is not page], here, doubles.advise_all_apart)]
    projects = [page for page in pages if isinstance(page, Project)]
    names = {project.reeks or "" for project in projects}
    if len(projects) == len(pages) and len(names - {""}) <= 1:
        name = max(names) or reduce(series_name, (project.titel for project in projects))
        found.insert(0 if finding.verdict == "editie" else 1, _series(projects, name, here))
    return tuple(found)


def family_page(pages: Sequence[Publishable]) -> Publishable:
    """Return the page of a family in which an editor should settle it: the first with the longest `geen_dubbel_van`."""
    return max(pages, key=lambda page: len(page.geen_dubbel_van))


def _series(projects: Iterable[Project], name: str, here: str) -> Advice:
    unnamed = (project for project in projects if project.reeks != name)
    places = [doubles.in_file(project.file, here, "reeks" if project.reeks else "") for project in unnamed]
    return Advice(doubles.advise_series(enumerate_dutch(places)), f"reeks: {yaml_value(name)}")


def _apart(page: Publishable, others: Iterable[Publishable], here: str, advise_where: Callable[[str], str]) -> Advice:
    present = [mention.text for mention in page.geen_dubbel_van]
    where = doubles.in_file(page.file, here, "geen_dubbel_van" if present else "")
    line = _line("geen_dubbel_van", present, (str(other.id) for other in others))
    return Advice(advise_where(where), line)


def _merge(first: Publishable, second: Publishable, here: str) -> Advice:
    aliases = [alias.text for alias in first.aliassen]
    added = (f"/{record_url(second)}", *(alias.text for alias in second.aliassen))
    text = doubles.advise_merge(
        doubles.which_page(second.file, here),
        doubles.in_file(first.file, here, "aliassen" if aliases else ""),
        _only_there(first, second),
        news=not isinstance(first, Project),
    )
    return Advice(text, _line("aliassen", aliases, added))


def _only_there(first: Publishable, second: Publishable) -> list[str]:
    """Return the `MERGED_FIELDS` in which ``second`` has a value that ``first`` lacks."""
    found = []
    for name in MERGED_FIELDS:
        mine, theirs = (getattr(page, name, None) for page in (first, second))
        if theirs and theirs != mine and _values(theirs) - _values(mine):
            found.append(name)
    return found


def _values(value: object) -> set[str]:
    if isinstance(value, FreeMapping):
        value = value.pairs
    items = value if isinstance(value, tuple) else (value,)
    return {_value(item) for item in items if item}


def _value(item: object) -> str:
    return fold_text(item.text if isinstance(item, Mention) else str(item))


def warnings(corpus: Corpus) -> tuple[Diagnostic, ...]:
    """Return a warning for each unsettled pair or family with the verdict variant or twijfel.

    It is placed at the second page of a pair, or at the page in which an editor should settle a family. ``vindplaats
    duplicates`` shows advice that a warning has no room for.
    """
    pages: dict[PageId, Publishable] = {study.project.id: study.project for study in corpus.studies}
    pages |= {bericht.record.id: bericht.record for bericht in corpus.berichten}
    open_findings = [finding for finding in corpus.pairs if finding.verdict in _UNDECIDED and not finding.settled]
    return tuple(
        _warn_of_pair(finding, pages) if len(finding.ids) == 2 else _warn_of_family(finding, pages)  # noqa: PLR2004
        for finding in open_findings
    )


def _warn_of_pair(finding: Finding, pages: Mapping[PageId, Publishable]) -> Diagnostic:
    """Return the warning about a pair, with its first and last advice: one of these two is always `geen_dubbel_van`."""
    first, second = (pages[page] for page in finding.ids)
    advices = advise(finding, pages, second.file)
    advice = doubles.on_one_line((a.text, a.line) for a in (advices[0], advices[-1]))
    reasons = "; ".join(finding.reasons)
    return _UNDECIDED[finding.verdict].at(Place(second.file), other=first.file, reasons=reasons, advice=advice)


def _warn_of_family(finding: Finding, pages: Mapping[PageId, Publishable]) -> Diagnostic:
    """Return the warning about a family, with its most likely advice only, because any advice names every page."""
    members = [pages[page] for page in finding.ids]
    page = family_page(members)
    others = [other.file for other in members if other is not page]
    first = advise(finding, pages, page.file)[0]
    advice = doubles.on_one_line([(first.text, first.line)])
    return doubles.family(Place(page.file), others, "; ".join(finding.reasons), advice)


def series_name(first: str, second: str) -> str:
    """Return a name for the series of two editions.

    Example: "Monitor Flexwonen" for "Monitor Flexwonen 2021" and "Monitor Flexwonen 2022". The name is the longest run
    of words that both titles have. Years, ordinals, phases and numbers are left out, and so are words at the end that
    cannot end a name, such as "in" and "deel". If no word is left, the name is the first title.
    """
    from difflib import SequenceMatcher  # noqa: PLC0415 (start-up: only for advice about a series)

    mine, theirs = first.split()[:MAX_TITLE_WORDS], second.split()[:MAX_TITLE_WORDS]
    match = SequenceMatcher(None, mine, theirs, autojunk=False).find_longest_match()
    words = [word for word in mine[match.a : match.a + match.size] if read_title(word).skeleton or not _numbers(word)]
    while words and words[-1].strip(_SIGNS).casefold() in {*FUNCTION_WORDS, *PARTS, ""}:
        words.pop()
    return " ".join(words).strip(_SIGNS) or first


def _numbers(word: str) -> bool:
    """Return whether a word contains a number or a marker (a year, ordinal, phase or part)."""
    title = read_title(word)
    return bool(title.numbers or any(title.markers.values()))


def _line(name: str, present: Iterable[str], added: Iterable[str]) -> str:
    """Return a list field as a line of front matter, present values first: ``aliassen: [/oud/, /projecten/x/]``."""
    return f"{name}: [{', '.join(yaml_value(value) for value in dict.fromkeys((*present, *added)))}]"
