"""`vindplaats new` on a terminal asks for what is missing, and nothing else."""

import re
import signal
import sys
from pathlib import Path

import pytest

from pseudo_terminal import PseudoTerminal
from support import make_source, project, run_here, tree
from vindplaats.commands.ask import Question, _values, complete
from vindplaats.read.document import read_page
from vindplaats.read.listing import PageFile
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Nieuwsbericht

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals")

FILES = {
    "werkvelden/water.md": "---\ntitel: Water\nvolgorde: 2\n---\n",
    "werkvelden/zee.md": "---\ntitel: Zee en strand\nvolgorde: 1\n---\n",
    "opdrachtgevers/zeefonds.md": "---\nnaam: Zeefonds\nafkorting: ZF\n---\n",
    "opdrachtgevers/duinraad.md": "---\nnaam: De Duinraad\n---\n",
    "contactpersonen/weg.md": "---\nnaam: Bram Sluis\nvertrokken_op: 2020-01-01\n---\n",
    "contactpersonen/jos.md": "---\nnaam: Jos Bos\n---\n",
    "projecten/golven.md": project("Golven"),
}
PATH = "content/projecten/zout-nu.md"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "bron", FILES)


def new(source: Path, *arguments: str, stdout: Path | None = None, stderr: Path | None = None) -> PseudoTerminal:
    return PseudoTerminal(["new", "--source", str(source), *arguments], forked=True, stdout=stdout, stderr=stderr)


def written(source: Path) -> list[str]:
    return (source / PATH).read_text(encoding="utf-8").splitlines()[1:-1]


PAGE = [
    "titel: 'Zout: nu'", "werkveld:", "  - Zee en strand", "  - Water", "opdrachtgever: []", "contactpersoon:",
    "  - Jos Bos", "jaar: 2026",
]  # fmt: skip


@pytest.mark.parametrize(
    "title",
    ["Zorg: nu #1", "'s Nachts", "de foto's'", '"Wonen"', "-- x -", "[a] {b}", "null", "2021", "👩\u200d👧 a\\b",
     "woord " * 99 + "woord"],
)  # fmt: skip
def test_any_title_is_written_as_it_was_given(source: Path, title: str) -> None:
    terminal = new(source, "nieuws", "--", title)
    terminal.answer("Dag van het bericht (", "2026-01-02")
    assert terminal.end() == 0
    path = terminal.shown.splitlines()[-1]
    assert re.fullmatch(r"content/nieuws/[a-z0-9-]{1,80}\.md", path)
    page = read_page(PageFile(path, path, "nieuws", PageId("nieuws", "x")), (source / path).read_bytes())
    assert isinstance(page.record, Nieuwsbericht)
    assert page.record.titel == title


def test_the_required_fields_are_asked_for_in_order_by_number_or_name(source: Path) -> None:
    terminal = new(source, "project", "Zout: nu")
    terminal.wait_for("   1  Zee en strand\n   2  Water\n")
    terminal.answer("Werkveld (", "1, 2")
    terminal.wait_for("   1  De Duinraad\n   2  Zeefonds\n")
    terminal.answer("Opdrachtgever (", "")
    terminal.wait_for("   1  Jos Bos\n   2  Noor de Wit\n")
    terminal.answer("Contactpersoon (", "jos")
    terminal.answer("Jaar ", "2026")
    assert terminal.end() == 0
    assert terminal.shown.splitlines()[-1] == PATH
    assert written(source) == PAGE
    assert run_here("check", "--strict", "--source", str(source), "--jobs", "1").returncode == 0


def test_only_what_is_missing_is_asked_for(source: Path) -> None:
    given = ("--werkveld", "zee", "--werkveld", "water", "--opdrachtgever", "geen", "--jaar", "2026")
    terminal = new(source, "project", "Zout: nu", *given)
    terminal.answer("Contactpersoon (", "1")
    assert terminal.end() == 0
    assert "Werkveld (" not in terminal.shown
    assert written(source) == PAGE


def test_an_answer_that_will_not_do_is_explained_and_asked_again(source: Path) -> None:
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "")
    terminal.answer("Werkveld (", "watr")
    terminal.wait_for("Werkveld 'watr' bestaat niet. Bedoelde u 'Water'?")
    terminal.answer("Werkveld (", "")
    terminal.answer("Werkveld (", "9")
    terminal.wait_for("Werkveld '9' bestaat niet.")
    terminal.wait_for('begin met: vindplaats new werkveld "de naam".')
    terminal.answer("Werkveld (", "Zee en strand; 2")
    terminal.answer("Contactpersoon (", "Piet")
    terminal.wait_for("'Piet' staat niet in content/contactpersonen/.")
    terminal.wait_for('begin met: vindplaats new persoon "de naam".')
    terminal.answer("Contactpersoon (", "Jos Bos")
    terminal.answer("Jaar ", "26")
    terminal.wait_for("'26' is geen jaartal.")
    terminal.answer("Jaar ", "2026")
    assert terminal.end() == 0
    assert written(source) == PAGE


def test_names_are_completed_with_tab(source: Path) -> None:
    pytest.importorskip("readline")
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "zf", "--jaar", "2026")
    terminal.wait_for("Werkveld (")
    terminal.type("ze\t")
    terminal.wait_for("Zee en strand")
    terminal.type(", wa\t\n")
    terminal.answer("Contactpersoon (", "noor\t")
    assert terminal.end() == 0
    assert written(source)[1:4] == ["werkveld:", "  - Zee en strand", "  - Water"]
    assert "  - Noor de Wit" in written(source)


def test_the_day_of_news_is_today_unless_another_is_given(source: Path) -> None:
    terminal = new(source, "nieuws", "Eb")
    terminal.answer("Dag van het bericht (", "13-13-2026")
    terminal.answer("Dag van het bericht (", "")
    assert terminal.end() == 0
    assert "\ndatum: 20" in (source / "content/nieuws/eb.md").read_text()


def test_nothing_is_asked_for_a_page_that_needs_nothing(source: Path) -> None:
    terminal = new(source, "persoon", "Anna van 't Zand")
    assert terminal.end() == 0
    assert terminal.shown == "content/contactpersonen/anna-van-t-zand.md\n"


@pytest.mark.parametrize(
    ("keys", "code", "message"),
    [
        ("\x03", 130, "Afgebroken."),
        ("wat\x03", 130, "Afgebroken."),
        ("\x04", 2, "de invoer houdt op; geef ook --werkveld, --contactpersoon en --jaar."),
    ],
)
def test_ending_in_the_middle_writes_nothing(source: Path, keys: str, code: int, message: str) -> None:
    before = tree(source)
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "zf")
    terminal.wait_for("Werkveld (nummer of naam; meer dan een met een komma ertussen): ")
    terminal.type(keys)
    assert terminal.end() == code
    assert message in terminal.shown
    assert "Traceback" not in terminal.shown
    assert tree(source) == before


def test_a_signal_to_end_writes_nothing(source: Path) -> None:
    before = tree(source)
    terminal = new(source, "project", "Zout: nu")
    terminal.wait_for("komma ertussen): ")
    terminal.kill(signal.SIGTERM)
    assert terminal.end() == 143
    assert tree(source) == before


def test_a_register_without_persons_is_no_question(tmp_path: Path) -> None:
    source = make_source(tmp_path / "bron", {})
    (source / "content/contactpersonen/noor.md").unlink()
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "")
    terminal.answer("Werkveld (", "Water")
    assert terminal.end() == 1
    assert 'Begin met: vindplaats new persoon "Voornaam Achternaam".' in terminal.shown


def test_no_input_is_heeded_on_a_terminal(source: Path) -> None:
    terminal = new(source, "project", "Zout: nu", "--no-input", "--jaar", "2026")
    assert terminal.end() == 2
    assert "geef ook --werkveld, --opdrachtgever en --contactpersoon" in terminal.shown


def test_an_unknown_name_in_an_option_is_refused_before_anything_is_asked(source: Path) -> None:
    terminal = new(source, "project", "Zout: nu", "--contactpersoon", "Piet")
    assert terminal.end() == 1
    assert "Werkveld (" not in terminal.shown


def test_standard_output_in_a_file_holds_the_path_alone(source: Path, tmp_path: Path) -> None:
    """As in ``code "$(vindplaats new …)"``: the questions are still on the terminal."""
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "", "--jaar", "2026", stdout=tmp_path / "uit")
    terminal.answer("komma ertussen): ", "1;2")
    terminal.answer("Contactpersoon (nummer of naam): ", "jos bos")
    assert terminal.end() == 0
    assert (tmp_path / "uit").read_text() == f"{PATH}\n"
    assert written(source) == PAGE


def test_nothing_is_asked_where_nobody_can_see_the_question(source: Path, tmp_path: Path) -> None:
    terminal = new(source, "project", "Zout: nu", stdout=tmp_path / "uit", stderr=tmp_path / "fout")
    assert terminal.end() == 2
    assert "geef ook --werkveld" in (tmp_path / "fout").read_text()


def test_bytes_that_are_no_text_are_a_wrong_answer(source: Path) -> None:
    terminal = new(source, "project", "Zout: nu", "--opdrachtgever", "zf", "--jaar", "2026", "--werkveld", "water")
    terminal.wait_for("Contactpersoon (")
    terminal.type_bytes(b"\xff\xfe\n")
    terminal.answer("Contactpersoon (", "jos")
    assert terminal.end() == 0
    assert "Traceback" not in terminal.shown


NAMES = ("Wonen", "Zorg", "Water en zee", "113", "Zorg, welzijn")


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("Zorg", ("Zorg",)),
        ("2", ("Zorg",)),
        (" 02 ", ("Zorg",)),
        ("1 3", ("Wonen", "Water en zee")),
        ("1,3;1", ("Wonen", "Water en zee")),
        ("1, Zorg", ("Wonen", "Zorg")),
        ("Zorg, welzijn", ("Zorg, welzijn",)),
        ("113", ("113",)),
        ("0", ("0",)),
        ("6", ("6",)),
        ("1, 9", ("Wonen", "9")),
        ("99999999999999999999", ("99999999999999999999",)),
        ("²", ("²",)),
    ],
)
def test_numbers_stand_for_choices(answer: str, values: tuple[str, ...]) -> None:
    assert _values(answer, Question("Werkveld", NAMES, several=True)) == values


def test_a_year_is_no_number_of_a_choice() -> None:
    assert _values("1", Question("Jaar")) == ("1",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("w", ["Wonen", "Water en zee"]),
        ("WA", ["Water en zee"]),
        ("Wonen, zo", ["Wonen, Zorg", "Wonen, Zorg, welzijn"]),
        ("1;wo", ["1;Wonen"]),
        ("x", []),
        ("", [*NAMES]),
    ],
)
def test_the_last_name_is_completed(text: str, found: list[str]) -> None:
    completions = [complete(text, NAMES, state) for state in range(len(found) + 1)]
    assert completions == [*found, None]
