"""Jinja as the templates of a site need it: all that is filled in is escaped, and what is not there is an error.

Two things are done at less cost than Jinja does them, with the same result (``tests/unit/render/test_environment.py``).
A text that is filled in stays a `str` where Jinja makes a `Markup` of it, only to join it with others. And a template
that is parsed to see which others it refers to is not parsed again to be compiled.
"""

from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
"""`escape` of a `str` that leaves it one. A version of the library without it is only slower."""


def filled_in(value: object) -> str:
    """What a page has where a template has ``{{ value }}``."""
    kind = type(value)
    if kind is str:
        return _escaped(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


class _Generator(CodeGenerator):
    """Writes `filled_in` where Jinja writes `escape`."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline(f"from {__name__} import {filled_in.__name__}")
        super().visit_Template(node, frame)

    # Takes the place of a private method. A version of the library that does not call it is only slower.
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{filled_in.__name__}(")


class SiteEnvironment(Environment):
    """The templates in ``folders``, those of the first before those of the next. ``referred`` is what was found out
    when a template was compiled: which others it refers to, None for one whose name it works out.
    """  # noqa: D205 (one sentence)

    code_generator_class = _Generator

    def __init__(self, folders: tuple[str, ...]) -> None:
        super().__init__(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.referred: dict[str, frozenset[str | None]] = {}

    def compile(self, source: Any, name: str | None = None, *args: Any, **values: Any) -> Any:
        """As in the library, and keep what the template refers to."""
        if name is None or not isinstance(source, str):
            return super().compile(source, name, *args, **values)
        tree = self.parse(source, name, *args[:1])
        self.referred[name] = frozenset(meta.find_referenced_templates(tree))
        return super().compile(tree, name, *args, **values)
