"""A stand-in for Pagefind that keeps every shadow tree, so that tests can see what is indexed, and how often."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from support import tree


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
    monkeypatch.setattr("vindplaats.search.plan.build_index", made.build_index)
    return made
