"""The size of a drawing, read from its first tag."""

import pytest

from vindplaats.media.svg import MAX_HEAD_BYTES, inspect, is_active, is_well_formed, needs_outside, shape
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


HTML_NAMES = 'xmlns:h="http://www.w3.org/1999/xhtml"'
ACTIVE = [
    '<a href="java&#115;cript:alert(1)"><path/></a>',
    '<a href="java&#x73;cript:alert(1)"><path/></a>',
    '<a href="java&#0115cript:alert(1)"><path/></a>',
    '<a href="javascript&colon;alert(1)"><path/></a>',
    '<a href="java&#9;script:alert(1)"><path/></a>',
    '<a href="java&Tab;script:alert(1)"><path/></a>',
    '<a href="java\nscript:alert(1)"><path/></a>',
    '<a href=" &#32;d&#97;ta:text/html,x"><path/></a>',
    '<a href="da\nta:text/html,x"><path/></a>',
    '<set attributeName="href" to="&#106;avascript:alert(1)"/>',
    f'<h:meta {HTML_NAMES} http-equiv="refresh" content="0; url=https://x.example"/>',
    f'<g {HTML_NAMES}><h:form action="https://x.example"/></g>',
    f'<g {HTML_NAMES.replace("xhtml", "xhtm&#108;")}><h:form action="https://x.example"/></g>',
    "<meta xmlns='http://www.w3.org/1999/xhtml' http-equiv='refresh'/>",
]
INACTIVE = [
    "<text>&lt;script> &#60;object &amp;#115; java&#115;</text>",
    "<text>Caf&#233; &#8211; 3 &gt; 2</text>",
    '<a href="https://x.example/?a=1&amp;data:x"><path/></a>',
    f"<g {HTML_NAMES}><path/></g>",
    '<image href="data:image/png;base64,AAAA"/>',
]


@pytest.mark.parametrize("text", ACTIVE)
def test_a_script_that_is_written_in_another_way_is_active(text: str) -> None:
    assert is_active(f"{SVG}{text}</svg>".encode())


@pytest.mark.parametrize("text", INACTIVE)
def test_what_only_looks_like_a_script_is_not_active(text: str) -> None:
    assert not is_active(f"{SVG}{text}</svg>".encode())


@pytest.mark.parametrize(
    ("text", "outside"),
    [
        ('<image href="https://x.example/a.png"/>', True),
        ("<image width=\"4\" xlink:href='//x.example/a.png'/>", True),
        ('<svg:image id="a>b" xlink:href="foto.png"/>', True),
        ('<image href="file:///C:/foto.png"/>', True),
        ('<image href="&#104;ttps://x.example/a.png"/>', True),
        ('<use href="https://x.example/a.svg#b"/>', True),
        ('<filter><feImage href="https://x.example/a.png"/></filter>', True),
        ("<style>@import url(https://x.example/a.css);</style>", True),
        ("<style>@import 'https://x.example/a.css';</style>", True),
        ("<style>@font-face {src: url('https://x.example/a.woff2')}</style>", True),
        ('<path fill="url( https://x.example/a.svg#b)"/>', True),
        ('<image href="data:image/png;base64,AAAA"/><image xlink:href=" #a "/>', False),
        ('<use href="#a"/><path fill="url(#b)" style="mask:url(\'#c\')"/><style>p{fill:url("#d")}</style>', False),
        ("<style>@font-face {src: url(data:font/woff2;base64,AAAA)}</style>", False),
        ('<a href="https://x.example/"><use href="#a"/></a>', False),
        ('<metadata><license resource="https://x.example/"/></metadata>', False),
        ('<image data-href="foto.png" href="#a"/>', False),
    ],
)
def test_what_a_drawing_shows_of_other_files_is_found(text: str, outside: bool) -> None:
    assert needs_outside(f"{SVG}{text}</svg>".encode()) == outside


def test_what_a_large_drawing_shows_of_other_files_takes_little_time() -> None:
    for part in (
        "<image ",
        "<image '",
        "url(",
        "url( ",
        " ",
        "xmlns:",
        "<x",
        "<x:",
        "href ",
        "&#115;",
        "&",
        "<use href='#a' ",
        'xmlns:h="',
    ):
        data = part.encode() * 20_000
        assert is_active(data) in {True, False}
        assert needs_outside(data) in {True, False}
