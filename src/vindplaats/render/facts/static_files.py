"""The addresses of static files and of the logo, each with the version of the file.

A browser may keep a page or a style sheet for a while. If the address of a style sheet changes with its bytes, a page
is never shown with that of another version.
"""

from collections.abc import Mapping
from urllib.parse import quote

from msgspec import Struct

from vindplaats.errors import UnknownStaticFileError
from vindplaats.inputs.inventory import Digests, digest
from vindplaats.render.artifact import AccentSheet, Artifact, Copy
from vindplaats.render.routing.addresses import OWN_STYLE, STATIC
from vindplaats.render.theme.accent import accent_css

_VERSION_DIGITS = 8
"""Number of hexadecimal digits of a version: another version has the same one with a chance of 1 in 2**32."""


class StaticFiles(Struct, frozen=True):
    """The files that the site copies from the source, most of them to ``static/``.

    ``planned`` has the artifacts of the site by path, and ``digests`` the digest of each file of the source.
    ``has_versions`` is false in a preview: its server lets a browser keep nothing, and an edit of a style sheet must
    not make every page again.
    """

    planned: Mapping[str, Artifact]
    digests: Digests
    has_versions: bool

    def url(self, name: str) -> str:
        """Return the address of the file at ``static/<name>``, from the root of the site: ``static/x.css?v=1a2b3c4d``.

        Raises `UnknownStaticFileError`.
        """
        found = self.copy_url(f"{STATIC}/{name}")
        if not found:
            raise UnknownStaticFileError(str(name), self._names())
        return found

    def copy_url(self, path: str) -> str:
        """Return the address of the file at a path of the site, or an empty text if it is no copy or style sheet."""
        match self.planned.get(path):
            case Copy(source=source):
                found = self.digests[source]
            case AccentSheet(colour=colour):
                found = digest(accent_css(colour))
            case _:
                return ""
        return f"{quote(path)}?v={found.hex()[:_VERSION_DIGITS]}" if self.has_versions else quote(path)

    def has_own_style(self) -> bool:
        """Return whether the site has the style sheet `OWN_STYLE`."""
        return f"{STATIC}/{OWN_STYLE}" in self.planned

    def _names(self) -> tuple[str, ...]:
        prefix = f"{STATIC}/"
        return tuple(
            path.removeprefix(prefix)
            for path, artifact in self.planned.items()
            if path.startswith(prefix) and isinstance(artifact, Copy | AccentSheet)
        )
