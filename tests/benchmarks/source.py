"""The pages and planted pairs of a generated corpus, and a function that writes them as a source."""

from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

Kind = Literal["exact", "variant", "editie-titel", "editie-jaar", "tweeling", "teaser", "overzicht", "link", "lijst"]
"""A kind of planted pair: see the functions of `benchmarks.planting`."""

WERKVELDEN = ("Arbeid", "Bodem en water", "Cultuur", "Jeugd", "Mobiliteit", "Onderwijs", "Wonen", "Zorg")
OPDRACHTGEVERS = (
    "Bond van Voorbeelden", "Fonds Nergens", "Gemeente Fabelstad", "Gemeente Nergenshuizen", "Gemeente Schijnwijk",
    "Instituut Verzinsel", "Koepel Proefzorg", "Platform Luchtkasteel", "Provincie Droomland", "Raad voor Raadsels",
    "Stichting Zandkasteel", "Stichting Zeepaard", "Vereniging Denkbeeld", "Waterschap Spiegelmeer",
)  # fmt: skip
CONTACTPERSONEN = (
    "Anna Proef", "Bas Voorbeeld", "Carla Verzonnen", "Dirk Luchtkasteel", "Elif Fabel", "Femke Nergens",
    "Guus Schijn", "Hanna Droom", "Imre Denkbeeld", "Jorrit Raadsel",
)  # fmt: skip


class Page(Struct, frozen=True):
    """One page. A project has a `jaar`, a nieuwsbericht a `datum`.

    ``stems`` are the names of the studies whose words it contains: pages without a common stem are unrelated. ``made``
    is the kind it was planted as, or None for an unrelated page and for a page that others were made from. ``files``
    has the names and texts of the files beside a page that has a folder of its own (``"projecten/ab/index.md"``).
    """

    path: str
    titel: str
    werkveld: tuple[str, ...]
    opdrachtgever: tuple[str, ...]
    contactpersoon: tuple[str, ...]
    jaar: int | None
    datum: date | None
    body: str
    stems: tuple[str, ...]
    made: Kind | None = None
    files: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The id of the page in Vindplaats, for instance ``"projecten/ab"``."""
        return self.path.removesuffix(".md").removesuffix("/index")


class Planted(Struct, frozen=True):
    """Two pages that a finder of doubles should report, or for `overzicht` should preferably not report."""

    kind: Kind
    ids: tuple[str, str]


class Corpus(Struct, frozen=True):
    """The pages sorted by path, and the planted pairs."""

    pages: tuple[Page, ...]
    planted: tuple[Planted, ...]


def source_of(page: Page) -> str:
    """Return the source of a page."""
    fields = {"titel": _quoted(page.titel), "werkveld": _list(page.werkveld)}
    if page.jaar is not None:
        fields |= {"opdrachtgever": _list(page.opdrachtgever), "jaar": str(page.jaar)}
    if page.datum is not None:
        fields["datum"] = page.datum.isoformat()
    fields["contactpersoon"] = _list(page.contactpersoon)
    front = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{front}---\n\n{page.body}"


def write(corpus: Corpus, folder: Path) -> None:
    """Write the corpus into ``folder`` as a source that can be checked and built."""
    content = folder / "content"
    for name in ("projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen"):
        (content / name).mkdir(parents=True)
    site = "naam: Bureau Verzinsel\nbase_url: https://voorbeeld.example/\n"
    (content / "site.yaml").write_text(site, encoding="utf-8")
    for name, field, values in (
        ("werkvelden", "titel", WERKVELDEN),
        ("opdrachtgevers", "naam", OPDRACHTGEVERS),
        ("contactpersonen", "naam", CONTACTPERSONEN),
    ):
        for value in values:
            path = content / name / f"{value.lower().replace(' ', '-')}.md"
            path.write_text(f"---\n{field}: {value}\n---\n", encoding="utf-8")
    for page in corpus.pages:
        write_page(content, page, source_of(page))


def write_page(content: Path, page: Page, text: str) -> None:
    """Write the source of a page and the files beside it into the folder ``content``."""
    path = content / page.path
    if page.files:
        path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    for name, file_text in page.files:
        path.with_name(name).write_text(file_text, encoding="utf-8")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _list(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"[{', '.join(names)}]"
