"""Generate the Python code of templates: that of Jinja with a faster escape, or quick code.

Quick code is right or raises an exception, where Jinja's code would look further or explain what is wrong. So a page
that it cannot make is made again by Jinja's code, which decides. It is generated for the default templates only, ahead
of time (`vindplaats.render.theme.generated`).
"""

from collections.abc import Callable
from keyword import iskeyword
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from vindplaats.render.theme.printable import printable

escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""The private function behind `escape`; it returns a `str`. If it is missing, `escape` is used, which is slower."""


def escape_value(value: object) -> str:
    """Return the text that ``{{ value }}`` in a template writes to the page.

    Raises `UnprintableValueError` for a value of which only a programmer can read the text.
    """
    kind = type(value)
    if kind is str:
        return escape_text(value)  # type: ignore[arg-type]
    if kind is int:
        return str(value)
    return value if kind is Markup else escape(printable(value))  # type: ignore[return-value]


def plain_value(value: object) -> str:
    """Return the text that ``{{ value }}`` writes inside ``{% autoescape false %}``, with the same exception."""
    return str(printable(value))


def macro_text(context: Context, macro: Any, *values: object) -> str:
    """Return the text that ``{{ macro(value, …) }}`` writes to the page: what `Macro` returns, without its detours.

    Raises an exception for anything but a macro with at most as many values as it takes; and where its
    text would be escaped, because the block is inside ``{% autoescape false %}`` of another template.
    """
    lacking = len(macro.arguments) - len(values)
    if type(macro) is not Macro or lacking < 0 or macro.caller or macro.catch_kwargs or macro.catch_varargs:
        raise TypeError(macro)
    if not context.eval_ctx.autoescape:
        raise ValueError(macro)
    text: str = macro._func(*values, *[missing] * lacking) if lacking else macro._func(*values)
    return text


class EscapingGenerator(CodeGenerator):
    """A code generator that calls `escape_value` where Jinja's calls `escape`, and `plain_value` for `str`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Generate the code of a template, which imports the functions of this module."""
        self.writeline(f"from {__name__} import escape_text, escape_value, macro_text, plain_value")
        super().visit_Template(node, frame)

    # This overrides a private method of Jinja. If a version of Jinja does not call it, rendering is slower but correct.
    def _output_child_pre(self, _node: nodes.Expr, frame: Frame, _finalize: Any) -> None:
        if _is_escaped(frame):
            self.write("escape_value(")
        elif frame.eval_ctx.volatile:
            self.write("(escape_value if context.eval_ctx.autoescape else plain_value)(")
        else:
            self.write("plain_value(")


class QuickGenerator(EscapingGenerator):
    """A code generator for quick code. Its lines are not those of Jinja's code, so its errors have no place."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Generate the code of a template."""
        imported = [name for statement in node.find_all(nodes.FromImport) for name in statement.names]
        self._macros = {macro.name for macro in node.find_all(nodes.Macro)}
        self._macros |= {name if isinstance(name, str) else name[1] for name in imported}
        super().visit_Template(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write ``x.y`` where Jinja would also look for ``x["y"]``, and make ``missing.y`` an undefined value."""
        if not _is_plain(node.attr):
            super().visit_Getattr(node, frame)
            return
        if isinstance(node.node, nodes.Name) and node.node.ctx == "load":
            self.write(frame.symbols.ref(node.node.name))
        else:
            self.write("(")
            self.visit(node.node, frame)
            self.write(")")
        self.write(f".{node.attr}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Write the text between two statements of a template as one string, which Python formats at once."""
        if not _is_escaped(frame) or frame.require_output_check:
            super().visit_Output(node, frame)
            return
        texts = [child.data if isinstance(child, nodes.TemplateData) else None for child in node.nodes]
        layout = "".join("%s" if text is None else text.replace("%", "%%") for text in texts)
        self.writeline(f"{frame.buffer}.append(" if frame.buffer else "yield (", node)
        if None not in texts:
            self.write(repr("".join(text for text in texts if text)))
        else:
            self.write(f"{layout!r} % (")
            for child in node.nodes:
                if not isinstance(child, nodes.TemplateData):
                    self._write_value(child, frame)
                    self.write(", ")
            self.write(")")
        self.write(")")

    def _write_value(self, node: nodes.Expr, frame: Frame) -> None:
        """Write the escaped value of an expression, or the text of a macro that is called with positions only."""
        if (
            isinstance(node, nodes.Call)
            and isinstance(node.node, nodes.Name)
            and node.node.name in self._macros
            and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
        ):
            self.write(f"macro_text(context, {frame.symbols.ref(node.node.name)}")
            for argument in node.args:
                self.write(", ")
                self.visit(argument, frame)
            self.write(")")
        else:
            self.write("(escape_text(value) if type(value := ")  # `escape_value`, without a call for most values
            self.visit(node, frame)
            self.write(") is str else escape_value(value))")


def _is_escaped(frame: Frame) -> bool:
    """Return whether every value is escaped, which is known when the code is generated."""
    return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


def _is_plain(name: str) -> bool:
    """Return whether Python reads ``x.name`` as `getattr` reads the name: it may fold other letters, for instance."""
    return name.isascii() and name.isidentifier() and not name.startswith("_") and not iskeyword(name)
