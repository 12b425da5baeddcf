"""The folder of the default theme, and where a file of an inventory is on the disk."""

import os
from pathlib import Path


def theme_folder() -> Path:
    """Return the folder of the default ``templates/`` and ``static/``: in the installed package or the repository."""
    package = Path(__file__).parents[1]
    carried = package / "theme"
    return carried if carried.is_dir() else package.parents[1]


THEME_PREFIX = "thema/"
"""The beginning of the paths of the default theme: ``thema/templates/base.html``."""


def disk_path(source_dir: str, path: str) -> str:
    """Return the path on the disk of the file that is ``path`` in an inventory of ``source_dir``."""
    if path.startswith(THEME_PREFIX):
        return str(theme_folder() / path.removeprefix(THEME_PREFIX))
    return os.path.join(source_dir, path)
