"""The pages of the site, all of them in `plan`: studies, news, texts, the first page, redirects, 404."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from urllib.parse import quote, urlsplit

from vindplaats.catalogue.authors import author_id
from vindplaats.catalogue.corpus import Auteur, Corpus, Study
from vindplaats.catalogue.series import series_id
from vindplaats.dutch import dutch_date, enumerate_dutch, shorten
from vindplaats.read.records import Timed
from vindplaats.render.accent import accent_css
from vindplaats.render.addresses import FEED, MANIFEST, Routes, year_id
from vindplaats.render.apa import apa
from vindplaats.render.artifact import Artifact, Maker
from vindplaats.render.contents import contents_of
from vindplaats.render.exports import export_links, make_entry, make_list, plan_exports
from vindplaats.render.feeds import make_atom, make_json_feed, plan_feeds
from vindplaats.render.indexes import make_index, plan_indexes
from vindplaats.render.listed import HomeView
from vindplaats.render.manifest import make_manifest
from vindplaats.render.overviews import make_overview, year_timeline
from vindplaats.render.parts import body_html, contact_views, description, file_view, link_views
from vindplaats.render.policy import HEADERS, make_headers
from vindplaats.render.scholar import with_scholar
from vindplaats.render.site import ACCENT, COMMON, Site, crumb_of, page_view, write_page
from vindplaats.render.sitemap import make_robots, make_sitemap, make_sitemap_index, plan_sitemap
from vindplaats.render.views import (
    AuteurView,
    BerichtView,
    EditieView,
    PaginaView,
    ProjectView,
    RedirectView,
    ReeksView,
    TekstView,
    VerwantView,
    Verwijzing,
)
from vindplaats.scan import THEME

NEWEST = 6
"""Projects on the first page."""
LATEST = 4
"""News items on the first page."""
_SHARED = {
    "reeksen": "uit dezelfde reeks",
    "opdrachtgevers": "ook voor {}",
    "werkvelden": "ook in het werkveld {}",
}
"""How it is said that a study shares entries of a kind with another."""


def plan(corpus: Corpus, routes: Routes, static: Iterable[str]) -> Iterator[Artifact]:
    """Every file of the site; ``static`` are the paths of static files, as they were seen."""
    pages = tuple(_plan_pages(corpus, routes))
    yield from pages
    yield from plan_feeds(corpus, routes)
    yield from plan_sitemap(corpus, pages)
    yield Artifact(MANIFEST, "webmanifest")
    yield Artifact(HEADERS, "headers")
    yield from (Artifact(url, "kopie", item.file.disk) for url, item in routes.files.items())
    if corpus.site.accent:  # before the static files: one of that name takes its place
        yield Artifact(ACCENT, "accent", corpus.site.accent)
    for path, variant in routes.variants.items():
        yield Artifact(path, "portret" if variant.square else "beeld", variant.disk, variant.width)
    yield from (Artifact(path.removeprefix(THEME), "kopie", path) for path in static)


def _plan_pages(corpus: Corpus, routes: Routes) -> Iterator[Artifact]:
    yield Artifact("index.html", "home")
    yield from (_page(routes, study.project.id, "project") for study in corpus.studies)
    yield from (_page(routes, bericht.record.id, "nieuwsbericht") for bericht in corpus.berichten)
    yield from plan_indexes(corpus, routes)
    yield from plan_exports(corpus, routes)
    yield from (_page(routes, text.record.id, "pagina") for text in corpus.paginas)
    yield Artifact("404.html", "404")
    yield from (Artifact(path, "redirect", target) for path, target in routes.redirects.items())


def _page(routes: Routes, of: str, maker: Maker) -> Artifact:
    return Artifact(f"{routes.pages[of]}index.html", maker, of)


def make_page(site: Site, artifact: Artifact) -> tuple[bytes, frozenset[str]]:
    """The bytes of a page or a file for machines, and the facts it was made of. Raises `TemplateFailedError`."""
    site.asked.clear()
    page = _MAKERS[artifact.maker](site, artifact)
    facts = {*site.asked, f"{COMMON} "}
    if artifact.is_page:
        facts.add(f"{site.templates.kind} {artifact.maker}")
    return page, frozenset(facts)


def _timed_page(site: Site, record: Timed, url: str) -> PaginaView:
    return page_view(
        site,
        url,
        titel=record.titel,
        beschrijving=description(record.samenvatting, record.body, record.titel),
        taal=record.taal or site.view.taal,
        menu=record.kind,
        kruimels=(crumb_of(record.kind),),
        niet_indexeren=record.concept,
    )


def _project(site: Site, artifact: Artifact) -> bytes:
    study = site.studies[artifact.of]
    project, url = study.project, artifact.path.removesuffix("index.html")
    day = project.publicatiedatum
    body = body_html(site, project.body, study.links, url)
    view = ProjectView(
        titel=project.titel,
        taal=project.taal or site.view.taal,
        jaar=Verwijzing(str(project.jaar), site.urls[year_id(project.jaar)]),
        samenvatting=project.samenvatting,
        inhoud=body,
        werkvelden=link_views(site, study.werkvelden),
        opdrachtgevers=link_views(site, study.opdrachtgevers),
        contactpersonen=contact_views(site, study.contactpersonen),
        partners=project.partners,
        auteurs=tuple(_author(site, author) for author in study.auteurs),
        trefwoorden=project.trefwoorden,
        publicatiedatum=dutch_date(day) if day else "",
        publicatiedatum_iso=day.isoformat() if day else "",
        rapportnummer=project.rapportnummer,
        isbn=project.isbn,
        doi=project.doi,
        reeks=_series(site, study),
        rapport=file_view(site, study.rapport, url, "Rapport") if study.rapport else None,
        bijlagen=tuple(file_view(site, item, url) for item in study.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in project.links),
        nieuws=tuple(site.cards[i] for i in study.nieuws),
        concept=project.concept,
        citaat=apa(site.citaten[project.id]),
        exporten=export_links(url),
        kopjes=contents_of(body),
        verwant=_related(site, study),
    )
    page = with_scholar(site, study, url, _timed_page(site, project, url))
    return write_page(site, "project", page, project=view)


def _author(site: Site, author: Auteur) -> AuteurView:
    """An author, with the way to their page; without for the institute itself, which has none."""
    named = site.names[author_id(author)] if author_id(author) else None
    return AuteurView(author.naam, named.url if named else "", author.organisatie)


def _series(site: Site, study: Study) -> ReeksView | None:
    """The series of a study and its other editions; a year that several have does not tell them apart."""
    if not study.project.reeks:
        return None
    of = series_id(study.project.reeks)
    named = site.names[of]
    editions = sorted(((site.cards[i], i) for i in site.lists[of]), key=lambda edition: edition[0].jaar or 0)
    years = Counter(card.jaar for card, _ in editions)
    others = tuple(
        EditieView(jaar=card.jaar or 0, titel=card.titel, taal=card.taal, url=card.url, uniek=years[card.jaar] == 1)
        for card, i in editions
        if i != study.project.id
    )
    return ReeksView(named.entry.naam, named.url, others, years[study.project.jaar] == 1)


def _related(site: Site, study: Study) -> tuple[VerwantView, ...]:
    """Related studies, each with what it shares in words: "uit dezelfde reeks, ook voor FLOW"."""
    said: dict[tuple[str, ...], str] = {}
    for one in site.related[study.project.id]:
        if one.shared not in said:
            said[one.shared] = ", ".join(_sharing(site, one.shared))
    return tuple(VerwantView(site.cards[one.id], said[one.shared]) for one in site.related[study.project.id])


def _sharing(site: Site, shared: tuple[str, ...]) -> Iterator[str]:
    for kind, say in _SHARED.items():
        names = [site.names[i].entry for i in shared if i.startswith(f"{kind}/")]
        if names:
            yield say.format(enumerate_dutch([entry.afkorting or entry.naam for entry in names]))


def _bericht(site: Site, artifact: Artifact) -> bytes:
    bericht = site.berichten[artifact.of]
    record, url = bericht.record, artifact.path.removesuffix("index.html")
    view = BerichtView(
        titel=record.titel,
        taal=record.taal or site.view.taal,
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        samenvatting=record.samenvatting,
        inhoud=body_html(site, record.body, bericht.links, url),
        project=site.cards[bericht.project] if bericht.project else None,
        werkvelden=link_views(site, bericht.werkvelden),
        contactpersonen=contact_views(site, bericht.contactpersonen),
        bijlagen=tuple(file_view(site, item, url) for item in bericht.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in record.links),
        concept=record.concept,
    )
    return write_page(site, "nieuwsbericht", _timed_page(site, record, url), bericht=view)


def _text(site: Site, artifact: Artifact) -> bytes:
    text = site.texts[artifact.of]
    record, url = text.record, artifact.path.removesuffix("index.html")
    page = page_view(
        site,
        url,
        titel=record.titel,
        beschrijving=description(record.samenvatting, record.body, record.titel),
        menu=record.id,
    )
    body = body_html(site, record.body, text.links, url)
    view = TekstView(record.titel, record.samenvatting, body, contents_of(body))
    return write_page(site, "pagina", page, tekst=view)


def _home(site: Site, _: Artifact) -> bytes:
    projects = site.lists["projecten"]
    view = HomeView(
        werkvelden=tuple(line for i in site.lists["werkvelden"] if (line := site.lines[i]).aantal),
        projecten=tuple(site.cards[i] for i in projects[:NEWEST]),
        nieuws=tuple(site.cards[i] for i in site.lists["nieuws"][:LATEST]),
        tijdlijn=year_timeline(site),
        aantal=len(projects),
        feed=Verwijzing("Volg nieuws en onderzoek op deze site (Atom)", FEED),
    )
    description = site.view.beschrijving or f"Al het onderzoek van {site.view.organisatie}."
    page = page_view(site, "", titel=site.view.naam, beschrijving=shorten(description))
    return write_page(site, "home", page, home=view)


def _not_found(site: Site, _: Artifact) -> bytes:
    """404.html is shown at any depth, so its links start at the root of the host."""
    root = urlsplit(site.base_url).path or "/"
    page = page_view(
        site,
        "404.html",
        titel="Pagina niet gevonden",
        beschrijving="Deze pagina is er niet (meer).",
        wortel=root,
        niet_indexeren=True,
    )
    return write_page(site, "404", page)


def _redirect(site: Site, artifact: Artifact) -> bytes:
    card = site.cards[artifact.of]
    page = page_view(
        site,
        artifact.path.removesuffix("index.html"),
        titel=card.titel,
        beschrijving=f"Deze pagina is verplaatst naar: {card.titel}.",
        canoniek=site.base_url + quote(card.url),
        taal=card.taal,
        niet_indexeren=True,
    )
    return write_page(site, "redirect", page, redirect=RedirectView(titel=card.titel, url=card.url))


_MAKERS: Mapping[str, Callable[[Site, Artifact], bytes]] = {
    "home": _home,
    "project": _project,
    "nieuwsbericht": _bericht,
    "index": make_index,
    "overzicht": make_overview,
    "pagina": _text,
    "404": _not_found,
    "redirect": _redirect,
    "accent": lambda _, artifact: accent_css(artifact.of),
    "headers": make_headers,
    "atom": make_atom,
    "jsonfeed": make_json_feed,
    "sitemap": make_sitemap,
    "sitemapindex": make_sitemap_index,
    "robots": make_robots,
    "webmanifest": make_manifest,
    "vermelding": make_entry,
    "literatuurlijst": make_list,
}
