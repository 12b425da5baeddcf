"""The lines of source files that diagnostics are about, with a caret at the value if a diagnostic is at its key."""

import os
import stat
from collections.abc import Sequence

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.excerpt import MAX_WIDTH, Excerpt, excerpt, source_lines
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.patterns import regex
from vindplaats.text import nfc

MAX_FILE_BYTES = 1_000_000
"""Maximum size of a file whose lines are shown."""
_TEXT_FILES = (".md", ".yaml", ".yml", ".html", ".css", ".js", ".xml", ".svg")
"""Extensions of the files whose lines are shown."""
_FENCE = "---"
_KEY = regex(r"[\w-]+[ \t]*:[ \t]+(?=[^\s#])")
_BEFORE_KEY = regex(r"\s*(?:-\s+)*|.*[{,]\s*")
_ABOUT_KEYS = frozenset({"dubbele-sleutel", "leeg-veld", "onbekend-veld", "ontbrekend-veld", "yaml-fout"})
"""Codes of faults in front matter that are about a key, or that have the exact place of what is wrong."""


class SourceLines:
    """The lines of the files of a source, each file read at most once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._root = os.path.realpath(source)
        self._files: dict[str, Sequence[str]] = {}

    def line(self, place: Place) -> str | None:
        """Return the line of a place, or None if it cannot be shown."""
        lines = self._lines(place.file)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    def excerpt(self, diagnostic: Diagnostic, max_width: int = MAX_WIDTH) -> Excerpt | None:
        """Return the line that a diagnostic is about, or None if it cannot be shown or says nothing.

        The caret is at the value of a field if that is wrong, although the diagnostic is at the key.
        """
        line = self.line(Place(diagnostic.file, diagnostic.line))
        if line is None or line.strip() in {"", _FENCE}:
            return None
        return excerpt(line, self.column(diagnostic), max_width)

    def column(self, diagnostic: Diagnostic) -> int:
        """Return the column of what a diagnostic is about: that of the value, if it is at the key of a wrong value."""
        line = self.line(Place(diagnostic.file, diagnostic.line))
        if line is None or diagnostic.code in _ABOUT_KEYS or not self._is_front_matter(diagnostic):
            return diagnostic.column
        start = diagnostic.column - 1
        key = _KEY.match(line, start) if _BEFORE_KEY.fullmatch(line, 0, start) else None
        return key.end() + 1 if key else diagnostic.column

    def _is_front_matter(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.file == SITE_FILE:
            return True
        lines = self._lines(diagnostic.file)
        if not diagnostic.file.endswith(".md") or lines[0].rstrip() != _FENCE:
            return False
        above = (line.rstrip() for line in lines[1 : diagnostic.line])
        return diagnostic.line > 1 and _FENCE not in above

    def _lines(self, file: str) -> Sequence[str]:
        if file not in self._files:
            self._files[file] = self._read(file)
        return self._files[file]

    def _read(self, file: str) -> Sequence[str]:
        if not file.endswith(_TEXT_FILES) or "\0" in file:
            return ()
        try:
            path = _on_disk(self._root, file)
            state = os.lstat(path)
            # As the inventory does, never open pipes, nor files that are elsewhere.
            is_inside = os.path.realpath(path).startswith(os.path.join(self._root, ""))
            if not stat.S_ISREG(state.st_mode) or state.st_size > MAX_FILE_BYTES or not is_inside:
                return ()
            with open(path, "rb") as stream:
                return source_lines(stream.read(MAX_FILE_BYTES))
        except (OSError, ValueError):
            return ()


def _on_disk(root: str, file: str) -> str:
    """Return the path of a file, whose name on disk may have decomposed letters. Raises `OSError`."""
    path = os.path.join(root, file)
    if file.isascii() or os.path.lexists(path):
        return path
    path = root
    for name in file.split("/"):
        path = os.path.join(path, next((entry for entry in os.listdir(path) if nfc(entry) == name), name))
    return path
