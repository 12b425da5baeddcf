"""Builds with and without each shortcut that can be switched off give the same site."""

from collections.abc import Callable
from functools import cache

import pytest

from support import tree

from .corpora import Name, corpus_of
from .processes import run
from .shortcuts import SHORTCUTS, build_command
from .source import write

PROJECTS = 60


@pytest.fixture(scope="module")
def site_without(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Name], dict[str, bytes]]:
    """A function that builds a site without a shortcut, and again after an edit, and returns its files."""

    @cache
    def build(name: str, corpus_name: Name) -> dict[str, bytes]:
        source = tmp_path_factory.mktemp("bron")
        corpus = corpus_of(corpus_name, PROJECTS)
        write(corpus, source)
        for number in range(2):
            run(build_command(SHORTCUTS[name].places if name else {}, source), source.with_suffix(".log"))
            page = source / "content" / corpus.pages[number].path
            page.write_text(f"{page.read_text(encoding='utf-8')}\nEen zin erbij.\n", encoding="utf-8")
        return tree(source / "public")

    return build


@pytest.mark.slow
@pytest.mark.parametrize("name", SHORTCUTS)
def test_a_site_is_the_same_without_a_shortcut(
    name: str, site_without: Callable[[str, Name], dict[str, bytes]]
) -> None:
    site = site_without("", SHORTCUTS[name].corpus)
    assert len(site) > PROJECTS
    assert site_without(name, SHORTCUTS[name].corpus) == site
