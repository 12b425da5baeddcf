"""The style sheet for the accent colour of a site.

The colour is adjusted to have enough contrast in light and in dark mode (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from collections.abc import Callable
from colorsys import hls_to_rgb, rgb_to_hls

MIN_CONTRAST = 4.5
"""Minimum contrast ratio of text with its background (WCAG 2.2, 1.4.3)."""
MIN_CONTRAST_IN_DARK = 6.5
"""Minimum contrast ratio of text with its background in dark mode, where light strokes look thinner. Chosen by eye."""
HOVER_CONTRAST_FACTOR = 1.4
"""Minimum contrast ratio of a link under the pointer, relative to that of the accent colour. Chosen by eye."""
LIGHT_BACKGROUNDS, DARK_BACKGROUNDS = ("#ffffff", "#f4f5f4"), ("#14171a", "#1d2125")
"""Background colours of the default style sheet (``--vlak`` and ``--vlak-stil``) in light and in dark mode.

A test checks that the style sheet has the same colours."""
LIGHTNESS_STEPS = 255
"""Number of steps of lightness from black to white, as in a channel of eight bits."""

Rgb = tuple[float, float, float]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours (``#rrggbb``), from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def accent_css(colour: str) -> bytes:
    """Return the style sheet for a colour (``#rgb`` or ``#rrggbb``).

    If its contrast is too low, the colour is made darker for light mode, or lighter for dark mode.
    """
    light, dark = (
        darker(colour, LIGHT_BACKGROUNDS, MIN_CONTRAST),
        lighter(colour, DARK_BACKGROUNDS, MIN_CONTRAST_IN_DARK),
    )
    deep = (
        darker(light, LIGHT_BACKGROUNDS, HOVER_CONTRAST_FACTOR * contrast(light, LIGHT_BACKGROUNDS[1])),
        lighter(dark, DARK_BACKGROUNDS, HOVER_CONTRAST_FACTOR * contrast(dark, DARK_BACKGROUNDS[1])),
    )
    return (
        f"@media screen{{:root{{--accent:{light};--accent-diep:{deep[0]}}}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{--accent:{dark};--accent-diep:{deep[1]}}}}}\n"
    ).encode()


def darker(colour: str, backgrounds: tuple[str, ...], minimum: float) -> str:
    """Return the colour, made darker until its contrast with each of ``backgrounds`` is at least ``minimum``."""
    return _adjusted(colour, lambda text: all(contrast(text, back) >= minimum for back in backgrounds), -1)


def lighter(colour: str, backgrounds: tuple[str, ...], minimum: float) -> str:
    """Return the colour, made lighter until its contrast with each of ``backgrounds`` is at least ``minimum``."""
    return _adjusted(colour, lambda text: all(contrast(text, back) >= minimum for back in backgrounds), 1)


def _adjusted(colour: str, enough: Callable[[str], bool], step: int) -> str:
    """Return the nearest colour of the same hue and saturation for which ``enough`` holds.

    ``step`` is -1 for a darker colour and 1 for a lighter one. If no such colour exists, return black or white.
    """
    hue, lightness, saturation = rgb_to_hls(*_rgb(colour))
    found = _hex(_rgb(colour))
    while not enough(found) and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step / LIGHTNESS_STEPS))
        found = _hex(hls_to_rgb(hue, lightness, saturation))
    return found if enough(found) else ("#000000" if step < 0 else "#ffffff")


def _rgb(colour: str) -> Rgb:
    digits = colour[1:] if len(colour) == len("#rrggbb") else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in rgb)


def _luminance(colour: str) -> float:
    """Return the luminance, from 0 (black) to 1 (white) (WCAG 2.2, "relative luminance")."""
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour))  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
