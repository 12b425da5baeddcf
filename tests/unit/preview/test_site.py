from collections.abc import Callable
from pathlib import Path

import pytest

from search_engine import Engine, engine
from support import SEARCHED, make_source, project
from vindplaats.errors import PublishError
from vindplaats.options import Options
from vindplaats.preview.site import Preview
from vindplaats.search import plan

__all__ = ["engine"]


class Shown:
    """A preview of one project, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.source = make_source(
            folder / "bron", SEARCHED | {"projecten/wonen.md": project("Wonen", body="Over de markt.")}
        )
        self.site = folder / "voorproef/site"
        options = Options(source=str(self.source), output=str(self.site), preview=True, jobs=1)
        self.preview = Preview(options, self.said.append)

    def edit(self, old: str, new: str) -> None:
        path = self.source / "content/projecten/wonen.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    @property
    def page(self) -> str:
        return (self.site / "projecten/wonen/index.html").read_text(encoding="utf-8")


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    return Shown(tmp_path)


def test_the_index_follows_the_page(shown: Shown, engine: Engine) -> None:
    shown.preview.rebuild()
    assert "Over de markt." in shown.page
    assert engine.runs == 0
    shown.preview.make_index()
    assert engine.runs == 1
    shown.edit("markt", "haven")
    shown.preview.rebuild()
    assert "Over de haven." in shown.page
    assert (engine.runs, (shown.site / "pagefind/pagefind.js").is_file()) == (1, True)
    shown.preview.make_index()
    assert engine.runs == 2
    assert "haven" in engine.indexed["projecten/wonen/index.html"]
    shown.preview.make_index()
    assert engine.runs == 2
    assert shown.said == [line for line in shown.said if line.startswith("Gebouwd")]


def test_an_edit_while_the_index_is_made_is_not_lost(
    shown: Shown, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.preview.rebuild()

    def edited_meanwhile(shadow: str, output: str, look: Callable[[], None]) -> None:
        shown.edit("markt", "haven")
        look()
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(plan, "build_index", edited_meanwhile)
        shown.preview.make_index()
    assert len(shown.said) == 1
    assert not (shown.site.parent / ".site-reserve/zoeken").exists()
    shown.preview.rebuild()
    shown.preview.make_index()
    assert "Over de haven." in shown.page
    assert "haven" in engine.indexed["projecten/wonen/index.html"]


def test_a_failing_engine_is_reported_and_the_page_stays(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PublishError("De zoekindex is niet te maken.")

    monkeypatch.setattr(plan, "build_index", fail)
    shown.preview.rebuild()
    shown.preview.make_index()
    assert shown.said[1:] == ["vindplaats: De zoekindex is niet te maken."]
    shown.preview.is_stopping = True
    shown.preview.make_index()
    assert len(shown.said) == 2
    assert "Over de markt." in shown.page


def test_a_site_with_errors_gets_no_index(shown: Shown, engine: Engine) -> None:
    shown.edit("jaar: 2021", "jaar: nooit")
    shown.preview.rebuild()
    shown.preview.make_index()
    assert shown.preview.problems
    assert engine.runs == 0
