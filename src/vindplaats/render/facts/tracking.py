"""The facts that pages are made from, each recorded as a page asks for it.

A page gets at nothing but by asking, so what it did not ask for cannot have made a difference to it: it has to be made
again when one of its facts changed, and not otherwise.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import msgpack

F = TypeVar("F", bound="FactRegistry")
K = TypeVar("K")
T = TypeVar("T")

FINGERPRINT_BYTES = 8
"""The size of a fingerprint. Two values of one fact share one by chance once in 2**64."""


class FactKind(Generic[F, K, T]):
    """A kind of fact: its name, what ``--explain`` says when one changed, and how one is made from its key.

    ``changed`` has ``{}`` for the key; ``parse`` returns the key whose text it is given.
    """

    __slots__ = ("changed", "make", "name", "parse")

    def __init__(self, name: str, changed: str, make: Callable[[F, K], T], parse: Callable[[str], K]) -> None:
        self.name, self.changed, self.make, self.parse = name, changed, make, parse


def fact(name: str, changed: str, parse: Callable[[str], K]) -> Callable[[Callable[[F, K], T]], Callable[[F, K], T]]:
    """Declare a kind of fact: the decorated method makes a fact from its key, calling the method asks for it.

    The arguments are those of `FactKind`. The method raises `KeyError` where there is no such fact. Whatever it asks
    for itself is not recorded: it is part of the value of this fact.
    """

    def declare(make: Callable[[F, K], T]) -> Callable[[F, K], T]:
        kind = FactKind(name, changed, make, parse)

        def ask(self: F, key: K) -> T:
            known = self._known.get((kind, key))
            if known is None:
                self._asked.add(f"{name} {key}")  # also if it does not exist: it may come to exist
                known = self._make(kind, key)
            self._asked.add(known[1])
            value: T = known[0]
            return value

        ask.__doc__ = make.__doc__
        ask.kind = kind  # type: ignore[attr-defined]
        return ask

    return declare


class FactRegistry:
    """A registry of facts, by kind and key: each is made once, and recorded for whoever asks for it.

    A subclass declares its kinds with `fact`; ``kinds`` has them by name.
    """

    kinds: ClassVar[Mapping[str, FactKind[Any, Any, Any]]] = {}

    def __init_subclass__(cls) -> None:
        declared = (getattr(method, "kind", None) for method in vars(cls).values())
        cls.kinds = {kind.name: kind for kind in declared if isinstance(kind, FactKind)}

    def __init__(self) -> None:
        self._known: dict[tuple[FactKind[Any, Any, Any], Any], tuple[Any, str]] = {}
        self._asked: set[str] = set()

    def record(self, make: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """Return what ``make`` returns and the facts that it asked for, as ``"kaart projecten/flexwonen"``."""
        self._asked = set()
        value = make()
        return value, frozenset(self._asked)

    def fingerprint(self, text: str) -> bytes:
        """Return a digest of a fact's value: equal while the value is unchanged, empty if the fact does not exist."""
        name, _, key = text.partition(" ")
        try:
            kind = self.kinds[name]
            parsed = kind.parse(key)
            value, _ = self._known.get((kind, parsed)) or self._make(kind, parsed)
        except (KeyError, ValueError):
            return b""
        return hashlib.blake2b(_encoder.encode(value), digest_size=FINGERPRINT_BYTES).digest()

    def _make(self, kind: FactKind[Any, K, Any], key: K) -> tuple[Any, str]:
        outer, self._asked = self._asked, set()
        try:
            value = kind.make(self, key)
        finally:
            self._asked = outer
        known = self._known[kind, key] = value, f"{kind.name} {key}"
        return known


def _omit(_: object) -> None:
    """Encode the HTML of a body as nothing: the record has the digest of its file."""


_encoder = msgpack.Encoder(enc_hook=_omit)
