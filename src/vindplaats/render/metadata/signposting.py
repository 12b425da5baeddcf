"""FAIR Signposting, level 1 (signposting.org): links that tell robots how to cite a study and where its files are."""

from collections.abc import Mapping

from vindplaats.render.routing.addresses import export_url
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

Python's `mimetypes` is not used, because its answers depend on the machine."""

EXPORT_TYPES: Mapping[str, str] = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "json": "application/vnd.citationstyles.csl+json",
}
"""Media types of citation files, by file extension."""
SCHEMA_TYPES = ("https://schema.org/Report", "https://schema.org/AboutPage")
"""The schema.org types of a study and of its page, which Signposting calls a landing page."""
_TYPES = tuple(Relatie("type", address) for address in SCHEMA_TYPES)


def signposts(project: ProjectView, page: PaginaView, base_url: str) -> tuple[Relatie, ...]:
    """Return the links of a study: the address to cite, types, citation files, author pages, report and bijlagen.

    A PDF that nobody can open is left out.
    """
    forms, export = [link.url.rpartition(".")[2] for link in project.exporten], export_url(page.canoniek, "")
    files = (*((project.rapport,) if project.rapport else ()), *project.bijlagen)
    return (
        Relatie("cite-as", project.doi_url or page.canoniek),
        *_TYPES,
        *[Relatie("describedby", export + form, EXPORT_TYPES[form]) for form in forms],
        *[Relatie("author", base_url + author.url) for author in project.auteurs if author.url],
        *[Relatie("item", base_url + file.url, media_type(file)) for file in files if file.leesbaar],
    )


def media_type(file: BestandView) -> str:
    """Return the media type of a file, or ``""`` if it is unknown."""
    return MEDIA_TYPES.get(file.soort, "")
