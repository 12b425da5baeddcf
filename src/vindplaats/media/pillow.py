"""What Pillow sees in a picture, and makes of it. The only module that imports Pillow, for a picture that is new.

Pictures come from anybody's phone, scanner or mailbox. So only the formats of `FORMATS` are tried, size is looked at
before anything is decoded, and whatever Pillow runs into is a picture that is broken. Bytes are the same every time:
all encoders work in one thread, and nothing depends on which variants are made together.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

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
from vindplaats.media.variants import SIDES, TYPES, WIDTHS, Picture

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
"""All that is ever opened: Pillow knows forty more, with the faults of decoders that hardly anybody uses."""
MAX_PIXELS = 64_000_000
"""Pixels of a picture at most: 256 MB while it is decoded. Phones make 12 to 50 million."""
MAX_SIDE_PIXELS = 16_383
"""Pixels along a side at most, as WebP has it (RFC 9649, 2.5)."""

_ORIENTATION, _GPS = 0x0112, 0x8825
"""Tags of Exif 2.32: which way is up, and where on earth the picture was made."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = 5
"""The orientation from which on width and height are exchanged."""
_DRAWN = {"PNG", "GIF"}
"""Formats of charts and screenshots: their letters need more care than a photograph does."""
_MOVING = {"PNG", "GIF", "WEBP", "AVIF"}
"""Formats of which several images are a film; in a JPEG (MPO) they are views of one thing, the first for everybody."""
_SIXTEEN_BITS = 257
"""65535 / 255."""


class PictureInfo(Picture, frozen=True, array_like=True):
    """A picture as it was found; ``located`` where it says at what place on earth it was made."""

    located: bool = False


def inspect(data: bytes) -> PictureInfo:
    """What the picture ``data`` is, after decoding all of it once, small where that can be.

    Raises `BrokenPictureError` and `TooLargePictureError`.
    """
    with _opened(data) as image:
        width, height, sideways = *image.size, _orientation(image) >= _SIDEWAYS
        moving = image.format in _MOVING and bool(getattr(image, "is_animated", False))
        located = _located(image)
        image.draft(None, (1, 1))
        image.load()
    formats = () if moving else tuple(name for name in TYPES if features.check(name))
    return PictureInfo(*((height, width) if sideways else (width, height)), formats, located)


class Upright(Struct, frozen=True):
    """A picture as it is seen, perhaps decoded smaller; ``width`` and ``height`` are those of the original.

    ``drawn`` where it is of a format for charts, not for photographs.
    """

    image: Image.Image
    width: int
    height: int
    drawn: bool


def upright(data: bytes, *, square: bool) -> Upright:
    """The picture as it is seen, in sRGB, without anything that is said of it; its middle where it is to be ``square``.

    Large enough for all variants, whichever are made. Raises `BrokenPictureError` and `TooLargePictureError`.
    """
    most = 2 * SIDES[-1] if square else WIDTHS[-1]
    with _opened(data) as image:
        turn = _orientation(image)
        width, height = image.size
        # JPEG is decoded at an eighth to a half of its size for the asking, never below what is asked.
        across, along = (height, width) if turn >= _SIDEWAYS else (width, height)
        share = most / (min(across, along) if square else across)
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
    return Upright(plain, across, along, image.format in _DRAWN)


def encode(picture: Upright, width: int, kind: str) -> bytes:
    """A picture made ``width`` pixels across, in the format ``kind``."""
    drawn = picture.drawn
    size = (width, max(1, round(width * picture.height / picture.width)))
    small = picture.image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    out = io.BytesIO()
    if kind == "avif":
        small.save(
            out, "AVIF", quality=75 if drawn else 55, subsampling="4:4:4" if drawn else "4:2:0", speed=8, max_threads=1
        )
    else:
        small.save(out, "WEBP", quality=90 if drawn else 78, method=2)
    return out.getvalue()


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, its head read. Raises what `inspect` does for whatever befalls it within."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata: nothing that we keep
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
        except Exception as error:  # its decoders raise whatever they run into
            raise BrokenPictureError from error


def _orientation(image: Image.Image) -> int:
    """Which way is up (Exif, 1 to 8); 1 where that cannot be made out."""
    try:
        turn = int(image.getexif().get(_ORIENTATION, 1))
        return turn if turn in _UPRIGHT else 1
    except Exception:  # of metadata that is broken; browsers pay no attention to it either
        return 1


def _located(image: Image.Image) -> bool:
    """Tell whether it says where it was made: in Exif, or in XMP."""
    xmp = image.info.get("xmp", b"")
    if b"GPSLatitude" in (xmp.encode() if isinstance(xmp, str) else bytes(xmp)):
        return True
    try:
        return bool(image.getexif().get_ifd(_GPS))
    except Exception:
        return False


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in RGB, or RGBA where it is transparent, with its colours as meant and all else left behind."""
    clear = image.has_transparency_data
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I"):  # 16 bits of grey
        plain = image.convert("I").point(lambda value: value * (1 / _SIXTEEN_BITS)).convert("L").convert("RGB")
    elif profile and image.mode in {"RGB", "RGBA", "CMYK", "L"}:
        plain = _converted(image, profile, "RGBA" if image.mode == "RGBA" else "RGB")
    else:
        plain = image.convert("RGBA" if clear else "RGB")
    if clear and plain.mode == "RGB" and image.mode in {"RGB", "L"}:  # one colour of it is transparent
        plain.putalpha(image.convert("RGBA").getchannel("A"))
    plain.info.clear()  # what is in there would be written along
    return plain


def _converted(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, ValueError, OSError):  # a profile of something else
        made = None
    return made or image.convert(mode)
