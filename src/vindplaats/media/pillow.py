"""Inspect pictures and make variants of them, with Pillow.

Only this module imports Pillow. It is itself imported only to inspect a new picture or to make a variant.

Pictures are untrusted input. So only `FORMATS` are opened, the size is checked before anything is decoded, and any
unexpected exception of Pillow is taken to mean that the picture is broken. The bytes of a variant are reproducible:
encoders use one thread, and a variant does not depend on the others that are made in the same build.
"""

import io
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from msgspec import Struct
from PIL import (
    AvifImagePlugin,
    GifImagePlugin,
    Image,
    ImageCms,
    JpegImagePlugin,
    PngImagePlugin,
    WebPImagePlugin,
    features,
)

from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.media.variants import MEDIA_TYPES, PORTRAIT_SIDES, WIDTHS, Picture

FORMATS = tuple(
    plugin.format
    for plugin in (
        JpegImagePlugin.JpegImageFile,
        PngImagePlugin.PngImageFile,
        WebPImagePlugin.WebPImageFile,
        GifImagePlugin.GifImageFile,
        AvifImagePlugin.AvifImageFile,
    )
    if plugin.format in Image.OPEN
)
"""The formats that are opened. Pillow's other decoders are rarely used, and so more likely to have bugs."""
MAX_PIXELS = 64_000_000
"""Maximum number of pixels of a picture. Decoding that many takes 256 MB. Photos from phones have 12 to 50 million."""
MAX_SIDE_PIXELS = 16_383
"""Maximum width or height in pixels, which is the limit of WebP (RFC 9649, 2.5)."""

_ORIENTATION, _GPS_IFD = 0x0112, 0x8825
"""Tags of Exif 2.32: the orientation of the picture, and the location where it was taken."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""The transposition that turns a picture upright, by its Exif orientation."""
_FIRST_SIDEWAYS = 5
"""The lowest Exif orientation for which width and height are swapped."""
_CHART_FORMATS = {"PNG", "GIF"}
"""Formats of charts and screenshots, whose letters need a better quality than a photograph."""
_CHART_AVIF: Mapping[str, Any] = {"quality": 75, "subsampling": "4:4:4", "speed": 8}
_PHOTO_AVIF: Mapping[str, Any] = {"quality": 55, "subsampling": "4:2:0", "speed": 9}
"""How AVIF is encoded. For photographs, speed 9 takes 40% of the time of speed 8, for 4% more bytes and an error (PSNR)
that is 0.1 dB larger. For charts it takes 35 to 140% more bytes, with an error that is 2 to 5 dB larger, because the
encoder then does without its tools for letters and lines. Speed 10 is the same as speed 9."""
_ANIMATED_FORMATS = {"PNG", "GIF", "WEBP", "AVIF"}
"""Formats in which several images form an animation. In a JPEG (MPO) they are views of one scene, and the first one is
shown."""
_SIXTEEN_TO_EIGHT_BITS = 257
"""The number by which to divide a 16-bit value to get an 8-bit value: 65535 / 255."""


class PictureInfo(Picture, frozen=True, array_like=True):
    """An inspected picture; ``located`` says whether its metadata contain the location where it was taken."""

    located: bool = False


def inspect(data: bytes) -> PictureInfo:
    """Decode a picture to find out whether it is broken, and return its properties.

    A JPEG is decoded at one eighth of its size, which is faster.

    Raises `BrokenPictureError` and `TooLargePictureError`.
    """
    with _open(data) as image:
        width, height, sideways = *image.size, _orientation(image) >= _FIRST_SIDEWAYS
        animated = image.format in _ANIMATED_FORMATS and bool(getattr(image, "is_animated", False))
        located = _has_location(image)
        image.draft(None, (1, 1))
        image.load()
    formats = () if animated else tuple(name for name in MEDIA_TYPES if features.check(name))
    return PictureInfo(*((height, width) if sideways else (width, height)), formats, located)


class Upright(Struct, frozen=True):
    """A decoded picture, turned upright and perhaps reduced.

    ``width`` and ``height`` are the size of the upright original, or two equal numbers for a square; only their ratio
    is used. ``drawn`` says whether the format of the file is one for charts rather than photographs.
    """

    image: Image.Image
    width: int
    height: int
    drawn: bool


def upright(data: bytes, *, square: bool) -> Upright:
    """Decode a picture, turn it upright and convert it to sRGB, without metadata.

    If ``square`` is true, only a square from its middle is kept.

    The result is large enough for all variants. Raises `BrokenPictureError` and `TooLargePictureError`.
    """
    needed = 2 * PORTRAIT_SIDES[-1] if square else WIDTHS[-1]
    with _open(data) as image:
        turn = _orientation(image)
        width, height = image.size
        # A JPEG can be decoded at 1/8, 1/4 or 1/2 of its size. `draft` picks the smallest that is large enough.
        across, along = (height, width) if turn >= _FIRST_SIDEWAYS else (width, height)
        share = needed / (min(across, along) if square else across)
        image.draft(None, (max(1, round(width * share)), max(1, round(height * share))))
        image.load()
        plain = _in_srgb(image)
    if turn in _UPRIGHT:
        plain = plain.transpose(_UPRIGHT[turn])
    if square:
        side = min(plain.size)
        left, top = (plain.width - side) // 2, (plain.height - side) // 2
        plain = plain.crop((left, top, left + side, top + side))
        across = along
    return Upright(plain, across, along, image.format in _CHART_FORMATS)


def encode(picture: Upright, width: int, kind: str) -> bytes:
    """Scale a picture to ``width`` pixels wide and return it as the bytes of an "avif" or "webp" file (``kind``)."""
    drawn = picture.drawn
    size = (width, max(1, round(width * picture.height / picture.width)))
    small = picture.image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    if kind == "avif":
        small.save(out, "AVIF", **(_CHART_AVIF if drawn else _PHOTO_AVIF), max_threads=1)
    else:
        small.save(out, "WEBP", quality=90 if drawn else 78, method=2)
    return out.getvalue()


@contextmanager
def _open(data: bytes) -> Iterator[Image.Image]:
    """Open a picture. Turn any exception in the `with` block into `BrokenPictureError` or `TooLargePictureError`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata, which no variant keeps
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PIXELS:
                    raise TooLargePictureError
                yield image
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise TooLargePictureError from error
        except (TooLargePictureError, BrokenPictureError):
            raise
        except Exception as error:  # decoders raise all kinds of exceptions
            raise BrokenPictureError from error


def _orientation(image: Image.Image) -> int:
    """Return the Exif orientation (1 to 8), or 1 if it cannot be determined."""
    try:
        turn = int(image.getexif().get(_ORIENTATION, 1))
        return turn if turn in _UPRIGHT else 1
    except Exception:  # broken metadata, which browsers ignore too
        return 1


def _has_location(image: Image.Image) -> bool:
    """Return whether the Exif or XMP metadata say where the picture was taken."""
    xmp = image.info.get("xmp", b"")
    if b"GPSLatitude" in (xmp.encode() if isinstance(xmp, str) else bytes(xmp)):
        return True
    try:
        return bool(image.getexif().get_ifd(_GPS_IFD))
    except Exception:
        return False


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, or RGBA if it is transparent, in sRGB colours and without metadata."""
    transparent = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        plain = image.convert("I").point(lambda value: value * (1 / _SIXTEEN_TO_EIGHT_BITS)).convert("L").convert("RGB")
    elif profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        plain = _converted(image, profile, "RGBA" if image.mode == "RGBA" else "RGB")
    else:
        plain = image.convert("RGBA" if transparent else "RGB")
    if transparent and plain.mode == "RGB" and image.mode in {"RGB", "L"}:  # the file has one transparent colour
        plain.putalpha(image.convert("RGBA").getchannel("A"))
    plain.info.clear()  # otherwise the metadata would be written into the variant
    return plain


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, ValueError, OSError):  # the profile does not fit the picture
        made = None
    return made or image.convert(mode)
