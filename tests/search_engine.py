"""Stand-ins for Pagefind: one counts and keeps every shadow tree, the other publishes it as the index."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from support import tree
from vindplaats.search.shadow_text import shadow_word


class Engine:
    """Takes the place of `search.pagefind.build_index`, also in forked processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir()

    def build_index(self, shadow: str, output: str, _: Callable[[], None]) -> None:
        shutil.copytree(shadow, self._folder / str(self.runs))
        Path(output).mkdir()
        Path(output, "pagefind.js").write_text(f"// {self.runs}", encoding="utf-8")
        Path(output, "index").mkdir()
        Path(output, "index", "een").write_text("een", encoding="utf-8")

    @property
    def runs(self) -> int:
        """How often an index was made."""
        return len(list(self._folder.iterdir()))

    @property
    def indexed(self) -> dict[str, str]:
        """The pages of the last shadow tree."""
        return {path: data.decode() for path, data in tree(self._folder / str(self.runs - 1)).items()}


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    made = Engine(tmp_path / "engine")
    monkeypatch.setattr("vindplaats.search.pagefind.build_index", made.build_index)
    return made


@contextmanager
def published_shadow_trees() -> Iterator[None]:
    """Publish shadow trees instead of search indexes. They have the same bytes each time, and are made much faster."""
    shadow_word("woningmarkten")  # reads the lists of Dutch words, which every worker would read again
    with patch("vindplaats.search.pagefind.build_index", _copy):
        yield


def _copy(shadow: str, output: str, _: Callable[[], None]) -> None:
    for place, _folders, names in os.walk(shadow):
        folder = os.path.join(output, os.path.relpath(place, shadow))
        os.makedirs(folder, exist_ok=True)
        for name in names:
            shutil.copyfile(os.path.join(place, name), os.path.join(folder, name))
