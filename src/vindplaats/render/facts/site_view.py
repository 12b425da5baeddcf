"""The view of the site that every page shows: its name, menu and footer."""

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote

from vindplaats.catalogue.corpus import Attachment, Corpus
from vindplaats.read.fields.free_values import plain_mapping
from vindplaats.read.links.site_paths import path_of_link
from vindplaats.read.notations.addresses import is_web_address
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Mention, Nieuwsbericht, Pagina, Project, SiteLink
from vindplaats.render.facts.static_files import StaticFiles
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.render.routing.site_links import SiteTargets
from vindplaats.render.theme.fonts import font_url
from vindplaats.render.views.pages import BeeldView, Menukeuze, SiteView, Verwijzing, VoetregelView

ACCENT_URL = "static/accent.css"
"""The address of the style sheet with the accent colour of the site."""


def site_view(corpus: Corpus, routes: Routes, static: StaticFiles, policy: str, *, search: bool) -> SiteView:
    """Return the view of the site. ``policy`` is the Content-Security-Policy of its pages, or empty in a preview.

    ``search`` says whether it has a search page.
    """
    config = corpus.site
    targets = SiteTargets(corpus, routes, static.planned)
    menu = tuple(_menu(targets)) if config.menu else _default_menu(corpus)
    in_menu = _linked(config.menu, targets) | {choice.sleutel for choice in menu}
    return SiteView(
        naam=config.naam,
        taal=config.taal,
        beschrijving=config.beschrijving,
        organisatie=config.organisatie,
        email=config.email,
        menu=menu,
        voet=_footer(corpus, routes, in_menu),
        beleid=policy,
        accent=ACCENT_URL if config.accent else "",
        kleur=config.accent,
        zoeken=search,
        eigen_stijl=static.has_own_style(),
        lettertype=font_url(config.lettertype),
        extra=plain_mapping(config.extra),
        voetregels=tuple(line for item in config.voet if (line := _footer_line(item, targets))),
        voet_overig=_footer(corpus, routes, in_menu | _linked(config.voet, targets)),
        logo=_logo(corpus.logo, routes, static),
        logo_donker=_logo(corpus.logo_donker, routes, static),
    )


def _logo(logo: Attachment | None, routes: Routes, static: StaticFiles) -> BeeldView | None:
    if logo is None:
        return None
    size = routes.logos[logo.path]
    return BeeldView(static.copy_url(logo.path) or quote(logo.path), size.width, size.height)


def _menu(targets: SiteTargets) -> Iterator[Menukeuze]:
    """Yield the menu that the editor wrote. Skip what is not on the site, which `check_site_links` reports."""
    routes = targets.routes
    pages = {text.record.id: text.record for text in targets.corpus.paginas}
    for item in targets.corpus.site.menu:
        if isinstance(item, SiteLink):
            url = targets.url(item)
            if url is not None:
                key = "" if "#" in url or "?" in url else targets.page(item)
                yield Menukeuze(item.titel, url, key, _language(item, targets), is_web_address(url))
            continue
        record = pages.get(PageId("paginas", item.text))
        if item.text in INDEXES:
            yield Menukeuze(INDEXES[item.text], f"{item.text}/", item.text)
        elif record:
            yield Menukeuze(record.titel, routes.pages[record.id], str(record.id), record.taal)


def _default_menu(corpus: Corpus) -> tuple[Menukeuze, ...]:
    # An institute may have no series, or may not name authors, and an empty overview would be a dead end.
    empty = {name for name, found in (("reeksen", corpus.reeksen), ("publicaties", corpus.publicaties)) if not found}
    return tuple(Menukeuze(title, f"{name}/", name) for name, title in INDEXES.items() if name not in empty)


def _footer_line(item: Mention | SiteLink, targets: SiteTargets) -> VoetregelView | None:
    """Return a text or a link of the footer, or None for a link to what is not on the site."""
    if isinstance(item, Mention):
        return VoetregelView(item.text)
    url = targets.url(item)  # without it, the title may be private too
    return None if url is None else VoetregelView(item.titel, url, is_web_address(url), _language(item, targets))


def _language(link: SiteLink, targets: SiteTargets) -> str:
    """Return the language of the page to which a link leads, if its text is the title of that page; else nothing.

    Of another text, such as "English" or "Engels", the language is not known.
    """
    to = path_of_link(link, targets.corpus.site.base_url)
    page = targets.known.pages.get(to.path) if to else None
    if isinstance(page, Project | Nieuwsbericht | Pagina) and page.titel == link.titel:
        return page.taal
    return ""


def _linked(items: Iterable[Mention | SiteLink], targets: SiteTargets) -> set[str]:
    """Return the ids of the pages to which links of the menu or the footer lead."""
    return {targets.page(item) for item in items if isinstance(item, SiteLink)}


def _footer(corpus: Corpus, routes: Routes, linked: Collection[str]) -> tuple[Verwijzing, ...]:
    """Return the links of the footer, one to each page of text that is not ``linked`` elsewhere on every page."""
    records = (text.record for text in corpus.paginas)
    return tuple(Verwijzing(r.titel, routes.pages[r.id], r.taal) for r in records if str(r.id) not in linked)
