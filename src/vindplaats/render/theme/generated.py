"""The quick Python code of the templates of the default theme (`code_generator`), kept in the folder ``generated/``.

To generate the code of a template and to compile it takes long, and most builds of a site after a small change do
hardly anything else. ``.ci/templates.py`` writes the files. The code of a template is used only if it was generated
from the very text of the template, by the installed version of Jinja. It is part of this package like its other code,
and Python keeps its bytecode beside it in the same way: nothing of it is ever in the cache of a site.
"""

import os
from functools import cache
from importlib.machinery import SourceFileLoader
from types import CodeType

import jinja2
from msgspec import MsgspecError, Struct, json

from vindplaats.inputs.inventory import digest

GENERATED_FOLDER = os.path.join(os.path.dirname(__file__), "generated")
INDEX = "index.json"
UNREADABLE = (OSError, EOFError, ImportError, SyntaxError, TypeError, ValueError)
"""What loading code raises if its file or its bytecode is absent or damaged. The template is then compiled as one of a
site is (`EscapingGenerator`)."""


class GeneratedTemplate(Struct, frozen=True):
    """The hexadecimal digest of a template, and the templates to which it refers (`SiteEnvironment.referred`)."""

    digest: str
    refers_to: tuple[str | None, ...]


class GeneratedIndex(Struct, frozen=True):
    """The templates for which there is generated code, by name, and the version of Jinja that generated it."""

    jinja: str
    templates: dict[str, GeneratedTemplate]


def find_generated(name: str, source: str) -> GeneratedTemplate | None:
    """Return what is known of the template ``name`` with the text ``source``, or None if there is no code for it."""
    found = _index().templates.get(name)
    return found if found is not None and found.digest == digest(source.encode()).hex() else None


def code_path(name: str) -> str:
    """Return the path of the code of a template."""
    return os.path.join(GENERATED_FOLDER, f"{name}.txt")


def load_code(name: str, filename: str) -> CodeType:
    """Return the compiled code of a template that `find_generated` finds, as if it were compiled from ``filename``.

    Raises the exceptions in `UNREADABLE`.
    """
    code = SourceFileLoader(name, code_path(name)).get_code(name)
    if code is None:  # never, for a file with source code
        raise FileNotFoundError(code_path(name))
    return _with_filename(code, filename)


def _with_filename(code: CodeType, filename: str) -> CodeType:
    constants = (_with_filename(part, filename) if isinstance(part, CodeType) else part for part in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(constants))


@cache
def _index() -> GeneratedIndex:
    """Return the index, or an empty one if it cannot be read or was made with another version of Jinja."""
    version = getattr(jinja2, "__version__", "")
    try:
        with open(os.path.join(GENERATED_FOLDER, INDEX), "rb") as stream:
            index = json.decode(stream.read(), type=GeneratedIndex)
    except (OSError, MsgspecError):
        return GeneratedIndex(version, {})
    return index if index.jinja == version else GeneratedIndex(version, {})
