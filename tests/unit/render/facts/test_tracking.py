"""The facts that a render uses are recorded, and fingerprints show which of them changed."""

from collections.abc import Mapping

import pytest

from vindplaats.read.html_store import StoredHtml
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Body, Werkveld
from vindplaats.render.facts.tracking import FactRegistry, fact


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


def _name(facts: "Derived") -> str:
    return facts.name


class Derived(FactRegistry):
    """A registry of lines that are derived from a page and the name of the site."""

    def __init__(self, name: str, pages: Mapping[str, str]) -> None:
        super().__init__()
        self.name, self.pages = name, pages

    def bases_of_pages(self) -> Mapping[str, object]:
        return self.pages

    @fact("regel", "{} is veranderd", str, _name)
    def line(self, key: str) -> str:
        return f"{self.pages[key]} - {self.name}"

    @fact("aantal", "er zijn meer of minder", str)
    def count(self, _: str) -> int:
        return len(self.pages)


@pytest.mark.parametrize(
    ("name", "pages", "same"),
    [
        ("Proef", {"projecten/a": "A", "projecten/b": "B"}, {"projecten/a", "projecten/b"}),
        ("Proef", {"projecten/a": "A", "projecten/b": "C"}, {"projecten/a"}),
        ("Proef", {"projecten/a": "A"}, {"projecten/a"}),
        ("Anders", {"projecten/a": "A", "projecten/b": "B"}, set()),
    ],
)
def test_a_fact_is_the_same_while_its_page_and_what_its_kind_shares_are(
    name: str, pages: Mapping[str, str], same: set[str]
) -> None:
    before, now = Derived("Proef", {"projecten/a": "A", "projecten/b": "B"}).base_digests(), Derived(name, pages)
    equal = {base for base, digest in now.base_digests().items() if before.get(base) == digest}
    assert {page for page in pages if now.is_same(f"regel {page}", equal)} == same
    assert not now.is_same("aantal ", equal)


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
    assert Registry({"a": 1}).fingerprint(text) == b""


def test_the_fingerprint_of_a_record_depends_on_its_digest_and_not_on_its_html() -> None:
    def record(html: bytes, digest: bytes) -> Werkveld:
        body = Body(StoredHtml(html))
        return Werkveld(
            id=PageId("werkvelden", "a"), file="a.md", kind="werkvelden", digest=digest, body=body, titel="A"
        )

    facts = Registry({"a": record(b"x", b"1"), "b": record(b"y", b"1"), "c": record(b"x", b"2")})
    prints = [facts.fingerprint(f"kaart {key}") for key in "abc"]
    assert prints[0] == prints[1] != prints[2]
