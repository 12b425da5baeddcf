r"""Link marks, which replace the addresses of links in the HTML of a body until the addresses of all pages are known.

The mark of the third `BodyLink` of a body is ``"\x02vp2\x03"``. An editor cannot write a mark, because Python-Markdown
removes STX and ETX from every source. `read.markdown` writes the marks, and `render.outputs` replaces them.
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
    """Return the number in an attribute value that is a link mark, or None if the value is anything else."""
    found = _MARK.fullmatch(attribute)
    return int(found[1]) if found else None


def replace_link_marks(html: str, addresses: Sequence[str]) -> str:
    """Replace the mark with number n by ``addresses[n]``, escaped for HTML.

    An empty address means that the link has no target on the site. Then the ``href`` is removed and the text is kept.
    """
    html = _MARKED_HREF.sub(lambda match: match[0] if addresses[int(match[1])] else "", html)
    return _MARK.sub(lambda match: escape(addresses[int(match[1])]), html)
