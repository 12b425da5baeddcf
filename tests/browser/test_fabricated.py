"""The made-up site is the same at every run, has no faults, and has the special pages that tests need."""

from pathlib import Path

from support import tree

from .fabricated import BUSY_PROJECTS, EMPTY, PROJECTS, write


def test_the_made_up_site_is_the_same_at_every_run(tmp_path: Path) -> None:
    assert tree(write(tmp_path / "een")) == tree(write(tmp_path / "twee"))


def test_the_made_up_site_has_its_special_pages(fabricated: Path) -> None:
    def text(path: str) -> str:
        return (fabricated / path / "index.html").read_text(encoding="utf-8")

    assert len(list(fabricated.glob("projecten/*/index.html"))) == PROJECTS
    assert f"{BUSY_PROJECTS} projecten" in text("contactpersonen/persoon-00")
    assert len(list(fabricated.glob("contactpersonen/persoon-00/pagina/*"))) == BUSY_PROJECTS // 50 - 1
    assert text("projecten/partners").partition("<main")[2].count("Hogeschool ") == 12
    for name, path in zip(EMPTY, ("werkvelden/werkveld-11", "opdrachtgevers/opdrachtgever-180",
                                  "contactpersonen/persoon-60"), strict=True):  # fmt: skip
        assert f"<h1>{name}</h1>" in text(path)
        assert "Nog geen projecten" in text(path)
