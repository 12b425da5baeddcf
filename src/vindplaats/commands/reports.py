"""``vindplaats reports``: list the PDFs of projects and nieuwsberichten, with what is wrong with each, worst first."""

import csv
import io
import os
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import get_args

from msgspec import Struct, json, structs

from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Attachment, Corpus, Study
from vindplaats.commands.report import report_refusal, say_diagnostic
from vindplaats.config import NO_SITE
from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report, collect
from vindplaats.dutch.numbers import dutch_size
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import REFUSALS
from vindplaats.inputs.inventory import digest_file
from vindplaats.inputs.source_lines import SourceLines
from vindplaats.inputs.theme_files import disk_path
from vindplaats.media.kinds import kind_of_name
from vindplaats.media.pdf import UNREAD_PROBLEMS, Pdf, PdfProblem
from vindplaats.media.survey import survey
from vindplaats.options import processors, today
from vindplaats.read.content import read_content
from vindplaats.read.page_id import PageId
from vindplaats.result import OK
from vindplaats.terminal import clear_progress, make_progress, say, write
from vindplaats.text import CONTROL_CHARACTERS

_SEVERITY = {code: rank for rank, code in enumerate(get_args(PdfProblem))}
"""The rank of each problem; 0 is the worst."""
_PROBLEMS_WIDTH = 63
"""Width in characters of the problems in the table, which with the columns before them is 80."""
_FORMULA_STARTS = tuple("=+-@")
"""The characters with which a formula begins in a spreadsheet (OWASP, "CSV Injection")."""


class ReportRow(Struct, frozen=True):
    """What is known of one PDF. ``--format json`` and ``--format csv`` have these attributes, in this order.

    ``file`` is the path from the source, and ``page_id`` the page that offers the PDF; if there are several, the first
    by id. ``size`` is in bytes. ``encrypted`` says whether the PDF opens only with a password or a certificate. What is
    unknown is None, or empty for a text. ``problems`` are codes, worst first.
    """

    file: str
    page_id: str
    size: int
    pages: int | None
    title: str
    language: str
    tagged: bool | None
    text_layer: bool | None
    encrypted: bool
    problems: tuple[PdfProblem, ...]


def run(arguments: Namespace) -> int:
    """List the PDFs and return the exit code."""
    make_progress()("lezen")
    try:
        rows, errors = list_reports(arguments.source)
    except REFUSALS as error:
        return report_refusal(error, arguments.format)
    clear_progress()
    if arguments.format == "json":
        write(json.format(json.encode(rows), indent=2).decode())
    elif arguments.format == "csv":
        write(to_csv(rows), end="")
    elif rows:
        write(to_text(rows))
    lines = SourceLines(arguments.source)
    for diagnostic in errors:
        say_diagnostic(diagnostic, lines)
    say(summary(rows))
    if errors:
        say("De content heeft fouten; de lijst is misschien niet volledig.")
    return OK


def list_reports(source: str) -> tuple[tuple[ReportRow, ...], tuple[Diagnostic, ...]]:
    """Return a row for each PDF on the site of today, worst first, and the errors in the content.

    A PDF with a more serious problem comes first, then one with more problems, then the first by path.
    """
    report = Report()
    content, of_pages = read_content(source, processors())
    # ``site.yaml`` is not read, because no setting of the site affects which PDFs are on it.
    catalogued, of_corpus = catalogue(content, NO_SITE, CatalogueOptions(today(), jobs=processors()))
    offered = _offered(catalogued.corpus)

    def digest(path: str) -> bytes:
        try:
            return digest_file(disk_path(source, path))
        except OSError as error:
            report.add(files.UNREADABLE.at(Place(path), reason=refusal(error)))
            raise

    uses = [use for use in catalogued.corpus.uses if use.item.file.file in offered]
    media, of_media = survey(uses, source, digest, None, processors())
    rows = [
        _row(page, item, os.stat(disk_path(source, item.file.disk)).st_size, media.reports.info(item.file.file))
        for page, item in offered.values()
        if item.file.disk in media.digests
    ]
    errors = [d for d in (*of_pages, *of_corpus, *of_media, *report.diagnostics) if d.severity == "error"]
    return tuple(sorted(rows, key=_order)), collect(errors)


def _offered(corpus: Corpus) -> Mapping[str, tuple[PageId, Attachment]]:
    """Return the PDFs that pages name in `rapport` and `bijlagen`, by path, each with the first page by id."""
    pages = [(study.project.id, item) for study in corpus.studies for item in (*_report_of(study), *study.bijlagen)]
    pages += [(bericht.record.id, item) for bericht in corpus.berichten for item in bericht.bijlagen]
    found: dict[str, tuple[PageId, Attachment]] = {}
    for page, item in sorted(pages, key=lambda offer: str(offer[0])):
        if kind_of_name(item.file.file) == "pdf":
            found.setdefault(item.file.file, (page, item))
    return found


def _report_of(study: Study) -> tuple[Attachment, ...]:
    return (study.rapport,) if study.rapport else ()


def _row(page: PageId, item: Attachment, size: int, info: Pdf) -> ReportRow:
    no_tags = "zonder-tags" in info.problems
    no_text = info.pages > 0 and UNREAD_PROBLEMS.isdisjoint(info.problems)
    return ReportRow(
        file=item.file.file,
        page_id=str(page),
        size=size,
        pages=info.pages or None,
        title=info.title,
        language=info.language,
        tagged=info.tagged or (False if no_tags else None),
        text_layer=info.text_layer or (False if no_text else None),
        encrypted=info.encrypted,
        problems=info.problems,
    )


def _order(row: ReportRow) -> tuple[int, int, str]:
    return min((_SEVERITY[code] for code in row.problems), default=len(_SEVERITY)), -len(row.problems), row.file


def to_csv(rows: Sequence[ReportRow]) -> str:
    """Return the rows as CSV (RFC 4180) with a header. Problems are separated by spaces, and what is unknown is empty.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(ReportRow.__struct_fields__)
    for row in rows:
        writer.writerow(map(_cell, structs.astuple(row)))
    return file.getvalue()


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case tuple():
            return " ".join(value)
        case _:
            text = str(value).translate(CONTROL_CHARACTERS)
            return f"'{text}" if text.lstrip().startswith(_FORMULA_STARTS) else text


def to_text(rows: Sequence[ReportRow]) -> str:
    """Return a table with the size, the number of pages and the path of each PDF, and below that path its problems."""
    return "\n".join((_line("grootte", "blz.", "bestand"), *(line for row in rows for line in _lines(row))))


def _lines(row: ReportRow) -> Iterator[str]:
    pages = str(row.pages or "–")
    yield _line(dutch_size(row.size), pages, row.file.translate(CONTROL_CHARACTERS))
    for part in wrap(", ".join(row.problems), _PROBLEMS_WIDTH, break_on_hyphens=False):
        yield _line("", "", part)


def _line(size: str, pages: str, text: str) -> str:
    return f"{size:>8}  {pages:>5}  {text}"


def summary(rows: Sequence[ReportRow]) -> str:
    """Return one line with the number of PDFs, and how many have no problems: "12 bestanden, 3 zonder gebreken."."""
    if not rows:
        return "Geen PDF's gevonden in 'rapport' en 'bijlagen'."
    good = sum(not row.problems for row in rows)
    return f"{len(rows)} {'bestand' if len(rows) == 1 else 'bestanden'}, {good} zonder gebreken."
