"""The kind of a file, by its name and by what a page uses it for."""

import posixpath

from vindplaats.catalogue.corpus import Use

RASTER = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"})
"""Extensions of pictures made of pixels."""


DRAWING = ".svg"
"""The extension of drawings (SVG)."""


REPORT = ".pdf"
"""The extension of reports."""


def kind_of_name(file: str) -> str:
    """Return the kind of a file by its extension: "beeld", "tekening" or "pdf", or an empty string."""
    extension = posixpath.splitext(file)[1].lower()
    if extension in RASTER:
        return "beeld"
    return {DRAWING: "tekening", REPORT: "pdf"}.get(extension, "")


def kind_of(use: Use) -> str:
    """Return the kind that the file of a use must be inspected as, or an empty string if it is only downloaded.

    The result is "ander" if the file cannot be what the page uses it for, such as a spreadsheet for an image.
    """
    kind = kind_of_name(use.item.file.file)
    if use.role in {"afbeelding", "foto"}:
        return kind if kind in {"beeld", "tekening"} else "ander"
    if kind == "tekening":
        return kind  # also to download, because a drawing that is opened by itself can run scripts
    if kind == "pdf":
        return kind
    return "ander" if use.role == "rapport" else ""
