"""One page file to one record: front matter, schema and Markdown together, a pure function of the bytes."""

import sys
from typing import cast

from msgspec import Struct
from slugify import slugify

from vindplaats.diagnostics import fields
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, has_errors
from vindplaats.inputs.inventory import digest
from vindplaats.read.front_matter import RawDocument, Scalar, split_document
from vindplaats.read.listing import PageFile
from vindplaats.read.markdown import convert
from vindplaats.read.records import RECORDS, AnyRecord, FieldPlace
from vindplaats.read.schema import FIELDS
from vindplaats.read.values import read_fields


class ReadPage(Struct, frozen=True, gc=False, array_like=True):
    """What came of one file; ``record`` is None where it makes no page (errors, or an incomplete draft).

    ``digest`` is that of the bytes of which it was made; empty where they could not be read.
    """

    record: AnyRecord | None
    diagnostics: tuple[Diagnostic, ...]
    digest: bytes = b""


def read_page(page: PageFile, data: bytes) -> ReadPage:
    """Read one page. Everything wrong with it is told, each with its place; nothing is raised."""
    whole = digest(data)
    document = split_document(page.file, data)
    if isinstance(document, Diagnostic):
        return ReadPage(None, (document,), whole)
    values, told = read_fields(page.file, document.fields, FIELDS[page.kind], draft=_is_draft(document))
    body, told_of_body = convert(page.file, document.body, document.body_line)
    told += document.told + told_of_body
    if values is None:
        if not has_errors(told):
            told += (fields.INCOMPLETE_DRAFT.at(Place(page.file)),)
        return ReadPage(None, told, whole)
    places = tuple(FieldPlace(sys.intern(e.key.text), e.key.line, e.key.column) for e in document.fields)
    step = values["slug"].text if values.get("slug") else slugify(page.id.partition("/")[2])
    record = RECORDS[page.kind](
        id=page.id, file=page.file, kind=page.kind, digest=whole, fields=places, body=body, step=step, **values
    )
    return ReadPage(cast("AnyRecord", record), told, whole)


def _is_draft(document: RawDocument) -> bool:
    return any(
        entry.key.text == "concept" and isinstance(entry.value, Scalar) and entry.value.text.lower() == "true"
        for entry in document.fields
    )
