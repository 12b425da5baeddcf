"""Reading front matter alone gives the records of a build without bodies. A build keeps equal values once."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec import msgpack, structs

from support import REPOSITORY, make_source, project
from vindplaats.read import content, document
from vindplaats.read.content import read_content, read_front_matter
from vindplaats.read.document import ReadPage
from vindplaats.read.listing import PageFile
from vindplaats.read.page_cache import open_page_cache
from vindplaats.read.records import Body, Project

SITES = sorted(path.name for path in (REPOSITORY / "tests/sites").iterdir() if (path / "content").is_dir())


@pytest.mark.parametrize("site", SITES)
def test_the_records_are_those_of_a_build(site: str) -> None:
    source = str(REPOSITORY / "tests/sites" / site)
    whole, _ = read_content(source)
    matter = read_front_matter(source)
    assert matter.known == whole.known
    found = {record.id: record for record in matter.records}
    assert len(found) == len(matter.records)
    for record in whole.records:  # a page with a mistake in its body has no record there
        expected = structs.replace(record, body=Body(), digest=b"", file_names=())
        assert structs.replace(found[record.id], body=Body(), digest=b"", file_names=()) == expected


def test_a_body_is_not_read(tmp_path: Path) -> None:
    files = {
        "projecten/a.md": project("A", body="Tekst.\n\n---\n\nMeer."),
        "projecten/b.md": project("B").replace("\n", "\r\n"),
        "projecten/c.md": f"\n{project('C')}",
    }
    records = {record.id.name: record for record in read_front_matter(str(make_source(tmp_path, files))).records}
    assert records["a"].body.html == records["b"].body.html == ""
    assert "c" not in records or records["c"].body.html


def test_a_batch_ends_at_a_hundred_pages_or_two_megabytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the batches are, each page is read once and in order."""
    sizes: list[list[int]] = []

    def read_pages(pages: Sequence[tuple[PageFile, bytes]]) -> list[ReadPage]:
        sizes.append([len(data) for _, data in pages])
        return document.read_pages(pages)

    monkeypatch.setattr(content, "read_pages", read_pages)
    long = project("Lang", body=f"{'woord ' * 18}\n\n" * 2000)
    pages = {f"projecten/k{i:03}.md": project(f"Kort {i}") for i in range(120)}
    source = make_source(tmp_path, pages | {f"projecten/l{i:02}.md": long for i in range(10)})
    found, _ = read_content(str(source))
    assert [record.id.name for record in found.records if record.kind == "projecten"] == [
        *(f"k{i:03}" for i in range(120)), *(f"l{i:02}" for i in range(10))
    ]  # fmt: skip
    assert sum(map(len, sizes)) == len(found.records)
    assert max(map(len, sizes)) == 100
    assert all(sum(batch[:-1]) < 2_000_000 for batch in sizes)
    assert max(map(sum, sizes)) >= 2_000_000


LINK = "Zie [elders](https://elders.example/)."
ALIKE = {
    "projecten/a.md": project("A", body=LINK),
    "projecten/b.md": project("B", body=LINK),
    "projecten/map/index.md": project("C", jaar="2020", extra="slug: elders\n"),
    "projecten/kapot.md": "---\ntitel: [\n---\n",
}


def test_equal_values_of_pages_are_one_object(tmp_path: Path) -> None:
    source = str(make_source(tmp_path / "bron", ALIKE))
    content, _ = read_content(source)
    a, b, c = (record for record in content.records if isinstance(record, Project))
    assert a.contactpersoon is b.contactpersoon is c.contactpersoon
    assert a.places is b.places is not c.places
    assert a.jaar is b.jaar
    assert a.step is a.id.name
    assert (a.id, a.digest) == (content.known[a.file], content.digests[a.file])
    assert a.id is content.known[a.file]
    assert a.digest is content.digests[a.file]
    (link,) = a.body.web_links
    assert link.raw is link.target


def test_records_are_equal_to_those_that_were_read(tmp_path: Path) -> None:
    source = str(make_source(tmp_path / "bron", ALIKE))
    content, _ = read_content(source, cache=open_page_cache(str(tmp_path / "paginas"), b""))
    pages, _ = open_page_cache(str(tmp_path / "paginas"), b"").pages()
    assert [msgpack.encode(record, enc_hook=repr) for record in content.records] == [
        msgpack.encode(pages[record.file].read.record, enc_hook=repr) for record in content.records
    ]
