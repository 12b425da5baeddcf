"""The ``<meta>`` tags by which Google Scholar, Zotero and readers of Dublin Core recognise a study.

The tags follow Google Scholar's Inclusion Guidelines for Webmasters (section "Indexing Guidelines"). Zotero imports a
page as a report if it has the tag ``citation_technical_report_institution``, so the page of every study has that tag.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from vindplaats.catalogue.corpus import Attachment, Auteur, Study
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.media.pdf import MAX_PDF_BYTES
from vindplaats.read.notations.dois import doi_url
from vindplaats.render.citations.apa import initials
from vindplaats.render.citations.citation import Citation, inverted_name
from vindplaats.render.views.pages import Meta, PaginaView, Relatie

MAX_REPORT_BYTES = 5_000_000
"""Maximum size in bytes of a report that Google Scholar indexes (its guidelines say "5MB")."""
DUBLIN_CORE = Relatie("schema.DC", "http://purl.org/dc/elements/1.1/")


def with_scholar(page: PaginaView, citation: Citation, pdf: str) -> PaginaView:
    """Return ``page``, the page of a study, with the tags of `scholar_metas` and the link to the DC schema added."""
    metas = scholar_metas(citation, pdf)
    return structs.replace(page, metas=(*page.metas, *metas), relaties=(*page.relaties, DUBLIN_CORE))


def scholar_metas(citation: Citation, pdf: str = "") -> tuple[Meta, ...]:
    """Return the tags of a study. ``pdf`` is the absolute address of its report, or empty to leave out that tag."""
    return tuple([Meta(name, value) for name, value in _tags(citation, pdf) if value])


def _tags(citation: Citation, pdf: str) -> Iterator[tuple[str, str]]:
    day = citation.datum
    yield "citation_title", citation.titel
    for author in citation.auteurs:
        yield "citation_author", scholar_name(author, alone=len(citation.auteurs) == 1)
    yield "citation_publication_date", f"{day:%Y/%m/%d}" if day else str(citation.jaar)
    yield "citation_technical_report_institution", citation.instituut
    yield "citation_technical_report_number", citation.nummer
    yield "citation_language", citation.taal
    yield "citation_doi", citation.doi
    yield "citation_abstract", citation.samenvatting
    yield "citation_keywords", ";".join(citation.trefwoorden)
    yield "citation_public_url", citation.url
    yield "citation_pdf_url", pdf
    yield "DC.title", citation.titel
    for author in citation.auteurs:
        yield "DC.creator", inverted_name(author)
    yield "DC.date", day.isoformat() if day else str(citation.jaar)
    yield "DC.identifier", citation.url
    yield "DC.identifier", doi_url(citation.doi) if citation.doi else ""
    yield "DC.language", citation.taal


def scholar_name(author: Auteur, *, alone: bool) -> str:
    """Return a name as ``Vries, Jan Willem de``. ``alone`` tells whether the study has no other author.

    The name of an organisation ends in a comma: without one, Zotero takes its last word for a last name. Zotero's
    Embedded Metadata translator takes the only author of a page for two authors if both the part before the
    comma and the part after it contain a space. In such a name the tussenvoegsel is moved to the front, and two or more
    first names become initials without spaces: ``van Dijk-de Vries, A.M.``
    """
    name = inverted_name(author)
    if author.organisatie:
        return f"{name},"
    last, _, rest = name.partition(", ")
    if not (alone and " " in last and " " in rest.partition(", ")[0]):
        return name
    first = author.voornaam if " " not in author.voornaam else initials(author.voornaam).replace(" ", "")
    return ", ".join(part for part in (author.achternaam, first, author.achtervoegsel) if part)


def check_reports(studies: Iterable[Study], sizes: Mapping[str, int]) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each report that Google Scholar would index if it were not too large.

    A report that is too large to be searched has a diagnostic that says so (`media.survey`), and gets no second one.
    ``sizes`` has the size in bytes of each file, by its path as spelled on disk.
    """
    reports = (study.rapport for study in studies if study.rapport)
    return tuple(
        media.large_report(report.place, report.path, sizes[report.file.disk])
        for report in reports
        if is_readable(report) and MAX_REPORT_BYTES < sizes.get(report.file.disk, 0) <= MAX_PDF_BYTES
    )


def is_readable(report: Attachment) -> bool:
    """Return whether a report is a PDF directly in the folder of its page, as Google Scholar requires."""
    return report.path.endswith(".pdf") and "/" not in report.path
