"""The words of the web editor that the handbook names are those that it shows."""

import re

import pytest
from playwright.sync_api import Browser

from support import REPOSITORY

from .conftest import absent
from .handbook_pictures import PACKAGE, PICTURES, build_site, tour

SECTION = (
    (REPOSITORY / "content/README.md")
    .read_text(encoding="utf-8")
    .partition("### De webredactie\n")[2]
    .partition("\n### ")[0]
)
OTHERS = ("De webredactie aanzetten", "Een toegangstoken maken")
"""The parts that are about files, or about the websites of GitHub and GitLab."""
PARTS = [part for part in SECTION.split("\n#### ")[1:] if not part.startswith(OTHERS)]
WORDS = sorted({" ".join(word.split()) for word in re.findall(r"(?<!\*)\*([^*]+)\*(?!\*)", "\n".join(PARTS))})
FIELDS = sorted(set(re.findall(r"`([a-z_]+)`", "\n".join(PARTS))))


@pytest.fixture(scope="module")
def screens(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each screen of the tour says, by the name of its picture; those without a picture together."""
    if not (PACKAGE / "vindplaats_redactie/bestanden").is_dir():
        absent("the files of the web editor are missing: run `python src/redactie/fetch.py`")
    said: dict[str, str] = {}
    for scene in tour(chromium, build_site(tmp_path_factory.mktemp("handboek") / "bron")):
        snapshot = scene.page.locator("body").aria_snapshot()
        said[scene.picture] = said.get(scene.picture, "") + re.sub("[\u2066-\u2069]", "", snapshot)
    return said


def names(screen: str) -> set[str]:
    """Return the names of buttons, links and boxes, and the texts, in a snapshot of accessible names."""
    return set(re.findall(r'"((?:[^"\\]|\\.)*)"', screen)) | set(re.findall(r": (.+)$", screen, re.MULTILINE))


def test_the_handbook_names_words_and_fields_of_the_editor() -> None:
    assert {"Opslaan", "Nieuw", "Bladeren", "Inloggen met een toegangstoken"} <= set(WORDS)
    assert {"rapport", "slug"} <= set(FIELDS)


@pytest.mark.parametrize("word", [*WORDS, *FIELDS])
def test_the_editor_shows_it(word: str, screens: dict[str, str]) -> None:
    assert word in set().union(*map(names, screens.values()))


def test_there_is_a_screen_for_each_picture(screens: dict[str, str]) -> None:
    assert set(screens) - {""} == {path.stem for path in PICTURES.iterdir()}


@pytest.mark.parametrize("picture", sorted(path.stem for path in PICTURES.glob("webredactie-*")))
def test_a_picture_shows_what_its_description_says(picture: str, screens: dict[str, str]) -> None:
    """A description names buttons as "de knop Opslaan"."""
    (alt,) = re.findall(rf"!\[([^\]]+)\]\([^)]*/{picture}\.png\)", SECTION)
    for button in re.findall(r"de knop ([A-Z]\w+)", " ".join(alt.split())):
        assert button in names(screens[picture])
