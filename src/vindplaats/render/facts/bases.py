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

CLIENTS, CITED, LISTS, PLANNED, RELATIONS, WORDS = "clients", "cited", "lists", "planned", "relations", "words"
"""The names of the values that `shared_bases` returns."""


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


def shared_bases(
    corpus: Corpus, base_url: str, related: Relations, planned: Collection[Artifact]
) -> Mapping[str, object]:
    """Return the bases that many facts share, by name. ``planned`` are the artifacts of the site.

    Cards show the names of clients; citations name the site. ``PLANNED`` has the pages that the sitemap is chosen from.
    """
    site = corpus.site
    return {
        CLIENTS: ([(client.id, client.afkorting, client.naam) for client in corpus.opdrachtgevers], site.taal),
        CITED: (site.naam, site.organisatie, site.taal, base_url),
        LISTS: _lists(corpus),
        PLANNED: ([artifact for artifact in planned if isinstance(artifact, Page)], site.per_pagina),
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
