"""Find templates: a name is looked up in the site and then in the default theme, ``standaard/…`` only in the latter."""

import posixpath
from collections.abc import Callable

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

DEFAULT_PREFIX = "standaard/"
"""Names that begin with this are of the default theme, whatever the site replaces: ``standaard/base.html``."""


class ThemeLoader(FileSystemLoader):
    """A loader of templates in ``folders``: first that of the site, and last that of the default theme.

    A template of the default theme that is loaded by its name with `DEFAULT_PREFIX` refers to others by their bare
    names. So the ``base.html`` of a site can extend ``standaard/base.html``, and all other templates use the former.
    """

    def __init__(self, folders: tuple[str, ...]) -> None:
        super().__init__(folders)
        self._default = FileSystemLoader(folders[-1:])

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its path, and a function that is true while it does not change.

        Raises `TemplateNotFound`.
        """
        if not is_default(template):
            return super().get_source(environment, template)
        try:
            return self._default.get_source(environment, bare_name(template))
        except TemplateNotFound:
            raise TemplateNotFound(template) from None

    def list_templates(self) -> list[str]:
        """Return the names of all templates, sorted, each without `DEFAULT_PREFIX`."""
        return [name for name in super().list_templates() if not is_default(name)]


def is_default(name: str) -> bool:
    """Return whether a name begins with `DEFAULT_PREFIX`, as Jinja reads names: ``"./standaard//base.html"`` does."""
    return "/" in name and _steps(name)[:1] == [DEFAULT_PREFIX[:-1]]


def bare_name(name: str) -> str:
    """Return the name under which a template is listed: ``"base.html"`` for ``"standaard/base.html"``."""
    return "/".join(_steps(name)[is_default(name) :])


def _steps(name: str) -> list[str]:
    return [step for step in name.split("/") if step not in {"", "."}]


def is_part(name: str) -> bool:
    """Return whether a template is a part that others share, such as ``"_delen.html"``, and no page."""
    return posixpath.basename(name).startswith("_")
