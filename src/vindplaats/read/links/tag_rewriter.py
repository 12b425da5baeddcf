"""Rewrite the tags of a body, and collect the links and anchors in them.

One pass over the tags of the sanitised HTML turns ``h1`` into ``h2``, and replaces addresses on the site with link
marks, so that links in raw HTML are found as well as those in Markdown. It relies on the form in which the sanitiser
writes tags. What it inserts is fixed text, or has been escaped.
"""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from urllib.parse import unquote

from vindplaats.diagnostics import bodies, links
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.commonmark.comments import EMPTIED
from vindplaats.read.commonmark.converter import make_anchor
from vindplaats.read.link_marks import EXTERNAL_LINK_END, link_mark
from vindplaats.read.links.anchors import ANCHOR_PREFIX, GithubIds, find_fragment
from vindplaats.read.links.line_places import MAX_SEARCHES, LinePlaces
from vindplaats.read.plain_text import TAG
from vindplaats.read.records import BodyLink
from vindplaats.read.sanitiser import ALIGNMENTS
from vindplaats.suggest import nearest
from vindplaats.text import nfc

_CHANGED_TAG = regex(
    r'<(?:a href="(?P<address>[^"&]*)">|(?P<cell>t[dh]) align="(?P<alignment>left|center|right)">'
    r'|(?P<heading>h[2-6]) id="(?P<id>[\w-]+)">(?P<words>[^<&]*)(?=</h)|(?P<bare>/?(?:h1|table)|pre)>'
    r'|[a-z][a-z0-9]*(?: [a-z]+="[^"]*")+>)'
)
"""A tag that is rewritten, or that has attributes. The named groups are of tags that are rewritten in a simple way,
because they have no other attributes. Such a heading has only words, without tags and references."""
_ATTRIBUTE = regex(r' ([a-z]+)="([^"]*)"')
HEADING = regex(r'<h([1-6])((?: [a-z]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
_ID = regex(r' id="([^"]*)"')
_HREF = regex(r' href="([^"]*)"')
_ANCHOR_MARK = regex("\x02(?=a)anker(\\d+)\x03")
"""The placeholder for the address of a link within the page, until all anchors of the page are known."""
_EMPTIED = regex(html.escape(EMPTIED.pattern))
_BOOLEAN_ATTRIBUTES = frozenset({"open", "reversed"})
"""Attributes of ``<details>`` and ``<ol>`` that mean the same with any value. They are written without one."""
_ALIGNED = regex(rf' align="({"|".join(ALIGNMENTS)})"')
_SCHEME = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
TABLE_OPENS = '<div class="tabel" role="group" tabindex="0" aria-label="Tabel">'
"""The start of the box around each table. The box can be scrolled by keyboard too (WCAG 2.2, 1.4.10 and 2.1.1)."""
TABLE_CLOSES = "</table></div>"
_PRE_OPENS = '<pre role="group" tabindex="0" aria-label="Code"'
"""The start of each ``<pre>``. It can be scrolled by keyboard: its lines may be longer than the page is wide."""
_BARE_TAGS = {
    "<h1>": "<h2>", "</h1>": "</h2>", "<pre>": f"{_PRE_OPENS}>",
    "<table>": f"{TABLE_OPENS}<table>", "</table>": TABLE_CLOSES,
}  # fmt: skip
"""What replaces each tag without attributes that is rewritten."""


class TagRewriter:
    """Rewrites the tags of one body, and collects the anchors and links in them."""

    def __init__(self, file: str, places: LinePlaces) -> None:
        self.anchors: list[str] = []
        self.aliases: dict[str, str] = {}
        self.links: list[BodyLink] = []
        self.web_links: list[BodyLink] = []
        self._plain_headings: list[tuple[str, str]] = []  # the id and the words of each
        self._links_within_page: list[str] = []
        self._leads_outside = False
        self._folder = posixpath.dirname(file)
        self._places = places

    def rewrite(self, clean: str) -> str:
        """Return the HTML of the body with its tags rewritten, and with an id in every heading that has words."""
        markup = _CHANGED_TAG.sub(self._tag, clean)
        if len(self._plain_headings) == markup.count("</h") and len(set(self.anchors)) == len(self.anchors):
            self._add_github_ids()  # every heading keeps its id, as on nearly all pages
        elif "<h" in markup:
            markup = self._name_headings(markup)
        if self._links_within_page:
            markup = _ANCHOR_MARK.sub(self._fragment_in_page, markup)
        return markup

    def _tag(self, match: re.Match[str]) -> str:
        """Return what replaces a tag: an ``h2`` for an ``h1``, a table in its box, a link with its mark."""
        kind = match.lastgroup
        if kind == "address":
            return self._plain_link(match)
        if kind == "alignment":
            return f'<{match["cell"]} class="{ALIGNMENTS[match["alignment"]]}">'
        if kind == "words":
            _, _, _, heading, anchor, words, _ = match.groups()
            self.anchors.append(anchor)
            self._plain_headings.append((anchor, words))
            return f'<{heading} id="{ANCHOR_PREFIX}{anchor}">{words}'
        return _BARE_TAGS[match[0]] if kind == "bare" else self._tag_with_attributes(match)

    def _plain_link(self, match: re.Match[str]) -> str:
        """Return what replaces the tag of a link with only an address, in which no character is written as a reference.

        The result is that of `_tag_with_attributes`, in less time.
        """
        quoted = match["address"]
        self._leads_outside = False
        written = self._address(quoted.strip(), image=False)
        if self._leads_outside:
            shown = ' class="adres"' if match.string.startswith(f"{quoted}</a>", match.end()) else ""
            return f'<a href="{quoted}"{shown}{EXTERNAL_LINK_END}'
        return match[0] if written is None else f'<a href="{written}">'

    def _tag_with_attributes(self, match: re.Match[str]) -> str:
        text = match[0]
        if "&lt;!--" in text:  # a comment in an attribute
            text = _EMPTIED.sub("", text)
        if text.startswith("<h1"):
            text = text.replace("1", "2", 1)
        self._leads_outside = False
        text = _ATTRIBUTE.sub(lambda found: self._attribute(match[0], found), _with_class(text))
        if self._leads_outside:
            text = _add_class(text, "adres") if _shows_its_address(match) else text
            text = text[:-1] + EXTERNAL_LINK_END
        if text.startswith("<pre"):
            return _PRE_OPENS + text.removeprefix("<pre")
        return TABLE_OPENS + text if text.startswith("<table") else text

    def _attribute(self, tag: str, match: re.Match[str]) -> str:
        name, quoted = match.groups()
        if name == "headers":  # in a table cell: the ids of its header cells
            return f' headers="{" ".join(ANCHOR_PREFIX + anchor for anchor in quoted.split())}"'
        if name in _BOOLEAN_ATTRIBUTES:
            return f" {name}"
        if name not in {"href", "src", "id", "name"}:
            return match[0]
        value = html.unescape(quoted).strip()
        if name == "name":
            return self._named(tag, value)
        if name == "id":
            self.anchors.append(value)
            return f' id="{ANCHOR_PREFIX}{quoted}"'
        written = self._address(value, image=name == "src")
        return match[0] if written is None else f' {name}="{written}"'

    def _address(self, value: str, *, image: bool) -> str | None:
        """Collect the address of a link or image, and return its mark, or None if it stays as it is."""
        if not value or value.startswith("#"):
            self._links_within_page.append(value)
            return f"\x02anker{len(self._links_within_page) - 1}\x03" if value[1:] else None
        if not _SCHEME.match(value):
            self.links.append(_link(self._folder, value, self._places.find(value), image=image))
            return link_mark(len(self.links) - 1)
        if image or not value.lower().startswith("mailto:"):
            place = self._places.find(value)
            self.web_links.append(BodyLink("web", value, "", value, place.line, place.column, image))
            self._leads_outside = not image
        return None

    def _named(self, tag: str, name: str) -> str:
        """Return the attribute that replaces ``name`` in an ``<a>`` (an anchor in older HTML), or an empty text."""
        own_id = _ID.search(tag)
        if own_id is not None:
            self.aliases.setdefault(name, html.unescape(own_id[1]))
        elif name and name not in self.anchors:
            self.anchors.append(name)
            return f' id="{ANCHOR_PREFIX}{html.escape(name)}"'
        return ""

    def _name_headings(self, markup: str) -> str:
        """Give an id to each heading without one (those in raw HTML), and add the id it has on GitHub as an alias.

        If the id made from the words of a heading is also elsewhere in the text, such as in an ``<a id="…">`` before
        the heading, the heading gets another id.
        """
        times = Counter(self.anchors)
        tried: dict[str, int] = {}  # for each id, the last number that was tried after it
        github = GithubIds()
        names: dict[str, str] = {}

        def name_heading(match: re.Match[str]) -> str:
            level, attributes, inner = match.groups()
            words = html.unescape(TAG.sub("", inner))
            own = _ID.search(attributes)
            anchor = html.unescape(own[1]).removeprefix(ANCHOR_PREFIX) if own else make_anchor(words, "-")
            github_id = github.next(words)
            written = match[0]
            is_copy = times[anchor] > 1 and anchor == make_anchor(words, "-") and not self._is_typed_twice(anchor)
            if (own is None and anchor) or is_copy:
                fresh = _unused(anchor, times, tried)
                times[anchor] -= 1 if own else 0
                times[fresh] += 1
                rest = attributes.replace(own[0], "", 1) if own else attributes
                written = f'<h{level}{rest} id="{ANCHOR_PREFIX}{html.escape(fresh)}">{inner}</h{level}>'
                anchor = fresh
            if anchor and github_id:
                names.setdefault(github_id, anchor)
            return written

        markup = HEADING.sub(name_heading, markup)
        self.anchors = list(times.elements())
        self._add_aliases(names)
        return markup

    def _add_github_ids(self) -> None:
        """Add the ids that plain headings have on GitHub as aliases."""
        github = GithubIds()
        names: dict[str, str] = {}
        for anchor, words in self._plain_headings:
            if github_id := github.next(words):
                names.setdefault(github_id, anchor)
        self._add_aliases(names)

    def _add_aliases(self, names: Mapping[str, str]) -> None:
        known = frozenset(self.anchors)
        for name, anchor in names.items():
            if name not in known:
                self.aliases.setdefault(name, anchor)

    def _is_typed_twice(self, anchor: str) -> bool:
        """Return whether the editor gave this id to two elements, so that links to it lead to either."""
        return len(self._places.positions(_typed_id(anchor))) > 1

    def _fragment(self, value: str) -> str | None:
        return "" if value == "#" else find_fragment(unquote(value[1:]), self.anchors, self.aliases)

    def _fragment_in_page(self, match: re.Match[str]) -> str:
        value = self._links_within_page[int(match[1])]
        fragment = self._fragment(value)
        if fragment is None:  # reported by `check`
            fragment = ANCHOR_PREFIX + value[1:]
        return html.escape(f"#{fragment}")

    def _second(self, name: str) -> Place:
        """Return the place where an id is typed for the second time, or else of its first mention."""
        typed = _typed_id(name)
        if len(self._places.positions(typed)) > 1:
            self._places.first(typed)
            return self._places.first(typed)
        return self._places.first(re.escape(name))

    def check(self, report: Report) -> None:
        """Report duplicate anchors, links without an address, and links to unknown anchors."""
        twice = [name for name, times in Counter(self.anchors).items() if times > 1]
        for name in twice:
            report.add(bodies.DUPLICATE_ANCHOR.at(self._second(name), name=name))
        broken = [value for value in self._links_within_page if not value or self._fragment(value) is None]
        for number, value in enumerate(broken, len(twice)):
            if not value:
                report.add(links.EMPTY_LINK.at(self._places.find(value)))
                continue
            known = (*self.anchors, *self.aliases)
            near = nearest(value[1:].removeprefix(ANCHOR_PREFIX), known) if number < MAX_SEARCHES else None
            report.add(links.BROKEN_ANCHOR.at(self._places.find(value), raw=value, near=near and f"#{near}"))


def _typed_id(anchor: str) -> str:
    """Return a pattern for an id in braces: ``{#id}``."""
    return rf"\{{:?[^{{}}\n]*#{re.escape(anchor)}(?=[\s}}])"


def _unused(anchor: str, taken: Mapping[str, int], tried: dict[str, int]) -> str:
    """Return the anchor or, if it is taken, the anchor with the first free number, as in Python-Markdown: ``x_1``.

    ``tried`` keeps the last number for each anchor, so that many headings with the same words take linear time.
    """
    found = anchor
    while taken.get(found):
        tried[anchor] = tried.get(anchor, 0) + 1
        found = f"{anchor}_{tried[anchor]}"
    return found


def _with_class(tag: str) -> str:
    """Return the tag with the ``align`` attribute of a cell replaced by a class, added to its other classes."""
    aligned = _ALIGNED.search(tag)
    if aligned is None:
        return tag
    return _add_class(tag.replace(aligned[0], "", 1), ALIGNMENTS[aligned[1]])


def _add_class(tag: str, name: str) -> str:
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{name} ', 1)
    return f'{tag[:-1]} class="{name}">'


def _shows_its_address(match: re.Match[str]) -> bool:
    """Return whether the text of a link is its address. In print, the style sheet adds the address to other links."""
    address = _HREF.search(match[0])
    return address is not None and match.string.startswith(f"{address[1]}</a>", match.end())


def _link(folder: str, value: str, place: Place, *, image: bool) -> BodyLink:
    """Return the link to ``value``, an address without a scheme that leads to a page or file of the site."""
    path, _, anchor = value.partition("#")
    path = unquote(path.partition("?")[0])
    where = (unquote(anchor), value, place.line, place.column, image)
    if path.startswith("/"):
        return BodyLink("path", path, *where)
    target = nfc(posixpath.normpath(posixpath.join(folder, path)))
    return BodyLink("page" if target.endswith(".md") else "file", target, *where)
