"""The pages in English agree with the code and with each other."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
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
    documented: dict[str, dict[str, bool]] = {}
    for template, indented, block, _ in _block_rows():
        if template:
            blocks = documented[template] = {}
        blocks[block] = bool(indented)
    blocks_of = {f"{name}.html": _own_blocks(f"{name}.html") for name in TEMPLATE_NAMES}
    expected = {name: list(blocks.items()) for name, blocks in blocks_of.items() if blocks}
    assert {name: list(blocks.items()) for name, blocks in documented.items()} == expected


def test_the_page_for_theme_authors_says_which_blocks_are_empty() -> None:
    documented = {block: holds.startswith("nothing") for _, _, block, holds in _block_rows()}
    found: dict[str, bool] = {}
    for name in TEMPLATE_NAMES:
        for block in _tree(f"{name}.html").find_all(nodes.Block):
            found.setdefault(block.name, _is_empty(block))
    assert documented.pop("inhoud") is False  # every page fills it in
    assert found.pop("inhoud")
    assert documented == found


def test_default_templates_keep_what_a_site_puts_in_an_empty_block() -> None:
    """A counter in the block ``hoofd`` of the ``base.html`` of a site must be on every page."""
    checked = set()
    for name in TEMPLATE_NAMES:
        own = _tree(f"{name}.html")
        inherited = {block.name: block for tree in _parents(own) for block in tree.find_all(nodes.Block)}
        for block in own.find_all(nodes.Block):
            parent = inherited.get(block.name)
            if parent is not None and _is_empty(parent) and block.name != "inhoud":
                called = {call.node.name for call in block.find_all(nodes.Call) if isinstance(call.node, nodes.Name)}
                assert "super" in called, (name, block.name)
                checked.add((name, block.name))
    assert checked >= {("zoeken", "hoofd"), ("contactpersoon", "index_na"), ("opdrachtgever", "index_opening")}


def test_what_a_site_adds_to_its_frames_is_on_every_page(tmp_path: Path) -> None:
    source = make_source(tmp_path, {
        "site.yaml": "naam: Proef\nbase_url: https://proef.example/\n",
        "projecten/a.md": project("A"),
        "nieuws/n.md": "---\ntitel: N\ndatum: 2026-01-01\ncontactpersoon: Noor\n---\nVis.\n",
    })  # fmt: skip
    (source / "templates").mkdir()
    for name, blocks in (("base", ("hoofd", "voor_inhoud", "na_inhoud")), ("index", ("index_opening", "index_na"))):
        parts = "".join(f"{{% block {block} %}}<!-- eigen {block} -->{{% endblock %}}" for block in blocks)
        (source / f"templates/{name}.html").write_text(f'{{% extends "standaard/{name}.html" %}}{parts}', "utf-8")
    result = run_here("build", "--source", str(source), "--format", "json")
    assert result.returncode == 0, result.stdout
    pages = {path: path.read_text(encoding="utf-8") for path in (source / "public").rglob("*.html")}
    assert any("zoeken" in str(path) for path in pages)
    for path, page in pages.items():
        lists = ("index_opening", "index_na") if '<div class="zoekwerk">' in page else ()
        for block in ("hoofd", "voor_inhoud", "na_inhoud", *lists):
            assert page.count(f"<!-- eigen {block} -->") == 1, (path, block)


def test_the_example_of_tokens_has_a_value_for_each_scheme() -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    example = re.findall(r"```css\n(.*?)```", text, re.DOTALL)[0]
    rules = dict(re.findall(r"@media screen(.*?) \{\n  :root \{ (.*) \}", example))
    of_all, light, dark = ({name for name, _ in re.findall(r"(--[\w-]+): (.+?);", rules[scheme])}
        for scheme in ("", " and (prefers-color-scheme: light)", " and (prefers-color-scheme: dark)"))  # fmt: skip
    rows = dict(re.findall(r"^\| `(--[\w-]+)` \| `.+?` \| (`?)", text, re.MULTILINE))
    assert light == dark
    assert light
    assert of_all
    assert not {name for name in of_all if rows[name]}, "the value for light screens is that of dark ones too"


def _block_rows() -> list[tuple[str, str, str, str]]:
    """Return the rows of the table of blocks: the template or nothing, a dash or nothing, the block, what it holds."""
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- blocks:begin -->")[2].partition("<!-- blocks:end -->")[0]
    rows = re.findall(r"^\| (?:`(.*?)` )?\| (– )?`(\w+)` \| (.+) \|$", table, re.MULTILINE)
    assert len(rows) == len([line for line in table.splitlines() if line.startswith("|")]) - 2
    return rows


def _tree(name: str) -> nodes.Template:
    environment = SiteEnvironment((str(ROOT / "templates"),))
    return environment.parse((ROOT / "templates" / name).read_text(encoding="utf-8"))


def _parents(tree: nodes.Template) -> Iterator[nodes.Template]:
    """Yield the templates that a default template extends, the nearest first."""
    parent = tree.find(nodes.Extends)
    while parent is not None:
        assert isinstance(parent.template, nodes.Const)
        tree = _tree(parent.template.value)
        yield tree
        parent = tree.find(nodes.Extends)


def _is_empty(block: nodes.Block) -> bool:
    """Return whether a block shows nothing. A block of ``zoeken.html`` that hides one of the base is not called so."""
    parts = [part for node in block.body for part in (node.nodes if isinstance(node, nodes.Output) else [node])]
    return not [part for part in parts if not (isinstance(part, nodes.TemplateData) and not part.data.strip())]


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
    tree = _tree(name)
    inherited = {block.name for parent in _parents(tree) for block in parent.find_all(nodes.Block)}
    blocks = [block for block in tree.find_all(nodes.Block) if block.name not in inherited]
    inner = {block.name for outer in blocks for block in outer.find_all(nodes.Block) if block is not outer}
    return {block.name: block.name in inner for block in sorted(blocks, key=lambda block: (block.lineno, block.name))}


def test_the_examples_for_theme_authors_work(tmp_path: Path) -> None:
    text = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    examples = re.findall(r"`(templates/[\w-]+\.html)`[^`]*?:\n\n```jinja\n(.*?)```", text, re.DOTALL)
    assert [name for name, _ in examples] == ["templates/base.html", "templates/project.html", "templates/actie.html"]
    site = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\nemail: post@proef.example\n"
    front = "---\ntitel: Actie\ntaal: en\n"
    files = {"paginas/x.md": f"{front}sjabloon: actie\n---\nFish.\n", "paginas/y.md": f"{front}---\nFish.\n"}
    source = make_source(tmp_path, {"site.yaml": site, "projecten/a.md": project("A"), **files})
    for name, example in (*examples, ("static/logo.svg", "<svg/>")):
        (source / name).parent.mkdir(exist_ok=True)
        (source / name).write_text(example, encoding="utf-8")
    result = run_here("build", "--source", str(source), "--format", "json")
    assert (result.returncode, result.stdout.strip()) == (0, "[]")
    page = (source / "public/projecten/a/index.html").read_text(encoding="utf-8")
    assert re.search(r'<a class="merk" href="../../"><img src="../../static/logo.svg[^>]* alt="Proef"', page)
    for name in ("x", "y"):  # the example keeps what pagina.html has
        soup = BeautifulSoup((source / f"public/{name}/index.html").read_text(encoding="utf-8"), "html.parser")
        (fish,) = soup.select("main > article.stuk > .tekst > .inhoud > p")
        assert [place["lang"] for place in fish.parents if "lang" in place.attrs] == ["en", "nl"]
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
