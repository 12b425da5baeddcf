"""Reading front matter alone gives the records that reading everything gives, without the bodies."""

from pathlib import Path

import pytest
from msgspec import structs

from support import REPOSITORY, make_source, project
from vindplaats.read.content import read_content, read_front_matter
from vindplaats.read.records import Body

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
