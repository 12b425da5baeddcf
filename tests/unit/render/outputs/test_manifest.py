"""The web app manifest: its icons exist and are as it describes them, so phones can add the site to a home screen."""

import json
from pathlib import Path

import pytest
from PIL import Image

from support import REPOSITORY


def test_the_manifest_names_icons_of_the_stated_sizes(site: Path) -> None:
    found = json.loads((site / "site.webmanifest").read_bytes())
    assert found["name"] == found["short_name"]
    assert (found["lang"], found["start_url"], found["scope"]) == ("nl", "./", "./")
    assert {(icon["sizes"], icon["purpose"]) for icon in found["icons"]} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
        ("any", "any"),
    }
    for icon in found["icons"]:
        path = site / icon["src"]
        assert path.is_file()
        if icon["type"] == "image/png":
            with Image.open(path) as picture:
                assert f"{picture.width}x{picture.height}" == icon["sizes"]
                assert picture.format == "PNG"


@pytest.mark.parametrize("name", ["icoon-vlak-512.png", "icoon-180.png"])
def test_maskable_icons_are_opaque(name: str) -> None:
    with Image.open(REPOSITORY / "static" / name) as picture:
        corners = [picture.convert("RGBA").getpixel(at) for at in ((0, 0), (picture.width - 1, picture.height - 1))]
    assert corners == [(255, 255, 255, 255)] * 2


def test_every_page_links_to_the_manifest_and_the_icon(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' not in text:
            assert text.count('<link rel="manifest" href="') == 1, page
            assert text.count("static/icoon-180.png?v=") == 1, page
