"""What is published: one file of the site, planned before it is made."""

from typing import Literal

from msgspec import Struct

Maker = Literal[
    "home", "project", "nieuwsbericht", "index", "overzicht", "pagina", "404", "redirect", "kopie", "beeld", "portret",
    "accent", "vermelding", "literatuurlijst", "headers", "atom", "jsonfeed", "sitemap", "sitemapindex", "robots",
    "webmanifest",
]  # fmt: skip
"""What makes a file: the name of a template; "kopie", the copy of a file of the source; "beeld" and "portret", a
picture of a text or of a person made smaller; "accent", a style sheet; or a module for machines."""

PICTURES: frozenset[Maker] = frozenset({"beeld", "portret"})
"""What is made of a picture of the source."""


class Artifact(Struct, frozen=True, gc=False, array_like=True):
    """A file of the site at ``path`` (from its root): ``maker`` makes it of the page ``of``.

    ``of`` is an id, a name, a colour or, for a copy or a picture, the path of the file; ``number`` which page of an
    index it is, or how wide a picture.
    """

    path: str
    maker: Maker
    of: str = ""
    number: int = 1

    @property
    def is_page(self) -> bool:
        """Tell whether this is a page that a template makes."""
        return self.maker != "kopie" and self.path.endswith(".html")
