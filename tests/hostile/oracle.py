"""The judge of HTML: parsed as a browser does, and walked. Nothing here knows how the HTML was made.

What may be on a page is said here once more, on its own: a sanitiser that allows more is found out.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

PREFIX = "tekst-"
"""With what the ids of a body begin, so that none is one of the theme's."""
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
"""Around a table stands a box of ours, and its attributes stand nowhere else."""
_ADDRESSES = frozenset(("href", "src", "cite", "action", "formaction", "data", "poster", "background", "longdesc"))
_MARK = re.compile("\x02vp([0-9]+)\x03")
_SCHEME = re.compile("([a-z][a-z0-9+.-]*):")
_VOID = frozenset(("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_RAW = frozenset(("iframe", "noembed", "noframes", "plaintext", "script", "style", "xmp"))
"""Elements in which a browser reads no markup."""

_PAGE = (
    '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title></head><body>'
    '<main id="vp-inhoud"><article><div class="inhoud" id="vp-proef">{}</div><p id="vp-erna">Erna</p></article></main>'
    '<footer id="vp-voet"><p>Voet</p></footer></body></html>'
)


FOREIGN_IMAGE = "image from elsewhere"


def faults(markup: str, links: int = 0) -> list[str]:
    """All that is wrong with the HTML of a body that has so many links; empty where it is safe."""
    alone = parse_fragment(markup)
    again = parse_fragment(write(alone))  # what a script that copies the page, or an editor, would make of it
    found = _stray_marks(markup, alone, links)
    for element in (*alone.iter(), *again.iter()):
        if element is not alone and element is not again:
            found += _faults_of(element)
    if list(_events(_page(markup))) != list(_events(_page("", alone))):
        found.append("in a page it is something else than alone, or it leaves its element")
    return sorted(set(found))


def parse_fragment(markup: str) -> Element:
    """What a browser makes of HTML that stands last in a ``div``.

    A page is parsed: fragments html5lib parses otherwise than browsers, and loses what stands wrong in a table.
    """
    return next(element for element in parse_page(f"<!DOCTYPE html><div>{markup}").iter() if element.tag == "div")


def parse_page(markup: str) -> Element:
    """What a browser makes of a page; elements of HTML are without namespace."""
    page: Element = html5lib.parse(markup, namespaceHTMLElements=False)
    return page


def name_of(element: Element) -> str:
    """``div``, ``svg svg``, ``!`` for a comment."""
    tag: Any = element.tag
    if not isinstance(tag, str):
        return "!"
    return tag.replace("{http://www.w3.org/2000/", "").replace("}", " ")


def skeleton(element: Element) -> list[tuple[str, ...]]:
    """The elements with the names of their attributes and how they nest; no texts and no values."""
    return [
        (event, name_of(one), *sorted(map(str, one.attrib))) if event == "<" else (event,)
        for event, one in _walk(element)
    ]


def write(element: Element) -> str:
    """The HTML of what is in an element, as ``innerHTML`` has it."""
    out = [_escape(element.text)]
    for event, one in _walk(element):
        if one is element:
            continue
        name = name_of(one)
        if name == "!":
            out.append(f"<!--{one.text}-->" if event == "<" else _escape(one.tail))
        elif event == "<":
            out.append(f"<{name.rpartition(' ')[2]}")
            out += [f' {key}="{_escape(value, quote=True)}"' for key, value in one.attrib.items()]
            out.append(">")
            if name in {"pre", "textarea"} and (one.text or "").startswith("\n"):
                out.append("\n")
            out.append((one.text or "") if name in _RAW else _escape(one.text))
        else:
            out.append(("" if name in _VOID else f"</{name.rpartition(' ')[2]}>") + _escape(one.tail))
    return "".join(out)


def url_scheme(value: str) -> str:
    """The scheme that a browser sees in an address (URL Standard, 4.4): empty where it has none."""
    value = value.strip("".join(map(chr, range(0x21)))).translate(dict.fromkeys(map(ord, "\t\n\r")))
    found = _SCHEME.match(value.lower())
    return found[1] if found else ""


def leads_out(value: str) -> bool:
    """Tell whether a browser would leave the site for this address; it takes a backslash for a slash."""
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
            yield "link that leaves the site without rel"


def _faults_of_value(key: str, value: str) -> Iterator[str]:
    if key == "id" and not value.startswith(PREFIX):
        yield f"id {value!r}"
    if key in _ADDRESSES and url_scheme(value) not in {"", *SCHEMES}:
        yield f"address {value!r}"


def _stray_marks(markup: str, tree: Element, links: int) -> list[str]:
    """Marks are made by us alone: whole values of href and src, each the number of a link, and nothing else."""
    right = [
        found
        for element in tree.iter()
        for key in ("href", "src")
        if (found := _MARK.fullmatch(element.attrib.get(key, ""))) and int(found[1]) < links
    ]
    return [] if len(right) == markup.count("\x02") == markup.count("\x03") else ["false mark of a link"]


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
    for event, one in _walk(element):
        if event == "<":
            yield event, name_of(one), tuple(sorted(one.attrib.items())), one.text or ""
        else:
            yield event, one.tail or ""


def _walk(element: Element) -> Iterator[tuple[str, Element]]:
    """Every element where it opens and where it closes; without recursion, for hostile pages are deep."""
    stack = [("<", element)]
    while stack:
        event, one = stack.pop()
        yield event, one
        if event == "<":
            stack.append((">", one))
            stack += [("<", child) for child in reversed(one)]


def _escape(text: str | None, *, quote: bool = False) -> str:
    text = (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;") if quote else text
