from collections.abc import Callable
from pathlib import Path

import pytest

from vindplaats.inputs.inventory import digest
from vindplaats.preview.versions import Versions

FILES = {
    "static/stijl.css": '@import "kop.css"; body { background: url(../beeld/één%20x.png) }',
    "static/kop.css": "@import url('stijl.css'); @font-face { src: url(letter.woff2) format('woff2') }",
    "static/letter.woff2": "letter",
    "static/zoek.js": "import { zoek } from './motor.js';",
    "static/motor.js": "const x = await import('./deel.mjs');",
    "static/deel.mjs": "deel",
    "beeld/één x.png": "beeld",
    "beeld/x-480.webp": "klein",
    "beeld/x-960.webp": "groot",
}
PAGE = """<!doctype html><head>
<link rel="stylesheet" href="../../static/stijl.css"><link rel="canonical" href="http://127.0.0.1:8000/projecten/x/">
<script src='../../static/zoek.js' type=module></script><script src=https://elders.example/teller.js></script></head>
<img src="../../beeld/&eacute;&eacute;n%20x.png?oud#x" srcset="../../beeld/x-480.webp 480w, ../../beeld/x-960.webp 2x">
<a href="rapport.pdf">rapport</a><a href="../y/">y</a><a href="http://[">niets</a><img src="/beeld/weg.png">"""
USED = {
    "/static/stijl.css", "/static/zoek.js", "/beeld/één x.png", "/beeld/x-480.webp", "/beeld/x-960.webp",
    "/beeld/weg.png",
}  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def look(site: Path) -> Callable[[], dict[str, str]]:
    versions = Versions(str(site))
    return lambda: versions.used_by("/projecten/x/", PAGE.encode())


def changes(before: dict[str, str], after: dict[str, str]) -> set[str]:
    assert before.keys() == after.keys() == USED
    return {address for address in before if before[address] != after[address]}


def test_the_files_that_a_page_uses(look: Callable[[], dict[str, str]]) -> None:
    found = look()
    assert found.keys() == USED
    assert found["/beeld/weg.png"] == ""
    assert found["/beeld/x-480.webp"] == digest(b"klein").hex()
    assert look() == found


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("static/stijl.css", {"/static/stijl.css"}),
        ("static/kop.css", {"/static/stijl.css"}),
        ("static/letter.woff2", {"/static/stijl.css"}),
        ("static/deel.mjs", {"/static/zoek.js"}),
        ("beeld/één x.png", {"/beeld/één x.png", "/static/stijl.css"}),
        ("beeld/x-960.webp", {"/beeld/x-960.webp"}),
        ("beeld/weg.png", {"/beeld/weg.png"}),
        ("projecten/y/index.html", set()),
        ("static/anders.css", set()),
    ],
)
def test_a_changed_file_changes_what_uses_it(
    site: Path, look: Callable[[], dict[str, str]], name: str, changed: set[str]
) -> None:
    before = look()
    fresh = site / "fresh"
    fresh.write_text("anders", encoding="utf-8")
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    fresh.replace(site / name)
    assert changes(before, look()) == changed


def test_a_file_with_the_same_bytes_is_the_same_version(site: Path, look: Callable[[], dict[str, str]]) -> None:
    before = look()
    for name, text in FILES.items():
        (site / "fresh").write_text(text, encoding="utf-8")
        (site / "fresh").replace(site / name)
    assert changes(before, look()) == set()


@pytest.mark.parametrize("page", [b"", b"\xff\xfe<img src=", b'<img srcset=" , ,x.png">', b"<img src=''>"])
def test_any_bytes_can_be_a_page(site: Path, page: bytes) -> None:
    assert ("/x.png" in Versions(str(site)).used_by("/", page)) == (b"x.png" in page)


def test_many_scripts_that_use_each_other_take_no_time(site: Path) -> None:
    names = [f"static/deel-{number}.mjs" for number in range(40)]
    for name in names:
        (site / name).write_text("\n".join(f"import '/{other}';" for other in names), encoding="utf-8")
    versions = Versions(str(site))
    page = f'<script src="/{names[0]}">'.encode()
    before = versions.used_by("/", page)
    (site / names[-1]).write_text("anders", encoding="utf-8")
    assert versions.used_by("/", page) != before


def test_a_style_sheet_is_renewed_with_all_that_it_uses(site: Path) -> None:
    versions = Versions(str(site))
    sheet = (site / "static/stijl.css").read_bytes() + b" a { b: url(#x) url(data:x.png) url('s.svg?a#x'); c: '\xff' }"
    (site / "static/s.svg").write_text("svg", encoding="utf-8")
    kop = versions.used_by("/static/", b'<link href="kop.css">')["/static/kop.css"]
    assert (
        versions.renew("/static/stijl.css", sheet)
        == (
            f'@import "kop.css?vp={kop}"; body {{ background: url(../beeld/één%20x.png?vp={digest(b"beeld").hex()}) }}'
            f" a {{ b: url(#x) url(data:x.png) url('s.svg?a&vp={digest(b'svg').hex()}#x'); c: '"
        ).encode()
        + b"\xff' }"
    )
