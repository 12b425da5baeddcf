"""The facts that a render uses are recorded, and fingerprints show which of them changed."""

from collections.abc import Mapping

import pytest

from vindplaats.read.html_store import StoredHtml
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Body, Werkveld
from vindplaats.render.facts.tracking import NO_FINGERPRINT, PAGE, FactRegistry, digest_of_value, fact


class Registry(FactRegistry):
    """A registry of cards with a text as key, and of lists of cards with a number as key."""

    def __init__(self, values: Mapping[str, object]) -> None:
        super().__init__()
        self.values = values
        self.made: list[str] = []

    @fact("kaart", "{} is veranderd", str)
    def card(self, key: str) -> object:
        self.made.append(key)
        return self.values[key]

    @fact("lijst", "lijst {} is veranderd", int)
    def cards(self, count: int) -> tuple[object, ...]:
        return tuple(self.card(key) for key in sorted(self.values)[:count])


class Derived(FactRegistry):
    """A registry of lines that are derived from a page and the name of the site, and of facts with other bases."""

    def __init__(self, name: str, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.name, self.pages = name, pages

    def base_digests(self, _: Mapping[str, bytes] | None = None) -> dict[str, bytes]:
        bases = {**self.pages, "name": self.name, "count": len(self.pages)}
        return {name: digest_of_value(value) for name, value in bases.items()}

    @fact("regel", "{} is veranderd", str, PAGE, "name")
    def line(self, key: str) -> str:
        return f"{self.pages[key]} - {self.name}"

    @fact("titel", "de titel is veranderd", str, "name", "count")
    def title(self, _: str) -> str:
        return f"{self.name} ({len(self.pages)})"

    @fact("aantal", "er zijn meer of minder", str)
    def count(self, _: str) -> int:
        return len(self.pages)


FACTS = ("aantal ", "regel projecten/a", "regel projecten/b", "regel projecten/c", "titel ")


@pytest.mark.parametrize(
    ("name", "pages", "may_differ"),
    [
        ("Proef", {"projecten/a": "A", "projecten/b": "B"}, [0]),
        ("Proef", {"projecten/a": "A", "projecten/b": "C"}, [0, 2]),
        ("Proef", {"projecten/a": "A"}, [0, 2, 4]),
        ("Proef", {"projecten/a": "A", "projecten/b": "B", "projecten/c": "C"}, [0, 3, 4]),
        ("Anders", {"projecten/a": "A", "projecten/b": "B"}, [0, 1, 2, 3, 4]),
    ],
)
def test_a_fact_cannot_differ_while_its_bases_are_the_same(
    name: str, pages: Mapping[str, str], may_differ: list[int]
) -> None:
    before, now = Derived("Proef", {"projecten/a": "A", "projecten/b": "B"}), Derived(name, pages)
    assert Derived.may_differ(FACTS, before.base_digests(), now.base_digests()) == may_differ
    same = [fact for number, fact in enumerate(FACTS) if number not in may_differ]
    assert [before.fingerprint(fact) for fact in same] == [now.fingerprint(fact) for fact in same]


def test_kinds_of_facts_are_found_by_name() -> None:
    assert {name: kind.changed for name, kind in Registry.kinds.items()} == {
        "kaart": "{} is veranderd",
        "lijst": "lijst {} is veranderd",
    }


def test_requested_facts_are_recorded() -> None:
    facts = Registry({"projecten/a": 1, "projecten/b": 2})
    assert facts.record(lambda: facts.card("projecten/a")) == (1, frozenset({"kaart projecten/a"}))
    assert facts.record(lambda: facts.card("projecten/a")) == (1, frozenset({"kaart projecten/a"}))
    assert facts.record(lambda: facts.fingerprint("kaart projecten/b"))[1] == set()


def test_requested_facts_that_do_not_exist_are_recorded() -> None:
    facts = Registry({})

    def ask() -> None:
        with pytest.raises(KeyError):
            facts.card("projecten/a")

    assert facts.record(ask)[1] == {"kaart projecten/a"}


def test_facts_requested_by_another_fact_are_not_recorded() -> None:
    """Otherwise they would be recorded only for the first page that requests the fact."""
    facts = Registry({"a": 1, "b": 2})
    for _ in range(2):
        assert facts.record(lambda: (facts.card("b"), facts.cards(2))) == (
            (2, (1, 2)),
            frozenset({"kaart b", "lijst 2"}),
        )


def test_a_fact_is_computed_once() -> None:
    facts = Registry({"a": 1})
    assert facts.card("a") == facts.card("a")
    facts.fingerprint("kaart a")
    assert facts.made == ["a"]


@pytest.mark.parametrize(
    ("first", "second"),
    [("1", 1), (None, ""), ((), None), (("a", "b"), ("ab",)), (True, 1), (1, 1.0), ("a", b"a")],
)
def test_different_values_have_different_fingerprints(first: object, second: object) -> None:
    facts = Registry({"a": first, "b": second})
    assert facts.fingerprint("kaart a") != facts.fingerprint("kaart b")
    assert facts.fingerprint("kaart a") == facts.fingerprint("kaart a")


@pytest.mark.parametrize("text", ["kaart weg", "weg a", "lijst geen-getal", ""])
def test_a_fact_that_does_not_exist_has_no_fingerprint(text: str) -> None:
    assert Registry({"a": 1}).fingerprint(text) == NO_FINGERPRINT


def test_the_fingerprint_of_a_record_depends_on_its_digest_and_not_on_its_html() -> None:
    def record(html: bytes, digest: bytes) -> Werkveld:
        body = Body(StoredHtml(html))
        return Werkveld(
            id=PageId("werkvelden", "a"), file="a.md", kind="werkvelden", digest=digest, body=body, titel="A"
        )

    facts = Registry({"a": record(b"x", b"1"), "b": record(b"y", b"1"), "c": record(b"x", b"2")})
    prints = [facts.fingerprint(f"kaart {key}") for key in "abc"]
    assert prints[0] == prints[1] != prints[2]
