"""The overlay `#vp-fouten`: every error of the last build, with its place in the source and what to do about it."""

import html
from collections.abc import Sequence

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.excerpt import Excerpt, display_width
from vindplaats.inputs.inventory import digest
from vindplaats.inputs.source_lines import SourceLines
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.preview.editor import editor_link

MAX_SHOWN = 5000
"""Maximum number of errors in the overlay. The terminal has the rest."""
PHONE_WIDTH = 28
"""Number of columns of an excerpt that fit on the narrowest screen, of 320 pixels (WCAG 2.2, 1.4.10)."""
_OVERLAY = """
<section id="vp-fouten" class="vp-vv" lang="nl" dir="ltr" tabindex="0" aria-labelledby="vp-fouten-kop"\
 data-vp-fouten="{digest}">
<div class="vp-kop"><p><strong id="vp-fouten-kop" role="alert">{count}</strong>. {claim}</p>\
<button type="button" class="vp-opzij" hidden>Opzij <kbd>Esc</kbd></button></div>
<ol>
{items}
</ol>{rest}
</section>
<aside id="vp-fouten-teken" class="vp-vv" lang="nl" dir="ltr" aria-label="Fouten" hidden>\
<button type="button">{count}</button></aside>
"""


def make_overlay(errors: Sequence[Diagnostic], source: str, *, has_site: bool) -> str:
    """Return the HTML of the overlay, and of the mark that stays when the overlay is put aside.

    The overlay carries a digest of its errors, because it stays aside until these change. ``has_site`` says whether an
    earlier site is shown.
    """
    lines = SourceLines(source)
    left = len(errors) - MAX_SHOWN
    items = "\n".join(diagnostic_item(error, lines) for error in errors[:MAX_SHOWN])
    return _OVERLAY.format(
        digest=digest(items.encode(errors="replace")).hex(),
        count="1 fout" if len(errors) == 1 else f"{len(errors)} fouten",
        claim="U ziet de laatste versie zonder fouten." if has_site else "De site verschijnt zodra dit is verholpen.",
        items=items,
        rest=f'\n<p class="vp-rest">En nog {left}; zie het venster van de voorvertoning.</p>' if left > 0 else "",
    )


def diagnostic_item(diagnostic: Diagnostic, lines: SourceLines) -> str:
    """Return a list item about a diagnostic: place, code, message, line of the source with a caret, and remedy."""
    place = Place(diagnostic.file, diagnostic.line, diagnostic.column)
    where = f"{_place(diagnostic, place, lines.source)}<code>{html.escape(diagnostic.code)}</code>"
    parts = [
        f'<p class="vp-plaats">{where}</p>',
        f'<p class="vp-melding">{html.escape(diagnostic.message)}</p>',
        _excerpt(lines.excerpt(diagnostic)),
        *(f'<p class="vp-raad">{html.escape(text)}</p>' for text in diagnostic.advice.splitlines()),
    ]
    return f"<li>{''.join(parts)}</li>"


def _place(diagnostic: Diagnostic, place: Place, source: str) -> str:
    """Return a link that opens the place, or only its text if it is not in the source."""
    if not place.file:
        return ""
    text = html.escape(diagnostic.place)
    if place.file.startswith(THEME_PREFIX):
        return f"<span>{text}</span> "
    return f'<a href="{html.escape(editor_link(source, place))}">{text}</a> '


def _excerpt(found: Excerpt | None) -> str:
    if found is None:
        return ""
    mark = f"<mark>{html.escape(found.character)}</mark>" if found.character else ""
    # What may be wider than a phone can be scrolled by keyboard.
    focusable = ' tabindex="0"' if display_width(found.text) > PHONE_WIDTH else ""
    return f"<pre{focusable}>{html.escape(found.before)}{mark}{html.escape(found.after)}\n{found.caret}</pre>"
