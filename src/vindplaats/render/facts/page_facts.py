"""Every kind of fact from which pages are rendered, each declared as a method of `PageFacts`."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import cast
from urllib.parse import quote

from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Bericht, Entry, HomeText, StaticPage, Study
from vindplaats.inputs.inventory import Digests
from vindplaats.media.variants import Picture
from vindplaats.read.fields.free_values import FreeMapping
from vindplaats.read.page_id import PageId, parse_page_id
from vindplaats.render.artifact import Artifact
from vindplaats.render.citations.citation import Citation, make_citation
from vindplaats.render.citations.formats import citation_entry
from vindplaats.render.facts.bases import (
    CITED,
    CLIENTS,
    CORPUS,
    LISTS,
    OF_CORPUS,
    PLANNED,
    RELATIONS,
    WORDS,
    corpus_bases,
    digest_of_file,
    page_base,
    planned_base,
)
from vindplaats.render.facts.feed_entries import FeedItem, feed_item, feed_lists
from vindplaats.render.facts.lists import lists_of
from vindplaats.render.facts.related import Related, RelatedStudies, Relations, relations_of
from vindplaats.render.facts.search_words import search_words
from vindplaats.render.facts.site_view import site_view
from vindplaats.render.facts.sitemap_days import SitemapEntry, sitemap_entries
from vindplaats.render.facts.static_files import StaticFiles
from vindplaats.render.facts.timeline import Spread, spread_of
from vindplaats.render.facts.tracking import (
    FINGERPRINT_BYTES,
    NO_FINGERPRINT,
    PAGE,
    FactRegistry,
    digest_of_value,
    fact,
)
from vindplaats.render.list_keys import (
    FeedOf,
    ListKey,
    Overview,
    PageKey,
    PageList,
    SiteFeed,
    YearProjects,
    parse_list_key,
    parse_page_key,
)
from vindplaats.render.policy import SitePolicies, site_policies
from vindplaats.render.routing.addresses import export_forms, is_split
from vindplaats.render.site_model import SiteModel
from vindplaats.render.views.cards import bericht_card, entry_line, study_card
from vindplaats.render.views.lists import IngangView
from vindplaats.render.views.pages import KaartView, SiteView


class EntryLink(Struct, frozen=True):
    """The address of an entry's page relative to the root of the site, and the entry without its projects and news."""

    entry: Entry
    url: str


class RenderInputs(Struct, frozen=True, kw_only=True):
    """The input from which `PageFacts` derives every fact.

    ``preview`` says whether pages lack the meta element with their policy, because the preview sends it as a header.
    ``file_sizes`` has the size in bytes of each attachment, by path. ``digests`` has the digest of each file from which
    the site is made, by its path in the inventory. ``planned`` has the artifacts of the site. ``search`` says whether
    the site has a search page.
    """

    model: SiteModel
    base_url: str
    preview: bool
    file_sizes: Mapping[str, int]
    digests: Digests
    planned: Collection[Artifact]
    search: bool


def _parse_page_id(text: str) -> PageId:
    found = parse_page_id(text)
    if found is None:
        raise ValueError(text)
    return found


class PageFacts(FactRegistry):
    """The facts that pages are made from. A page asks for a fact by calling the method for its kind with a key.

    Every page may read the attributes ``site``, ``policies``, ``frame_hosts`` (`insluiten`), ``base_url``, ``per_page``
    (items on one page of a list) and ``export_forms`` (file extensions of citations) without asking for a fact, because
    `make_file` makes every page depend on `common`.
    """

    def __init__(self, inputs: RenderInputs) -> None:
        super().__init__()
        corpus = inputs.model.corpus
        self._inputs, self._corpus, self._routes = inputs, corpus, inputs.model.routes
        planned = inputs.model.planned
        self._static = StaticFiles(planned, inputs.digests, has_versions=not inputs.preview)
        self.policies = site_policies(corpus.site)
        self.frame_hosts = corpus.site.insluiten
        policy = "" if inputs.preview else self.policies.meta("")
        self.site: SiteView = site_view(corpus, self._routes, self._static, policy, search=inputs.search)
        self.base_url = inputs.base_url
        self.per_page = corpus.site.per_pagina
        self.export_forms = export_forms(corpus.site)
        self._studies = {study.project.id: study for study in corpus.studies}
        self._berichten = {bericht.record.id: bericht for bericht in corpus.berichten}
        self._texts = {text.record.id: text for text in corpus.paginas}
        self._entries = {entry.id: entry for entry in corpus.entries}
        self._citation_entries: dict[tuple[PageId, str], str] = {}
        self._werkveld_order = {entry.id: place for place, entry in enumerate(corpus.werkvelden)}

    def base_digests(self, before: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        """Return a digest of each base: of a page by the text of its key, of others by name.

        That of a page begins with the digest of its file. ``before`` has the digests of an earlier build: those that
        must be the same are taken from there.
        """
        key = self._inputs.model.corpus_key
        corpus = digest_of_value((key, self.base_url)) if key else NO_FINGERPRINT
        known = before if before and key and before.get(CORPUS) == corpus else {}
        found = {CORPUS: corpus, PLANNED: digest_of_value(planned_base(self._corpus, self._inputs.planned))}
        if known:
            found |= {name: known[name] for name in OF_CORPUS}
        else:
            bases = corpus_bases(self._corpus, self.base_url, self._relations)
            found |= {name: digest_of_value(base) for name, base in bases.items()}
        for name, page, url in self._pages():
            start = digest_of_file(page)[:FINGERPRINT_BYTES]
            last = known.get(name, b"")
            found[name] = last if last.startswith(start) else start + digest_of_value(page_base(page, url))
        return found

    def _pages(self) -> Iterator[tuple[str, Study | Bericht | StaticPage, str]]:
        """Yield the text of the key, the page and the address of each study, nieuwsbericht and page of text."""
        urls = self._routes.pages
        for pages in (self._studies, self._berichten, self._texts):
            for key, page in pages.items():
                yield f"{key.kind}/{key.name}", page, urls[key]  # faster than `str`

    @cached_property
    def _lists(self) -> Mapping[ListKey, tuple[PageKey, ...]]:
        """Every list but those of feeds, made only if one of them may have changed."""
        return lists_of(self._corpus)

    @cached_property
    def _relations(self) -> Relations:
        """What studies are listed under, made only if that may have changed or the page of a study is made."""
        return relations_of(self._corpus)

    @cached_property
    def _feeds(self) -> Mapping[ListKey, tuple[PageKey, ...]]:
        """The list of each feed, made only if a feed is."""
        return feed_lists(self._corpus)

    @cached_property
    def _related(self) -> RelatedStudies:
        """The related studies, prepared only if the page of a study is made."""
        return RelatedStudies(self._relations)

    @fact(
        "site",
        "naam, beschrijving, adres, menu, voet, beleid, insluiten, zoekfunctie, paginalengte, exporten of extra van de "
        "site is veranderd",
        str,
    )
    def common(self, _: str) -> tuple[SiteView, SitePolicies, tuple[str, ...], str, int, tuple[str, ...], FreeMapping]:
        """Return the attributes that every page may read, on which every page depends. The only key is ``""``.

        The values of `extra` are here as they were written too, because those in the view have no digest.
        """
        extra = self._corpus.site.extra
        return self.site, self.policies, self.frame_hosts, self.base_url, self.per_page, self.export_forms, extra

    @fact("project", "{}, of wat daarover bekend is, is veranderd", _parse_page_id, PAGE)
    def study(self, key: PageId) -> Study:
        """Return a study by its id."""
        return self._studies[key]

    @fact("bericht", "{} is veranderd", _parse_page_id, PAGE)
    def nieuwsbericht(self, key: PageId) -> Bericht:
        """Return a nieuwsbericht by its id."""
        return self._berichten[key]

    @fact("tekst", "{} is veranderd", _parse_page_id, PAGE)
    def static_page(self, key: PageId) -> StaticPage:
        """Return a page of text by its id."""
        return self._texts[key]

    @fact("start", "de tekst van de startpagina is veranderd", str)
    def home_text(self, _: str) -> HomeText | None:
        """Return the text of the home page, or None if it has none. The only key is ``""``."""
        return self._corpus.start

    @fact("ingang", "de gegevens van {} zijn veranderd", _parse_page_id)
    def entry(self, key: PageId) -> EntryLink:
        """Return an entry and its address, without its lists of projects and news: each list is a separate fact."""
        entry = self._entries[key]
        return EntryLink(structs.replace(entry, projecten=(), nieuws=()), self._routes.pages[key])

    @fact("lijst", "de lijst van {} is veranderd", parse_list_key, LISTS)
    def _listed(self, key: ListKey) -> tuple[PageKey, ...]:
        return self._feeds[key] if isinstance(key, SiteFeed | FeedOf) else self._lists[key]

    def pages_of(self, key: PageList) -> tuple[PageId, ...]:
        """Return the ids of the projects or news of a list, in order."""
        return cast("tuple[PageId, ...]", self._listed(key))

    def entries_of(self, key: Overview) -> tuple[PageKey, ...]:
        """Return the keys of the lines of an overview, in order: ids of entries, or `YearProjects` for years."""
        return self._listed(key)

    @fact("kaart", "wat lijsten van {} tonen is veranderd", _parse_page_id, PAGE, CLIENTS)
    def card(self, key: PageId) -> KaartView:
        """Return the card of a study or nieuwsbericht, as lists show it."""
        routes, taal = self._routes, self.site.taal
        if key in self._studies:
            return study_card(self._studies[key], self._entries, routes, taal)
        return bericht_card(self._berichten[key], routes, taal)

    @fact("regel", "de regel van {} in een overzicht is veranderd", parse_page_key)
    def line(self, key: PageKey) -> IngangView:
        """Return the line of an entry or a year in an overview."""
        url = self._routes.pages[key]
        if isinstance(key, YearProjects):
            return IngangView(titel=str(key.jaar), url=url, aantal=len(self._lists[key]))
        return entry_line(self._entries[cast("PageId", key)], url)

    @fact("feed", "wat feeds van {} tonen is veranderd", _parse_page_id, PAGE, CLIENTS)
    def feed_item(self, key: PageId) -> FeedItem:
        """Return the item of a study or nieuwsbericht in feeds."""
        page = self._studies.get(key) or self._berichten[key]
        return feed_item(page, self.card(key).samenvatting, self._routes, self.site.taal)

    @fact("adreslijst", "adressen of datums in deel {} van de sitemap zijn veranderd", int, LISTS, PLANNED)
    def sitemap_part(self, key: int) -> tuple[SitemapEntry, ...]:
        """Return the sitemap entries in one file of the sitemap. The key is the number of the file, from 1."""
        return sitemap_entries(self._corpus, self._inputs.planned, key)

    @fact("spreiding", "hoeveel projecten er per jaar en werkveld zijn van {} is veranderd", parse_list_key, LISTS)
    def spread(self, key: ListKey) -> Spread:
        """Return the number of projects of a list per year and per werkveld."""
        projects = cast("tuple[PageId, ...]", self._listed(key))
        return spread_of((self._studies[project] for project in projects), self._werkveld_order)

    @fact(
        "zoekwoorden", "de namen of de woorden van titels waaruit het zoeken suggesties doet zijn veranderd", str, WORDS
    )
    def search_words(self, _: str) -> tuple[str, ...]:
        """Return the words that the search page may suggest instead of a misspelled word. The only key is ``""``."""
        return search_words(self._corpus)

    @fact("vindbaar", "of er iets te vinden is op deze site is veranderd", str)
    def has_hits(self, _: str) -> bool:
        """Return whether there is anything to find, as `search.documents.hits_of` decides. The only key is ``""``."""
        corpus = self._corpus
        entries = (*corpus.werkvelden, *corpus.opdrachtgevers, *corpus.contactpersonen, *corpus.reeksen)
        shown = any(not entry.vertrokken for entry in entries)
        return bool(corpus.studies or corpus.berichten or corpus.paginas or corpus.start) or shown

    @fact("verwant", "wat verwant is aan {} is veranderd", _parse_page_id, PAGE, RELATIONS)
    def related(self, key: PageId) -> tuple[Related, ...]:
        """Return the studies related to the study ``key``, most related first."""
        return self._related.of(key)

    @fact("adres", "het adres van {} is veranderd", parse_page_key)
    def url(self, key: PageKey) -> str:
        """Return the address of a page, relative to the root of the site, such as ``projecten/flexwonen/``."""
        return self._routes.pages[key]

    @fact("citaat", "hoe {} wordt geciteerd is veranderd", _parse_page_id, PAGE, CITED)
    def citation(self, key: PageId) -> Citation:
        """Return the data for the citations of a study."""
        url = self.base_url + quote(self._routes.pages[key])
        return make_citation(self._studies[key], self._corpus.site, url)

    def citation_entry(self, key: PageId, form: str) -> str:
        """Return the citation of a study as text, in the format ``form``: a file extension, such as ``"bib"``."""
        citation = self.citation(key)
        known = self._citation_entries.get((key, form))
        if known is None:
            known = self._citation_entries[key, form] = citation_entry(citation, form)
        return known

    @fact("in-delen", "of de literatuurverwijzingen van alle projecten per jaar staan, is veranderd", str)
    def has_citations_by_year(self, _: str) -> bool:
        """Return whether the citations of all studies are in the files of years only. The only key is ``""``."""
        return is_split(self._corpus)

    @fact("grootte", "de grootte van {} is veranderd", str)
    def file_size(self, path: str) -> int:
        """Return the size in bytes of the attachment at ``path`` in the source."""
        return self._inputs.file_sizes[path]

    @fact("beeld", "de maten van {} zijn veranderd", str)
    def picture(self, url: str) -> Picture | None:
        """Return the size and formats of the picture at ``url``, relative to the root, or None if there is none."""
        return self._routes.pictures.get(url)

    @fact("bladen", "het aantal pagina's van {} is veranderd", str)
    def pdf_pages(self, path: str) -> int:
        """Return the number of pages of the PDF at ``path`` in the source, or 0 if it is unknown."""
        return self._inputs.model.reports.info(path).pages

    @fact("documenttitel", "de titel in {} is veranderd", str)
    def pdf_title(self, path: str) -> str:
        """Return the title in the metadata of the PDF at ``path`` in the source, or ``""`` if it has none."""
        return self._inputs.model.reports.info(path).title

    @fact("opent", "of {} te openen is, is veranderd", str)
    def opens(self, path: str) -> bool:
        """Return whether visitors can open the file at ``path`` in the source; true if that is unknown."""
        return not self._inputs.model.reports.info(path).fault

    @fact("inhoud", "{} is veranderd", str)
    def file_digest(self, path: str) -> str:
        """Return the digest, in hexadecimal, of the file at ``path`` in the inventory."""
        return self._inputs.digests[path].hex()

    @fact("statisch", "static/{} is veranderd", str)
    def static_url(self, name: str) -> str:
        """Return the address of a static file (`StaticFiles.url`), from the root of the site."""
        return self._static.url(name)

    def thumbnail(self, path: str, disk: str) -> bytes:
        """Return a picture of the first page of the PDF at ``path``, which the inventory lists as ``disk``.

        Only that the PDF was asked for is recorded, not the picture, so that an unchanged one need not be read again.
        """
        self.file_digest(disk)
        return self._inputs.model.reports.thumbnail(path)

    @fact("sjabloon", "het sjabloon {}.html is veranderd, of een dat daarin staat", str)
    def template(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the name and text of a template and of every template that it extends, includes or imports."""
        return self._inputs.model.theme.sources(name)

    def render(self, template: str, **values: object) -> bytes:
        """Render a template and record that the page depends on its text. Raises `RenderFailedError` if this fails.

        ``values`` may have another ``site``, for a page whose policy differs from that of the others.
        """
        self.template(template)
        return self._inputs.model.theme.render(template, **{"site": self.site, **values})
