"""html-validate and a strict parser find no fault in any page.

One recommended rule is off. `long-title` allows at most 70 characters in <title>, which has the title of a study and
the name of the site; how long titles of studies are is up to their authors.
"""

import json
import subprocess
from pathlib import Path

import html5lib
import pytest

from .conftest import ROOT, run_build
from .test_links import pages_of


@pytest.fixture(scope="module")
def made_up_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up site with what the real case lacks, such as a former colleague."""
    return run_build(tmp_path_factory.mktemp("goed") / "public", source=ROOT / "tests/sites/goed")


def test_every_page_passes_html_validate(
    site: Path, made_up_site: Path, branded: Path, html_validate: list[str]
) -> None:
    sites = map(str, (site, made_up_site, branded))
    command = [*html_validate, "--formatter", "json", "--ext", "html", *sites]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    report = json.loads(done.stdout)
    found = [
        f"{page['filePath']}:{m['line']}:{m['column']}: {m['ruleId']}: {m['message']}"
        for page in report
        for m in page["messages"]
    ]
    assert found == []
    assert done.returncode == 0


def test_html_validate_detects_faults(tmp_path: Path, html_validate: list[str]) -> None:
    (tmp_path / "fout.html").write_text("<!DOCTYPE html>\n<p><div></p>", encoding="utf-8")
    command = [*html_validate, "--ext", "html", str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_every_page_parses_without_a_single_error(made_up_site: Path, branded: Path) -> None:
    """Those of the real case are parsed as strictly by `test_links`."""
    for page in (*pages_of(made_up_site), *pages_of(branded)):
        try:
            html5lib.HTMLParser(strict=True).parse(page.read_text(encoding="utf-8"))
        except html5lib.html5parser.ParseError as error:
            pytest.fail(f"{page}: {error}")
