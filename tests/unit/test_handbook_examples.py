"""Whoever types the examples and commands of the handbook over to the letter gets a site without errors."""

import re
import shlex
from pathlib import Path

import pytest

from support import AS_OF, REPOSITORY, pdf, run_here
from vindplaats import __version__
from vindplaats.arguments import make_parser

HANDBOOK = (REPOSITORY / "content" / "README.md").read_text(encoding="utf-8")
FIRST_PAGE = HANDBOOK.partition("## Van niets naar een site\n")[2].partition("\n## Wat waar staat\n")[0]
EXAMPLE = re.compile(r"^[^\n]*`(content/[^`\n]+)`:\n\n```(?:markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
PROJECT = "content/projecten/koffie-in-het-buurthuis/index.md"


def type_over(text: str, source: Path) -> Path:
    """Write every example of a part of the handbook into a source, and return the folder of the source."""
    for name, example in EXAMPLE.findall(text):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(example, encoding="utf-8")
    return source


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A source with nothing but a ``site.yaml``."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    return tmp_path


def commands(text: str) -> list[str]:
    """Return every command of Vindplaats in the code of a part of the handbook, without its comment."""
    lines = [line for _, _, code in CODE.findall(text) for line in code.splitlines()]
    lines += re.findall(r"^ {4}(vindplaats .*)$", text, re.MULTILINE)
    return [line.split("#")[0].strip() for line in lines if line.strip().startswith("vindplaats ")]


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source that the command on the first page began."""
    monkeypatch.chdir(tmp_path)
    (begin,) = [command for command in commands(FIRST_PAGE) if command.startswith("vindplaats init ")]
    done = run_here(*shlex.split(begin)[1:])
    assert done.returncode == 0, done.stderr
    source = tmp_path / "mijn-site"
    monkeypatch.chdir(source)
    return source


def test_the_examples_are_found() -> None:
    assert [name for name, _ in EXAMPLE.findall(FIRST_PAGE)] == [
        PROJECT,
        "content/nieuws/buurthuis-trekt-wie-alleen-woont.md",
        "content/werkvelden/samenleven.md",
        "content/opdrachtgevers/stichting-buurthuizen.md",
        "content/contactpersonen/anna-de-wit.md",
    ]
    assert HANDBOOK.count("```markdown\n---\n") == len(EXAMPLE.findall(HANDBOOK)) + 1  # a colleague who left


def test_the_first_page_typed_over_is_a_site_without_warnings(empty: Path) -> None:
    done = run_here("build", "--strict", "--as-of", AS_OF, "--source", str(type_over(FIRST_PAGE, empty)))
    assert done.returncode == 0, done.stderr
    assert (empty / "public/projecten/koffie-in-het-buurthuis/index.html").is_file()


def test_all_examples_typed_over_are_a_site_without_warnings(empty: Path) -> None:
    done = run_here("check", "--strict", "--as-of", AS_OF, "--source", str(type_over(HANDBOOK, empty)))
    assert done.returncode == 0, done.stderr


def test_the_report_can_be_added_as_the_first_page_says(empty: Path) -> None:
    page = type_over(FIRST_PAGE, empty) / PROJECT
    page.write_text(
        page.read_text(encoding="utf-8").replace("jaar: 2025\n", "jaar: 2025\nrapport: rapport.pdf\n"), encoding="utf-8"
    )
    (page.parent / "rapport.pdf").write_bytes(pdf())
    done = run_here("build", "--source", str(empty), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    assert (empty / "public/projecten/koffie-in-het-buurthuis/rapport.pdf").is_file()


@pytest.mark.parametrize(
    ("page", "right", "wrong"),
    [(PROJECT, "Samenleven", "Samenlevn"), ("content/projecten/buurtbibliotheek/index.md", "Cultuur", "Cultur")],
)
def test_the_handbook_shows_messages_as_they_are(page: str, right: str, wrong: str, empty: Path) -> None:
    file = type_over(HANDBOOK, empty) / page
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong, 1), encoding="utf-8")
    done = run_here("check", "--source", str(empty), "--as-of", AS_OF)
    ((indent, *lines),) = re.findall(f"^((?: {{4}})?)({re.escape(page)}:.*)\n(.*)\n(.*)$", HANDBOOK, re.MULTILINE)
    message = "\n".join(line.removeprefix(indent) for line in lines)
    assert done.stderr.startswith(f"{message}\nNiet in orde: 1 fout, 0 waarschuwingen")


def test_the_version_is_the_one_of_the_package() -> None:
    assert set(re.findall(r"vindplaats[- ](\d[\d.]*\d)", FIRST_PAGE)) == {__version__}


def test_links_within_the_handbook_have_a_target() -> None:
    headings = re.findall(r"^#+ (.*)$", HANDBOOK, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    targets = re.findall(r"\]\(#([^)]*)\)", HANDBOOK)
    assert targets
    assert set(targets) - anchors == set()


def test_it_holds_nothing_that_is_true_only_of_this_repository() -> None:
    assert "build.py" not in HANDBOOK
    assert "repository van Vindplaats" not in HANDBOOK


@pytest.mark.parametrize("command", commands(HANDBOOK))
def test_every_command_in_the_handbook_exists(command: str) -> None:
    if command != "vindplaats --version":
        make_parser().parse(shlex.split(command)[1:])


def test_every_option_in_the_running_text_exists() -> None:
    known = {name: {o for a in p._actions for o in a.option_strings} for name, p in make_parser().commands.items()}
    named = re.findall(r"`vindplaats ([a-z]+)([^`]*)`", HANDBOOK)
    assert named
    for command, rest in named:
        assert set(re.findall(r"--[a-z-]+", rest)) <= known[command], command


@pytest.mark.parametrize("text", [FIRST_PAGE, HANDBOOK], ids=["first page", "all"])
def test_the_examples_go_well_with_what_init_wrote(text: str, begun: Path) -> None:
    assert (begun / "content/README.md").read_text(encoding="utf-8") == HANDBOOK
    type_over(text, begun)
    done = run_here("check", "--strict", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr


def test_the_commands_of_the_first_page_make_a_site_without_warnings(begun: Path) -> None:
    ran = [command for command in commands(FIRST_PAGE) if command.startswith(("vindplaats new ", "vindplaats check"))]
    assert len(ran) == 6
    made = []
    for command in ran:
        done = run_here(*shlex.split(command)[1:])
        assert done.returncode == 0, done.stderr
        made += done.stdout.splitlines()[-1:]
    assert sorted(made) == sorted(name for name, _ in EXAMPLE.findall(FIRST_PAGE))
    assert run_here("check", "--strict").returncode == 0


def test_the_examples_can_be_removed_as_the_first_page_says(begun: Path) -> None:
    invented = [path for path in begun.glob("content/**/*.md") if path.name not in {"README.md", "over-ons.md"}]
    for path in invented:
        path.unlink()
    type_over(FIRST_PAGE, begun)
    done = run_here("check", "--as-of", AS_OF)
    *messages, _ = done.stderr.splitlines()
    files = {message.partition(":")[0] for message in messages if not message.startswith(" ")}
    assert files == {"content/paginas/over-ons.md"}


def test_the_study_in_the_readme_goes_well_with_what_init_wrote(begun: Path) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    ((name, example),) = re.findall(
        r"`(content/projecten/[^`]+)`.*?^```markdown\n(.*?)^```$", readme, re.MULTILINE | re.DOTALL
    )
    (begun / name).write_text(example, encoding="utf-8")
    done = run_here("check", "--strict", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
