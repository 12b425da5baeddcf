"""Artifacts to the public folder, all or nothing: a tree beside it, verified, then swapped for the old one."""

import ctypes
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence

from vindplaats.render.artifact import Artifact

MARKER = ".vindplaats"
"""A file that says we made this folder, so that we may replace it."""
MARKER_TEXT = b"Deze map is gemaakt door Vindplaats en wordt bij elke build vervangen.\n"
NO_JEKYLL = ".nojekyll"
"""Tells GitHub Pages to serve the files as they are."""

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class PublishError(Exception):
    """The site cannot be put where it was asked to be; says why, in Dutch."""


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


def publish(artifacts: Iterable[Artifact], output: str) -> int:
    """Put ``artifacts`` at ``output`` in place of what stood there; return how many files the site has.

    Raises `OSError` when the disk refuses and `PublishError` when what was written is not what was planned; the old
    site then stands as it was.
    """
    output = os.path.abspath(output)
    parent = os.path.dirname(output)
    os.makedirs(parent, exist_ok=True)
    stage = tempfile.mkdtemp(prefix=f".{os.path.basename(output)}-", dir=parent)
    try:
        os.chmod(stage, 0o755)  # noqa: S103 (a site is for everybody; mkdtemp makes it ours alone)
        written = _write((*artifacts, Artifact(MARKER, MARKER_TEXT), Artifact(NO_JEKYLL)), stage)
        _verify(written, stage)
        _swap(stage, output)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return len(written)


def _write(artifacts: Sequence[Artifact], stage: str) -> dict[str, int]:
    """Write all files; return the size of each."""
    sizes: dict[str, int] = {}
    made: set[str] = set()
    for artifact in artifacts:
        target = os.path.join(stage, artifact.path)
        folder = os.path.dirname(target)
        if folder not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        if artifact.path in sizes:
            raise PublishError(f"Twee bestanden van de site heten {artifact.path}.")
        if artifact.copy_of:
            shutil.copyfile(artifact.copy_of, target)
            sizes[artifact.path] = os.stat(artifact.copy_of).st_size
        else:
            with open(target, "wb") as stream:
                stream.write(artifact.content)
            sizes[artifact.path] = len(artifact.content)
    return sizes


def _verify(written: dict[str, int], stage: str) -> None:
    """Compare what stands on the disk with what was written: every file, its size, and nothing else."""
    found: dict[str, int] = {}
    for root, _, names in os.walk(stage):
        for name in names:
            full = os.path.join(root, name)
            found[os.path.relpath(full, stage).replace(os.sep, "/")] = os.stat(full).st_size
    if found != written:
        odd = min(set(found.items()) ^ set(written.items()))[0]
        raise PublishError(
            f"Het bestand {odd} staat niet op de schijf zoals het is geschreven; de oude site blijft staan."
        )


def _swap(stage: str, output: str) -> None:
    """Put ``stage`` at ``output``; what stood there is left at ``stage``."""
    if not os.path.lexists(output):
        os.rename(stage, output)
    elif not _exchange(stage, output):
        aside = stage + "-oud"
        os.rename(output, aside)
        try:
            os.rename(stage, output)
        except OSError:
            os.rename(aside, output)
            raise
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: str, other: str) -> bool:
    """Exchange two folders in one step where the system can (Linux, renameat2(2)), so that neither is ever absent."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
