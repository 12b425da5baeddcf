"""Where robots find what belongs to a study: FAIR Signposting, level 1 (signposting.org), as links in the page."""

from collections.abc import Mapping
from urllib.parse import quote

from vindplaats.render.routing.addresses import EXPORTS, export_url
from vindplaats.render.views.pages import BestandView, PaginaView, ProjectView, Relatie

TYPES: Mapping[str, str] = {
    "PDF": "application/pdf",
    "CSV": "text/csv",
    "TXT": "text/plain",
    "ZIP": "application/zip",
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "PPTX": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "ODT": "application/vnd.oasis.opendocument.text",
    "ODS": "application/vnd.oasis.opendocument.spreadsheet",
    "ODP": "application/vnd.oasis.opendocument.presentation",
    "JPG": "image/jpeg",
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "SVG": "image/svg+xml",
}
"""Media types of files that come with studies, by `BestandView.soort`; Python's own table depends on the machine."""

EXPORT_TYPES: Mapping[str, str] = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""Media types of the files that say how to cite a study, by the ending of their names."""
ABOUT = ("https://schema.org/Report", "https://schema.org/AboutPage")
"""What the page describes, and what it is itself."""


def signposts(project: ProjectView, page: PaginaView, base_url: str) -> tuple[Relatie, ...]:
    """The links of a study: how to cite it, what it is, what describes it, and its files."""
    files = (*((project.rapport,) if project.rapport else ()), *project.bijlagen)
    return (
        Relatie("cite-as", doi_url(project.doi) if project.doi else page.canoniek),
        *(Relatie("type", address) for address in ABOUT),
        *(Relatie("describedby", export_url(page.canoniek, form), EXPORT_TYPES[form]) for form in EXPORTS),
        *(Relatie("author", base_url + author.url) for author in project.auteurs if author.url),
        *(Relatie("item", base_url + file.url, media_type(file)) for file in files),
    )


def doi_url(doi: str) -> str:
    """The address of a DOI, which may hold signs that an address may not (RFC 3986), such as ``%``."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def media_type(file: BestandView) -> str:
    """The media type of a file; empty where it is not known."""
    return TYPES.get(file.soort, "")
