"""The workflows of GitHub: valid, pinned, with few permissions, and with one definition of the checks."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import REPOSITORY

FOLDER = REPOSITORY / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def run_tool(name: str, *arguments: str) -> None:
    """Run a tool of the extra `test`. If it is missing, skip the test; in CI that is a failure."""
    tool = shutil.which(name, path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if tool is None:
        reason = f"{name} is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; CI must have it")
        pytest.skip(reason)
    done = subprocess.run([tool, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def jobs_of(name: str) -> dict[str, Any]:
    workflow: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert workflow["permissions"] == {}
    jobs: dict[str, Any] = workflow["jobs"]
    return jobs


def commands_of(name: str) -> list[str]:
    return [step["run"] for job in jobs_of(name).values() for step in job["steps"] if "run" in step]


def test_there_are_two_workflows() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "site.yml"]


def test_actionlint_accepts_the_workflows() -> None:
    # Without the linters that it would call if they happened to be installed.
    run_tool("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", *map(str, WORKFLOWS))


def test_the_workflows_are_valid_by_their_schema() -> None:
    run_tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_by_digest_with_its_version(path: Path) -> None:
    used = re.findall(r"\buses: *(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert used
    for action in used:
        assert PINNED.fullmatch(action), action


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_every_job_has_a_time_limit_and_names_its_permissions(path: Path) -> None:
    for job in jobs_of(path.name).values():
        assert job["timeout-minutes"] <= 90
        assert job["permissions"]


def test_the_generator_is_checked_by_one_script() -> None:
    assert commands_of("ci.yml") == ["bash .ci/run"]


def test_the_site_is_checked_before_it_is_built_and_without_the_tests_of_the_generator() -> None:
    assert commands_of("site.yml") == [
        "python -m pip install .",
        "vindplaats check --format github",
        "vindplaats build",
        "rm public/.vindplaats",
    ]
    upload = next(
        step for step in jobs_of("site.yml")["build"]["steps"] if "upload-pages-artifact" in step.get("uses", "")
    )
    assert upload["with"] == {"path": "public", "include-hidden-files": True}


def test_only_the_job_that_deploys_may_write_and_never_for_a_pull_request() -> None:
    jobs = jobs_of("site.yml")
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "github.event_name != 'pull_request'" in jobs["deploy"]["if"]
