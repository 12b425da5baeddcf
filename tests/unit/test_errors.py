"""Exceptions are declared in one module, with one base class."""

import ast
import builtins

from support import REPOSITORY
from vindplaats import errors
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import LateInterrupt, RenderFailedError, VindplaatsError

EXCEPTIONS = {name for name, value in vars(builtins).items() if isinstance(value, type)} & {
    name for name in dir(builtins) if name.endswith(("Error", "Exception", "Interrupt", "Exit", "Warning"))
}
OURS = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, BaseException)}


def test_no_other_module_declares_an_exception() -> None:
    for path in (REPOSITORY / "src").rglob("*.py"):
        if path.name == "errors.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not {ast.unparse(base).rpartition(".")[2] for base in node.bases} & (EXCEPTIONS | OURS), path


def test_all_exceptions_have_one_base_and_none_is_an_os_error() -> None:
    """Handlers of `OSError` report failures of the operating system, which these are not."""
    for name in OURS - {"LateInterrupt"}:
        exception = getattr(errors, name)
        assert issubclass(exception, VindplaatsError)
        assert not issubclass(exception, OSError)
    assert not issubclass(LateInterrupt, Exception)


def test_an_exception_with_a_diagnostic_has_its_message() -> None:
    found = Diagnostic("x", "error", "a.md", 1, 1, "Dit is fout.", "")
    error = RenderFailedError(found)
    assert (str(error), error.diagnostic) == ("Dit is fout.", found)
