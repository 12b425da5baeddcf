"""The cache of picture variants: each is made once, because that takes longer than anything else in a build.

It is a folder in the store. The name of a picture there is derived from the bytes of its original and the way it was
made, so that no other is ever taken for it; each has a checksum, like every file of the store.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby

from vindplaats.cache.store import Store
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Place
from vindplaats.errors import BrokenPictureError, RenderFailedError, TooLargePictureError
from vindplaats.inputs.inventory import Digests, digest
from vindplaats.inputs.theme_files import disk_path
from vindplaats.media.variants import kept_name
from vindplaats.publish.trees import write
from vindplaats.render.artifact import Artifact, PictureVariant

PICTURES_FOLDER = "beelden"
"""The folder in the store."""
_VERSION = b"VPB1"
"""Not that of the store: a change of code makes no other picture, unless it changes the recipe (`media.variants`)."""
MAX_UNUSED_PICTURES = 100
"""Cached pictures that are not in use are removed when there are this many more of them than of those in use."""


def open_picture_cache(store: Store | None) -> Store | None:
    """Return the cache of picture variants; None without a cache."""
    return Store(store.path(PICTURES_FOLDER), _VERSION) if store else None


def make_pictures(
    variants: Sequence[PictureVariant], tree: str, source: str, kept: Store | None, digests: Digests
) -> None:
    """Make variants of one original in ``tree``, or copy them from the cache.

    ``digests`` has that of the original when it was surveyed. Raises `OSError`, and `RenderFailedError` if the original
    has broken since then.
    """
    missing: list[PictureVariant] = []
    for variant in variants:
        data = kept.load(_name(variant, digests[variant.original])) if kept else b""
        if data:
            write(tree, variant.path, data)
        else:
            missing.append(variant)
    if missing:
        _make(missing, tree, source, kept)


def _make(variants: Sequence[PictureVariant], tree: str, source: str, kept: Store | None) -> None:
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
        raise RenderFailedError(media.BROKEN_IMAGE.at(Place(path), file=path)) from None
    except TooLargePictureError:
        raise RenderFailedError(media.IMAGE_TOO_LARGE.at(Place(path), file=path)) from None


def remove_unused(kept: Store, planned: Iterable[Artifact], digests: Digests) -> None:
    """Remove the pictures that the site does not use, if there are many.

    Not at once, because a build with drafts, or of another day, uses other pictures.
    """
    used = {_name(one, digests[one.original]) for one in planned if isinstance(one, PictureVariant)}
    with suppress(OSError):
        idle = set(os.listdir(kept.folder)) - used
        if len(idle) > len(used) + MAX_UNUSED_PICTURES:
            for name in idle:
                os.unlink(kept.path(name))


def _name(variant: PictureVariant, original: bytes) -> str:
    return kept_name(original, variant.width, variant.format, square=variant.square)
