"""The workflows, ours and those of a new source: valid, pinned, with few permissions, and never publishing a fault."""

import importlib.util
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from support import REPOSITORY, run_here

FOLDER = REPOSITORY / ".github" / "workflows"
STARTER = REPOSITORY / "src" / "vindplaats" / "starter" / "workflows"
OUR_CHECKS, OUR_SITE = FOLDER / "ci.yml", FOLDER / "site.yml"
NEW_SITE, NEW_SITE_GITLAB = STARTER / "github" / "site.yml", STARTER / "gitlab" / ".gitlab-ci.yml"
WORKFLOWS = [*sorted(FOLDER.glob("*.yml")), NEW_SITE]
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
each_site = pytest.mark.parametrize("path", [OUR_SITE, NEW_SITE], ids=["ours", "new"])
each_host = pytest.mark.parametrize(
    ("host", "name"), [("github", ".github/workflows/site.yml"), ("gitlab", ".gitlab-ci.yml")], ids=["github", "gitlab"]
)

SPEC = importlib.util.spec_from_file_location("begin", REPOSITORY / ".ci" / "begin.py")
assert SPEC is not None
assert SPEC.loader is not None
begin = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(begin)


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


def parsed(path: Path) -> dict[Any, Any]:
    workflow: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return workflow


def jobs_of(path: Path) -> dict[str, Any]:
    workflow = parsed(path)
    assert workflow["permissions"] == {}
    jobs: dict[str, Any] = workflow["jobs"]
    return jobs


def commands_of(path: Path) -> list[str]:
    return [step["run"].strip() for job in jobs_of(path).values() for step in job["steps"] if "run" in step]


def used_by(path: Path) -> list[str]:
    return re.findall(r"\buses: *(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def our_lines(text: str) -> list[str]:
    """Return every line of a workflow that begins with the name of our command."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("vindplaats")]


def test_we_have_two_workflows() -> None:
    assert [path.name for path in sorted(FOLDER.iterdir())] == ["ci.yml", "site.yml"]


def test_actionlint_accepts_the_workflows() -> None:
    # Without the linters that it would call if they happened to be installed.
    run_tool("actionlint", "-no-color", "-shellcheck=", "-pyflakes=", *map(str, WORKFLOWS))


def test_the_workflows_are_valid_by_the_schema_of_their_host() -> None:
    run_tool("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *map(str, WORKFLOWS))
    gitlab = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    run_tool("check-jsonschema", *gitlab, str(NEW_SITE_GITLAB))


@every_workflow
def test_every_action_is_pinned_by_digest_with_its_version(path: Path) -> None:
    assert used_by(path)
    for action in used_by(path):
        assert PINNED.fullmatch(action), action


def test_a_new_site_uses_the_actions_that_we_use() -> None:
    assert used_by(NEW_SITE) == used_by(OUR_SITE)


@every_workflow
def test_every_job_has_a_time_limit_and_names_its_permissions(path: Path) -> None:
    for job in jobs_of(path).values():
        assert job["timeout-minutes"] <= 90
        assert job["permissions"]


def test_one_script_checks_the_generator_and_other_systems_run_the_part_that_begins_a_site() -> None:
    jobs = jobs_of(OUR_CHECKS)
    assert jobs["begin"]["strategy"]["matrix"] == {"os": ["windows-2025", "macos-15"]}
    assert jobs["begin"]["runs-on"] == "${{ matrix.os }}"
    assert commands_of(OUR_CHECKS) == [
        "bash .ci/run",
        "python -m pip wheel --no-deps --wheel-dir dist .",
        "python .ci/begin.py dist",
    ]
    assert "\npython .ci/begin.py " in (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "install"),
    [(OUR_SITE, "python -m pip install ."), (NEW_SITE, "python -m pip install -r requirements.txt")],
    ids=["ours", "new"],
)
def test_a_site_is_checked_before_it_is_built_and_without_the_tests_of_the_generator(path: Path, install: str) -> None:
    assert commands_of(path) == [
        install,
        "vindplaats check --format github",
        "vindplaats build",
        "rm public/.vindplaats",
    ]
    steps = jobs_of(path)["build"]["steps"]
    assert "upload-pages-artifact" in steps[-1]["uses"]
    assert steps[-1]["with"] == {"path": "public", "include-hidden-files": True}
    assert "github.event_name != 'pull_request'" in steps[-1]["if"]


@each_site
def test_pull_requests_pushes_and_nights_are_built(path: Path) -> None:
    events = parsed(path)[True]  # YAML 1.1 reads `on` as a boolean
    assert events.keys() == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert events["schedule"] == [{"cron": "15 23 * * *"}]
    assert "main" in events["push"]["branches"]


@each_site
def test_only_the_job_that_deploys_may_write_and_never_for_a_pull_request(path: Path) -> None:
    jobs = jobs_of(path)
    assert jobs.keys() == {"build", "deploy"}
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "github.event_name != 'pull_request' && " in jobs["deploy"]["if"]


@each_site
def test_nothing_is_deployed_after_a_step_that_failed(path: Path) -> None:
    assert jobs_of(path)["deploy"]["needs"] == "build"
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"continue-on-error|always\(\)|failure\(\)|cancelled\(\)|\|\| true", text)


def test_a_new_site_is_deployed_from_its_main_branch_whatever_its_name() -> None:
    # A schedule always runs on that branch, but GitHub leaves `github.event.repository` empty there.
    assert jobs_of(NEW_SITE)["deploy"]["if"] == (
        "github.event_name != 'pull_request' && "
        "(github.event_name == 'schedule' || github.ref_name == github.event.repository.default_branch)"
    )


def test_gitlab_checks_merge_requests_and_publishes_only_the_main_branch_after_its_check() -> None:
    workflow = parsed(NEW_SITE_GITLAB)
    main_branch = {"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}
    assert workflow["workflow"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}, main_branch]
    assert workflow["default"]["before_script"] == ["python -m pip install -r requirements.txt"]
    assert "rules" not in workflow["controle"]
    report = "gl-code-quality-report.json"
    assert workflow["controle"]["script"] == [
        f"(vindplaats check --format gitlab || :) > {report}",
        "vindplaats check\n",
    ]
    assert workflow["controle"]["artifacts"] == {"reports": {"codequality": report}}  # uploaded after a failure too
    assert workflow["pages"]["rules"] == [main_branch]
    assert workflow["pages"]["needs"] == ["controle"]
    assert workflow["pages"]["artifacts"] == {"paths": ["public"]}
    assert not re.search(r"allow_failure|when:|\|\| true", NEW_SITE_GITLAB.read_text(encoding="utf-8"))


def test_a_check_that_fails_on_gitlab_leaves_a_report_and_readable_lines(tmp_path: Path) -> None:
    source = new_source(tmp_path / "site", "gitlab")
    (source / "content" / "projecten" / "fout.md").write_text("---\ntitel: Proef\njaaar: 2021\n---\n", encoding="utf-8")
    program = tmp_path / "vindplaats"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m vindplaats "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = "\n".join(parsed(NEW_SITE_GITLAB)["controle"]["script"])
    variables = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=source,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "content/projecten/fout.md:3:1: fout[onbekend-veld]" in done.stderr
    report = json.loads((source / "gl-code-quality-report.json").read_text(encoding="utf-8"))
    assert "onbekend-veld" in {found["check_name"] for found in report}
    assert {found["location"]["path"] for found in report} == {"content/projecten/fout.md"}


@pytest.mark.parametrize("path", [OUR_SITE, NEW_SITE, NEW_SITE_GITLAB], ids=["ours", "github", "gitlab"])
def test_each_of_our_commands_is_on_a_line_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    check = "vindplaats check" if path == NEW_SITE_GITLAB else "vindplaats check --format github"
    assert our_lines(text) == [check, "vindplaats build"]
    install = "python -m pip install ." if path == OUR_SITE else "python -m pip install -r requirements.txt"
    assert begin.commands_of(text) == [install, *our_lines(text)]


def new_source(folder: Path, host: str) -> Path:
    """Make a new source as an institute does."""
    done = run_here(
        "init", str(folder), "--naam", "Instituut Proefdorp", "--base-url", "https://x.example/", "--host", host
    )
    assert done.returncode == 0, done.stderr
    return folder


@each_host
def test_the_commands_of_the_workflow_run_in_a_new_source(
    host: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = new_source(tmp_path / "site", host)
    monkeypatch.chdir(source)
    lines = our_lines((source / name).read_text(encoding="utf-8"))
    assert lines
    for line in lines:
        done = run_here(*line.split()[1:])
        assert (done.returncode, done.stdout) == (0, ""), done
    assert (source / "public" / "index.html").is_file()


@each_host
def test_the_first_of_our_commands_stops_the_workflow_at_an_error(
    host: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = new_source(tmp_path / "site", host)
    (source / "content" / "projecten" / "fout.md").write_text("---\ntitel: Proef\njaaar: 2021\n---\n", encoding="utf-8")
    monkeypatch.chdir(source)
    lines = our_lines((source / name).read_text(encoding="utf-8"))
    done = run_here(*lines[0].split()[1:])
    assert done.returncode == 1
    assert "content/projecten/fout.md" in done.stdout + done.stderr


@each_host
def test_the_workflow_of_a_new_source_is_the_one_that_is_checked_here(host: str, name: str, tmp_path: Path) -> None:
    written = (new_source(tmp_path / "site", host) / name).read_bytes()
    assert written == {"github": NEW_SITE, "gitlab": NEW_SITE_GITLAB}[host].read_bytes()


def test_another_host_gets_no_workflow(tmp_path: Path) -> None:
    source = new_source(tmp_path / "site", "generic")
    assert not (source / ".github").exists()
    assert not (source / ".gitlab-ci.yml").exists()
