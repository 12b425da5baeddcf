"""The base of a page shows every change to the page."""

from datetime import date

import pytest
from msgspec import structs

from vindplaats.catalogue.corpus import Bericht, StaticPage, Study
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht, Pagina, Project
from vindplaats.render.facts.bases import page_base
from vindplaats.render.facts.tracking import digest_of_value

PROJECT = Project(
    id=PageId("projecten", "a"), file="content/projecten/a.md", kind="projecten", digest=b"1", titel="A", jaar=2021
)
BERICHT = Nieuwsbericht(
    id=PageId("nieuws", "b"), file="content/nieuws/b.md", kind="nieuws", digest=b"2", titel="B", datum=date(2021, 2, 1)
)
PAGINA = Pagina(id=PageId("paginas", "c"), file="content/paginas/c.md", kind="paginas", digest=b"3", titel="C")
STUDY = Study(
    project=PROJECT,
    werkvelden=(),
    opdrachtgevers=(),
    contactpersonen=(),
    partners=(),
    rapport=None,
    bijlagen=(),
    links=(),
)
PAGES = (
    STUDY,
    Bericht(record=BERICHT, werkvelden=(), contactpersonen=(), bijlagen=(), links=()),
    StaticPage(PAGINA, ()),
)


def digest(page: Study | Bericht | StaticPage, url: str = "x/") -> bytes:
    return digest_of_value(page_base(page, url))


@pytest.mark.parametrize("page", PAGES)
def test_the_base_of_a_page_shows_a_change_in_anything(page: Study | Bericht | StaticPage) -> None:
    record = getattr(page, page.__struct_fields__[0])
    changed = [structs.replace(page, **{name: ("anders",)}) for name in page.__struct_fields__[1:]]
    changed += [
        structs.replace(page, **{page.__struct_fields__[0]: structs.replace(record, **{name: value})})
        for name, value in (("digest", b"9"), ("file", "content/elders/x.md"))
    ]
    found = {digest(page), digest(page, "y/"), *map(digest, changed)}
    assert len(found) == len(changed) + 2


@pytest.mark.parametrize("concept", [False, True])
def test_the_base_of_a_merged_page_or_a_draft_shows_what_the_catalogue_changed(*, concept: bool) -> None:
    doubles = () if concept else (PageId("projecten", "d"),)
    before, after = (
        structs.replace(STUDY, doubles=doubles, project=structs.replace(PROJECT, concept=concept, **values))
        for values in ({}, {"jaar": 2022})
    )
    assert digest(before) != digest(after)
