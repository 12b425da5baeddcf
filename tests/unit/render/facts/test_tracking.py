"""What is asked for is noted, and what changed can be told from its fingerprint."""

import pytest

from vindplaats.read.html_store import StoredHtml
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Body, Werkveld
from vindplaats.render.facts.tracking import Facts, fingerprint


def facts(values: dict[str, object]) -> tuple[Facts[object], set[str]]:
    asked: set[str] = set()
    return Facts("kaart", values.__getitem__, asked), asked


def test_whoever_asks_is_noted_and_whoever_peeks_is_not() -> None:
    kaarten, asked = facts({"projecten/a": 1, "projecten/b": 2})
    assert kaarten.peek("projecten/b") == 2
    assert asked == set()
    assert kaarten["projecten/a"] == 1
    assert asked == {"kaart projecten/a"}


def test_what_is_not_there_is_noted_too() -> None:
    kaarten, asked = facts({})
    with pytest.raises(KeyError):
        kaarten["projecten/a"]
    assert asked == {"kaart projecten/a"}


def test_a_fact_is_made_once() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    kaarten = Facts("kaart", make, set())
    assert kaarten["a"] == kaarten["a"]
    assert made == ["a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("1", 1), (None, ""), ((), None), (("a", "b"), ("ab",)), (True, 1), (1, 1.0), ("a", b"a")],
)
def test_other_values_have_other_fingerprints(one: object, other: object) -> None:
    kaarten, _ = facts({"a": one, "b": other})
    kinds = {"kaart": kaarten}
    assert fingerprint("kaart a", kinds) != fingerprint("kaart b", kinds)
    assert fingerprint("kaart a", kinds) == fingerprint("kaart a", kinds)
    assert fingerprint("kaart weg", kinds) == b""


def test_a_record_is_told_by_its_digest_not_by_its_html() -> None:
    def record(html: bytes, digest: bytes) -> Werkveld:
        body = Body(StoredHtml(html))
        return Werkveld(
            id=PageId("werkvelden", "a"), file="a.md", kind="werkvelden", digest=digest, body=body, titel="A"
        )

    kaarten, _ = facts({"a": record(b"x", b"1"), "b": record(b"y", b"1"), "c": record(b"x", b"2")})
    prints = [fingerprint(f"kaart {key}", {"kaart": kaarten}) for key in "abc"]
    assert prints[0] == prints[1] != prints[2]
