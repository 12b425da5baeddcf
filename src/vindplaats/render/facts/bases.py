"""The bases of facts: the values from which facts are derived, in as little as shows every change to them.

While the digests of its bases stay the same, a fact has not changed, and need not be made to find that out.
"""

from collections.abc import Collection, Mapping

from msgspec import structs

from vindplaats.catalogue.corpus import Bericht, Corpus, StaticPage, Study
from vindplaats.render.artifact import Artifact, Page
from vindplaats.render.facts.feed_entries import day_of
from vindplaats.render.facts.related import Relations
from vindplaats.render.facts.search_words import texts_with_words

CLIENTS, CITED, LISTS, RELATIONS, WORDS = "clients", "cited", "lists", "relations", "words"
OF_CORPUS = (CLIENTS, CITED, LISTS, RELATIONS, WORDS)
"""The names of the bases that many facts share and that `corpus_bases` returns."""
PLANNED = "planned"
"""The name of the base from which the sitemap is chosen (`planned_base`)."""
CORPUS = "corpus"
"""The name of a digest that is the same only if nothing but words has changed in the pages of the corpus.

No fact has it as a base. While it is the same, all other bases are the same too, except `PLANNED` and those of pages
whose files have changed."""


def page_base(page: Study | Bericht | StaticPage, url: str) -> object:
    """Return the base of the facts about one page, which is at the address ``url``.

    The record of a page is derived from its file alone, so the digest of the file can replace it. The catalogue changes
    only the records of merged pages, and of drafts without a year or date: of those pages, everything counts.
    """
    if isinstance(page, StaticPage):
        return page.record.file, page.record.digest, page.links, url
    record = page.project if isinstance(page, Study) else page.record
    if page.doubles or record.concept:
        return page, url
    return record.file, record.digest, structs.astuple(page)[1:], url


def digest_of_file(page: Study | Bericht | StaticPage) -> bytes:
    """Return the digest of the file of a page."""
    return page.project.digest if isinstance(page, Study) else page.record.digest


def planned_base(corpus: Corpus, planned: Collection[Artifact]) -> object:
    """Return what the sitemap is chosen from: the pages among the artifacts of the site, ``planned``."""
    return [artifact for artifact in planned if isinstance(artifact, Page)], corpus.site.per_pagina


def corpus_bases(corpus: Corpus, base_url: str, related: Relations) -> Mapping[str, object]:
    """Return the other bases that many facts share, by name.

    Cards show the names of clients; citations name the site.
    """
    site = corpus.site
    return {
        CLIENTS: ([(client.id, client.afkorting, client.naam) for client in corpus.opdrachtgevers], site.taal),
        CITED: (site.naam, site.organisatie, site.taal, base_url),
        LISTS: _lists(corpus),
        RELATIONS: [list(values.items()) for values in structs.astuple(related)],
        WORDS: list(texts_with_words(corpus)),
    }


def _lists(corpus: Corpus) -> object:
    """Return which pages each list has, in which order, and the werkvelden, years and days of these pages."""
    studies = [
        (study.project.id, study.project.jaar, study.project.concept, day_of(study), [w.id for w in study.werkvelden])
        for study in corpus.studies
    ]
    berichten = [(bericht.record.id, bericht.record.concept, day_of(bericht)) for bericht in corpus.berichten]
    groups = (corpus.werkvelden, corpus.opdrachtgevers, corpus.contactpersonen, corpus.reeksen, corpus.publicaties)
    entries = [[(entry.id, entry.projecten, entry.nieuws) for entry in group] for group in groups]
    return studies, berichten, entries, corpus.jaren
