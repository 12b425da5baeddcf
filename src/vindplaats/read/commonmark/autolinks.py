"""Web and e-mail addresses without angle brackets (GitHub Flavored Markdown 0.29, section 6.9)."""

import re
from html import unescape
from xml.etree.ElementTree import Element

from markdown.util import AtomicString
from msgspec import Struct

from vindplaats.read.commonmark.references import literal

_CANDIDATE = re.compile(
    r"(?<![A-Za-z0-9])https?://[^\s<]+"
    r"|(?<![^\s*_~(\[\"'“‘„>|-])www\.(?=[^\s<]*\.)[^\s<]+"
    r"|(?<![A-Za-z0-9.+_/-])(?:mailto:)?[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+",
    re.IGNORECASE,
)
_TRAILING = "?!.,:;*_~'\"”’»“‘"
_ENTITY_END = re.compile(r"&[A-Za-z0-9]+;$")
_CLOSING = {")": "(", "]": "["}
_DOMAIN = re.compile(r"(?:https?://|www\.)[^\W_](?:[\w.-]*\w)?", re.IGNORECASE)


class Autolink(Struct, frozen=True):
    """An address in a text, from ``start`` to ``end``: ``text`` as written, and ``href`` with a scheme."""

    start: int
    end: int
    text: str
    href: str


def find_autolinks(text: str) -> list[Autolink]:
    """Return the addresses in a text, the last one first."""
    if "://" not in text and "@" not in text and "www." not in text.lower():
        return []
    found = [link for match in _CANDIDATE.finditer(text) if (link := _make_link(match))]
    return found[::-1]


def _make_link(match: re.Match[str]) -> Autolink | None:
    start, address = match.start(), match[0]
    if "@" in address and "://" not in address and not address.lower().startswith("www."):
        if address[-1] in "-_":
            return None
        href = address if address.lower().startswith("mailto:") else f"mailto:{address}"
        return Autolink(start, match.end(), address, href)
    address = _without_trailing_signs(_up_to_bracket(address))
    if not _DOMAIN.match(address):
        return None
    href = unescape(address)
    return Autolink(start, start + len(address), href, href if "://" in address[:8] else f"http://{href}")


def _up_to_bracket(address: str) -> str:
    """Return the address up to a square bracket or backtick that it does not open itself."""
    depth = 0
    for index, sign in enumerate(address):
        if sign == "[":
            depth += 1
        elif sign == "`" or (sign == "]" and not depth):
            return address[:index]
        elif sign == "]":
            depth -= 1
    return address


def _without_trailing_signs(address: str) -> str:
    while address:
        last = address[-1]
        if last == ";" and (entity := _ENTITY_END.search(address)):
            address = address[: entity.start()]
        elif last in _TRAILING or (last in _CLOSING and address.count(last) > address.count(_CLOSING[last])):
            address = address[:-1]
        else:
            break
    return address


def link_element(href: str, text: str) -> Element:
    """Return a link whose text is an address, which is not searched for abbreviations."""
    link = Element("a", {"href": literal(href)})
    link.text = AtomicString(literal(text))
    return link
