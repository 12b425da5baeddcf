"""What is made of a picture: how wide, in which formats. Nothing here opens one."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version

from msgspec import Struct

WIDTHS = (480, 960, 1600)
"""Pixels across of the variants of a picture in a text: for phones, a column of some 600 px, and sharp screens."""
SIDES = (80, 160, 240)
"""Of a portrait, that is shown in a square of 80 px, on screens of one, two and three pixels to each."""
WORTH_IT = 1.2
"""How many times as wide as the widest step an original has to be to get a variant of its own width as well."""
TYPES: Mapping[str, str] = {"avif": "image/avif", "webp": "image/webp"}
"""The formats of variants with their media types, best first: browsers take the first that they know."""
EDITION = 1
"""To be raised when the same original gives other bytes, so that none are kept that were made otherwise."""


class Picture(Struct, frozen=True, array_like=True):
    """An image as it is shown: ``width`` and ``height`` in pixels, turned upright; 0 where they are not known.

    ``formats`` are those of its variants: none of a drawing (SVG), or one that moves.
    """

    width: int = 0
    height: int = 0
    formats: tuple[str, ...] = ()


class Variant(Struct, frozen=True):
    """A picture made of the one at ``disk``: so many pixels across, ``square`` where it is cut out of its middle."""

    disk: str
    width: int
    square: bool = False


def widths(picture: Picture, *, square: bool = False) -> tuple[int, ...]:
    """How wide the variants of a picture are, ascending: never wider than itself. Empty where it has none."""
    if not picture.formats:
        return ()
    if square:
        return _steps(min(picture.width, picture.height), SIDES)
    return _steps(picture.width, WIDTHS)


def _steps(size: int, steps: Sequence[int]) -> tuple[int, ...]:
    fitting = tuple(step for step in steps if step <= size)
    if len(fitting) < len(steps) and (not fitting or size >= WORTH_IT * fitting[-1]):
        return (*fitting, size)
    return fitting


def kept_name(digest: bytes, width: int, kind: str, *, square: bool) -> str:
    """The name under which a variant is kept: other for another original (by its digest), recipe or version of Pillow.

    ``kind`` is its format.
    """
    recipe = f"{EDITION} {_pillow()} {width} {square} {kind}"
    return f"{hashlib.blake2b(digest + recipe.encode(), digest_size=16).hexdigest()}.{kind}"


@cache
def _pillow() -> str:
    """The version of Pillow, without importing it."""
    return version("pillow")
