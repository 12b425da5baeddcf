"""Check the templates that pages of text name in their field ``sjabloon``."""

from collections.abc import Collection, Iterable, Iterator

from vindplaats.diagnostics import templates as template_faults
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.patterns import regex
from vindplaats.read.content import Content
from vindplaats.read.records import Pagina
from vindplaats.render.theme.template_faults import TEMPLATES, TemplateContext
from vindplaats.render.theme.templates import TEMPLATE_NAMES, Theme
from vindplaats.suggest import nearest

DEFAULT_TEMPLATE = "pagina"
"""The template of a page of text that names none."""
_PLAIN_NAME = regex(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")


def check_page_templates(content: Content, theme: Theme, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Report templates that pages of text name, but that the site does not have.

    ``found`` are the diagnostics of the templates, which are returned too, except those of templates that no other
    template uses, if a page does, or if not every page of text can be read.
    """
    pages = [page for page in (*content.records, *content.refused) if isinstance(page, Pagina)]
    unread = {page for page in content.known.values() if page.kind == "paginas"} - {page.id for page in pages}
    files = {f"{TEMPLATES}/{page.sjabloon}.html" for page in pages}
    unused = template_faults.UNKNOWN_TEMPLATE.code
    kept = (fault for fault in found if fault.code != unused or not (unread or fault.file in files))
    return (*kept, *_unknown_templates(pages, theme))


def _unknown_templates(pages: Iterable[Pagina], theme: Theme) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page that names a template that the site does not have, or that is for others."""
    naming = [page for page in pages if page.sjabloon not in {"", DEFAULT_TEMPLATE}]
    known = _own_templates(theme) if naming else ()
    for page in naming:
        name, place = page.sjabloon, page.place("sjabloon")
        if name in TEMPLATE_NAMES:
            yield template_faults.TEMPLATE_OF_OTHERS.at(place, name=name)
        elif name not in known:
            meant = name.removeprefix(f"{TEMPLATES}/").removesuffix(".html")
            near = meant if meant in known else nearest(meant, known)
            if _PLAIN_NAME.fullmatch(name):
                yield template_faults.NO_PAGE_TEMPLATE.at(place, name=name, near=near)
            else:
                yield template_faults.NO_TEMPLATE_NAME.at(place, name=name, near=near)


def _own_templates(theme: Theme) -> Collection[str]:
    """Return the names of the templates that pages of text may name, each without ``.html``."""
    context = TemplateContext(theme.environment, theme.folders)
    names = (name.removesuffix(".html") for name in theme.environment.list_templates() if name.endswith(".html"))
    return [name for name in names if name not in TEMPLATE_NAMES and context.is_own(f"{name}.html")]
