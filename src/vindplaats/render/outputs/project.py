"""The page of a study."""

from collections import Counter
from urllib.parse import quote

from vindplaats.catalogue.corpus import Auteur, Study
from vindplaats.catalogue.entities.authors import author_id
from vindplaats.catalogue.entities.series import series_id
from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.read.fields.free_values import plain_mapping
from vindplaats.read.notations.dois import doi_url
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import ProjectPage
from vindplaats.render.citations.apa import apa
from vindplaats.render.citations.scholar import MAX_REPORT_BYTES, is_readable, with_scholar
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import EntryProjects, YearProjects
from vindplaats.render.outputs.citation_files import export_links
from vindplaats.render.outputs.frame import publishable_page_view, write_page
from vindplaats.render.outputs.page_parts import body_html, contact_views, file_view, link_views
from vindplaats.render.views.pages import (
    AuteurView,
    EditieView,
    PaginaView,
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
"""Dutch phrases for what two studies share, by kind of shared entry. ``{}`` is replaced by the names of the entries."""


def make_project(facts: PageFacts, artifact: ProjectPage) -> bytes:
    """Make the page of a study."""
    study = facts.study(artifact.study)
    project, url = study.project, artifact.path.removesuffix("index.html")
    day = project.publicatiedatum
    body = body_html(facts, project.body, study.links, url, language=project.taal)
    view = ProjectView(
        titel=project.titel,
        taal=project.taal or facts.site.taal,
        jaar=Verwijzing(str(project.jaar), facts.url(YearProjects(project.jaar))),
        samenvatting=project.samenvatting,
        inhoud=body,
        werkvelden=link_views(facts, study.werkvelden),
        opdrachtgevers=link_views(facts, study.opdrachtgevers),
        contactpersonen=contact_views(facts, study.contactpersonen),
        partners=study.partners,
        auteurs=tuple([_author(facts, author) for author in study.auteurs]),
        trefwoorden=project.trefwoorden,
        publicatiedatum=dutch_date(day) if day else "",
        publicatiedatum_iso=day.isoformat() if day else "",
        rapportnummer=project.rapportnummer,
        isbn=project.isbn,
        doi=project.doi,
        doi_url=doi_url(project.doi) if project.doi else "",
        reeks=_series(facts, study),
        rapport=file_view(facts, study.rapport, url, "Rapport", project.titel) if study.rapport else None,
        bijlagen=tuple(file_view(facts, item, url, heading=project.titel) for item in study.bijlagen),
        links=tuple(Verwijzing(link.titel, link.url) for link in project.links),
        nieuws=tuple(facts.card(i) for i in study.nieuws),
        concept=project.concept,
        citaat=apa(facts.citation(project.id)),
        exporten=export_links(facts, url),
        kopjes=contents_of(body),
        verwant=_related(facts, study),
        extra=plain_mapping(project.extra),
    )
    page = _with_scholar(facts, study, url, publishable_page_view(facts, project, url))
    return write_page(facts, "project", page, project=view)


def _with_scholar(facts: PageFacts, study: Study, url: str, page: PaginaView) -> PaginaView:
    """Return the page with tags for Google Scholar, which name the report only if Google Scholar would index it."""
    report = study.rapport
    fits = (
        report is not None
        and is_readable(report)
        and facts.file_size(report.file.file) <= MAX_REPORT_BYTES
        and facts.opens(report.file.file)
    )
    pdf = facts.base_url + quote(url + report.path) if report and fits else ""
    return with_scholar(page, facts.citation(study.project.id), pdf)


def _author(facts: PageFacts, author: Auteur) -> AuteurView:
    """Return the view of an author, with the address of their page. Only the institute has no such page."""
    page = author_id(author)
    link = facts.entry(page) if page else None
    return AuteurView(author.naam, link.url if link else "", author.organisatie)


def _series(facts: PageFacts, study: Study) -> ReeksView | None:
    """Return the series of a study and its other editions, oldest first, or None if the study is in no series.

    An edition is `uniek` if no other edition of the series has the same year. The study itself counts as an edition.
    """
    if not study.project.reeks:
        return None
    of = series_id(study.project.reeks)
    named = facts.entry(of)
    editions = sorted(
        ((facts.card(i), i) for i in facts.pages_of(EntryProjects(of))), key=lambda edition: edition[0].jaar or 0
    )
    years = Counter(card.jaar for card, _ in editions)
    others = tuple(
        EditieView(jaar=card.jaar or 0, titel=card.titel, taal=card.taal, url=card.url, uniek=years[card.jaar] == 1)
        for card, i in editions
        if i != study.project.id
    )
    return ReeksView(named.entry.naam, named.url, others, years[study.project.jaar] == 1)


def _related(facts: PageFacts, study: Study) -> tuple[VerwantView, ...]:
    """Return the related studies, each with what it shares with this one: "uit dezelfde reeks, ook voor FLOW"."""
    related = facts.related(study.project.id)
    reasons = {shared: _reason(facts, shared) for shared in {other.shared for other in related}}
    return tuple([VerwantView(facts.card(other.id), reasons[other.shared]) for other in related])


def _reason(facts: PageFacts, shared: tuple[PageId, ...]) -> str:
    """Return what two studies share. ``shared`` has the ids of series before those of clients and of werkvelden."""
    names: dict[str, list[str]] = {}
    for page_id in shared:
        entry = facts.entry(page_id).entry
        names.setdefault(page_id.kind, []).append(entry.afkorting or entry.naam)
    return ", ".join([_SHARED[kind].format(enumerate_dutch(found)) for kind, found in names.items()])
