from collections.abc import Callable
from datetime import date

import pytest

from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.fields import INCOMPLETE_DRAFT
from vindplaats.read.content import Content
from vindplaats.read.document import read_page
from vindplaats.read.listing import OtherFile, PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import KINDS, Record

SITE = SiteConfig(naam="Vindplaats", base_url="https://example.org/")
TODAY = date(2024, 6, 1)
REQUIRED = {
    "projecten": ("werkveld: Arbeid", "opdrachtgever: []", "contactpersoon: Iemand", "jaar: 2020"),
    "nieuws": ("datum: 2021-01-01",),
}


def read(files: dict[str, str]) -> Content:
    """Return the content of ``files``: by path below content/, fields and body with an empty line between them.

    Required fields that are missing are added below the others, so that the given fields start at line 2.
    """
    records: list[Record] = []
    refused: list[Record] = []
    drafts: list[Record] = []
    others: list[OtherFile] = []
    known: dict[str, PageId] = {}
    reported: list[Diagnostic] = []
    for path, text in files.items():
        file = f"content/{path}"
        if not path.endswith(".md"):
            others.append(OtherFile(file, file))
            continue
        kind = next(k for k in KINDS if path.startswith(k))
        *_, folder, name = path.split("/")
        own = name.removesuffix(".md")
        page = PageFile(file, file, kind, PageId(kind, folder if own == "index" else own))
        fields, _, body = text.partition("\n\n")
        naam = "naam" if kind in ("opdrachtgevers", "contactpersonen") else "titel"
        defaults = (f"{naam}: '{own}'", *REQUIRED.get(kind, ()))
        present = {line.partition(":")[0] for line in fields.split("\n")}
        lines = ["---", *([fields] if fields else [])]
        if "concept" not in present or "titel" in present:
            lines += [line for line in defaults if line.partition(":")[0] not in present]
        result = read_page(page, "\n".join([*lines, "---", body]).encode())
        reported += result.diagnostics
        records += [result.record] if result.record else []
        refused += [result.refused] if result.refused else []
        drafts += [result.draft] if result.draft else []
        known[file] = page.id
    incomplete = frozenset(known[d.file] for d in reported if d.code == INCOMPLETE_DRAFT.code)
    return Content(
        tuple(records), tuple(others), known, incomplete=incomplete, refused=tuple(refused), drafts=tuple(drafts)
    )


def make(
    files: dict[str, str], as_of: date = TODAY, *, drafts: bool = False, hidden: bool = False
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    found, diagnostics = catalogue(read(files), SITE, CatalogueOptions(as_of, drafts=drafts, hidden=hidden))
    return found.corpus, diagnostics


@pytest.fixture(scope="session")
def contents() -> Callable[[dict[str, str]], Content]:
    return read


@pytest.fixture(scope="session")
def site() -> Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]:
    return make
