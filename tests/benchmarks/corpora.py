"""The corpora that builds are measured on."""

from collections.abc import Callable
from typing import Literal, get_args

from msgspec import Struct

from benchmarks.corpus import make_corpus
from benchmarks.passages import make_passages
from benchmarks.real_like import make_real_like
from benchmarks.source import Corpus

Name = Literal["ordinary", "passages", "real-like"]
NAMES: tuple[Name, ...] = get_args(Name)


class Recipe(Struct, frozen=True):
    """How a corpus is made: the function, the mean number of words of a page, and the share of pages that is projects.

    ``words`` gives files of about 3 kB, or 6 kB if they are real-like.
    """

    make: Callable[[int, int, int], Corpus]
    words: int
    projects: float


def _ordinary(pages: int, words: int, seed: int) -> Corpus:
    return make_corpus(pages, words, seed)


RECIPES: dict[Name, Recipe] = {
    "ordinary": Recipe(_ordinary, 360, 0.795),
    "passages": Recipe(make_passages, 200, 0.8),
    "real-like": Recipe(make_real_like, 500, 0.8),
}


def corpus_of(name: Name, projects: int, seed: int = 1) -> Corpus:
    """Make a corpus of about ``projects`` projects, and news. The same arguments give the same corpus."""
    recipe = RECIPES[name]
    return recipe.make(round(projects / recipe.projects), recipe.words, seed)
