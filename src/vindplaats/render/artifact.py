"""What is published: one file of the site, planned before it is made."""

from typing import Literal

from msgspec import Struct

Maker = Literal[
    "home", "project", "nieuwsbericht", "index", "overzicht", "pagina", "404", "redirect", "accent", "kopie"
]
"""What makes a file: the name of a template, "accent", or "kopie", the copy of a file of the source."""


class Artifact(Struct, frozen=True, gc=False, array_like=True):
    """A file of the site at ``path`` (from its root): ``maker`` makes it of the page ``of``.

    ``of`` is an id, a name, a colour or, for a copy, the path of the file; ``number`` which page of an index it is.
    """

    path: str
    maker: Maker
    of: str = ""
    number: int = 1
