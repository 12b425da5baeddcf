"""Two pages that were compared, and what came of it."""

import hashlib
from collections.abc import Iterable

from msgspec import Struct, msgpack

from vindplaats.catalogue.doubles.judge import Judgement, Likeness


class Comparison(Struct, frozen=True, array_like=True):
    """Two pages, by id, with what came of comparing them.

    ``linked`` where the one is news that links to the other, ``titled`` where their titles say the same.
    """

    one: str
    other: str
    judgement: Judgement
    like: Likeness
    linked: bool = False
    titled: bool = False


def comparison_key(
    pages: Iterable[tuple[str, bytes]], clients: Iterable[tuple[str, ...]], links: Iterable[tuple[str, ...]]
) -> bytes:
    """A digest of all that comparing two pages goes by: ids and digests of their files, their clients, their links."""
    return hashlib.blake2b(msgpack.encode([*pages, *clients, *links]), digest_size=16).digest()
