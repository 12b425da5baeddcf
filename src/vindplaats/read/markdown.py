"""Convert a body from Markdown to HTML, and derive what later stages need, such as anchors and links.

`converter` converts the Markdown, `sanitiser` makes the HTML safe, and `links.tag_rewriter` finds the links in it.
"""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import unquote

from markdown import Markdown
from msgspec import Struct

from vindplaats.diagnostics import bodies, links
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report, has_errors
from vindplaats.errors import NestingError
from vindplaats.patterns import regex
from vindplaats.read.commonmark.block_parser import MAX_BLOCK_DEPTH
from vindplaats.read.commonmark.comments import Uncommented, remove_comments
from vindplaats.read.commonmark.converter import make_converter
from vindplaats.read.commonmark.extension import CommonMark
from vindplaats.read.commonmark.oddity import Oddity
from vindplaats.read.contact_details import contact_lines, contact_words
from vindplaats.read.fingerprints import trace
from vindplaats.read.html_store import StoredHtml
from vindplaats.read.image_tags import check_alternative_texts
from vindplaats.read.limits import find_excess
from vindplaats.read.links.empty_elements import report_empty_elements
from vindplaats.read.links.line_places import LinePlaces
from vindplaats.read.links.tag_rewriter import TagRewriter
from vindplaats.read.links.videos import check_places
from vindplaats.read.links.web_addresses import is_local
from vindplaats.read.plain_text import first_paragraph, plain_text, without_first_addresses
from vindplaats.read.records import Body
from vindplaats.read.sanitiser import Removal, find_removals, sanitise
from vindplaats.text import MAX_QUOTE_LENGTH, nfc

_SOUGHT = {
    "kop": "", "link-dubbel": "[{}", "link-ongebruikt": "[{}", "noot-dubbel": "[^{}", "noot-ongebruikt": "[^{}",
}  # fmt: skip
"""What to find on the line of an oddity, if not its text alone. A heading is reported at the start of its line."""
_TARGET = regex(r"\]\(<?([^\n<>()\"]*)")
_MAX_BEGINNING_LENGTH = 300
"""Maximum length of `Body.first` and `Body.opening`. Lists and descriptions show at most 240 characters of them."""


@cache
def _converter() -> tuple[Markdown, CommonMark]:
    """Return the only converter of this process: making one for each page would take longer than converting the page.

    Call `reset` before each use.
    """
    commonmark = CommonMark()
    return make_converter(commonmark), commonmark


class BodySource(Struct, frozen=True):
    """A body in Markdown, which starts on line ``first_line`` of ``file``."""

    file: str
    markdown: str
    first_line: int = 1


class _Converted(Struct, frozen=True):
    """A body as Python-Markdown writes it: its HTML, its oddities and the numbers of its lines of code (from 0).

    ``source`` is its Markdown without comments. ``report`` collects the diagnostics of the body.
    """

    source: BodySource
    report: Report
    markup: str
    oddities: tuple[Oddity, ...]
    code_lines: frozenset[int]

    def places(self) -> LinePlaces:
        """Return the finder of places in the Markdown."""
        return LinePlaces(self.source.file, self.source.markdown, self.source.first_line, self.code_lines)


def convert(file: str, source: str, first_line: int = 1) -> tuple[Body, tuple[Diagnostic, ...]]:
    """Convert the body of ``file``, which starts on line ``first_line``, and return it with its diagnostics.

    Links to anchors of the page itself are checked here; links to other pages and files are checked later.
    """
    return convert_all([BodySource(file, source, first_line)])[0]


def convert_all(sources: Sequence[BodySource]) -> list[tuple[Body, tuple[Diagnostic, ...]]]:
    """Convert bodies as `convert` does, and do each step for all of them before the next step.

    A processor is faster when it does the same for many pages, because the code and the data of a step stay in its
    cache.
    """
    reports = [Report() for _ in sources]
    converted = [_to_html(source, report) for source, report in zip(sources, reports, strict=True)]
    made = iter(_make_bodies([page for page in converted if page is not None]))
    return [
        (Body(failed=has_errors(report.diagnostics)) if page is None else next(made), report.diagnostics)
        for page, report in zip(converted, reports, strict=True)
    ]


def _make_bodies(pages: Sequence[_Converted]) -> Iterator[Body]:
    """Make the HTML of bodies safe, rewrite its tags, and derive everything else from it."""
    cleans = [sanitise(page.markup) for page in pages]
    places = [page.places() for page in pages]
    for page, clean, found in zip(pages, cleans, places, strict=True):
        _report_oddities(page.oddities, clean, found, page.report)
        page.report.extend(_removal_faults(find_removals(page.markup, clean), found))
    rewriters = [TagRewriter(page.source.file, found) for page, found in zip(pages, places, strict=True)]
    markups = [rewriter.rewrite(clean) for rewriter, clean in zip(rewriters, cleans, strict=True)]
    for page, rewriter, clean, found in zip(pages, rewriters, cleans, places, strict=True):
        rewriter.check(page.report)
        report_empty_elements(clean, page.oddities, found, page.report)
    for page, rewriter, markup in zip(pages, rewriters, markups, strict=True):
        check_alternative_texts(page.source.file, markup, rewriter.links, page.report)
        check_places(page.source.file, markup, rewriter.links, page.report)
    texts = [plain_text(markup) for markup in markups]
    firsts = [first_paragraph(markup) for markup in markups]
    traces = [trace(text) for text in texts]
    lines = [contact_lines(page.source.markdown, page.source.first_line) for page in pages]
    words = [contact_words(text) for text in texts]
    for index, (page, rewriter) in enumerate(zip(pages, rewriters, strict=True)):
        yield Body(
            markup=StoredHtml(markups[index].encode()),
            anchors=tuple(rewriter.anchors),
            aliases=tuple(rewriter.aliases.items()),
            links=tuple(rewriter.links),
            web_links=tuple(rewriter.web_links),
            trace=traces[index],
            line=page.source.first_line,
            first=firsts[index][:_MAX_BEGINNING_LENGTH],
            opening="" if firsts[index] else without_first_addresses(texts[index])[:_MAX_BEGINNING_LENGTH],
            contact_lines=lines[index],
            contact_words=words[index],
            lost_files=tuple(_lost_files(page.source.file, page.oddities)),
        )


def _lost_files(file: str, oddities: Sequence[Oddity]) -> Iterator[str]:
    """Yield the paths of the files that are named in links that failed, if it is known what these links should be."""
    for oddity in oddities:
        found = _TARGET.search(oddity.meant) if oddity.kind == "link-vorm" else None
        if found and not is_local(found[1]):
            yield nfc(posixpath.normpath(posixpath.join(posixpath.dirname(file), unquote(found[1]))))


def _to_html(body: BodySource, report: Report) -> _Converted | None:
    """Return what Python-Markdown makes of a body, or None if the body is blank or cannot be converted."""
    file, source, first_line = body.file, nfc(body.markdown), body.first_line
    if not source.strip():
        return None
    try:
        uncommented = remove_comments(source)
        if uncommented.unclosed >= 0:
            text = source[uncommented.unclosed :].partition("\n")[0][:MAX_QUOTE_LENGTH]
            report.add(bodies.OPEN_COMMENT.at(_place(file, source, first_line, uncommented.unclosed), text=text))
            return None
        report.extend(_hidden_faults(uncommented, file, source, first_line))
        source = uncommented.source
        excess = find_excess(source)
        if excess >= 0:
            report.add(bodies.TOO_MUCH.at(_place(file, source, first_line, excess)))
            return None
        converter, commonmark = _converter()
        converter.reset()
        markup = converter.convert(source)
    except NestingError as error:
        most = MAX_BLOCK_DEPTH // 2  # a list and its item are two blocks
        report.add(bodies.TOO_DEEP.at(Place(file, first_line + error.line), most=most))
    else:
        read = BodySource(file, source, first_line)
        return _Converted(read, report, markup, commonmark.oddities, commonmark.code_lines)
    return None


def _hidden_faults(uncommented: Uncommented, file: str, source: str, first_line: int) -> Iterator[Diagnostic]:
    """Yield one warning, at the first occurrence, for each kind of thing other than a comment that was taken out."""
    kinds: dict[str, list[int]] = {}
    for hidden in uncommented.hidden:
        kinds.setdefault(hidden.what, []).append(hidden.position)
    for what, positions in kinds.items():
        times = f" ({len(positions)} keer)" if len(positions) > 1 else ""
        yield bodies.HTML_REMOVED.at(_place(file, source, first_line, positions[0]), what=what, times=times)


def _place(file: str, source: str, first_line: int, position: int) -> Place:
    start = source.rfind("\n", 0, position) + 1
    return Place(file, first_line + source.count("\n", 0, position), position - start + 1)


def _report_oddities(oddities: Sequence[Oddity], clean: str, places: LinePlaces, report: Report) -> None:
    """Report each oddity, and one raw ``<h1>`` if some headings of the first level are not oddities."""
    for oddity in oddities:
        place = places.in_line(oddity.line, _SOUGHT.get(oddity.kind, "{}").format(oddity.text))
        report.add(bodies.ODDITIES[oddity.kind].fill(place, {"text": oddity.text, "meant": oddity.meant}))
    if clean.count("<h1") > sum(oddity.kind in {"kop", "lege-kop"} for oddity in oddities):
        report.add(bodies.TOP_HEADING.at(places.first(r"<h1\b"), text=""))


def _removal_faults(removals: Sequence[Removal], places: LinePlaces) -> Iterator[Diagnostic]:
    """Yield one warning for each kind of thing that the sanitiser removed, and one for each local address."""
    kinds: dict[str, list[Removal]] = {}
    for removal in removals:
        kinds.setdefault(_removal_kind(removal), []).append(removal)
    for removed in kinds.values():
        first = removed[0]
        times = f" ({len(removed)} keer)" if len(removed) > 1 else ""
        if first.kind == "adres" and is_local(first.value):
            yield from (links.LOCAL_ADDRESS.at(places.find(removal.value), raw=removal.value) for removal in removed)
        elif first.kind == "adres":
            fault = bodies.IMAGE_ADDRESS_REMOVED if first.name == "src" else bodies.ADDRESS_REMOVED
            near = links.scheme_meant(first.value) if first.name == "href" else None
            yield fault.at(places.find(first.value), near=near, address=first.value[:MAX_QUOTE_LENGTH], times=times)
        elif first.kind == "element":
            where = places.first(rf"<{re.escape(first.tag)}\b")
            what = f"<{first.tag}>"
            if first.tag in bodies.ELEMENTS_REMOVED:
                yield bodies.ELEMENTS_REMOVED[first.tag].at(where, what=what, times=times)
            else:
                yield bodies.HTML_REMOVED.at(where, what=what, times=times)
        else:
            where = places.first(
                rf"(?:<{re.escape(first.tag)}\b[^<>]*|\{{:[^{{}}]*)(?<![\w-])({re.escape(first.name)})(?![\w-])"
            )
            yield bodies.HTML_REMOVED.at(where, what=f"{first.name} bij <{first.tag}>", times=times)


def _removal_kind(removal: Removal) -> str:
    if removal.kind == "adres":
        return f"{removal.name} {removal.value.partition(':')[0].lower()}"
    return f"<{removal.tag}>" if removal.kind == "element" else removal.name
