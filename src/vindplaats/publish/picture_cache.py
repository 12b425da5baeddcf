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
from vindplaats.render.artifact import Artifact, PictureVariant

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
    variants: Sequence[PictureVariant], tree: str, source: str, kept: Store | None, digests: Digests
) -> Diagnostic | None:
    """Make pictures of one original into ``tree``; the fault where it broke after it was looked at.

    ``digests`` has that of the original as it was then. Raises `OSError`.
    """
    missing: list[PictureVariant] = []
    for variant in variants:
        data = kept.load(_name(variant, digests[variant.original])) if kept else b""
        if data:
            write(tree, variant.path, data)
        else:
            missing.append(variant)
    return _make(missing, tree, source, kept) if missing else None


def _make(variants: Sequence[PictureVariant], tree: str, source: str, kept: Store | None) -> Diagnostic | None:
    from vindplaats.media import pillow  # noqa: PLC0415 (start-up: only for a picture that is new)

    path = variants[0].original
    with open(disk_path(source, path), "rb") as stream:
        original = stream.read()
    now = digest(original)
    if kept:
        with suppress(OSError):
            os.makedirs(kept.folder, exist_ok=True)
    try:
        by_shape = sorted(variants, key=lambda variant: variant.square)
        for square, wanted in groupby(by_shape, lambda variant: variant.square):
            upright = pillow.upright(original, square=square)
            for variant in wanted:
                data = pillow.encode(upright, variant.width, variant.format)
                write(tree, variant.path, data)
                if kept:
                    kept.save(_name(variant, now), data)
    except BrokenPictureError:
        return media.BROKEN_IMAGE.at(Place(path), file=path)
    except TooLargePictureError:
        return media.IMAGE_TOO_LARGE.at(Place(path), file=path)
    return None


def remove_unused(kept: Store, planned: Iterable[Artifact], digests: Digests) -> None:
    """Remove what is kept and no picture of the site is, once there is more of that than of what is.

    Not at once: a build with drafts, or of another day, has other pictures.
    """
    used = {_name(one, digests[one.original]) for one in planned if isinstance(one, PictureVariant)}
    with suppress(OSError):
        idle = set(os.listdir(kept.folder)) - used
        if len(idle) > len(used) + MAX_UNUSED_PICTURES:
            for name in idle:
                os.unlink(kept.path(name))


def _name(variant: PictureVariant, original: bytes) -> str:
    return kept_name(original, variant.width, variant.format, square=variant.square)
