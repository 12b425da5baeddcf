"""Pictures made smaller: each once, and kept, since that takes longer than all else that a build does.

They are kept in a folder of the store, each under a name that says of which bytes and how it was made, so that one that
was made of something else is never taken for it; with a checksum, like all that the store has.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby

from vindplaats.cache.store import Store
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.errors import BrokenPictureError, TooLargePictureError
from vindplaats.inputs.inventory import Digests, digest
from vindplaats.inputs.theme_files import disk_path
from vindplaats.media.variants import kept_name
from vindplaats.publish.trees import write
from vindplaats.render.artifact import PICTURES, Artifact

PICTURES_FOLDER = "beelden"
"""The folder of the store that they are kept in."""
_VERSION = b"VPB1"
"""Not that of the store: no change of code but that of a recipe makes another picture."""
MAX_UNUSED_PICTURES = 100
"""Kept pictures beyond as many as are in use above which those that are not in use go."""


def open_kept(store: Store | None) -> Store | None:
    """The pictures that are kept, as a store of their own."""
    return Store(store.path(PICTURES_FOLDER), _VERSION) if store else None


def make_pictures(
    artifacts: Sequence[Artifact], tree: str, source: str, kept: Store | None, digests: Digests
) -> Diagnostic | None:
    """Make pictures of one original into ``tree``; the fault where it broke after it was looked at.

    ``digests`` has that of the original as it was then. Raises `OSError`.
    """
    missing: list[Artifact] = []
    for artifact in artifacts:
        data = kept.load(_name(artifact, digests[artifact.of])) if kept else b""
        if data:
            write(tree, artifact.path, data)
        else:
            missing.append(artifact)
    return _make(missing, tree, source, kept) if missing else None


def _make(artifacts: Sequence[Artifact], tree: str, source: str, kept: Store | None) -> Diagnostic | None:
    from vindplaats.media import pillow  # noqa: PLC0415 (start-up: only for a picture that is new)

    of = artifacts[0].of
    with open(disk_path(source, of), "rb") as stream:
        original = stream.read()
    now = digest(original)
    if kept:
        with suppress(OSError):
            os.makedirs(kept.folder, exist_ok=True)
    try:
        for maker, wanted in groupby(sorted(artifacts, key=lambda one: one.maker), lambda one: one.maker):
            upright = pillow.upright(original, square=maker == "portret")
            for artifact in wanted:
                data = pillow.encode(upright, artifact.number, artifact.path.rpartition(".")[2])
                write(tree, artifact.path, data)
                if kept:
                    kept.save(_name(artifact, now), data)
    except BrokenPictureError:
        return media.BROKEN_IMAGE.at(Place(of), file=of)
    except TooLargePictureError:
        return media.IMAGE_TOO_LARGE.at(Place(of), file=of)
    return None


def remove_unused(kept: Store, planned: Iterable[Artifact], digests: Digests) -> None:
    """Remove what is kept and no picture of the site is, once there is more of that than of what is.

    Not at once: a build with drafts, or of another day, has other pictures.
    """
    used = {_name(artifact, digests[artifact.of]) for artifact in planned if artifact.maker in PICTURES}
    with suppress(OSError):
        idle = set(os.listdir(kept.folder)) - used
        if len(idle) > len(used) + MAX_UNUSED_PICTURES:
            for name in idle:
                os.unlink(kept.path(name))


def _name(artifact: Artifact, original: bytes) -> str:
    kind = artifact.path.rpartition(".")[2]
    return kept_name(original, artifact.number, kind, square=artifact.maker == "portret")
