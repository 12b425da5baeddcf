from pathlib import Path

import pytest

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.preview.editor import editor_link


@pytest.fixture(autouse=True)
def _default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VINDPLAATS_EDITOR", raising=False)


def test_the_link_opens_the_place_in_visual_studio_code(tmp_path: Path) -> None:
    place = Place("content/a b#c?%é.md", 4, 9)
    assert editor_link(str(tmp_path), place) == f"vscode://file{tmp_path}/content/a%20b%23c%3F%25%C3%A9.md:4:9"


def test_a_relative_source_makes_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert editor_link(".", Place("content/x.md")) == f"vscode://file{tmp_path}/content/x.md:1:1"


@pytest.mark.parametrize(
    ("pattern", "link"),
    [
        ("idea://open?file={file}&line={line}&column={column}", "idea://open?file={}/x.md&line=4&column=9"),
        ("txmt://open?url=file://{file}", "txmt://open?url=file://{}/x.md"),
        ("raar://{naam}/{0}/{file", "raar://{{naam}}/{{0}}/{{file"),
        ("  ", "vscode://file{}/x.md:4:9"),
    ],
)
def test_another_editor_has_a_pattern_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, link: str
) -> None:
    monkeypatch.setenv("VINDPLAATS_EDITOR", pattern)
    assert editor_link(str(tmp_path), Place("x.md", 4, 9)) == link.format(tmp_path)


def test_a_name_that_is_not_utf8_still_opens(tmp_path: Path) -> None:
    assert editor_link(str(tmp_path), Place("\udcff.md")).endswith("/%FF.md:1:1")
