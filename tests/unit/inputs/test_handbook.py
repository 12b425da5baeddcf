"""The handbook in the package."""

import tomllib
from pathlib import Path

import pytest

from support import REPOSITORY
from vindplaats.inputs import handbook
from vindplaats.inputs.handbook import handbook_file


def test_a_checkout_uses_the_handbook_of_the_repository() -> None:
    assert handbook_file() == REPOSITORY / "content" / "README.md"


def test_an_installed_package_uses_its_own_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    carried = tmp_path / "vindplaats" / "handbook" / "README.md"
    carried.parent.mkdir(parents=True)
    carried.write_text("# Handboek\n", encoding="utf-8")
    monkeypatch.setattr(handbook, "__file__", str(tmp_path / "vindplaats" / "inputs" / "handbook.py"))
    assert handbook_file() == carried


def test_the_wheel_has_the_handbook_where_the_package_looks_for_it() -> None:
    # .ci/run builds the wheel and compares what its command prints with the file.
    wheel = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"][
        "targets"
    ]["wheel"]
    assert "content/README.md" in wheel["only-include"]
    assert wheel["sources"]["content"] == "vindplaats/handbook"
