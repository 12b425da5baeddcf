"""The page of the shadow tree for one hit: everything by which it is found, as HTML for Pagefind and nobody else."""

from collections.abc import Iterable, Iterator
from html import escape

from vindplaats.read.plain_text import blocks
from vindplaats.search.hit import Hit, HitReport, ReportTexts
from vindplaats.search.shadow_text import PlainText, ShadowText, normal_text

Writer = ShadowText | PlainText
HEADING = "\u2060"
"""The text of the heading of each page of a report: invisible and never found. Pagefind drops an empty heading."""
EVERYTHING = "ꙮ"
"""A letter that every hit has as metadata and that is not typed: the search page searches for it if the query is empty.
A search of Pagefind without a query loads the whole index. Static/zoeken-motor.js has the same letter.
"""
TITLE_WEIGHT = 7.0
"""The weight that Pagefind gives to words in an ``h1``."""


def shadow_page(hit: Hit, reports: ReportTexts, writer: Writer) -> bytes:
    """Return the page for a hit. ``reports`` has the texts of reports."""
    title = writer.other(hit.titel, hit.taal, TITLE_WEIGHT) if hit.taal else writer.dutch(hit.titel, TITLE_WEIGHT)
    parts = [
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">\n',
        *_metadata(hit),
        f"</head><body data-pagefind-body><h1>{title}</h1>\n",
        *_paragraphs([hit.samenvatting], writer, hit.taal),
    ]
    for text in hit.texts:
        parts += _paragraphs([*text.lines, *blocks(text.markup.read().decode())], writer, text.taal)
    # After the text, below a heading of their own: the page of results prefers sentences to a list of names.
    parts += [f'<h2 id="feiten">{HEADING}</h2>\n', *_paragraphs(hit.lines, writer, hit.taal)]
    for report in hit.reports:
        parts += _report(report, reports, writer, hit.taal)
    return "".join([*parts, "</body></html>\n"]).encode()


def _metadata(hit: Hit) -> Iterator[str]:
    """Yield an element for each value that is shown of a hit, or by which hits are filtered or sorted.

    The kind of hit is only a filter, because Pagefind searches all that is shown: "project" would find every study.
    """
    shown = {
        "titel": hit.titel,
        "title": hit.titel,
        "jaar": str(hit.jaar or ""),
        "opdrachtgevers": "; ".join(hit.opdrachtgevers),
        "samenvatting": hit.samenvatting,
        "taal": hit.taal,
        "alles": EVERYTHING,
    }
    yield from (_meta("meta", name, value) for name, value in shown.items() if value)
    yield from (_meta("filter", name, value) for name, value in (*hit.facets, ("Soort", hit.soort)))
    yield _meta("sort", "datum", str(hit.datum))


def _meta(use: str, name: str, value: str) -> str:
    # Pagefind splits the value of a data-pagefind attribute at commas and colons, but not the attribute it refers to.
    text = " ".join(normal_text(value).split())
    return f'<meta data-pagefind-{use}="{name}[content]" content="{escape(text)}">\n'


def _paragraphs(texts: Iterable[str], writer: Writer, taal: str) -> Iterator[str]:
    return (f"<p>{writer.other(text, taal) if taal else writer.dutch(text)}</p>\n" for text in texts if text)


def _report(report: HitReport, reports: ReportTexts, writer: Writer, taal: str) -> Iterator[str]:
    """Yield the text of each page of a report that has any, below a heading whose id is the address of that page."""
    for number, text in enumerate(reports.page_texts(report.file), 1):
        if text.strip():
            yield f'<h2 id="{escape(report.address)}#page={number}">{HEADING}</h2>\n'
            yield from _paragraphs([text], writer, taal)
