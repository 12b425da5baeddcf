"""The made-up site: the same at every run, without a fault, and none of its pages is large."""

import re
from pathlib import Path

from support import tree

from .fabricated import BUSY_PROJECTS, EMPTY, PROJECTS, write

LARGEST = 50_000
"""Bytes of a page, without its pictures."""


def test_it_is_the_same_at_every_run(tmp_path: Path) -> None:
    assert tree(write(tmp_path / "een")) == tree(write(tmp_path / "twee"))


def test_it_has_what_it_is_for(fabricated: Path) -> None:
    def text(path: str) -> str:
        return (fabricated / path / "index.html").read_text(encoding="utf-8")

    assert len(list(fabricated.glob("projecten/*/index.html"))) == PROJECTS
    assert f"{BUSY_PROJECTS} projecten" in text("contactpersonen/persoon-00")
    assert len(list(fabricated.glob("contactpersonen/persoon-00/pagina/*"))) == BUSY_PROJECTS // 50 - 1
    assert text("projecten/partners").count("Hogeschool ") == 12
    for name, path in zip(EMPTY, ("werkvelden/werkveld-11", "opdrachtgevers/opdrachtgever-180",
                                  "contactpersonen/persoon-60"), strict=True):  # fmt: skip
        assert f"<h1>{name}</h1>" in text(path)
        assert "Nog geen projecten" in text(path)


def test_no_page_is_large_or_has_style_or_scripts_in_it(fabricated: Path) -> None:
    for page in fabricated.rglob("*.html"):
        data = page.read_bytes()
        assert len(data) < LARGEST, page
        assert not re.search(rb'<style|\s(style|on\w+)="|<script(?! type="application/ld\+json")', data), page
    assert (fabricated / "static/stijl.css").stat().st_size < 20_000
