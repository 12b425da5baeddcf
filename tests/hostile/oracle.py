"""Check that HTML is safe, by parsing it as browsers do and inspecting every element.

The elements and attributes that are allowed are listed here independently of the sanitiser, so that a sanitiser that
allows more is detected.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

PREFIX = "tekst-"
"""The prefix of every id in a body, so that none equals an id of the theme."""
SCHEMES = ("http", "https", "mailto")

_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "div p h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre table caption colgroup col thead tbody tfoot tr th td a "
        "abbr address article aside b bdi bdo br cite code data del details dfn em figcaption figure footer header "
        "hgroup hr i img ins kbd mark nav p q rp rt rtc ruby s samp section small span strong sub summary sup time u "
        "var wbr acronym center strike tt",
    )
)
_COMMON = frozenset(("class", "dir", "id", "lang", "title"))
_OF = {
    "a": ("href", "hreflang", "rel"),
    "img": ("src", "alt", "width", "height", "loading"),
    "ol": ("start", "reversed", "type"),
    "ul": ("type",),
    "li": ("value", "type"),
    "td": ("colspan", "rowspan", "headers", "align"),
    "th": ("colspan", "rowspan", "headers", "scope", "align"),
    "col": ("span",),
    "colgroup": ("span",),
    "time": ("datetime",),
    "data": ("value",),
    "del": ("datetime", "cite"),
    "ins": ("datetime", "cite"),
    "q": ("cite",),
    "blockquote": ("cite",),
    "details": ("open",),
}
_BOX = {"class": "tabel", "role": "group", "tabindex": "0", "aria-label": "Tabel"}
_CODE = {"role": "group", "tabindex": "0", "aria-label": "Code"}
"""The attributes of the box that Vindplaats puts around a table, and those that it adds to a block of code."""
_ADDRESSES = frozenset(("href", "src", "cite", "action", "formaction", "data", "poster", "background", "longdesc"))
_MARK = re.compile("\x02vp([0-9]+)\x03")
_SCHEME = re.compile("([a-z][a-z0-9+.-]*):")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_RAW = frozenset(("iframe", "noembed", "noframes", "plaintext", "script", "style", "xmp"))
"""Elements whose content a browser does not parse as markup."""

_PAGE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title></head><body>'
    '<main id="vp-inhoud"><article><div class="inhoud" id="vp-proef">{}</div><p id="vp-erna">Erna</p></article></main>'
    '<footer id="vp-voet"><p>Voet</p></footer></body></html>'
)


FOREIGN_IMAGE = "image from elsewhere"


def faults(markup: str, links: int = 0) -> list[str]:
    """Return the faults in the HTML of a body with this many links; an empty list means that it is safe."""
    alone = parse_fragment(markup)
    again = parse_fragment(
        write(alone)
    )  # a script that copies the page, or an HTML editor, serialises and parses it again
    found = _stray_marks(markup, alone, links)
    for element in (*alone.iter(), *again.iter()):
        if element is not alone and element is not again:
            found += _faults_of(element)
    if list(_events(_page(markup))) != list(_events(_page("", alone))):
        found.append("parsed within a page it differs from parsed alone, or it leaves its element")
    return sorted(set(found))


def parse_fragment(markup: str) -> Element:
    """Parse HTML as the last content of a ``div``, as a browser would.

    A whole page is parsed, because html5lib parses fragments differently from browsers and loses misplaced content of
    tables.
    """
    return next(element for element in parse_page(f"<!DOCTYPE html><div>{markup}").iter() if element.tag == "div")


def parse_page(markup: str) -> Element:
    """Parse a page as a browser would; HTML elements have no namespace."""
    page: Element = html5lib.parse(markup, namespaceHTMLElements=False)
    return page


def name_of(element: Element) -> str:
    """Return the name of an element: ``div``, ``svg svg`` with its namespace, or ``!`` for a comment."""
    tag: Any = element.tag
    if not isinstance(tag, str):
        return "!"
    return tag.replace("{http://www.w3.org/2000/", "").replace("}", " ")


def skeleton(element: Element) -> list[tuple[str, ...]]:
    """Return the nesting of elements with the names of their attributes, without texts and values."""
    return [
        (event, name_of(item), *sorted(map(str, item.attrib))) if event == "<" else (event,)
        for event, item in _walk(element)
    ]


def write(element: Element) -> str:
    """Return the HTML of the content of an element, as ``innerHTML`` does."""
    out = [_escape(element.text)]
    for event, item in _walk(element):
        if item is element:
            continue
        name = name_of(item)
        if name == "!":
            out.append(f"<!--{item.text}-->" if event == "<" else _escape(item.tail))
        elif event == "<":
            out.append(f"<{name.rpartition(' ')[2]}")
            out += [f' {key}="{_escape(value, quote=True)}"' for key, value in item.attrib.items()]
            out.append(">")
            if name in {"pre", "textarea"} and (item.text or "").startswith("\n"):
                out.append("\n")
            out.append((item.text or "") if name in _RAW else _escape(item.text))
        else:
            out.append(("" if name in _VOID else f"</{name.rpartition(' ')[2]}>") + _escape(item.tail))
    return "".join(out)


def url_scheme(value: str) -> str:
    """Return the scheme that a browser finds in an address (URL Standard, 4.4), or an empty text."""
    value = value.strip("".join(map(chr, range(0x21)))).translate(dict.fromkeys(map(ord, "\t\n\r")))
    found = _SCHEME.match(value.lower())
    return found[1] if found else ""


def leads_out(value: str) -> bool:
    """Return whether an address leads out of the site. Browsers treat a backslash as a slash."""
    bare = value.strip("".join(map(chr, range(0x21)))).translate(dict.fromkeys(map(ord, "\t\n\r")))
    return url_scheme(value) in {"http", "https"} or bare.replace("\\", "/").startswith("//")


def _faults_of(element: Element) -> Iterator[str]:
    name = name_of(element)
    if name == "!":
        yield "comment"
        return
    if name not in _ELEMENTS:
        yield f"element <{name}>"
    attributes = {str(key): value for key, value in element.attrib.items()}
    if name == "div" and attributes == _BOX:
        return
    if name == "pre" and attributes.items() >= _CODE.items():
        attributes = {key: value for key, value in attributes.items() if key not in _CODE}
    for key, value in attributes.items():
        if key not in _COMMON and key not in _OF.get(name, ()):
            yield f"attribute {key} of <{name}>"
        yield from _faults_of_value(key, value)
    source = attributes.get("src", "")
    if name == "img" and (url_scheme(source) or leads_out(source)):
        yield FOREIGN_IMAGE
    if name == "a" and leads_out(attributes.get("href", "")):
        missing = {"noopener", "noreferrer"} - set(attributes.get("rel", "").split())
        if missing:
            yield "link out of the site without rel"


def _faults_of_value(key: str, value: str) -> Iterator[str]:
    if key == "id" and not value.startswith(PREFIX):
        yield f"id {value!r}"
    if key in _ADDRESSES and url_scheme(value) not in {"", *SCHEMES}:
        yield f"address {value!r}"


def _stray_marks(markup: str, tree: Element, links: int) -> list[str]:
    """Check that link marks occur only as whole values of href and src, each with the number of a link.

    Only the converter makes marks; any other one comes from the editor.
    """
    right = [
        found
        for element in tree.iter()
        for key in ("href", "src")
        if (found := _MARK.fullmatch(element.attrib.get(key, ""))) and int(found[1]) < links
    ]
    return [] if len(right) == markup.count("\x02") == markup.count("\x03") else ["forged link mark"]


@cache
def _empty_page() -> str:
    return _PAGE.format("")


def _page(markup: str, content: Element | None = None) -> Element:
    page = parse_page(_PAGE.format(markup) if content is None else _empty_page())
    if content is not None:
        hole = next(element for element in page.iter() if element.attrib.get("id") == "vp-proef")
        hole.text = content.text
        hole.extend(content)
    return page


def _events(element: Element) -> Iterator[tuple[object, ...]]:
    for event, item in _walk(element):
        if event == "<":
            yield event, name_of(item), tuple(sorted(item.attrib.items())), item.text or ""
        else:
            yield event, item.tail or ""


def _walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Yield every element where it opens ("<") and closes (">"). Not recursive, because hostile pages nest deeply."""
    stack = [("<", element)]
    while stack:
        event, item = stack.pop()
        yield event, item
        if event == "<":
            stack.append((">", item))
            stack += [("<", child) for child in reversed(item)]


def _escape(text: str | None, *, quote: bool = False) -> str:
    text = (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quote else text
