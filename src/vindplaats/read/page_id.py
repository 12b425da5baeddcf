"""The identity of a page, by which all other parts of the program refer to it."""

from typing import Literal, get_args

from msgspec import Struct

PageKind = Literal[
    "projecten",
    "nieuws",
    "werkvelden",
    "opdrachtgevers",
    "contactpersonen",
    "paginas",
    "reeksen",
    "publicaties",
    "start",
]
"""A kind of page. Series (`reeksen`) and authors (`publicaties`) have no files; `start` is the home page."""

_KINDS: dict[str, PageKind] = {kind: kind for kind in get_args(PageKind)}


class PageId(Struct, frozen=True, order=True, gc=False, array_like=True):
    """The id of a page, such as ``PageId("projecten", "flexwonen")``.

    ``name`` is the name of the page's file or folder, so the id does not depend on the page's address or title. For an
    entry without a file, ``name`` is a question mark and the folded name of the entry, as in
    ``PageId("contactpersonen", "?josbos")``. No file of ``content/`` may have a question mark in its name, so such an
    id is never that of a file. Ids sort by kind, then by name.
    """

    kind: PageKind
    name: str

    def __str__(self) -> str:
        """Return the id as editors write it: ``projecten/flexwonen``."""
        return f"{self.kind}/{self.name}"


def parse_page_id(text: str) -> PageId | None:
    """Parse a page id in the form ``projecten/flexwonen``. Return None if the text is not an id."""
    kind, _, name = text.partition("/")
    return PageId(_KINDS[kind], name) if kind in _KINDS and name else None
