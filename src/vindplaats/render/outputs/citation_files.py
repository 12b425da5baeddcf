"""Citation files, one per format, for each study, for each werkveld or year with studies, and for all studies.

If there are many studies, the file for all of them is an index of the files of years, so that an edit does not rewrite
the citations of all studies.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from vindplaats.catalogue.corpus import Corpus
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import CitationIndex, CitationList, StudyCitation
from vindplaats.render.citations.citation import YearFile, citation_key
from vindplaats.render.citations.formats import year_entry
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.list_keys import AllProjects, PagedList, YearProjects
from vindplaats.render.routing.addresses import EXPORTS, Routes, export_forms, export_url, exporting, is_split
from vindplaats.render.views.pages import Verwijzing


def plan_exports(corpus: Corpus, routes: Routes) -> Iterator[StudyCitation | CitationList | CitationIndex]:
    """Yield every citation file of the site."""
    in_years = is_split(corpus)
    forms = export_forms(corpus.site)
    for url, of in exporting(corpus, routes.pages).items():
        start = export_url(url, "")
        for form in forms:
            path = start + form
            if isinstance(of, PageId):
                yield StudyCitation(path, of, form)
            elif in_years and of == AllProjects():
                yield CitationIndex(path, form)
            else:
                yield CitationList(path, of, form)


def export_links(facts: PageFacts, url: str) -> tuple[Verwijzing, ...]:
    """Return links to the citation files of the page at ``url``, one for each format that the site has."""
    start = export_url(url, "")
    return tuple([Verwijzing(EXPORTS[form], start + form) for form in facts.export_forms])


def year_links(facts: PageFacts, key: PagedList) -> tuple[Verwijzing, ...]:
    """Return links to the pages of the years of a long list. Each page links to the citations of its year.

    Return nothing for a list that has its citations in one file, and if the site has no citation files.
    """
    if not facts.export_forms or not is_index(facts, key):
        return ()
    return tuple(Verwijzing(f"Titelbeschrijvingen uit {year.jaar}", facts.url(year)) for year in _years(facts))


def is_index(facts: PageFacts, key: PagedList) -> bool:
    """Return whether the citation file of a list is an index of the files of years."""
    return key == AllProjects() and facts.has_citations_by_year("")


def make_study_citation(facts: PageFacts, artifact: StudyCitation) -> bytes:
    """Make the file with the citation of one study."""
    return _file(artifact.form, [facts.citation_entry(artifact.study, artifact.form)])


def make_citation_list(facts: PageFacts, artifact: CitationList) -> bytes:
    """Make the file with the citations of a list of studies, in the order of the list."""
    form = artifact.form
    return _file(form, [facts.citation_entry(study, form) for study in facts.pages_of(artifact.key)])


def make_citation_index(facts: PageFacts, artifact: CitationIndex) -> bytes:
    """Make the index of the citation files of years: an entry for each year, the newest first."""
    files = [
        YearFile(
            citation_key(str(year).replace("/", ":")),
            f"Titelbeschrijvingen van onderzoek uit {year.jaar}",
            facts.base_url + quote(export_url(facts.url(year), artifact.form)),
        )
        for year in _years(facts)
    ]
    return _file(artifact.form, [year_entry(file, artifact.form) for file in files])


def _years(facts: PageFacts) -> tuple[YearProjects, ...]:
    """Return the keys of the lists of years with studies, the newest year first."""
    return tuple(YearProjects(year) for year, _ in facts.spread(AllProjects()).jaren)


def _file(form: str, entries: Sequence[str]) -> bytes:
    if form == "json":
        return "[\n{}\n]\n".format(",\n".join(entries)).encode()
    return "\n".join(entries).encode()
