"""Known vulnerabilities in what is installed: told apart from not having been able to ask.

``python .ci/audit.py PATH`` audits the packages in the site-packages folder PATH with pip-audit, which is to be
installed where this runs. Exit 1 for a finding; 0 without one, and where the service cannot be asked, which it says.
"""

import json
import subprocess
import sys
from typing import Any


def judge(output: str, problem: str) -> tuple[int, str]:
    """Exit code and what to say, of what pip-audit printed on stdout and stderr."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = problem.strip().splitlines()[-1:] or ["no reason given"]
        return 0, f"NOT AUDITED: the service could not be asked ({last[0]})"
    asked = [package for package in packages if "vulns" in package]
    found = [(package, flaw) for package in asked for flaw in package["vulns"]]
    if found:
        lines = [
            f"{package['name']} {package['version']}: {flaw['id']}, mended in {', '.join(flaw['fix_versions']) or '-'}"
            for package, flaw in found
        ]
        return 1, "\n".join(["VULNERABLE:", *lines])
    if not asked:
        return 0, f"NOT AUDITED: the service knows none of {len(packages)} packages, so it was not really asked"
    return (
        0,
        f"No known vulnerabilities in {len(asked)} packages ({len(packages) - len(asked)} not known to the service)",
    )


def main() -> int:
    """Audit the folder that is named."""
    command = [
        sys.executable,
        "-m",
        "pip_audit",
        "--format",
        "json",
        "--progress-spinner",
        "off",
        "--path",
        sys.argv[1],
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)  # noqa: S603
    except subprocess.TimeoutExpired:
        sys.stdout.write("NOT AUDITED: the service did not answer in time\n")
        return 0
    code, text = judge(done.stdout, done.stderr)
    sys.stdout.write(f"{text}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
