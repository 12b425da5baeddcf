"""The pages in English agree with the code and with each other."""

import re
import tomllib
from pathlib import Path

import pytest

from vindplaats.arguments import make_parser
from vindplaats.render.theme.templates import TEMPLATE_NAMES

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "templates/README.md", "src/README.md", "src/OPERATIONS.md", "tests/README.md", "CHANGELOG.md")


def test_the_page_for_theme_authors_lists_every_template() -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- templates:begin -->")[2].partition("<!-- templates:end -->")[0]
    assert re.findall(r"^\| `([^`]+)\.html`", table, re.MULTILINE) == list(TEMPLATE_NAMES)


def test_the_page_on_operations_lists_every_option_of_every_command() -> None:
    text = (ROOT / "src" / "OPERATIONS.md").read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.replace("\\|", "/").splitlines() if line.startswith("| `--")]
    parsers = make_parser().commands
    documented: dict[str, set[str]] = {command: set() for command in parsers}
    for cells in rows:
        commands = parsers if cells[2].strip() == "all" else cells[2].strip().split(", ")
        for command in commands:
            documented[command] |= set(re.findall(r"--[a-z-]+", cells[1]))
    for command, parser in parsers.items():
        known = {text for action in parser._actions for text in action.option_strings}
        assert documented[command] == known - {"-h", "--help"}


def test_the_page_on_architecture_shows_the_tree_of_the_package() -> None:
    text = (ROOT / "src" / "README.md").read_text(encoding="utf-8")
    lines = text.partition("```\nvindplaats/\n")[2].partition("```")[0].splitlines()
    shown: set[str] = set()
    folders: list[str] = []
    for line in lines:
        depth = (len(line) - len(line.lstrip())) // 2 - 1
        name, description = line.split(maxsplit=1)
        assert description, line
        path = "".join(folders[:depth]) + name
        shown.add(path)
        folders[depth:] = [name] if name.endswith("/") else []
    package = ROOT / "src" / "vindplaats"
    modules = {path for path in package.rglob("*.py") if path.name != "__init__.py"}
    rooms = {f"{path.parent.relative_to(package)}/" for path in package.rglob("__init__.py") if path.parent != package}
    assert shown == {str(path.relative_to(package)) for path in modules} | rooms


def test_the_page_on_architecture_shows_the_order_of_the_layers() -> None:
    text = (ROOT / "src" / "README.md").read_text(encoding="utf-8")
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = [layer.replace(" | ", ", ") for layer in contracts[0]["layers"]]
    assert " → ".join(layers) in " ".join(text.split())


@pytest.mark.parametrize("name", PAGES)
def test_links_between_pages_have_a_target(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r'(?:\]\(|src=")([^)"\s]+)', page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if "://" in target:
            continue
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, target


def _anchor(heading: str) -> str:
    """Return the id that GitHub gives a heading: ``"dubbele-paginas"`` for ``"Dubbele pagina's"``."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
