"""Extract from HTML the text that a reader sees."""

import html
import re

from vindplaats.patterns import regex
from vindplaats.read.fingerprints import non_ascii

TAG = regex(r"""<!--.*?-->|</?[a-zA-Z](?:[^<>"']++|"[^"]*"|'[^']*')*>""", re.DOTALL)
"""A tag or a comment. The possessive quantifier, ``++``, matches the same in less time."""
_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_FIRST_PARAGRAPH = regex(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BLOCK = regex(r"</?(?:p|li|h[1-6]|t[rdh]|d[dt]|div|blockquote|section|figcaption|pre)\b[^>]*>|<br\b[^>]*>")
_FOOTNOTE_MARK = regex(r'<sup id="tekst-fnref[^"]*">.*?</sup>', re.DOTALL)
_SPACE = regex(r"[^\S\u00a0\u2009\u202f]+")  # keeps no-break and thin spaces, which separate thousands
_HARD_SPACES = frozenset("\u00a0\u2009\u202f")
_ANY_SPACE = regex(r"\s")
_MAX_CACHED_TAG_LENGTH = len("</blockquote>")
"""Maximum number of characters in a tag that is cached. No tag without attributes is longer."""
_RARE_BLANKS = b"\t\v\f\r\x1c\x1d\x1e\x1f"
"""All white space in ASCII except the space and the line feed."""


class _TagGaps(dict[str, str]):
    """A cache of the text that replaces each tag: a space, or nothing for an inline tag.

    Only short tags are cached, such as those without attributes. Longer tags differ too much for a cache to be of use.
    """

    def __missing__(self, tag: str) -> str:
        gap = "" if _INLINE.match(tag) else " "
        if len(tag) <= _MAX_CACHED_TAG_LENGTH:
            self[tag] = gap
        return gap


_tag_gaps = _TagGaps()


def plain_text(markup: str) -> str:
    """Return the text of HTML: without tags and footnote marks, with character references decoded.

    White space is collapsed, except no-break and thin spaces.
    """
    text = _FOOTNOTE_MARK.sub("", markup) if "fnref" in markup else markup
    text = html.unescape(TAG.sub(lambda m: _tag_gaps[m[0]], text))
    if text.isascii():
        return " ".join(text.split())
    other_spaces = _ANY_SPACE.findall(non_ascii(text, _RARE_BLANKS))
    if not other_spaces:  # the usual case; faster than the regular expression below
        text = " ".join([stripped for line in text.split("\n") if (stripped := line.strip())])
        while "  " in text:
            text = text.replace("  ", " ")
        return text
    if _HARD_SPACES.isdisjoint(other_spaces):
        return " ".join(text.split())  # the same result as `_SPACE` gives, several times as fast
    return _SPACE.sub(" ", text).strip()


def blocks(markup: str) -> list[str]:
    """Return the text of each paragraph, heading, list item, table cell and other block of HTML that is not empty."""
    return [text for text in (plain_text(block) for block in block_markup(markup)) if text]


def first_paragraph(markup: str) -> str:
    """Return the text of the first paragraph in HTML, or ``""`` if there is none."""
    found = _FIRST_PARAGRAPH.search(markup)
    return plain_text(found[1]) if found else ""


def block_markup(markup: str) -> list[str]:
    """Split HTML at the tags of paragraphs, headings and other blocks. Some of the parts may be empty."""
    return _BLOCK.split(markup)
