"""The pages of the site, all of them in `plan`: studies, news, texts, the first page, redirects, 404."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from vindplaats.catalogue.corpus import Bericht, Study, Text
from vindplaats.catalogue.series import series_id
from vindplaats.dutch import dutch_date, shorten
from vindplaats.read.records import Timed
from vindplaats.render.artifact import Artifact
from vindplaats.render.indexes import entry_line, indexes, year_lines
from vindplaats.render.routes import year_id
from vindplaats.render.site import (
    Site,
    bericht_card,
    body_html,
    contact_views,
    crumb_of,
    description,
    file_view,
    link_views,
    page_view,
    study_card,
    write_page,
)
from vindplaats.render.views import (
    BerichtView,
    EditieView,
    HomeView,
    PaginaView,
    ProjectView,
    RedirectView,
    ReeksView,
    TekstView,
    Verwijzing,
)

NEWEST = 6
"""Projects on the first page."""
LATEST = 4
"""News items on the first page."""


def plan(site: Site) -> Iterator[Artifact]:
    """Every page. Raises `TemplateFailedError` (render/theme.py)."""
    yield _home(site)
    yield from (_project(site, study) for study in site.corpus.studies)
    yield from (_bericht(site, bericht) for bericht in site.corpus.berichten)
    yield from indexes(site)
    yield from (_text(site, text) for text in site.corpus.paginas)
    yield _not_found(site)
    yield from (_redirect(site, path, target) for path, target in site.routes.redirects.items())


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


def _project(site: Site, study: Study) -> Artifact:
    project = study.project
    url = site.routes.pages[project.id]
    day = project.publicatiedatum
    view = ProjectView(
        titel=project.titel,
        taal=project.taal or site.view.taal,
        jaar=Verwijzing(str(project.jaar), site.routes.pages[year_id(project.jaar)]),
        samenvatting=project.samenvatting,
        inhoud=body_html(site, project.body, study.links, url),
        werkvelden=link_views(site, study.werkvelden),
        opdrachtgevers=link_views(site, study.opdrachtgevers),
        contactpersonen=contact_views(site, study.contactpersonen),
        partners=project.partners,
        auteurs=project.auteurs,
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
        nieuws=tuple(bericht_card(site, site.berichten[i]) for i in study.nieuws),
        concept=project.concept,
    )
    return write_page(site, "project", url, _timed_page(site, project, url), project=view)


def _series(site: Site, study: Study) -> ReeksView | None:
    """The series of a study and its other editions; a year that several have does not tell them apart."""
    if not study.project.reeks:
        return None
    entry = site.names[series_id(study.project.reeks)]
    editions = sorted((site.studies[page].project for page in entry.projecten), key=lambda edition: edition.jaar)
    years = Counter(edition.jaar for edition in editions)
    others = tuple(
        EditieView(
            jaar=edition.jaar,
            titel=edition.titel,
            taal=edition.taal or site.view.taal,
            url=site.routes.pages[edition.id],
            uniek=years[edition.jaar] == 1,
        )
        for edition in editions
        if edition.id != study.project.id
    )
    return ReeksView(entry.naam, site.routes.pages[entry.id], others, years[study.project.jaar] == 1)


def _bericht(site: Site, bericht: Bericht) -> Artifact:
    record = bericht.record
    url = site.routes.pages[record.id]
    view = BerichtView(
        titel=record.titel,
        taal=record.taal or site.view.taal,
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        samenvatting=record.samenvatting,
        inhoud=body_html(site, record.body, bericht.links, url),
        project=study_card(site, site.studies[bericht.project]) if bericht.project else None,
        werkvelden=link_views(site, bericht.werkvelden),
        contactpersonen=contact_views(site, bericht.contactpersonen),
        bijlagen=tuple(file_view(site, item, url) for item in bericht.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in record.links),
        concept=record.concept,
    )
    return write_page(site, "nieuwsbericht", url, _timed_page(site, record, url), bericht=view)


def _text(site: Site, text: Text) -> Artifact:
    record = text.record
    url = site.routes.pages[record.id]
    page = page_view(
        site,
        url,
        titel=record.titel,
        beschrijving=description(record.samenvatting, record.body, record.titel),
        menu=record.id,
    )
    body = body_html(site, record.body, text.links, url)
    view = TekstView(titel=record.titel, samenvatting=record.samenvatting, inhoud=body)
    return write_page(site, "pagina", url, page, tekst=view)


def _home(site: Site) -> Artifact:
    corpus = site.corpus
    view = HomeView(
        werkvelden=tuple(entry_line(site, e) for e in corpus.werkvelden),
        projecten=tuple(study_card(site, s) for s in corpus.studies[:NEWEST]),
        nieuws=tuple(bericht_card(site, b) for b in corpus.berichten[:LATEST]),
        jaren=tuple(year_lines(site)),
        aantal=len(corpus.studies),
    )
    description = site.view.beschrijving or f"Al het onderzoek van {site.view.organisatie}."
    return write_page(
        site, "home", "", page_view(site, "", titel=site.view.naam, beschrijving=shorten(description)), home=view
    )


def _not_found(site: Site) -> Artifact:
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
    return Artifact("404.html", site.theme.render("404", site=site.view, pagina=page))


def _redirect(site: Site, path: str, target: str) -> Artifact:
    url = site.routes.pages[target]
    study, bericht = site.studies.get(target), site.berichten.get(target)
    record = study.project if study else bericht.record if bericht else None
    title = record.titel if record else target
    page = page_view(
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
