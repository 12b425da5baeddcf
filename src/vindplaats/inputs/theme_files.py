"""The folders of the default theme and of the web editor, and the path on disk of a file in an inventory."""

import os
from pathlib import Path

from vindplaats.inputs.editor_files import EDITOR, editor_folder


def theme_folder() -> Path:
    """Return the folder that holds the default ``templates/`` and ``static/``.

    That is ``theme/`` in an installed package, and the root of the repository in a checkout.
    """
    package = Path(__file__).parents[1]
    carried = package / "theme"
    return carried if carried.is_dir() else package.parents[1]


THEME_PREFIX = "thema/"
"""The prefix of the paths of the default theme in an inventory, as in ``thema/templates/base.html``."""


def packaged_folders(source_dir: str) -> dict[str, str]:
    """Return the folders outside the source that a build reads, by their paths in an inventory of ``source_dir``.

    The default theme is left out if it is the source itself, and the web editor if it is not installed.
    """
    theme, editor = theme_folder(), editor_folder()
    folders = {EDITOR: str(editor)} if editor else {}
    if os.path.realpath(source_dir) != os.path.realpath(theme):
        folders |= {f"{THEME_PREFIX}{name}": str(theme / name) for name in ("templates", "static")}
    return folders


def disk_path(source_dir: str, path: str) -> str:
    """Return the path on disk of the file that an inventory of ``source_dir`` lists as ``path``."""
    if path.startswith(THEME_PREFIX):
        return str(theme_folder() / path.removeprefix(THEME_PREFIX))
    if path.startswith(f"{EDITOR}/") and (folder := editor_folder()):
        return str(folder / path.removeprefix(f"{EDITOR}/"))
    return os.path.join(source_dir, path)
