"""Determine the kind of a media file from its name and from its use on a page."""

import posixpath

from vindplaats.catalogue.corpus import Use

RASTER = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"})
"""Extensions of pictures made of pixels."""


DRAWING = ".svg"
"""The extension of drawings (SVG)."""


REPORT = ".pdf"
"""The extension of reports."""


def kind_of_name(file: str) -> str:
    """Return the kind of a file according to its extension: "beeld", "tekening", "pdf", or ``""`` for any other."""
    extension = posixpath.splitext(file)[1].lower()
    if extension in RASTER:
        return "beeld"
    return {DRAWING: "tekening", REPORT: "pdf"}.get(extension, "")


def kind_of(use: Use) -> str:
    """Return the kind of inspection that a file needs for this use (see `kind_of_name`), or ``""`` if it needs none.

    Return "ander" for a file that cannot serve this use, such as a spreadsheet used as a photo.
    """
    kind = kind_of_name(use.item.file.file)
    if use.role in {"afbeelding", "foto", "logo"}:
        return kind if kind in {"beeld", "tekening"} else "ander"
    if kind == "tekening":
        return kind  # even as a download, because a drawing that is opened on its own can run scripts
    if kind == "pdf":
        return kind
    return "ander" if use.role == "rapport" else ""
