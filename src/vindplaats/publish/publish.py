"""Publish a site, all or nothing: write the new files to a tree beside the site, then exchange the two trees."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from vindplaats.cache.store import CACHE_FOLDER
from vindplaats.errors import PublishError
from vindplaats.inputs.inventory import ROOT_FOLDER
from vindplaats.publish import trees as disk
from vindplaats.publish.standby_mark import StandbyMark, write_mark
from vindplaats.publish.trees import Trees, is_ours
from vindplaats.workers.interrupts import uninterrupted

T = TypeVar("T")

MARKER = ".vindplaats"
"""The name of the file that shows that Vindplaats made a folder, so that a build may replace the folder."""
MARKER_TEXT = b"Deze map is gemaakt door Vindplaats en wordt bij elke build vervangen.\n"
NO_JEKYLL = ".nojekyll"
"""The name of a file that tells GitHub Pages to serve the site as it is, without Jekyll."""
SITE_MARKERS: Mapping[str, bytes] = {MARKER: MARKER_TEXT, NO_JEKYLL: b""}
"""The contents, by name, of the files that every site has besides the planned artifacts."""


def check_output(output: str, source: str) -> None:
    """Raise `PublishError` if no site can be published at ``output``, or if a folder that is not ours is in the way."""
    if where := _misplaced(os.path.realpath(output), source):
        raise PublishError(f"De map {output} {where}; kies een andere map voor de site.")
    reserve = Trees(output).reserve
    if os.path.lexists(reserve) and not is_ours(reserve):
        raise PublishError(f"De map {reserve} is niet door Vindplaats gemaakt, maar is nodig; haal haar weg.")
    if os.path.islink(output) and not os.path.isdir(output):
        raise PublishError(f"{output} is een verwijzing die nergens heen leidt.")
    if not os.path.lexists(output):
        return
    if not os.path.isdir(output):
        raise PublishError(f"{output} is een bestand; kies een map voor de site.")
    if os.path.islink(output):
        raise PublishError(f"{output} is een verwijzing naar een andere map; noem de map zelf.")
    if os.path.ismount(output):
        raise PublishError(f"{output} is een koppelpunt, dat niet te vervangen is; kies een map daarin.")
    if os.listdir(output) and not _is_site(output):
        raise PublishError(
            f"De map {output} is niet door Vindplaats gemaakt en wordt daarom niet vervangen; "
            "haal haar weg, of kies een andere met --output."
        )


def _is_site(folder: str) -> bool:
    """Return whether a folder is a site that Vindplaats made, according to its `MARKER`."""
    path = Path(folder, MARKER)
    try:
        return path.is_file() and path.read_bytes() == MARKER_TEXT
    except OSError:
        return False


def _misplaced(output: str, source: str) -> str:
    """Return why a site cannot be published at ``output``, as part of a Dutch sentence, or ``""`` if it can.

    ``output`` is a path without symbolic links.
    """
    for name in ("content", "templates", "static", ROOT_FOLDER, CACHE_FOLDER):
        if _is_in(output, os.path.realpath(os.path.join(source, name))):
            return f"ligt in {name}/"
    above = output.split(os.sep)
    if ".git" in above:
        return "ligt in .git/"
    if any(step.startswith(".") and step.endswith("-reserve") for step in above):
        return "ligt in een reserve van Vindplaats"
    if any(_is_site(os.sep.join(above[:n])) for n in range(2, len(above))):
        return "ligt in een andere site van Vindplaats"
    return "bevat de content zelf" if _is_in(os.path.realpath(source), output) else ""


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


class Change(Struct, frozen=True):
    """A change to a site: the paths of files to write, and of files to remove.

    ``site`` identifies the site to change (`PublishedSite.site`). It is empty if a new site is made from scratch.
    """

    written: Sequence[str]
    removed: Sequence[str] = ()
    site: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths at which the site may differ afterwards, sorted."""
        return tuple(sorted({*self.written, *self.removed}))


def publish(output: str, change: Change, fill: Callable[[str], T], record: Callable[[T], str] = lambda _: "") -> None:
    """Change the site at ``output``, all at once.

    ``fill`` gets the path of a tree and writes the new files into it. When the new site is in place, ``record`` gets
    the value that ``fill`` returned, saves the record of the site, and returns the identity of the site, or an empty
    string if there is no cache. Interrupts are held back while the site is put in place and recorded, and raise
    `LateInterrupt` afterwards.

    Raises `OSError` if a file cannot be written, and `PublishError` if the size of a file on the disk differs from that
    of the data written to it. The old site then stays as it was.
    """
    trees = Trees(output)
    try:
        filled = _prepare(trees, change, fill)
    except BaseException:
        disk.abandon(trees)
        raise
    with uninterrupted():
        try:
            disk.swap(trees)
        except OSError:
            disk.abandon(trees)
            raise
        site = record(filled)
        if not os.path.lexists(trees.spare):  # there was no site before
            with suppress(OSError):
                disk.remove_reserve(trees)
        elif site and change.site:
            with suppress(OSError, UnicodeError):  # without a mark the next spare is made from scratch
                write_mark(trees.reserve, StandbyMark(site, change.paths))


def _prepare(trees: Trees, change: Change, fill: Callable[[str], T]) -> T:
    """Turn the spare into the new site. Return the value that ``fill`` returns."""
    if change.site:
        disk.start_from_site(trees, change.site, change.paths)
    else:
        disk.start_empty(trees)
        for path, data in SITE_MARKERS.items():
            disk.write(trees.spare, path, data)
    for path in change.removed:
        disk.remove(trees.spare, path)
    return fill(trees.spare)


def keep_spare(output: str, site: str, renamed: str) -> None:
    """Replace the identity ``site`` by ``renamed`` in the mark of the spare, if the mark has ``site``.

    A build that changes no files still records the site again, which gives the site a new identity.
    """
    trees = Trees(output)
    mark = trees.mark
    if mark.site == site:
        with suppress(OSError, UnicodeError):
            write_mark(trees.reserve, StandbyMark(renamed, mark.paths))
