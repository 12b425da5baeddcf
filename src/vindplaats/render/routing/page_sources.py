"""Where each page of the site comes from, for the preview."""

from collections.abc import Mapping
from datetime import date

from msgspec import structs

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.read.content import Content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import HOME, Publishable, Record
from vindplaats.render.routing.addresses import Routes
from vindplaats.result import PageSource


def page_sources(content: Content, corpus: Corpus, routes: Routes) -> dict[str, PageSource]:
    """Return where each page that has a file comes from, by its address, such as ``"projecten/x/"``.

    Pages that are not on the site are included, at the address that they will have, except exact doubles: a redirect is
    at their address. The home page comes from ``site.yaml``, and from ``index.md`` if there is one.
    """
    shown: dict[str, PageSource] = {"": PageSource(id="", files=(SITE_FILE,))}
    hidden: dict[str, PageSource] = {}
    records = {record.id: record for record in (*content.drafts, *content.records)}
    doubles = _doubles(corpus)
    merged = {double for ids in doubles.values() for double in ids}
    for record in records.values():
        source = _source_of(record, corpus.as_of)
        if record.id in routes.pages:
            files = (record.file, *(records[double].file for double in doubles.get(record.id, ())))
            more = (SITE_FILE,) if record.id == HOME else ()
            shown[routes.pages[record.id]] = structs.replace(source, files=(*files, *more))
        elif record.id not in merged:
            hidden[record.url] = structs.replace(source, is_shown=False)
    return hidden | shown


def _doubles(corpus: Corpus) -> Mapping[PageId, tuple[PageId, ...]]:
    """Return the pages that were merged into each study and each nieuwsbericht."""
    studies = {study.project.id: study.doubles for study in corpus.studies}
    return studies | {bericht.record.id: bericht.doubles for bericht in corpus.berichten}


def _source_of(record: Record, day: date) -> PageSource:
    source = PageSource(id=str(record.id), files=(record.file,))
    if not isinstance(record, Publishable):
        return source
    appears, expired = record.publiceren_op, record.verloopt_op
    return structs.replace(
        source,
        is_draft=record.concept,
        appears=appears if appears and day < appears else None,
        expired=expired if expired and expired <= day else None,
    )
