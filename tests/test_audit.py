"""A finding fails CI. An unreachable service does not fail it, but is never reported as free of findings."""

import importlib.util
import json
from pathlib import Path

SPEC = importlib.util.spec_from_file_location("audit", Path(__file__).parents[1] / ".ci" / "audit.py")
assert SPEC is not None
assert SPEC.loader is not None
audit = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(audit)

CLEAN = {"name": "a", "version": "1", "vulns": []}
FLAWED = {"name": "b", "version": "2", "vulns": [{"id": "PYSEC-0", "fix_versions": ["3"]}]}
UNKNOWN = {"name": "c", "skip_reason": "not found"}


def judged(*packages: object) -> tuple[int, str]:
    code, text = audit.judge(json.dumps({"dependencies": packages, "fixes": []}), "")
    return code, text


def test_a_finding_fails_and_is_named() -> None:
    code, text = judged(CLEAN, FLAWED, UNKNOWN)
    assert code == 1
    assert "b 2: PYSEC-0, fixed in 3" in text


def test_a_result_without_findings_says_how_many_packages_were_checked() -> None:
    assert judged(CLEAN, UNKNOWN) == (0, "No known vulnerabilities in 1 packages (1 not known to the service)")


def test_unchecked_packages_are_not_reported_as_clean() -> None:
    for code, text in (judged(UNKNOWN), judged(), audit.judge("", "x\nConnectionError: no route\n")):
        assert code == 0
        assert text.startswith("NOT AUDITED")
