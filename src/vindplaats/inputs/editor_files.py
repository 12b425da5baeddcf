"""The files of the web editor, which are in the package ``vindplaats-redactie``, if that is installed."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

EDITOR = "redactie"
"""The folder of the web editor on a site. The paths of its files in an inventory begin with it too."""


@cache
def editor_folder() -> Path | None:
    """Return the folder with the files of the web editor, or None if its package is not installed.

    A checkout from which the package is made has no files before ``src/redactie/fetch.py`` has run.
    """
    spec = find_spec("vindplaats_redactie")
    places = spec.submodule_search_locations if spec else None
    folder = Path(places[0]) / "bestanden" if places else None
    return folder if folder and folder.is_dir() else None
