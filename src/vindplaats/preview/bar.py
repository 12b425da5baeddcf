"""The bar `#vp-balk`: the file that a page is made from, the state of the page, and its warnings."""

import html
from collections.abc import Iterator

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fields import INCOMPLETE_DRAFT
from vindplaats.dutch.dates import dutch_date, short_date
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.inputs.source_lines import SourceLines
from vindplaats.options import Options
from vindplaats.preview.editor import editor_link
from vindplaats.preview.notice import Notice
from vindplaats.preview.overlay import diagnostic_item
from vindplaats.result import PageSource
from vindplaats.text import CONTROL_CHARACTERS

_BAR = """
<aside id="vp-balk" class="vp-vv" lang="nl" dir="ltr" aria-label="Voorvertoning">
{parts}
</aside>
"""
_HOW_TO_SEE = '<p class="vp-uitleg">te zien met <code>vindplaats serve --drafts</code></p>'
_NO_SOURCE = PageSource(id="", files=())


def make_bar(notice: Notice, address: str) -> str:
    """Return the HTML of the bar of the page at ``address``, or an empty text if there is nothing to say about it."""
    source = notice.source_of(address) or _NO_SOURCE
    warnings = [warning for file in source.files for warning in notice.warnings.get(file, ())]
    lacking = [warning.message for warning in warnings if warning.code == INCOMPLETE_DRAFT.code]
    others = [warning for warning in warnings if warning.code != INCOMPLETE_DRAFT.code]
    states = _states(source, notice.options)
    parts = [
        *(_edit_link(file, notice.options.source) for file in source.files),
        *(f'<span class="vp-staat">{html.escape(state)}</span>' for state in states),
        *([_HOW_TO_SEE] if not source.is_shown and not notice.options.drafts else ()),
        *(f'<p class="vp-mist">{html.escape(message)}</p>' for message in lacking),
        *([_list(others, notice.options.source)] if others else ()),
        *_mode(notice.options),
    ]
    return _BAR.format(parts="\n".join(parts)) if parts else ""


def _edit_link(file: str, source: str) -> str:
    link = html.escape(editor_link(source, Place(file)))
    return f'<a href="{link}">Bewerk {html.escape(file.translate(CONTROL_CHARACTERS))}</a>'


def _states(source: PageSource, options: Options) -> Iterator[str]:
    """Yield why the page is not on the site today, such as ``vanaf 24 december``."""
    if source.is_draft:
        yield "concept"
    if source.appears:
        yield f"vanaf {short_date(source.appears, options.day)}"
    if source.expired:
        yield f"verlopen op {short_date(source.expired, options.day)}"


def _mode(options: Options) -> Iterator[str]:
    """Yield in what the preview differs from the site of today."""
    modes = []
    if options.drafts:
        modes.append("met concepten")
    if options.as_of:
        modes.append(f"zoals op {dutch_date(options.as_of)}")
    if modes:
        yield f'<p class="vp-stand">{enumerate_dutch(modes)}</p>'


def _list(warnings: list[Diagnostic], source: str) -> str:
    lines = SourceLines(source)
    count = "1 waarschuwing" if len(warnings) == 1 else f"{len(warnings)} waarschuwingen"
    items = "\n".join(diagnostic_item(warning, lines) for warning in warnings)
    return f'<details><summary>{count}</summary><ol tabindex="0" aria-label="{count}">\n{items}\n</ol></details>'
