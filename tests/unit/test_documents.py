"""The pages in English agree with the code and with each other."""

import re
import tomllib
from pathlib import Path

import pytest
from jinja2 import nodes

from support import make_source, project, run_here
from vindplaats.arguments import make_parser
from vindplaats.render.theme.environment import SiteEnvironment
from vindplaats.render.theme.templates import TEMPLATE_NAMES

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "templates/README.md", "src/README.md", "src/OPERATIONS.md", "tests/README.md", "CHANGELOG.md")


def test_the_page_for_theme_authors_lists_every_template() -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- templates:begin -->")[2].partition("<!-- templates:end -->")[0]
    assert re.findall(r"^\| `([^`]+)\.html`", table, re.MULTILINE) == list(TEMPLATE_NAMES)


def test_the_page_for_theme_authors_lists_every_block() -> None:
    """Those of a template that another one has, such as ``inhoud``, are listed only there."""
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- blocks:begin -->")[2].partition("<!-- blocks:end -->")[0]
    rows = re.findall(r"^\| (?:`(.*?)` )?\| (– )?`(\w+)` \| (.+) \|$", table, re.MULTILINE)
    assert len(rows) == len([line for line in table.splitlines() if line.startswith("|")]) - 2
    documented: dict[str, dict[str, bool]] = {}
    for template, indented, block, _ in rows:
        if template:
            blocks = documented[template] = {}
        blocks[block] = bool(indented)
    blocks_of = {f"{name}.html": _own_blocks(f"{name}.html") for name in TEMPLATE_NAMES}
    expected = {name: list(blocks.items()) for name, blocks in blocks_of.items() if blocks}
    assert {name: list(blocks.items()) for name, blocks in documented.items()} == expected


def test_the_page_for_theme_authors_lists_every_token_with_its_values() -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- tokens:begin -->")[2].partition("<!-- tokens:end -->")[0]
    rows = re.findall(r"^\| `(--[\w-]+)` \| `(.+?)` \| (?:`(.+?)`)? ?\| \S.* \|$", table, re.MULTILINE)
    assert len(rows) == len([line for line in table.splitlines() if line.startswith("|")]) - 2
    css = (ROOT / "static" / "stijl.css").read_text(encoding="utf-8")
    light, _, rest = css.partition("@media (prefers-color-scheme: dark) {")
    dark = rest.partition("\n}\n")[0]
    values = dict(re.findall(r"(--[\w-]+): (.+?);", light.partition(":root {")[2].partition("\n}\n")[0]))
    in_dark = dict(re.findall(r"(--[\w-]+): (.+?);", dark))
    assert rows == [(name, value, in_dark.get(name, "")) for name, value in values.items()]
    assert in_dark.keys() <= values.keys()
    sheets = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static").glob("*.css"))
    assert set(re.findall(r"var\((--[\w-]+)", sheets)) == values.keys()


def _own_blocks(name: str) -> dict[str, bool]:
    """Return the blocks of a default template that those it extends lack, in order, and whether each is in another."""
    environment = SiteEnvironment((str(ROOT / "templates"),))
    inherited: set[str] = set()
    tree = environment.parse((ROOT / "templates" / name).read_text(encoding="utf-8"))
    parent = tree.find(nodes.Extends)
    while parent is not None:
        assert isinstance(parent.template, nodes.Const)
        found = environment.parse((ROOT / "templates" / parent.template.value).read_text(encoding="utf-8"))
        inherited |= {block.name for block in found.find_all(nodes.Block)}
        parent = found.find(nodes.Extends)
    blocks = [block for block in tree.find_all(nodes.Block) if block.name not in inherited]
    inner = {block.name for outer in blocks for block in outer.find_all(nodes.Block) if block is not outer}
    return {block.name: block.name in inner for block in sorted(blocks, key=lambda block: (block.lineno, block.name))}


def test_the_examples_for_theme_authors_work(tmp_path: Path) -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"`(templates/[\w-]+\.html)`[^`]*?:\n\n```jinja\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in examples] == ["templates/base.html", "templates/project.html"]
    site = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\nemail: post@proef.example\n"
    source = make_source(tmp_path, {"site.yaml": site, "projecten/a.md": project("A")})
    for name, example in (*examples, ("static/logo.svg", "<svg/>")):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(example, encoding="utf-8")
    result = run_here("build", "--source", str(source), "--format", "json")
    assert (result.returncode, result.stdout.strip()) == (0, "[]")
    page = (source / "public/projecten/a/index.html").read_text(encoding="utf-8")
    assert re.search(r'<a class="merk" href="../../"><img src="../../static/logo.svg[^>]* alt="Proef"', page)
    assert page.index('<section class="contact">') < page.index("<h2>Ook zo'n onderzoek?") < page.index("</article>")


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
    text = re.sub("^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r'(?:\]\(|src=")([^)"\s]+)', text):
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
