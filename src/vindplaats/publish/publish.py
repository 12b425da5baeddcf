"""Artifacts to the public folder, all or nothing: what is new is written beside it, then the trees change places."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from vindplaats.publish import trees as disk
from vindplaats.publish.trees import PublishError, Trees

MARKER = ".vindplaats"
"""A file that says we made this folder, so that we may replace it."""
MARKER_TEXT = b"Deze map is gemaakt door Vindplaats en wordt bij elke build vervangen.\n"
NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to serve the files as they are."""
OWN: Mapping[str, bytes] = {MARKER: MARKER_TEXT, NO_JEKYLL: b""}
"""What every site has beside its pages."""


def check_output(output: str, source: str) -> None:
    """Refuse a place that is not ours. Raises `PublishError`."""
    full, root = os.path.realpath(output), os.path.realpath(source)
    for name in ("content", "templates", "static"):
        inside = os.path.join(root, name)
        if full == inside or full.startswith(inside + os.sep):
            raise PublishError(f"De map {output} ligt in {name}/; kies een andere map voor de site.")
    if os.path.islink(output) and not os.path.isdir(output):
        raise PublishError(f"{output} is een verwijzing die nergens heen leidt.")
    if not os.path.lexists(output):
        return
    if not os.path.isdir(output):
        raise PublishError(f"{output} is een bestand; kies een map voor de site.")
    if os.path.islink(output):
        raise PublishError(f"{output} is een verwijzing naar een andere map; noem de map zelf.")
    if os.listdir(output) and not os.path.isfile(os.path.join(output, MARKER)):
        raise PublishError(
            f"De map {output} is niet door Vindplaats gemaakt en wordt daarom niet vervangen; "
            "haal haar weg, of kies een andere met --output."
        )


class Change(Struct, frozen=True):
    """What is to be done to a site: files to write, by path, and files to remove.

    ``site`` is the mark of the site that is changed (`Published.site`); empty where a new one is made.
    """

    written: Sequence[str]
    removed: Sequence[str] = ()
    site: str = ""


def publish(output: str, change: Change, fill: Callable[[str], None]) -> None:
    """Change the site at ``output``, all at once; ``fill`` writes the files of the change into a tree that it is given.

    Raises `OSError` when the disk refuses and `PublishError` when what was written is not what was planned; the old
    site then stands as it was.
    """
    trees = Trees(output)
    try:
        if change.site:
            disk.begin_from(trees, change.site)
        else:
            disk.begin_anew(trees)
            for path, data in OWN.items():
                disk.write(trees.spare, path, data)
        for path in change.removed:
            disk.remove(trees.spare, path)
        fill(trees.spare)
        disk.swap(trees)
    except BaseException:
        shutil.rmtree(trees.reserve, ignore_errors=True)
        raise
    try:
        if change.site:
            disk.catch_up(trees, change.written, change.removed)
    except OSError:  # the site stands; all that comes of it is that the next change needs a new spare
        shutil.rmtree(trees.reserve, ignore_errors=True)
    if not change.site:
        shutil.rmtree(trees.reserve, ignore_errors=True)


def keep_spare(output: str, site: str) -> None:
    """Mark the spare as a whole copy of ``site`` (`Published.site`), if there is one."""
    trees = Trees(output)
    with suppress(OSError):  # without a mark it is made anew
        if os.path.isdir(trees.spare):
            Path(trees.mark).write_text(site, encoding="utf-8")
