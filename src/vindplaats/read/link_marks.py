r"""Link marks, which stand for the addresses of links in the HTML of a body until the addresses of pages are known.

The mark of the third `BodyLink` of a body is ``"\x02vp2\x03"``. An editor cannot write a mark, because Python-Markdown
removes STX and ETX from every source. `read.markdown` writes the marks, and `render.outputs` replaces them.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from vindplaats.patterns import regex

_MARK = regex("\x02vp(\\d+)\x03")
_MARKED_HREF = regex('\\shref="\x02vp(\\d+)\x03"')

_TAG_WITH_ADDRESS = regex(r"""<(?:a|img)\b(?:[^<>"']++|"[^"]*"|'[^']*')*>""")
_ADDRESS = regex(r'\s(href|src)="([^"]*)"')
EXTERNAL_LINK_END = ' rel="noopener noreferrer">'
"""The end of the start tag of a link to another site, which gets no access to this window and no referrer."""


def link_mark(number: int) -> str:
    """Return the mark of the link at index ``number`` of `Body.links`."""
    return f"\x02vp{number}\x03"


def read_link_mark(attribute: str) -> int | None:
    """Return the number in an attribute value that is a link mark, or None if the value is anything else."""
    found = _MARK.fullmatch(attribute)
    return int(found[1]) if found else None


def mark_own_addresses(html: str, numbers: Mapping[str, int]) -> str:
    """Return the HTML of a body with a link mark in place of every web address that turns out to be on the site.

    ``numbers`` maps such an address to the number of its mark. Its link loses the ``rel`` that only links to other
    sites have.
    """
    if not numbers:
        return html

    def mark(match: re.Match[str]) -> str:
        tag = match[0]
        found = _ADDRESS.search(tag)
        number = numbers.get(unescape(found[2]).strip()) if found else None
        if found is None or number is None:
            return tag
        tag = tag.replace(found[0], f' {found[1]}="{link_mark(number)}"', 1)
        return f"{tag.removesuffix(EXTERNAL_LINK_END)}>" if tag.endswith(EXTERNAL_LINK_END) else tag

    return _TAG_WITH_ADDRESS.sub(mark, html)


def replace_link_marks(html: str, addresses: Sequence[str]) -> str:
    """Put ``addresses[n]``, escaped for HTML, in place of each mark with number n.

    An empty address means that the link has no target on the site. Then the ``href`` is removed and the text of the
    link is kept.
    """
    if not all(addresses):
        html = _MARKED_HREF.sub(lambda match: match[0] if addresses[int(match[1])] else "", html)
    return _MARK.sub(lambda match: escape(addresses[int(match[1])]), html)
