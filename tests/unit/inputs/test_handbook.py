"""The handbook and its pictures in the package, and remedies that lead to it."""

import tomllib
from pathlib import Path

import pytest

from declared_faults import DECLARED
from support import REPOSITORY, make_source, project, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.fields import HANDBOOK
from vindplaats.inputs import handbook
from vindplaats.inputs.handbook import PICTURES, handbook_file, handbook_files, point_to_handbook

UNKNOWN = "onbekend-veld"


def test_a_checkout_uses_the_handbook_of_the_repository() -> None:
    assert handbook_file() == REPOSITORY / "content" / "README.md"
    files = handbook_files()
    assert next(iter(files)) == HANDBOOK
    assert files == {path: (REPOSITORY / path).read_bytes() for path in files}


def test_an_installed_package_uses_its_own_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = tmp_path / "vindplaats" / "handbook" / "README.md"
    carried.parent.mkdir(parents=True)
    carried.write_text("# Handboek\n", encoding="utf-8")
    monkeypatch.setattr(handbook, "__file__", str(tmp_path / "vindplaats" / "inputs" / "handbook.py"))
    assert handbook_file() == carried
    (carried.parent / PICTURES).mkdir()
    (carried.parent / PICTURES / "a.png").write_bytes(b"a")
    (carried.parent / PICTURES / ".DS_Store").write_bytes(b"b")
    assert handbook_files() == {HANDBOOK: carried.read_bytes(), f"content/{PICTURES}/a.png": b"a"}


def test_the_wheel_has_the_handbook_where_the_package_looks_for_it() -> None:
    # .ci/run builds the wheel, and compares what its commands print and write with these files.
    wheel = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    assert {HANDBOOK, f"content/{PICTURES}"} <= set(wheel["only-include"])
    assert wheel["sources"]["content"] == "vindplaats/handbook"


def test_every_remedy_that_names_the_handbook_can_be_changed() -> None:
    naming = [fault for fault in DECLARED.values() if HANDBOOK in fault.remedy or "handboek" in fault.remedy]
    assert naming
    assert all(fault.remedy.endswith(f" staan in {HANDBOOK}.") for fault in naming)


@pytest.mark.parametrize("has_copy", [True, False])
@pytest.mark.parametrize(
    ("command", "where"),
    [
        ("check", "projecten/a.md"),
        ("check", "site.yaml"),
        ("build", "projecten/a.md"),
        ("build", "site.yaml"),
        ("duplicates", "projecten/a.md"),
        ("reports", "projecten/a.md"),
    ],
)
def test_a_remedy_names_the_handbook_that_the_editor_has(
    command: str, where: str, has_copy: bool, tmp_path: Path
) -> None:
    files = {"projecten/a.md": project("A")}
    files |= {"README.md": "# Voor de redactie\n"} if has_copy else {}
    files[where] = (
        project("A", extra="xyzzy: 1\n")
        if where == "projecten/a.md"
        else "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\nxyzzy: 1\n"
    )
    done = run_here(command, "--source", str(make_source(tmp_path, files)))
    (line,) = [line for line in done.stderr.splitlines() if UNKNOWN in line]
    assert line.endswith(
        "de velden staan in content/README.md."
        if has_copy
        else "de velden staan in het handboek: typ 'vindplaats handboek'."
    )


def test_what_was_remembered_of_a_page_does_not_decide_it(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A", extra="xyzzy: 1\n")})
    assert "vindplaats handboek" in run_here("build", "--source", str(source)).stderr
    (source / HANDBOOK).write_text("# Voor de redactie\n", encoding="utf-8")
    assert "content/README.md" in run_here("build", "--source", str(source)).stderr
    (source / HANDBOOK).unlink()
    assert "vindplaats handboek" in run_here("build", "--source", str(source)).stderr


def test_the_words_of_an_editor_are_left_alone(tmp_path: Path) -> None:
    remedies = (
        "Zet het bestand naast de pagina: content/README.md.",
        "Schrijf 'staan in content/README.md'.",
        "De velden staan in content/README.md. Bedoelde u 'jaar'?",
    )
    found = tuple(Diagnostic("x", "error", "content/a.md", 1, 1, "Fout.", remedy) for remedy in remedies)
    assert point_to_handbook(found, str(tmp_path)) == found
