"""The pictures of the handbook: each is shown, reads well, and comes along wherever the handbook goes."""

import re
from pathlib import Path

import pytest
from PIL import Image

from support import REPOSITORY, run_here, tree
from vindplaats.inputs.handbook import PICTURES, handbook_files

FOLDER = REPOSITORY / "content" / PICTURES
HANDBOOK = (REPOSITORY / "content/README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^ *!\[([^\]]+)\]\((\.[^)\s]+)\)$", HANDBOOK, re.MULTILINE)
"""The description and the path of each picture of the handbook itself. Pictures in its examples lie beside a page."""
READABLE_WIDTH = range(600, 1101)
"""Widths in pixels at which GitHub and code editors show letters of their usual size."""
MAX_BYTES = 300_000
"""The limit for all pictures together, because each wheel and each new site has them."""


def test_the_handbook_shows_each_picture_once_and_all_of_them_exist() -> None:
    assert sorted(path for _, path in SHOWN) == sorted(f"{PICTURES}/{path.name}" for path in FOLDER.iterdir())
    assert len(SHOWN) == HANDBOOK.count(f"({PICTURES}/") > 3


@pytest.mark.parametrize("path", [path for _, path in SHOWN])
def test_each_picture_can_be_read(path: str) -> None:
    with Image.open(REPOSITORY / "content" / path) as picture:
        picture.load()
        assert picture.format == "PNG"
        assert picture.width in READABLE_WIDTH
        assert picture.height < picture.width


def test_all_pictures_together_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MAX_BYTES


@pytest.mark.parametrize("alt", [" ".join(alt.split()) for alt, _ in SHOWN])
def test_a_terminal_and_a_screen_reader_get_a_sentence_instead(alt: str) -> None:
    assert re.fullmatch(r"(Het|De|Een) [^!?]{30,120}\.", alt)


def test_every_word_of_a_description_is_in_the_text_that_the_command_prints() -> None:
    printed = run_here("handboek").stdout
    for alt, path in SHOWN:
        assert f"![{alt}]({path})" in printed


def test_a_new_site_has_the_handbook_with_its_pictures_and_publishes_neither(tmp_path: Path) -> None:
    assert run_here("init", str(tmp_path / "x")).returncode == 0
    written = tree(tmp_path / "x")
    for path in ["README.md", *(path for _, path in SHOWN)]:
        assert written[f"content/{path}"] == (REPOSITORY / "content" / path).read_bytes()
    done = run_here("build", "--strict", "--source", str(tmp_path / "x"))
    assert done.returncode == 0, done.stderr
    published = tree(tmp_path / "x/public")
    assert not [path for path in published if PICTURES in path]
    assert not set(published.values()) & set(handbook_files().values())
