"""The handbook and the README say what the code does.

``python tests/unit/test_handbook.py`` prints the tables of fields, to stand in ``content/README.md`` between
``<!-- velden:begin -->`` and ``<!-- velden:einde -->``.
"""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from vindplaats.diagnostics import messages
from vindplaats.read.records import KINDS, Kind
from vindplaats.read.schema import FIELDS, SITE_FIELDS, TYPE_NAMES, Field

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "content" / "README.md"
COMMANDS = (
    "python -m pip install -e . && python build.py",
    'python -m pip install -e ".[test]" && python -m pytest',
)
TITLES: dict[Kind, str] = {
    "projecten": "Project",
    "nieuws": "Nieuwsbericht",
    "werkvelden": "Werkveld",
    "opdrachtgevers": "Opdrachtgever",
    "contactpersonen": "Contactpersoon",
    "paginas": "Pagina",
}
SEVERITIES = {"error": "fout", "warning": "waarschuwing"}
MAKERS = {"_error": "error", "_warning": "warning", "_make": ""}


def field_tables() -> str:
    """The reference tables of all fields, in Markdown."""
    parts = [_table(f"{TITLES[kind]} (`content/{kind}/`)", FIELDS[kind]) for kind in KINDS]
    parts.append(_table("De site (`content/site.yaml`)", SITE_FIELDS))
    return "\n\n".join(parts)


def _table(title: str, fields: Iterable[Field]) -> str:
    lines = [f"### {title}", "", "| veld | verplicht | waarde | wat het is |", "|---|---|---|---|"]
    for field in fields:
        required = ("ja, mag `[]` zijn" if field.may_be_empty else "ja") if field.required else ""
        lines.append(f"| `{field.name}` | {required} | {TYPE_NAMES[field.type]} | {field.help} |")
    return "\n".join(lines)


def codes_in_messages() -> dict[str, set[str]]:
    """Every code that `messages` can give, with its severities, from the source."""
    tree = ast.parse(Path(messages.__file__).read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for function in tree.body:
        if not isinstance(function, ast.FunctionDef) or function.name in MAKERS:
            continue
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MAKERS:
                severities = {MAKERS[call.func.id]} - {""} or _texts(call.args[2])
                found.setdefault(_code(call.args[1]), set()).update(severities)
    found.pop("", None)
    return found


def _code(argument: ast.expr) -> str:
    """The code an argument stands for; empty where it is that of another diagnostic (``missing.code``)."""
    if isinstance(argument, ast.Attribute):
        return ""
    value = argument.value if isinstance(argument, ast.Constant) else getattr(messages, ast.unparse(argument))
    assert isinstance(value, str)
    return value


def _texts(expression: ast.expr) -> set[str]:
    return {n.value for n in ast.walk(expression) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def codes_in_handbook() -> dict[str, set[str]]:
    """Code and severities of every row of the handbook's table of codes."""
    rows = [line.split("|") for line in _between("codes").splitlines() if line.startswith("| `")]
    codes = [cells[1].strip(" `") for cells in rows]
    assert len(set(codes)) == len(codes)
    assert all(cell.strip() for cells in rows for cell in cells[1:5])
    by_word = {word: severity for severity, word in SEVERITIES.items()}
    return {cells[1].strip(" `"): {by_word[w] for w in cells[2].strip().split(" of ")} for cells in rows}


def _between(name: str) -> str:
    text = HANDBOOK.read_text(encoding="utf-8")
    match = re.search(f"<!-- {name}:begin -->\n(.*)\n<!-- {name}:einde -->", text, re.DOTALL)
    assert match is not None
    return match[1].strip()


def test_the_handbook_has_the_fields_as_declared() -> None:
    assert _between("velden") == field_tables(), "python tests/unit/test_handbook.py prints the tables"


def test_the_handbook_has_every_code_and_no_other() -> None:
    assert codes_in_handbook() == codes_in_messages()


def test_the_readme_has_the_two_lines_of_setup() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("python -m pip install")] == list(COMMANDS)
    for command in COMMANDS:
        assert f"```sh\n{command}\n```" in text


if __name__ == "__main__":
    print(field_tables())
