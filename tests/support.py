"""Helpers for tests: small sources, command lines, file trees, pictures, PDFs, and how many examples a law tries."""

import io
import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TypeVar

import pytest

from vindplaats.cli import main
from vindplaats.render.routing.addresses import SEARCH_INDEX

REPOSITORY = Path(__file__).parents[1]
REAL_CASE = REPOSITORY / "tests/sites/bureau"
"""A frozen copy of the real site, so that editors may change content/ without failing a test."""

AS_OF = "2026-11-23"


def whole_field(yaml: str) -> str:
    """Return the sentence at the end of a remedy that writes a field on one line, if ``yaml`` has it on several."""
    name = yaml.partition(":")[0]
    return f" Dat komt in plaats van alle regels van '{name}'." if "\n" in yaml.strip() else ""


Test = TypeVar("Test", bound=Callable[..., object])

SLOW_RUN = False
"""Whether slow tests are selected; `conftest.py` sets it before it collects any test."""

PROJECT = """---
titel: {titel}
werkveld: Water
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: {jaar}
{extra}---

{body}
"""


def project(titel: str, *, jaar: str = "2021", extra: str = "", body: str = "Verzonnen tekst.") -> str:
    """Return the text of a project page."""
    return PROJECT.format(titel=titel, jaar=jaar, extra=extra, body=body)


def texts(ids: Iterable[object]) -> tuple[str, ...]:
    """Return ids of pages as editors write them."""
    return tuple(map(str, ids))


SEARCHED = {"site.yaml": "naam: Proef\nbase_url: https://proef.example/\n"}
"""The files with which `make_source` makes a site that can be searched."""


def make_source(folder: Path, files: dict[str, str]) -> Path:
    """Write a source with a site.yaml, a contact person and ``files`` (paths below content/), and return its folder.

    The site has no search, because an index takes a third of a second and hundreds of tests build a site.
    """
    everything = {
        "site.yaml": "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n",
        "contactpersonen/noor.md": "---\nnaam: Noor de Wit\n---\n",
        **files,
    }
    for name, text in everything.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def command(*arguments: str, privileged: bool = True) -> list[str]:
    """Return the command line that runs Vindplaats.

    Without ``privileged`` it runs as a user that file permissions apply to: root may read everything, so when the tests
    run as root the capabilities that allow this are dropped (capabilities(7)).
    """
    run = [sys.executable, "-m", "vindplaats", *arguments]
    if privileged or os.geteuid() != 0:
        return run
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--", *run]


def run_here(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run Vindplaats in this process, ten times as fast as in a new one; return what `subprocess.run` would."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*arguments])
    return subprocess.CompletedProcess(arguments, code, out.getvalue(), err.getvalue())


def examples(count: int) -> int:
    """Return how many examples Hypothesis tries: ``count`` among the slow tests, else a tenth and at least 20."""
    return count if SLOW_RUN else max(20, count // 10)


def law(test: Test) -> Test:
    """Mark a test that limits itself with `examples`: it is one of the slow tests too, with all its examples."""
    return pytest.mark.slow(test) if SLOW_RUN else test


def real_case(folder: Path) -> Path:
    """Copy the real case to ``folder``."""
    shutil.copytree(REAL_CASE / "content", folder / "content")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below ``folder`` by its relative path, except those of a search index.

    Pagefind writes other bytes each time.
    """
    paths = {p: p.relative_to(folder) for p in sorted(folder.rglob("*")) if p.is_file()}
    return {path.as_posix(): p.read_bytes() for p, path in paths.items() if SEARCH_INDEX not in path.parts}


def png(width: int = 6, height: int = 4, colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """Return a PNG of one colour, uncompressed, so that pictures of equal dimensions have the same number of bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\0" + bytes(colour) * width) * height, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about=""><dc:title><rdf:Alt>'
    '<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
)
"""XMP metadata with a title."""


def pdf(pages: int = 1, *, tagged: bool = False, lang: str = "", title: str = "") -> bytes:
    """Return a hand-written PDF of empty pages.

    If it is tagged, it has what an accessible PDF must have, as far as ``lang`` and ``title`` are given: the title in
    XMP and in the title bar too, and a word on each page.
    """
    kids = " ".join(f"{n + 4} 0 R" for n in range(pages))
    catalogue = "/Type /Catalog /Pages 2 0 R"
    catalogue += f" /Lang ({lang})" if lang else ""
    font = "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    content = f" /Contents {pages + 6} 0 R {font}" if tagged else ""
    words = "BT /F1 12 Tf 72 760 Td (Verzonnen) Tj ET"
    objects = [
        "",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        f"<< /Title ({title}) >>",
        *[f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]{content} >>"] * pages,
    ]
    if tagged:
        xmp = XMP.format(title=title)
        objects += [
            "<< /Type /StructTreeRoot /K [<< /S /Document >>] >>",
            f"<< /Type /Metadata /Subtype /XML /Length {len(xmp)} >>\nstream\n{xmp}\nendstream",
            f"<< /Length {len(words)} >>\nstream\n{words}\nendstream",
        ]
        catalogue += f" /MarkInfo << /Marked true >> /StructTreeRoot {pages + 4} 0 R /Metadata {pages + 5} 0 R"
        catalogue += " /ViewerPreferences << /DisplayDocTitle true >>"
    objects[0] = f"<< {catalogue} >>"
    data = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    data += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )
