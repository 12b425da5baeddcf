"""Check what Vindplaats promises for any input: no exception, safe HTML, and clear diagnostics."""

import unicodedata
from collections.abc import Iterable

from hostile.oracle import FOREIGN_IMAGE, faults
from vindplaats.diagnostics.diagnostic import Diagnostic, has_errors
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.listing import PageFile

_FOREIGN = ("Traceback", "Error", "Exception", "expected", "could not", "while parsing", "while scanning", "codec")
"""Words of Python and YAML messages, which must not appear in a diagnostic."""


def check_page(page: PageFile, data: bytes) -> ReadPage:
    """Read a page and check the result. Raise `AssertionError` if a promise is broken, or any exception of reading."""
    read = read_page(page, data)
    assert read.record is not None or has_errors(read.diagnostics) or _is_draft(read.diagnostics), (
        "there is no record and no error"
    )
    check_diagnostics(read.diagnostics, data.count(b"\n") + data.count(b"\r") + 1, page.file)
    if read.record is not None:
        body = read.record.body
        found = faults(body.html, len(body.links))
        if any(link.image for link in body.web_links):  # an error of the catalogue, so the page is not published
            found = [fault for fault in found if fault != FOREIGN_IMAGE]
        assert not found, f"{found} in {body.html!r}"
    return read


def check_diagnostics(diagnostics: Iterable[Diagnostic], lines: int, file: str) -> None:
    """Check that each diagnostic has an existing position and one line of Dutch without control characters."""
    for diagnostic in diagnostics:
        assert diagnostic.file == file, diagnostic
        assert 1 <= diagnostic.line <= lines, diagnostic
        assert diagnostic.column >= 1, diagnostic
        assert diagnostic.message.endswith((".", "?")), diagnostic
        assert diagnostic.remedy, diagnostic
        bare = "".join(part for part in str(diagnostic).split("'")[::2])  # quoted text comes from the page
        assert not any(word in bare for word in _FOREIGN), diagnostic
        assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in str(diagnostic)), ascii(
            str(diagnostic)
        )


def _is_draft(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.code == "concept-onvolledig" for diagnostic in diagnostics)
