"""Measure the shape of the package: how many modules, how long, how long their functions are, and who imports whom.

``python tests/benchmarks/structure.py [FOLDER ...]`` prints a column for each checkout, by default for this one.
Nothing passes or fails by these figures; compare them before and after a refactoring.
"""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

MAX_FUNCTION_LINES = 40
MAX_PARAMETERS = 5
"""Above these a function needs a reason: it should read on one screen, and values that travel together want a name."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def measure(checkout: Path) -> Mapping[str, str]:
    """Return the figures of one checkout by name, in the order in which they are printed."""
    package = checkout / "src" / "vindplaats"
    modules = {
        ".".join(path.relative_to(package).with_suffix("").parts): path.read_text(encoding="utf-8")
        for path in sorted(package.rglob("*.py"))
        if path.name != "__init__.py"
    }
    trees = {name: ast.parse(text) for name, text in modules.items()}
    lines = {name: text.count("\n") for name, text in modules.items()}
    longest = max(lines, key=lambda name: lines[name])
    folders = {
        folder: len(list(folder.glob("*.py"))) - 1
        for folder in package.rglob("*/")
        if "__pycache__" not in folder.parts
    }
    folders[package] = len(list(package.glob("*.py"))) - 1
    fullest = max(folders, key=lambda folder: folders[folder])
    functions = [(name, function) for name, tree in trees.items() for function in _functions(tree)]
    readme = (checkout / "README.md").read_text(encoding="utf-8")
    return {
        "modules": str(len(modules)),
        "lines of the median module": f"{median(lines.values()):.0f}",
        "lines of the largest module": f"{lines[longest]} ({longest})",
        "modules in the fullest folder": f"{folders[fullest]} ({fullest.relative_to(package.parent)})",
        "arrows between modules within render/": str(_arrows(trees, "render", folders=False)),
        "arrows between folders within render/": str(_arrows(trees, "render", folders=True)),
        "arrows between modules within catalogue/": str(_arrows(trees, "catalogue", folders=False)),
        "arrows between folders within catalogue/": str(_arrows(trees, "catalogue", folders=True)),
        f"functions over {MAX_FUNCTION_LINES} lines": str(
            sum(_length(function) > MAX_FUNCTION_LINES for _, function in functions)
        ),
        f"functions over {MAX_PARAMETERS} parameters": str(
            sum(_parameters(function) > MAX_PARAMETERS for _, function in functions)
        ),
        "imports within functions": str(sum(_local_imports(tree) for tree in trees.values())),
        "words in README.md": str(len(readme.split())),
    }


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _length(function: Function) -> int:
    """Return the lines of a function, from its ``def`` to its last, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _parameters(function: Function) -> int:
    names = [a.arg for a in (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)]
    return len([name for name in names if name not in {"self", "cls"}])


def _local_imports(tree: ast.AST) -> int:
    inside = {id(node) for function in _functions(tree) for node in ast.walk(function)}
    return sum(isinstance(node, ast.Import | ast.ImportFrom) and id(node) in inside for node in ast.walk(tree))


def _arrows(trees: Mapping[str, ast.AST], stage: str, *, folders: bool) -> int:
    """Count the pairs of modules (or folders) in a stage where the first imports the second.

    A module outside the folders of its stage counts as a folder of its own.
    """
    found: set[tuple[str, str]] = set()
    for name, tree in trees.items():
        if name.startswith(f"{stage}."):
            for target in _imported(tree, trees):
                if target.startswith(f"{stage}."):
                    pair = tuple(_room(module) if folders else module for module in (name, target))
                    found |= {(pair[0], pair[1])} if pair[0] != pair[1] else set()
    return len(found)


def _room(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _imported(tree: ast.AST, modules: Mapping[str, object]) -> Iterator[str]:
    """Yield the modules of the package that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("vindplaats"):
            base = node.module.removeprefix("vindplaats").lstrip(".")
            for alias in node.names:
                whole = f"{base}.{alias.name}".lstrip(".")
                if whole in modules:
                    yield whole
                elif base in modules:
                    yield base


def main() -> None:
    """Print the figures of every checkout beside each other, as a Markdown table."""
    checkouts = [Path(argument) for argument in sys.argv[1:]] or [Path(__file__).parents[2]]
    columns = [measure(checkout) for checkout in checkouts]
    print(f"| | {' | '.join(str(checkout) for checkout in checkouts)} |")
    print("|---" * (len(columns) + 1) + "|")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(column[name] for column in columns)} |")


if __name__ == "__main__":
    main()
