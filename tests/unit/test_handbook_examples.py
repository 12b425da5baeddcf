"""Whoever types the examples of the handbook over to the letter gets a site without errors."""

import re
from pathlib import Path

import pytest

from support import AS_OF, REPOSITORY, pdf, run_here
from vindplaats import __version__

HANDBOOK = (REPOSITORY / "content" / "README.md").read_text(encoding="utf-8")
FIRST_PAGE = HANDBOOK.partition("## Van niets naar een site\n")[2].partition("\n## Wat waar staat\n")[0]
EXAMPLE = re.compile(r"^[^\n]*`(content/[^`\n]+)`:\n\n```(?:markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
PROJECT = "content/projecten/koffie-in-het-buurthuis/index.md"


def type_over(text: str, source: Path) -> Path:
    """Write every example of a part of the handbook into a source, and return the folder of the source."""
    for name, example in EXAMPLE.findall(text):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(example, encoding="utf-8")
    return source


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A source with nothing but a ``site.yaml``."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    return tmp_path


def test_the_examples_are_found() -> None:
    assert [name for name, _ in EXAMPLE.findall(FIRST_PAGE)] == [
        PROJECT,
        "content/nieuws/buurthuis-trekt-wie-alleen-woont.md",
        "content/werkvelden/samenleven.md",
        "content/opdrachtgevers/stichting-buurthuizen.md",
        "content/contactpersonen/anna-de-wit.md",
    ]
    assert HANDBOOK.count("```markdown\n---\n") == len(EXAMPLE.findall(HANDBOOK)) + 1  # a colleague who left


def test_the_first_page_typed_over_is_a_site_without_warnings(empty: Path) -> None:
    done = run_here("build", "--strict", "--as-of", AS_OF, "--source", str(type_over(FIRST_PAGE, empty)))
    assert done.returncode == 0, done.stderr
    assert (empty / "public/projecten/koffie-in-het-buurthuis/index.html").is_file()


def test_all_examples_typed_over_are_a_site_without_warnings(empty: Path) -> None:
    done = run_here("check", "--strict", "--as-of", AS_OF, "--source", str(type_over(HANDBOOK, empty)))
    assert done.returncode == 0, done.stderr


def test_the_report_can_be_added_as_the_first_page_says(empty: Path) -> None:
    page = type_over(FIRST_PAGE, empty) / PROJECT
    page.write_text(
        page.read_text(encoding="utf-8").replace("jaar: 2025\n", "jaar: 2025\nrapport: rapport.pdf\n"), encoding="utf-8"
    )
    (page.parent / "rapport.pdf").write_bytes(pdf())
    done = run_here("build", "--source", str(empty), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    assert (empty / "public/projecten/koffie-in-het-buurthuis/rapport.pdf").is_file()


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [(PROJECT, "Samenleven", "Samenlevn"), ("content/projecten/buurtbibliotheek/index.md", "Cultuur", "Cultur")],
)
def test_the_handbook_shows_messages_as_they_are(page: str, right: str, wrong: str, empty: Path) -> None:
    file = type_over(HANDBOOK, empty) / page
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    done = run_here("check", "--source", str(empty), "--as-of", AS_OF)
    (message,) = re.findall(f"^(?: {{4}})?({re.escape(page)}:.*)$", HANDBOOK, re.MULTILINE)
    assert done.stderr.startswith(f"{message}\nNiet in orde: 1 fout, 0 waarschuwingen")


def test_the_version_is_the_one_of_the_package() -> None:
    assert set(re.findall(r"vindplaats[- ](\d[\d.]*\d)", FIRST_PAGE)) == {__version__}


def test_links_within_the_handbook_have_a_target() -> None:
    headings = re.findall(r"^#+ (.*)$", HANDBOOK, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    targets = re.findall(r"\]\(#([^)]*)\)", HANDBOOK)
    assert targets
    assert set(targets) - anchors == set()


def test_it_holds_nothing_that_is_true_only_of_this_repository() -> None:
    assert "build.py" not in HANDBOOK
    assert "repository van Vindplaats" not in HANDBOOK
