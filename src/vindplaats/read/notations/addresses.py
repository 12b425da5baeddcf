"""E-mail addresses and web addresses: which are valid, and which one an editor meant by another text."""

import re
from urllib.parse import urlsplit

from vindplaats.patterns import regex

_EMAIL = regex(r"[^@\s<>\"',;:]+@[^@\s<>\"',;:]+\.[^@\s<>\"',;:]+")
_AT = regex(r"\s*(?:@|[(\[]\s*(?:at|apenstaartje)\s*[)\]])\s*", re.IGNORECASE)
"""The ways in which people write the @ of an address, such as ``(at)``."""

MAX_EMAIL_LENGTH = 254
"""Maximum number of characters in an e-mail address (RFC 5321, erratum 1690)."""
_ADDRESS = regex(r"(?:https?://|mailto:|www\.)[^\s<>\"\\()\[\]]+", re.IGNORECASE)
_SCHEME = regex(r"h?t?tt?ps?\s*(?::\s*(?:/\s*){0,3}|;//\s*|//\s*)(?=[^/\s])", re.IGNORECASE)
"""A scheme that is nearly right: ``https:/``, ``https//``, ``htps://``, ``HTTPS://`` or ``https: //``."""
_MAIL = regex(r"mailto\s*:\s*(\S+)", re.IGNORECASE)
_HOST = regex(
    r"(?://)?((?:[\w-]+\.)+(?!(?:pdf|docx?|xlsx?|pptx?|html?|md|jpe?g|png|zip)\b)[^\W\d]{2,}(?:[/?#:]\S*)?)",
    re.IGNORECASE,
)
"""A web address without its scheme. It is not the name of a file."""

_BRACKETS = str.maketrans("<>()[]", "      ")
_PROSE = ".,;"
_MAX_LENGTH = 1000
"""Maximum number of characters of a text in which an address is looked for. It bounds the time that this takes."""


def is_email(text: str) -> bool:
    """Return whether ``text`` looks like an e-mail address."""
    return len(text) <= MAX_EMAIL_LENGTH and bool(_EMAIL.fullmatch(text))


def is_web_address(text: str, schemes: tuple[str, ...] = ("http", "https", "mailto")) -> bool:
    """Return whether ``text`` is an address that a visitor can follow, with one of ``schemes`` and no spaces."""
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises `ValueError` if it is not a number)
    except ValueError:
        return False
    if parts.scheme not in schemes or re.search(r"[\s\x00-\x1f<>\"\\]", text):
        return False
    return is_email(parts.path) if parts.scheme == "mailto" else bool(parts.hostname)


def email_meant(text: str) -> str | None:
    """Return the only e-mail address in a text: ``anna@x.nl`` for ``mailto:anna@x.nl`` and ``Anna <anna(at)x.nl>``."""
    if len(text) > _MAX_LENGTH:
        return None
    found = {address.rstrip(_PROSE) for address in _EMAIL.findall(_AT.sub("@", text).translate(_BRACKETS))}
    address = found.pop() if len(found) == 1 else ""
    return address if is_email(address) else None


def address_meant(text: str) -> str | None:
    """Return the only web address in a text, with its scheme: ``https://x.nl`` for ``x.nl`` and ``<https://x.nl>``."""
    if len(text) > _MAX_LENGTH:
        return None
    if is_email(text):
        address = f"mailto:{text}"
        return address if is_web_address(address) else None  # a "#" begins a fragment
    if mail := _MAIL.fullmatch(text):
        address = f"mailto:{mail[1]}"
        return address if is_email(mail[1]) and is_web_address(address) else None
    if scheme := _SCHEME.match(text):
        text = f"{'https' if 's' in scheme[0].lower() else 'http'}://{text[scheme.end() :]}"
    elif host := _HOST.fullmatch(text):
        text = f"https://{host[1]}"
    text = _without_spaces(text)
    if re.fullmatch(r"https?://[^\s/]+/[^:]*", text) and not text.endswith(">"):
        text = text.replace(" ", "%20")
    found = {address.rstrip(_PROSE) for address in _ADDRESS.findall(text)}
    address = found.pop() if len(found) == 1 else ""
    address = f"https://{address}" if address.lower().startswith("www.") else address
    return address if is_web_address(address) else None


def _without_spaces(text: str) -> str:
    """Return an address without the spaces in its host: ``https://x.nl/a`` for ``https://x .nl /a``.

    What comes after a whole host, such as ``https://x.nl and more``, stays.
    """
    scheme, mark, rest = text.partition("://")
    if not mark:
        return text
    host, space, after = rest.partition(" ")
    while space and (after[:1] in {"/", "."} or not re.search(r"[^.]\.[^.\d]", host.lower().removeprefix("www."))):
        host, space, after = f"{host}{after}".partition(" ")
    return f"{scheme}{mark}{host}{space}{after}" if "." in host else text
