from collections.abc import Callable
from pathlib import Path

import pytest

from search_engine import Engine, engine
from support import SEARCHED, make_source, project
from vindplaats.errors import PublishError
from vindplaats.options import Options
from vindplaats.preview.site import Site, signature
from vindplaats.search import plan

__all__ = ["engine"]


class Shown:
    """A preview of one project, and what it said."""

    def __init__(self, folder: Path) -> None:
        self.said: list[str] = []
        self.source = make_source(
            folder / "bron", SEARCHED | {"projecten/wonen.md": project("Wonen", body="Over de markt.")}
        )
        self.output = folder / "voorproef/site"
        options = Options(source=str(self.source), output=str(self.output), preview=True, jobs=1)
        self.site = Site(options, self.said.append)

    def edit(self, old: str, new: str) -> None:
        path = self.source / "content/projecten/wonen.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def rebuild(self) -> bool:
        return self.site.rebuild(signature(str(self.source)))

    @property
    def page(self) -> str:
        return (self.output / "projecten/wonen/index.html").read_text(encoding="utf-8")


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    return Shown(tmp_path)


def test_the_index_follows_the_page(shown: Shown, engine: Engine) -> None:
    shown.rebuild()
    assert "Over de markt." in shown.page
    assert engine.runs == 0
    shown.site.make_index()
    assert engine.runs == 1
    shown.edit("markt", "haven")
    shown.rebuild()
    assert "Over de haven." in shown.page
    assert (engine.runs, (shown.output / "pagefind/pagefind.js").is_file()) == (1, True)
    shown.site.make_index()
    assert engine.runs == 2
    assert "haven" in engine.indexed["projecten/wonen/index.html"]
    shown.site.make_index()
    assert engine.runs == 2
    assert shown.said == [line for line in shown.said if line.startswith("Gebouwd")]


def test_an_edit_while_the_index_is_made_is_not_lost(
    shown: Shown, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown.rebuild()

    def edited_meanwhile(shadow: str, output: str, look: Callable[[], None]) -> None:
        shown.edit("markt", "haven")
        look()
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr(plan, "build_index", edited_meanwhile)
        shown.site.make_index()
    assert len(shown.said) == 1
    assert not (shown.output.parent / ".site-reserve/zoeken").exists()
    shown.rebuild()
    shown.site.make_index()
    assert "Over de haven." in shown.page
    assert "haven" in engine.indexed["projecten/wonen/index.html"]


def test_a_failing_engine_is_reported_and_the_page_stays(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PublishError("De zoekindex is niet te maken.")

    monkeypatch.setattr(plan, "build_index", fail)
    shown.rebuild()
    shown.site.make_index()
    assert shown.said[1:] == ["vindplaats: De zoekindex is niet te maken."]
    shown.site.is_stopping = True
    shown.site.make_index()
    assert len(shown.said) == 2
    assert "Over de markt." in shown.page


def test_a_site_with_errors_gets_no_index(shown: Shown, engine: Engine) -> None:
    shown.edit("jaar: 2021", "jaar: nooit")
    shown.rebuild()
    shown.site.make_index()
    assert shown.site.has_errors
    assert engine.runs == 0
