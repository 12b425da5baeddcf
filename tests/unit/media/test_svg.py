"""The size of a drawing, read from its first tag."""

import pytest

from vindplaats.media.svg import MAX_HEAD_BYTES, inspect, is_active, is_well_formed, shape
from vindplaats.media.variants import Picture


@pytest.mark.parametrize(
    ("text", "size"),
    [('<svg width="40" height="30">', (40, 30)), ("<svg width='40px' height='30.5'/>", (40, 30)),
     ('<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg\n height="30"\n width="40" >', (40, 30)),
     ('<svg viewBox="0 0 4 3"/>', (0, 0)), ('<svg width="100%" height="30">', (0, 0)),
     ('<svg width="4em" height="3em">', (0, 0)), ('<svg width="40">', (0, 0)),
     ('<svg data-width="40" stroke-width="4" height="3">', (0, 0)),
     ('<svg width="0" height="0">', (0, 0))],
)  # fmt: skip
def test_a_size_is_known_if_both_sides_are_in_pixels(text: str, size: tuple[int, int]) -> None:
    assert inspect(text.encode()) == Picture(*size)


@pytest.mark.parametrize(
    "text", [b"", b"tekst", b"<svgx/>", b"\x89PNG", b" " * MAX_HEAD_BYTES + b"<svg/>", b"<svg width='"]
)
def test_data_that_is_not_a_drawing_has_no_size(text: bytes) -> None:
    assert inspect(text) is None


def test_a_long_tag_takes_little_time() -> None:
    assert inspect(b"<svg " + b"a" * MAX_HEAD_BYTES) is None
    assert inspect(b"<svg" * MAX_HEAD_BYTES) is None
    assert inspect(b"<svg '" * MAX_HEAD_BYTES) is None


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 24 12"', (24, 12)),
        ("viewBox='-5,-5, 24, 12'", (24, 12)),
        ('viewBox="0 0 120.5 40.2"', (1000, 334)),
        ('viewBox="0 0 0.5 1.5"', (333, 1000)),
        ('viewBox="0 0 100000 1"', (100000, 1)),
        ('width="100%" viewBox="0 0 30 10"', (30, 10)),
        ('viewBox="0 0 0 10"', (0, 0)),
        ('viewBox="0 0 24"', (0, 0)),
        ('viewBox="none"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_without_a_size_has_the_shape_of_its_view_box(attributes: str, size: tuple[int, int]) -> None:
    assert shape(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path/></svg>'.encode()) == size


def test_what_is_no_drawing_has_the_shape_of_one_without_a_size() -> None:
    assert shape(b"nee") == (0, 0)


SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"{SVG}<path/></svg>", True),
        (f"\ufeff{SVG}</svg>\n", True),
        (f'<?xml version="1.0" encoding="iso-8859-1"?>{SVG}</svg>', True),
        (f'<?xml version="1.0" encoding="windows-1252"?>{SVG}</svg>', True),
        (f'<?xml version="1.0" encoding="onzin"?>{SVG}</svg>', True),
        (f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">{SVG}</svg>', True),
        (f"{SVG}<path></svg>", False),
        (f"{SVG}<path/>", False),
        (f"{SVG}<text>Zorg & Welzijn</text></svg>", False),
        (f"{SVG}<text>&nbsp;</text></svg>", False),
        (f"{SVG}<path d=1/></svg>", False),
        (f"{SVG}</svg>{SVG}</svg>", False),
    ],
)
def test_a_drawing_that_is_not_xml_is_found(text: str, right: bool) -> None:
    assert not is_active(text.encode())
    assert is_well_formed(text.encode()) == right


def test_utf_16_is_xml_too() -> None:
    assert is_well_formed(f'<?xml version="1.0"?>{SVG}</svg>'.encode("utf-16"))
