"""Convert a body from Markdown to HTML, and derive what later stages need, such as anchors and links.

`converter` converts the Markdown, and `sanitiser` makes the HTML safe. Then one pass over the tags of the HTML turns
``h1`` into ``h2``, and replaces addresses on the site by link marks, so that links in raw HTML are found as well as
those in Markdown. That pass relies on the form in which the sanitiser writes tags, and inserts only text of our own.
"""

import html
import posixpath
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import unquote

from markdown import Markdown
from msgspec import Struct

from vindplaats.diagnostics import bodies, links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.errors import NestingError
from vindplaats.read.commonmark.comments import EMPTIED, Uncommented, remove_comments
from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.commonmark.extension import CommonMark
from vindplaats.read.commonmark.inline_parser import Oddity
from vindplaats.read.contact_details import contact_lines, contact_words
from vindplaats.read.fingerprints import trace
from vindplaats.read.html_store import StoredHtml
from vindplaats.read.image_tags import check_alternative_texts
from vindplaats.read.limits import find_excess
from vindplaats.read.link_marks import link_mark
from vindplaats.read.plain_text import TAG, first_paragraph, plain_text
from vindplaats.read.records import ANCHOR_PREFIX, Body, BodyLink
from vindplaats.read.sanitiser import ALIGNMENTS, Removal, find_removals, sanitise
from vindplaats.suggest import nearest
from vindplaats.text import nfc

_MAX_QUOTE_LENGTH = 40
"""Number of characters of a body that a message quotes at most."""
_MAX_BEGINNING_LENGTH = 300
"""Number of characters that `Body.first` and `Body.opening` keep. Lists and descriptions show at most 240 of them."""
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_TARGET = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)([^\s<>()"']+)(?=[\s>)"']|\Z)""")
MAX_SEARCHES = 100
"""Maximum number of searches of one kind for a page, because each takes time proportional to the size of the page."""
_ALIGNED = re.compile(rf' align="({"|".join(ALIGNMENTS)})"')
_EMPTIED = re.compile(html.escape(EMPTIED.pattern))
_LINE_END = re.compile("\n")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
TABLE_OPENS = '<div class="tabel" role="group" tabindex="0" aria-label="Tabel">'
"""The start of the box around each table; the box scrolls, also by keyboard (WCAG 2.2, 1.4.10 and 2.1.1)."""
TABLE_CLOSES = "</table></div>"
EXTERNAL_LINK_END = ' rel="noopener noreferrer">'
"""The end of the start tag of a link to another site, which gets no access to this window and no referrer."""


@cache
def _converter() -> tuple[Markdown, CommonMark]:
    """Return the only converter of this process: making one for each page would take longer than converting the page.

    Call `reset` before each use.
    """
    commonmark = CommonMark()
    return make_converter(commonmark), commonmark


class _Converted(Struct, frozen=True):
    """A body as Python-Markdown writes it: its HTML, its oddities and the lines of it (from 0) that are code."""

    markup: str
    oddities: tuple[Oddity, ...]
    code_lines: frozenset[int]


def convert(file: str, source: str, first_line: int = 1) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Convert the body of ``file``, which starts on line ``first_line``, and return it with its diagnostics.

    Of its links, only those to anchors of the page itself are checked.
    """
    report = Report()
    body = _convert(file, nfc(source), first_line, report)
    return body, report.diagnostics


def _convert(file: str, source: str, first_line: int, report: Report) -> Body:
    source, converted = _to_html(file, source, first_line, report)
    if converted is None:
        return Body()
    clean = sanitise(converted.markup)
    places = _LinePlaces(file, source, first_line, converted.code_lines)
    _report_oddities(converted.oddities, clean, places, report)
    report.extend(_removal_faults(find_removals(EMPTIED.sub("", source), converted.markup, clean), places))
    rewriter = _TagRewriter(file, places)
    markup = TAG.sub(rewriter.tag, clean)
    rewriter.check(report)
    check_alternative_texts(file, markup, rewriter.links, report)
    text, first = plain_text(markup), first_paragraph(markup)
    return Body(
        markup=StoredHtml(markup.encode()),
        anchors=tuple(rewriter.anchors),
        links=tuple(rewriter.links),
        trace=trace(text),
        line=first_line,
        first=first[:_MAX_BEGINNING_LENGTH],
        opening="" if first else text[:_MAX_BEGINNING_LENGTH],
        contact_lines=contact_lines(source, first_line),
        contact_words=contact_words(text),
    )


def _to_html(file: str, source: str, first_line: int, report: Report) -> tuple[str, _Converted | None]:
    """Return the source without comments, and what Python-Markdown makes of it.

    The second is None if the source is blank or cannot be converted.
    """
    if not source.strip():
        return source, None
    try:
        uncommented = remove_comments(source)
        if uncommented.unclosed >= 0:
            text = source[uncommented.unclosed :].partition("\n")[0][:_MAX_QUOTE_LENGTH]
            report.add(bodies.OPEN_COMMENT.at(_place(file, source, first_line, uncommented.unclosed), text=text))
            return source, None
        report.extend(_hidden_faults(uncommented, file, source, first_line))
        source = uncommented.source
        excess = find_excess(source)
        if excess >= 0:
            report.add(bodies.TOO_MUCH.at(_place(file, source, first_line, excess)))
            return source, None
        converter, commonmark = _converter()
        converter.reset()
        markup = converter.convert(source)
    except NestingError as error:
        report.add(bodies.TOO_DEEP.at(Place(file, first_line + error.line)))
    except RecursionError:
        report.add(bodies.TOO_DEEP.at(Place(file, first_line)))
    else:
        return source, _Converted(markup, commonmark.oddities, commonmark.code_lines)
    return source, None


def _hidden_faults(uncommented: Uncommented, file: str, source: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield one warning for each kind of thing other than comments that was taken out, at the first of them."""
    kinds: dict[str, list[int]] = {}
    for hidden in uncommented.hidden:
        kinds.setdefault(hidden.what, []).append(hidden.position)
    for what, positions in kinds.items():
        times = f" ({len(positions)} keer)" if len(positions) > 1 else ""
        yield bodies.HTML_REMOVED.at(_place(file, source, first_line, positions[0]), what=what, times=times)


def _place(file: str, source: str, first_line: int, position: int) -> Place:
    start = source.rfind("\n", 0, position) + 1
    return Place(file, first_line + source.count("\n", 0, position), position - start + 1)


def _report_oddities(oddities: Sequence[Oddity], clean: str, places: "_LinePlaces", report: Report) -> None:
    """Report each oddity, and headings of the first level in raw HTML that no line begins with."""
    for oddity in oddities:
        sought = "" if oddity.kind == "kop" else oddity.text  # a heading is reported at its marker
        report.add(bodies.ODDITIES[oddity.kind].at(places.in_line(oddity.line, sought), text=oddity.text))
    if clean.count("<h1") > sum(oddity.kind in {"kop", "lege-kop"} for oddity in oddities):
        report.add(bodies.TOP_HEADING.at(places.first(r"<h1\b"), text=""))


def _removal_faults(removals: Sequence[Removal], places: "_LinePlaces") -> Iterator[Diagnostic]:
    """Yield one warning for each kind of thing that the sanitiser removed, at the first of them in the source."""
    kinds: dict[str, list[Removal]] = {}
    for removal in removals:
        kinds.setdefault(_removal_kind(removal), []).append(removal)
    for removed in kinds.values():
        first = removed[0]
        times = f" ({len(removed)} keer)" if len(removed) > 1 else ""
        if first.kind == "adres":
            yield bodies.ADDRESS_REMOVED.at(places.find(first.value), address=first.value, times=times)
        elif first.kind == "element":
            where = places.first(rf"<{re.escape(first.tag)}\b")
            yield bodies.HTML_REMOVED.at(where, what=f"<{first.tag}>", times=times)
        else:
            where = places.first(
                rf"(?:<{re.escape(first.tag)}\b[^<>]*|\{{:[^{{}}]*)(?<![\w-])({re.escape(first.name)})(?![\w-])"
            )
            yield bodies.HTML_REMOVED.at(where, what=f"{first.name} bij <{first.tag}>", times=times)


def _removal_kind(removal: Removal) -> str:
    if removal.kind == "adres":
        return removal.value.partition(":")[0].lower() + ":"
    return f"<{removal.tag}>" if removal.kind == "element" else removal.name


class _TagRewriter:
    """Rewrites the tags of one body, and collects the anchors and links in them."""

    def __init__(self, file: str, places: "_LinePlaces") -> None:
        self.anchors: list[str] = []
        self.links: list[BodyLink] = []
        self._links_within_page: list[str] = []
        self._foreign_images: list[str] = []
        self._leads_outside = False
        self._file = file
        self._places = places

    def tag(self, match: re.Match[str]) -> str:
        """Return what replaces a tag: an ``h2`` for an ``h1``, a table in its box, a link with its mark."""
        text = match[0]
        if "&lt;!--" in text:  # a comment in an attribute
            text = _EMPTIED.sub("", text)
        if text.startswith(("<h1", "</h1")):
            text = text.replace("1", "2", 1)
        if text == "</table>":
            return TABLE_CLOSES
        if "=" in text:
            self._leads_outside = False
            text = _ATTRIBUTE.sub(lambda found: self._attribute(match[0], found), _with_class(text))
            if self._leads_outside:
                text = text[:-1] + EXTERNAL_LINK_END
        return TABLE_OPENS + text if text.startswith("<table") else text

    def _attribute(self, tag: str, match: re.Match[str]) -> str:
        name, quoted = match.groups()
        if name == "headers":  # in a table cell: the ids of its header cells
            return f' headers="{" ".join(ANCHOR_PREFIX + anchor for anchor in quoted.split())}"'
        if name not in {"href", "src", "id"}:
            return match[0]
        value = html.unescape(quoted).strip()
        if name == "id":
            self.anchors.append(value)
            return f' id="{ANCHOR_PREFIX}{quoted}"'
        if not value or value.startswith("#"):
            self._links_within_page.append(value)
            return f' {name}="#{ANCHOR_PREFIX}{quoted.strip()[1:]}"' if value[1:] else match[0]
        if not _SCHEME.match(value):
            self.links.append(_link(self._file, tag, value, self._places.find(value)))
            return f' {name}="{link_mark(len(self.links) - 1)}"'
        if name == "src":
            self._foreign_images.append(value)
        self._leads_outside = name == "href" and not value.lower().startswith("mailto:")
        return match[0]

    def check(self, report: Report) -> None:
        """Report images on other sites, duplicate anchors, links without an address, and links to unknown anchors."""
        for value in self._foreign_images:
            report.add(media.FOREIGN_IMAGE.at(self._places.find(value), raw=value))
        twice = [name for name, times in Counter(self.anchors).items() if times > 1]
        for name in twice:
            report.add(bodies.DUPLICATE_ANCHOR.at(self._places.first(re.escape(name)), name=name))
        known = {"", *self.anchors}
        broken = [value for value in self._links_within_page if not value or unquote(value[1:]) not in known]
        for number, value in enumerate(broken, len(self._foreign_images) + len(twice)):
            if not value:
                report.add(links.EMPTY_LINK.at(self._places.find(value)))
                continue
            near = nearest(value[1:].removeprefix(ANCHOR_PREFIX), self.anchors) if number < MAX_SEARCHES else None
            report.add(links.BROKEN_ANCHOR.at(self._places.find(value), raw=value, near=near and f"#{near}"))


def _with_class(tag: str) -> str:
    """Return the tag with the ``align`` attribute of a cell replaced by a class, added to its other classes."""
    aligned = _ALIGNED.search(tag)
    if aligned is None:
        return tag
    tag = tag.replace(aligned[0], "", 1)
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{ALIGNMENTS[aligned[1]]} ', 1)
    return f'{tag[:-1]} class="{ALIGNMENTS[aligned[1]]}">'


def _link(file: str, tag: str, value: str, place: Place) -> BodyLink:
    """Return the link to the address ``value``, which leads out of the page but stays on the site."""
    image = tag[1:4].lower() == "img"
    path, _, anchor = value.partition("#")
    path = unquote(path.partition("?")[0])
    where = (unquote(anchor), value, place.line, place.column, image)
    if path.startswith("/"):
        return BodyLink("path", path, *where)
    target = nfc(posixpath.normpath(posixpath.join(posixpath.dirname(file), path)))
    return BodyLink("page" if target.endswith(".md") else "file", target, *where)


class _LinePlaces:
    """Finds the place in the Markdown of each link in the HTML.

    The place of the n-th link to a target is that of the n-th mention of the target. HTML has no line numbers, so the
    source is searched for ``](target``, ``]: target`` and ``="target"``. If a target has fewer mentions than links, as
    with reference definitions, the last mention is the place of the other links. The place is the first line if nothing
    is found (perhaps because of escaped characters), or after `MAX_SEARCHES` searches.
    """

    def __init__(self, file: str, source: str, first_line: int, code_lines: frozenset[int] = frozenset()) -> None:
        self._file = file
        self._lines = source.split("\n")
        self._source = _without_lines(self._lines, code_lines) if code_lines else source
        self._first_line = first_line
        self._line_starts: list[int] = []
        self._times_asked: dict[str, int] = {}
        self._positions_of_pattern: dict[str, list[int]] = {}
        self._positions_of_target: dict[str, list[int]] = {}

    def find(self, value: str) -> Place:
        """Return the place of the next link with this target."""
        if not self._positions_of_target:  # all simple targets in one pass
            for match in _TARGET.finditer(self._source):
                self._positions_of_target.setdefault(match[1], []).append(match.start(1))
        if value in self._positions_of_target:
            return self._nth(value, self._positions_of_target[value])
        return self.first(rf"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)({re.escape(value)})(?=[\s>)"']|\Z)""")

    def first(self, pattern: str) -> Place:
        """Return the place of a match of ``pattern``, or of its only group: the n-th call gives the n-th match."""
        if pattern not in self._positions_of_pattern:
            found = (
                re.finditer(pattern, self._source, re.IGNORECASE)
                if len(self._positions_of_pattern) < MAX_SEARCHES
                else ()
            )
            self._positions_of_pattern[pattern] = [m.start(m.re.groups) for m in found]
        return self._nth(pattern, self._positions_of_pattern[pattern])

    def in_line(self, number: int, text: str) -> Place:
        """Return the place of a text in a line of the source (from 0), or the first column if it is not there."""
        column = self._lines[number].find(text.partition("\n")[0]) if text else -1
        return Place(self._file, self._first_line + number, max(1, column + 1))

    def _nth(self, key: str, positions: Sequence[int]) -> Place:
        number = self._times_asked.get(key, 0)
        self._times_asked[key] = number + 1
        if not positions:
            return Place(self._file, self._first_line, 1)
        position = positions[min(number, len(positions) - 1)]
        if not self._line_starts:
            self._line_starts = [0, *(found.end() for found in _LINE_END.finditer(self._source))]
        line = bisect_right(self._line_starts, position) - 1
        return Place(self._file, self._first_line + line, position - self._line_starts[line] + 1)


def _without_lines(lines: Sequence[str], numbers: frozenset[int]) -> str:
    """Return the lines joined, with spaces in place of those with these numbers."""
    return "\n".join(" " * len(line) if number in numbers else line for number, line in enumerate(lines))
