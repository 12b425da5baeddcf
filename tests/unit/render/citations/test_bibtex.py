"""BibTeX exports, read back with bibtexparser."""

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import Entry
from hypothesis import given

from citing import FULL, PLAIN, citations, cited
from vindplaats.catalogue.entities.authors import read_author
from vindplaats.render.citations.bibtex import bibtex, bibtex_name
from vindplaats.render.citations.citation import Citation, citation_key

COMMANDS = {
    r"{\textbackslash}": "\\",
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
}
COMMAND = re.compile(r"\\([&%$#_])|" + "|".join(map(re.escape, COMMANDS)))


def parsed(text: str) -> Library:
    library = parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    return library


def entry(text: str) -> Entry:
    (found,) = parsed(text).entries
    return found


def plain(value: object) -> str:
    """Return the text that TeX would typeset."""
    return COMMAND.sub(lambda match: match[1] or COMMANDS[match[0]], str(value))


def whole(value: object) -> str:
    """Like `plain`, for a value in a second pair of braces."""
    assert str(value)[0] + str(value)[-1] == "{}"
    return plain(str(value)[1:-1])


def test_an_entry_has_every_field() -> None:
    assert bibtex(FULL) == (
        "@techreport{flexwonen,\n"
        "  title = {{Flexwonen in Fabelstad}},\n"
        "  author = {de Vries, Jan Willem and van {Dijk-de Vries}, Anna and {Bureau, X}},\n"
        "  institution = {{Bureau Verzinsel}},\n"
        "  year = {2022},\n"
        "  month = may,\n"
        "  day = {12},\n"
        "  type = {Rapport},\n"
        "  number = {12},\n"
        "  series = {Monitor wonen},\n"
        "  isbn = {978-90-000000-0-0},\n"
        "  keywords = {wonen, R\\&D},\n"
        "  abstract = {Wat 50\\% van de buren vindt.},\n"
        "  language = {nl},\n"
        "  doi = {10.1234/abc_d},\n"
        "  url = {https://verzinsel.example/projecten/flexwonen/},\n"
        "}\n"
    )


def test_unknown_fields_are_omitted_and_english_has_no_dutch_type() -> None:
    assert set(entry(bibtex(PLAIN)).fields_dict) == {
        "title", "author", "institution", "year", "type", "language", "url",
    }  # fmt: skip
    assert "type" not in entry(bibtex(cited(taal="en"))).fields_dict


@given(citations)
def test_any_study_survives_a_round_trip(citaat: Citation) -> None:
    text = bibtex(citaat)
    fields = entry(text).fields_dict
    assert entry(text).key == "x"
    assert whole(fields["title"].value) == citaat.titel
    assert whole(fields["institution"].value) == citaat.instituut
    assert fields["year"].value == str(citaat.jaar)
    for name, value in (("number", citaat.nummer), ("abstract", citaat.samenvatting), ("series", citaat.reeks)):
        assert plain(fields[name].value) == value if value else name not in fields
    found = split_multiple_persons_names(fields["author"].value)
    assert len(found) == len(citaat.auteurs)


@given(citations)
def test_two_entries_are_read_back_as_two(citaat: Citation) -> None:
    both = parsed(bibtex(citaat) + "\n" + bibtex(PLAIN))
    assert [entry.key for entry in both.entries] == ["x", "flexwonen"]


@pytest.mark.parametrize(
    ("text", "von", "last", "first"),
    [
        ("Vries, Jan Willem de", ["de"], ["Vries"], ["Jan", "Willem"]),
        ("Aa, J. van der", ["van", "der"], ["Aa"], ["J."]),
        ("Jan van 't Hof", ["van", "'t"], ["Hof"], ["Jan"]),
        ("Bo d'Aa", [], ["d'Aa"], ["Bo"]),
        ("García y Márquez, Gabriel", [], ["{García y Márquez}"], ["Gabriel"]),
        ("Anna Jansen", [], ["Jansen"], ["Anna"]),
        ("{Stichting Vis and Friet, Noord}", [], ["{Stichting Vis and Friet, Noord}"], []),
        ("Zeepaard, ", [], ["{Zeepaard}"], []),
    ],
)
def test_bibtex_splits_names_as_we_do(text: str, von: list[str], last: list[str], first: list[str]) -> None:
    name = bibtex_name(read_author(text))
    (person,) = split_multiple_persons_names(name)
    parts = parse_single_name_into_parts(person)
    assert (parts.von, parts.last, parts.first, parts.jr) == (von, last, first, [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("de Golf Jr.", "{de Golf Jr.}"),
        ("Golf Jr.", "{Golf Jr.}"),
        ("d'Aa sr.", "{d'Aa sr.}"),
        ("Jan de Golf Jr.", "de Golf, Jr., Jan"),
        ("de Golf", "de Golf"),
    ],
)
def test_a_suffix_is_never_a_first_name(text: str, expected: str) -> None:
    assert bibtex_name(read_author(text)) == expected


def test_a_key_is_the_name_of_its_project_and_is_unique() -> None:
    names = ["flexwonen", "flex_wonen", "flex wonen", "flex_20_wonen", "flex%wonen", "café", "Flex.1"]
    keys = [citation_key(name) for name in names]
    assert keys[0] == "flexwonen"
    assert len(set(keys)) == len(names)
    assert all(re.fullmatch(r"[\w.:+-]+", key, re.ASCII) for key in keys)
    assert [entry(bibtex(cited(sleutel=key))).key for key in keys] == keys
