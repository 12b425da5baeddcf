"""FAIR Signposting, level 1 (signposting.org): links in the head of a page that lead robots to parts of a study."""

from collections.abc import Mapping
from urllib.parse import quote

from vindplaats.render.routing.addresses import EXPORTS, export_url
from vindplaats.render.views.pages import BestandView, PaginaView, ProjectView, Relatie

MEDIA_TYPES: Mapping[str, str] = {
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
"""Media types of the files of a study, by `BestandView.soort`.

Python's `mimetypes` would give results that depend on the machine."""

EXPORT_TYPES: Mapping[str, str] = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""Media types of citation files, by file extension."""
SCHEMA_TYPES = ("https://schema.org/Report", "https://schema.org/AboutPage")
"""The schema.org types of the subject of the page and of the page itself."""


def signposts(project: ProjectView, page: PaginaView, base_url: str) -> tuple[Relatie, ...]:
    """Return the links of a study: its address for citing, types, citation files, authors and files."""
    files = (*((project.rapport,) if project.rapport else ()), *project.bijlagen)
    return (
        Relatie("cite-as", doi_url(project.doi) if project.doi else page.canoniek),
        *(Relatie("type", address) for address in SCHEMA_TYPES),
        *(Relatie("describedby", export_url(page.canoniek, form), EXPORT_TYPES[form]) for form in EXPORTS),
        *(Relatie("author", base_url + author.url) for author in project.auteurs if author.url),
        *(Relatie("item", base_url + file.url, media_type(file)) for file in files),
    )


def doi_url(doi: str) -> str:
    """Return the address of a DOI. Characters that RFC 3986 does not allow there, such as ``%``, are escaped."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def media_type(file: BestandView) -> str:
    """Return the media type of a file; empty if unknown."""
    return MEDIA_TYPES.get(file.soort, "")
