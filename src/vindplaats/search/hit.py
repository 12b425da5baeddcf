"""The type of everything that visitors can find."""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from vindplaats.read.html_store import StoredHtml


class ReportTexts(Protocol):
    """The texts of reports."""

    def page_texts(self, file: str) -> Sequence[str]:
        """Return the text of each page of the PDF at ``file`` in the source; empty if the texts are unknown."""


class HitText(Struct, frozen=True, gc=False):
    """The body of a page that belongs to a hit, preceded by other ``lines``, such as the title of a nieuwsbericht.

    ``digest`` is the digest of the file of the body, and ``taal`` is as that of a hit.
    """

    markup: StoredHtml
    digest: bytes
    lines: tuple[str, ...] = ()
    taal: str = ""


class HitReport(Struct, frozen=True, gc=False):
    """A PDF that belongs to a hit: its path in the source, its address relative to the page of the hit, its digest."""

    file: str
    address: str
    digest: bytes


class Hit(Struct, frozen=True, gc=False, kw_only=True):
    """Something that visitors can find: a study, a nieuwsbericht without a study, an entry or a page of text.

    ``path`` is the path of its page, such as ``projecten/flexwonen/index.html``, ``soort`` what it is in Dutch, and
    ``datum`` the day by which it is sorted, as a number: 20210309, 20210000 if only the year is known, or 0. ``taal``
    is its language if that is not the language of the site. ``facets`` has pairs of a facet and one of its values, such
    as ``("Werkveld", "Wonen")``. ``lines`` has everything else to find it by.
    """

    path: str
    soort: str
    titel: str
    samenvatting: str = ""
    taal: str = ""
    jaar: int = 0
    datum: int = 0
    opdrachtgevers: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    texts: tuple[HitText, ...] = ()
    reports: tuple[HitReport, ...] = ()
