"""Templates and static files: those of the site, and of the default theme where the site has none of that name."""

import os
import re
import traceback
from collections.abc import Iterable, Mapping

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from msgspec import Struct

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.errors import RenderFailedError
from vindplaats.inputs.inventory import FileStat
from vindplaats.inputs.theme_files import THEME_PREFIX, theme_folder
from vindplaats.render.theme.environment import SiteEnvironment
from vindplaats.suggest import nearest

TEMPLATES = "templates"
STATIC = "static"
TEMPLATE_NAMES = (
    "base",
    "home",
    "project",
    "nieuwsbericht",
    "index",
    "projecten",
    "nieuws",
    "werkveld",
    "werkveld-jaar",
    "opdrachtgever",
    "contactpersoon",
    "reeks",
    "auteur",
    "jaar",
    "overzicht",
    "pagina",
    "404",
    "redirect",
)
"""The contract: a site replaces any of these by a file of the same name (and ``.html``)."""


class Theme(Struct, frozen=True):
    """The templates of a site; each is compiled when it is first needed. ``references`` is that of `ThemeCheck`."""

    environment: SiteEnvironment
    folders: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]] = {}

    def render(self, name: str, **values: object) -> bytes:
        """Fill in a template. Raises `RenderFailedError`."""
        try:
            return self.environment.get_template(f"{name}.html").render(values).encode()
        except TemplateError as error:
            raise RenderFailedError(_explain(error, f"{name}.html", self.folders)) from error
        except Exception as error:
            # A template is code, and can run into anything: `cycler()` without values raises `RuntimeError`.
            raise RenderFailedError(_explain(error, f"{name}.html", self.folders)) from error

    def sources(self, name: str) -> tuple[tuple[str, str], ...]:
        """The template and all that it extends, includes or imports, each with its text; sorted by name."""
        found: dict[str, str] = {}
        wanted = {f"{name}.html"}
        while wanted:
            one = wanted.pop()
            try:
                found[one] = _text(self.environment, one)
            except TemplateError:
                found[one] = ""  # it may come to be
            wanted |= set(self.references.get(one, ())) - found.keys()
        return tuple(sorted(found.items()))


class ThemeCheck(Struct, frozen=True, array_like=True):
    """What is wrong with templates, and which others each of them refers to, or may refer to."""

    told: tuple[Diagnostic, ...]
    references: dict[str, tuple[str, ...]]


def load_theme(source: str) -> Theme:
    """The templates of the site at ``source``, before those of the default theme."""
    folders = (os.path.abspath(os.path.join(source, TEMPLATES)), str(theme_folder() / TEMPLATES))
    return Theme(SiteEnvironment(folders), folders)


def check_theme(theme: Theme) -> ThemeCheck:
    """Compile every template; what is wrong with them, and which of the site's own is used nowhere."""
    told: list[Diagnostic] = []
    references: dict[str, tuple[str, ...]] = {}
    used = {f"{name}.html" for name in TEMPLATE_NAMES}
    environment = theme.environment
    everything = environment.list_templates()
    names = sorted(filter(_is_template, everything))
    for name in everything:
        try:
            environment.get_template(name)
        except (TemplateError, UnicodeDecodeError) as error:
            if name in names:
                told.append(_explain(error, name, theme.folders))
        referred = environment.referred.get(name)
        if referred is not None:  # else it could not be parsed
            some = {n for n in referred if n}
            used |= some if name in names else set()
            # None is a name that is known only when the template is filled in: it may be any.
            references[name] = tuple(sorted(everything if None in referred else some))
    told += [
        site.UNKNOWN_TEMPLATE.at(Place(f"{TEMPLATES}/{name}"), name=name, near=nearest(name, sorted(used)))
        for name in names
        if name not in used and os.path.isfile(os.path.join(theme.folders[0], name))
    ]
    return ThemeCheck(tuple(told), references)


def _text(environment: Environment, name: str) -> str:
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _is_template(name: str) -> bool:
    """Tell whether a file is meant as a template: hidden files and any ``README.md`` are not."""
    parts = name.split("/")
    return parts[-1].lower() != "readme.md" and not any(part.startswith(".") for part in parts)


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
    if isinstance(error, TemplateNotFound):  # Jinja's own message has the folders of this machine in it
        problem = f"sjabloon '{error.name}' bestaat niet"
    else:
        problem = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    return site.TEMPLATE_ERROR.at(Place(f"{TEMPLATES}/{file}", line), problem=problem)


def static_files(seen: Iterable[FileStat]) -> tuple[str, ...]:
    """The static files of theme and site as they were seen, the site's own first, sorted by path."""
    found: dict[str, str] = {}
    for one in seen:
        path = one.path.removeprefix(THEME_PREFIX)
        if not one.kind and path.startswith(f"{STATIC}/") and (path not in found or path == one.path):
            found[path] = one.path
    return tuple(found[path] for path in sorted(found))
