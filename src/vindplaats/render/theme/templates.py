"""Templates and static files: those of the site, and those of the default theme that the site does not replace."""

import gc
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress

from jinja2 import Environment, FileSystemLoader, TemplateError
from msgspec import Struct

from vindplaats.diagnostics import templates as template_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.errors import RenderFailedError
from vindplaats.inputs.clutter import is_clutter
from vindplaats.inputs.inventory import FileStat
from vindplaats.inputs.theme_files import THEME_PREFIX, theme_folder
from vindplaats.render.routing.addresses import STATIC
from vindplaats.render.theme.environment import SiteEnvironment
from vindplaats.render.theme.fonts import is_other_font
from vindplaats.render.theme.generated import find_generated
from vindplaats.render.theme.template_faults import (
    TEMPLATES,
    TemplateContext,
    nearest_template,
    template_fault,
)
from vindplaats.render.theme.template_loader import DEFAULT_PREFIX, bare_name, is_default
from vindplaats.render.theme.template_references import cycle_faults, reference_faults

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
    "zoeken",
    "404",
    "redirect",
)
"""Names of the templates that a site may replace: ``"home"``, for example, with ``templates/home.html``. These names
must not change, because sites rely on them."""


class Theme(Struct, frozen=True):
    """The templates of a site, each compiled when it is first needed.

    ``folders`` are the absolute paths of the folders with templates, that of the site first. ``references`` is copied
    from `ThemeCheck`, and is empty until the theme has been checked. ``environment`` has quick code for the default
    templates; ``careful`` does not. The latter renders what the former cannot, such as the templates in ``slow``.
    """

    environment: SiteEnvironment
    careful: SiteEnvironment
    folders: tuple[str, ...]
    references: Mapping[str, tuple[str, ...]] = {}
    slow: set[str] = set()

    def render(self, name: str, **values: object) -> bytes:
        """Render the template ``name``, such as ``"home"``. Raises `RenderFailedError` if it fails."""
        if name not in self.slow:
            with suppress(Exception):  # quick code raises one where it does not know what to do
                return self.environment.get_template(f"{name}.html").render(values).encode()
        try:
            data = self.careful.get_template(f"{name}.html").render(values).encode()
        except Exception as error:
            # A template is code and can raise any exception: `cycler()` without values raises `RuntimeError`.
            context = TemplateContext(self.careful, self.folders)
            raise RenderFailedError(template_fault(error, f"{name}.html", context, values)) from error
        self.slow.add(name)
        return data

    def sources(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the file name and text of a template and of all that it extends, includes or imports, sorted by name.

        The text of a template that does not exist or is no UTF-8 is empty.
        """
        found: dict[str, str] = {}
        wanted = {f"{name}.html"}
        while wanted:
            file = wanted.pop()
            try:
                found[file] = _text(self.environment, file)
            except (TemplateError, UnicodeDecodeError):
                found[file] = ""  # so that the page is outdated once the template exists
            wanted |= set(self.references.get(file, ())) - found.keys()
        return tuple(sorted(found.items()))


class ThemeCheck(Struct, frozen=True, array_like=True):
    """The diagnostics of the templates, and the names of the templates to which each template refers or may refer."""

    diagnostics: tuple[Diagnostic, ...]
    references: dict[str, tuple[str, ...]]


def load_theme(source: str) -> Theme:
    """Return the theme of the site in ``source``. The templates of the site replace default ones of the same name."""
    folders = (os.path.abspath(os.path.join(source, TEMPLATES)), str(theme_folder() / TEMPLATES))
    return Theme(SiteEnvironment(folders), SiteEnvironment(folders, is_quick=False), folders)


def check_theme(theme: Theme) -> ThemeCheck:
    """Compile every template. Report templates with an error, and templates of the site that nothing uses."""
    report = Report()
    references: dict[str, tuple[str, ...]] = {}
    used = {f"{name}.html" for name in TEMPLATE_NAMES}
    environment, context = theme.environment, TemplateContext(theme.environment, theme.folders)
    everything = environment.list_templates()
    names = sorted(filter(_is_template, everything))
    any_name = [*everything, *(f"{DEFAULT_PREFIX}{name}" for name in everything if context.is_of_theme(name))]
    own = [] if _is_default(names, context) else [name for name in names if context.is_own(name)]
    wanted = [*everything]
    for name in wanted:  # which grows by names such as "standaard/base.html", which are not listed
        try:
            environment.get_template(name)
            if name in own:
                report.extend(reference_faults(name, context))
        except Exception as error:
            # Besides its own errors, Jinja lets those of Python's compiler through: `SyntaxError` for a macro with two
            # equal arguments, `RecursionError` for too many brackets, `ValueError` for a number that is too long.
            if name in names:
                report.add(template_fault(error, name, context))
        referred = environment.referred.get(name)
        if referred is not None:  # else it could not be parsed
            known = {other for other in referred if other}
            used |= {bare_name(other) for other in known if not is_default(other)} if _is_template(name) else set()
            wanted += sorted(known.difference(wanted))
            # None means that the template computes a name when it is rendered, so it may refer to any template.
            references[name] = tuple(sorted(any_name if None in referred else known))
    # Jinja's errors are in reference cycles that hold every calling function, with all that it refers to, as long as
    # the collector is off during a build. Only what was made since then is searched, which takes less than 1 ms.
    gc.collect(0)
    report.extend(cycle_faults(own, references, context))
    if any(is_default(name) and _is_template(name) for name in FileSystemLoader(theme.folders[:1]).list_templates()):
        report.add(template_faults.RESERVED_FOLDER.at(Place(f"{TEMPLATES}/{DEFAULT_PREFIX[:-1]}")))
    missing = used - {*everything}
    for name in names:
        if name not in used and context.is_own(name) and not nearest_template(name, missing):
            place, near = Place(f"{TEMPLATES}/{name}"), nearest_template(name, used - missing)
            report.add(template_faults.UNKNOWN_TEMPLATE.at(place, name=name, near=near))
    return ThemeCheck(report.diagnostics, references)


def _is_default(names: Iterable[str], context: TemplateContext) -> bool:
    """Return whether the text of every template is that of the default theme, in which all references are right.

    That is so in the repository of this package, where the default theme is the theme of the site.
    """
    return all(find_generated(name, context.text(name)) is not None for name in names)


def _text(environment: Environment, name: str) -> str:
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _is_template(name: str) -> bool:
    """Return whether a file is checked as a template: all are, except hidden ones, clutter and any ``README.md``."""
    parts = name.split("/")
    return parts[-1].lower() != "readme.md" and not any(part.startswith(".") or is_clutter(part) for part in parts)


def static_files(files: Iterable[FileStat], font: str = "") -> tuple[str, ...]:
    """Return the inventory paths of the static files to publish, sorted by the path at which each is published.

    A static file of the site replaces the one of the default theme with the same path. ``font`` is the font of the
    site; the files that the default theme has for other fonts are left out. If no file has a path of the default theme,
    the site is in its folder, and all files are those of the theme.
    """
    found: dict[str, str] = {}
    has_theme = False
    for file in files:
        path = file.path.removeprefix(THEME_PREFIX)
        has_theme = has_theme or path != file.path
        if not file.kind and path.startswith(f"{STATIC}/") and (path not in found or path == file.path):
            found[path] = file.path
    is_own = {path: has_theme and found[path] == path for path in found}
    return tuple(found[path] for path in sorted(found) if is_own[path] or not is_other_font(path, font))
