"""The table of names, which was written without sight of the code: how each is cited and sorted, in every format."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from vindplaats.catalogue.corpus import Corpus
from vindplaats.catalogue.entities.authors import read_author
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.dutch.person_names import parse_name, sorting_name
from vindplaats.render.citations.apa import apa_name
from vindplaats.render.citations.bibtex import bibtex_name
from vindplaats.render.citations.citation import inverted_name
from vindplaats.render.citations.csl import csl_name
from vindplaats.render.citations.scholar import scholar_name

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
Row = dict[str, Any]

ROWS: list[Row] = json.loads((Path(__file__).parents[1] / "names.json").read_text(encoding="utf-8"))
NAMES = [row for row in ROWS if row["kind"] != "reported"]
PERSONS = [row for row in ROWS if row["kind"] == "person"]


def by_name(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[row["written"] for row in rows])


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 120


@by_name(NAMES)
def test_a_name_is_cited_and_sorted_as_the_table_says(row: Row) -> None:
    author = read_author(row["written"])
    assert {
        "kind": "organisation" if author.organisatie else "person",
        "bibtex": bibtex_name(author),
        "ris": inverted_name(author),
        "csl": csl_name(author),
        "apa": apa_name(author),
        "scholar": scholar_name(author, alone=False),
        "sort": author.omgekeerd,
    } == {name: row[name] for name in ("kind", "bibtex", "ris", "csl", "apa", "scholar", "sort")}


@by_name([row for row in PERSONS if "given" in row["csl"]])
def test_bibtex_splits_a_name_as_csl_has_it(row: Row) -> None:
    (written,) = split_multiple_persons_names(row["bibtex"])
    parts = parse_single_name_into_parts(written)
    last = " ".join([*parts.von, *parts.last]).replace("{", "").replace("}", "")
    found = {"family": last, "given": " ".join(parts.first), "suffix": " ".join(parts.jr)}
    assert {name: value for name, value in found.items() if value} == row["csl"]


@by_name(PERSONS)
def test_a_contact_person_is_split_and_sorted_like_an_author(row: Row) -> None:
    author, name = read_author(row["written"]), parse_name(row["written"])
    assert sorting_name(row["written"]) == row["sort"]
    assert (author.voornaam, author.tussenvoegsel, author.familie, author.achtervoegsel) == name


@by_name(ROWS)
def test_a_text_that_is_not_one_name_is_reported_and_no_other_is(site: Site, row: Row) -> None:
    _, reported = site({"projecten/a.md": f"titel: X\nauteurs: [{json.dumps(row['written'], ensure_ascii=False)}]"})
    codes = [fault.code for fault in reported if fault.code == "auteurs-in-een"]
    assert codes == (["auteurs-in-een"] if row["kind"] == "reported" else [])


@by_name(NAMES)
def test_a_name_as_it_is_sorted_is_read_as_the_same_name(row: Row) -> None:
    author = read_author(row["written"])
    if not author.organisatie and (author.voornaam or not author.tussenvoegsel) and " " not in author.familie:
        assert read_author(author.omgekeerd) == author
