"""Pictures on pages: every width and format, the true size, and lazy loading of all but the first."""

import posixpath
import re
from pathlib import Path

import pytest

from support import make_source, png, project, tree
from vindplaats.cli import main
from vindplaats.media.variants import Picture
from vindplaats.read.image_tags import read_attributes
from vindplaats.render.views.pictures import TEXT_IMAGE_SIZES, picture_view, with_pictures

VIEW = picture_view(Picture(1000, 500, ("avif", "webp")), "projecten/een map/x.jpg")
IMAGE = '<img alt="Lezers &amp; boeken" src="\x02vp0\x03">'


def html(tag: str) -> str:
    return with_pictures(f"<p>{tag}</p>", lambda _: VIEW, "../../").removeprefix("<p>").removesuffix("</p>")


def test_a_picture_has_its_sources_best_first_and_its_size() -> None:
    assert html(IMAGE) == (
        '<picture><source type="image/avif" srcset="../../projecten/een%20map/x-480.avif 480w, '
        f'../../projecten/een%20map/x-960.avif 960w" sizes="{TEXT_IMAGE_SIZES}">'
        '<source type="image/webp" srcset="../../projecten/een%20map/x-480.webp 480w, '
        f'../../projecten/een%20map/x-960.webp 960w" sizes="{TEXT_IMAGE_SIZES}">'
        '<img alt="Lezers &amp; boeken" src="\x02vp0\x03" decoding="async" width="1000" height="500"></picture>'
    )


def test_all_pictures_except_the_first_are_loaded_lazily() -> None:
    made = with_pictures(f"{IMAGE} <!-- {IMAGE.replace(chr(2), '')} --> {IMAGE}{IMAGE}", lambda _: VIEW, "./")
    assert ["loading" in read_attributes(tag) for tag in re.findall("<img [^>]*decoding[^>]*>", made)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", ("1000", "500")), ('width="300"', ("300", "150")), ('height="50"', ("100", "50")),
     ('width="7" height="9"', ("7", "9")), ('width="50%"', ("1000", "500")), ('width="0"', ("1000", "500"))],
)  # fmt: skip
def test_an_editor_may_set_the_size(written: str, expected: tuple[str, str]) -> None:
    shown = read_attributes(re.findall("<img .*?>", html(f'<img {written} src="\x02vp0\x03" alt="a">'))[0])
    assert (shown["width"], shown["height"]) == expected


def test_a_small_picture_is_not_enlarged() -> None:
    assert 'sizes="(min-width: 300px) 300px, 100vw"' in html('<img width="300" src="\x02vp0\x03" alt="a">')


def test_a_picture_without_variants_has_only_its_size() -> None:
    made = with_pictures(IMAGE, lambda _: picture_view(Picture(40, 30), "x.svg"), "./")
    assert made == '<img alt="Lezers &amp; boeken" src="\x02vp0\x03" decoding="async" width="40" height="30">'
    unknown = with_pictures(IMAGE, lambda _: picture_view(Picture(), "x.svg"), "./")
    assert unknown == '<img alt="Lezers &amp; boeken" src="\x02vp0\x03" decoding="async">'


def test_quotes_in_attributes_are_kept() -> None:
    made = html("""<img alt='zij zei "dag"' src="\x02vp0\x03">""")
    assert 'alt="zij zei &quot;dag&quot;"' in made


FOTO = "contactpersonen/noor.png"
FILES = {
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nfoto: noor.png\n---\n",
    "projecten/x/index.md": project("X", body="![Een](a.png)\n\n![Twee](b/c.png)\n\n[los](a.png)"),
    "nieuws/n.md": "---\ntitel: N\ndatum: 2021-01-01\n---\n\n![Een](/projecten/x/a.png)\n",
    "werkvelden/water.md": "---\ntitel: Water\n---\n\n![Vier](d.png)\n",
}


def site(folder: Path) -> Path:
    source = make_source(folder, FILES)
    sizes = {
        FOTO: (100, 90),
        "projecten/x/a.png": (1000, 10),
        "projecten/x/b/c.png": (9, 9),
        "werkvelden/d.png": (8, 8),
    }
    for name, size in sizes.items():
        (source / "content" / name).parent.mkdir(exist_ok=True)
        (source / "content" / name).write_bytes(png(*size))
    return source


def test_every_address_of_a_picture_is_an_existing_file(tmp_path: Path) -> None:
    source = site(tmp_path)
    assert main(["build", "--source", str(source)]) == 0
    made = tree(source / "public")
    pictures = {path for path in made if path.endswith((".png", ".webp", ".avif")) and not path.startswith("static/")}

    def both(stem: str) -> set[str]:
        return {f"{stem}.avif", f"{stem}.webp"}

    assert pictures == {
        "contactpersonen/noor/noor.png", *both("contactpersonen/noor/noor-80x80"),
        "projecten/x/a.png", *both("projecten/x/a-480"), *both("projecten/x/a-960"),
        "projecten/x/b/c.png", *both("projecten/x/b/c-9"), "werkvelden/water/d.png", *both("werkvelden/water/d-8"),
    }  # fmt: skip
    addresses = set()
    for path, data in made.items():
        if path.endswith(".html"):
            for address in re.findall(r'(?:src|srcset)="([^"]*)"', data.decode()):
                for candidate in address.split(", "):
                    addresses.add((Path("/", path).parent / candidate.split(" ")[0]).as_posix())
    assert {posixpath.normpath(path).lstrip("/") for path in addresses} == pictures
    assert (tmp_path / "public/projecten/x/a.png").read_bytes() == png(1000, 10)


def test_a_variant_at_the_address_of_another_file_is_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = site(tmp_path)
    page = source / "content/projecten/x/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[eigen](a-480.webp)\n", encoding="utf-8")
    (page.parent / "a-480.webp").write_bytes(b"van de redactie")
    assert main(["build", "--source", str(source)]) == 1
    stderr = capsys.readouterr().err
    assert (
        "fout[dubbele-url]: Op /projecten/x/a-480.webp komt een verkleinde versie van 'content/projecten/x/a.png'"
        in stderr
    )


def test_two_pictures_with_the_same_stem_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = site(tmp_path)
    page = source / "content/projecten/x/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n![Nog een](a.webp)\n", encoding="utf-8")
    (page.parent / "a.webp").write_bytes(png(1000, 10))
    assert main(["check", "--source", str(source)]) == 1
    assert capsys.readouterr().err.count("fout[dubbele-url]") == 1
