from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.options import Options
from vindplaats.pipeline import build
from vindplaats.result import PageSource

BODY = "De haven groeit, en de zeepaarden tellen hun stallen in het voorjaar."


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PageSource]:
    folder = tmp_path_factory.mktemp("proef")
    pages = {
        "projecten/a.md": project("Haven", body=BODY),
        "projecten/map/index.md": project("Haven", body=BODY),
        "projecten/c.md": project("Anders", extra="slug: eigen-adres\naliassen: /oud/\n", body="Iets anders."),
        "nieuws/n.md": "---\ntitel: Nieuws\ndatum: 2021-01-02\n---\nNieuws.\n",
        "werkvelden/water.md": "---\ntitel: Water\n---\n",
        "opdrachtgevers/o.md": "---\nnaam: Orgaan\n---\n",
        "paginas/over.md": "---\ntitel: Over\n---\n",
    }
    options = Options(source=str(make_source(folder / "bron", pages)), output=str(folder / "uit"), preview=True, jobs=1)
    found = build(options).sources
    assert found is not None
    return dict(found)


def test_the_home_page_comes_from_its_text_too(tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", {"index.md": "Hallo.\n"})
    options = Options(source=str(source), output=str(tmp_path / "uit"), preview=True, jobs=1)
    found = build(options).sources
    assert found is not None
    assert found[""].files == ("content/index.md", "content/site.yaml")


def test_each_page_with_a_file_is_at_its_own_address(sources: dict[str, PageSource]) -> None:
    assert {address: source.files[0] for address, source in sources.items()} == {
        "": "content/site.yaml",
        "projecten/a/": "content/projecten/a.md",
        "projecten/eigen-adres/": "content/projecten/c.md",
        "nieuws/n/": "content/nieuws/n.md",
        "werkvelden/water/": "content/werkvelden/water.md",
        "opdrachtgevers/o/": "content/opdrachtgevers/o.md",
        "contactpersonen/noor/": "content/contactpersonen/noor.md",
        "over/": "content/paginas/over.md",
    }


def test_a_merged_page_is_a_second_file_of_the_page_that_remains(sources: dict[str, PageSource]) -> None:
    assert sources["projecten/a/"].files == ("content/projecten/a.md", "content/projecten/map/index.md")
    assert sources["projecten/a/"].id == "projecten/a"
    assert all(source.is_shown for source in sources.values())
