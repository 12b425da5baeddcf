"""Invented source trees with their golden outcomes: exit code, diagnostics and files of the site.

``python tests/test_sites.py`` rewrites the outcomes; read the difference before you commit it.
"""

import contextlib
import io
import json
import shutil
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest

from support import tree
from vindplaats.cli import main
from vindplaats.render.routing import addresses

SITES = Path(__file__).parent / "sites"
NAMES = sorted(path.name for path in SITES.iterdir() if path.is_dir())
CITATION_LISTS = {"per-jaar": 2}
"""The number of studies above which the citations of all are in the files of years, for some sites."""


def outcome(site: Path, folder: Path) -> dict[str, object]:
    """Build a copy of a site; return the output that a user and a host would see."""
    source = folder / site.name
    shutil.copytree(site, source)
    stdout = io.StringIO()
    limit = CITATION_LISTS.get(site.name, addresses.MAX_CITATION_LIST)
    with (
        contextlib.redirect_stdout(stdout),
        contextlib.redirect_stderr(io.StringIO()),
        patch.object(addresses, "MAX_CITATION_LIST", limit),
    ):
        code = main(["build", "--source", str(source), "--as-of", "2026-11-23", "--format", "json"])
    public = source / "public"
    files = sorted(tree(public))
    return {"exit": code, "diagnostics": json.loads(stdout.getvalue()), "files": files}


@pytest.mark.parametrize("name", NAMES)
def test_site_has_its_golden_outcome(name: str, tmp_path: Path) -> None:
    golden = json.loads((SITES / f"{name}.json").read_text(encoding="utf-8"))
    assert outcome(SITES / name, tmp_path) == golden


if __name__ == "__main__":
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            text = json.dumps(outcome(SITES / name, Path(folder)), indent=1, ensure_ascii=False)
        (SITES / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        sys.stdout.write(f"{name}\n")
