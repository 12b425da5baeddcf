"""Outdated files are found from facts alone, with all reasons; the build record grows and shrinks with the site."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from vindplaats.publish.build_record import NO_RECORD, BuildRecord, MadeFiles, next_record
from vindplaats.publish.outdated import NEW, TAMPERED, outdated
from vindplaats.read.page_id import PageId
from vindplaats.render.artifact import Artifact, HomePage, ListPage, ProjectPage, RedirectPage, TextPage
from vindplaats.render.list_keys import AllProjects

HOME = HomePage("index.html")
PAGE = ProjectPage("projecten/a/index.html", PageId("projecten", "a"))
LIST = ListPage("projecten/index.html", AllProjects(), 1)
PLANNED: dict[str, Artifact] = {artifact.path: artifact for artifact in (HOME, PAGE, LIST)}
MADE = BuildRecord(
    "site",
    ("kaart a", "lijst projecten", "project a"),
    (b"1", b"2", b"3"),
    (HOME, PAGE, LIST),
    ((0, 1), (2,), (1, 0)),
)


def now(**changed: bytes) -> Sequence[bytes]:
    return [
        changed.get(fact.replace(" ", "_"), value) for fact, value in zip(MADE.facts, MADE.fingerprints, strict=True)
    ]


def test_nothing_is_outdated_if_no_fact_changed() -> None:
    assert outdated(PLANNED, MADE, now()) == {}


def test_all_reasons_are_reported() -> None:
    assert outdated(PLANNED, MADE, now(kaart_a=b"9", lijst_projecten=b"9")) == {
        "index.html": ("kaart a", "lijst projecten"),
        "projecten/index.html": ("kaart a", "lijst projecten"),
    }


def test_a_fact_that_no_longer_exists_counts_as_changed() -> None:
    assert outdated(PLANNED, MADE, now(project_a=b"")) == {"projecten/a/index.html": ("project a",)}


def test_new_files_and_files_of_another_kind_are_rendered() -> None:
    planned = PLANNED | {"projecten/index.html": RedirectPage("projecten/index.html", PageId("projecten", "a"))}
    planned["x/index.html"] = TextPage("x/index.html", PageId("paginas", "x"))
    assert outdated(planned, MADE, now()) == {"projecten/index.html": (NEW,), "x/index.html": (NEW,)}
    assert outdated(PLANNED, NO_RECORD, []) == dict.fromkeys(PLANNED, (NEW,))


def test_files_changed_by_others_are_rendered_again() -> None:
    assert outdated(PLANNED, MADE, now(project_a=b"9"), {PAGE.path, HOME.path, "elders"}) == {
        "index.html": (TAMPERED,),
        "projecten/a/index.html": ("project a", TAMPERED),
    }


FACTS = st.sampled_from(["kaart a", "kaart b", "lijst x", "project a", "project b", "site "])
SITES = st.dictionaries(st.sampled_from("abcdef"), st.frozensets(FACTS, min_size=1), min_size=1)


@given(st.lists(st.tuples(SITES, st.dictionaries(FACTS, st.binary(min_size=1, max_size=2))), min_size=1, max_size=5))
def test_the_record_has_exactly_the_facts_that_files_last_used(
    builds: list[tuple[dict[str, frozenset[str]], dict[str, bytes]]],
) -> None:
    """After any series of builds, each file has the facts that it last used, with their current values."""
    made = NO_RECORD
    asked_by: dict[str, frozenset[str]] = {}
    for site, values in builds:
        planned = {path: TextPage(path, PageId("paginas", path)) for path in site}
        current = [values.get(fact, b"") for fact in made.facts]
        todo = outdated(planned, made, current)
        asked_by = {path: site[path] if path in todo else asked_by[path] for path in site}
        asked = {path: tuple(site[path]) for path in todo}
        prints = {fact: values.get(fact, b"") for facts in asked.values() for fact in facts}
        before = structs.replace(made, fingerprints=tuple(current))
        made = next_record(planned, before, MadeFiles(asked, prints))
        assert {artifact.path for artifact in made.artifacts} == site.keys()
        for artifact, numbers in zip(made.artifacts, made.asked, strict=True):
            assert frozenset(made.facts[i] for i in numbers) == asked_by[artifact.path]
        assert dict(zip(made.facts, made.fingerprints, strict=True)) == {
            fact: values.get(fact, b"") for facts in asked_by.values() for fact in facts
        }
