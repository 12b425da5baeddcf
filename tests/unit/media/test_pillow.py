"""Inspecting pictures and making variants with Pillow."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from support import png
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.media import pillow
from vindplaats.media.pillow import encode, inspect, upright
from vindplaats.media.variants import Picture, widths

ORIENTATION, GPS = 0x0112, 0x8825
RED, BLUE = (220, 20, 20), (20, 20, 220)


def data(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(width: int = 120, height: int = 80, mode: str = "RGB") -> Image.Image:
    """A picture that is red above and blue below."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, height // 2, width, height))
    return image.convert(mode)


def variant(original: bytes, width: int = 40, kind: str = "webp", *, square: bool = False) -> Image.Image:
    image = Image.open(io.BytesIO(encode(upright(original, square=square), width, kind)))
    image.load()
    return image


def near(image: Image.Image, place: tuple[int, int], colour: tuple[int, ...], most: int = 40) -> bool:
    pixel = image.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return all(abs(found - expected) <= most for found, expected in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_the_size_is_read_from_every_format(kind: str) -> None:
    found = inspect(data(halves(), kind))
    assert (found.width, found.height, found.located) == (120, 80, False)
    assert found.formats == ("avif", "webp")


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM", "ICO", "PCX", "TGA", "EPS", "DDS"])
def test_no_other_format_is_opened(kind: str) -> None:
    with pytest.raises(BrokenPictureError):
        inspect(data(halves(), kind))


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_has_no_variants(kind: str) -> None:
    frames = [Image.new("RGB", (20, 10), colour) for colour in (RED, BLUE)]
    found = inspect(data(frames[0], kind, save_all=True, append_images=frames[1:], duration=100))
    assert found == pillow.PictureInfo(20, 10, ())


def test_a_picture_with_a_second_view_is_not_an_animation() -> None:
    views = data(halves(), "MPO", save_all=True, append_images=[halves(60, 40)])
    assert inspect(views).formats == ("avif", "webp")


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_comes_out_upright(turn: int, kind: str) -> None:
    """The picture is stored turned, as its tag says; the variant is red above."""
    lying = {2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
             5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
             8: Image.Transpose.ROTATE_270}  # fmt: skip
    stored = halves().transpose(lying[turn]) if turn in lying else halves()
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    original = data(stored, kind, exif=exif)
    assert (inspect(original).width, inspect(original).height) == (120, 80)
    made = variant(original)
    assert made.size == (40, 27)
    assert near(made, (20, 4), RED)
    assert near(made, (20, 22), BLUE)


def located(kind: str) -> bytes:
    exif = Image.Exif()
    exif[ORIENTATION] = 1
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 5.0, 1.0), 3: "E", 4: (4.0, 18.0, 1.0)})
    exif[0x010F] = "Verzonnen telefoon"
    return data(halves(), kind, exif=exif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_location_in_exif_is_noticed_and_removed(kind: str) -> None:
    original = located(kind)
    assert inspect(original).located
    for to in ("avif", "webp"):
        made = encode(upright(original, square=False), 40, to)
        assert not Image.open(io.BytesIO(made)).getexif()
        assert b"Verzonnen" not in made
        assert not {"exif", "xmp", "icc_profile"} & Image.open(io.BytesIO(made)).info.keys()


def test_a_location_in_xmp_is_noticed() -> None:
    assert inspect(
        data(halves(), "JPEG", xmp=b"<x:xmpmeta><exif:GPSLatitude>52</exif:GPSLatitude></x:xmpmeta>")
    ).located
    assert not inspect(data(halves(), "JPEG", xmp=b"<x:xmpmeta/>")).located


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("CMYK", "JPEG"), ("L", "JPEG"), ("1", "PNG"), ("P", "PNG"), ("P", "GIF"), ("LA", "PNG"), ("RGBA", "PNG"),
     ("I;16", "PNG"), ("RGBA", "WEBP")],
)  # fmt: skip
@pytest.mark.parametrize("to", ["avif", "webp"])
def test_a_picture_of_any_mode_keeps_its_colours(mode: str, kind: str, to: str) -> None:
    image = halves(mode="L" if mode == "I;16" else mode)
    if mode == "I;16":
        grey = [value * 257 for value in image.tobytes()]
        image = Image.frombytes("I;16", image.size, struct.pack(f"<{len(grey)}H", *grey))
    original = data(image, kind)
    made = variant(original, kind=to)
    shades = mode in {"CMYK", "P", "RGBA"}
    above = RED if shades else (80, 80, 80)
    below = BLUE if shades else (43, 43, 43)
    if mode == "1":
        return  # dithered: that it is made is all
    assert near(made, (20, 4), above)
    assert near(made, (20, 22), below)


TRANSPARENT: dict[str, tuple[Any, dict[str, Any]]] = {
    "RGBA": ((0, 0, 0, 0), {}),
    "LA": ((0, 0), {}),
    "P": (0, {"transparency": 0}),
    "RGB": ((0, 0, 0), {"transparency": (0, 0, 0)}),
    "L": (0, {"transparency": 0}),
}


@pytest.mark.parametrize("mode", TRANSPARENT)
def test_transparent_pixels_stay_transparent(mode: str) -> None:
    colour, options = TRANSPARENT[mode]
    original = data(Image.new(mode, (100, 100), colour), "PNG", **options)
    for kind in ("avif", "webp"):
        assert variant(original, kind=kind).convert("RGBA").getchannel("A").getextrema()[1] == 0


def test_colours_are_converted_from_the_profile() -> None:
    """The profile exchanges red and blue, so that ignoring it would show the wrong one."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = swapped.index(b"rXYZ"), swapped.index(b"bXYZ")
    swapped[red], swapped[blue] = ord("b"), ord("r")
    original = data(Image.new("RGB", (60, 60), RED), "PNG", icc_profile=bytes(swapped))
    for kind in ("avif", "webp"):
        made = variant(original, kind=kind)
        assert near(made, (20, 20), BLUE)
        assert "icc_profile" not in made.info
    broken = data(Image.new("RGB", (60, 60), RED), "PNG", icc_profile=b"geen profiel")
    assert near(variant(broken), (20, 20), RED)


def bomb(width: int, height: int) -> bytes:
    """A PNG whose header says that it is huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    small = png()
    return small[:16] + head + zlib.crc32(b"IHDR" + head).to_bytes(4, "big") + small[33:]


@pytest.mark.parametrize("size", [(8001, 8000), (16_384, 1), (1, 16_384), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_beyond_the_limits_is_not_decoded(size: tuple[int, int]) -> None:
    for look in (inspect, lambda original: upright(original, square=False)):
        with pytest.raises(TooLargePictureError):
            look(bomb(*size))


@pytest.mark.parametrize("size", [(8000, 8000), (16_383, 1)])
def test_a_picture_at_the_limits_is_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(BrokenPictureError):
        inspect(bomb(*size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("share", [0, 0.02, 0.3, 0.8])
def test_a_picture_that_was_cut_off_is_broken(kind: str, share: float) -> None:
    whole = data(Image.effect_noise((200, 150), 80).convert("RGB"), kind)
    for look in (inspect, lambda original: upright(original, square=True)):
        with pytest.raises(BrokenPictureError):
            look(whole[: int(len(whole) * share)])


@pytest.mark.parametrize(
    "text",
    [b"", b"x", b"Een brief.\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF0000WEBP", b"%PDF-1.4", b"<svg/>", b"\0" * 100],
)
def test_data_that_is_not_a_picture_is_broken(text: bytes) -> None:
    with pytest.raises(BrokenPictureError):
        inspect(text)


def test_broken_metadata_is_ignored() -> None:
    """Exif with a senseless tag, and Exif that cannot be read at all."""
    for exif in (
        b"Exif\0\0MM\0*\0\0\0\x08\xff\xff",
        b"Exif\0\0",
        b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x63\0",
    ):
        assert inspect(data(halves(), "JPEG", exif=exif)).width == 120


def test_a_portrait_is_cut_from_the_middle() -> None:
    image = Image.new("RGB", (300, 100), BLUE)
    image.paste(RED, (100, 0, 200, 100))
    made = variant(data(image, "PNG"), 80, square=True)
    assert made.size == (80, 80)
    assert all(near(made, place, RED, 60) for place in ((6, 40), (40, 40), (73, 40)))


@pytest.mark.parametrize("kind", ["avif", "webp"])
def test_the_same_picture_gives_the_same_bytes(kind: str) -> None:
    """It does so however often it is made, and whichever variants were made before."""
    original = data(Image.effect_noise((2000, 1500), 60).convert("RGB"), "JPEG")
    alone = encode(upright(original, square=False), 480, kind)
    picture = upright(original, square=False)
    for width in (1600, 960):
        encode(picture, width, kind)
    assert encode(picture, 480, kind) == alone
    portrait = encode(upright(original, square=True), 80, kind)
    assert portrait != encode(upright(original, square=False), 80, kind)


@pytest.mark.parametrize(("size", "turn"), [((4000, 3000), 1), ((3000, 4000), 6), ((900, 700), 1)])
def test_a_picture_is_never_decoded_smaller_than_its_variants(size: tuple[int, int], turn: int) -> None:
    """A JPEG is decoded at a reduced size, but not below that of the widest variant."""
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    original = data(Image.new("RGB", size, RED), "JPEG", exif=exif)
    assert upright(original, square=False).image.width >= min(1600, *(size[:1] if turn == 1 else size[1:]))
    assert upright(original, square=True).image.width >= 240


def test_variants_of_extreme_sizes_are_made() -> None:
    for size in ((16_383, 1), (1, 16_383), (1, 1)):
        original = data(Image.new("RGB", size, RED), "PNG")
        for square in (False, True):
            across = widths(Picture(*size, ("webp",)), square=square)[-1]
            for kind in ("avif", "webp"):
                assert variant(original, across, kind, square=square).width == across


@pytest.mark.parametrize(
    ("size", "square", "expected"),
    [((4000, 3000), False, (480, 960, 1600)), ((1600, 10), False, (480, 960, 1600)),
     ((1200, 9), False, (480, 960, 1200)), ((1000, 9), False, (480, 960)), ((300, 900), False, (300,)),
     ((480, 900), False, (480,)), ((1, 1), False, (1,)), ((300, 200), True, (80, 160, 200)), ((90, 4000), True, (80,)),
     ((60, 90), True, (60,)), ((800, 240), True, (80, 160, 240))],
)  # fmt: skip
def test_variants_are_never_wider_than_the_original(
    size: tuple[int, int], square: bool, expected: tuple[int, ...]
) -> None:
    assert widths(Picture(*size, ("webp",)), square=square) == expected
    assert widths(Picture(*size), square=square) == ()


def test_charts_are_encoded_with_the_tools_for_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    chart = Image.new("RGB", (480, 300), "white")
    draw = ImageDraw.Draw(chart)
    for number in range(25):
        draw.text((5 + number * 7, number * 12), f"Verzonnen aandeel: {number * 37 % 100} procent", fill="black")
    picture = upright(data(chart, "PNG"), square=False)
    size = len(encode(picture, 480, "avif"))
    monkeypatch.setattr(pillow, "_CHART_AVIF", {**pillow._CHART_AVIF, "speed": pillow._PHOTO_AVIF["speed"]})
    assert size < 0.9 * len(encode(picture, 480, "avif"))
