"""The field ``csp`` of ``site.yaml``: what the pages of the site may load besides its own files."""

import re
from collections.abc import Iterator
from collections.abc import Mapping as Mappings
from collections.abc import Sequence as Several
from types import MappingProxyType
from urllib.parse import quote

from msgspec import Struct, structs

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics import files, site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.addresses import address_meant
from vindplaats.read.schema import DIRECTIVES, SITE_FIELDS
from vindplaats.read.yaml_syntax.raw_values import (
    Mapping,
    RawValue,
    Scalar,
    Sequence,
    YamlPair,
    has_more_lines,
    is_blank,
)
from vindplaats.suggest import nearest
from vindplaats.text import CONTROLS, visible_text, yaml_value

Sources = tuple[tuple[str, tuple[str, ...]], ...]
"""Sources by directive: ``(("script-src", ("https://stats.example.org",)),)``."""

_CODE = frozenset({"script-src", "style-src"})
_KEYWORDS: Mappings[str, frozenset[str]] = MappingProxyType({
    "self": frozenset(DIRECTIVES),
    "unsafe-inline": _CODE,
    "unsafe-hashes": _CODE,
    "unsafe-eval": frozenset({"script-src"}),
    "wasm-unsafe-eval": frozenset({"script-src"}),
})  # fmt: skip
"""The keywords, which CSP writes in quotes, and the directives in which they mean something."""
_USELESS = ("none", "strict-dynamic", "report-sample", "inline-speculation-rules", "unsafe-allow-redirects")
"""Keywords that would widen nothing. With ``strict-dynamic`` browsers would refuse the scripts of the site itself."""
_SCHEMES = frozenset({"data:", "blob:", "filesystem:", "mediastream:"})
_TOO_WIDE: Mappings[str, frozenset[str]] = MappingProxyType({
    "script-src": _SCHEMES,
    "object-src": _SCHEMES,
    "worker-src": frozenset({"data:", "filesystem:"}),
})  # fmt: skip
"""The schemes with which anything that somebody puts into a page could run. Libraries do make workers of blobs."""
_EVERY_SITE = regex(r"(?:https?|wss?):(?:/{0,2}\*?)/?|\*(?::[0-9*]+)?")
"""Sources of every site, or of every site with a scheme."""
_INLINE = "'unsafe-inline'"
"""Means nothing beside a hash (CSP3, 6.7.3.2)."""
_HASH = regex(r"sha256-[A-Za-z0-9+/_-]{43}=|sha384-[A-Za-z0-9+/_-]{64}|sha512-[A-Za-z0-9+/_-]{86}==")
LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_FILE = regex(r"\.(?:js|mjs|css|html?|php|png|jpe?g|gif|svg|webp|avif|woff2?|ttf|otf|mp4|webm|mp3)$")
_HOST_END = regex(r"[/?#]")
_JOINTS = regex(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")
_SEGMENT = r"(?:[A-Za-z0-9._~!$&()*+=:@-]|%[0-9A-Fa-f]{2})"
_SOURCE = regex(
    rf"((?:https?|wss?)://)?((?:\*\.)?(?:{LABEL}\.)*{LABEL})(?::([0-9]{{1,5}}|\*))?(?:/(?:{_SEGMENT}+(?:/{_SEGMENT}*)*)?)?",
    re.ASCII,
)
"""A source that is a host: scheme, host, port and path (CSP3, 2.3.1). A browser drops a whole directive in which it
meets any other character, also one that an address may have elsewhere, such as an é."""
_MAX_PORT = 65_535
BETWEEN = regex(r"[\s,;]+")
QUOTES = "'\"`\u2018\u2019\u201a\u201c\u201d\u201e\u00b4"
_OTHER_MEANING = frozenset("\u00df\u03c2\u200c\u200d")
"""Characters that the two versions of IDNA encode differently: ß, ς and joiners."""
_NO_DIRECTIVE = frozenset({
    "base-uri", "block-all-mixed-content", "default", "default-src", "navigate-to", "plugin-types", "report-to",
    "report-uri", "require-trusted-types-for", "sandbox", "trusted-types", "upgrade-insecure-requests",
})  # fmt: skip
"""Directives of CSP to which nothing can be added."""
_MEANT: Mappings[str, str] = MappingProxyType({
    "child": "frame-src",
    **dict.fromkeys(("ajax", "fetch", "verbinding", "xhr"), "connect-src"),
    **dict.fromkeys(("lettertype", "lettertypen"), "font-src"),
    **dict.fromkeys(("formulier", "formulieren"), "form-action"),
    **dict.fromkeys(("iframe", "iframes"), "frame-src"),
    **dict.fromkeys(("afbeelding", "afbeeldingen", "beeld", "beelden", "image", "images", "imgs"), "img-src"),
    **dict.fromkeys(("audio", "video", "videos"), "media-src"),
    **dict.fromkeys(("js", "javascript"), "script-src"),
    **dict.fromkeys(("css", "stijl", "stylesheet", "stylesheets"), "style-src"),
})  # fmt: skip
"""Other words for directives."""


def read_sources(value: RawValue, field: FieldContext) -> Sources | None:
    """Return the sources in a mapping of directives, or report everything that is wrong with it and return None."""
    if not isinstance(value, Mapping):
        field.report.add(
            site.SOURCES_WITHOUT_DIRECTIVES.at(field.place(value), name=field.name, write=_of_policy(value, field))
        )
        return None
    report = Report()
    found = [(pair.key.text, _read_pair(pair, field, report)) for pair in value.entries]
    field.report.extend(report.diagnostics)
    return None if report.diagnostics else tuple(found)


def _read_pair(pair: YamlPair, field: FieldContext, report: Report) -> tuple[str, ...]:
    """Return the sources of one directive, and report what is wrong with it."""
    own = Report()
    sources = tuple(_sources_of(pair, structs.replace(field, report=own)))
    is_long = has_more_lines(pair)
    report.extend(field_faults.of_all_lines(d, pair.key.text) if is_long else d for d in own.diagnostics)
    return sources


def _sources_of(pair: YamlPair, field: FieldContext) -> Iterator[str]:
    """Yield the sources of one directive, and report what is wrong with each."""
    key, value = pair.key, pair.value
    place = Place(field.file, key.line, key.column)
    if key.text not in DIRECTIVES:
        if key.text not in _MEANT and any(known.name == key.text for known in SITE_FIELDS):
            field.report.add(site.FIELD_IN_POLICY.at(place, text=key.text))
            return
        known = ", ".join(DIRECTIVES)
        field.report.add(site.UNKNOWN_DIRECTIVE.at(place, text=key.text, known=known, near=_directive_meant(key.text)))
        return
    if is_blank(value):
        field.report.add(site.NO_SOURCES.at(place, name=key.text))
        return
    items = value.items if isinstance(value, Sequence) else (value,)
    is_below = has_more_lines(pair)
    sources: list[tuple[str, RawValue]] = []
    for item in items:
        at = key if item is value else item
        where = SourcePlace(key.text, at, is_item=item is not value, is_only=len(items) == 1, is_below=is_below)
        fault = _fault_of(item, where, field)
        if fault is not None:
            field.report.add(fault)
        elif isinstance(item, Scalar):
            sources.append((visible_text(item.text), at))
    print_of = next((source for source, _ in sources if _HASH.fullmatch(source.strip("'"))), "")
    for source, at in sources:
        if print_of and source == _INLINE:
            field.report.add(site.VOID_SOURCE.at(field.place(at), text=source.strip("'"), name=key.text))
        yield source


class SourcePlace(Struct, frozen=True):
    """Where a source is: its directive, the value with its place, and whether it is an item of a list, or the only one.

    ``is_below`` says whether the value of the directive goes on after its line. A source that is the value of its
    directive is reported at the key of that, as values of fields are.
    """

    directive: str
    at: RawValue
    is_item: bool
    is_only: bool
    is_below: bool = False

    @property
    def removed(self) -> str:
        """What to remove with the source, and the word ``weg``. A directive that has no other goes with it."""
        if self.is_item and not self.is_only:
            return "het weg"
        return f"'{self.directive}' met wat eronder staat weg" if self.is_below else "de regel weg"

    def written(self, sources: Several[str]) -> tuple[str, ...]:
        """Return how to write sources here; there is no way to write several as one item of a list."""
        values = [yaml_value(source) for source in sources]
        if self.is_item:
            return tuple(values) if len(values) == 1 else ()
        return (f"{self.directive}: {values[0] if len(values) == 1 else '[' + ', '.join(values) + ']'}",)


def _fault_of(value: RawValue, where: SourcePlace, field: FieldContext) -> Diagnostic | None:
    """Return what is wrong with a source, if anything is."""
    place, name = field.place(where.at), where.directive
    if not isinstance(value, Scalar):
        return _fault_of_nested(value, where, place)
    if CONTROLS.search(value.text) or "\r" in value.text:
        return files.CONTROL_CHARACTER.at(place)
    text = visible_text(value.text)
    if not text:
        return site.EMPTY_SOURCE.at(place, name=name)
    if _is_source(text, name):
        return None
    keyword = text.strip(QUOTES).lower()
    if f"{keyword.removesuffix(':')}:" in _TOO_WIDE.get(name, ()):
        return _too_wide(keyword, where, place)
    remove = f"Haal {where.removed}"
    if keyword in _USELESS or keyword.startswith("nonce-"):
        return site.USELESS_SOURCE.at(place, text=keyword, name=name, remove=remove)
    if keyword in _KEYWORDS and name not in _KEYWORDS[keyword]:
        others = " of ".join(one for one in DIRECTIVES if one in _KEYWORDS[keyword])
        return site.MISPLACED_SOURCE.at(place, text=keyword, name=name, remove=remove, others=others)
    if _EVERY_SITE.fullmatch(keyword):
        return site.ANY_SOURCE.at(place, text=text, name=name)
    meant = _sources_meant(text, name)
    if len(meant) > 1 and where.is_item:
        return site.SOURCES_IN_ONE.at(place, text=text, name=name, items=" en ".join(map(yaml_value, meant)))
    return site.BAD_SOURCE.at(place, text=text, name=name, write=where.written(meant) if meant else ())


def _fault_of_nested(value: RawValue, where: SourcePlace, place: Place) -> Diagnostic:
    """Return what is wrong with a list or a mapping that is a source: a scheme without quotes, for instance."""
    scheme = f"{value.entries[0].key.text}:" if isinstance(value, Mapping) and len(value.entries) == 1 else ""
    is_scheme = scheme in _SCHEMES and isinstance(value, Mapping) and is_blank(value.entries[0].value)
    if is_scheme and not _is_source(scheme, where.directive):
        return _too_wide(scheme, where, place)
    return site.SOURCE_IN_ANOTHER.at(place, name=where.directive, write=where.written([scheme]) if is_scheme else ())


def _too_wide(text: str, where: SourcePlace, place: Place) -> Diagnostic:
    remove = f"haal {where.removed}"
    return site.ANYTHING_RUNS.at(place, text=text, name=where.directive, remove=remove)


def _is_source(text: str, directive: str) -> bool:
    """Return whether a text is a source that may be added to a directive."""
    if text.startswith("'") and text.endswith("'") and len(text) > 1:
        keyword = text[1:-1]
        return directive in _KEYWORDS.get(keyword, ()) or (directive in _CODE and bool(_HASH.fullmatch(keyword)))
    if text in _SCHEMES:
        return text not in _TOO_WIDE.get(directive, ())
    match = _SOURCE.fullmatch(text)
    if match is None or (match[3] and match[3] != "*" and int(match[3]) > _MAX_PORT):
        return False
    return bool(match[1] or match[3] or ("." in match[2] and not _FILE.search(match[2])))


def _sources_meant(text: str, directive: str) -> tuple[str, ...]:
    """Return the sources that an editor meant by a text, or nothing if that is not clear."""
    if one := source_meant(text, directive):
        return (one,)
    several = tuple(source_meant(part, directive) for part in BETWEEN.split(text) if part)
    return tuple(dict.fromkeys(several)) if all(several) else ()


def source_meant(text: str, directive: str) -> str:
    """Return the source that an editor meant by a text without spaces, or an empty text if that is not clear."""
    text = text.strip(QUOTES + "<>()")
    if BETWEEN.search(text):
        return ""
    scheme = f"{text.lower().removesuffix(':')}:"
    if scheme in _SCHEMES:
        return scheme if _is_source(scheme, directive) else ""
    for keyword in (f"'{text}'", f"'{text.lower()}'"):
        if _is_source(keyword, directive):
            return keyword
    for address in (text, f"https:{text}" if text.startswith("//") else "", address_meant(text) or ""):
        scheme, mark, rest = address.rpartition("://")
        host = _HOST_END.split(rest, maxsplit=1)[0]
        path = quote(re.split(r"[?#]", rest[len(host) :], maxsplit=1)[0], safe="/%:@!$&()*+=~-._")
        source = f"{scheme.lower()}{mark}{ascii_host(host.lower())}{path}"
        if _is_source(source, directive) and not _FILE.search(host):
            return source
    return ""


def ascii_host(host: str) -> str:
    """Return a host name in ASCII: ``xn--idn-zna.example``, or an empty text if that is not certain."""
    if host.isascii():
        return host
    if not _OTHER_MEANING.isdisjoint(host):
        return ""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return ""


def _directive_meant(text: str) -> str | None:
    """Return the directive that an editor meant by another key, if that is likely."""
    key = _JOINTS.sub("-", visible_text(text)).lower().strip("-")
    if key in _NO_DIRECTIVE:
        return None
    stem = key.removesuffix("-elem").removesuffix("-attr").removesuffix("-src").removesuffix("-action")
    if stem in _MEANT:
        return _MEANT[stem]
    found = [
        name for name in DIRECTIVES if name in {key, f"{stem}-src", f"{stem.removesuffix('s')}-src", f"{stem}-action"}
    ]
    return found[0] if found else nearest(key, DIRECTIVES)


def _of_policy(value: RawValue, field: FieldContext) -> tuple[str, ...]:
    """Return the mapping that an editor meant by a policy in one text: ``script-src a.example; img-src b.example``."""
    text = visible_text(value.text) if isinstance(value, Scalar) else ""
    parts: list[str] = []
    for part in filter(None, map(str.strip, text.split(";"))):
        name, _, rest = part.partition(" ")
        words = [word for word in rest.split() if word not in {"'self'", "'none'"}]
        if name in _NO_DIRECTIVE and not words:
            continue
        if name not in DIRECTIVES or not all(_is_source(word, name) for word in words):
            return ()
        if words:
            parts.append(SourcePlace(name, value, is_item=False, is_only=False).written(words)[0])
    return (f"{field.name}: {{{', '.join(parts)}}}",) if parts else ()
