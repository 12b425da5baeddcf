"""The accent colour: text in any accent colour is readable, in light and in dark mode."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import REPOSITORY, make_source, project
from vindplaats.cli import main
from vindplaats.render.theme.accent import DARK_BACKGROUNDS, LIGHT_BACKGROUNDS, MIN_CONTRAST, accent_css, contrast

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
RULE = re.compile(r"--accent:(#[0-9a-f]{6});--accent-diep:(#[0-9a-f]{6})")


def accents(colour: str) -> list[tuple[str, str]]:
    """Return the accent colour and its deeper shade, for light mode and then for dark mode."""
    return RULE.findall(accent_css(colour).decode())


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0), ("#abc", "#aabbcc", 1.0)],
)
def test_contrast_is_computed_as_in_wcag(first: str, second: str, expected: float) -> None:
    assert contrast(first, second) == contrast(second, first) == pytest.approx(expected, abs=0.005)


@given(COLOURS)
def test_any_colour_has_enough_contrast_in_light_and_in_dark(colour: str) -> None:
    light, dark = accents(colour)
    for found in light:
        assert all(contrast(found, back) >= MIN_CONTRAST for back in LIGHT_BACKGROUNDS)
    for found in dark:
        assert all(contrast(found, back) >= MIN_CONTRAST for back in DARK_BACKGROUNDS)


@given(COLOURS)
def test_a_colour_with_enough_contrast_is_not_changed(colour: str) -> None:
    enough = all(contrast(colour, back) >= MIN_CONTRAST for back in LIGHT_BACKGROUNDS)
    assert (accents(colour)[0][0] == colour) == enough


def test_the_hue_is_kept_and_three_digits_are_expanded_to_six() -> None:
    (light, _), (dark, _) = accents("#f00")
    for found in (light, dark):
        red, green, blue = (int(found[i : i + 2], 16) for i in (1, 3, 5))
        assert red > green == blue
    assert (
        contrast(light, LIGHT_BACKGROUNDS[1]) < 5 < contrast(dark, DARK_BACKGROUNDS[0]) < 9
    )  # changed no more than needed


def test_the_backgrounds_equal_those_in_the_style_sheet() -> None:
    text = (REPOSITORY / "static/stijl.css").read_text(encoding="utf-8")
    for name, pair in (("--vlak", 0), ("--vlak-stil", 1)):
        found = re.findall(rf"\s{name}: (#[0-9a-f]+);", text)[:2]
        assert [colour if len(colour) == 7 else f"#{colour[1:] * 2}" for colour in found] == [
            LIGHT_BACKGROUNDS[pair],
            DARK_BACKGROUNDS[pair],
        ]


def test_only_a_site_with_a_colour_has_a_style_sheet_for_it(tmp_path: object) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})  # type: ignore[arg-type]
    site = source / "content/site.yaml"
    assert main(["build", "--source", str(source)]) == 0
    assert not (source / "public/static/accent.css").exists()
    assert "accent.css" not in (source / "public/index.html").read_text(encoding="utf-8")
    site.write_text(site.read_text(encoding="utf-8") + "accent: 7A1F4B\n", encoding="utf-8")
    assert main(["build", "--source", str(source)]) == 0
    assert (source / "public/static/accent.css").read_bytes() == accent_css("#7a1f4b")
    page = (source / "public/projecten/a/index.html").read_text(encoding="utf-8")
    assert page.index("static/stijl.css") < page.index('href="../../static/accent.css?v=')
