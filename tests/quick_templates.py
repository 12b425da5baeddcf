"""Make builds in this process compile each template once: compiling takes nearly all the time of a small build."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from jinja2 import Environment, meta, nodes


@contextmanager
def quick_templates() -> Iterator[None]:
    """Reuse compiled templates: compilation depends on its arguments and the settings only. Sites in tests compile the
    same theme thousands of times. Errors are not remembered.
    """
    compile_, parse, find = Environment.compile, Environment.parse, meta.find_referenced_templates
    trees: dict[object, nodes.Template] = {}
    code: dict[object, Any] = {}
    referenced: dict[int, list[str | None]] = {}

    def settings(environment: Environment) -> tuple[object, ...]:
        return type(environment), environment.trim_blocks, environment.lstrip_blocks, environment.undefined

    def parsed(self: Environment, source: str, *args: Any, **kwargs: Any) -> nodes.Template:
        key = (source, args, tuple(sorted(kwargs.items())), settings(self))
        if key not in trees:
            trees[key] = parse(self, source, *args, **kwargs)
        return trees[key]

    def compiled(self: Environment, source: Any, *args: Any, **kwargs: Any) -> Any:
        # A tree comes from `parsed`, which keeps it, so no other object gets its id.
        what = source if isinstance(source, str) else id(source)
        key = (what, args, tuple(sorted(kwargs.items())), settings(self))
        if key not in code:
            code[key] = compile_(self, source, *args, **kwargs)
        return code[key]

    def find_referenced(ast: nodes.Template) -> Iterator[str | None]:
        if id(ast) not in referenced:
            referenced[id(ast)] = list(find(ast))
        return iter(referenced[id(ast)])

    with (
        patch.object(Environment, "parse", parsed),
        patch.object(Environment, "compile", compiled),
        patch.object(meta, "find_referenced_templates", find_referenced),
    ):
        yield
