"""A registry of facts that records which facts are asked for while a file is made.

Apart from the fields of its artifact, a file is made from facts only, so a fact that was not asked for cannot affect
it. As long as the artifact stays the same, a file is outdated only if one of the facts asked for has changed.

Most facts are derived from bases: from the page that they are about, from values that many facts share, or from both.
While the digests of its bases (`PageFacts.base_digests`) stay the same, such a fact has not changed, and need not be
made to find that out.
"""

import hashlib
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, ClassVar, Generic, TypeVar

from msgspec import msgpack

from vindplaats.read.html_store import omit_html

F = TypeVar("F", bound="FactRegistry")
K = TypeVar("K")
T = TypeVar("T")

PAGE = "page"
"""The name of the base of a fact about a page, which is different for each page."""

FINGERPRINT_BYTES = 8
"""Size of a fingerprint in bytes. Two different values have the same fingerprint with a chance of 1 in 2**64."""

NO_FINGERPRINT = bytes(FINGERPRINT_BYTES)
"""The fingerprint of a fact that does not exist."""


class FactKind(Generic[F, K, T]):
    """A kind of fact, such as the card of a study.

    ``name`` identifies the kind in the build record (``"kaart"``). ``make`` computes the fact with a given key.
    ``parse`` reads a key from its text in the build record. ``changed`` is the Dutch sentence with which ``--explain``
    reports that a fact has changed, with ``{}`` in place of the key. ``bases`` are the names of the bases from which
    every fact of this kind is derived, and from nothing else but its key. With `PAGE` among them, the key is a page.
    A kind without bases may be derived from anything.
    """

    __slots__ = ("bases", "changed", "make", "name", "parse")

    def __init__(
        self,
        name: str,
        changed: str,
        make: Callable[[F, K], T],
        parse: Callable[[str], K],
        bases: tuple[str, ...],
    ) -> None:
        self.name, self.changed, self.make, self.parse, self.bases = name, changed, make, parse, bases


def fact(
    name: str, changed: str, parse: Callable[[str], K], *bases: str
) -> Callable[[Callable[[F, K], T]], Callable[[F, K], T]]:
    """Declare a kind of fact. The decorated method computes the fact with a given key.

    The arguments are those of `FactKind`. Calling the decorated method records that the fact was asked for, computes
    the fact at the first call with that key, and returns it. The call raises `KeyError` if there is no such fact. Facts
    that the method itself asks for are not recorded: a change in one of them matters only if it changes the returned
    value.
    """

    def declare(make: Callable[[F, K], T]) -> Callable[[F, K], T]:
        kind = FactKind(name, changed, make, parse, bases)

        def ask(self: F, key: K) -> T:
            known = self._known[name].get(key)
            if known is None:
                self._asked.add(f"{name} {key}")  # even if there is no such fact: a later build may have it
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

    A subclass declares its kinds of facts with `fact`. ``kinds`` has these kinds by name.
    """

    kinds: ClassVar[Mapping[str, FactKind[Any, Any, Any]]] = {}

    def __init_subclass__(cls) -> None:
        declared = (getattr(method, "kind", None) for method in vars(cls).values())
        cls.kinds = {kind.name: kind for kind in declared if isinstance(kind, FactKind)}

    def __init__(self) -> None:
        self._known: dict[str, dict[Any, tuple[Any, str]]] = {name: {} for name in self.kinds}
        self._asked: set[str] = set()

    def record(self, make: Callable[[], T]) -> tuple[T, frozenset[str]]:
        """Call ``make``. Return its result and the facts that it asked for, such as ``"kaart projecten/flexwonen"``."""
        self._asked = set()
        value = make()
        return value, frozenset(self._asked)

    def fingerprint(self, text: str) -> bytes:
        """Return a digest of the value of a fact. ``text`` names the fact: ``"kaart projecten/flexwonen"``.

        The digest stays the same as long as the value does. Without such a fact, return `NO_FINGERPRINT`.
        """
        name, _, key = text.partition(" ")
        try:
            kind = self.kinds[name]
            parsed = kind.parse(key)
            value, _ = self._known[name].get(parsed) or self._make(kind, parsed)
        except (KeyError, ValueError):
            return NO_FINGERPRINT
        return digest_of_value(value)

    @classmethod
    def may_differ(cls, facts: Sequence[str], before: Mapping[str, bytes], now: Mapping[str, bytes]) -> list[int]:
        """Return the positions in ``facts`` of those that may have changed: some of its bases has, or it has none.

        ``facts`` is sorted, and each is a text as in `fingerprint`. ``before`` and ``now`` have a digest of each base:
        of a page by the text of its key, of others by name.
        """
        changed = {base for base in before.keys() | now.keys() if before.get(base) != now.get(base)}
        others = {kind.name for kind in cls.kinds.values() if not kind.bases or not changed.isdisjoint(kind.bases)}
        of_page = [kind.name for kind in cls.kinds.values() if PAGE in kind.bases and kind.name not in others]
        ranges = [(f"{name} ", f"{name}!") for name in others]  # "!" is the next character after a space
        ranges += [(f"{name} {base}", f"{name} {base}\0") for name in of_page for base in changed]
        found = (range(bisect_left(facts, start), bisect_left(facts, end)) for start, end in ranges)
        return sorted(chain.from_iterable(found))

    def _make(self, kind: FactKind[Any, K, Any], key: K) -> tuple[Any, str]:
        outer, self._asked = self._asked, set()
        try:
            value = kind.make(self, key)
        finally:
            self._asked = outer
        known = self._known[kind.name][key] = value, f"{kind.name} {key}"
        return known


def digest_of_value(value: object) -> bytes:
    """Return a digest of a value, which stays the same as long as the value does."""
    return hashlib.blake2b(_encoder.encode(value), digest_size=FINGERPRINT_BYTES).digest()


_encoder = msgpack.Encoder(enc_hook=omit_html)
