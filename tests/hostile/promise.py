"""What is promised of any bytes at all, held against what came of them."""

import unicodedata
from collections.abc import Iterable

from hostile.oracle import FOREIGN_IMAGE, faults
from vindplaats.diagnostics.diagnostic import Diagnostic, has_errors
from vindplaats.read.document import ReadPage, read_page
from vindplaats.read.listing import PageFile

_FOREIGN = ("Traceback", "Error", "Exception", "expected", "could not", "while parsing", "while scanning", "codec")
"""Words of Python and of YAML, which no editor should read."""


def keep_promise(page: PageFile, data: bytes) -> ReadPage:
    """Read a page; raises `AssertionError` where it is not as promised, and whatever reading raises."""
    read = read_page(page, data)
    assert read.record is not None or has_errors(read.diagnostics) or _is_draft(read.diagnostics), "no page, no reason"
    told_well(read.diagnostics, data.count(b"\n") + data.count(b"\r") + 1, page.file)
    if read.record is not None:
        body = read.record.body
        found = faults(body.html, len(body.links))
        if any(told.code == "afbeelding-van-elders" for told in read.diagnostics):
            found = [fault for fault in found if fault != FOREIGN_IMAGE]  # an error: the page is not published
        assert not found, f"{found} in {body.html!r}"
    return read


def told_well(diagnostics: Iterable[Diagnostic], lines: int, file: str) -> None:
    """Each has a place that exists, and one line of Dutch that a terminal shows as it is."""
    for told in diagnostics:
        assert told.file == file, told
        assert 1 <= told.line <= lines, told
        assert told.column >= 1, told
        assert told.message.endswith((".", "?")), told
        assert told.remedy, told
        bare = "".join(part for part in str(told).split("'")[::2])  # what is quoted is the editor's own
        assert not any(word in bare for word in _FOREIGN), told
        assert not any(unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in str(told)), ascii(str(told))


def _is_draft(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(told.code == "concept-onvolledig" for told in diagnostics)
