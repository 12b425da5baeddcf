"""Recognise the files that operating systems and word processors leave in a folder, which nobody means to publish."""

from vindplaats.inputs.theme_files import THEME_PREFIX

_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".ds_store", "icon\r"})
"""Names of files that Windows and macOS make, in lower case."""
_FOLDERS = frozenset({"__macosx", "@eadir"})
"""Names of folders that macOS (in a ZIP) and Synology make, in lower case."""
_LOCK_PREFIXES = ("~$", ".~lock.", "~wrl", "~wrd")
"""Beginnings, in lower case, of the names of files that Word, Excel and LibreOffice keep beside an open document."""
_PUBLISHED_WHOLE = ("static/", "wortel/")
"""The folders whose files are all published as they are."""
_BACKUP_SUFFIXES = ("~", ".bak", ".orig")
"""Ends, in lower case, of the names of the backups that text editors and git keep beside a file."""


def is_clutter(name: str) -> bool:
    """Return whether a file or folder of this name was made by a program for its own use: ``"Thumbs.db"``."""
    lower = name.lower()
    return lower in _NAMES or lower in _FOLDERS or lower.startswith(_LOCK_PREFIXES)


def is_for_colleagues(path: str) -> bool:
    """Return whether a file is not published although all files in its folder are: ``"static/stijl.css~"``.

    These are READMEs and backups. Only few ends of names are those of backups here: a file such as ``x.sav`` is data.
    """
    if not path.removeprefix(THEME_PREFIX).startswith(_PUBLISHED_WHOLE):
        return False
    return path.lower().endswith((*_BACKUP_SUFFIXES, "/readme.md"))
