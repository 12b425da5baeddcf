"""The fields ``menu`` and ``voet`` of ``site.yaml``: names or texts, and links with a title and an address.

Other systems have menus of other shapes. These are reported once, with the whole field as it should be if all that the
editor wrote can be in it.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.diagnostics.fields import of_all_lines
from vindplaats.patterns import regex
from vindplaats.read.notations.addresses import address_meant, is_web_address
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.records import Mention, SiteLink
from vindplaats.read.schema import fold_key
from vindplaats.read.yaml_syntax.raw_values import (
    Mapping,
    RawValue,
    Scalar,
    Sequence,
    YamlPair,
    has_more_lines,
    is_blank,
)
from vindplaats.slug import slugify
from vindplaats.text import visible_text, yaml_value

SITE_LISTS = frozenset({"menu", "voet"})
"""The fields with names or texts, and links."""
_TITLE_KEYS = frozenset({"titel", "title", "naam", "name", "label", "tekst", "text"})
_ADDRESS_KEYS = frozenset({"url", "href", "link", "adres", "path", "pad", "pageref", "page", "pagina"})
"""Keys under which other systems keep the title and the address of an item of a menu."""
_GROUP_KEYS = frozenset({"menu", "submenu", "items", "kinderen", "children", "onderdelen", "subitems"})
"""Keys under which other systems keep the items of a submenu."""
_WORDS = frozenset({"adres", "naam"})
"""Those of them with which a line of a footer may begin: ``Adres: Postbus 1``."""
_LINK_KEYS = frozenset({"titel", "url"})
_HALVES = (["titel"], ["url"])
_MARKDOWN_LINK = regex(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_HTML_LINK = regex(r"<a\s[^<>]*href\s*=\s*[\"']?([^\"'<>\s]+)[^<>]*>([^<>]+)</a>")
_IN_ANGLES = regex(r"<([^<>\s]+)>")
HTML_TAG = regex(r"</?[A-Za-z][^<>]*>")
"""A tag of HTML, which the menu and the footer show as it is written."""


def report_site_list(pair: YamlPair, file: str, report: Report) -> bool:
    """Report a field with items of other shapes than it may have, and return whether it is one."""
    found = Report()
    is_wrong = _report_shape(pair, file, found)
    is_long = has_more_lines(pair)
    report.extend(of_all_lines(one, pair.key.text) if is_long else one for one in found.diagnostics)
    return is_wrong


def _report_shape(pair: YamlPair, file: str, report: Report) -> bool:
    """Report a field with items of other shapes than it may have, and return whether it is one.

    Each item becomes what it means: ``[{titel: Wij, url: /wij/}, {titel: Fonds, url: https://fonds.example}]`` for
    ``[{name: Wij, href: /wij}, {Fonds: fonds.example}]``.
    """
    items = pair.value.items if isinstance(pair.value, Sequence) else (pair.value,)
    if group := next(filter(None, map(_find_group, items if isinstance(pair.value, Sequence) else ())), None):
        flat = [text for item in items for text in _flat(item, pair.key.text)]
        write = (f"{pair.key.text}: [{', '.join(dict.fromkeys(flat))}]",) if flat and all(flat) else ()
        report.add(site.SUBMENU.at(Place(file, group.key.line, group.key.column), name=pair.key.text, write=write))
        return True
    first = next((item for item in items if not _is_item(item)), None) or _find_halved(items)
    if first is None:
        return False
    name = pair.key.text
    written = dict.fromkeys(_of_field(pair.value, name))
    write = (f"{name}: [{', '.join(written)}]",) if written and all(written) else ()
    place = first if isinstance(pair.value, Sequence) else pair.key
    fault = site.MENU_OF_FIELDS if name == "menu" else site.FOOTER_OF_FIELDS
    report.add(fault.at(Place(file, place.line, place.column), write=write))
    return True


def _find_group(item: RawValue) -> YamlPair | None:
    """Return the part of an item that has items of its own: ``menu: [nieuws]`` beside a titel, or ``Wij: [nieuws]``."""
    pairs = item.entries if isinstance(item, Mapping) else ()
    return next((pair for pair in pairs if _is_group(pair)), None)


def _is_group(pair: YamlPair) -> bool:
    key = pair.key.text.casefold()
    return key in _GROUP_KEYS or (isinstance(pair.value, Sequence) and key not in _TITLE_KEYS | _ADDRESS_KEYS)


def _flat(item: RawValue, name: str) -> Iterator[str]:
    """Yield an item and those in its groups, as they should be written, or an empty text for one that is not known.

    That is so of the title of a group that leads nowhere: it would be lost.
    """
    group = _find_group(item)
    if not isinstance(item, Mapping) or group is None:
        yield from _of_item(item, name)
        return
    yield _link(Mapping(tuple(pair for pair in item.entries if pair is not group), item.line, item.column))
    for part in group.value.items if isinstance(group.value, Sequence) else (group.value,):
        yield from _flat(part, name)


def _is_item(value: RawValue) -> bool:
    """Return whether a value has the shape of an item, or of none. Its fields are checked where it is read."""
    if isinstance(value, Mapping):
        keys = set(map(fold_key, _keys(value)))
        return keys <= _LINK_KEYS or (not keys.isdisjoint(_LINK_KEYS) and not _link(value))
    return isinstance(value, Scalar)


def _find_halved(items: tuple[RawValue, ...]) -> RawValue | None:
    """Return the first item with only the titel or the url of a link if the next has the other: each has a dash."""
    return next((first for first, second in pairwise(items) if _are_halves(first, second)), None)


def _are_halves(first: RawValue, second: RawValue) -> bool:
    found = (_keys(first), _keys(second))
    return found in (_HALVES, _HALVES[::-1])


def _keys(value: RawValue) -> list[str]:
    return [pair.key.text for pair in value.entries] if isinstance(value, Mapping) else []


def _of_field(value: RawValue, name: str) -> Iterator[str]:
    """Yield each item in the value of a field as it should be written, or an empty text if that is not known."""
    if not isinstance(value, Mapping):
        yield from _of_item(value, name)
    elif link := _link(value):
        yield link
    elif all(isinstance(pair.value, Scalar) and _is_switch(pair.value.text) for pair in value.entries):
        yield from _of_switches(value, name)
    else:
        for pair in value.entries:
            yield _of_pair(pair, name)


def _of_item(value: RawValue, name: str) -> Iterator[str]:
    if isinstance(value, Scalar):
        if not is_blank(value):
            is_address = name == "menu" and is_web_address(value.text)
            yield written_link("", value.text) if is_address else yaml_value(visible_text(value.text))
    elif isinstance(value, Mapping):
        yield _link(value) or (_of_pair(value.entries[0], name) if len(value.entries) == 1 else "")
    else:
        for item in _joined(value.items):
            yield from _of_item(item, name)


def _joined(items: tuple[RawValue, ...]) -> Iterator[RawValue]:
    """Yield the items of a list, with the two halves of a link as one item."""
    rest = list(items)
    while rest:
        first = rest.pop(0)
        if isinstance(first, Mapping) and rest and _are_halves(first, rest[0]):
            second = rest.pop(0)
            more = second.entries if isinstance(second, Mapping) else ()
            first = Mapping((*first.entries, *more), first.line, first.column)
        yield first


def _link(value: Mapping) -> str:
    """Return the link that a mapping with a title and an address means, or an empty text."""
    texts = {pair.key.text.casefold(): pair.value.text for pair in value.entries if isinstance(pair.value, Scalar)}
    titles, addresses = ([text for key, text in texts.items() if key in keys] for keys in (_TITLE_KEYS, _ADDRESS_KEYS))
    if len(value.entries) != len(_HALVES) or len(titles) != 1 or len(addresses) != 1 or not titles[0]:
        return ""
    url = _url(addresses[0])
    return written_link(titles[0], url) if url else ""


def _is_switch(text: str) -> bool:
    """Return whether a text says yes or no, or nothing: ``{projecten: true, jaren: false}`` or ``{a, b}``."""
    return not text or truth_of(text) is not None


def _of_switches(value: Mapping, name: str) -> Iterator[str]:
    for pair in value.entries:
        key, text = pair.key.text, pair.value.text if isinstance(pair.value, Scalar) else ""
        if truth_of(text) is not False:
            yield yaml_value(key) if name == "voet" or slugify(key) == key else ""  # a group of a menu has a title


def _of_pair(pair: YamlPair, name: str) -> str:
    """Return the link or the line of a footer that a pair means, or an empty text: ``Fonds: https://fonds.example``."""
    key = pair.key.text
    if not isinstance(pair.value, Scalar) or key.casefold() in (_TITLE_KEYS | _ADDRESS_KEYS) - _WORDS:
        return ""
    text = visible_text(pair.value.text)
    url = _url(text)
    if url:
        return written_link(key, url)
    return yaml_value(f"{key}: {text}".strip()) if name == "voet" else ""


def _url(text: str) -> str:
    """Return the address that a text is, on this site or with a scheme, or an empty text if it is none."""
    if text.startswith("/") and not text.startswith("//") and not any(map(str.isspace, text)):
        is_page = urlsplit(text).path == text and "." not in text.rpartition("/")[2]
        return f"{text.removesuffix('/')}/" if is_page else text
    address = text if is_web_address(text) else "" if any(map(str.isspace, text)) else address_meant(text) or ""
    return "" if address.startswith("mailto:") and address != text else address


def written_link(title: str, url: str) -> str:
    """Return a link as an editor should write it. Without a title, the host of its address will do."""
    shown = title or url.partition(":")[2].lstrip("/").partition("/")[0] or url
    return f"{{titel: {yaml_value(shown)}, url: {yaml_value(url)}}}"


def written_item(item: Mention | SiteLink) -> str:
    """Return an item as an editor should write it."""
    return yaml_value(item.text) if isinstance(item, Mention) else written_link(item.titel, item.url)


def links_in_text(text: str, url_of: Callable[[str], str]) -> tuple[str, ...]:
    """Return the items for a text of the footer that is an address or a link, or has links in Markdown, or nothing.

    ``url_of`` returns the address that is meant by one in a link. ``"Zie [Privacy](/privacy/)."`` becomes
    ``("Zie", "{titel: Privacy, url: /privacy/}")``.
    """
    if tag := _HTML_LINK.fullmatch(text):
        return (written_link(tag[2].strip(), url_of(tag[1])),)
    if found := list(_MARKDOWN_LINK.finditer(text)):
        items: list[str] = []
        end = 0
        for match in found:
            items += _words(text[end : match.start()])
            items.append(written_link(match[1], url_of(match[2])))
            end = match.end()
        return (*items, *_words(text[end:]))
    if angles := _IN_ANGLES.fullmatch(text):
        text = angles[1]
    address = None if HTML_TAG.search(text) else address_meant(text)
    return (written_link("" if is_web_address(text) else text, address),) if address else ()


def _words(text: str) -> list[str]:
    """Return a text between links, without the signs that belonged to the sentence, or nothing if it has no words."""
    text = text.lstrip(" ,;:.)").rstrip(" (")
    return [yaml_value(text)] if any(map(str.isalnum, text)) else []
