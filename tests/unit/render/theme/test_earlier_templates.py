"""Templates of a site that were made for release 0.2.0 keep working: all of them together, and each on its own."""

import json
import re
import shutil
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote, urljoin

import pytest

from support import AS_OF, REPOSITORY, run_here
from vindplaats.render.theme.templates import Theme

EARLIER = REPOSITORY / "tests/sites/sjablonen-0.2.0"
"""A site with a copy of every template of release 0.2.0 (commit 8cfc58d). Do not change these templates."""
PAGES = sorted(path.stem for path in EARLIER.glob("templates/[!_]*.html"))


def build_site(folder: Path, *names: str) -> tuple[Path, set[str]]:
    """Build the site with only some of its templates, and return the output and the names of all templates in use."""
    shutil.copytree(EARLIER, folder / "bron")
    for path in (folder / "bron/templates").iterdir():
        if names and path.stem not in names:
            path.unlink()
    used: set[str] = set()
    render = Theme.render

    def noted(self: Theme, name: str, **values: object) -> bytes:
        used.add(name)
        return render(self, name, **values)

    with patch.object(Theme, "render", noted):
        result = run_here(
            "build", "--source", str(folder / "bron"), "--as-of", AS_OF, "--jobs", "1", "--format", "json"
        )
    assert (result.returncode, json.loads(result.stdout)) == (0, [])
    return folder / "bron/public", used


def test_all_templates_together_render_every_page(tmp_path: Path) -> None:
    public, used = build_site(tmp_path)
    assert used == {*PAGES, "zoeken"} - {"base", "index"}
    for page in public.rglob("*.html"):
        base = f"/{page.parent.relative_to(public).as_posix()}/".replace("/./", "/")
        for link in re.findall(r'(?:href|src)="([^"#:]+)["#]', page.read_text(encoding="utf-8")):
            target = public / unquote(urljoin(base, link))[1:].partition("?")[0]
            assert (target / "index.html" if target.is_dir() else target).is_file(), (page, link)


@pytest.mark.parametrize("name", PAGES)
def test_a_template_works_among_those_of_the_present_theme(name: str, tmp_path: Path) -> None:
    _, used = build_site(tmp_path, name)
    assert name in {*used, "base", "index"}  # which others extend
