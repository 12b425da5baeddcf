"""``vindplaats duplicates``: list the pages that are or may be doubles, or compare two pages (``--diff``)."""

from argparse import Namespace
from collections.abc import Iterable, Mapping

from msgspec import Struct, json

from vindplaats.advice import advise
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Finding
from vindplaats.commands.compare import compare, publishable_by_id
from vindplaats.commands.report import report_refusal, say_diagnostic
from vindplaats.config import NO_SITE
from vindplaats.diagnostics import doubles
from vindplaats.diagnostics.diagnostic import Diagnostic, collect
from vindplaats.errors import REFUSALS
from vindplaats.inputs.source_lines import SourceLines
from vindplaats.options import processors, today
from vindplaats.read.content import read_content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Publishable
from vindplaats.result import CONTENT_ERRORS, OK
from vindplaats.terminal import say, write
from vindplaats.text import CONTROL_CHARACTERS

_PLURALS: Mapping[str, str] = {"variant": "varianten", "twijfel": "twijfels", "editie": "edities"}


class Duplicates(Struct, frozen=True):
    """The doubles found, most urgent first; all projects and nieuwsberichten, by id; and the errors in the content."""

    findings: tuple[Finding, ...]
    pages: Mapping[PageId, Publishable]
    errors: tuple[Diagnostic, ...]


def run(arguments: Namespace) -> int:
    """List the doubles, or compare two pages, and return the exit code."""
    try:
        return compare(arguments) if arguments.diff else _list_duplicates(arguments)
    except REFUSALS as error:
        return report_refusal(error, arguments.format)


def _list_duplicates(arguments: Namespace) -> int:
    duplicates = find_duplicates(arguments.source, settled=arguments.all)
    if arguments.format == "json":
        write(to_json(duplicates.findings))
    elif duplicates.findings:
        write(to_text(duplicates))
    lines = SourceLines(arguments.source)
    for error in duplicates.errors:
        say_diagnostic(error, lines)
    say(summary(duplicates.findings))
    if duplicates.errors:
        say("De content heeft fouten; de lijst is misschien niet volledig.")
        return CONTENT_ERRORS
    return OK


def find_duplicates(source: str, *, settled: bool = False) -> Duplicates:
    """Find the doubles in the content of ``source``.

    Pairs that an editor has settled are left out, unless ``settled`` is true. Exact doubles that conflict in a field or
    a link are not an error here, because editors use the list of doubles to repair such conflicts.
    """
    content, of_pages = read_content(source, processors())
    # ``site.yaml`` is not read, because no setting of the site affects which pages are doubles.
    catalogued, of_corpus = catalogue(content, NO_SITE, CatalogueOptions(today(), settled=settled))
    errors = [d for d in (*of_pages, *of_corpus) if d.severity == "error" and d.code != doubles.CONFLICTING_FIELD.code]
    return Duplicates(catalogued.corpus.pairs, publishable_by_id(content), collect(errors))


def to_json(findings: Iterable[Finding]) -> str:
    """Return a JSON array. Each finding is an object with the keys ``verdict``, ``ids``, ``score`` and ``reasons``.

    There are two ``ids`` for a pair and more for a family.
    """
    items = [
        {"verdict": f.verdict, "ids": [str(page) for page in f.ids], "score": f.score, "reasons": f.reasons}
        for f in findings
    ]
    return json.format(json.encode(items), indent=2).decode()


def to_text(duplicates: Duplicates) -> str:
    """Return a paragraph per pair or family: its verdict, titles, files and reasons.

    If no editor has settled it, the paragraph also says how to do so: which line to write in which file.
    """
    return "\n\n".join(_describe(finding, duplicates.pages) for finding in duplicates.findings)


def _describe(finding: Finding, pages: Mapping[PageId, Publishable]) -> str:
    notes = [f"{round(100 * finding.score)}% gelijk"] * bool(finding.score) + ["vastgelegd"] * finding.settled
    lines = [f"{finding.verdict} ({', '.join(notes)})" if notes else finding.verdict]
    for page in finding.ids:
        lines += [f"  {pages[page].titel.translate(CONTROL_CHARACTERS)}", f"    {pages[page].file}"]
    lines.append(f"  Waarom: {'; '.join(finding.reasons)}.")
    if not finding.settled:
        for advice in advise(finding, pages):
            lines += [f"  {advice.text}", f"    {advice.line}"]
    return "\n".join(lines)


def summary(findings: Iterable[Finding]) -> str:
    """Return one line with the number of findings per verdict, such as "Gevonden: 2 varianten, 1 twijfel."."""
    counts: dict[str, int] = {}
    for finding in findings:
        counts[finding.verdict] = counts.get(finding.verdict, 0) + 1
    if not counts:
        return "Geen dubbelen gevonden."
    named = (f"{count} {_PLURALS.get(verdict, verdict) if count > 1 else verdict}" for verdict, count in counts.items())
    return f"Gevonden: {', '.join(named)}."
