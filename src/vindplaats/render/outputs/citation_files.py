"""Citation files, one per format, for each study, for each werkveld or year with studies, and for all studies."""

from collections.abc import Iterator

from vindplaats.catalogue.corpus import Corpus
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import CitationList, StudyCitation
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.routing.addresses import EXPORTS, Routes, export_forms, export_url, exporting
from vindplaats.render.views.pages import Verwijzing


def plan_exports(corpus: Corpus, routes: Routes) -> Iterator[StudyCitation | CitationList]:
    """Yield every citation file of the site."""
    forms = export_forms(corpus.site)
    for url, of in exporting(corpus, routes.pages).items():
        for form in forms:
            path = export_url(url, form)
            yield StudyCitation(path, of, form) if isinstance(of, PageId) else CitationList(path, of, form)


def export_links(facts: PageFacts, url: str) -> tuple[Verwijzing, ...]:
    """Return the links from the page at ``url`` to its citation files, one for each format that the site has."""
    return tuple(Verwijzing(EXPORTS[form], export_url(url, form)) for form in facts.export_forms)


def make_study_citation(facts: PageFacts, artifact: StudyCitation) -> bytes:
    """Make the file with the citation of one study."""
    return _file(facts, artifact.form, (artifact.study,))


def make_citation_list(facts: PageFacts, artifact: CitationList) -> bytes:
    """Make the file with the citations of a list of studies, in the order of the list."""
    return _file(facts, artifact.form, facts.pages_of(artifact.key))


def _file(facts: PageFacts, form: str, ids: tuple[PageId, ...]) -> bytes:
    entries = [facts.citation_entry(study, form) for study in ids]
    if form == "json":
        return "[\n{}\n]\n".format(",\n".join(entries)).encode()
    return "\n".join(entries).encode()
