"""Find the links that a page shows as a frame: those alone in their paragraph, to a host named in ``insluiten``."""

import re
from collections.abc import Collection
from html import unescape
from urllib.parse import parse_qs, urlsplit

from vindplaats.patterns import regex

LINK_ALONE = regex(
    r'<p><a href="(?P<address>https?://[^"]*)"(?P<attributes>(?: [a-z]+="[^"]*")*)>'
    r"(?P<inner>(?:(?!</?a[ >]).)*)</a></p>",
    re.DOTALL,
)
"""A paragraph with only a link to another site, in a sanitised body."""
_YOUTUBE = frozenset({
    "m.youtube.com", "www.youtube-nocookie.com", "www.youtube.com", "youtu.be", "youtube-nocookie.com", "youtube.com",
})  # fmt: skip
_YOUTUBE_EMBEDS, _VIMEO_EMBEDS = "www.youtube-nocookie.com", "player.vimeo.com"
"""The hosts whose addresses can be in a frame, and that store the least about visitors."""
_VIMEO = frozenset({"vimeo.com", "www.vimeo.com"})
_YOUTUBE_VIDEO = regex(r"/(?:(?:shorts|live|v)/)?([\w-]{11})/?", re.ASCII)
_VIMEO_VIDEO = regex(r"/(?:channels/[\w-]+/)?([0-9]+)(?:/([0-9a-f]+))?/?", re.ASCII)
_SECONDS = regex(r"([0-9]+)s?")


def is_framed(address: str, hosts: Collection[str]) -> bool:
    """Return whether a page shows a link to this address as a frame, if it is alone in its paragraph."""
    return host_of(address) in hosts and embed_address(address, hosts) is None


def host_of(address: str) -> str:
    """Return the host in an HTTPS address, or an empty text if there is more before the path than that."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme.lower() == "https" and parts.netloc.lower() == parts.hostname
    except ValueError:
        return ""
    return parts.hostname or "" if is_plain else ""


def embed_address(address: str, hosts: Collection[str]) -> str | None:
    """Return the address to write instead of that of a page of YouTube or Vimeo that refuses to be in a frame.

    Return None for any other address.
    """
    parts, host = urlsplit(address), host_of(address)
    if host in _VIMEO and (video := _VIMEO_VIDEO.fullmatch(parts.path)):
        return f"https://{_VIMEO_EMBEDS}/video/{video[1]}" + (f"?h={video[2]}" if video[2] else "")
    if host not in _YOUTUBE:
        return None
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    own = host if host in hosts and host.startswith("www.") else _YOUTUBE_EMBEDS
    start = f"https://{_YOUTUBE_EMBEDS if _YOUTUBE_EMBEDS in hosts else own}/embed/"
    if parts.path == "/playlist" and "list" in asked:
        return f"{start}videoseries?list={asked['list']}"
    video = _YOUTUBE_VIDEO.fullmatch(f"/{asked.get('v', '')}" if parts.path == "/watch" else parts.path)
    if video is None:
        return None
    seconds = _SECONDS.fullmatch(asked.get("t", ""))
    return f"{start}{video[1]}" + (f"?start={seconds[1]}" if seconds else "")


def address_to_write(address: str, hosts: Collection[str]) -> str | None:
    """Return the address to write instead of one on a host among ``hosts`` that cannot be in a frame.

    Return None if the address can be in a frame, or if its host is not named.
    """
    secure = f"https{address[4:]}" if address[:5].lower() == "http:" else address
    if host_of(secure) not in hosts:
        return None
    return embed_address(secure, hosts) or (None if secure == address else secure)


def links_alone(markup: str) -> frozenset[str]:
    """Return the addresses of the links that are alone in their paragraphs."""
    return frozenset(unescape(match["address"]) for match in LINK_ALONE.finditer(markup))
