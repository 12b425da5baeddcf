"""The reserve: a folder beside the output, with the spare tree, and a mark that says what is known of it."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import DecodeError, Struct, json

_NO_STEP = re.compile(r"(^|/)\.{0,2}(/|$)")
"""A step of a path that is none, or leads elsewhere."""


class Trees(Struct, frozen=True):
    """The site at ``output``, an absolute path, and the folder beside it with the spare."""

    output: str

    @property
    def reserve(self) -> str:
        """The folder beside the output: on the same disk, so that trees can change places."""
        return os.path.join(os.path.dirname(self.output), f".{os.path.basename(self.output)}-reserve")

    @property
    def spare(self) -> str:
        """The spare tree."""
        return os.path.join(self.reserve, "site")

    @property
    def aside(self) -> str:
        """Where the site is for a moment, on systems that cannot exchange two folders in one step."""
        return self.spare + "-oud"

    @property
    def aside_mark(self) -> str:
        """The file that says which folder was put aside (`identity`)."""
        return os.path.join(self.reserve, "opzij")

    @property
    def mark(self) -> str:
        """The file with the `StandbyMark` of the spare; where it is absent nothing is known of the spare."""
        return os.path.join(self.reserve, "klaar")

    @property
    def new_mark(self) -> str:
        """The mark while it is being written."""
        return self.mark + ".nieuw"


class StandbyMark(Struct, frozen=True):
    """What is known of a spare: it is a whole copy of ``site``, but perhaps for what is at ``paths``."""

    site: str = ""
    paths: tuple[str, ...] = ()


UNMARKED = StandbyMark()

IGNORE = "*\n"
"""What stands in the reserve from its beginning: git is to leave it alone. It also tells that the folder is ours."""

_OWN = ("klaar", "klaar.nieuw", "opzij", "site/.vindplaats", ".vindplaats")
"""Files by which one is known that somebody meddled with: marks, and those of sites."""


def is_ours(reserve: str) -> bool:
    """Tell whether we made a reserve: a folder, no link, that is empty or has any of what we put in one."""
    if os.path.islink(reserve) or not os.path.isdir(reserve):
        return False
    if not os.listdir(reserve) or any(os.path.isfile(os.path.join(reserve, name)) for name in _OWN):
        return True
    try:
        return Path(reserve, ".gitignore").read_text(encoding="utf-8") == IGNORE
    except (OSError, ValueError):
        return False


def marked(trees: Trees) -> StandbyMark:
    """The mark of the spare; `UNMARKED` at any doubt."""
    try:
        mark = json.decode(Path(trees.mark).read_bytes(), type=StandbyMark)
    except (OSError, ValueError, DecodeError, RecursionError):
        return UNMARKED
    return mark if are_below(mark.paths) and os.path.isdir(trees.spare) else UNMARKED


def set_mark(trees: Trees, mark: StandbyMark) -> None:
    """Mark the spare. Raises `OSError`, and `UnicodeError` for paths that are no text."""
    Path(trees.new_mark).write_bytes(json.encode(mark))
    os.replace(trees.new_mark, trees.mark)


def are_below(paths: Iterable[str]) -> bool:
    """Tell whether all paths lead from a folder to what is in it: those that were remembered may be anybody's."""
    return not any("\0" in path or _NO_STEP.search(path) for path in paths)
