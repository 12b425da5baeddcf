"""Web and e-mail addresses without angle brackets (GitHub Flavored Markdown 0.29, section 6.9)."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.util import AtomicString
from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.commonmark.references import decode_entities, literal

_WEB_ADDRESS = regex(
    r"[HhWw](?:[Tt][Tt][Pp](?<=[Hh]...)(?<!(?i:[A-Z0-9])....)(?i:s?)://"
    r"|[Ww][Ww]\.(?<=[Ww]...)(?<![^\s*_~(\[\"'“‘„>|-]....)(?=[^\s<]*\.))[^\s<]+"
)
"""A web address that does not directly follow a letter or the like. The pattern begins with a set of characters, so
that ``re`` skips all text that has none of them, and what is before an address is looked at last."""
_MAIL_ADDRESS = regex(
    r"(?<![A-Za-z0-9.+_/-])(?:mailto:)?[A-Za-z0-9.+_-]{1,64}@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+", re.IGNORECASE
)
_TRAILING = "?!.,:;*_~'\"”’»“‘…–—"
_ENTITY = regex(r"&[A-Za-z0-9]+;")
_ENDING = regex(r"[)\]`]")
_CLOSING = {")": "(", "]": "["}
_DOMAIN = regex(r"(?:https?://|www\.)[^\W_](?:[\w.-]*\w)?", re.IGNORECASE)


class Autolink(Struct, frozen=True):
    """An address in a text, from ``start`` to ``end``. ``text`` is the address to show, and ``href`` has a scheme."""

    start: int
    end: int
    text: str
    href: str


def may_have_autolinks(text: str) -> bool:
    """Return whether a text may have addresses. This is faster than `find_autolinks`."""
    return "://" in text or "@" in text or "www." in text or "WWW." in text or "Www." in text


def find_autolinks(text: str) -> list[Autolink]:
    """Return the addresses in a text, the last one first."""
    if not may_have_autolinks(text):
        return []
    links = [_web_link(match) for match in _WEB_ADDRESS.finditer(text)]
    if "@" in text:
        links += [_mail_link(match) for match in _mail_addresses(text)]
    kept: list[Autolink] = []
    for link in sorted((link for link in links if link), key=lambda link: link.start):
        if not kept or link.start >= kept[-1].end:  # a mail address may be part of a web address
            kept.append(link)
    return kept[::-1]


def take_autolink(left: list[Autolink], start: int, stop: int) -> Autolink | None:
    """Return the first address that begins from ``start`` up to and including ``stop``, or None.

    ``left`` has the addresses that are left, the last one first. The address and all before it are removed from it.
    """
    while left and left[-1].start <= stop:
        link = left.pop()
        if link.start >= start:
            return link
    return None


def _mail_addresses(text: str) -> Iterator[re.Match[str]]:
    """Yield the e-mail addresses in a text. Only lines with an ``@`` are searched, because the pattern is slow."""
    at = text.find("@")
    while at >= 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        yield from _MAIL_ADDRESS.finditer(text, text.rfind("\n", 0, at) + 1, end)
        at = text.find("@", end)


def _mail_link(match: re.Match[str]) -> Autolink | None:
    address = match[0]
    if address[-1] in "-_":
        return None
    href = address if address.lower().startswith("mailto:") else f"mailto:{address}"
    return Autolink(match.start(), match.end(), address, href)


def _web_link(match: re.Match[str]) -> Autolink | None:
    address = _without_trailing_signs(_up_to_bracket(match[0]))
    if not _DOMAIN.match(address):
        return None
    href = decode_entities(address)
    end = match.start() + len(address)
    return Autolink(match.start(), end, href, href if "://" in address[:8] else f"http://{href}")


def _up_to_bracket(address: str) -> str:
    """Return the address up to its first backtick, or its first closing bracket without an opening one."""
    if "(" not in address and "[" not in address:
        return _ENDING.split(address, maxsplit=1)[0]
    opened = dict.fromkeys(_CLOSING.values(), 0)
    for index, sign in enumerate(address):
        if sign in opened:
            opened[sign] += 1
        elif sign in _CLOSING:
            opened[_CLOSING[sign]] -= 1
            if opened[_CLOSING[sign]] < 0:
                return address[:index]
        elif sign == "`":
            return address[:index]
    return address


def _without_trailing_signs(address: str) -> str:
    if address[-1:] not in _TRAILING and address[-1:] not in _CLOSING:
        return address
    end = len(address)
    surplus = {closing: address.count(closing) - address.count(opening) for closing, opening in _CLOSING.items()}
    entity_start, entity_end = _last_entity(address, end)
    while end:
        last = address[end - 1]
        if end == entity_end:
            end = entity_start
            entity_start, entity_end = _last_entity(address, end)
        elif last in _TRAILING or surplus.get(last, 0) > 0:
            if last in surplus:
                surplus[last] -= 1
            end -= 1
        else:
            break
    return address[:end]


def _last_entity(address: str, end: int) -> tuple[int, int]:
    """Return the start and end of the entity at the last ``&`` of ``address[:end]``, or ``(-1, -1)`` if it has none."""
    start = address.rfind("&", 0, end)
    entity = _ENTITY.match(address, start, end) if start >= 0 else None
    return entity.span() if entity else (-1, -1)


def link_element(href: str, text: str) -> Element:
    """Return a link whose text is an address. That text is not searched for abbreviations."""
    link = Element("a", {"href": literal(href)})
    link.text = AtomicString(literal(text))
    return link
