"""Begin a site as a new institute does, on any system, with nothing but the built wheel.

``python .ci/begin.py FOLDER`` takes the wheel in FOLDER. It makes one site in an empty folder, with uvx, and one in a
clone of an empty repository, with pipx. In a third environment it then runs what the workflow of each site runs, and
visits the preview. The exit code is 1 at the first command that fails.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.request import urlopen

NAME = "Instituut Proefdorp"
"""The name of the made-up institute."""
WORKFLOWS = {"github": ".github/workflows/site.yml", "gitlab": ".gitlab-ci.yml"}
"""The workflow that `init` writes for each host."""
COMMAND = re.compile(r"^(?: *- (?:run: )?| +)((?:python|vindplaats) .+)$", re.MULTILINE)
"""A line of a workflow with a command that also runs outside CI, on every system."""
START_LIMIT_S = 60
"""How many seconds the preview may take until it answers."""


def commands_of(workflow: str) -> list[str]:
    """Return the commands of Python and of Vindplaats in the text of a workflow, in order."""
    return COMMAND.findall(workflow)


def run(command: Sequence[str], folder: Path, variables: Mapping[str, str]) -> None:
    """Print a command and run it. Raises `CalledProcessError` if it fails."""
    print("+", *command, flush=True)  # noqa: T201
    program = shutil.which(command[0], path=variables["PATH"]) or command[0]
    subprocess.run([program, *command[1:]], cwd=folder, env=variables, check=True)  # noqa: S603


def make_environment(folder: Path, *packages: str) -> dict[str, str]:
    """Install ``packages`` in a new virtual environment, and return the variables with which its programs are found."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)  # noqa: S603
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    variables = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "PIP_QUIET": "1"}
    run(["python", "-m", "pip", "install", *packages], folder, variables)
    return variables


def begin(vindplaats: Sequence[str], source: Path, host: str, variables: Mapping[str, str]) -> None:
    """Make a new site in ``source``, build it and check it."""
    base_url = "https://proefdorp.example/"
    run([*vindplaats, "init", str(source), "--naam", NAME, "--base-url", base_url, "--host", host], source, variables)
    run([*vindplaats, "build"], source, variables)
    run([*vindplaats, "check", "--strict"], source, variables)


def visit_preview(source: Path, variables: Mapping[str, str]) -> None:
    """Start the preview, read the front page and end the preview. Raises `RuntimeError` if that fails."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    print("+ vindplaats serve", flush=True)  # noqa: T201
    program = shutil.which("vindplaats", path=variables["PATH"]) or "vindplaats"
    process = subprocess.Popen([program, "serve", "--port", str(port)], cwd=source, env=variables)  # noqa: S603
    try:
        if NAME not in read_page(f"http://127.0.0.1:{port}/", process):
            raise RuntimeError("The front page of the preview does not name the institute.")
    finally:
        process.terminate()
        code = process.wait(timeout=START_LIMIT_S)
    if os.name != "nt" and code != 128 + 15:
        raise RuntimeError(f"The preview ended with exit code {code} after SIGTERM.")


def read_page(address: str, process: "subprocess.Popen[bytes]") -> str:
    """Return the page at ``address`` as soon as ``process`` answers. Raises `RuntimeError` if it never does."""
    end = time.monotonic() + START_LIMIT_S
    while process.poll() is None and time.monotonic() < end:
        try:
            with urlopen(address, timeout=START_LIMIT_S) as answer:  # noqa: S310
                return str(answer.read(), "utf-8")
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The preview does not answer (exit code {process.poll()}).")


def main() -> None:
    """Try the wheel in the folder that is named on the command line."""
    wheel = str(next(Path(sys.argv[1]).resolve().glob("vindplaats-*.whl")))
    with TemporaryDirectory() as name:
        work = Path(name)
        sites = {"github": work / "empty folder", "gitlab": work / "clone"}
        sites["github"].mkdir()
        run(["git", "init", "--quiet", "--bare", "empty.git"], work, os.environ)
        run(["git", "clone", "--quiet", "empty.git", "clone"], work, os.environ)

        tools = make_environment(work / "tools", "pipx", "uv")
        tools["UV_PYTHON"] = sys.executable
        tools["PIPX_DEFAULT_BACKEND"] = "pip"  # as where uv, which pipx would prefer, is not installed
        tools |= {"PIPX_HOME": str(work / "pipx"), "PIPX_BIN_DIR": str(work / "programs")}
        begin(["uvx", "--from", wheel, "vindplaats"], sites["github"], "github", tools)
        run(["pipx", "install", "--quiet", wheel], work, tools)
        begin([str(work / "programs" / "vindplaats")], sites["gitlab"], "gitlab", tools)

        fresh = make_environment(work / "fresh", wheel)
        for host, source in sites.items():
            for command in commands_of((source / WORKFLOWS[host]).read_text(encoding="utf-8")):
                run(command.split(), source, fresh)
            visit_preview(source, fresh)


if __name__ == "__main__":
    main()
