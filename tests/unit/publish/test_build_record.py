"""Outdated files are found from facts alone, with all reasons; the build record grows and shrinks with the site."""

from array import array
from collections.abc import Collection, Mapping

from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack, structs

from vindplaats.publish.asked_facts import AskedFacts, as_bytes
from vindplaats.publish.build_record import NO_RECORD, BuildRecord, MadeFiles, next_record, with_fingerprints
from vindplaats.publish.outdated import NEW, TAMPERED, Reasons, outdated
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, HomePage, ListPage, ProjectPage, RedirectPage, TextPage
from vindplaats.render.facts.tracking import FINGERPRINT_BYTES, NO_FINGERPRINT
from vindplaats.render.list_keys import AllProjects

HOME = HomePage("index.html")
PAGE = ProjectPage("projecten/a/index.html", PageId("projecten", "a"))
LIST = ListPage("projecten/index.html", AllProjects(), 1)
PLANNED: dict[str, Artifact] = {artifact.path: artifact for artifact in (HOME, PAGE, LIST)}


def encoded(planned: Mapping[str, Artifact]) -> bytes:
    return msgpack.encode(list(planned.values()))


MADE = BuildRecord(
    "site",
    ("kaart a", "lijst projecten", "project a"),
    b"111111112222222233333333",
    encoded(PLANNED),
    AskedFacts.joined([as_bytes([0, 1]), as_bytes([2]), as_bytes([0, 1])]),
)
CARD, PROJECTS, PROJECT = range(3)


def made_again(
    planned: Mapping[str, Artifact],
    changed: Collection[int],
    tampered: Collection[str] = (),
    record: BuildRecord = MADE,
) -> dict[str, Reasons]:
    return outdated(planned, encoded(planned), record, changed, tampered)


def test_nothing_is_outdated_if_no_fact_changed() -> None:
    assert made_again(PLANNED, ()) == {}


def test_all_reasons_are_reported() -> None:
    assert list(made_again(PLANNED, (PROJECTS, CARD)).items()) == [
        ("index.html", ("kaart a", "lijst projecten")),
        ("projecten/index.html", ("kaart a", "lijst projecten")),
    ]


def test_new_files_and_files_of_another_kind_are_rendered() -> None:
    planned = PLANNED | {"projecten/index.html": RedirectPage("projecten/index.html", PageId("projecten", "a"))}
    planned["x/index.html"] = TextPage("x/index.html", PageId("paginas", "x"))
    assert made_again(planned, ()) == {"projecten/index.html": (NEW,), "x/index.html": (NEW,)}
    assert made_again(PLANNED, (), record=NO_RECORD) == dict.fromkeys(PLANNED, (NEW,))


def test_files_changed_by_others_are_rendered_again() -> None:
    planned = PLANNED | {"x/index.html": TextPage("x/index.html", PageId("paginas", "x"))}
    for site, new in ((PLANNED, {}), (planned, {"x/index.html": (NEW,)})):
        assert made_again(site, (PROJECT,), {PAGE.path, HOME.path, "elders"}) == {
            "index.html": (TAMPERED,),
            "projecten/a/index.html": ("project a", TAMPERED),
            **new,
        }


def test_a_record_in_which_nothing_changed_but_a_fact_has_the_same_artifacts() -> None:
    made = MadeFiles((PAGE.path,), ("project a",), b"99999999", AskedFacts.joined([as_bytes([0])]))
    found = next_record(tuple(PLANNED), encoded(PLANNED), MADE, made, {"projecten/a": b"x"})
    assert found == structs.replace(
        MADE, site="", fingerprints=MADE.fingerprints[:16] + b"99999999", bases={"projecten/a": b"x"}
    )


FACTS = st.sampled_from(["kaart a", "kaart b", "lijst x", "project a", "project b", "site "])
SITES = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(FACTS), min_size=1)
VALUES = st.dictionaries(FACTS, st.binary(min_size=FINGERPRINT_BYTES, max_size=FINGERPRINT_BYTES))


@given(st.lists(st.tuples(SITES, VALUES), min_size=1, max_size=5))
def test_law_that_the_record_has_exactly_the_facts_that_files_last_used(
    builds: list[tuple[dict[str, frozenset[str]], dict[str, bytes]]],
) -> None:
    """After any series of builds, each file has the facts that it last used, with their current values."""
    made = NO_RECORD
    asked_by: dict[str, frozenset[str]] = {}
    before: dict[str, bytes] = {}
    for site, values in builds:
        planned: dict[str, Artifact] = {path: TextPage(path, PageId("paginas", path)) for path in site}
        now = {fact: values.get(fact, NO_FINGERPRINT) for fact in before}
        changed = {number: now[fact] for number, fact in enumerate(made.facts) if before[fact] != now[fact]}
        todo = made_again(planned, changed, record=made)
        assert todo == _outdated(planned, asked_by, {fact for fact in now if now[fact] != before[fact]})
        asked_by = {path: site[path] if path in todo else asked_by[path] for path in site}
        prints = {fact: values.get(fact, NO_FINGERPRINT) for path in todo for fact in site[path]}
        names = tuple(prints)
        asked = AskedFacts.joined([as_bytes(map(names.index, site[path])) for path in todo])
        files = MadeFiles(tuple(todo), names, b"".join(prints.values()), asked)
        previous = structs.replace(made, fingerprints=with_fingerprints(made.fingerprints, changed))
        made = next_record(tuple(planned), encoded(planned), previous, files, {})
        assert list(made.facts) == sorted(made.facts)
        assert list(made.by_path.values()) == list(planned.values())
        for place, path in enumerate(planned):
            assert [made.facts[number] for number in array("I", made.asked.of(place))] == [
                fact for fact in made.facts if fact in asked_by[path]
            ]
        before = {fact: made.fingerprint(number) for number, fact in enumerate(made.facts)}
        assert before == {fact: values.get(fact, NO_FINGERPRINT) for facts in asked_by.values() for fact in facts}


def _outdated(
    planned: Mapping[str, Artifact], asked_by: Mapping[str, frozenset[str]], changed: set[str]
) -> dict[str, Reasons]:
    """Return the files to make as `outdated` does, but by looking at each."""
    reasons = {path: tuple(sorted(changed & asked_by[path])) if path in asked_by else (NEW,) for path in planned}
    return {path: found for path, found in reasons.items() if found}
