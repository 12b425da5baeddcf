"""Recognise the files that operating systems and word processors leave in a folder, which nobody means to publish."""

_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".ds_store", "icon\r"})
"""Names of files that Windows and macOS make, in lower case."""
_FOLDERS = frozenset({"__macosx", "@eadir"})
"""Names of folders that macOS (in a ZIP) and Synology make, in lower case."""
_LOCK_PREFIXES = ("~$", ".~lock.", "~wrl", "~wrd")
"""Beginnings, in lower case, of the names of files that Word, Excel and LibreOffice keep beside an open document."""


def is_clutter(name: str) -> bool:
    """Return whether a file or folder of this name was made by a program for its own use: ``"Thumbs.db"``."""
    lower = name.lower()
    return lower in _NAMES or lower in _FOLDERS or lower.startswith(_LOCK_PREFIXES)
