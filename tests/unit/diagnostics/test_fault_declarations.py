"""Every fault is declared, used, and reported with exactly the values that its texts need."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from types import MappingProxyType

import pytest

from declared_faults import BY_MODULE, DECLARED, SUBJECTS
from support import REPOSITORY
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import Fault, error, warning

SOURCE = REPOSITORY / "src" / "vindplaats"
PACKAGE = SOURCE / "diagnostics"
PLACE = Place("content/x.md", 4, 2)


def placeholders(fault: Fault) -> set[str]:
    """Return the names of the values that the message and the remedy of a fault need."""
    return {name for text in (fault.message, fault.remedy) for _, name, _, _ in Formatter().parse(text) if name}


class Module:
    """One module of the source, with the names under which it imports declared faults."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.subjects = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(self.tree)
            if isinstance(node, ast.ImportFrom) and node.module == "vindplaats.diagnostics"
            for alias in node.names
        }
        self.own = BY_MODULE.get(path.stem, {}) if path.parent == PACKAGE else {}
        self.values: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    self.values.setdefault(ast.unparse(target), []).append(node.value)

    def faults(self, node: ast.expr) -> dict[str, Fault]:
        """Return the declared faults that an expression may evaluate to, by full name; empty if it is not a fault."""
        match node:
            case ast.Name(id=name) if name in self.own:
                return {f"{self.path.stem}.{name}": self.own[name]}
            case ast.Name(id=name):
                return self._any(self.values.get(name, []))
            case ast.Attribute(value=ast.Name(id=subject), attr=name) if subject in self.subjects:
                found = BY_MODULE.get(self.subjects[subject], {}).get(name)
                return {f"{self.subjects[subject]}.{name}": found} if found else self._table(subject, name)
            case ast.IfExp(body=body, orelse=orelse):
                return self._any([body, orelse])
            case ast.Subscript(value=table):
                return self.faults(table)
            case ast.Call(args=[ast.Dict() as table]):
                return self.faults(table)
            case ast.Dict(values=values):
                return self._any(values)
        return {}

    def _any(self, values: Iterable[ast.expr]) -> dict[str, Fault]:
        return {name: fault for value in values for name, fault in self.faults(value).items()}

    def _table(self, subject: str, name: str) -> dict[str, Fault]:
        """Return the faults in a table of a subject, such as ``files.UNOPENED``."""
        if self.subjects[subject] not in SUBJECTS:
            return {}
        module = Module(PACKAGE / f"{self.subjects[subject]}.py")
        return module._any(module.values.get(name, []))

    def reports(self) -> Iterator[tuple[ast.Call, dict[str, Fault]]]:
        """Yield every call of ``at`` with the faults that it may be called on."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "at":
                yield node, self.faults(node.func.value)

    def used(self) -> set[str]:
        """Return the full names of the faults that the functions of this module use, or another module's tables."""
        inside = ast.walk(self.tree)
        if self.path.parent == PACKAGE:  # a declaration does not use its fault; a table does
            kept = [n for n in self.tree.body if not (isinstance(n, ast.Assign) and isinstance(n.value, ast.Call))]
            inside = (node for top in kept for node in ast.walk(top))
        return {name for node in inside if isinstance(node, ast.Name | ast.Attribute) for name in self._one(node)}

    def _one(self, node: ast.Name | ast.Attribute) -> dict[str, Fault]:
        return {} if isinstance(node, ast.Name) and node.id not in self.own else self.faults(node)


MODULES: Mapping[Path, Module] = MappingProxyType({path: Module(path) for path in sorted(SOURCE.rglob("*.py"))})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_report_of_a_fault_passes_exactly_the_values_that_its_texts_need(path: Path) -> None:
    for call, faults in MODULES[path].reports():
        where = f"{path}:{call.lineno}"
        names = {keyword.arg for keyword in call.keywords}
        # `Record.at` takes one mention. A call with a keyword must be a call on a fault, and we must know which.
        assert faults or not names, f"{where}: on which declared fault is this called?"
        for name, fault in faults.items():
            assert len(call.args) == 1, where
            assert names - {"near", "write"} == placeholders(fault), f"{where}: {name}"


def test_this_module_resolves_the_faults_of_nearly_all_reports() -> None:
    known = [call for module in MODULES.values() for call, faults in module.reports() if faults]
    assert len(known) > 100


def test_every_placeholder_is_a_plain_name() -> None:
    for name, fault in DECLARED.items():
        assert all(re.fullmatch("[a-z_]+", placeholder) for placeholder in placeholders(fault)), name
        assert not {"place", "near", "write"} & placeholders(fault), name


def test_every_code_is_in_kebab_case_and_has_one_row_in_the_handbook() -> None:
    rows: dict[str, int] = {}
    for name, fault in DECLARED.items():
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", fault.code), name
        assert bool(fault.meaning) == bool(fault.advice), name
        rows[fault.code] = rows.get(fault.code, 0) + bool(fault.meaning)
    assert {code: count for code, count in rows.items() if count != 1} == {}


def test_every_declared_fault_is_used() -> None:
    used = {name for module in MODULES.values() for name in module.used()}
    assert DECLARED.keys() - used == set()


def test_only_the_diagnostics_package_creates_diagnostics_and_declares_faults() -> None:
    for path, module in MODULES.items():
        if path.parent == PACKAGE:
            continue
        calls = [ast.unparse(node.func) for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
        assert not {"Diagnostic", "diagnostic.Diagnostic", "Fault", "error", "warning"} & set(calls), path
        assert not any(node == "vindplaats.diagnostics.fault" for node in _imports(module.tree)), path


def _imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_every_declaration_says_when_the_fault_occurs() -> None:
    for subject in SUBJECTS:
        body = MODULES[PACKAGE / f"{subject}.py"].tree.body
        for node, after in zip(body, [*body[1:], None], strict=True):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in BY_MODULE[subject]:
                says = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                assert says, f"{subject}.{ast.unparse(node.targets[0])}"


def test_braces_in_text_by_an_editor_are_kept() -> None:
    fault = error("een-code", "Veld '{name}' is mis.", "Schrijf {{a: b}} bij {name}.")
    diagnostic = fault.at(PLACE, name="{name!r} {0} {x.y}")
    assert diagnostic.message == "Veld '{name!r} {0} {x.y}' is mis."
    assert diagnostic.remedy == "Schrijf {a: b} bij {name!r} {0} {x.y}."


def test_a_fault_that_is_known_at_run_time_takes_the_values_that_it_needs() -> None:
    fault = error("een-code", "Veld '{name}' is mis.", "Schrijf: {line}")
    values = {"name": "{x}", "line": "a: b", "sign": "@"}
    assert fault.fill(PLACE, values) == fault.at(PLACE, name="{x}", line="a: b")


def test_the_remedy_suggests_the_nearest_name() -> None:
    fault = error("een-code", "Mis.", "Doe iets.")
    assert fault.at(PLACE, near="dit {x}").remedy == "Bedoelde u 'dit {x}'?"
    assert fault.at(PLACE, write=("a: {x}", 'a: "y"')).remedy == "Schrijf 'a: {x}' of 'a: \"y\"'."
    assert fault.at(PLACE, write=("a: {x}", "a: 'y'")).remedy == "Schrijf: a: {x} of: a: 'y'"
    assert fault.at(PLACE, write=("a" * 301,)).remedy == "Doe iets."
    assert fault.at(PLACE, near=None).remedy == fault.at(PLACE, near="").remedy == "Doe iets."


def test_a_report_has_place_code_and_severity() -> None:
    diagnostic = warning("een-code", "Mis.", "Doe iets.").at(PLACE)
    assert diagnostic == Diagnostic("een-code", "warning", "content/x.md", 4, 2, "Mis.", "Doe iets.")


def test_a_fault_as_a_warning_differs_only_in_severity() -> None:
    fault = error("een-code", "Mis.", "Doe iets.", meaning="mis", advice="doe iets")
    assert fault.as_warning() == warning("een-code", "Mis.", "Doe iets.")


def test_long_text_is_truncated_and_control_characters_are_made_visible() -> None:
    diagnostic = error("een-code", "{text}", "{text}").at(PLACE, text="a" * 399 + "\x1b" + "b" * 60)
    assert diagnostic.message == diagnostic.remedy == "a" * 340 + "… …" + "b" * 50
    assert error("een-code", "{text}", "").at(PLACE, text="\x1b[31m\u202e\n").message == "␛[31m\ufffd "
