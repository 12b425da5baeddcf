"""The handbook and the README agree with the code.

``python tests/unit/test_handbook.py`` prints the table of codes, the tables of fields and the table of problems of
PDFs. Put them in ``content/README.md`` between ``<!-- codes:begin -->`` and ``<!-- codes:einde -->``, between
``<!-- velden:begin -->`` and ``<!-- velden:einde -->``, and between ``<!-- gebreken:begin -->`` and
``<!-- gebreken:einde -->``.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import get_args

sys.path.insert(0, str(Path(__file__).parents[1]))  # pytest adds the same folder (pyproject.toml)

from declared_faults import DECLARED
from vindplaats.diagnostics.media import PDF_PROBLEMS
from vindplaats.media.pdf import PdfProblem
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


def field_tables() -> str:
    """Return the reference tables of all fields in Markdown."""
    parts = [_table(f"{TITLES[kind]} (`content/{kind}/`)", FIELDS[kind]) for kind in KINDS]
    parts.append(_table("De startpagina (`content/index.md`)", FIELDS["start"]))
    parts.append(_table("De site (`content/site.yaml`)", SITE_FIELDS))
    return "\n\n".join(parts)


def _table(title: str, fields: Iterable[Field]) -> str:
    lines = [f"### {title}", "", "| veld | verplicht | waarde | wat het is |", "|---|---|---|---|"]
    for field in fields:
        required = ("ja, mag `[]` zijn" if field.may_be_empty else "ja") if field.required else ""
        lines.append(f"| `{field.name}` | {required} | {TYPE_NAMES[field.type]} | {field.help} |")
    return "\n".join(lines)


def code_table() -> str:
    """Return the reference table of all codes in Markdown."""
    lines = ["| code | soort | betekenis | wat u doet |", "|---|---|---|---|"]
    for code in sorted({fault.code for fault in DECLARED.values()}):
        faults = [fault for fault in DECLARED.values() if fault.code == code]
        severity = " of ".join(word for name, word in SEVERITIES.items() if name in {f.severity for f in faults})
        (row,) = (fault for fault in faults if fault.meaning)
        lines.append(f"| `{code}` | {severity} | {row.meaning} | {row.advice} |")
    return "\n".join(lines)


def problem_table() -> str:
    """Return the table of the problems of PDFs in Markdown, worst first."""
    lines = ["| gebrek | de PDF | wat u doet |", "|---|---|---|"]
    for code in get_args(PdfProblem):
        problem = PDF_PROBLEMS[code]
        lines.append(f"| `{code}` | {problem.words} | {problem.remedy} |")
    return "\n".join(lines)


def _between(name: str) -> str:
    text = HANDBOOK.read_text(encoding="utf-8")
    match = re.search(f"<!-- {name}:begin -->\n(.*)\n<!-- {name}:einde -->", text, re.DOTALL)
    assert match is not None
    return match[1].strip()


def test_the_handbook_lists_the_declared_fields() -> None:
    assert _between("velden") == field_tables(), "python tests/unit/test_handbook.py prints the tables"


def test_the_handbook_lists_exactly_the_declared_codes() -> None:
    assert _between("codes") == code_table(), "python tests/unit/test_handbook.py prints the tables"


def test_the_handbook_lists_the_problems_of_pdfs() -> None:
    assert _between("gebreken") == problem_table(), "python tests/unit/test_handbook.py prints the tables"


def test_the_readme_has_the_two_setup_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("python -m pip install")] == list(COMMANDS)
    for command in COMMANDS:
        assert f"```sh\n{command}\n```" in text


if __name__ == "__main__":
    print(code_table(), field_tables(), problem_table(), sep="\n\n")
