"""Make the PNGs of ``static/`` from its ``icoon.svg``. Run this after changing that file, and commit the results.

``python tests/browser/icons.py`` makes icons for home screens, whose corners phones cut off or round, and the picture
that social networks show with a link to a page without a picture of its own. That picture has no text, so that it suits
every site.
"""

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

STATIC = Path(__file__).parents[2] / "static"
STYLE = "html,body{{margin:0;height:100%}}body{{display:grid;place-items:center;{style}}}"
PAGE = f"<!doctype html><style>{STYLE}</style>{{svg}}"
ACCENT, PALE = "#00566b", "#f3f6f6"
"""Colours of the default style sheet: the accent and the quiet surface."""


def main() -> int:
    """Make all pictures."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(color_scheme="light")
        for size in (192, 512):
            save(f"icoon-{size}.png", shot(page, mark(size), size, size))
        # Phones show at least a circle of four fifths of the width of a maskable icon (W3C, Web Application Manifest).
        save("icoon-vlak-512.png", shot(page, mark(512 * 0.58, ACCENT), 512, 512, "background:#fff"))
        save("icoon-180.png", shot(page, mark(180 * 0.72, ACCENT), 180, 180, "background:#fff"))
        background = f"background:linear-gradient(115deg,#fff,{PALE} 45%,#d5e4e7)"
        rings = "".join(
            f'<circle cx="600" cy="280" r="{r}" fill="none" stroke="{ACCENT}" stroke-opacity="{0.13 - r / 8000}"/>'
            for r in range(170, 900, 70)
        )
        picture = f'<svg style="position:absolute" width="1200" height="630">{rings}</svg>{mark(280)}'
        save("deelbeeld.png", shot(page, picture, 1200, 630, background), colours=256)
        browser.close()
    return 0


def mark(size: float, colour: str = ACCENT) -> str:
    """Return the SVG of the mark, ``size`` pixels wide, in light colours."""
    text = (STATIC / "icoon.svg").read_text(encoding="utf-8")
    style = f"path{{fill:{colour}}}circle{{fill:#fff}}circle[stroke]{{fill:none}}"
    text = re.sub("<style>.*?</style>", f"<style>{style}</style>", text, flags=re.DOTALL)
    return text.replace("<svg ", f'<svg width="{size}" height="{size}" style="position:relative" ', 1)


def shot(page: Page, svg: str, width: int, height: int, style: str = "") -> bytes:
    """Return a picture of this size in pixels, transparent if ``style`` sets no background."""
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(PAGE.format(style=style, svg=svg))
    return page.screenshot(omit_background=not style)


def save(name: str, png: bytes, colours: int = 64) -> None:
    """Write the picture with few colours, so that the file is small."""
    picture = Image.open(io.BytesIO(png))
    method = Image.Quantize.FASTOCTREE if picture.mode == "RGBA" else Image.Quantize.MEDIANCUT
    small = picture.quantize(colours, method=method, kmeans=4, dither=Image.Dither.NONE)
    small.save(STATIC / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
