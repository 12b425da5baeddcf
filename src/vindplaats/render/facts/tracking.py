"""A registry of facts that records which facts each page asks for.

Facts are the only data that a page has, so a fact that a page did not ask for cannot affect it. A page is therefore
outdated if one of the facts that it asked for has changed, and only then.
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import msgpack

F = TypeVar("F", bound="FactRegistry")
K = TypeVar("K")
T = TypeVar("T")

FINGERPRINT_BYTES = 8
"""Size of a fingerprint in bytes. Two values of a fact have equal fingerprints with a chance of 1 in 2**64."""


class FactKind(Generic[F, K, T]):
    """A kind of fact, such as the card of a study.

    ``make`` computes the fact with a given key. ``parse`` reads a key from its text, as stored in the build record.
    ``changed`` is the Dutch sentence with which ``--explain`` reports that a fact has changed, with ``{}`` in place of
    the key.
    """

    __slots__ = ("changed", "make", "name", "parse")

    def __init__(self, name: str, changed: str, make: Callable[[F, K], T], parse: Callable[[str], K]) -> None:
        self.name, self.changed, self.make, self.parse = name, changed, make, parse


def fact(name: str, changed: str, parse: Callable[[str], K]) -> Callable[[Callable[[F, K], T]], Callable[[F, K], T]]:
    """Declare a kind of fact. The decorated method computes the fact with a given key.

    The arguments are those of `FactKind`. A call of the method returns the fact, computes it if this is the first call
    with that key, and records that it was asked for. The method raises `KeyError` if no such fact exists. Facts that
    the method itself asks for are not recorded, because they are part of its value.
    """

    def declare(make: Callable[[F, K], T]) -> Callable[[F, K], T]:
        kind = FactKind(name, changed, make, parse)

        def ask(self: F, key: K) -> T:
            known = self._known.get((kind, key))
            if known is None:
                self._asked.add(f"{name} {key}")  # even if it does not exist: a later build may have it
                known = self._make(kind, key)
            self._asked.add(known[1])
            value: T = known[0]
            return value

        ask.__doc__ = make.__doc__
        ask.kind = kind  # type: ignore[attr-defined]
        return ask

    return declare


class FactRegistry:
    """A registry of facts by kind and key. It computes each fact once, and records which facts are asked for.

    A subclass declares its kinds of facts with `fact`. ``kinds`` maps their names to the kinds.
    """

    kinds: ClassVar[Mapping[str, FactKind[Any, Any, Any]]] = {}

    def __init_subclass__(cls) -> None:
        declared = (getattr(method, "kind", None) for method in vars(cls).values())
        cls.kinds = {kind.name: kind for kind in declared if isinstance(kind, FactKind)}

    def __init__(self) -> None:
        self._known: dict[tuple[FactKind[Any, Any, Any], Any], tuple[Any, str]] = {}
        self._asked: set[str] = set()

    def record(self, make: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """Call ``make``. Return its result and the facts that it asked for, such as ``"kaart projecten/flexwonen"``."""
        self._asked = set()
        value = make()
        return value, frozenset(self._asked)

    def fingerprint(self, text: str) -> bytes:
        """Return a digest of the value of the fact ``text``, such as ``"kaart projecten/flexwonen"``.

        The digest is equal while the value is unchanged, and empty if the fact does not exist.
        """
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
    """Leave out the HTML of a body. The digest in its record already tells whether the file has changed."""


_encoder = msgpack.Encoder(enc_hook=_omit)
