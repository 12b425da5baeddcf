"""Regular expressions that are compiled when they are first used.

This package has about 400, and compiling all of them would take a third of the time that it takes to start. A build
after a small change uses a third of them.
"""

import re
from typing import Any, AnyStr, cast

_METHODS = ("fullmatch", "match", "search", "finditer", "findall", "sub", "subn", "split")


class _Pattern:
    """A pattern that is not compiled until one of its methods is needed."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def compile(self) -> None:
        """Compile the pattern, and get the methods of the result as attributes: `__getattr__` is called no more."""
        compiled = re.compile(self.pattern, self._flags)
        self.__dict__.update((name, getattr(compiled, name)) for name in _METHODS)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        self.compile()
        return self.__dict__[name]


_patterns: list[_Pattern] = []


def regex(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that has the methods of a compiled one, and is compiled when one of them is first used.

    It is not an instance of `re.Pattern`, so call its methods: ``re.sub(_SPACES, …)`` raises `TypeError`. Use it for
    patterns that are made while a module is imported.
    """
    made = _Pattern(pattern, flags)
    _patterns.append(made)
    return cast("re.Pattern[AnyStr]", made)


def compile_all() -> None:
    """Compile every pattern that has not been used. Forked processes would otherwise do so again and again."""
    while _patterns:
        made = _patterns.pop()
        if "match" not in made.__dict__:
            made.compile()
