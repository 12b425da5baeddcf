"""Two pages that were compared, and what came of it."""

import hashlib
from collections.abc import Iterable

from msgspec import Struct, msgpack

from vindplaats.catalogue.doubles.judge import Judgement, Likeness
from vindplaats.read.page_id import PageId


class Comparison(Struct, frozen=True, array_like=True):
    """Two pages, by id, with what came of comparing them.

    ``linked`` where the one is news that links to the other, ``titled`` where their titles say the same.
    """

    one: PageId
    other: PageId
    judgement: Judgement
    like: Likeness
    linked: bool = False
    titled: bool = False


def comparison_key(
    pages: Iterable[tuple[PageId, bytes]], clients: Iterable[tuple[PageId, ...]], links: Iterable[tuple[PageId, ...]]
) -> bytes:
    """A digest of all that comparing two pages goes by: ids and digests of their files, their clients, their links."""
    return hashlib.blake2b(msgpack.encode([*pages, *clients, *links]), digest_size=16).digest()
