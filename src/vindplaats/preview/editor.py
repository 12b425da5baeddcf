"""Links that open a file of the source in the text editor of the person who runs the preview."""

import os
from urllib.parse import quote

from vindplaats.diagnostics.diagnostic import Place

EDITOR_VARIABLE = "VINDPLAATS_EDITOR"
"""The environment variable with the pattern of these links, such as ``idea://open?file={file}&line={line}``."""
DEFAULT_PATTERN = "vscode://file{file}:{line}:{column}"
"""The pattern for Visual Studio Code: ``{file}`` is the absolute path, which begins with a slash."""


def editor_link(source: str, place: Place) -> str:
    """Return the address that opens a place of the source in a text editor, such as ``vscode://file/bron/x.md:4:1``."""
    path = os.path.abspath(os.path.join(source, place.file)).replace(os.sep, "/")
    if not path.startswith("/"):  # on Windows: C:/bron/x.md
        path = f"/{path}"
    link = os.environ.get(EDITOR_VARIABLE, "").strip() or DEFAULT_PATTERN
    # Characters that UTF-8 cannot hold are bytes of the file name.
    values = {"file": quote(os.fsencode(path), safe="/:"), "line": str(place.line), "column": str(place.column)}
    for name, value in values.items():
        link = link.replace(f"{{{name}}}", value)
    return link
