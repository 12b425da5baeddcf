"""A body in Markdown to HTML, with what others need of it: plain text, ids, links, first paragraph.

`converter.py` makes the converter, and `sanitiser.py` makes its result safe. Afterwards one pass over the tags of that
makes ``h1`` into ``h2`` and puts a mark where a link does not leave the site, so that links in raw HTML are seen as
well as those in Markdown. That pass reads what the sanitiser wrote, and adds only what is written here.
"""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

from markdown import Markdown

from vindplaats.diagnostics import bodies, links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.read.contact_details import contact_lines, contact_words
from vindplaats.read.converter import make_converter
from vindplaats.read.fingerprints import trace
from vindplaats.read.html_store import StoredHtml
from vindplaats.read.image_tags import check_alternative_texts
from vindplaats.read.limits import beyond_limits
from vindplaats.read.link_marks import link_mark
from vindplaats.read.plain_text import TAG, first_paragraph, plain_text
from vindplaats.read.records import ANCHOR, Body, BodyLink
from vindplaats.read.sanitiser import ALIGNMENTS, Removal, find_removals, sanitise
from vindplaats.suggest import nearest
from vindplaats.text import nfc

_BEGINNING = 300
"""Characters of a text that lists and descriptions can need; they show at most 240."""
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
_TARGET = re.compile(r"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)([^\s<>()"']+)(?=[\s>)"']|\Z)""")
MOST_ASKED = 100
"""How often a text is looked through for one thing, at most: that takes time by its length."""
_ALIGNED = re.compile(rf' align="({"|".join(ALIGNMENTS)})"')
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_HEADING_1 = re.compile(r"(?:(?:[ ]*(?:>|[-*+][ ]|\d+\.[ ]))+[ ]*)?(#)(?!#)|[^\s].*\n=+[ ]*(?:\n|\Z)")
_RAW_HEADING_1 = re.compile(r"<h1\b", re.IGNORECASE)
_NO_MARKDOWN = re.compile(r"<!--.*?-->|<pre\b.*?</pre>", re.DOTALL | re.IGNORECASE)
TABLE_OPENS = '<div class="tabel" role="group" tabindex="0" aria-label="Tabel">'
"""A table stands in a box that scrolls by itself, by keyboard too: WCAG 2.2, 1.4.10 and 2.1.1."""
TABLE_CLOSES = "</table></div>"
OUTSIDE = ' rel="noopener noreferrer">'
"""How a link ends that leads out of the site: who is there gets neither this window nor this address."""


@cache
def _converter() -> Markdown:
    """One converter a process: making it costs more than a page. `reset` before each use."""
    return make_converter()


def convert(file: str, source: str, first_line: int = 1) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Convert the body of ``file``, which starts on ``first_line``, and return it with what is wrong with it.

    Links within the page are checked; others are not.
    """
    report = Report()
    body = _convert(file, nfc(source), first_line, report)
    return body, report.diagnostics


def _convert(file: str, source: str, first_line: int, report: Report) -> Body:
    if not source.strip():
        return Body()
    beyond = beyond_limits(source)
    if beyond >= 0:
        line, column = source.count("\n", 0, beyond), beyond - source.rfind("\n", 0, beyond)
        report.add(bodies.TOO_MUCH.at(Place(file, first_line + line, column)))
        return Body()
    converter = _converter()
    converter.reset()
    try:
        result = converter.convert(source)
    except RecursionError:
        _converter.cache_clear()  # it stopped halfway a list in a list, and would go on from there
        report.add(bodies.TOO_DEEP.at(Place(file, first_line)))
        return Body()
    except (TypeError, ValueError, AttributeError, LookupError, AssertionError):
        # Python-Markdown has no errors of its own; this is what it stumbles with: over "## Kop {: id }", say.
        _converter.cache_clear()
        report.add(bodies.NOT_CONVERTED.at(Place(file, first_line)))
        return Body()
    clean = sanitise(result)
    if "<h1" in clean:
        _report_top_headings(file, source, first_line, report)
    places = _LinePlaces(file, source, first_line)
    report.extend(_removal_fault(removal, places) for removal in find_removals(source, result, clean))
    rewriter = _Rewriter(file, places)
    result = TAG.sub(rewriter.tag, clean)
    rewriter.check(report)
    check_alternative_texts(file, result, rewriter.links, report)
    text, first = plain_text(result), first_paragraph(result)
    return Body(
        markup=StoredHtml(result.encode()),
        anchors=tuple(rewriter.anchors),
        links=tuple(rewriter.links),
        trace=trace(text),
        line=first_line,
        first=first[:_BEGINNING],
        opening="" if first else text[:_BEGINNING],
        contact_lines=contact_lines(source, first_line),
        contact_words=contact_words(text),
    )


def _removal_fault(removal: Removal, places: "_LinePlaces") -> Diagnostic:
    """Return the warning about something that the sanitiser removed."""
    if removal.kind == "element":
        return bodies.HTML_REMOVED.at(places.first(rf"<{re.escape(removal.tag)}\b"), what=f"<{removal.tag}>")
    if removal.kind == "attribuut":
        where = places.first(rf"(?<![\w-]){re.escape(removal.name)}(?![\w-])")
        return bodies.HTML_REMOVED.at(where, what=f"{removal.name} bij <{removal.tag}>")
    return bodies.ADDRESS_REMOVED.at(places.find(removal.value), address=removal.value)


class _Rewriter:
    """Rewrites the tags of one body, and gathers its ids and links on the way."""

    def __init__(self, file: str, places: "_LinePlaces") -> None:
        self.anchors: list[str] = []
        self.links: list[BodyLink] = []
        self._own: list[str] = []
        self._foreign: list[str] = []
        self._outside = False
        self._file = file
        self._places = places

    def tag(self, match: re.Match[str]) -> str:
        """The tag as it is to be: ``h1`` as ``h2``, links that stay on the site as marks."""
        text = match[0]
        if text.startswith(("<h1", "</h1")):
            text = text.replace("1", "2", 1)
        if text == "</table>":
            return TABLE_CLOSES
        if "=" in text:
            self._outside = False
            text = _ATTRIBUTE.sub(lambda found: self._attribute(match[0], found), _with_class(text))
            if self._outside:
                text = text[:-1] + OUTSIDE
        return TABLE_OPENS + text if text.startswith("<table") else text

    def _attribute(self, tag: str, match: re.Match[str]) -> str:
        name, quoted = match.groups()
        if name == "headers":  # of a cell: the ids of others
            return f' headers="{" ".join(ANCHOR + one for one in quoted.split())}"'
        if name not in {"href", "src", "id"}:
            return match[0]
        value = html.unescape(quoted).strip()
        if name == "id":
            self.anchors.append(value)
            return f' id="{ANCHOR}{quoted}"'
        if not value or value.startswith("#"):
            self._own.append(value)
            return f' {name}="#{ANCHOR}{quoted.strip()[1:]}"' if value[1:] else match[0]
        if not _SCHEME.match(value):
            self.links.append(_link(self._file, tag, value, self._places.find(value)))
            return f' {name}="{link_mark(len(self.links) - 1)}"'
        if name == "src":
            self._foreign.append(value)
        self._outside = name == "href" and not value.lower().startswith("mailto:")
        return match[0]

    def check(self, report: Report) -> None:
        """Report images of other sites, ids that are there twice, empty links, and links to headings that are not."""
        for value in self._foreign:
            report.add(media.FOREIGN_IMAGE.at(self._places.find(value), raw=value))
        twice = [name for name, times in Counter(self.anchors).items() if times > 1]
        for name in twice:
            report.add(bodies.DUPLICATE_ANCHOR.at(self._places.first(re.escape(name)), name=name))
        known = {"", *self.anchors}
        broken = [value for value in self._own if not value or unquote(value[1:]) not in known]
        for number, value in enumerate(broken, len(self._foreign) + len(twice)):
            if not value:
                report.add(links.EMPTY_LINK.at(self._places.find(value)))
                continue
            near = nearest(value[1:].removeprefix(ANCHOR), self.anchors) if number < MOST_ASKED else None
            report.add(links.BROKEN_ANCHOR.at(self._places.find(value), raw=value, near=near and f"#{near}"))


def _with_class(tag: str) -> str:
    """The tag with a class for how a cell is aligned, beside what other classes it has."""
    aligned = _ALIGNED.search(tag)
    if aligned is None:
        return tag
    tag = tag.replace(aligned[0], "", 1)
    if ' class="' in tag:
        return tag.replace(' class="', f' class="{ALIGNMENTS[aligned[1]]} ', 1)
    return f'{tag[:-1]} class="{ALIGNMENTS[aligned[1]]}">'


def _link(file: str, tag: str, value: str, place: Place) -> BodyLink:
    """A link that leaves the page but not the site."""
    image = tag[1:4].lower() == "img"
    path, _, anchor = value.partition("#")
    path = unquote(path.partition("?")[0])
    where = (unquote(anchor), value, place.line, place.column, image)
    if path.startswith("/"):
        return BodyLink("path", path, *where)
    target = nfc(posixpath.normpath(posixpath.join(posixpath.dirname(file), path)))
    return BodyLink("page" if target.endswith(".md") else "file", target, *where)


class _LinePlaces:
    """Finds where in the source a link stands: the n-th use of a target is its n-th occurrence as one.

    HTML has no line numbers, so the text is looked through for ``](target``, ``]: target`` and ``="target"``.
    A definition used twice has one place. Where nothing is found (escaped characters), it is the first line, and so it
    is for the rest of a text that has been looked through time and again.
    """

    def __init__(self, file: str, source: str, first_line: int) -> None:
        self._file = file
        self._source = source
        self._first_line = first_line
        self._used: dict[str, int] = {}
        self._spots: dict[str, list[int]] = {}
        self._targets: dict[str, list[int]] = {}

    def find(self, value: str) -> Place:
        """Where a link has this target."""
        if not self._targets:  # the simple ones, all at once
            for match in _TARGET.finditer(self._source):
                self._targets.setdefault(match[1], []).append(match.start(1))
        if value in self._targets:
            return self._nth(value, self._targets[value])
        return self.first(rf"""(?:\]\(\s*<?|\]:\s*<?|=\s*["']?|<)({re.escape(value)})(?=[\s>)"']|\Z)""")

    def first(self, pattern: str) -> Place:
        """Where ``pattern``, or its one group, stands for the first time; at the n-th call, for the n-th time."""
        if pattern not in self._spots:
            found = re.finditer(pattern, self._source, re.IGNORECASE) if len(self._spots) < MOST_ASKED else ()
            self._spots[pattern] = [m.start(m.re.groups) for m in found]
        return self._nth(pattern, self._spots[pattern])

    def _nth(self, key: str, spots: Sequence[int]) -> Place:
        number = self._used.get(key, 0)
        self._used[key] = number + 1
        if not spots:
            return Place(self._file, self._first_line, 1)
        position = spots[min(number, len(spots) - 1)]
        start = self._source.rfind("\n", 0, position) + 1
        return Place(self._file, self._first_line + self._source.count("\n", 0, position), position - start + 1)


def _report_top_headings(file: str, source: str, first_line: int, report: Report) -> None:
    """Report every heading of the first level at its line, or one at the first line if the source shows none."""
    found_any = False
    offset = 0
    source = _NO_MARKDOWN.sub(lambda m: "\n" * m[0].count("\n"), source)
    for number, line in enumerate(source.split("\n"), first_line):
        if found := _HEADING_1.match(source, offset):
            text = line.partition("#")[2] if found[1] else line
            report.add(bodies.TOP_HEADING.at(Place(file, number), text=text.strip("# ")))
            found_any = True
        elif _RAW_HEADING_1.search(line):
            report.add(bodies.TOP_HEADING.at(Place(file, number), text=plain_text(line)))
            found_any = True
        offset += len(line) + 1
    if not found_any:
        report.add(bodies.TOP_HEADING.at(Place(file, first_line), text=""))
