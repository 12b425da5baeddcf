"""Templates and static files: those of the site, and those of the default theme that the site does not replace."""

import os
import re
import traceback
from collections.abc import Iterable, Mapping

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError
from msgspec import Struct

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
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
"""The contract with sites, which may replace each of these by a file of the same name, with ``.html``."""


class Theme(Struct, frozen=True):
    """The templates of a site, each compiled when it is first needed. ``references`` are those of `ThemeCheck`."""

    environment: SiteEnvironment
    folders: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]] = {}

    def render(self, name: str, **values: object) -> bytes:
        """Render a template. Raises `RenderFailedError`."""
        try:
            return self.environment.get_template(f"{name}.html").render(values).encode()
        except TemplateError as error:
            raise RenderFailedError(_template_fault(error, f"{name}.html", self.folders)) from error
        except Exception as error:
            # A template is code, and can run into anything: `cycler()` without values raises `RuntimeError`.
            raise RenderFailedError(_template_fault(error, f"{name}.html", self.folders)) from error

    def sources(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the text of a template and of all that it extends, includes or imports, by name; sorted by name."""
        found: dict[str, str] = {}
        wanted = {f"{name}.html"}
        while wanted:
            file = wanted.pop()
            try:
                found[file] = _text(self.environment, file)
            except TemplateError:
                found[file] = ""  # it may come to exist
            wanted |= set(self.references.get(file, ())) - found.keys()
        return tuple(sorted(found.items()))


class ThemeCheck(Struct, frozen=True, array_like=True):
    """The faults of the templates, and the other templates that each of them refers to, or may refer to."""

    diagnostics: tuple[Diagnostic, ...]
    references: dict[str, tuple[str, ...]]


def load_theme(source: str) -> Theme:
    """Return the templates of the site at ``source`` and, where it has none of that name, of the default theme."""
    folders = (os.path.abspath(os.path.join(source, TEMPLATES)), str(theme_folder() / TEMPLATES))
    return Theme(SiteEnvironment(folders), folders)


def check_theme(theme: Theme) -> ThemeCheck:
    """Compile every template, and report faults and templates of the site that nothing uses."""
    report = Report()
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
                report.add(_template_fault(error, name, theme.folders))
        referred = environment.referred.get(name)
        if referred is not None:  # else it could not be parsed
            known = {other for other in referred if other}
            used |= known if name in names else set()
            # None stands for a name that is known only when the template is rendered: it may be any.
            references[name] = tuple(sorted(everything if None in referred else known))
    for name in names:
        if name not in used and os.path.isfile(os.path.join(theme.folders[0], name)):
            place, near = Place(f"{TEMPLATES}/{name}"), nearest(name, sorted(used))
            report.add(site.UNKNOWN_TEMPLATE.at(place, name=name, near=near))
    return ThemeCheck(report.diagnostics, references)


def _text(environment: Environment, name: str) -> str:
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _is_template(name: str) -> bool:
    """Return whether a file is meant as a template: hidden files and any ``README.md`` are not."""
    parts = name.split("/")
    return parts[-1].lower() != "readme.md" and not any(part.startswith(".") for part in parts)


def _template_fault(error: Exception, name: str, folders: Iterable[str]) -> Diagnostic:
    """Return the fault, with its place: the deepest line of the traceback that belongs to a template."""
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
    if isinstance(error, TemplateNotFound):  # Jinja's own message has folders of this machine in it
        problem = f"sjabloon '{error.name}' bestaat niet"
    else:
        problem = re.sub(r"\s+", " ", str(error)).strip().rstrip(".")
    return site.TEMPLATE_ERROR.at(Place(f"{TEMPLATES}/{file}", line), problem=problem)


def static_files(files: Iterable[FileStat]) -> tuple[str, ...]:
    """Return the static files of the theme and of the site, which replaces those of the theme; sorted by path."""
    found: dict[str, str] = {}
    for file in files:
        path = file.path.removeprefix(THEME_PREFIX)
        if not file.kind and path.startswith(f"{STATIC}/") and (path not in found or path == file.path):
            found[path] = file.path
    return tuple(found[path] for path in sorted(found))
