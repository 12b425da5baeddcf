"""What a file is by its name, and what it has to be for what a page uses it as."""

import posixpath

from vindplaats.catalogue.corpus import Use

RASTER = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"})


DRAWING = ".svg"


REPORT = ".pdf"


def kind_of_name(file: str) -> str:
    """What a file is by its name: "beeld", "tekening", "pdf", or empty."""
    extension = posixpath.splitext(file)[1].lower()
    return (
        "beeld" if extension in RASTER else "tekening" if extension == DRAWING else "pdf" if extension == REPORT else ""
    )


def kind_of(use: Use) -> str:
    """What a file that is used so has to be looked at as; "ander" where it cannot be what it is used for; or empty."""
    kind = kind_of_name(use.item.file.file)
    if use.role in {"afbeelding", "foto"}:
        return kind if kind in {"beeld", "tekening"} else "ander"
    if kind == "tekening":
        return kind  # also to download: opened by itself, it can run scripts
    return "pdf" if kind == "pdf" else "ander" if use.role == "rapport" else ""
