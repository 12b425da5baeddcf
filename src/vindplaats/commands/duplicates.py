"""The list of what is or may be double, for editors and for machines."""

import os
from collections.abc import Iterable, Mapping

from msgspec import Struct

from vindplaats.advice import advise
from vindplaats.catalogue.catalogue import catalogue
from vindplaats.catalogue.corpus import Finding
from vindplaats.config import NO_SITE
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic, collect
from vindplaats.options import today
from vindplaats.pipeline import processors
from vindplaats.read.content import Content, read_content
from vindplaats.read.page_id import PageId, parse_page_id
from vindplaats.read.records import Publishable


class Duplicates(Struct, frozen=True):
    """What was found, worst first; the records of all projects and news by id; and the errors of the content."""

    findings: tuple[Finding, ...]
    pages: Mapping[PageId, Publishable]
    errors: tuple[Diagnostic, ...]


def find_duplicates(source: str, *, settled: bool = False) -> Duplicates:
    """Look for doubles in the content of ``source``; with ``settled`` also those that an editor settled.

    Where exact doubles disagree in a field is no error here: the list is what one looks at to mend it.
    """
    content, told_of_pages = read_content(source, processors())
    # What stands in site.yaml makes no page double.
    corpus, told, _ = catalogue(content, NO_SITE, today(), settled=settled)
    errors = [d for d in (*told_of_pages, *told) if d.severity == "error" and d.code != doubles.CONFLICTING_FIELD.code]
    return Duplicates(corpus.pairs, _timed(content), collect(errors))


def read_pages(source: str) -> Mapping[PageId, Publishable]:
    """All projects and news of ``source`` by id, drafts too."""
    return _timed(read_content(source, processors())[0])


def _timed(content: Content) -> dict[PageId, Publishable]:
    return {record.id: record for record in content.records if isinstance(record, Publishable)}


def to_json(findings: Iterable[Finding]) -> str:
    """One JSON array of ``{verdict, ids, score, reasons}``."""
    from msgspec import json  # noqa: PLC0415 (start-up: only for this format)

    items = [
        {"verdict": f.verdict, "ids": [str(page) for page in f.ids], "score": f.score, "reasons": f.reasons}
        for f in findings
    ]
    return json.format(json.encode(items), indent=2).decode()


def to_text(duplicates: Duplicates) -> str:
    """Every pair with its titles and files, the verdict, why, and what to write in which file."""
    return "\n\n".join(_describe(finding, duplicates.pages) for finding in duplicates.findings)


def _describe(finding: Finding, pages: Mapping[PageId, Publishable]) -> str:
    notes = [f"{round(100 * finding.score)}% gelijk"] * bool(finding.score) + ["vastgelegd"] * finding.settled
    lines = [f"{finding.verdict} ({', '.join(notes)})" if notes else finding.verdict]
    for page in finding.ids:
        lines += [f"  {_printable(pages[page].titel)}", f"    {pages[page].file}"]
    lines.append(f"  Waarom: {'; '.join(finding.reasons)}.")
    if not finding.settled:
        for advice in advise(finding, pages):
            lines += [f"  {advice.text}", f"    {advice.line}"]
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Text without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def summary(findings: Iterable[Finding]) -> str:
    """One line: how many of each verdict."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    if not counts:
        return "Geen dubbelen gevonden."
    return f"Gevonden: {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}."


def find_pages(text: str, pages: Mapping[PageId, Publishable]) -> tuple[Publishable, ...]:
    """The pages that an id (``projecten/x``), a path to the file, or a name (``x``) can mean."""
    path = os.path.normpath(text).replace(os.sep, "/")
    page_id = parse_page_id(text)
    whole = (page for page in pages.values() if page.id == page_id or f"/content/{path}".endswith(f"/{page.file}"))
    return tuple(whole) or tuple(page for page in pages.values() if page.id.name == text)
