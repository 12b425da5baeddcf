"""The fields ``menu`` and ``voet`` of ``site.yaml``: names or texts, and links with a title and an address.

Other systems have menus of other shapes. These are reported once, with the whole field as it should be.
"""

from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlsplit

from slugify import slugify

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.notations.addresses import address_meant, is_web_address
from vindplaats.read.notations.slugs import slug_meant
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.records import Mention, SiteLink
from vindplaats.read.yaml_syntax.raw_values import Mapping, RawValue, Scalar, Sequence, YamlPair, is_blank
from vindplaats.text import visible_text, yaml_value

SITE_LISTS = frozenset({"menu", "voet"})
"""The fields with names or texts, and links."""
_ADDRESS_KEYS = ("url", "href", "link", "adres", "path", "pad", "pageref", "page", "pagina")
_TITLE_KEYS = ("titel", "title", "naam", "name", "label", "tekst", "text", "id", "identifier")
"""Keys under which other systems keep the address and the title of an item of a menu."""
_LINK_KEYS = frozenset({"titel", "url"})
_MARKDOWN_LINK = regex(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")


def report_site_list(pair: YamlPair, file: str, report: Report) -> bool:
    """Report a field with items of other shapes than it may have, and return whether it is one.

    Each item becomes what it means: ``[projecten, {titel: Fonds, url: https://fonds.example}]`` for
    ``[{name: Projecten, href: /projecten/}, {name: Fonds, href: fonds.example}]``.
    """
    items = pair.value.items if isinstance(pair.value, Sequence) else (pair.value,)
    first = next((item for item in items if not _is_item(item)), None) or _find_halved(items)
    if first is None:
        return False
    name = pair.key.text
    written = dict.fromkeys(_items(pair.value, name))
    write = (f"{name}: [{', '.join(written)}]",) if written and all(written) else ()
    place = first if isinstance(pair.value, Sequence) else pair.key
    fault = site.MENU_OF_FIELDS if name == "menu" else site.FOOTER_OF_FIELDS
    report.add(fault.at(Place(file, place.line, place.column), write=write))
    return True


def _is_item(value: RawValue) -> bool:
    """Return whether a value has the shape of an item, or of none: an empty one is reported where it is read."""
    if isinstance(value, Mapping):
        return not {pair.key.text for pair in value.entries} - _LINK_KEYS
    return isinstance(value, Scalar)


def _find_halved(items: tuple[RawValue, ...]) -> RawValue | None:
    """Return the first item with only the titel of a link if the next one has only its url: each has a dash."""
    pairs = pairwise(items)
    return next((first for first, second in pairs if (_keys(first), _keys(second)) == (["titel"], ["url"])), None)


def _keys(value: RawValue) -> list[str]:
    return [pair.key.text for pair in value.entries] if isinstance(value, Mapping) else []


def _joined(items: tuple[RawValue, ...]) -> Iterator[RawValue]:
    """Yield the items of a list, with the two halves of a link as one item."""
    halved = None
    for item in items:
        if halved and isinstance(item, Mapping) and _keys(item) == ["url"]:
            yield Mapping((*halved.entries, *item.entries), halved.line, halved.column)
            halved = None
            continue
        if halved:
            yield halved
        halved = item if isinstance(item, Mapping) and _keys(item) == ["titel"] else None
        if not halved:
            yield item
    if halved:
        yield halved


def _items(value: RawValue, name: str) -> Iterator[str]:
    """Yield each item in a value of any shape as it should be written, or an empty text if that is not known."""
    if isinstance(value, Scalar):
        yield from _of_text(value.text, name)
        return
    if isinstance(value, Sequence):
        for item in _joined(value.items):
            yield from _items(item, name)
        return
    texts = {pair.key.text.casefold(): pair.value.text for pair in value.entries if isinstance(pair.value, Scalar)}
    titles, addresses = ([texts[key] for key in keys if texts.get(key)] for keys in (_TITLE_KEYS, _ADDRESS_KEYS))
    if titles or addresses:
        yield _item((*titles, "")[0], (*addresses, "")[0], name)
    for pair in value.entries:
        if not isinstance(pair.value, Scalar):
            yield from _items(pair.value, name)
        elif not (titles or addresses) and truth_of(pair.value.text) is not False:
            key, text = pair.key.text, pair.value.text
            is_prose = (
                name == "voet" and not text.startswith("/") and truth_of(text) is None and not address_meant(text)
            )
            yield yaml_value(f"{key}: {text}") if is_prose and text else _item(key, text, name)


def _of_text(text: str, name: str) -> Iterator[str]:
    if is_blank(Scalar(text, 1, 1)):
        return
    address = address_meant(text)
    yield yaml_value(visible_text(text)) if name == "voet" or not address else written_link("", address)


def _item(title: str, address: str, name: str) -> str:
    """Return an item: the name of an overview or page, a text of the footer, or a link."""
    if truth_of(address) is not None:
        address = ""  # {projecten: true}
    if not address:
        return yaml_value(title) if name == "voet" else yaml_value(slug_meant(title))
    elsewhere = address if is_web_address(address) else None if address.startswith("/") else address_meant(address)
    if elsewhere:
        return written_link(title, elsewhere)
    slug = slug_meant(address)
    steps = urlsplit(address).path.strip("/").split("/")
    is_name = len(steps) == 1 and slug and "#" not in address and "?" not in address
    if name == "menu" and is_name and slugify(title) in {"", slug}:
        return yaml_value(slug)
    return written_link(title, address if address.startswith("/") and not is_name else f"/{slug}/")


def written_link(title: str, url: str) -> str:
    """Return a link as an editor should write it. Without a title, the host of its address will do."""
    shown = title or url.partition(":")[2].lstrip("/").partition("/")[0] or url
    return f"{{titel: {yaml_value(shown)}, url: {yaml_value(url)}}}"


def written_item(item: Mention | SiteLink) -> str:
    """Return an item as an editor should write it."""
    return yaml_value(item.text) if isinstance(item, Mention) else written_link(item.titel, item.url)


def links_in_text(text: str) -> str:
    """Return the items for a text of the footer that has links in Markdown, or is an address; empty if it has none.

    ``"Zie [Privacy](/privacy/)."`` becomes ``Zie, {titel: Privacy, url: /privacy/}``.
    """
    found = list(_MARKDOWN_LINK.finditer(text))
    if not found:
        address = address_meant(text)
        return written_link("" if is_web_address(text) else text, address) if address else ""
    items, end = [], 0
    for match in found:
        items += _words(text[end : match.start()])
        url = match[2] if match[2].startswith("/") else address_meant(match[2]) or match[2]
        items.append(written_link(match[1], url))
        end = match.end()
    return ", ".join((*items, *_words(text[end:])))


def _words(text: str) -> list[str]:
    """Return a text between links, without the signs that belonged to the sentence, or nothing if it has no words."""
    text = text.lstrip(" ,;:.)").rstrip(" (")
    return [yaml_value(text)] if any(map(str.isalnum, text)) else []
