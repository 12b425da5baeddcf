"""Find values in templates that have no text for visitors, such as a function that lacks its brackets.

Such a value reaches a page as itself (``{{ pagina.statisch }}``), or after an operation that makes a text of it: ``~``,
or a filter for texts. `code_generator` checks the former, and `check_operands` has Jinja's code check the latter.
"""

from collections.abc import Iterable, Iterator

from jinja2 import nodes
from jinja2.runtime import LoopContext, TemplateReference, Undefined
from msgspec import Struct

from vindplaats.errors import UnprintableValueError

_OF_TEXT = frozenset({
    "capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string",
    "striptags", "title", "trim", "truncate", "upper", "urlize", "wordcount", "wordwrap",
})  # fmt: skip
"""The filters of Jinja that make a text of any value, whatever it is."""


def printable(value: object) -> object:
    """Return a value that has a text: not a function, which lacks its brackets, nor a whole view or a loop.

    Raises `UnprintableValueError` for any other.
    """
    if isinstance(value, str | Undefined):
        return value
    if callable(value) and not isinstance(value, LoopContext):
        raise UnprintableValueError(value, is_function=True)
    is_whole = isinstance(value, Struct | LoopContext | TemplateReference) or hasattr(value, "__next__")
    if is_whole or (type(value).__repr__ is object.__repr__ and type(value).__str__ is object.__str__):
        raise UnprintableValueError(value, is_function=False)
    return value


def printable_items(values: Iterable[object]) -> Iterator[object]:
    """Yield values that have a text, for the filter ``join``. Raises `UnprintableValueError` for any other."""
    return map(printable, values)


def check_operands(tree: nodes.Template) -> None:
    """Have the code of a template check the values that it makes a text of, before any page shows that."""
    for concat in list(tree.find_all(nodes.Concat)):
        concat.nodes = [_call(printable.__name__, node) for node in concat.nodes]
    for used in list(tree.find_all(nodes.Filter)):
        if used.node is not None and used.name in _OF_TEXT:
            used.node = _call(printable.__name__, used.node)
        elif used.node is not None and used.name == "join" and len(used.args) < 2 and not used.kwargs:  # noqa: PLR2004
            used.node = _call(printable_items.__name__, used.node)  # without an attribute of each item


def _call(function: str, operand: nodes.Expr) -> nodes.Expr:
    """Return a call of a function of this module with the value of an expression, which calls it unless it is known."""
    if isinstance(operand, nodes.Const):
        return operand
    name = nodes.ImportedName(f"{__name__}.{function}")
    return nodes.Call(name, [operand], [], None, None, lineno=operand.lineno, environment=operand.environment)
