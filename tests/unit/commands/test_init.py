"""The `init` command: the source that it writes, when it refuses, and what it says to do next."""

import os
import re
import resource
import shlex
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forked import drop_privileges, run_forked
from pseudo_terminal import PseudoTerminal
from support import command, examples, law, run_here, tree
from vindplaats.arguments import SCHEMAS
from vindplaats.commands import init
from vindplaats.commands.init import WORKFLOWS, source_files
from vindplaats.commands.new_files import make_folders
from vindplaats.config import parse_site
from vindplaats.errors import UsageError
from vindplaats.inputs.handbook import handbook_file, handbook_files
from vindplaats.read.records import KINDS
from vindplaats.text import nfc, visible_text

PAGES = {
    "content/projecten/daktuinen-in-voorbeeldstad.md",
    "content/nieuws/tomaten-op-het-dak.md",
    "content/werkvelden/wonen.md",
    "content/opdrachtgevers/stichting-voorbeeldwijk.md",
    "content/contactpersonen/vera-voorbeeld.md",
    "content/paginas/over-ons.md",
}
EVERYWHERE = PAGES | {
    ".gitattributes",
    ".gitignore",
    ".pre-commit-config.yaml",
    ".remarkrc.yml",
    ".vscode/extensions.json",
    *(f".vscode/schemas/{name}.json" for name in SCHEMAS),
    ".vscode/settings.json",
    ".vscode/tasks.json",
    "content/site.yaml",
    "frontmatter.json",
    "requirements.txt",
    *handbook_files(),
}
"""What `init` writes for every host."""

AWKWARD_NAMES = [
    "Zorg: een instituut", "Nummer #1 # van Proefdorp", "'t Verzonnen Huis", "Huis van 't", '"Proef"', "“Proef”",
    "- X", "[TOC] *ster* _streep_", "{accolades}, komma's", "ja", "null", "~", "2024", "1e3", "2024-01-01",
    "🏡 👩\u200d🔬", "C:\\proef\\", "\\", "e\u0301e\u0301n", "A & B < C > D", "{{ naam }} {% raw %}", "!tag", "%x",
    "@x", "`x`", "&anker", "| x", "? x", "x:", "---", "=======", "$HOME `id` $(id)", "مركز 研究所", "__init__",
    "+31 =SUM(1)", "naam: Voorbeeldinstituut", "x" * 5000, "  spaties\tmet \n regels  ", "zacht\u00adaf",
]  # fmt: skip
NO_NAMES = ["", "  ", "\u200b", "caf&eacute;", "<!-- x -->", "CafÃ©", "\x1b[31mrood", "nul\0", "\udcff", "x" * 300_000]
"""Names about which a build would report something, so that `check --strict` would not be clean."""

AWKWARD_FOLDERS = [
    "twee woorden",
    "'t huis",
    '"x"',
    "-x",
    "--help",
    "$HOME",
    "a;b&c|d",
    "*",
    "emoji 🏡",
    "~",
    "#x",
    "a\\b",
]


def begin(folder: Path, *arguments: str) -> None:
    done = run_here("init", str(folder), *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""


def entries(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return the mode, the time and the bytes of everything below a folder."""
    found = {}
    for path in sorted(folder.rglob("*")):
        status = path.lstat()
        data = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(folder))] = (status.st_mode, status.st_mtime_ns, data)
    return found


@pytest.mark.parametrize(
    ("host", "workflow"),
    [("github", {".github/workflows/site.yml"}), ("gitlab", {".gitlab-ci.yml"}), ("generic", set())],
)
def test_a_source_holds_exactly_these_files(tmp_path: Path, host: str, workflow: set[str]) -> None:
    begin(tmp_path / "a/b", "--host", host)
    assert set(tree(tmp_path / "a/b")) == EVERYWHERE | workflow
    assert {path.split("/")[1] for path in PAGES} == set(KINDS)


def test_a_second_source_is_the_same_and_not_executable(tmp_path: Path) -> None:
    for name in ("a", "b"):
        begin(tmp_path / name, "--naam", "Proef", "--base-url", "https://proef.example/")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")
    assert not [path for path in (tmp_path / "a").rglob("*") if path.is_file() and path.stat().st_mode & 0o111]


def test_the_next_command_builds_it_and_nothing_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    begin(Path())
    done = run_here("build", "--strict")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert (tmp_path / "public/projecten/daktuinen-in-voorbeeldstad/index.html").is_file()
    assert run_here("check", "--strict").returncode == 0
    assert run_here("check", "--strict", "--as-of", "2099-12-31").returncode == 0


def test_the_name_and_the_address_are_in_the_configuration(tmp_path: Path) -> None:
    begin(tmp_path / "x", "--naam", "Bureau 'Proef': één", "--base-url", "https://proef.example/onderzoek")
    site, diagnostics = parse_site((tmp_path / "x/content/site.yaml").read_bytes())
    assert site is not None
    assert (site.naam, site.base_url, diagnostics) == ("Bureau 'Proef': één", "https://proef.example/onderzoek/", ())


def test_without_a_name_and_an_address_both_are_plainly_made_up(tmp_path: Path) -> None:
    begin(tmp_path / "x")
    site, _ = parse_site((tmp_path / "x/content/site.yaml").read_bytes())
    assert site is not None
    assert (site.naam, site.base_url) == ("Voorbeeldinstituut", "https://instituut.example/")


@pytest.mark.parametrize("naam", AWKWARD_NAMES, ids=lambda naam: repr(naam)[:40])
def test_any_name_comes_back_from_the_configuration(naam: str) -> None:
    site, diagnostics = parse_site(source_files("generic", naam=naam)["content/site.yaml"])
    assert site is not None
    assert (site.naam, diagnostics) == (nfc(visible_text(naam)), ())


@law
@settings(max_examples=examples(1000), deadline=None)
@given(st.text(max_size=40))
def test_a_name_comes_back_or_is_refused(naam: str) -> None:
    try:
        data = source_files("generic", naam=naam)["content/site.yaml"]
    except UsageError:
        return
    site, diagnostics = parse_site(data)
    assert site is not None
    assert (site.naam, diagnostics) == (nfc(visible_text(naam)), ())


@pytest.mark.parametrize("naam", NO_NAMES, ids=lambda naam: repr(naam)[:40])
def test_a_name_that_a_build_would_report_is_refused(tmp_path: Path, naam: str) -> None:
    done = run_here("init", str(tmp_path / "x"), "--naam", naam)
    assert done.returncode == 2
    assert done.stderr.startswith("vindplaats: --naam: ")
    assert done.stderr.endswith(" Er is niets geschreven.\n")
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "address",
    [
        "https://x.example",
        "http://x.example:8080/a,b/'c'/{d}/&e;/@/",
        "https://één.example/ij/",
        "HTTPS://X.EXAMPLE/%7Ea/",
    ],
)
@pytest.mark.parametrize("naam", [AWKWARD_NAMES[0], AWKWARD_NAMES[12], AWKWARD_NAMES[15]])
def test_any_name_and_address_give_a_site_without_warnings(tmp_path: Path, naam: str, address: str) -> None:
    begin(tmp_path / "x", "--naam", naam, "--base-url", address)
    done = run_here("check", "--strict", "--source", str(tmp_path / "x"))
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("naam", AWKWARD_NAMES, ids=lambda naam: repr(naam)[:40])
def test_any_name_gives_a_site_that_is_built_without_warnings(tmp_path: Path, naam: str) -> None:
    begin(tmp_path / "x", f"--naam={naam}")
    done = run_here("build", "--strict", "--no-search", "--source", str(tmp_path / "x"))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "others",
    [["content"], [".hg"], [".DS_Store"], ["a.txt", "README.md"], ["readme.txt"], [".gitattributes"], ["LICENCE"],
     [".github"], ["\x1b[2J"], [f"{i}.txt" for i in range(9)]],
    ids=str,
)  # fmt: skip
def test_a_folder_that_holds_anything_else_is_refused(tmp_path: Path, others: list[str]) -> None:
    for name in others:
        (tmp_path / name).write_text("van mij")
    before = entries(tmp_path)
    done = run_here("init", str(tmp_path))
    assert done.returncode == 2
    assert "is niet leeg: er staat al " in done.stderr
    assert "\x1b" not in done.stderr
    assert ("en nog 6." in done.stderr) == (len(others) > 6)
    assert entries(tmp_path) == before


@pytest.mark.parametrize("place", ["file", "file/x", "link", "link/x", "pipe", "round"])
def test_what_is_no_folder_is_refused(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("van mij")
    (tmp_path / "link").symlink_to("nowhere")
    (tmp_path / "round").symlink_to("round")
    os.mkfifo(tmp_path / "pipe")
    before = entries(tmp_path)
    done = run_here("init", str(tmp_path / place))
    assert done.returncode == 2
    assert done.stderr.endswith("Er is niets geschreven.\n")
    assert entries(tmp_path) == before


@pytest.mark.parametrize("name", ["n" * 300, "a/b/" + "n" * 300, "/proc/vindplaats-test"], ids=len)
def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, name: str) -> None:
    done = run_here("init", str(tmp_path / name))
    assert done.returncode == 2
    assert done.stderr.startswith("vindplaats: Het systeem weigert: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", [0o555, 0o000, 0o333])
def test_a_folder_without_permission_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "x"
    folder.mkdir()
    folder.chmod(mode)
    done = run_forked("init", str(folder), before=drop_privileges)
    folder.chmod(0o755)
    assert done.returncode == 2
    assert "geen toegang. Er is niets geschreven." in done.stderr
    assert list(folder.iterdir()) == []


def test_a_link_to_an_empty_folder_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "link").symlink_to("x")
    begin(tmp_path / "link")
    assert (tmp_path / "x/content/site.yaml").is_file()


@pytest.mark.parametrize("written", ["x", "x/", "x//", "./x", "x/.", "y/../x"])
def test_a_folder_may_be_written_in_any_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.chdir(tmp_path)
    assert run_here("init", written).returncode == 0
    assert (tmp_path / "x/content/site.yaml").is_file()


def test_what_may_be_there_stays_as_it_is(tmp_path: Path) -> None:
    kept = {
        "README.md": b"# Van mij\n",
        "README": b"",
        "LICENSE": b"\xff",
        "LICENSE.txt": b"x",
        ".gitignore": b"/mijn/\r\n",
    }
    for name, data in kept.items():
        (tmp_path / name).write_bytes(data)
        os.utime(tmp_path / name, (1, 1))
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    before = entries(tmp_path)
    begin(tmp_path)
    after = entries(tmp_path)
    assert {name: after[name] for name in before if name != ".git"} == {
        name: entry for name, entry in before.items() if name != ".git"
    }


@pytest.mark.parametrize(
    ("ignored", "said"), [(None, False), ("/mijn/\n", True), ("public\n", False), ("/public/\r\n", False)]
)
def test_a_gitignore_of_others_may_lack_the_output(tmp_path: Path, ignored: str | None, said: bool) -> None:
    if ignored:
        (tmp_path / ".gitignore").write_text(ignored, newline="")
    assert ("Zet er de regel /public/ bij" in run_here("init", str(tmp_path)).stderr) == said


# Writing that fails


@pytest.mark.parametrize("parents", ["", "a/b"])
def test_a_full_disk_leaves_nothing(tmp_path: Path, parents: str) -> None:
    (tmp_path / "README.md").write_text("van mij")
    before = entries(tmp_path)
    size = len(handbook_file().read_bytes()) - 1  # every other file is smaller
    done = run_forked(
        "init", str(tmp_path / parents), before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    )
    assert done.returncode == 2
    assert "het bestand zou te groot worden. Er is niets geschreven." in done.stderr
    after = entries(tmp_path)
    assert after == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["full", "Ctrl+C"])
def test_failing_at_any_moment_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    calls = 0
    for moment in range(1, len(source_files("github")) + 2):
        (tmp_path / f"{moment}").mkdir()
        calls = 0

        def fail(folder: str, made: list[str], moment: int = moment) -> None:
            nonlocal calls
            calls += 1
            if calls == moment:
                raise error
            make_folders(folder, made)

        monkeypatch.setattr(init, "make_folders", fail)
        done = run_here("init", str(tmp_path / f"{moment}/new/site"), "--host", "github")
        assert done.returncode == (2 if isinstance(error, OSError) else 130)
        assert list((tmp_path / f"{moment}").iterdir()) == []


@pytest.mark.parametrize(("number", "code"), [(2, 130), (15, 143)])
def test_a_signal_while_writing_leaves_everything_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: int
) -> None:
    def interrupt(folder: str, made: list[str]) -> None:
        make_folders(folder, made)
        os.kill(os.getpid(), number)

    monkeypatch.setattr(init, "make_folders", interrupt)
    done = run_forked("init", str(tmp_path / "x"), "--host", "github")
    assert (done.returncode, done.stderr) == (code, "\nAfgebroken, maar wat gevraagd was is al gedaan.\n")
    assert tree(tmp_path / "x") == dict(source_files("github"))


def test_a_file_that_appears_meanwhile_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_kept_entries", lambda _: frozenset())
    (tmp_path / "requirements.txt").write_text("van mij")
    done = run_here("init", str(tmp_path))
    assert done.returncode == 2
    assert "er staat al iets met die naam. Er is niets geschreven." in done.stderr
    assert tree(tmp_path) == {"requirements.txt": b"van mij"}


# The host


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://github.com/proef/site.git", "github"),
        ("git@github.com:proef/site.git", "github"),
        ("ssh://git@ssh.github.com:443/proef/site.git", "github"),
        ("https://gitlab.com/github/site.git", "gitlab"),
        ("git@gitlab.instituut.example:proef/site.git", "gitlab"),
        ("https://naam:woord@GitLab.instituut.example:8443/proef/site", "gitlab"),
        ("https://git.instituut.example/github/gitlab.git", "github"),
        ("/srv/gitlab/leeg.git", "github"),
        ("../leeg.git", "github"),
        (None, "github"),
    ],
)
def test_a_clone_gets_the_workflow_of_its_host(tmp_path: Path, url: str | None, host: str) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    if url:
        subprocess.run(["git", "-C", str(tmp_path), "remote", "add", "origin", url], check=True)
    begin(tmp_path)
    assert {path for _, path in WORKFLOWS.values() if (tmp_path / path).is_file()} == (
        {WORKFLOWS[host][1]} if host in WORKFLOWS else set()
    )


@pytest.mark.parametrize("host", ["github", "gitlab", "generic"])
def test_the_host_on_the_command_line_decides(tmp_path: Path, host: str) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "remote", "add", "origin", "https://gitlab.com/x/y.git"], check=True)
    done = run_here("init", str(tmp_path), "--host", host)
    assert "Bewaart u de site elders?" not in done.stderr
    assert (tmp_path / ".gitlab-ci.yml").exists() == (host == "gitlab")


@pytest.mark.parametrize("config", [b"", b"\xff\xfe", b"[remote", b'[remote "origin"]\nurl', None])
def test_a_damaged_repository_does_no_harm(tmp_path: Path, config: bytes | None) -> None:
    if config is None:
        (tmp_path / ".git").write_text("gitdir: ergens\n")
    else:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git/config").write_bytes(config)
    begin(tmp_path)


def test_a_part_of_a_repository_is_told_that_its_workflow_does_nothing(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    inside = run_here("init", str(tmp_path / "docs"), "--host", "gitlab").stderr
    assert "Let op: .gitlab-ci.yml werkt alleen in de hoofdmap van een git-repository" in inside
    assert "Let op" not in run_here("init", str(tmp_path / "docs2"), "--host", "generic").stderr
    assert "Let op" not in run_here("init", str(tmp_path), "--host", "gitlab").stderr


# What it says


@pytest.mark.parametrize("name", AWKWARD_FOLDERS)
def test_the_commands_that_it_names_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = run_here("init", "--", name)
    assert done.returncode == 0
    lines = [line.strip() for line in done.stderr.splitlines() if line.startswith("    ")]
    assert lines[1:] == ["vindplaats serve"]
    where = subprocess.run(["bash", "-c", f"{lines[0]} && pwd"], capture_output=True, text=True, check=True)
    assert where.stdout == f"{tmp_path / name}\n"


def test_in_the_current_folder_nothing_has_to_be_entered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = run_here("init", ".").stderr
    assert [line for line in said.splitlines() if line.startswith("    ")] == ["    vindplaats serve"]
    assert str(tmp_path) not in said


def test_the_address_is_asked_for_only_if_it_was_not_given(tmp_path: Path) -> None:
    assert "Zet bij base_url" in run_here("init", str(tmp_path / "a")).stderr
    assert "Zet bij base_url" not in run_here("init", str(tmp_path / "b"), "--base-url", "https://x.example/").stderr


@pytest.mark.parametrize("names", [(), ("README.md", ".gitignore")])
def test_the_message_about_an_empty_folder_names_the_command_that_begins_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mijn map").mkdir()
    for name in names:
        (tmp_path / "mijn map" / name).touch()
    said = run_here("build", "--source", "mijn map").stderr
    named = re.search(r"Begin er een nieuwe site met: (.*)$", said)
    assert named is not None
    assert shlex.split(named[1]) == ["vindplaats", "init", "mijn map"]
    assert run_here(*shlex.split(named[1])[1:]).returncode == 0
    assert run_here("check", "--strict", "--source", "mijn map").returncode == 0


@pytest.mark.parametrize(
    "naam",
    ["Zorg: #1", "'t Huis", "Huis van 't", '"Proef"', "- X -", "[a] {b}", "ja", "2024", "🏡 👩\u200d🔬", "C:\\proef\\",
     "x" * 5000],
)  # fmt: skip
def test_a_terminal_shows_the_same_without_control_characters(tmp_path: Path, naam: str) -> None:
    terminal = PseudoTerminal(command("init", str(tmp_path / "x"), "--naam", naam))
    assert terminal.end() == 0
    assert "vindplaats serve" in terminal.shown
    assert "\x1b" not in terminal.shown
    site, _ = parse_site((tmp_path / "x/content/site.yaml").read_bytes())
    assert site is not None
    assert site.naam == naam
