"""Extract from HTML the text that a reader sees."""

import html
import re

from vindplaats.patterns import regex
from vindplaats.read.fingerprints import non_ascii

TAG = regex(r"""<!--.*?-->|</?([a-zA-Z]\w*+)(?:>|(?:[^<>"']++|"[^"]*"|'[^']*')*>)""", re.DOTALL)
"""A tag with its name, or a comment. The possessive quantifiers, such as ``++``, match the same in less time."""
_INLINE_NAMES = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "time", "u", "var", "wbr",
})  # fmt: skip
_PARAGRAPH_START = regex(r"<p\b[^>]*>")
_BLOCK = regex(r"</?(?:p|li|h[1-6]|t[rdh]|d[dt]|div|blockquote|section|figcaption|pre)\b[^>]*>|<br\b[^>]*>")
_ADDRESS = regex(r"https?://\S+")
_FIRST_ADDRESSES = regex(r"\A(?:https?://\S+(?:\s+|\Z))+")
_FOOTNOTE_MARK = regex(r'<sup id="tekst-fnref[^"]*">.*?</sup>', re.DOTALL)
_SPACE = regex(r"[^\S\u00a0\u2009\u202f]+")  # keeps no-break and thin spaces, which separate thousands
_HARD_SPACES = frozenset("\u00a0\u2009\u202f")
_ANY_SPACE = regex(r"\s")
_RARE_BLANKS = b"\t\v\f\r\x1c\x1d\x1e\x1f"
"""All white space in ASCII except the space and the line feed."""


def plain_text(markup: str) -> str:
    """Return the text of sanitised HTML: without tags and footnote marks, with character references decoded.

    White space is collapsed, except no-break and thin spaces.
    """
    text = _FOOTNOTE_MARK.sub("", markup) if "fnref" in markup else markup
    parts = TAG.split(text)  # texts, with the name of a tag after each but the last
    parts[1::2] = ["" if name in _INLINE_NAMES else " " for name in parts[1::2]]
    text = html.unescape("".join(parts))
    if text.isascii():
        return " ".join(text.split())
    other_spaces = _ANY_SPACE.findall(non_ascii(text, _RARE_BLANKS))
    if _HARD_SPACES.issuperset(other_spaces):  # the usual case; much faster than the regular expression below
        text = " ".join([stripped for line in text.split("\n") if (stripped := line.strip(" "))])
        while "  " in text:
            text = text.replace("  ", " ")
        return text.strip()
    if _HARD_SPACES.isdisjoint(other_spaces):
        return " ".join(text.split())  # the same result as `_SPACE` gives, several times as fast
    return _SPACE.sub(" ", text).strip()


def blocks(markup: str) -> list[str]:
    """Return the text of each paragraph, heading, list item, table cell and other block of HTML that is not empty."""
    return [text for text in (plain_text(block) for block in block_markup(markup)) if text]


def first_paragraph(markup: str) -> str:
    """Return the text of the first paragraph in HTML that is more than a web address, or ``""`` if there is none."""
    end = 0
    while found := _PARAGRAPH_START.search(markup, end):
        end = markup.find("</p>", found.end())
        if end < 0:
            return ""
        text = plain_text(markup[found.end() : end])
        if not _ADDRESS.fullmatch(text):
            return text
    return ""


def without_first_addresses(text: str) -> str:
    """Return a plain text without the web addresses with which it begins."""
    return _FIRST_ADDRESSES.sub("", text)


def block_markup(markup: str) -> list[str]:
    """Split HTML at the tags of paragraphs, headings and other blocks. Some of the parts may be empty."""
    return _BLOCK.split(markup)
