"""What visitors can find: one hit for each study with everything that belongs to it, and hits for the other pages.

Nothing here decides what is on the site: drafts, expired pages and merged doubles are not in the corpus. A person who
has left is no hit and no value of a facet. Their successor takes their place, as on the page of a study.
"""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from vindplaats.catalogue.corpus import Attachment, Bericht, Corpus, Entry, HomeText, Resolved, StaticPage, Study
from vindplaats.inputs.inventory import Digests
from vindplaats.media.kinds import REPORT
from vindplaats.read.page_id import PageId
from vindplaats.read.records import HOME, Opdrachtgever, Persoon, Project, Record
from vindplaats.render.routing.addresses import Routes
from vindplaats.search.hit import Hit, HitReport, HitText

SOORTEN: Mapping[str, str] = {
    "projecten": "Project",
    "nieuws": "Nieuws",
    "contactpersonen": "Persoon",
    "opdrachtgevers": "Opdrachtgever",
    "werkvelden": "Werkveld",
    "reeksen": "Reeks",
    "paginas": "Pagina",
}
"""What a hit is called, by the kind of its page."""


def hits_of(corpus: Corpus, routes: Routes, digests: Digests) -> tuple[Hit, ...]:
    """Return everything that visitors can find. ``digests`` has the digest of each file, by its path in the source."""
    return tuple(_Hits(corpus, routes, digests).all())


class _Hits:
    """The hits of a corpus, and what they are made from."""

    def __init__(self, corpus: Corpus, routes: Routes, digests: Digests) -> None:
        self._corpus, self._routes, self._digests = corpus, routes, digests
        self._entries = {entry.id: entry for entry in corpus.entries}
        self._news = {bericht.record.id: bericht for bericht in corpus.berichten}

    def all(self) -> Iterator[Hit]:
        corpus = self._corpus
        yield from map(self._study, corpus.studies)
        of_studies = {news for study in corpus.studies for news in study.nieuws}
        yield from (self._bericht(bericht) for bericht in corpus.berichten if bericht.record.id not in of_studies)
        entries = (*corpus.werkvelden, *corpus.opdrachtgevers, *corpus.contactpersonen, *corpus.reeksen)
        yield from (self._entry(entry) for entry in entries if not entry.vertrokken)
        yield from map(self._text_page, corpus.paginas)
        if corpus.start:
            yield self._home(corpus.start)

    def _study(self, study: Study) -> Hit:
        project = study.project
        persons, clients = self._persons(study.contactpersonen), self._names(study.opdrachtgevers)
        news = [self._news[page] for page in study.nieuws]
        files = {project.id: [item for item in (study.rapport, *study.bijlagen) if item]}
        return Hit(
            path=self._path(project.id),
            soort=SOORTEN["projecten"],
            titel=project.titel,
            samenvatting=project.samenvatting,
            taal=self._other_language(project.taal),
            jaar=project.jaar,
            datum=_study_day(project),
            opdrachtgevers=clients,
            facets=_facets(self._names(study.werkvelden), clients, persons, project.jaar),
            lines=(
                *self._names(study.werkvelden), *clients, *self._abbreviations(study.opdrachtgevers), *persons,
                *study.partners, *(author.naam for author in study.auteurs), *project.trefwoorden, project.reeks,
                str(project.jaar), project.rapportnummer, project.isbn, project.doi,
                *(link.titel for link in project.links),
            ),
            texts=(self._text(project, project.taal), *map(self._news_text, news)),
            reports=self._reports(project.id, files | {bericht.record.id: bericht.bijlagen for bericht in news}),
        )  # fmt: skip

    def _bericht(self, bericht: Bericht) -> Hit:
        record = bericht.record
        day, persons = record.datum, self._persons(bericht.contactpersonen)
        return Hit(
            path=self._path(record.id),
            soort=SOORTEN["nieuws"],
            titel=record.titel,
            samenvatting=record.samenvatting,
            taal=self._other_language(record.taal),
            jaar=day.year,
            datum=_number(day.year, day.month, day.day),
            facets=_facets(self._names(bericht.werkvelden), (), persons, day.year),
            lines=(*self._names(bericht.werkvelden), *persons, *(link.titel for link in record.links)),
            texts=(self._text(record, record.taal),),
            reports=self._reports(record.id, {record.id: bericht.bijlagen}),
        )

    def _entry(self, entry: Entry) -> Hit:
        record = entry.record
        lines = [entry.afkorting]
        if isinstance(record, Opdrachtgever):
            lines += [alias.text for alias in record.aliassen]
        if isinstance(record, Persoon):
            lines.append(record.functie)
        return Hit(
            path=self._path(entry.id),
            soort=SOORTEN[entry.kind],
            titel=entry.naam,
            lines=tuple(lines),
            texts=(self._text(record, ""),) if record else (),
        )

    def _text_page(self, page: StaticPage) -> Hit:
        record = page.record
        return Hit(
            path=self._path(record.id),
            soort=SOORTEN["paginas"],
            titel=record.titel,
            samenvatting=record.samenvatting,
            taal=self._other_language(record.taal),
            texts=(self._text(record, record.taal),),
        )

    def _home(self, home: HomeText) -> Hit:
        return Hit(
            path=self._path(HOME),
            soort=SOORTEN["paginas"],
            titel=self._corpus.site.naam,
            samenvatting=home.record.samenvatting or self._corpus.site.beschrijving,
            texts=(self._text(home.record, ""),),
        )

    def _news_text(self, bericht: Bericht) -> HitText:
        """Return the text of news about a study."""
        record = bericht.record
        return self._text(record, record.taal, record.titel, record.samenvatting)

    def _text(self, record: Record, taal: str, *lines: str) -> HitText:
        return HitText(record.body.markup, record.digest, lines, self._other_language(taal))

    def _reports(self, hit: PageId, files: Mapping[PageId, Iterable[Attachment]]) -> tuple[HitReport, ...]:
        """Return every PDF among the files of pages that belong to a hit, each once, with its address for the hit."""
        home, found = self._routes.pages[hit], dict[str, HitReport]()
        for page, items in files.items():
            for item in items:
                file = item.file.file
                if item.path.lower().endswith(REPORT) and file not in found:
                    address = posixpath.relpath(self._routes.pages[page] + item.path, home)
                    found[file] = HitReport(file, quote(address), self._digests.get(item.file.disk, b""))
        return tuple(found.values())

    def _path(self, page: PageId) -> str:
        return f"{self._routes.pages[page]}index.html"

    def _other_language(self, taal: str) -> str:
        return "" if taal == self._corpus.site.taal else taal

    def _names(self, resolved: Iterable[Resolved]) -> tuple[str, ...]:
        return tuple(self._entries[item.id].naam for item in resolved)

    def _abbreviations(self, resolved: Iterable[Resolved]) -> tuple[str, ...]:
        return tuple(self._entries[item.id].afkorting for item in resolved)

    def _persons(self, resolved: Iterable[Resolved]) -> tuple[str, ...]:
        """Return the names of the contact persons, with the successor of each person who has left, if there is one."""
        entries = [self._entries[item.id] for item in resolved]
        shown = [entry.opvolger if entry.vertrokken else entry.id for entry in entries]
        return tuple(dict.fromkeys(self._entries[person].naam for person in shown if person))


def _facets(
    werkvelden: Iterable[str], clients: Iterable[str], persons: Iterable[str], year: int
) -> tuple[tuple[str, str], ...]:
    """Return the values by which visitors filter a hit, each with the name of its facet."""
    values = {"Werkveld": werkvelden, "Opdrachtgever": clients, "Contactpersoon": persons, "Jaar": (str(year),)}
    return tuple((name, value) for name, several in values.items() for value in several)


def _study_day(project: Project) -> int:
    """Return the day by which a study is sorted, such that studies have the order of `catalogue.order.sort_studies`."""
    day = project.publicatiedatum
    if not day:
        return _number(project.jaar)
    if day.year == project.jaar:
        return _number(day.year, day.month, day.day)
    return _number(project.jaar, 12, 31) if day.year > project.jaar else _number(project.jaar, 1, 1)


def _number(year: int, month: int = 0, day: int = 0) -> int:
    return (year * 100 + month) * 100 + day
