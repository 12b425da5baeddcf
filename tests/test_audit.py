"""A finding fails CI; a service that cannot be asked does not, but is never taken for a clean bill."""

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


def test_no_finding_says_how_many_were_asked_for() -> None:
    assert judged(CLEAN, UNKNOWN) == (0, "No known vulnerabilities in 1 packages (1 not known to the service)")


def test_what_was_not_asked_is_not_called_clean() -> None:
    for code, text in (judged(UNKNOWN), judged(), audit.judge("", "x\nConnectionError: no route\n")):
        assert code == 0
        assert text.startswith("NOT AUDITED")
