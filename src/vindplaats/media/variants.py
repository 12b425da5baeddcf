"""Decide in which widths and formats a picture is published, without opening it."""

import hashlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

WIDTHS = (480, 960, 1600)
"""Widths in pixels of the variants of a picture in a text: for phones, a column of some 600 px, and sharp screens."""
PORTRAIT_SIDES = (80, 160, 240)
"""Sides in pixels of the variants of a portrait. A portrait is shown at 80 CSS pixels, on screens with one, two or
three device pixels to a CSS pixel."""
MIN_EXTRA_RATIO = 1.2
"""A picture smaller than the largest of its `WIDTHS` or `PORTRAIT_SIDES` also gets a variant of its own size, if that
size is at least this many times the largest that fits in the picture, or if none fits."""
MEDIA_TYPES: Mapping[str, str] = {"avif": "image/avif", "webp": "image/webp"}
"""The formats of variants with their media types, best first, because a browser takes the first that it supports."""
RECIPE_VERSION = 2
"""Increase this number when a code change affects the bytes of variants, so that cached variants are not reused."""


class Picture(Struct, frozen=True, array_like=True):
    """The size of a picture in pixels after turning it upright (0 if unknown), and the ``formats`` of its variants.

    A drawing (SVG) or animation has no variants, and so no formats.
    """

    width: int = 0
    height: int = 0
    formats: tuple[str, ...] = ()


class Variant(Struct, frozen=True):
    """A variant of the picture at ``disk``, ``width`` pixels wide; ``square`` if it is cut from the middle."""

    disk: str
    width: int
    square: bool = False


def widths(picture: Picture, *, square: bool = False) -> tuple[int, ...]:
    """Return the widths in pixels of the variants of a picture, ascending and none wider than the picture."""
    if not picture.formats:
        return ()
    if square:
        return _steps(min(picture.width, picture.height), PORTRAIT_SIDES)
    return _steps(picture.width, WIDTHS)


def _steps(size: int, steps: Sequence[int]) -> tuple[int, ...]:
    fitting = tuple(step for step in steps if step <= size)
    if len(fitting) < len(steps) and (not fitting or size >= MIN_EXTRA_RATIO * fitting[-1]):
        return (*fitting, size)
    return fitting


def kept_name(digest: bytes, width: int, kind: str, *, square: bool) -> str:
    """Return the file name of a variant in the cache of pictures, such as ``"0f3c….webp"``.

    The name depends on the ``digest`` of the original, the recipe and the version of Pillow. ``kind`` is the format.
    """
    recipe = f"{RECIPE_VERSION} {_pillow_version()} {width} {square} {kind}"
    return f"{hashlib.blake2b(digest + recipe.encode(), digest_size=16).hexdigest()}.{kind}"


def _pillow_version() -> str:
    """Return the version of Pillow. Importing the package imports none of its modules that read pictures."""
    from PIL import __version__  # noqa: PLC0415 (start-up)

    return __version__
