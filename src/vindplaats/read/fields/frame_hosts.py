"""The field ``insluiten`` of ``site.yaml``: the hosts whose frames pages may show."""

import re
from collections import abc
from collections.abc import Iterator
from types import MappingProxyType

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import site
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.fields.policy_sources import BETWEEN, LABEL, QUOTES, ascii_host, source_meant
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, is_blank
from vindplaats.text import visible_text

MAX_PARTS = 20
"""Maximum number of host names that are looked for in one text."""
_HOST = regex(rf"(?:{LABEL}\.)+{LABEL}")
_HOST_OF_FRAMES: abc.Mapping[str, str] = MappingProxyType(
    {
        "m.youtube.com": "www.youtube-nocookie.com",
        "music.youtube.com": "www.youtube-nocookie.com",
        "youtu.be": "www.youtube-nocookie.com",
        "youtube-nocookie.com": "www.youtube-nocookie.com",
        "youtube.com": "www.youtube-nocookie.com",
        "vimeo.com": "player.vimeo.com",
        "www.vimeo.com": "player.vimeo.com",
    }
)
"""The hosts of video sites that frames never come from, each with the one that they do come from."""
_COMMA = regex(r"[,;]")
_HTTPS_PORT = ":443"


def read_hosts(value: RawValue, field: FieldContext) -> tuple[str, ...] | None:
    """Return the host names in one value or a list, in ASCII, or report what is wrong and return None."""
    items = value.items if isinstance(value, Sequence) else (value,)
    hosts: list[str] = []
    for item in items:
        text = ", ".join(_texts(item))
        host = ascii_host(text.lower().removesuffix("."))
        if isinstance(item, Scalar) and host in _HOST_OF_FRAMES:
            near = _HOST_OF_FRAMES[host]
            field.report.add(site.HOST_WITHOUT_FRAMES.at(field.place(item), text=text, name=field.name, near=near))
        elif isinstance(item, Scalar) and _is_host(host):
            hosts.append(host)
        elif isinstance(item, Scalar) and not text:
            field.report.add(field_faults.EMPTY_ITEM.at(field.place(item), name=field.name))
        else:
            _report(text, item, field, is_only=len(items) == 1)
    return tuple(dict.fromkeys(hosts)) if len(hosts) == len(items) else None


def _is_host(text: str) -> bool:
    """Return whether a text is a host name in ASCII. The last part of a number or an IP address is a number."""
    return bool(_HOST.fullmatch(text)) and not text.rpartition(".")[2].isdigit()


def _report(text: str, item: RawValue, field: FieldContext, *, is_only: bool) -> None:
    """Report a text that is not a host name. A source of ``frame-src`` may say more, but makes no frames."""
    source = source_meant(text, "frame-src")
    host = source.rpartition("://")[2].partition("/")[0]
    if "*" in host or ":" in host.removesuffix(_HTTPS_PORT):
        field.report.add(site.MORE_THAN_HOST.at(field.place(item), text=text, name=field.name))
        return
    parts = [part for part in BETWEEN.split(text) if "." in part]
    meant = [found for found in map(_host_meant, parts) if found] if len(parts) <= MAX_PARTS else []
    is_all = len(meant) == len(parts) and all("." in part for part in _COMMA.split(text))
    near = meant[0] if is_all and len(meant) == 1 else None
    write = (f"{field.name}: [{', '.join(meant)}]",) if is_all and len(meant) > 1 and is_only else ()
    if isinstance(item, Mapping):
        text = ", ".join(f"{pair.key.text}: {', '.join(_texts(pair.value))}".strip() for pair in item.entries)
    field.report.add(site.BAD_HOST.at(field.place(item), text=text, name=field.name, near=near, write=write))


def _texts(value: RawValue) -> Iterator[str]:
    """Yield the texts in a value, also those of a list or a mapping. A key counts if it has no value."""
    if isinstance(value, Scalar):
        yield visible_text(value.text)
    elif isinstance(value, Sequence):
        for item in value.items:
            yield from _texts(item)
    else:
        for pair in value.entries:
            yield from (pair.key.text,) if is_blank(pair.value) else _texts(pair.value)


def _host_meant(text: str) -> str:
    """Return the host in an address, or in a text that is nearly a host; an empty text if there is none."""
    rest = text.strip(QUOTES + "<>()").lower().rpartition("://")[2].removeprefix("//")
    name = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    host = ascii_host(name.removesuffix(_HTTPS_PORT).removesuffix("."))
    return _HOST_OF_FRAMES.get(host, host) if _is_host(host) else ""
