import pytest
from msgspec import structs

from vindplaats.config import SiteConfig
from vindplaats.read.records import KINDS, RECORDS, Kind, Record
from vindplaats.read.schema import FIELDS, LIST_FIELDS, PLURAL_TYPES, SITE_FIELDS, TYPE_NAMES

REQUIRED = {
    "projecten": {"titel", "werkveld", "opdrachtgever", "contactpersoon", "jaar"},
    "nieuws": {"titel", "datum"},
    "werkvelden": {"titel"},
    "opdrachtgevers": {"naam"},
    "contactpersonen": {"naam"},
    "paginas": {"titel"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_has_exactly_the_fields_of_its_kind(kind: Kind) -> None:
    own = {f.name for f in structs.fields(RECORDS[kind])}
    machinery = {f.name for f in structs.fields(Record)} - {"slug", "extra"}
    assert own - machinery == {f.name for f in FIELDS[kind]}


def test_the_configuration_has_exactly_the_declared_fields() -> None:
    assert {f.name for f in structs.fields(SiteConfig)} - {"fields", "long_fields"} == {f.name for f in SITE_FIELDS}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_its_required_fields(kind: Kind) -> None:
    assert {f.name for f in FIELDS[kind] if f.required} == REQUIRED[kind]
    assert {f.name for f in FIELDS[kind] if f.may_be_empty} == ({"opdrachtgever"} if kind == "projecten" else set())


def test_the_types_that_accept_a_list_are_those_that_the_handbook_says_so_of() -> None:
    assert {type_ for type_, name in TYPE_NAMES.items() if "lijst" in name} == PLURAL_TYPES


def test_a_field_that_accepts_a_list_does_so_on_pages_of_every_kind() -> None:
    single = {f.name for fields in (*FIELDS.values(), SITE_FIELDS) for f in fields if f.type not in PLURAL_TYPES}
    assert not single & LIST_FIELDS
