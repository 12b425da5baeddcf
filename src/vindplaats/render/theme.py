"""Templates and static files: those of the site, and of the default theme where the site has none of that name."""

import os
import posixpath
import re
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    meta,
)
from msgspec import Struct

from vindplaats import messages
from vindplaats.diagnostics import Diagnostic, Place
from vindplaats.render.artifact import Artifact
from vindplaats.suggest import nearest

TEMPLATES = "templates"
STATIC = "static"
NAMES = ("base", "home", "project", "nieuwsbericht", "index", "overzicht", "pagina", "404", "redirect")
"""The contract: a site replaces any of these by a file of the same name (and ``.html``)."""


class TemplateFailedError(Exception):
    """A template could not be filled in; ``diagnostic`` says which, and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Theme(Struct, frozen=True):
    """Compiled templates by name without ``.html``."""

    templates: Mapping[str, Template]
    folders: tuple[str, ...]

    def render(self, name: str, **values: object) -> bytes:
        """Fill in a template. Raises `TemplateFailedError`."""
        try:
            return self.templates[name].render(values).encode()
        except TemplateError as error:
            raise TemplateFailedError(_explain(error, f"{name}.html", self.folders)) from error
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            # What an expression in a template can run into; anything else is a bug of ours.
            raise TemplateFailedError(_explain(error, f"{name}.html", self.folders)) from error


def default_theme() -> Path:
    """The folder with the default ``templates/`` and ``static/``: in the wheel, else the repository's own."""
    package = Path(__file__).parents[1]
    carried = package / "theme"
    return carried if carried.is_dir() else package.parents[1]


def load_theme(source: str) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Compile every template of the site and the theme; None where one of them fails."""
    folders = (os.path.abspath(os.path.join(source, TEMPLATES)), str(default_theme() / TEMPLATES))
    loader = FileSystemLoader(folders)
    environment = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    told: list[Diagnostic] = []
    compiled: dict[str, Template] = {}
    used = {f"{name}.html" for name in NAMES}
    for name in sorted(environment.list_templates(filter_func=_is_visible)):
        try:
            text, _, _ = loader.get_source(environment, name)
            used |= {n for n in meta.find_referenced_templates(environment.parse(text)) if n}
            compiled[name] = environment.get_template(name)
        except (TemplateError, UnicodeDecodeError) as error:
            told.append(_explain(error, name, folders))
    own = folders[0]
    told += [
        messages.unknown_template(Place(f"{TEMPLATES}/{name}"), name, nearest(name, sorted(used)))
        for name in sorted(environment.list_templates(filter_func=_is_visible))
        if name not in used and os.path.isfile(os.path.join(own, name))
    ]
    if any(d.severity == "error" for d in told):
        return None, tuple(told)
    return Theme({name: compiled[f"{name}.html"] for name in NAMES}, folders), tuple(told)


def _is_visible(name: str) -> bool:
    return not any(part.startswith(".") for part in name.split("/"))


def _explain(error: Exception, name: str, folders: Iterable[str]) -> Diagnostic:
    """Where in which template it went wrong: the deepest line of the traceback that is a template's."""
    file, line = name, 1
    if isinstance(error, TemplateSyntaxError):
        file, line = error.name or file, error.lineno
    else:
        for frame in traceback.extract_tb(error.__traceback__):
            for folder in folders:
                if frame.filename.startswith(folder + os.sep):
                    file, line = (
                        os.path.relpath(frame.filename, folder).replace(os.sep, "/"),
                        frame.lineno or 1,
                    )
    problem = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    return messages.template_error(Place(f"{TEMPLATES}/{file}", line), problem)


def static_files(source: str) -> tuple[Artifact, ...]:
    """The static files of theme and site, the site's own first, sorted by path."""
    found: dict[str, Artifact] = {}
    for folder in (str(default_theme() / STATIC), os.path.join(source, STATIC)):
        for root, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if not name.startswith("."):
                    full = os.path.join(root, name)
                    path = posixpath.join(STATIC, os.path.relpath(full, folder).replace(os.sep, "/"))
                    found[path] = Artifact(path, copy_of=full)
    return tuple(found[path] for path in sorted(found))
