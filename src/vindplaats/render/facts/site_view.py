"""The view of the site that every page shows: its name, menu and footer."""

from collections.abc import Collection

from vindplaats.catalogue.corpus import Corpus
from vindplaats.read.fields.free_values import plain_mapping
from vindplaats.read.page_id import PageId
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.render.theme.fonts import font_url
from vindplaats.render.views.pages import Menukeuze, SiteView, Verwijzing

ACCENT_URL = "static/accent.css"
"""The address of the style sheet with the accent colour of the site."""


def site_view(corpus: Corpus, routes: Routes, policy: str, *, search: bool, own_style: bool) -> SiteView:
    """Return the view of the site. ``policy`` is the Content-Security-Policy of its pages, or empty in a preview.

    ``search`` says whether the site has a search page, and ``own_style`` whether it has a style sheet of its own.
    """
    config = corpus.site
    menu = _menu(corpus, routes) if config.menu else _default_menu(corpus)
    return SiteView(
        naam=config.naam,
        taal=config.taal,
        beschrijving=config.beschrijving,
        organisatie=config.organisatie,
        email=config.email,
        menu=menu,
        voet=_footer(corpus, routes, {choice.sleutel for choice in menu}),
        beleid=policy,
        accent=ACCENT_URL if config.accent else "",
        kleur=config.accent,
        zoeken=search,
        eigen_stijl=own_style,
        lettertype=font_url(config.lettertype),
        extra=plain_mapping(config.extra),
    )


def _menu(corpus: Corpus, routes: Routes) -> tuple[Menukeuze, ...]:
    """Return the menu that the editor wrote. Skip unknown names, which `check_menu` reports."""
    pages = {text.record.id: text.record for text in corpus.paginas}
    menu = []
    for name in (mention.text for mention in corpus.site.menu):
        record = pages.get(PageId("paginas", name))
        if name in INDEXES:
            menu.append(Menukeuze(INDEXES[name], f"{name}/", name))
        elif record:
            menu.append(Menukeuze(record.titel, routes.pages[record.id], str(record.id), record.taal))
    return tuple(menu)


def _default_menu(corpus: Corpus) -> tuple[Menukeuze, ...]:
    # An institute may have no series, or may not name authors, and an empty overview would be a dead end.
    empty = {name for name, found in (("reeksen", corpus.reeksen), ("publicaties", corpus.publicaties)) if not found}
    return tuple(Menukeuze(title, f"{name}/", name) for name, title in INDEXES.items() if name not in empty)


def _footer(corpus: Corpus, routes: Routes, in_menu: Collection[str]) -> tuple[Verwijzing, ...]:
    """Return the links of the footer, one to each page of text that is not in the menu."""
    records = (text.record for text in corpus.paginas)
    return tuple(Verwijzing(r.titel, routes.pages[r.id], r.taal) for r in records if str(r.id) not in in_menu)
