"""Find the links that a page shows as a frame: those alone in their paragraph, to a host named in ``insluiten``."""

import re
from collections.abc import Collection, Mapping
from html import unescape
from types import MappingProxyType
from urllib.parse import parse_qs, urlencode, urlsplit

from vindplaats.patterns import regex
from vindplaats.read.fields.policy_sources import ascii_host

LINK_ALONE = regex(
    r'(?P<before><p(?: [a-z]+="[^"]*")*>(?:<(?:em|strong)>)*)'
    r'<a(?P<first>(?: (?!href=)[a-z]+="[^"]*")*) href="(?P<address>https?://[^"]*)"(?P<rest>(?: [a-z]+="[^"]*")*)>'
    r"(?P<inner>(?:(?!</?a[ >]).)*)</a>(?P<after>(?:</(?:em|strong)>)*</p>)",
    re.DOTALL,
)
"""A paragraph with only a link to another site, which may be emphasised, in a sanitised body."""
_YOUTUBE = frozenset({
    "m.youtube.com", "music.youtube.com", "www.youtube-nocookie.com", "www.youtube.com", "youtu.be",
    "youtube-nocookie.com", "youtube.com",
})  # fmt: skip
_VIMEO = frozenset({"player.vimeo.com", "vimeo.com", "www.vimeo.com"})
_FRAMED_PATHS: Mapping[str, str] = MappingProxyType({
    "www.youtube-nocookie.com": "/embed/", "www.youtube.com": "/embed/", "player.vimeo.com": "/video/",
})  # fmt: skip
"""Where the pages of YouTube and Vimeo begin that can be in a frame. The first host stores less about visitors."""
_YOUTUBE_HOSTS, _VIMEO_HOST = ("www.youtube-nocookie.com", "www.youtube.com"), "player.vimeo.com"
_YOUTUBE_VIDEO = regex(r"/(?:embed|live|shorts|v)/([\w-]{11})/?", re.ASCII)
_YOUTUBE_ID = regex(r"[\w-]{11}", re.ASCII)
_PRIVATE_LISTS = frozenset({"LL", "WL"})
"""The lists of YouTube that everybody has: what they liked, and what they will watch later."""
_VIMEO_VIDEO = regex(
    r"/(?:(?:channels/[\w-]+|groups/[\w-]+/videos|(?:album|showcase)/[0-9]+/video|manage/videos|video)/)?"
    r"([0-9]+)(?:/([0-9a-f]+))?/?",
    re.ASCII,
)
_TIME = regex(r"(?:([0-9]{1,3})h)?(?:([0-9]{1,5})m)?(?:([0-9]{1,6})s?)?")
"""A time in a video, such as ``1m30s`` or ``90``."""


def is_framed(address: str, hosts: Collection[str]) -> bool:
    """Return whether a page shows a link to this address as a frame, if it is alone in its paragraph."""
    host = host_of(address)
    if host not in hosts:
        return False
    if host not in _YOUTUBE and host not in _VIMEO:
        return True
    start, path = _FRAMED_PATHS.get(host), urlsplit(address).path
    return start is not None and path.startswith(start) and path != start


def host_of(address: str) -> str:
    """Return the host in an HTTPS address, in ASCII, or an empty text if there is more before the path than that."""
    try:
        parts = urlsplit(address)
        is_plain = parts.scheme.lower() == "https" and parts.netloc.lower() == parts.hostname
    except ValueError:
        return ""
    return ascii_host(parts.hostname or "") if is_plain else ""


def embed_address(address: str, hosts: Collection[str]) -> str | None:
    """Return the address that shows the video of a page of YouTube or Vimeo in a frame of a host among ``hosts``.

    Return None for any other address, and if no host for such frames is named.
    """
    host = host_of(address)
    if host in _YOUTUBE:
        own = next((known for known in _YOUTUBE_HOSTS if known in hosts), None)
        return _youtube_video(address, host, own) if own else None
    return _vimeo_video(address) if host in _VIMEO and _VIMEO_HOST in hosts else None


def _youtube_video(address: str, host: str, own: str) -> str | None:
    """Return the address of a video or playlist of YouTube on the host ``own``, with where it begins and its list."""
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    start, playlist = f"https://{own}{_FRAMED_PATHS[own]}", asked.get("list", "")
    playlist = "" if playlist in _PRIVATE_LISTS else playlist
    if parts.path in {"/playlist", "/embed/videoseries"}:
        return f"{start}videoseries?{urlencode({'list': playlist})}" if playlist else None
    if host == "youtu.be":
        video = parts.path.strip("/")
    elif parts.path in {"/watch", "/watch/"}:
        video = asked.get("v", "")
    else:
        found = _YOUTUBE_VIDEO.fullmatch(parts.path)
        video = found[1] if found else ""
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    time = asked.get("t") or asked.get("start") or parts.fragment.removeprefix("t=")
    kept = {"start": _seconds(time), "list": playlist}
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"{start}{video}" + (f"?{query}" if query else "")


def _vimeo_video(address: str) -> str | None:
    """Return the address of a video of Vimeo for frames, with the key of a private one and where it begins."""
    parts = urlsplit(address)
    video = _VIMEO_VIDEO.fullmatch(parts.path)
    if video is None:
        return None
    key = video[2] or parse_qs(parts.query).get("h", [""])[0]
    seconds = _seconds(parts.fragment.removeprefix("t="))
    query = f"?{urlencode({'h': key})}" if key else ""
    return f"https://{_VIMEO_HOST}{_FRAMED_PATHS[_VIMEO_HOST]}{video[1]}{query}" + (f"#t={seconds}s" if seconds else "")


def _seconds(time: str) -> int:
    """Return the seconds in a time such as ``1m30s``, or 0 if it is not a time."""
    found = _TIME.fullmatch(time)
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds


def address_to_write(address: str, hosts: Collection[str]) -> str | None:
    """Return the address to write so that a page shows a frame of a host among ``hosts``.

    Return None if the address can be in a frame as it is, or if there is no such address.
    """
    secure = f"https{address[4:]}" if address[:5].lower() == "http:" else address
    if is_framed(secure, hosts):
        return None if secure == address else secure
    return embed_address(secure, hosts)


def links_alone(markup: str) -> frozenset[str]:
    """Return the addresses of the links that are alone in their paragraphs."""
    return frozenset(unescape(match["address"]) for match in LINK_ALONE.finditer(markup))
