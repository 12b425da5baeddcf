r"""Link marks, which replace the addresses of links in the HTML of a body until the addresses of all pages are known.

The mark of the third `BodyLink` of a body is ``"\x02vp2\x03"``. STX and ETX cannot come from an editor, because
Python-Markdown takes them out of every source it reads. `read.markdown` writes the marks, and `render.outputs` replaces
them by addresses.
"""

import re
from collections.abc import Sequence
from html import escape

_MARK = re.compile("\x02vp(\\d+)\x03")
_MARKED_HREF = re.compile('\\shref="\x02vp(\\d+)\x03"')


def link_mark(number: int) -> str:
    """Return the mark of the link at index ``number`` of `Body.links`."""
    return f"\x02vp{number}\x03"


def read_link_mark(attribute: str) -> int | None:
    """Return the number of the link whose mark is the whole value of an attribute, or None if it is something else."""
    found = _MARK.fullmatch(attribute)
    return int(found[1]) if found else None


def replace_link_marks(html: str, addresses: Sequence[str]) -> str:
    """Replace every mark by the address at its number, escaped for HTML.

    An empty address belongs to a page that is not on the site; its ``href`` is removed, so that the text stays.
    """
    html = _MARKED_HREF.sub(lambda match: match[0] if addresses[int(match[1])] else "", html)
    return _MARK.sub(lambda match: escape(addresses[int(match[1])]), html)
