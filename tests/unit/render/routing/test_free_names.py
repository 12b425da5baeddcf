"""The file of a new page gets a name that is valid everywhere, and whose id and address are free."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support import examples, law, make_source, project
from vindplaats.read.content import read_front_matter
from vindplaats.read.portable_names import is_refused
from vindplaats.read.records import Kind
from vindplaats.render.routing.free_names import TakenNames, free_name, list_stems, taken_names
from vindplaats.slug import slugify

NOTHING = TakenNames("projecten", frozenset(), frozenset())


def name_in(source: Path, kind: Kind, title: str, *suffixes: str) -> str:
    files = list_stems(str(source / "content" / kind))
    taken = taken_names(kind, read_front_matter(str(source)), files, "https://proef.example/")
    return free_name(title, suffixes, taken)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Huur in cijfers", "huur-in-cijfers"),
        ("  IJsland’s 'proef': a/b  ", "ijslands-proef-a-b"),
        ("Ünïcode & ß", "unicode-ss"),
        ("日本", "ri-ben"),
        ("𓀀", "projecten"),
        ("con", "con-2"),
        ("AUX", "aux-2"),
        ("com1", "com1-2"),
        ("README", "readme-2"),
        ("woord " * 40, "woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord-woord"),
        ("a" * 200, "a" * 80),
        ("-5", "5"),
    ],
)
def test_a_name_is_made_from_the_title(title: str, name: str) -> None:
    assert free_name(title, (), NOTHING) == name


@law
@given(st.text(min_size=1), st.lists(st.sampled_from(["2021", "2021-05-12"]), max_size=2), st.integers(0, 12))
@settings(max_examples=examples(1000), deadline=None)
def test_a_name_is_always_short_plain_and_its_own_slug(title: str, suffixes: list[str], used: int) -> None:
    taken: set[str] = set()
    for _ in range(used + 1):
        name = free_name(title, suffixes, TakenNames("projecten", frozenset(taken), frozenset()))
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert len(name) <= 80
        assert slugify(name) == name
        assert not is_refused(name)
        assert name not in taken
        taken.add(name)


def test_a_cut_is_between_words_also_with_a_number_behind_it() -> None:
    title = "woord " * 13 + "ab"
    taken = TakenNames("projecten", frozenset({free_name(title, (), NOTHING)}), frozenset())
    assert free_name(title, (), NOTHING) == "woord-" * 13 + "ab"
    assert free_name(title, (), taken) == "woord-" * 13 + "2"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("projecten/huur.md", project("Iets")),
        ("projecten/2019/huur.md", project("Iets")),
        ("projecten/huur/index.md", project("Iets")),
        ("projecten/Huur.md", project("Iets")),
        ("projecten/huur.MD", project("Iets")),
        ("projecten/huur.markdown", project("Iets")),
        ("projecten/huur/rapport.pdf", ""),
        ("projecten/huur.md", "---\ntitel: [\n---\n"),
        ("projecten/huur.md", project("Iets", extra="concept: true\n")),
        ("projecten/anders.md", project("Iets", extra="slug: huur\n")),
        ("projecten/anders.md", project("Iets", extra="slug: huur\npubliceren_op: 2099-01-01\n")),
        ("projecten/anders.md", project("Iets", extra="aliassen: [/projecten/huur/]\n")),
        ("projecten/anders.md", project("Iets", extra="aliassen: [/projecten/Huur]\n")),
        ("projecten/anders.md", project("Iets", extra="aliassen: [https://www.proef.example/projecten/huur]\n")),
        ("nieuws/anders.md", "---\ntitel: x\ndatum: 2021-01-01\naliassen: [/projecten/huur/]\n---\n"),
    ],
)
def test_a_name_that_is_taken_in_any_way_gets_a_suffix(tmp_path: Path, file: str, text: str) -> None:
    source = make_source(tmp_path, {file: text})
    assert name_in(source, "projecten", "Huur", "2026") == "huur-2026"
    assert name_in(source, "projecten", "Huren") == "huren"
    assert name_in(source, "nieuws", "Huur") == "huur"


def test_the_first_free_suffix_is_taken_and_then_numbers(tmp_path: Path) -> None:
    source = make_source(tmp_path, {f"projecten/{name}.md": project("x") for name in ("huur", "huur-2026", "huur-2")})
    assert name_in(source, "projecten", "Huur", "2026") == "huur-3"


@pytest.mark.parametrize("title", ["Projecten", "Jaren", "Zoeken", "Static", "Pagefind", "Pagina", "Publicaties"])
def test_a_page_of_text_never_has_an_address_of_the_site(tmp_path: Path, title: str) -> None:
    assert name_in(make_source(tmp_path, {}), "paginas", title) == f"{title.lower()}-2"
    assert name_in(tmp_path, "werkvelden", title) == title.lower()


def test_a_name_that_geen_dubbel_van_mentions_stays_that_of_one_page(tmp_path: Path) -> None:
    files = {
        "projecten/huur.md": project("Huur"),
        "projecten/anders.md": project("Iets", extra="geen_dubbel_van: [huur]\n"),
    }
    source = make_source(tmp_path, files)
    assert name_in(source, "nieuws", "Huur") == "huur-2"
    assert name_in(source, "paginas", "Huur") == "huur"
