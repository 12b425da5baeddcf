"""A cache of picture variants, because making them takes longer than anything else in a build.

The cache is a folder in the store. The name of a cached variant is derived from the bytes of its original and the way
it was made, so variants are never mistaken for each other. Like every file in the store, a variant has a checksum.
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
"""The name of the folder of this cache in the store."""
_VERSION = b"VPB1"
"""The version of the files in this cache. The version of the store is not used, because every code change would then
discard all variants. Instead, the names of variants depend on `RECIPE_VERSION` (`media.variants`)."""
MAX_UNUSED_PICTURES = 100
"""If the unused pictures in the cache outnumber the used ones by more than this, all unused ones are removed."""


def open_picture_cache(store: Store | None) -> Store | None:
    """Return the cache of picture variants in ``store``, or None if the build uses no cache."""
    return Store(store.path(PICTURES_FOLDER), _VERSION) if store else None


def make_pictures(
    variants: Sequence[PictureVariant], tree: str, source: str, kept: Store | None, digests: Digests
) -> None:
    """Write variants of one original to the folder ``tree``. Those not in the cache are made, and added to it.

    ``source`` is the source folder and ``kept`` the cache, if there is one. ``digests`` has the digest that the
    original had when it was inspected (`media.survey`). Raises `OSError` and `PublishError`, and `RenderFailedError` if
    the original has since been replaced with a picture that is broken or too large.
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
    """Remove the cached variants that the site does not use, if there are too many (`MAX_UNUSED_PICTURES`).

    A smaller number is kept, because a build with drafts or for another day may use them.
    """
    used = {_name(one, digests[one.original]) for one in planned if isinstance(one, PictureVariant)}
    with suppress(OSError):
        idle = set(os.listdir(kept.folder)) - used
        if len(idle) > len(used) + MAX_UNUSED_PICTURES:
            for name in idle:
                os.unlink(kept.path(name))


def _name(variant: PictureVariant, original: bytes) -> str:
    return kept_name(original, variant.width, variant.format, square=variant.square)
