"""The syntax of raw HTML in Markdown: tags within a line, and where a block of HTML begins and ends.

It is the syntax of CommonMark 0.31, sections 4.6 (HTML blocks) and 6.6 (raw HTML), with one addition: elements from
Word, such as ``<o:p>``, are HTML too.
"""

import re

from vindplaats.patterns import regex

_ATTRIBUTE = r"""\s+[A-Za-z_:][A-Za-z0-9_.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?"""
_NAME = "(?:(?:o|st1|v|w):)?[A-Za-z][A-Za-z0-9-]*"
"""The name of an element. Names from Word may have a prefix (``o:p``), which CommonMark does not allow."""
_OPEN_TAG = rf"<{_NAME}(?:{_ATTRIBUTE})*\s*/?>"
_CLOSING_TAG = rf"</{_NAME}\s*>"
RAW_HTML = regex(
    rf"{_OPEN_TAG}|{_CLOSING_TAG}|<!---?>|<!--.*?-->|<\?.*?\?>|<![A-Za-z][^>]*>|<!\[CDATA\[.*?\]\]>", re.DOTALL
)
"""A tag, comment, processing instruction, declaration or CDATA section, within a paragraph."""
AUTOLINK = regex(r"<(?!st1:)([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\x00-\x1f]*)>")
AUTOMAIL = regex(
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
    r"(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*)>"
)

_BLOCK_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|"
    "fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|"
    "menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|"
    "track|ul"
)
_COMPLETE_TAG = 7
"""The kind of HTML block that begins with any complete tag alone on its line. It cannot interrupt a paragraph."""
_STARTS = (
    regex(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE),
    regex(r"<!--"),
    regex(r"<\?"),
    regex(r"<![A-Za-z]"),
    regex(r"<!\[CDATA\["),
    regex(rf"</?(?:{_BLOCK_TAGS})(?:\s|/?>|$)", re.IGNORECASE),
    regex(rf"(?:{_OPEN_TAG}|{_CLOSING_TAG})\s*$"),
)
_ENDS = {
    1: regex(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    2: regex(r"-->"),
    3: regex(r"\?>"),
    4: regex(r">"),
    5: regex(r"\]\]>"),
}


def html_block_kind(line: str, *, in_paragraph: bool) -> int:
    """Return the kind (1 to 7) of the HTML block that begins with ``line`` (without its indent), or 0 if none does."""
    for kind, start in enumerate(_STARTS, 1):
        if start.match(line):
            return 0 if kind == _COMPLETE_TAG and in_paragraph else kind
    return 0


def ends_html_block(kind: int, line: str) -> bool:
    """Return whether a line is the last of an HTML block of this kind. Kinds 6 and 7 end before a blank line."""
    end = _ENDS.get(kind)
    return end is not None and bool(end.search(line))


def ends_at_blank_line(kind: int) -> bool:
    """Return whether an HTML block of this kind ends before the next blank line."""
    return kind not in _ENDS
