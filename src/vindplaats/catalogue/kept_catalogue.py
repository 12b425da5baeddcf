"""The corpus of the last build, kept for builds after an edit of a text.

Most edits change only the words of a text. Then the catalogue stage has the same result, except that the present
records are put into the corpus. Doubles are found in every build.
"""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct, msgpack, structs

from vindplaats.cache.store import Store
from vindplaats.catalogue.corpus import Corpus, CorpusParts, Entry
from vindplaats.catalogue.doubles.comparison import ComparedPages
from vindplaats.catalogue.doubles.pairs import records_to_compare
from vindplaats.catalogue.resolved import GroupedContent
from vindplaats.catalogue.select import Selection
from vindplaats.config import SiteConfig
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.inventory import digest
from vindplaats.read.content import Content
from vindplaats.read.html_store import omit_html
from vindplaats.read.page_id import PageId
from vindplaats.read.records import EMPTY_HTML, PLACEHOLDERS, AnyRecord, Record, without_text

R = TypeVar("R", bound=Record)


class KeptResult(Struct, frozen=True, array_like=True):
    """The result of the catalogue stage.

    Of each record, ``parts`` has only the id. ``changed`` has the records that the stage has changed, without their
    texts. ``diagnostics`` are those of everything that the key of the result covers.
    """

    parts: CorpusParts
    changed: tuple[AnyRecord, ...]
    diagnostics: tuple[Diagnostic, ...]


class KeptCatalogue(Struct, frozen=True, array_like=True):
    """A `KeptResult` as MessagePack, with the ``key`` of what it was made from (`corpus_key`).

    It is decoded only if the key fits. ``context`` is the `SearchedPages.context` of the pages that were compared.
    """

    key: bytes = b""
    result: bytes = b""
    context: bytes = b""


def corpus_key(content: Content, site: SiteConfig, grouped: GroupedContent, *, hidden: bool) -> bytes:
    """Return a digest of everything from which the catalogue stage derives its result, except the pairs of doubles.

    ``hidden`` is `CatalogueOptions.hidden`. Words matter in three cases only. They decide which pages are exact
    doubles; these may differ in their links; and on any page, also one that is refused or an incomplete draft, a link
    that is alone in its paragraph may be meant as a frame.
    """
    selection = grouped.selection
    merged = [[(page.id, page.digest) for page in (group.survivor, *group.others)] for group in grouped.groups]
    checked = (*content.records, *content.refused, *content.drafts) if site.insluiten else ()
    with_links = [page.digest for page in checked if page.body.web_links]
    parts = (
        (content.outline, sorted(content.incomplete), merged, with_links),
        (content.others, sorted(content.unusable), content.static, content.unknown_folders),
        (structs.replace(site, long_fields=frozenset()), sorted(site.long_fields)),
        (selection.as_of, selection.drafts, hidden),
    )
    return digest(msgpack.encode(parts))


def keep(key: bytes, corpus: Corpus, selection: Selection, diagnostics: tuple[Diagnostic, ...]) -> KeptCatalogue:
    """Return the result of the catalogue stage as it is kept, without its context."""
    changed: dict[PageId, Record] = {}

    def only_id(record: R) -> R:
        if record is not selection.records[record.id]:
            changed[record.id] = without_text(record)
        required = {name: value for name, value in PLACEHOLDERS.items() if name in record.__struct_fields__}
        return type(record)(id=record.id, file="", kind=record.kind, **required)

    def without_records(entries: Iterable[Entry]) -> tuple[Entry, ...]:
        return tuple([structs.replace(e, record=only_id(e.record)) if e.record else e for e in entries])

    parts = CorpusParts(
        studies=tuple([structs.replace(study, project=only_id(study.project)) for study in corpus.studies]),
        berichten=tuple([structs.replace(bericht, record=only_id(bericht.record)) for bericht in corpus.berichten]),
        werkvelden=without_records(corpus.werkvelden),
        opdrachtgevers=without_records(corpus.opdrachtgevers),
        contactpersonen=without_records(corpus.contactpersonen),
        reeksen=without_records(corpus.reeksen),
        publicaties=without_records(corpus.publicaties),
        jaren=corpus.jaren,
        paginas=tuple([structs.replace(text, record=only_id(text.record)) for text in corpus.paginas]),
        redirects=tuple([structs.replace(x, page=only_id(x.page)) if x.page else x for x in corpus.redirects]),
        uses=corpus.uses,
        start=corpus.start and structs.replace(corpus.start, record=only_id(corpus.start.record)),
        logo=corpus.logo,
        logo_donker=corpus.logo_donker,
    )
    return KeptCatalogue(key, _encoder.encode((parts, tuple(changed.values()), diagnostics)))


def recall(kept: KeptCatalogue, key: bytes) -> KeptResult | None:
    """Return the kept result if it has this key."""
    return _decoder.decode(kept.result) if kept.key == key else None


def restore(result: KeptResult, site: SiteConfig, selection: Selection) -> Corpus:
    """Return the corpus without pairs, after putting the present records into the parts of the kept one.

    That is invisible, because nothing else refers to these parts yet. Making copies of them would take longer.
    """
    parts, records = result.parts, dict(selection.records)
    for record in result.changed:
        present = records[record.id]
        records[record.id] = structs.replace(record, digest=present.digest, body=present.body)
    for study in parts.studies:
        structs.force_setattr(study, "project", records[study.project.id])
    for bericht in parts.berichten:
        structs.force_setattr(bericht, "record", records[bericht.record.id])
    for entry in parts.entries:
        if entry.record:
            structs.force_setattr(entry, "record", records[entry.record.id])
    for page in parts.paginas:
        structs.force_setattr(page, "record", records[page.record.id])
    if parts.start:
        structs.force_setattr(parts.start, "record", records[parts.start.record.id])
    for redirect in parts.redirects:
        if redirect.page:
            structs.force_setattr(redirect, "page", records[redirect.page.id])
    return Corpus(site=site, as_of=selection.as_of, **structs.asdict(parts))


def compared_pages(context: bytes, grouped: GroupedContent) -> ComparedPages:
    """Return the pages to compare, with the context that is kept of them.

    Raises `ValueError` if the context is of other pages, so that the build starts over without the cache.
    """
    records = records_to_compare(grouped)
    clients, links = _context_decoder.decode(context)
    if not len(records) == len(clients) == len(links):
        raise ValueError(len(records), len(clients), len(links))
    return ComparedPages(records, clients, links, grouped.declarations.through(grouped.survivors))


_encoder = msgpack.Encoder(enc_hook=omit_html)
_decoder = msgpack.Decoder(KeptResult, dec_hook=lambda _, __: EMPTY_HTML)
_context_decoder = msgpack.Decoder(tuple[tuple[tuple[PageId, ...], ...], tuple[tuple[PageId, ...], ...]])

KEPT_FILE = "catalogus"
"""The name of the kept result in the store."""


def recall_catalogue(store: Store | None) -> KeptCatalogue | None:
    """Return what the last build has kept, or nothing that fits, or None if there is no store."""
    return (store.recall(KEPT_FILE, KeptCatalogue) or KeptCatalogue()) if store else None


def save_catalogue(store: Store | None, kept: KeptCatalogue) -> None:
    """Keep a result for the next build, if there is a store."""
    if store:
        store.save(KEPT_FILE, msgpack.encode(kept))
