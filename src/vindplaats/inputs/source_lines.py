"""The lines of source files that diagnostics are about, with a caret at the value if a diagnostic is at its key."""

import os
import stat
from collections.abc import Sequence
from functools import cache

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
_NAME = r"""(?:[\w-]+|"[^"]*"|'[^']*')[ \t]*:"""
_KEY = regex(rf"{_NAME}[ \t]+(?=[^\s#])")
_KEY_ALONE = regex(rf"{_NAME}(?:[ \t]+[|>][-+\d]*)?[ \t]*(?:[ \t]#.*)?\Z")
"""A key with its value on the lines below it."""
_DASH = regex(r"\s*(?:-[ \t]+)?(?=\S)")
_BEFORE_KEY = regex(r"\s*(?:-\s+)*|.*[{,]\s*")
_ABOUT_KEYS = frozenset(
    {"dubbele-sleutel", "leeg-veld", "onbekend-veld", "ontbrekend-veld", "verloren-naam", "yaml-fout"}
)
"""Codes of faults in front matter that are about a key, or that have the exact place of what is wrong."""


class SourceLines:
    """The lines of the files of a source, each file read at most once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._root = os.path.realpath(source)
        self._files: dict[str, Sequence[str]] = {}
        self._is_inside = cache(self._is_folder_inside)

    def line(self, place: Place) -> str | None:
        """Return the line of a place, or None if it cannot be shown."""
        lines = self._lines(place.file)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else None

    def excerpt(self, diagnostic: Diagnostic, max_width: int = MAX_WIDTH) -> Excerpt | None:
        """Return the line that a diagnostic is about, or None if it cannot be shown or says nothing.

        The caret is at the value of a field if that is wrong, although the diagnostic is at the key.
        """
        place = self._place(diagnostic)
        line = self.line(place)
        if line is None or line.strip() in {"", _FENCE}:
            return None
        return excerpt(line, place.column, max_width)

    def column(self, diagnostic: Diagnostic) -> int:
        """Return the column of what a diagnostic is about: that of the value, if that is on the line of its key."""
        place = self._place(diagnostic)
        return place.column if place.line == diagnostic.line else diagnostic.column

    def _place(self, diagnostic: Diagnostic) -> Place:
        """Return the place of what a diagnostic is about: of the value, if it is at the key of a wrong value."""
        place = Place(diagnostic.file, diagnostic.line, diagnostic.column)
        line = self.line(place)
        if line is None or diagnostic.code in _ABOUT_KEYS or not self._is_front_matter(diagnostic):
            return place
        start = place.column - 1
        if not _BEFORE_KEY.fullmatch(line, 0, start):
            return place
        if _KEY_ALONE.match(line, start):
            return self._first_below(place) or place
        key = _KEY.match(line, start)
        return Place(place.file, place.line, key.end() + 1) if key else place

    def _first_below(self, key: Place) -> Place | None:
        """Return the place of the first value on the lines below a key, or None if there is none."""
        lines = self._lines(key.file)
        for number in range(key.line, len(lines)):
            text = lines[number].lstrip()
            if text and not text.startswith("#"):
                depth = len(lines[number]) - len(text)
                is_below = depth >= key.column or (depth == key.column - 1 and text.startswith("- "))
                found = _DASH.match(lines[number])
                return Place(key.file, number + 1, found.end() + 1) if found and is_below else None
        return None

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
            # As the inventory does, never open pipes, nor files that are elsewhere. A regular file is in its folder.
            is_large = state.st_size > MAX_FILE_BYTES
            if not stat.S_ISREG(state.st_mode) or is_large or not self._is_inside(os.path.dirname(path)):
                return ()
            with open(path, "rb") as stream:
                return source_lines(stream.read(MAX_FILE_BYTES))
        except (OSError, ValueError):
            return ()

    def _is_folder_inside(self, folder: str) -> bool:
        return os.path.join(os.path.realpath(folder), "").startswith(os.path.join(self._root, ""))


def _on_disk(root: str, file: str) -> str:
    """Return the path of a file, whose name on disk may have decomposed letters. Raises `OSError`."""
    path = os.path.join(root, file)
    if file.isascii() or os.path.lexists(path):
        return path
    path = root
    for name in file.split("/"):
        path = os.path.join(path, next((entry for entry in os.listdir(path) if nfc(entry) == name), name))
    return path
