"""Report known vulnerabilities in the installed packages, and say so if the vulnerability service is unreachable.

``python .ci/audit.py PATH`` audits the packages in the site-packages folder PATH with pip-audit, which must be
installed in the Python that runs this script. The exit code is 1 if a vulnerability is found, and 0 if none is found or
the service cannot be reached.
"""

import json
import subprocess
import sys
from typing import Any


def judge(output: str, problem: str) -> tuple[int, str]:
    """Return the exit code and the message for the stdout and stderr of pip-audit."""
    try:
        packages: list[dict[str, Any]] = json.loads(output)["dependencies"]
    except (ValueError, KeyError, TypeError):
        last = problem.strip().splitlines()[-1:] or ["no reason given"]
        return 0, f"NOT AUDITED: the service could not be reached ({last[0]})"
    asked = [package for package in packages if "vulns" in package]
    found = [(package, flaw) for package in asked for flaw in package["vulns"]]
    if found:
        lines = [
            f"{package['name']} {package['version']}: {flaw['id']}, fixed in {', '.join(flaw['fix_versions']) or '-'}"
            for package, flaw in found
        ]
        return 1, "\n".join(["VULNERABLE:", *lines])
    if not asked:
        return 0, f"NOT AUDITED: the service knows none of the {len(packages)} packages"
    return (
        0,
        f"No known vulnerabilities in {len(asked)} packages ({len(packages) - len(asked)} not known to the service)",
    )


def main() -> int:
    """Audit the folder named on the command line."""
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
