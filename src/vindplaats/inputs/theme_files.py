"""Where the default theme is, and where a file of an inventory is on the disk."""

import os
from pathlib import Path


def theme_folder() -> Path:
    """The folder with the default ``templates/`` and ``static/``: in the wheel, else the repository's own."""
    package = Path(__file__).parents[1]
    carried = package / "theme"
    return carried if carried.is_dir() else package.parents[1]


THEME_PREFIX = "thema/"
"""How the paths of the default theme begin."""


def disk_path(source: str, path: str) -> str:
    """Where the file is that was seen at ``path``."""
    if path.startswith(THEME_PREFIX):
        return str(theme_folder() / path.removeprefix(THEME_PREFIX))
    return os.path.join(source, path)
