"""Every mistake in YAML is reported once, and what can be read is still checked."""

import string

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from support import examples, law
from vindplaats.diagnostics.diagnostic import Diagnostic, Report, collect
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax import parser
from vindplaats.read.yaml_syntax.mistakes import MAX_DIAGNOSED_LINES, MAX_MISTAKES, diagnose
from vindplaats.read.yaml_syntax.parser import Fields

DECLARED = FIELDS["projecten"]
NAMES = {field.name: field for field in DECLARED}


def parse(text: str) -> tuple[Fields, tuple[Diagnostic, ...]]:
    report = Report()
    fields = parse_yaml("x.md", text, report, 0, DECLARED)
    return fields, collect(report.diagnostics)


def places(text: str) -> list[tuple[str, int, int]]:
    return [(item.code, item.line, item.column) for item in parse(text)[1]]


def names(fields: Fields) -> list[str]:
    return [pair.key.text for pair in fields.pairs]


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(parser, "_Loader", getattr(yaml, request.param))
    return str(request.param)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: 's Nachts\nwerkveld: @Zorg\njaar: 2021\n", [("yaml-fout", 1, 8), ("yaml-fout", 2, 11)]),
        (
            "titel: 's\ntrefwoorden:\n  - @a\n  - b\n  - 't c\n",
            [("yaml-fout", n, c) for n, c in ((1, 8), (3, 5), (5, 5))],
        ),
        ("titel: a\n  werkveld: b\n\tjaar: 2021\n", [("yaml-fout", 2, 1), ("yaml-fout", 3, 1)]),
        ("titel:\u00a0x\njaar = 2021\nlos\n", [("yaml-fout", 1, 7), ("yaml-fout", 2, 6), ("yaml-fout", 3, 1)]),
        ("titel\u00a0: x\njaar:\u00a0'21\n", [("yaml-fout", 1, 6), ("yaml-fout", 2, 6)]),
        ("samenvatting: a - b\n  vaste\u00a0spatie: zo\n", [("yaml-fout", 1, 15)]),
        ("titel: a: b\ntitel: c\njaar: 1\njaar: 2\n", [("yaml-fout", 1, 9), ("dubbele-sleutel", 4, 1)]),
        ("titel: <!-- x -->\nreeks: @y\n", [("yaml-html", 1, 8), ("yaml-fout", 2, 8)]),
        ('titel: "a\n  b"\nreeks: [a,\n b\n]\njaar: @c\n', [("ongeldig-jaar", 6, 1)]),
        ("samenvatting: |\n  a: b: c\n  @d\n  - e\njaar: '21\n", [("yaml-fout", 5, 7)]),
    ],
)
def test_each_mistake_is_reported_at_its_place(loader: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected


def test_the_other_fields_are_read_and_keep_their_places(loader: str) -> None:
    fields, _ = parse("titel: 's Nachts\nwerkveld:\n  - Zorg\njaar = 2021\nreeks: [a\ntaal: nl\n")
    assert fields.refused
    assert names(fields) == ["werkveld", "jaar", "taal"]
    assert [pair.key.line for pair in fields.pairs] == [2, 4, 6]
    assert fields.faulty == {"titel", "reeks"}


@pytest.mark.parametrize(
    "text",
    [
        "titel: Een 's\nreeks: a - b\n",
        "samenvatting: Een tekst - met streep\n  op twee regels - zo\n",
        "samenvatting: Een tekst\n  – met een liggend streepje – op twee regels\n",
        "titel: x\n\n# opmerking\nwerkveld: # onze\n  - Zorg\n",
        "titel: “Zorg” en “wonen”\n",
        "titel: |\n  • a\n  - b\n",
        'titel: "a\n\n  b: c"\n',
        "titel:\tx\ty\n",
        "links:\n  - titel: a\n    url: b\n",
        "titel: 50 % & meer! @ 2\n",
    ],
)
def test_what_is_right_is_left_alone(loader: str, text: str) -> None:
    fields, found = parse(text)
    assert not found
    assert not fields.refused


def test_a_text_with_very_many_lines_has_one_message() -> None:
    assert len(places("@a\n" * (MAX_DIAGNOSED_LINES + 1))) == 1
    assert len(places("@a\n" * (MAX_DIAGNOSED_LINES - 1))) == MAX_MISTAKES


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "'x, " * 60_000,
        "a: b\n" + " titel: x\n" * 900,
        "a: 'x" + " " * 200_000 + "#",
        "- " * 900 + "a = @b",
        "a: @" + "x: " * 80_000,
        "\u00a0" * 100_000 + ": '",
        "a\n" * 999,
        '"' * 100_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_the_number_of_parses_is_bounded(text: str) -> None:
    count = 0

    def check(text: str) -> Diagnostic | None:
        nonlocal count
        count += 1
        return parser.check("x.md", text)

    diagnose(text, NAMES, check)
    assert count <= 20 * (text.count("\n") + 1) + 250


SNIPPETS = [
    *(
        "'s",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        "@",
        "*",
        "&",
        "!",
        "|",
        ">",
        "- ",
        "? ",
        "#",
        " #x",
        ": ",
        ":",
        "=",
        ",",
        "\\",
    ),
    *(
        "titel",
        "werkveld",
        "links",
        "url",
        "x",
        " ",
        "  ",
        "\n",
        "\n",
        "\n  ",
        "\n- ",
        "\u00a0",
        "\u200b",
        "“",
        "”",
        "•",
    ),
]
TEXTS = st.lists(st.sampled_from(SNIPPETS), max_size=25).map("".join) | st.text(string.printable, max_size=30)
FIELD_LINES = st.tuples(st.sampled_from(["titel", "reeks", "jaar", "werkveld"]), TEXTS.map(str.strip)).map(": ".join)


@law
@settings(max_examples=examples(500))
@given(TEXTS | st.lists(FIELD_LINES, max_size=5).map("\n".join))
def test_any_text_is_diagnosed_within_bounds(text: str) -> None:
    count = 0

    def check(part: str) -> Diagnostic | None:
        nonlocal count
        count += 1
        return parser.check("x.md", part)

    found = diagnose(text, NAMES, check)
    lines = text.count("\n") + 1
    assert count <= 20 * lines + 250
    assert found.text.count("\n") == text.count("\n")
    for mistake in found.mistakes:
        assert 0 <= mistake.line < lines
        assert mistake.column >= 0
    if parser.check("x.md", text) is None and all(parser.check("x.md", line) is None for line in text.split("\n")):
        assert found.text == text


@law
@settings(max_examples=examples(300))
@given(st.lists(FIELD_LINES, min_size=1, max_size=5, unique_by=lambda line: line[:4]))
def test_a_remedy_with_a_whole_line_is_yaml(lines: list[str]) -> None:
    """The line that a message proposes can be parsed, so that the message does not come back."""
    assume(all(line.isprintable() for line in lines))
    text = "\n".join(lines) + "\n"
    for item in parse(text)[1]:
        name, colon, proposed = item.remedy.partition("aanhalingstekens: ")
        if item.code == "yaml-fout" and colon and len(proposed) < 200:
            assert parser.check("x.md", proposed) is None, (name, proposed)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" titel: a\njaar: 2021\n", [(1, 1, "Haal de spaties ervoor weg: titel: a")]),
        ("# b\n\n  titel: a\n  taal: nl\njaar: 2021\n", [
            (3, 1, "Haal de spaties ervoor weg: titel: a"), (4, 1, "Haal de spaties ervoor weg: taal: nl"),
        ]),
        ("\ttitel: a\njaar: 2021\n", [(1, 1, "Haal de tab weg: titel: a")]),
        (" werkveld:\n  - Wonen\njaar: 2021\n", [(1, 1, "Haal de spaties ervoor weg: werkveld:")]),
        (" titel: a: b\njaar: 2021\n", [
            (1, 10, 'Zet de waarde tussen dubbele aanhalingstekens: titel: "a: b"'),
        ]),
        (" titel: a\n jaar: 2021\n", []),
    ],
)  # fmt: skip
def test_an_indented_first_field_is_reported_where_it_is(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(item.line, item.column, item.remedy) for item in parse(text)[1]] == expected


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("titel: a\ntitel: b\n", "Houd er een over."),
        ("jaar: 2021\njaar: 2022\n", "Houd er een over."),
        ("links: [{url: a, url: b}]\n", "Houd er een over."),
        ("werkveld: a\nwerkveld: b\n", "Houd er een over; meer waarden gaan in een lijst: [a, b]."),
        ("trefwoorden: a\ntrefwoorden: b\n", "Houd er een over; meer waarden gaan in een lijst: [a, b]."),
    ],
)
def test_a_list_is_advised_only_for_a_field_that_accepts_one(text: str, remedy: str) -> None:
    assert [item.remedy for item in parse(text)[1]] == [remedy]
