"""The page of a study."""

from collections import Counter
from collections.abc import Iterator

from vindplaats.catalogue.corpus import Auteur, Study
from vindplaats.catalogue.entities.authors import author_id
from vindplaats.catalogue.entities.series import series_id
from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import ProjectPage
from vindplaats.render.citations.apa import apa
from vindplaats.render.citations.scholar import with_scholar
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.citation_files import export_links
from vindplaats.render.outputs.frame import publishable_page_view, write_page
from vindplaats.render.outputs.page_parts import body_html, contact_views, file_view, link_views
from vindplaats.render.routing.addresses import year_id
from vindplaats.render.views.pages import (
    AuteurView,
    EditieView,
    ProjectView,
    ReeksView,
    VerwantView,
    Verwijzing,
)
from vindplaats.render.views.table_of_contents import contents_of

_SHARED = {
    "reeksen": "uit dezelfde reeks",
    "opdrachtgevers": "ook voor {}",
    "werkvelden": "ook in het werkveld {}",
}
"""How it is said that a study shares entries of a kind with another."""


def make_project(site: PageFacts, artifact: ProjectPage) -> bytes:
    """Make the page of a study."""
    study = site.studies[artifact.study]
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
    page = with_scholar(site, study, url, publishable_page_view(site, project, url))
    return write_page(site, "project", page, project=view)


def _author(site: PageFacts, author: Auteur) -> AuteurView:
    """An author, with the way to their page; without for the institute itself, which has none."""
    page = author_id(author)
    named = site.names[page] if page else None
    return AuteurView(author.naam, named.url if named else "", author.organisatie)


def _series(site: PageFacts, study: Study) -> ReeksView | None:
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
        if i != str(study.project.id)
    )
    return ReeksView(named.entry.naam, named.url, others, years[study.project.jaar] == 1)


def _related(site: PageFacts, study: Study) -> tuple[VerwantView, ...]:
    """Related studies, each with what it shares in words: "uit dezelfde reeks, ook voor FLOW"."""
    said: dict[tuple[PageId, ...], str] = {}
    for one in site.related[study.project.id]:
        if one.shared not in said:
            said[one.shared] = ", ".join(_sharing(site, one.shared))
    return tuple(VerwantView(site.cards[one.id], said[one.shared]) for one in site.related[study.project.id])


def _sharing(site: PageFacts, shared: tuple[PageId, ...]) -> Iterator[str]:
    for kind, say in _SHARED.items():
        names = [site.names[i].entry for i in shared if i.kind == kind]
        if names:
            yield say.format(enumerate_dutch([entry.afkorting or entry.naam for entry in names]))
