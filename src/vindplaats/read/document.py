"""One page file to one record: front matter, schema and Markdown together, a pure function of the bytes."""

import sys

from msgspec import Struct

from vindplaats import messages
from vindplaats.diagnostics import Diagnostic, Place, has_errors
from vindplaats.read.files import PageFile
from vindplaats.read.frontmatter import RawDocument, Scalar, split_document
from vindplaats.read.markdown import convert
from vindplaats.read.records import RECORDS, FieldPlace, Record
from vindplaats.read.schema import FIELDS
from vindplaats.read.values import read_fields


class ReadPage(Struct, frozen=True):
    """What came of one file; ``record`` is None where it makes no page (errors, or an incomplete draft)."""

    record: Record | None
    diagnostics: tuple[Diagnostic, ...]


def read_page(page: PageFile, data: bytes) -> ReadPage:
    """Read one page. Everything wrong with it is told, each with its place; nothing is raised."""
    document = split_document(page.file, data)
    if isinstance(document, Diagnostic):
        return ReadPage(None, (document,))
    values, told = read_fields(page.file, document.fields, FIELDS[page.kind], draft=_is_draft(document))
    body, told_of_body = convert(page.file, document.body, document.body_line)
    told += document.told + told_of_body
    if values is None:
        if not has_errors(told):
            told += (messages.incomplete_draft(Place(page.file)),)
        return ReadPage(None, told)
    places = tuple(FieldPlace(sys.intern(e.key.text), e.key.line, e.key.column) for e in document.fields)
    record = RECORDS[page.kind](id=page.id, file=page.file, kind=page.kind, fields=places, body=body, **values)
    return ReadPage(record, told)


def _is_draft(document: RawDocument) -> bool:
    return any(
        entry.key.text == "concept" and isinstance(entry.value, Scalar) and entry.value.text.lower() == "true"
        for entry in document.fields
    )
