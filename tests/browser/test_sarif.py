"""The log of ``check --format sarif`` passes the validator of Microsoft."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from browser.conftest import HERE, absent
from support import AS_OF, make_source, real_case, run_here

WRONG = "---\ntitel: 京都 👩‍👩‍👧 'x\nwerkveld: Nergens\nJaar: 1\n---\n[a](b.md) <script>\n"


@pytest.fixture(scope="session")
def multitool() -> list[str]:
    """The command that runs sarif-multitool."""
    node = shutil.which("node")
    if node is None:
        absent("node is not installed")
    script = HERE / "node_modules" / ".bin" / "sarif-multitool"
    if not script.exists():
        absent("sarif-multitool is not installed: run `npm ci` in tests/browser")
    return [node, str(script)]


def validate(multitool: list[str], log: str, folder: Path) -> list[str]:
    """Return what is wrong with a log."""
    path, output = folder / "log.sarif", folder / "uitkomst.sarif"
    path.write_text(log, encoding="utf-8")
    run = [*multitool, "validate", str(path), "--output", str(output), "--log", "ForceOverwrite"]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=120)
    assert output.is_file(), done.stdout + done.stderr
    (found,) = json.loads(output.read_text(encoding="utf-8-sig"))["runs"]
    return [f"{result['ruleId']}: {result['message']}" for result in found.get("results", ())]


@pytest.mark.parametrize("kind", ["wrong", "right", "refused"])
def test_the_log_is_valid(kind: str, multitool: list[str], tmp_path: Path) -> None:
    if kind == "wrong":
        make_source(tmp_path / "bron met spatie", {"projecten/é #1.md": WRONG, "nieuws/x.md": WRONG})
        source = tmp_path / "bron met spatie"
    else:
        source = real_case(tmp_path / "bron")
    options = ["build", "--output", str(source)] if kind == "refused" else ["check"]
    done = run_here(*options, "--source", str(source), "--as-of", AS_OF, "--format", "sarif")
    assert done.returncode == {"wrong": 1, "right": 0, "refused": 2}[kind], done.stderr
    assert kind == "right" or json.loads(done.stdout)["runs"][0]["results"]
    assert validate(multitool, done.stdout, tmp_path) == []


def test_the_validator_finds_what_is_wrong(multitool: list[str], tmp_path: Path) -> None:
    done = run_here("check", "--source", str(real_case(tmp_path / "bron")), "--format", "sarif")
    (found,) = validate(multitool, done.stdout.replace('"name": "Vindplaats",', ""), tmp_path)
    assert found.startswith("JSON1002: ")
