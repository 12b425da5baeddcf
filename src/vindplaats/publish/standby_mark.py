"""The mark of the spare, a standby tree: it says which site the spare is a copy of, and where the two may differ.

The mark is a file in the reserve, the folder beside the output that holds the spare (`publish.trees`).
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import DecodeError, Struct, json

from vindplaats.patterns import regex

MARK = "klaar"
"""The file name of the mark in the reserve. Without a mark, nothing is known of the contents of the spare."""
NEW_MARK = "klaar.nieuw"
"""The file name of the mark while it is being written."""

_UNSAFE_STEP = regex(r"(^|/)\.{0,2}(/|$)")
"""A pattern for a path with a step that is empty, ``.`` or ``..``."""


class StandbyMark(Struct, frozen=True):
    """A statement that the spare is a complete copy of ``site`` (`PublishedSite.site`), except perhaps at ``paths``."""

    site: str = ""
    paths: tuple[str, ...] = ()


UNMARKED = StandbyMark()
"""Stands for a mark that is absent or not usable: nothing is known of the contents of the spare."""


def read_mark(reserve: str) -> StandbyMark:
    """Return the mark in a reserve, or `UNMARKED` if it is absent or damaged, or names a path outside the site."""
    try:
        mark = json.decode(Path(reserve, MARK).read_bytes(), type=StandbyMark)
    except (OSError, ValueError, DecodeError, RecursionError):
        return UNMARKED
    return mark if are_below(mark.paths) else UNMARKED


def write_mark(reserve: str, mark: StandbyMark) -> None:
    """Write the mark of the spare, atomically. Raises `OSError`, and `UnicodeError` if a path is not valid text."""
    Path(reserve, NEW_MARK).write_bytes(json.encode(mark))
    os.replace(os.path.join(reserve, NEW_MARK), os.path.join(reserve, MARK))


def are_below(paths: Iterable[str]) -> bool:
    """Return whether all paths stay inside the folder that they are relative to.

    Paths read from a file must be checked, because others may have tampered with the file.
    """
    return not any("\0" in path or _UNSAFE_STEP.search(path) for path in paths)
