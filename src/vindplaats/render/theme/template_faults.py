"""Say in Dutch what is wrong with a template, and where. Jinja's own messages are English and suggest nothing."""

import os
import re
import traceback
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from jinja2 import Environment, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, LoopContext, TemplateReference
from markupsafe import Markup
from msgspec import Struct

from vindplaats.diagnostics import templates
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.errors import UndefinedNameError, UnknownStaticFileError, UnprintableValueError
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.patterns import regex
from vindplaats.render.theme.template_loader import DEFAULT_PREFIX, bare_name, is_default, is_part
from vindplaats.render.theme.template_problems import problem_of
from vindplaats.render.theme.template_syntax import (
    line_text,
    place_of_word,
    quoted_line,
    syntax_fault,
)
from vindplaats.render.views.pages import PaginaView
from vindplaats.suggest import nearest

TEMPLATES = "templates"

_OWNERS: Mapping[type, str] = {
    str: "een tekst",
    Markup: "een tekst",
    int: "een getal",
    bool: "ja of nee",
    list: "een lijst",
    tuple: "een lijst",
}
"""What a value without attributes is called, by its type."""
_MACRO = regex(r"the template '(.*)' \(imported on line \d+ in '(.*)'\) does not export the requested name '(.*)'")
_NO_FILTER = regex(r"No (filter|test) named '(.*?)'")


class TemplateContext(Struct, frozen=True):
    """The templates of a site: their environment, and the folders with them, that of the site first.

    ``trees`` has the templates that have been parsed, by their text.
    """

    environment: Environment
    folders: tuple[str, ...]
    trees: dict[str, nodes.Template] = {}

    def text(self, name: str) -> str:
        """Return the text of a template, or an empty text if it cannot be read."""
        try:
            return self.environment.loader.get_source(self.environment, name)[0] if self.environment.loader else ""
        except (TemplateError, UnicodeDecodeError):
            return ""

    def tree(self, name: str) -> nodes.Template:
        """Parse a template, each text once: every page extends ``base.html``. Raises `TemplateSyntaxError`."""
        text = self.text(name)
        if text not in self.trees:
            try:
                self.trees[text] = self.environment.parse(text)
            except (RecursionError, ValueError) as error:  # of Python: too many brackets, or a number that is too long
                raise TemplateSyntaxError(str(error), 1) from error
        return self.trees[text]

    def has(self, name: str) -> bool:
        """Return whether there is a template with this name, whatever is in it."""
        try:
            return bool(self.environment.loader and self.environment.loader.get_source(self.environment, name))
        except TemplateNotFound:
            return False
        except UnicodeDecodeError:
            return True

    def is_own(self, name: str) -> bool:
        """Return whether a template is in the folder of the site itself."""
        return not is_default(name) and os.path.isfile(os.path.join(self.folders[0], name))

    def is_of_theme(self, name: str) -> bool:
        """Return whether the default theme has a template with this name, which has no `DEFAULT_PREFIX`."""
        return os.path.isfile(os.path.join(self.folders[-1], name))

    def is_unreachable(self, name: str) -> bool:
        """Return whether a template is in a folder of the site that only the default theme can have."""
        return is_default(name) and os.path.isfile(os.path.join(self.folders[0], DEFAULT_PREFIX, bare_name(name)))

    def file(self, name: str) -> str:
        """Return the path of a template as diagnostics show it: ``"thema/templates/…"`` for one of the default theme.

        A template that does not exist has a path in the site.
        """
        bare = bare_name(name)
        is_of_theme = not self.is_own(name) and self.is_of_theme(bare)
        return f"{THEME_PREFIX if is_of_theme else ''}{TEMPLATES}/{bare if is_of_theme else name}"

    def default_names(self) -> tuple[str, ...]:
        """Return the names of the templates of the default theme, each without `DEFAULT_PREFIX`."""
        names = self.environment.list_templates()
        return tuple(name for name in names if name.endswith(".html") and self.is_of_theme(name))


def template_fault(
    error: Exception, name: str, context: TemplateContext, values: Mapping[str, object] | None = None
) -> Diagnostic:
    """Return the diagnostic of an error in the template ``name`` or one that it uses, at the line that led to it.

    ``values`` are those that the template was rendered with. If the template of the site calls one of the default
    theme, the place is the call. An error that may come from the values of the page names that page.
    """
    fault = _fault(error, name, context, values or {})
    page = (values or {}).get("pagina")
    return templates.on_page(fault, page.titel) if isinstance(page, PaginaView) and _is_of_values(error) else fault


def _is_of_values(error: Exception) -> bool:
    """Return whether a template may fail for one page and not for another."""
    if isinstance(error, UndefinedNameError):
        return error.has_owner and not isinstance(
            error.owner, Struct | TemplateModule | LoopContext | TemplateReference
        )
    return not isinstance(error, TemplateError | UnicodeDecodeError | UnknownStaticFileError | UnprintableValueError)


def _fault(error: Exception, name: str, context: TemplateContext, values: Mapping[str, object]) -> Diagnostic:
    if isinstance(error, TemplateSyntaxError):
        file = _relative(error.name or name, context.folders)
        if match := _NO_FILTER.match(error.message or ""):
            return _unknown_filter(match, file, error.lineno, context)
        return syntax_fault(error, context.file(file), context.text(file))
    if isinstance(error, UnicodeDecodeError) and not _frames(error, context.folders):
        return templates.NOT_UTF8.at(Place(context.file(name)))
    file, line = _line_of(error, name, context)
    if isinstance(error, TemplateNotFound):
        return missing_template(str(error.name), place_of(file, line, str(error.name), context), context)
    if match := _NO_FILTER.match(str(error)):
        return _unknown_filter(match, file, line, context)
    if isinstance(error, UnknownStaticFileError):
        place = place_of(file, line, error.name, context)
        bare = error.name.lstrip("./").removeprefix("static/")
        near = bare if bare in error.known else nearest(bare, error.known)
        return templates.MISSING_STATIC.at(place, name=error.name, near=near)
    if isinstance(error, UndefinedNameError):
        return _undefined_fault(error, file, line, context, values)
    if isinstance(error, UnprintableValueError):
        fault = templates.NOT_CALLED if error.is_function else templates.WITHOUT_PRINTED_TEXT
        return fault.at(Place(context.file(file), line), quote=quoted_line(context.text(file), line))
    return _other_fault(str(error), type(error), file, line, context)


def _relative(name: str, folders: Iterable[str]) -> str:
    """Return the name of a template, for which Jinja sometimes gives its whole path."""
    folder = next((folder for folder in folders if name.startswith(folder + os.sep)), "")
    return os.path.relpath(name, folder).replace(os.sep, "/") if folder else name


def _frames(error: Exception, folders: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Return the folder, name and line of every template that led to an error, the innermost last."""
    prefixes = {folder: "" if folder == folders[0] else DEFAULT_PREFIX for folder in folders}
    return [
        (folder, prefix + _relative(frame.filename, (folder,)), frame.lineno or 1)
        for frame in traceback.extract_tb(error.__traceback__)
        for folder, prefix in prefixes.items()
        if frame.filename.startswith(folder + os.sep)
    ]


def _line_of(error: Exception, name: str, context: TemplateContext) -> tuple[str, int]:
    """Return the name and line of the innermost template that led to an error, one of the site itself if possible."""
    frames = _frames(error, context.folders)
    own = [frame for frame in frames if frame[0] == context.folders[0]]
    _, file, line = (own or frames or [("", name, 1)])[-1]
    return file, line


def place_of(file: str, line: int, name: str, context: TemplateContext) -> Place:
    """Return the place of a name on a line of a template, or the start of the line if it is not there."""
    return place_of_word(context.file(file), context.text(file), line, name)


def missing_template(name: str, place: Place, context: TemplateContext) -> Diagnostic:
    """Return the diagnostic of a reference at ``place`` to a template that does not exist."""
    defaults = context.default_names()
    if name == DEFAULT_PREFIX[:-1] or is_default(name):
        near = nearest_template(bare_name(name), defaults) if is_default(name) and bare_name(name) else None
        found = f"{DEFAULT_PREFIX}{near}" if near else None
        known = listed(other for other in defaults if not is_part(other))
        return templates.MISSING_DEFAULT.at(place, name=name, known=known, near=found)
    prefixed = [f"{DEFAULT_PREFIX}{other}" for other in defaults] if "/" in name else []
    near = nearest_template(name, (*context.environment.list_templates(), *prefixed))
    return templates.MISSING_TEMPLATE.at(place, name=name, near=near)


def _unknown_filter(match: re.Match[str], file: str, line: int, context: TemplateContext) -> Diagnostic:
    kind, name = match.groups()
    place = place_of(file, line, name, context)
    if kind == "filter":
        return templates.UNKNOWN_FILTER.at(place, name=name, near=nearest(name, context.environment.filters))
    return templates.UNKNOWN_TEST.at(place, name=name, near=nearest(name, context.environment.tests))


def _undefined_fault(
    error: UndefinedNameError, file: str, line: int, context: TemplateContext, values: Mapping[str, object]
) -> Diagnostic:
    """Return the diagnostic of a name, attribute, block or argument that does not exist."""
    place = place_of(file, line, error.name, context)
    if match := _MACRO.match(error.hint):
        return _missing_macro(match, place, context)
    if "no parent block" in error.hint or (error.name == "super" and not error.has_owner):
        return templates.NO_PARENT_BLOCK.at(place_of(file, line, "super", context))
    if error.hint:
        return _other_fault(error.hint, type(error), file, line, context)
    if not error.has_owner:
        known = {*values, *context.environment.globals, *_stored_names(file, context)} - {error.name}
        return templates.UNKNOWN_NAME.at(place, name=error.name, known=listed(known), near=nearest(error.name, known))
    return _attribute_fault(error, place, line_text(context.text(file), line))


def _attribute_fault(error: UndefinedNameError, place: Place, line: str) -> Diagnostic:
    """Return the diagnostic of an attribute or element that a value does not have. ``line`` is the line with it."""
    if error.owner is None:
        return templates.ATTRIBUTE_OF_NOTHING.at(place, name=error.name)
    known = _attributes(error.owner)
    before = re.search(rf"([\w.]+)(?:\.|\[\s*[\"']){re.escape(error.name)}(?!\w)", line)
    owner = _OWNERS.get(type(error.owner)) or (f"'{before[1]}'" if before else "deze waarde")
    if error.is_number:
        return templates.NO_ELEMENT.at(place, name=error.name, owner=owner)
    if isinstance(error.owner, MappingProxyType):  # a value of `extra`
        path, near = before[1] if before else "extra", nearest(error.name, known)
        whole = f"{path}.{error.name}" if error.name.isidentifier() else f'{path}["{error.name}"]'
        return templates.MISSING_EXTRA.at(place, name=error.name, owner=path, whole=whole, near=near)
    if not known:
        return templates.NO_ATTRIBUTES.at(place, name=error.name, owner=owner)
    near = nearest(error.name, known)
    return templates.UNKNOWN_ATTRIBUTE.at(place, name=error.name, owner=owner, known=listed(known), near=near)


def listed(names: Iterable[str]) -> str:
    """Return names as a text for a message, in alphabetical order."""
    return ", ".join(sorted(names))


def _missing_macro(match: re.Match[str], place: Place, context: TemplateContext) -> Diagnostic:
    """Return the diagnostic of a macro that one template imports and another lacks, in that of the site itself."""
    other, user, name = match.groups()
    if context.is_own(user) or not context.is_own(other):
        known = _stored_names(other, context)
        return templates.UNKNOWN_NAME.at(place, name=name, known=listed(known), near=nearest(name, known))
    return templates.MISSING_MACRO.at(Place(context.file(other)), name=name, user=user)


def _stored_names(file: str, context: TemplateContext) -> set[str]:
    """Return the names that a template gives to values itself: in set, for, macro, with, import and arguments."""
    try:
        tree = context.tree(file)
    except TemplateSyntaxError:
        return set()
    names = {node.name for node in tree.find_all(nodes.Name) if node.ctx in {"store", "param"}}
    names |= {node.name for node in tree.find_all(nodes.Macro)} | {node.target for node in tree.find_all(nodes.Import)}
    imported = (name for node in tree.find_all(nodes.FromImport) for name in node.names)
    return names | {name if isinstance(name, str) else name[1] for name in imported}


def _attributes(owner: object) -> set[str]:
    """Return the public attributes of a view or of another value of a template; those of a mapping are its keys."""
    if isinstance(owner, Mapping):
        return {str(key) for key in owner}
    if isinstance(owner, TemplateReference):
        context: Context = vars(owner)["_TemplateReference__context"]
        return set(context.blocks)
    names = vars(owner) if isinstance(owner, TemplateModule) else dir(owner)
    is_view = isinstance(owner, Struct | TemplateModule | LoopContext)
    return {name for name in names if is_view and not name.startswith("_")}


def _other_fault(message: str, kind: type[Exception], file: str, line: int, context: TemplateContext) -> Diagnostic:
    """Return the diagnostic of an error that is known by its message, by its class, or not at all."""
    problem = problem_of(message, kind)
    quote = quoted_line(context.text(file), line)
    return templates.TEMPLATE_ERROR.at(Place(context.file(file), line), problem=problem, quote=quote)


def nearest_template(name: str, known: Iterable[str]) -> str | None:
    """Return the known template with the name that is most like ``name``, without extension, or None."""
    stems = {os.path.splitext(other)[0]: other for other in known}
    near = nearest(os.path.splitext(name)[0], stems)
    return stems[near] if near else None
