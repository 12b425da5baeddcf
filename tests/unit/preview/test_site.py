import errno
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from search_engine import Engine, engine
from support import SEARCHED, make_source, project
from vindplaats.errors import PublishError
from vindplaats.options import Options
from vindplaats.preview import site
from vindplaats.preview.site import Site, signature

__all__ = ["engine"]

BUILD_INDEX = "vindplaats.search.pagefind.build_index"
"""The function that the tests replace, where it is called."""


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
        patch.setattr(BUILD_INDEX, edited_meanwhile)
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

    monkeypatch.setattr(BUILD_INDEX, fail)
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


def test_a_source_that_changes_during_the_build_is_not_reported(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    shown.rebuild()
    said = list(shown.said)

    def lose_a_file(_: Options) -> NoReturn:
        shown.edit("markt", "haven")
        raise FileNotFoundError(2, "No such file or directory", str(shown.source / "content/projecten/wonen.md"))

    with monkeypatch.context() as patch:
        patch.setattr(site, "build_once", lose_a_file)
        assert not shown.rebuild()
    assert not shown.site.has_errors
    assert shown.said == said
    assert shown.rebuild()
    assert "Over de haven." in shown.page


def test_a_source_that_is_gone_is_reported_in_dutch_and_noticed_when_it_is_back(shown: Shown) -> None:
    shown.rebuild()
    for gone in (shown.source, shown.source / "content"):
        away = shown.source.with_name("weg")
        gone.rename(away)
        assert shown.rebuild()
        assert shown.site.has_errors
        assert shown.said[-1].startswith("vindplaats: De map content/ is er niet (meer).")
        assert not gone.exists()
        away.rename(gone)
        assert shown.rebuild()
        assert not shown.site.has_errors


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Het systeem weigert: de schijf is vol."),
        (
            OSError(errno.EACCES, "Permission denied", "{source}/content/x.md"),
            "Het systeem weigert: content/x.md: geen toegang.",
        ),
        (OSError(errno.EIO, "Input/output error", "/elders/x"), "Het systeem weigert: de schijf geeft een fout."),
        (PublishError("De map {site} is een bestand."), "De map van de voorvertoning is een bestand."),
        (ValueError("english"), "Vindplaats zelf ging stuk (ValueError, preview/site.py regel "),
    ],
)
def test_no_message_has_english_or_a_path_of_the_machine(
    shown: Shown, error: Exception, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = {"source": shown.source, "site": shown.output}
    if isinstance(error, OSError) and error.filename:
        error.filename = error.filename.format(**places)
    elif isinstance(error, PublishError):
        error = PublishError(str(error).format(**places))

    def fail(_: Options) -> NoReturn:
        raise error

    monkeypatch.setattr(site, "build_once", fail)
    shown.site.make_index()
    assert shown.rebuild()
    assert len(shown.said) == 2
    for said in (*shown.said, shown.site.notice.overlay):
        assert message in said
        assert str(shown.source) not in said
        assert "english" not in said


def test_nothing_is_reported_when_the_preview_stops(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Options) -> NoReturn:
        raise OSError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(site, "build_once", fail)
    shown.site.is_stopping = True
    assert shown.rebuild()
    shown.site.make_index()
    assert shown.said == []
