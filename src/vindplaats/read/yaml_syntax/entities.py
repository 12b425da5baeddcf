"""Characters that are written as in HTML: ``&eacute;`` for é."""

import html

from vindplaats.patterns import regex

ENTITY = regex(r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
"""What may be an entity. `decode` knows which there are."""


def decode(text: str) -> str:
    """Return a text in which each entity is the character that it means, and a hard space an ordinary one."""
    return ENTITY.sub(lambda found: html.unescape(found[0]).replace("\u00a0", " "), text)
