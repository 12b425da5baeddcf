"""Read one page: parse its front matter, validate its fields and convert its Markdown, without access to the disk."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, cast

from msgspec import Struct, msgpack, structs

from vindplaats.diagnostics import fields
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report, has_errors
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.inputs.inventory import digest
from vindplaats.read.commonmark.converter import make_anchor
from vindplaats.read.fields.as_saved import check_as_saved
from vindplaats.read.fields.names import NamedFields, name_fields
from vindplaats.read.fields.shapes import names_of_files
from vindplaats.read.front_matter import RawDocument, split_document, without_faulty
from vindplaats.read.html_store import omit_html
from vindplaats.read.listing import PageFile
from vindplaats.read.markdown import BodySource, convert_all
from vindplaats.read.notations.yes_or_no import truth_of
from vindplaats.read.records import (
    PLACEHOLDERS,
    RECORDS,
    AnyRecord,
    Body,
    FieldPlace,
    Record,
    join_places,
    without_text,
)
from vindplaats.read.schema import FIELDS, Field
from vindplaats.read.values import read_valid_fields, read_value
from vindplaats.read.yaml_syntax.raw_values import Scalar, is_blank


class ReadPage(Struct, frozen=True, gc=False, array_like=True):
    """The result of reading one file, as the page cache keeps it.

    ``record`` is None if the file or its front matter cannot be read, or if a required field has no valid value, as in
    an incomplete draft. ``digest`` is the digest of the file, and empty if the file could not be read. ``refused`` is
    the record of a page with a mistake in YAML or without a required field, without the fields that have a mistake: it
    is only good for checks.
    ``draft`` is the record of an incomplete draft, with placeholders for the fields it lacks. No build uses it: it is
    for the preview, and for `new`, which looks for pages that exist.
    ``of_editor`` has the warnings that are only for a site with a web editor. ``outline`` is a digest of the
    records without their texts (`without_text`): the catalogue derives everything but doubles from what it covers.
    """

    record: AnyRecord | None
    diagnostics: tuple[Diagnostic, ...]
    digest: bytes = b""
    refused: AnyRecord | None = None
    draft: AnyRecord | None = None
    of_editor: tuple[Diagnostic, ...] = ()
    outline: bytes = b""


_Use = Literal["site", "checks", "preview"]
"""What a record is good for: "checks" if it is refused, "preview" if it is an incomplete draft, "site" otherwise."""


class _HalfRead(Struct, frozen=True):
    """A page whose body is not converted yet, with its named fields, those it should have, and the valid values."""

    page: PageFile
    digest: bytes
    report: Report
    document: RawDocument
    named: NamedFields
    declared: tuple[Field, ...]
    values: dict[str, Any]


def read_page(page: PageFile, data: bytes) -> ReadPage:
    """Read a page from the bytes of its file. This never raises: every fault becomes a diagnostic."""
    return read_pages([(page, data)])[0]


def read_pages(pages: Sequence[tuple[PageFile, bytes]]) -> list[ReadPage]:
    """Read pages as `read_page` does, and do each step for all of them before the next step (see `convert_all`)."""
    reports = [Report() for _ in pages]
    digests = [digest(data) for _, data in pages]
    documents = [
        split_document(page.file, data, report, FIELDS[page.kind])
        for (page, data), report in zip(pages, reports, strict=True)
    ]
    halves = [
        None if document is None else _read_fields(page, found, report, document)
        for (page, _), found, report, document in zip(pages, digests, reports, documents, strict=True)
    ]
    sources = [BodySource(document.file, document.body, document.body_line) for document in documents if document]
    converted = iter(convert_all(sources))
    return [
        ReadPage(None, report.diagnostics, found) if half is None else _make_page(half, *next(converted))
        for half, report, found in zip(halves, reports, digests, strict=True)
    ]


def _read_fields(page: PageFile, found: bytes, report: Report, document: RawDocument) -> _HalfRead:
    named = name_fields(page.file, document.matter.pairs, FIELDS[page.kind], read_value, report)
    declared = without_faulty(FIELDS[page.kind], document.matter)
    values = read_valid_fields(page.file, named, declared, report, draft=_is_draft(named))
    return _HalfRead(page, found, report, document, named, declared, values)


def _make_page(half: _HalfRead, body: Body, diagnostics: tuple[Diagnostic, ...]) -> ReadPage:
    half.report.extend(diagnostics)
    record, use = _make_record(half, body)
    of_editor: tuple[Diagnostic, ...] = ()
    if half.page.kind != "start":  # the web editor does not show the home page
        of_editor = check_as_saved(half.page.file, half.named, half.declared, half.values)
    found = {name: record if use == name else None for name in ("site", "checks", "preview")}
    return ReadPage(
        record=found["site"],
        diagnostics=half.report.diagnostics,
        digest=half.digest,
        refused=found["checks"],
        draft=found["preview"],
        of_editor=of_editor,
        outline=_outline(found.values()),
    )


def _make_record(half: _HalfRead, body: Body) -> tuple[AnyRecord | None, _Use]:
    """Return the record of a page, if it can have one, and what it is good for."""
    use: _Use = "site"
    page, report, document, named, values = half.page, half.report, half.document, half.named, half.values
    faulty = document.matter.faulty
    absent = {field.name: PLACEHOLDERS[field.name] for field in half.declared if field.name in PLACEHOLDERS}
    if document.matter.refused:
        if all(field.name in faulty for field in half.declared):
            return None, use  # nothing is known of the page, perhaps not even where its body begins
        use = "checks"
        values = absent | {name: value for name, value in values.items() if name not in faulty}
    elif lacking := [field.name for field in half.declared if field.required and field.name not in values]:
        use = "checks" if has_errors(report.diagnostics) else "preview"
        title = {} if use == "checks" else {"titel": page.id.name.rpartition("/")[2].replace("-", " ").capitalize()}
        if use == "preview":
            report.add(fields.INCOMPLETE_DRAFT.at(Place(page.file), fields=enumerate_dutch(lacking)))
        values = absent | title | values
    places = join_places(FieldPlace(pair.key.text, pair.key.line, pair.key.column) for pair in named.pairs)
    step = values["slug"].text if values.get("slug") else make_anchor(page.id.name, "-")
    record = RECORDS[page.kind](
        id=page.id, file=page.file, kind=page.kind, digest=half.digest, places=places, body=body, step=step,
        **values,
    )  # fmt: skip
    if report.diagnostics:
        names = tuple(name for pair in document.matter.pairs for name in names_of_files(pair.value))
        record = structs.replace(record, refused=_refused(named, values), file_names=names)
    return cast("AnyRecord", record), use


def _refused(named: NamedFields, values: dict[str, Any]) -> tuple[str, ...]:
    """Return the fields that have a value which could not be read, or that was written under another name."""
    unread = (pair.key.text for pair in named.pairs if pair.key.text not in values and not is_blank(pair.value))
    return (*unread, *sorted(named.guessed))


def _outline(records: Iterable[Record | None]) -> bytes:
    return digest(_outline_encoder.encode([record and without_text(record) for record in records]))


_outline_encoder = msgpack.Encoder(enc_hook=omit_html)


def _is_draft(fields: NamedFields) -> bool:
    return any(
        pair.key.text == "concept" and isinstance(pair.value, Scalar) and truth_of(pair.value.text) is True
        for pair in fields.pairs
    )
