"""Files that programs leave for their own use are in no inventory."""

from pathlib import Path

import pytest

from vindplaats.inputs.clutter import is_clutter
from vindplaats.inputs.inventory import scan_source

CLUTTER = [
    "Thumbs.db",
    "THUMBS.DB",
    "ehthumbs.db",
    "desktop.ini",
    "Desktop.ini",
    ".DS_Store",
    "~$x.docx",
    "~$rapport.xlsx",
]
CLUTTER += [".~lock.x.odt#", "~WRL0001.tmp", "Icon\r"]
KEPT = ["thumbs.png", "x.docx", "desktop.md", "~x.pdf", "icon.svg"]


@pytest.mark.parametrize("name", CLUTTER)
def test_clutter_is_recognised(name: str) -> None:
    assert is_clutter(name)


@pytest.mark.parametrize("name", KEPT)
def test_files_of_editors_are_not_clutter(name: str) -> None:
    assert not is_clutter(name)


def test_clutter_is_left_out_of_every_folder(tmp_path: Path) -> None:
    for folder in ("content/projecten/x", "static/beelden", "templates", "content/projecten/__MACOSX", "static/@eaDir"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        for name in (*CLUTTER, "goed.png"):
            (tmp_path / folder / name).write_bytes(b"x")
    found = {file.path for file in scan_source(str(tmp_path)) if not file.path.startswith("thema/") and not file.kind}
    assert {path for path in found if not path.startswith("templates/.")} == {
        "content/projecten/x/goed.png", "static/beelden/goed.png", "templates/goed.png",
    }  # fmt: skip
