"""The accent colour of a site as a style sheet, made to stand out in light and in dark (WCAG 2.2, 1.4.3 and 1.4.11)."""

from collections.abc import Callable
from colorsys import hls_to_rgb, rgb_to_hls

CONTRAST = 4.5
"""The least contrast of text with its background (WCAG 2.2, 1.4.3)."""
IN_DARK = 6.5
"""That on dark, where light lines look thinner. A choice, made by eye."""
DEEP = 1.4
"""How many times that of the colour the contrast of a link is that is pointed at. A choice, made by eye."""
LIGHT, DARK = ("#ffffff", "#f4f5f4"), ("#14171a", "#1d2125")
"""The backgrounds of the default style sheet, ``--vlak`` and ``--vlak-stil``, in light and dark (a test compares)."""
STEPS = 255
"""Steps of lightness from black to white: as fine as a colour of eight bits can show."""

Rgb = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def accent_css(colour: str) -> bytes:
    """The style sheet for a colour (``#rgb`` or ``#rrggbb``).

    The colour stays as it is where it stands out enough, else it becomes darker (in light) or lighter (in dark).
    """
    light, dark = darker(colour, LIGHT, CONTRAST), lighter(colour, DARK, IN_DARK)
    deep = darker(light, LIGHT, DEEP * contrast(light, LIGHT[1])), lighter(dark, DARK, DEEP * contrast(dark, DARK[1]))
    return (
        f"@media screen{{:root{{--accent:{light};--accent-diep:{deep[0]}}}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{--accent:{dark};--accent-diep:{deep[1]}}}}}\n"
    ).encode()


def darker(colour: str, backgrounds: tuple[str, ...], least: float) -> str:
    """The colour, made darker until its contrast with each of ``backgrounds`` is at least ``least``."""
    return _adjusted(colour, lambda text: all(contrast(text, back) >= least for back in backgrounds), -1)


def lighter(colour: str, backgrounds: tuple[str, ...], least: float) -> str:
    """The colour, made lighter until its contrast with each of ``backgrounds`` is at least ``least``."""
    return _adjusted(colour, lambda text: all(contrast(text, back) >= least for back in backgrounds), 1)


def _adjusted(colour: str, enough: Callable[[str], bool], step: int) -> str:
    """The nearest colour of the same hue and saturation that is enough; black or white at the end."""
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour))
    found = _hex(_rgb(colour))
    while not enough(found) and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step / STEPS))
        found = _hex(hls_to_rgb(hue, lightness, saturation))
    return found if enough(found) else ("#000000" if step < 0 else "#ffffff")


def _rgb(colour: str) -> Rgb:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in rgb)


def _luminance(colour: str) -> float:
    """From 0 (black) to 1 (white) (WCAG 2.2, "relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
