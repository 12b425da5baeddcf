"""Check the templates that pages of text name in their field ``sjabloon``."""

from collections.abc import Collection, Iterable, Iterator

from vindplaats.config import SiteConfig
from vindplaats.diagnostics import templates as template_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, has_errors
from vindplaats.patterns import regex
from vindplaats.read.content import Content
from vindplaats.read.records import Pagina
from vindplaats.render.theme.template_faults import TEMPLATES, TemplateContext
from vindplaats.render.theme.template_loader import is_part
from vindplaats.render.theme.template_references import ShownAttribute, may_show
from vindplaats.render.theme.templates import TEMPLATE_NAMES, Theme
from vindplaats.render.views.pages import TekstView
from vindplaats.suggest import nearest

DEFAULT_TEMPLATE = "pagina"
"""The template of a page of text that names none."""
_TEXT = ShownAttribute("tekst", "inhoud", frozenset(TekstView.__struct_fields__))
_PLAIN_NAME = regex(r"[a-z0-9_]+(?:-[a-z0-9_]+)*")


def check_page_templates(
    content: Content, site: SiteConfig, theme: Theme, of_theme: Iterable[Diagnostic], of_pages: Iterable[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Report templates that pages of text name but that the site does not have, and those that do not show their text.

    The diagnostics of the theme are returned too, except that of a template that no other template uses, if a page
    names it or may mean it: a page with an error, or one that names a template that does not exist. A logo among the
    templates is reported where ``site.yaml`` names it.
    """
    pages = [page for page in (*content.records, *content.refused) if isinstance(page, Pagina)]
    unknown = tuple(_unknown_templates(pages, theme))
    may_mean_another = bool(unknown) or has_errors(of_pages)
    files = {f"{TEMPLATES}/{page.sjabloon}.html" for page in pages}
    files |= {logo.text.lstrip("./") for logo in (site.logo, site.logo_donker) if logo}
    unused = template_faults.UNKNOWN_TEMPLATE.code
    kept = (fault for fault in of_theme if fault.code != unused or not (may_mean_another or fault.file in files))
    return (*kept, *unknown, *(() if unknown else _hidden_texts(pages, theme)))


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
            if is_part(name) and TemplateContext(theme.environment, theme.folders).is_own(f"{name}.html"):
                yield template_faults.PART_AS_TEMPLATE.at(place, name=name)
            elif _PLAIN_NAME.fullmatch(name):
                yield template_faults.NO_PAGE_TEMPLATE.at(place, name=name, near=near)
            else:
                yield template_faults.NO_TEMPLATE_NAME.at(place, name=name, near=near)


def _hidden_texts(pages: Iterable[Pagina], theme: Theme) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each page with a text that its template does not show, if that is of the site."""
    context = TemplateContext(theme.environment, theme.folders)
    shows: dict[str, bool] = {}
    for page in pages:
        name = page.sjabloon or DEFAULT_TEMPLATE
        if name not in shows:
            shows[name] = not context.is_own(f"{name}.html") or may_show(f"{name}.html", _TEXT, context)
        if not shows[name] and page.body.html.strip():
            place = page.place("sjabloon")
            yield template_faults.WITHOUT_TEXT.at(place, name=name)


def _own_templates(theme: Theme) -> Collection[str]:
    """Return the names of the templates that pages of text may name, each without ``.html``."""
    context = TemplateContext(theme.environment, theme.folders)
    names = (name.removesuffix(".html") for name in theme.environment.list_templates() if name.endswith(".html"))
    return [
        name for name in names if name not in TEMPLATE_NAMES and not is_part(name) and context.is_own(f"{name}.html")
    ]
