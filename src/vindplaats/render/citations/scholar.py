"""What the page of a study says to Google Scholar, Zotero and whoever reads Dublin Core, in the head of the page.

Google Scholar, Inclusion Guidelines for Webmasters ("Indexing Guidelines"). Zotero files a page by its
``citation_technical_report_institution`` as a report, so that one is always there.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from vindplaats.catalogue.corpus import Attachment, Auteur, Study
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.render.citations.apa import initials
from vindplaats.render.citations.citation import Citaat, one_part
from vindplaats.render.views.pages import Meta, PaginaView, Relatie

MAX_REPORT_BYTES = 5_000_000
"""Bytes of a report beyond which Google Scholar does not read it ("at most 5MB")."""
SCHEMA = Relatie("schema.DC", "http://purl.org/dc/elements/1.1/")


def with_scholar(page: PaginaView, citaat: Citaat, pdf: str) -> PaginaView:
    """Return the page of a study with what it says to them; ``pdf`` is as for `scholar_metas`."""
    metas = scholar_metas(citaat, pdf)
    return structs.replace(page, metas=(*page.metas, *metas), relaties=(*page.relaties, SCHEMA))


def scholar_metas(citaat: Citaat, pdf: str = "") -> tuple[Meta, ...]:
    """What a study says of itself; ``pdf`` is the whole address of its report."""
    return tuple(Meta(name, value) for name, value in _said(citaat, pdf) if value)


def _said(citaat: Citaat, pdf: str) -> Iterator[tuple[str, str]]:
    day = citaat.datum
    yield "citation_title", citaat.titel
    for author in citaat.auteurs:
        yield "citation_author", scholar_name(author, alone=len(citaat.auteurs) == 1)
    yield "citation_publication_date", f"{day:%Y/%m/%d}" if day else str(citaat.jaar)
    yield "citation_technical_report_institution", citaat.instituut
    yield "citation_technical_report_number", citaat.nummer
    yield "citation_language", citaat.taal
    yield "citation_doi", citaat.doi
    yield "citation_abstract", citaat.samenvatting
    yield "citation_keywords", ";".join(citaat.trefwoorden)
    yield "citation_public_url", citaat.url
    yield "citation_pdf_url", pdf
    yield "DC.title", citaat.titel
    for author in citaat.auteurs:
        yield "DC.creator", author.omgekeerd
    yield "DC.date", day.isoformat() if day else str(citaat.jaar)
    yield "DC.identifier", citaat.url
    yield "DC.identifier", f"https://doi.org/{citaat.doi}" if citaat.doi else ""
    yield "DC.language", citaat.taal


def scholar_name(author: Auteur, *, alone: bool) -> str:
    """``Vries, Jan Willem de``, in such a way that Zotero makes one creator of it.

    Its translator Embedded Metadata takes the only author of a page for two where spaces stand on both sides of the
    comma. Where the last name itself has one, the first are initials without spaces: ``van Dijk-de Vries, A.M.``
    """
    name = one_part(author)
    last, _, rest = name.partition(", ")
    if not (alone and " " in last and " " in rest):
        return name
    first = author.voornaam if " " not in author.voornaam else initials(author.voornaam).replace(" ", "")
    return f"{author.tussenvoegsel} {last}, {first}".lstrip()


def check_reports(studies: Iterable[Study], sizes: Mapping[str, int]) -> list[Diagnostic]:
    """Reports that Google Scholar does not read for their size; ``sizes`` in bytes, by path as the disk spells it."""
    told = []
    for study in studies:
        report = study.rapport
        if report and is_readable(report) and sizes.get(report.file.disk, 0) > MAX_REPORT_BYTES:
            told.append(media.large_report(report.place, report.path, sizes[report.file.disk]))
    return told


def is_readable(report: Attachment) -> bool:
    """A PDF in the folder of the page itself, as Google Scholar asks."""
    return report.path.endswith(".pdf") and "/" not in report.path
