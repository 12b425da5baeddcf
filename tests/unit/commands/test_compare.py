"""``duplicates --diff`` prints two pages side by side."""

from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.cli import main

TEXT = (
    "De gemeente vroeg ons na te gaan hoe bewoners van de nieuwe wijk hun buurt ervaren. Wij spraken daarvoor met veel "
    "huishoudens, met winkeliers en met het wijkteam."
)
NEWS = "---\ntitel: Wonen in de wijk\ndatum: 2022-01-01\n{extra}---\n{body}\n"


def run(capsys: pytest.CaptureFixture[str], source: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["duplicates", "--source", str(source), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_diff_shows_both_texts_with_marks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    source = make_source(
        tmp_path,
        {
            "projecten/a.md": project("Wonen", body=f"{TEXT} Het plein is leeg."),
            "nieuws/b.md": NEWS.format(extra="", body=f"{TEXT} Het park is leeg."),
        },
    )
    for first, second in (("projecten/a", "nieuws/b"), ("a", "b"), ("content/projecten/a.md", "nieuws/b")):
        code, out, err = run(capsys, source, "--diff", first, second)
        assert (code, err) == (0, "")
        lines = out.split("\n")
        assert all(len(line) <= 80 for line in lines)
        assert lines[0].split() == ["content/projecten/a.md", "content/nieuws/b.md"]
        assert "Het [-plein-] is leeg." in out
        assert "Het {+park+} is leeg." in out
        assert "\x1b" not in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--diff", "projecten/b", "projecten/a"], "Bedoelde u 'projecten/bb'?"),
        (["--diff", "projecten/a", "zzzzzzzz"], "Schrijf een id"),
        (["--diff", "projecten/a", "n"], "kan nieuws/n of projecten/n zijn"),
        (["--diff", "projecten/a", "bb", "--format", "json"], "laat --format weg"),
    ],
)
def test_wrong_use_exits_with_2_and_says_why(
    arguments: list[str], words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(
        tmp_path, {"projecten/a.md": project("A"), "projecten/bb.md": project("B"), "projecten/n.md": project("N")}
    )
    make_source(tmp_path, {"nieuws/n.md": NEWS.format(extra="", body="N")})
    code, out, err = run(capsys, source, *arguments)
    assert (code, out) == (2, "")
    assert words in err
