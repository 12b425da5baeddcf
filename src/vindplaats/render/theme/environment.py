"""The Jinja environment for the templates of a site: it escapes every value, and an undefined name is an error.

It gives the same result as Jinja (``tests/unit/render/theme/test_environment.py``) in less time. It parses each
template only once: the same tree serves to compile the template and to find which other templates it refers to. And it
uses quick code for the default templates (`code_generator`).
"""

from collections.abc import MutableMapping
from contextlib import suppress
from datetime import date
from typing import Any

from jinja2 import Environment, StrictUndefined, meta
from jinja2.utils import missing

from vindplaats.dutch.dates import dutch_date
from vindplaats.errors import UndefinedNameError
from vindplaats.read.notations.languages import is_right_to_left
from vindplaats.render.theme.code_generator import EscapingGenerator, QuickGenerator
from vindplaats.render.theme.generated import UNREADABLE, find_generated, load_code
from vindplaats.render.theme.printable import check_operands
from vindplaats.render.theme.template_loader import ThemeLoader, bare_name


class _Undefined(StrictUndefined):
    """A name or attribute that does not exist. Using it raises an error that says which, and of what value."""

    __slots__ = ()

    def __init__(self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None) -> None:
        def failure(_: str) -> UndefinedNameError:
            return UndefinedNameError(name, hint or "", obj, has_owner=obj is not missing)

        raised: Any = exc or failure  # Jinja only calls it with a message
        super().__init__(hint, obj, name, raised)


def _shown_date(value: object) -> object:
    """Return a date as a Dutch text, and any other value as it is: an editor may have written ``najaar 2026``."""
    return dutch_date(value) if isinstance(value, date) else value


MAX_COMPILED = 500
"""Maximum number of compiled templates to keep."""
_compiled: dict[tuple[Any, ...], tuple[Any, frozenset[str | None]]] = {}
"""The code of each compiled template, and the names of the templates that it refers to, by the arguments of `compile`.

It is kept for the next build in the same process, since `serve` builds after every change. Compiling would take most of
the time of such a build."""


class SiteEnvironment(Environment):
    """An environment that looks for each template in ``folders`` (`ThemeLoader`).

    It adds two things to those of Jinja: the test ``taal is rtl`` says whether a language is written from right to
    left, and the filter ``dag|datum`` writes a date as the site does: ``1 december 2026``.

    ``referred`` maps the name of each template loaded so far to the names of the templates that it refers to. None
    among them means that the template computes a name when it is rendered.
    """

    code_generator_class = EscapingGenerator

    def __init__(self, folders: tuple[str, ...], *, is_quick: bool = True) -> None:
        super().__init__(
            loader=ThemeLoader(folders),
            autoescape=True,
            undefined=_Undefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.tests["rtl"] = is_right_to_left
        self.filters["datum"] = _shown_date
        self.referred: dict[str, frozenset[str | None]] = {}
        self._is_quick = is_quick

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template knows as a `dict`, which each page copies faster than Jinja's `ChainMap`."""
        return {**self.globals, **(d or {})}

    def compile(self, source: Any, name: str | None = None, *args: Any, **values: Any) -> Any:
        """Compile a template as Jinja does, and record in `referred` the templates that it refers to."""
        if name is None or not isinstance(source, str):
            return super().compile(source, name, *args, **values)
        key = (self.code_generator_class, self._is_quick, source, name, *args, *sorted(values.items()))
        if key not in _compiled:
            code, referred = self._compile_anew(source, name, *args, **values)
            if len(_compiled) >= MAX_COMPILED:
                _compiled.clear()
            _compiled[key] = (code, referred)
        code, self.referred[name] = _compiled[key]
        return code

    def _compile_anew(self, source: str, name: str, *args: Any, **values: Any) -> tuple[Any, frozenset[str | None]]:
        """Return the code of a template, and the names of the templates that it refers to."""
        is_loaded = len(args) == 1 and not values  # as a loader calls this
        listed = bare_name(name)
        generated = find_generated(listed, source) if self._is_quick and is_loaded else None
        if generated:
            with suppress(*UNREADABLE):
                return load_code(listed, args[0]), frozenset(generated.refers_to)
        tree = self.parse(source, name, *args[:1])
        referred = self.referred[name] = frozenset(meta.find_referenced_templates(tree))
        if self.code_generator_class is EscapingGenerator:  # quick code is for templates that are right
            check_operands(tree)
        return super().compile(tree, name, *args, **values), referred


class GeneratingEnvironment(SiteEnvironment):
    """An environment that generates quick code."""

    code_generator_class = QuickGenerator

    def generate(self, name: str) -> tuple[str, tuple[str | None, ...]]:
        """Return the quick code of a template, and the names of the templates that it refers to, sorted."""
        source = self.loader.get_source(self, name)[0] if self.loader else ""
        tree = self.parse(source, name)
        referred = frozenset(meta.find_referenced_templates(tree))
        return Environment.compile(self, tree, name, raw=True), tuple(sorted(referred, key=str))
