"""The lists of the site: for each list key, the keys of the listed pages in order."""

from collections.abc import Mapping

from vindplaats.catalogue.corpus import Corpus, Entry
from vindplaats.read.page_id import PageId
from vindplaats.render.list_keys import (
    AllNews,
    AllProjects,
    EntryProjects,
    ListKey,
    NewsOf,
    Overview,
    OverviewKind,
    PageKey,
    WerkveldYear,
    YearProjects,
)


def lists_of(corpus: Corpus) -> dict[ListKey, tuple[PageKey, ...]]:
    """Return every list except the feeds.

    The listed keys are ids, except those in the overview of years, which are `YearProjects`.
    """
    lists: dict[ListKey, tuple[PageKey, ...]] = {EntryProjects(entry.id): entry.projecten for entry in corpus.entries}
    lists |= {NewsOf(entry.id): entry.nieuws for entry in corpus.entries}
    lists |= {YearProjects(year.jaar): year.projecten for year in corpus.jaren}
    lists |= {key: projects for key, projects in werkveld_years(corpus).items()}  # noqa: C416 (another key type)
    lists[AllProjects()] = tuple(study.project.id for study in corpus.studies)
    lists[AllNews()] = tuple(bericht.record.id for bericht in corpus.berichten)
    lists[Overview("jaren")] = tuple(YearProjects(year.jaar) for year in corpus.jaren)
    overviews: dict[OverviewKind, tuple[Entry, ...]] = {
        "werkvelden": corpus.werkvelden,
        "opdrachtgevers": corpus.opdrachtgevers,
        "contactpersonen": corpus.contactpersonen,
        "reeksen": corpus.reeksen,
        "publicaties": corpus.publicaties,
    }
    for kind, entries in overviews.items():
        lists[Overview(kind)] = tuple(entry.id for entry in entries)
    return lists


def werkveld_years(corpus: Corpus) -> Mapping[WerkveldYear, tuple[PageId, ...]]:
    """Return the projects of each werkveld in each year, in the order of the site, without empty years."""
    return {WerkveldYear(*key): ids for key, ids in corpus.werkveld_years.items()}
