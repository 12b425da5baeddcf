"""DOIs: the ways in which editors write them, and their address on the web."""

import re
from urllib.parse import quote, unquote

from vindplaats.patterns import regex

_DOI = regex(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
"""The name of an object (DOI Handbook, 2.2): a prefix, a slash, and a suffix of any characters that can be seen."""

_LABEL = regex(r"(?:doi\s*:\s*|doi\s+|info:doi/|urn:doi:)", re.IGNORECASE)
_RESOLVER = regex(r"(?:https?://)?(?:www\.|dx\.)?doi\.org/", re.IGNORECASE)
_IN_WORD = regex(rf"(?<![0-9.]){_DOI.pattern}")
_END_OF_MARKUP = regex(r'"|\]\(')
"""The end of a value in HTML, or of the text of a link in Markdown: ``[10.1234/abc](https://doi.org/10.1234/abc)``."""
_REMARK = regex(r" \([^()]*\)$")
MAX_DOI_LENGTH = 2000
"""Maximum number of characters of a text that may be a DOI. It bounds the time to find out."""
_PROSE = ".,;"
"""Signs at the end that belong to the sentence from which a DOI was copied."""


def parse_doi(text: str) -> str | None:
    """Return the DOI that is written in ``text``, without label or resolver, or None if there is none.

    ``https://www.doi.org/10.1234/a%23b`` and ``doi:10.1234/a#b.`` both give ``10.1234/a#b``. Only an address is percent
    decoded, because a DOI itself may have percent signs.
    """
    text = text.strip()
    if len(text) > MAX_DOI_LENGTH:
        return None
    if text.startswith("<") and text.endswith(">"):
        text = text[1:-1].strip()
    if label := _LABEL.match(text):
        text = text[label.end() :]
    resolver = _RESOLVER.match(text)
    if resolver or "/" not in text:
        text = _decoded(text[resolver.end() if resolver else 0 :])
    text = _without_prose(text)
    return text if _DOI.fullmatch(text) and text.isprintable() else None


def doi_meant(text: str) -> str | None:
    """Return the DOI in a text that is none: ``10.1234/abc`` for ``https://uitgever.example/doi/10.1234/abc?tab=1``.

    It is found where only words precede it and at most a remark in brackets follows: ``10.1234 / abc (rapport)``.
    """
    text = _REMARK.sub("", re.sub(r" ?/ ?", "/", text[:MAX_DOI_LENGTH]))
    words = [word for word in text.split() if _IN_WORD.search(word)]
    match = _IN_WORD.search(words[0]) if len(words) == 1 and text.endswith(words[0]) else None
    if match is None:
        return None
    found = _END_OF_MARKUP.split(match[0])[0]
    if "<" not in found:
        found = found.rstrip(f"{_PROSE}>")
    return parse_doi(_decoded(found.partition("?")[0]) if match.start() else found)


def doi_url(doi: str) -> str:
    """Return the address of a DOI: ``10.1000/a<b`` becomes ``https://doi.org/10.1000/a%3Cb`` (DOI Handbook, 2.5.2)."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}"


def _decoded(text: str) -> str:
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError:
        return text


def _without_prose(text: str) -> str:
    """Return the text without full stops and commas at its end, and without a bracket that nothing opens."""
    while True:
        shorter = text.rstrip(_PROSE)
        if any(
            shorter.endswith(close) and shorter.count(close) > shorter.count(open_) for open_, close in ("()", "[]")
        ):
            shorter = shorter[:-1]
        if shorter == text:
            return text
        text = shorter
