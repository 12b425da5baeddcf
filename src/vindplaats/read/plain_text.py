"""The words of HTML, as a reader sees them."""

import html
import re

from vindplaats.read.fingerprints import beyond_ascii

TAG = re.compile(r"""<!--.*?-->|</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|time|u|var|wbr)\b",
    re.IGNORECASE,
)
_FIRST_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|t[rdh]|d[dt]|div|blockquote|section|figcaption|pre)\b[^>]*>|<br\b[^>]*>")
_FOOTNOTE_MARK = re.compile(r'<sup id="tekst-fnref[^"]*">.*?</sup>', re.DOTALL)
_SPACE = re.compile(r"[^\S\u00a0\u2009\u202f]+")  # hard and thin spaces part thousands: they stay
_HARD_SPACES = frozenset("\u00a0\u2009\u202f")
_ANY_SPACE = re.compile(r"\s")
_LONGEST = len("</blockquote>")
_BLANKS = b"\t\v\f\r\x1c\x1d\x1e\x1f"
"""White space within ASCII but for the space and the end of a line."""


class _Gaps(dict[str, str]):
    """What stands between words where a tag stood. Remembered of tags without attributes, of which there are few."""

    def __missing__(self, tag: str) -> str:
        gap = "" if _INLINE.match(tag) else " "
        if len(tag) <= _LONGEST:
            self[tag] = gap
        return gap


_gaps = _Gaps()


def plain_text(markup: str) -> str:
    """The words of HTML as a reader sees them: tags out, references resolved, white space single."""
    text = _FOOTNOTE_MARK.sub("", markup) if "fnref" in markup else markup
    text = html.unescape(TAG.sub(lambda m: _gaps[m[0]], text))
    if text.isascii():
        return " ".join(text.split())
    odd = _ANY_SPACE.findall(beyond_ascii(text, _BLANKS))
    if not odd:  # as a rule; then this is the fastest way
        text = " ".join([line for one in text.split("\n") if (line := one.strip())])
        while "  " in text:
            text = text.replace("  ", " ")
        return text
    if _HARD_SPACES.isdisjoint(odd):
        return " ".join(text.split())  # several times as fast, but it would split at hard spaces too
    return _SPACE.sub(" ", text).strip()


def blocks(markup: str) -> list[str]:
    """The words of HTML, one text for every paragraph, heading, item of a list or cell of a table."""
    return [text for text in (plain_text(block) for block in block_markup(markup)) if text]


def first_paragraph(markup: str) -> str:
    """The words of the first paragraph; empty where there is none."""
    found = _FIRST_PARAGRAPH.search(markup)
    return plain_text(found[1]) if found else ""


def block_markup(markup: str) -> list[str]:
    """HTML taken apart into the markup within each paragraph, heading and so on; some of it is empty."""
    return _BLOCK.split(markup)
