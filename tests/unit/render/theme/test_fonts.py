"""The fonts of the default theme: what is in the repository, and that a site publishes only the one that it chose."""

import hashlib
import importlib.util
import re
from pathlib import Path

import pytest

from support import REPOSITORY, make_source, project, run_here
from vindplaats.config import parse_site
from vindplaats.inputs.inventory import FileStat
from vindplaats.read.fields.fonts import FONTS
from vindplaats.render.theme.fonts import font_url, is_other_font
from vindplaats.render.theme.templates import static_files

SPEC = importlib.util.spec_from_file_location("fonts", REPOSITORY / ".ci" / "fonts.py")
assert SPEC is not None
assert SPEC.loader is not None
fonts = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(fonts)

BASE = "naam: Proef\nbase_url: https://proef.example/\n"
FACE = re.compile(r"@font-face \{.*?font-style: (\w+).*?url\((\S+)\).*?unicode-range: ([^;]+);")


def names(package: str) -> set[str]:
    """Return the names of the files of a font."""
    return {path.name for path in (REPOSITORY / "static/lettertype" / package).iterdir()}


def ranges(text: str) -> list[range]:
    """Return the characters of a ``unicode-range``."""
    found = []
    for part in text.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found.append(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_the_fonts_are_those_that_the_script_fetches() -> None:
    assert {font.name: package for package, font in fonts.PACKAGES.items()} == FONTS
    assert {path.name for path in fonts.FONTS.iterdir()} == set(FONTS.values())


@pytest.mark.parametrize("package", FONTS.values())
def test_each_font_has_its_licence_and_its_files(package: str) -> None:
    folder = fonts.FONTS / package
    lines = (folder / "LICENSE.txt").read_bytes().splitlines(keepends=True)
    assert lines[0].startswith(b"Copyright ")
    text = b"".join(lines[fonts.LICENSE_LINES :])
    assert hashlib.sha256(text).hexdigest() == fonts.LICENSE_DIGEST
    assert b"SIL OPEN FONT LICENSE Version 1.1" in text
    sheet = (folder / f"{package}.css").read_text(encoding="utf-8")
    faces = FACE.findall(sheet)
    assert {name for _, name, _ in faces} | {"LICENSE.txt", f"{package}.css"} == names(package)
    assert all((folder / name).read_bytes()[:4] == b"wOF2" for _, name, _ in faces)
    assert sheet.count("font-display: swap") == len(faces) == 4
    for style in ("normal", "italic"):
        covered = [found for face, _, text in faces if face == style for found in ranges(text)]
        for letter in "aZéëïöüĳŁćžşőț€–„”’":
            assert any(ord(letter) in found for found in covered), letter


def test_the_tokens_are_those_of_the_style_sheet() -> None:
    style = (REPOSITORY / "static/stijl.css").read_text(encoding="utf-8")
    sans, serif = (re.findall(rf"--{token}: (.*);", style)[0] for token in ("schreefloos", "schreef"))
    assert (sans, serif) == (fonts.SANS, fonts.SERIF)
    for package, font in fonts.PACKAGES.items():
        sheet = (fonts.FONTS / package / f"{package}.css").read_text(encoding="utf-8")
        local = [f'"{font.name} {other.name}"' for other in font.local]
        assert [name for name in local if f"font-family: {name}; src: local(" not in sheet] == []
        family = ", ".join((f'"{font.name}"', *local, f"{font.fallback};"))
        assert f":root {{ --schreef: {family} --schreefloos: {family} }}" in sheet


@pytest.mark.parametrize(
    ("text", "name"),
    [("Open Sans", "Open Sans"), ("open-sans", "Open Sans"), ("INTER", "Inter"), ("'Literata'", "Literata"), ("", "")],
)
def test_a_font_by_its_name(text: str, name: str) -> None:
    site, reported = parse_site(f"{BASE}lettertype: {text}\n".encode())
    assert reported == ()
    assert site is not None
    assert site.lettertype == name


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Arial",
         "Kies uit Open Sans, Inter en Literata, of haal de regel weg: dan toont elke computer zijn eigen letters."),
        ("Open Sand", "Bedoelde u 'Open Sans'?"),
        ("literata.woff2", "Bedoelde u 'Literata'?"),
    ],
)  # fmt: skip
def test_a_font_that_the_theme_does_not_have(text: str, remedy: str) -> None:
    site, reported = parse_site(f"{BASE}lettertype: {text}\n".encode())
    assert site is None
    (found,) = reported
    assert (found.code, found.line, found.column, found.remedy) == ("verkeerde-waarde", 3, 1, remedy)


@pytest.mark.parametrize("key", ["font", "font-family", "Lettertypen"])
def test_other_words_for_the_field(key: str) -> None:
    assert parse_site(f"{BASE}{key}: Inter\n".encode())[1][0].remedy == "Bedoelde u 'lettertype'?"


def test_only_the_chosen_font_is_published(tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", {"projecten/x.md": project("Wonen")})
    site, public = source / "content/site.yaml", source / "public"
    text = site.read_text(encoding="utf-8")
    for name, package in (("", ""), ("Inter", "inter"), ("Literata", "literata"), ("", "")):
        site.write_text(f"{text}lettertype: {name}\n", encoding="utf-8")
        done = run_here("build", "--source", str(source))
        assert done.returncode == 0, done.stderr
        folder, page = public / "static/lettertype", (public / "projecten/x/index.html").read_text(encoding="utf-8")
        assert folder.exists() == bool(name)
        assert ("lettertype" in page) == bool(name)
        if name:
            assert {path.name for path in folder.iterdir()} == {package}
            assert {path.name for path in (folder / package).iterdir()} == names(package)
            link = f'<link rel="stylesheet" href="../../{font_url(name)}?v='
            assert page.index("static/stijl.css") < page.index(link)
            assert (public / font_url(name)).is_file()


@pytest.mark.parametrize("font", ["", "Inter", "Literata"])
def test_own_files_in_the_folder_of_a_font_are_published(font: str, tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    own = source / "static/lettertype/inter"
    own.mkdir(parents=True)
    (own / "inter.css").write_text("/* eigen */", encoding="utf-8")
    (own / "huis.woff2").write_bytes(b"verzonnen")
    with (source / "content/site.yaml").open("a", encoding="utf-8") as file:
        file.write(f"lettertype: {font}\n" if font else "")
    done = run_here("build", "--strict", "--source", str(source))
    assert done.returncode == 0, done.stderr
    published = source / "public/static/lettertype"
    of_theme = names("inter") if font == "Inter" else set()
    assert {path.name for path in (published / "inter").iterdir()} == {"inter.css", "huis.woff2"} | of_theme
    assert (published / "inter/inter.css").read_text(encoding="utf-8") == "/* eigen */"
    assert (published / "literata").exists() == (font == "Literata")


def test_in_the_folder_of_the_theme_only_the_chosen_font_is_published() -> None:
    paths = [FileStat(f"static/lettertype/{name}/x.css") for name in ("inter", "literata", "huis")]
    assert static_files(paths, "Inter") == ("static/lettertype/huis/x.css", "static/lettertype/inter/x.css")
    theme = [FileStat("thema/static/stijl.css"), FileStat("thema/static/lettertype/literata/x.css")]
    assert static_files([*paths, *theme], "Inter") == (*sorted(file.path for file in paths), "thema/static/stijl.css")


def test_a_site_may_have_a_folder_of_its_own() -> None:
    assert not is_other_font("static/lettertype/huis/huis.woff2", "")
    assert not is_other_font("static/lettertype/inter", "")
    assert not is_other_font("static/lettertypen/inter/x", "")
    assert is_other_font("static/lettertype/inter/x", "Literata")
    assert not is_other_font("static/lettertype/literata/x", "Literata")
