"""The pages of the site: every study, news item, index and text, as artifacts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from math import ceil
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from msgspec import Struct

from vindplaats.catalogue.corpus import Attachment, Bericht, Corpus, Entry, LinkTarget, Resolved, Study, Text
from vindplaats.dutch import dutch_date, shorten
from vindplaats.read.records import Body, Opdrachtgever, Persoon, Timed
from vindplaats.render.artifact import Artifact
from vindplaats.render.routes import INDEXES, Routes, page_url, year_id
from vindplaats.render.theme import Theme
from vindplaats.render.views import (
    BerichtView,
    BestandView,
    ContactView,
    HomeView,
    IndexView,
    IngangView,
    KaartView,
    Menukeuze,
    OverzichtView,
    PaginaringView,
    PaginaView,
    ProjectView,
    RedirectView,
    SiteView,
    TekstView,
    Verwijzing,
)

NEWEST = 6
"""Projects on the first page."""
LATEST = 4
"""News items on the first page."""
_MARK = re.compile("\x02vp(\\d+)\x03")
_MARKED_ATTRIBUTE = re.compile('\\shref="\x02vp(\\d+)\x03"')


class Site(Struct, frozen=True):
    """What every page is made with. ``sizes`` gives the size in bytes of each attachment by its path."""

    corpus: Corpus
    routes: Routes
    theme: Theme
    view: SiteView
    base_url: str
    sizes: Mapping[str, int]
    studies: Mapping[str, Study]
    berichten: Mapping[str, Bericht]
    names: Mapping[str, Entry]


def make_site(corpus: Corpus, routes: Routes, theme: Theme, base_url: str, sizes: Mapping[str, int]) -> Site:
    """Gather what every page is made with."""
    config = corpus.site
    pages = {text.record.id.partition("/")[2]: text for text in corpus.paginas}
    menu, in_menu = [], set()
    for mention in config.menu:
        if mention.text in INDEXES:
            menu.append(Menukeuze(INDEXES[mention.text], f"{mention.text}/", mention.text))
        elif mention.text in pages:
            record = pages[mention.text].record
            menu.append(Menukeuze(record.titel, routes.pages[record.id], record.id))
            in_menu.add(record.id)
    if not config.menu:
        menu = [Menukeuze(titel, f"{name}/", name) for name, titel in INDEXES.items()]
    foot = tuple(
        Verwijzing(t.record.titel, routes.pages[t.record.id]) for t in corpus.paginas if t.record.id not in in_menu
    )
    view = SiteView(config.naam, config.taal, config.beschrijving, config.organisatie, config.email, tuple(menu), foot)
    entries = (*corpus.werkvelden, *corpus.opdrachtgevers, *corpus.contactpersonen)
    return Site(
        corpus,
        routes,
        theme,
        view,
        base_url,
        sizes,
        {s.project.id: s for s in corpus.studies},
        {b.record.id: b for b in corpus.berichten},
        {e.id: e for e in entries},
    )


def plan(site: Site) -> Iterator[Artifact]:
    """Every page. Raises `TemplateFailedError` (render/theme.py)."""
    yield _home(site)
    yield from (_project(site, study) for study in site.corpus.studies)
    yield from (_bericht(site, bericht) for bericht in site.corpus.berichten)
    yield from _indexes(site)
    yield from (_text(site, text) for text in site.corpus.paginas)
    yield _not_found(site)
    yield from (_redirect(site, path, target) for path, target in site.routes.redirects.items())


def _root(url: str) -> str:
    """From a page to the root of the site: ``../../`` for ``projecten/x/``."""
    return "../" * url.count("/") or "./"


def _page(site: Site, url: str, **values: object) -> PaginaView:
    defaults: dict[str, object] = {"beschrijving": "", "taal": site.view.taal}
    return PaginaView(**(defaults | {"canoniek": site.base_url + quote(url), "wortel": _root(url)} | values))  # type: ignore[arg-type]


def _write(site: Site, template: str, url: str, page: PaginaView, **values: object) -> Artifact:
    return Artifact(f"{url}index.html", site.theme.render(template, site=site.view, pagina=page, **values))


def _crumb(kind: str) -> Verwijzing:
    return Verwijzing(INDEXES[kind], f"{kind}/")


def _body(site: Site, body: Body, links: Sequence[LinkTarget], url: str, home: str = "") -> Markup:
    """The HTML of a body on the page at ``url``, its link marks made into addresses.

    ``home`` is the page whose attachments these are, where that is another one.
    """
    if not links:
        return Markup(body.html)  # noqa: S704 (converted from the editor's own Markdown)
    addresses = [_address(site, target, url, home or url) for target in links]

    def whole(match: re.Match[str]) -> str:
        return match[0] if addresses[int(match[1])] else ""

    html = _MARKED_ATTRIBUTE.sub(whole, body.html)
    return Markup(_MARK.sub(lambda m: escape(addresses[int(m[1])]), html))  # noqa: S704


def _address(site: Site, target: LinkTarget, url: str, home: str) -> str:
    """Where a link leads from the page at ``url``; empty where its page is not on the site."""
    anchor = f"#{quote(target.link.anchor)}" if target.link.anchor else ""
    if target.page:
        return _root(url) + quote(site.routes.pages[target.page]) + anchor
    if target.path:
        return _root(url) + quote(target.path.lstrip("/")) + anchor
    if target.file is not None:
        return _root(url) + quote(home + target.file.path) + anchor
    return ""


def _description(summary: str, body: Body) -> str:
    return shorten(summary or body.first)


def _file(site: Site, item: Attachment, url: str, title: str = "") -> BestandView:
    name = item.path.rsplit("/", 1)[-1]
    stem, dot, extension = name.rpartition(".")
    kind = extension.upper() if dot else ""
    return BestandView(
        title or (stem if dot else name), quote(url + item.path), kind, dutch_size(site.sizes[item.file.file])
    )


def dutch_size(size: int) -> str:
    """A size in bytes as people write it: ``840 kB``, ``1,2 MB`` (of 1000, as the SI has it)."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def _links(site: Site, resolved: Iterable[Resolved]) -> tuple[Verwijzing, ...]:
    return tuple(Verwijzing(site.names[r.id].naam, site.routes.pages[r.id]) for r in resolved)


def _contact(site: Site, entry: Entry) -> ContactView:
    url = site.routes.pages[entry.id]
    person = entry.record
    if not isinstance(person, Persoon):
        return ContactView(naam=entry.naam, url=url)
    foto = quote(url + entry.foto.path) if entry.foto else ""
    return ContactView(
        naam=entry.naam,
        url=url,
        functie=person.functie,
        email=person.email,
        telefoon=person.telefoon,
        foto=foto,
    )


def _study_card(site: Site, study: Study) -> KaartView:
    project = study.project
    return KaartView(
        titel=project.titel,
        url=site.routes.pages[project.id],
        taal=project.taal or site.view.taal,
        samenvatting=project.samenvatting or shorten(project.body.first, 240),
        jaar=project.jaar,
        opdrachtgevers=tuple(site.names[r.id].afkorting or site.names[r.id].naam for r in study.opdrachtgevers),
        concept=project.concept,
    )


def _bericht_card(site: Site, bericht: Bericht) -> KaartView:
    record = bericht.record
    return KaartView(
        titel=record.titel,
        url=site.routes.pages[record.id],
        taal=record.taal or site.view.taal,
        samenvatting=record.samenvatting or shorten(record.body.first, 240),
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        concept=record.concept,
    )


def _timed_page(site: Site, record: Timed, url: str) -> PaginaView:
    return _page(
        site,
        url,
        titel=record.titel,
        beschrijving=_description(record.samenvatting, record.body),
        taal=record.taal or site.view.taal,
        menu=record.kind,
        kruimels=(_crumb(record.kind),),
        niet_indexeren=record.concept,
    )


def _project(site: Site, study: Study) -> Artifact:
    project = study.project
    url = site.routes.pages[project.id]
    day = project.publicatiedatum
    view = ProjectView(
        titel=project.titel,
        taal=project.taal or site.view.taal,
        jaar=Verwijzing(str(project.jaar), site.routes.pages[year_id(project.jaar)]),
        samenvatting=project.samenvatting,
        inhoud=_body(site, project.body, study.links, url),
        werkvelden=_links(site, study.werkvelden),
        opdrachtgevers=_links(site, study.opdrachtgevers),
        contactpersonen=tuple(_contact(site, site.names[r.id]) for r in study.contactpersonen),
        partners=project.partners,
        auteurs=project.auteurs,
        trefwoorden=project.trefwoorden,
        publicatiedatum=dutch_date(day) if day else "",
        publicatiedatum_iso=day.isoformat() if day else "",
        rapportnummer=project.rapportnummer,
        isbn=project.isbn,
        doi=project.doi,
        rapport=_file(site, study.rapport, url, "Rapport") if study.rapport else None,
        bijlagen=tuple(_file(site, item, url) for item in study.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in project.links),
        nieuws=tuple(_bericht_card(site, site.berichten[i]) for i in study.nieuws),
        concept=project.concept,
    )
    return _write(site, "project", url, _timed_page(site, project, url), project=view)


def _bericht(site: Site, bericht: Bericht) -> Artifact:
    record = bericht.record
    url = site.routes.pages[record.id]
    view = BerichtView(
        titel=record.titel,
        taal=record.taal or site.view.taal,
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        samenvatting=record.samenvatting,
        inhoud=_body(site, record.body, bericht.links, url),
        project=_study_card(site, site.studies[bericht.project]) if bericht.project else None,
        werkvelden=_links(site, bericht.werkvelden),
        contactpersonen=tuple(_contact(site, site.names[r.id]) for r in bericht.contactpersonen),
        bijlagen=tuple(_file(site, item, url) for item in bericht.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in record.links),
        concept=record.concept,
    )
    return _write(site, "nieuwsbericht", url, _timed_page(site, record, url), bericht=view)


def _indexes(site: Site) -> Iterator[Artifact]:
    corpus = site.corpus
    cards = {s.project.id: _study_card(site, s) for s in corpus.studies}
    yield from _index(site, "projecten/", "projecten", INDEXES["projecten"], tuple(cards.values()), crumbs=())
    news = tuple(_bericht_card(site, b) for b in corpus.berichten)
    yield from _index(site, "nieuws/", "nieuws", INDEXES["nieuws"], news, crumbs=())
    for kind, entries in (
        ("werkvelden", corpus.werkvelden),
        ("opdrachtgevers", corpus.opdrachtgevers),
        ("contactpersonen", corpus.contactpersonen),
    ):
        yield _overview(site, kind, [_entry_line(site, entry) for entry in entries])
        for entry in entries:
            yield from _entry(site, entry, tuple(cards[i] for i in entry.projecten))
    yield _overview(site, "jaren", _year_lines(site))
    for year in corpus.jaren:
        url = site.routes.pages[year_id(year.jaar)]
        yield from _index(site, url, "jaren", str(year.jaar), tuple(cards[i] for i in year.projecten))


def _entry(site: Site, entry: Entry, cards: Sequence[KaartView]) -> Iterator[Artifact]:
    record = entry.record
    url = site.routes.pages[entry.id]
    body = record.body if record else Body()
    extra: dict[str, object] = {}
    if entry.kind == "contactpersonen":
        extra["contact"] = _contact(site, entry)
    elif entry.kind == "opdrachtgevers":
        extra |= {
            "afkorting": entry.afkorting,
            "website": record.url if isinstance(record, Opdrachtgever) else "",
        }
    yield from _index(site, url, entry.kind, entry.naam, cards, body=body, links=entry.links, extra=extra)


def _index(
    site: Site,
    url: str,
    kind: str,
    title: str,
    cards: Sequence[KaartView],
    *,
    body: Body | None = None,
    links: Sequence[LinkTarget] = (),
    crumbs: tuple[Verwijzing, ...] | None = None,
    extra: Mapping[str, object] | None = None,
) -> Iterator[Artifact]:
    """An index, page by page; the introduction stands on the first only."""
    body = body or Body()
    size = site.corpus.site.per_pagina
    total = max(1, ceil(len(cards) / size))
    numbered = tuple(Verwijzing(str(n), page_url(url, n)) for n in range(1, total + 1))
    for number in range(1, total + 1):
        here = page_url(url, number)
        view = IndexView(
            soort=kind,
            titel=title,
            inleiding=_body(site, body, links, here, url) if number == 1 else Markup(""),
            aantal=len(cards),
            kaarten=tuple(cards[(number - 1) * size : number * size]),
            paginering=PaginaringView(
                nummer=number,
                totaal=total,
                vorige=page_url(url, number - 1) if number > 1 else "",
                volgende=page_url(url, number + 1) if number < total else "",
                paginas=numbered,
            ),
            **(extra or {}),  # type: ignore[arg-type]
        )
        page = _page(
            site,
            here,
            titel=title if number == 1 else f"{title} – pagina {number}",
            beschrijving=_description("", body) if body.first else _count_line(site, kind, title, len(cards)),
            menu=kind,
            kruimels=(_crumb(kind),) if crumbs is None else crumbs,
        )
        yield _write(site, "index", here, page, index=view)


def _count_line(site: Site, kind: str, title: str, count: int) -> str:
    """What an index without introduction says of itself to search engines."""
    if kind == "nieuws":
        return f"Nieuws van {site.view.organisatie}."
    projects = "1 project" if count == 1 else f"{count} projecten"
    subject = "" if kind == "projecten" else f" {_PREPOSITION[kind]} {title}"
    return f"{projects} van {site.view.organisatie}{subject}."


_PREPOSITION = {
    "werkvelden": "over",
    "opdrachtgevers": "in opdracht van",
    "contactpersonen": "met contactpersoon",
    "jaren": "uit",
}


def _entry_line(site: Site, entry: Entry) -> IngangView:
    note = entry.afkorting
    if entry.kind == "werkvelden" and entry.record is not None:
        note = shorten(entry.record.body.first)
    elif isinstance(entry.record, Persoon):
        note = entry.record.functie
    return IngangView(titel=entry.naam, url=site.routes.pages[entry.id], aantal=len(entry.projecten), toelichting=note)


def _year_lines(site: Site) -> list[IngangView]:
    return [
        IngangView(titel=str(y.jaar), url=site.routes.pages[year_id(y.jaar)], aantal=len(y.projecten))
        for y in site.corpus.jaren
    ]


def _overview(site: Site, kind: str, lines: Sequence[IngangView]) -> Artifact:
    view = OverzichtView(soort=kind, titel=INDEXES[kind], ingangen=tuple(lines))
    description = f"Alle {INDEXES[kind].lower()} van {site.view.organisatie}, met hun projecten."
    page = _page(site, f"{kind}/", titel=INDEXES[kind], beschrijving=description, menu=kind)
    return _write(site, "overzicht", f"{kind}/", page, overzicht=view)


def _text(site: Site, text: Text) -> Artifact:
    record = text.record
    url = site.routes.pages[record.id]
    page = _page(
        site,
        url,
        titel=record.titel,
        beschrijving=_description(record.samenvatting, record.body),
        menu=record.id,
    )
    body = _body(site, record.body, text.links, url)
    view = TekstView(titel=record.titel, samenvatting=record.samenvatting, inhoud=body)
    return _write(site, "pagina", url, page, tekst=view)


def _home(site: Site) -> Artifact:
    corpus = site.corpus
    view = HomeView(
        werkvelden=tuple(_entry_line(site, e) for e in corpus.werkvelden),
        projecten=tuple(_study_card(site, s) for s in corpus.studies[:NEWEST]),
        nieuws=tuple(_bericht_card(site, b) for b in corpus.berichten[:LATEST]),
        jaren=tuple(_year_lines(site)),
        aantal=len(corpus.studies),
    )
    description = site.view.beschrijving or f"Al het onderzoek van {site.view.organisatie}."
    return _write(site, "home", "", _page(site, "", titel=site.view.naam, beschrijving=shorten(description)), home=view)


def _not_found(site: Site) -> Artifact:
    """404.html is shown at any depth, so its links start at the root of the host."""
    root = urlsplit(site.base_url).path or "/"
    page = _page(
        site,
        "404.html",
        titel="Pagina niet gevonden",
        beschrijving="Deze pagina is er niet (meer).",
        wortel=root,
        niet_indexeren=True,
    )
    return Artifact("404.html", site.theme.render("404", site=site.view, pagina=page))


def _redirect(site: Site, path: str, target: str) -> Artifact:
    url = site.routes.pages[target]
    study, bericht = site.studies.get(target), site.berichten.get(target)
    record = study.project if study else bericht.record if bericht else None
    title = record.titel if record else target
    page = _page(
        site,
        path.removesuffix("index.html"),
        titel=title,
        beschrijving=f"Deze pagina is verplaatst naar: {title}.",
        canoniek=site.base_url + quote(url),
        taal=(record.taal if record else "") or site.view.taal,
        niet_indexeren=True,
    )
    view = RedirectView(titel=title, url=url)
    return Artifact(path, site.theme.render("redirect", site=site.view, pagina=page, redirect=view))
