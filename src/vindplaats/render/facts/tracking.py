"""What pages are made of, asked for by name, so that it is known of every page what it was made of.

A page gets at nothing but by asking: what it did not ask for cannot have made a difference to it. So a page has to be
made anew when one of its facts changed, and not otherwise.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from msgspec import msgpack

from vindplaats.read.page_id import PageId

T = TypeVar("T")

FINGERPRINT_BYTES = 8
"""Bytes of a fingerprint. Two values of one fact share one by chance once in 2**64."""


class Facts(Generic[T]):
    """Facts of one kind, by key; ``asked`` is told of each that is asked for."""

    __slots__ = ("_asked", "_made", "_make", "kind")

    def __init__(self, kind: str, make: Callable[[str], T], asked: set[str]) -> None:
        self.kind = kind
        self._make = make
        self._asked = asked
        self._made: dict[str, T] = {}

    def __getitem__(self, key: PageId | str) -> T:
        """The fact. Raises `KeyError` where there is none of this key."""
        self._asked.add(f"{self.kind} {key}")
        return self.peek(key)

    def note(self, key: str) -> None:
        """Note that a page is made of this fact, without making it."""
        self._asked.add(f"{self.kind} {key}")

    def peek(self, key: PageId | str) -> T:
        """The fact, without telling that somebody asked. Raises `KeyError`."""
        key = str(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]


def fingerprint(fact: str, kinds: Mapping[str, Facts[Any]]) -> bytes:
    """What a fact comes down to, equal as long as it does not change; empty where it is no more."""
    kind, _, key = fact.partition(" ")
    try:
        value = kinds[kind].peek(key)
    except KeyError:
        return b""
    return hashlib.blake2b(_encoder.encode(value), digest_size=FINGERPRINT_BYTES).digest()


def _without(_: object) -> None:
    """What stands for the HTML of a body: the digest of its file, which the record has, says as much."""


_encoder = msgpack.Encoder(enc_hook=_without)
