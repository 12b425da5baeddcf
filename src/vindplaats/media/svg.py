"""How large a drawing says it is. It is looked at as text, never as XML: entities could make it any size."""

import re

from vindplaats.media.variants import Picture

HEAD = 65_536
"""Bytes in which a drawing has to begin."""
_OPENS = re.compile(rb"""<svg\b(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_SIZE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*["']""")


# Whatever could make a drawing do something: what a browser runs when somebody opens it by itself. Looked for without
# taking it apart, so that no spelling is missed; a drawing that only says so in its text is refused as well.
_ACTS = re.compile(
    rb"<[^>]{0,200}?(?:script|foreignobject|iframe|embed|object|handler|listener)\b|<!entity|<\?xml-stylesheet|javascript:"
    rb"|\son[a-z]+\s*=|(?:href|src)\s*=\s*[\"']?\s*(?:data:(?!image/)|&)|\0",
    re.IGNORECASE,
)


def acts(data: bytes) -> bool:
    """Tell whether a drawing could do more than be looked at: scripts, handlers, pages within it."""
    return bool(_ACTS.search(data))


def inspect(data: bytes) -> Picture | None:
    """The size of a drawing in pixels, where it gives both sides so; None where it is no drawing."""
    opens = _OPENS.search(data[:HEAD])
    if opens is None:
        return None
    sizes = {name: int(value) for name, value in _SIZE.findall(opens[0])}
    known = sizes.get(b"width", 0) > 0 and sizes.get(b"height", 0) > 0
    return Picture(sizes[b"width"], sizes[b"height"]) if known else Picture()
