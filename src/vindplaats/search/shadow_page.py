"""The page of the shadow tree for one hit: everything by which it is found, as HTML for Pagefind and nobody else."""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from vindplaats.read.plain_text import blocks
from vindplaats.search.hit import Hit, HitReport, ReportTexts
from vindplaats.search.shadow_text import shadow_text

HEADING = "·"
"""The text of the heading of each page of a report. Pagefind reports no heading without text, and indexes no sign."""


def shadow_page(hit: Hit, reports: ReportTexts) -> bytes:
    """Return the page for a hit. ``reports`` has the texts of reports."""
    write = _writer(dutch=not hit.taal)
    parts = [
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">',
        *_metadata(hit),
        f"</head><body data-pagefind-body><h1>{write(hit.titel)}</h1>\n",
        *_paragraphs([hit.samenvatting, *hit.lines], write),
    ]
    for text in hit.texts:
        parts += _paragraphs([*text.lines, *blocks(text.markup.read().decode())], _writer(dutch=text.dutch))
    for report in hit.reports:
        parts += _report(report, reports, write)
    return "".join([*parts, "</body></html>\n"]).encode()


def _writer(*, dutch: bool) -> Callable[[str], str]:
    """Return the function that writes a text as HTML."""
    return (lambda text: escape(shadow_text(text))) if dutch else escape


def _metadata(hit: Hit) -> Iterator[str]:
    """Yield an element for each value that is shown of a hit, or by which hits are filtered or sorted."""
    shown = {
        "titel": hit.titel,
        "title": hit.titel,
        "soort": hit.soort,
        "jaar": str(hit.jaar or ""),
        "opdrachtgevers": "; ".join(hit.opdrachtgevers),
        "samenvatting": hit.samenvatting,
        "taal": hit.taal,
    }
    yield from (_meta("meta", name, value) for name, value in shown.items() if value)
    yield from (_meta("filter", name, value) for name, value in (*hit.facets, ("Soort", hit.soort)))
    yield _meta("sort", "datum", str(hit.datum))


def _meta(use: str, name: str, value: str) -> str:
    # Pagefind splits the value of a data-pagefind attribute at commas and colons, but not the attribute it refers to.
    return f'<meta data-pagefind-{use}="{name}[content]" content="{escape(value)}">\n'


def _paragraphs(texts: Iterable[str], write: Callable[[str], str]) -> Iterator[str]:
    return (f"<p>{write(text)}</p>\n" for text in texts if text)


def _report(report: HitReport, reports: ReportTexts, write: Callable[[str], str]) -> Iterator[str]:
    """Yield the text of each page of a report that has any, below a heading whose id is the address of that page."""
    for number, text in enumerate(reports.page_texts(report.file), 1):
        if text.strip():
            yield f'<h2 id="{escape(report.address)}#page={number}">{HEADING}</h2>\n<p>{write(text)}</p>\n'
