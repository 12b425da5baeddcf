"""Make the screenshots of the README: ``python tests/browser/screenshots.py``.

Builds the real case and the made-up site, and photographs some of their pages in Chromium into
``tests/browser/beelden/``. The fonts are those of the machine that runs it.
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1]))

from browser.conftest import ELSEWHERE, HERE, launched, run_build, served
from browser.fabricated import write
from browser.visiting import visit

BEELDEN = HERE / "beelden"
MAX_PICTURE_BYTES = 150_000
"""The limit for one screenshot."""
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2}


class Shot(NamedTuple):
    """A screenshot of the top of a page, of the real case or of the made-up site."""

    name: str
    made_up: bool
    path: str
    scheme: str
    screen: dict[str, Any]


SHOTS = (
    Shot("startpagina", True, "", "light", DESKTOP),
    Shot("project", False, "projecten/arbeidsmarktonderzoek-woningcorporaties/", "light", DESKTOP),
    Shot("project-telefoon-donker", False, "projecten/charter-diversiteit-monitor-2020/", "dark", PHONE),
    Shot("werkveld", True, "werkvelden/werkveld-00/", "light", DESKTOP),
    Shot("project-telefoon-licht", True, "projecten/onderzoek-020/", "light", PHONE),
    Shot("jaren-donker", True, "jaren/", "dark", DESKTOP),
)


def compressed(picture: bytes) -> bytes:
    """Return the picture as a PNG with a palette, which is enough for a page without photographs."""
    target = BytesIO()
    with Image.open(BytesIO(picture)) as found:
        # Median cut, the default, loses a colour that few dots have, such as that of a red star.
        method = Image.Quantize.MAXCOVERAGE
        palette = found.convert("RGB").quantize(256, method, kmeans=1, dither=Image.Dither.NONE)
        palette.save(target, "PNG", optimize=True)
    return target.getvalue()


def main() -> None:
    """Make all screenshots."""
    BEELDEN.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        content = run_build(Path(folder) / "echt", "--base-url", ELSEWHERE)
        source = write(Path(folder) / "verzonnen")
        made_up = run_build(source / "public", "--base-url", ELSEWHERE, source=source)
        with (
            sync_playwright() as playwright,
            launched(playwright, "--hide-scrollbars", "--font-render-hinting=none") as chromium,
            served(content) as real_address,
            served(made_up) as made_up_address,
        ):
            for shot in SHOTS:
                address = made_up_address if shot.made_up else real_address
                with visit(chromium, address, color_scheme=shot.scheme, reduced_motion="reduce", **shot.screen) as page:
                    page.goto(address + shot.path, wait_until="networkidle")
                    picture = compressed(page.screenshot())
                assert len(picture) < MAX_PICTURE_BYTES, shot.name
                (BEELDEN / f"{shot.name}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
