"""``vindplaats init``: write the source of a new site into an empty folder.

The files are in ``starter/`` of this package, laid out as they are written; `_fill_in` changes the few that depend on
the options or the version, and `editor_settings` makes those that follow the declared fields. Either all files are
written or none.
"""

import os
import re
import shlex
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

from vindplaats import __version__
from vindplaats.commands.editor_settings import editor_settings
from vindplaats.commands.new_files import make_folders, undone_on_failure
from vindplaats.config import parse_site
from vindplaats.diagnostics.fields import HANDBOOK
from vindplaats.diagnostics.site import SITE_FILE
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import UsageError
from vindplaats.inputs.handbook import handbook_files
from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.writing import write_text
from vindplaats.result import OK
from vindplaats.terminal import say
from vindplaats.text import CONTROL_CHARACTERS, CONTROLS, nfc, shorten, visible_text
from vindplaats.workers.interrupts import uninterrupted

Files = Mapping[str, bytes]
"""The bytes of each file by its path in the source, such as ``content/site.yaml``."""

KEPT = (".git", "README*", "LICENSE*", ".gitignore")
"""Patterns of what a folder may hold already. An empty repository of GitHub or GitLab holds nothing else."""

STARTER = Path(__file__).parents[1] / "starter"

WORKFLOWS = {
    "github": ("github/site.yml", ".github/workflows/site.yml"),
    "gitlab": ("gitlab/.gitlab-ci.yml", ".gitlab-ci.yml"),
}
"""The workflow of each host: its path in ``starter/workflows/``, and its path in a source."""

PUBLISHING = {
    "github": "GitHub bouwt en publiceert haar met .github/workflows/site.yml; kies daar bij Settings, Pages de bron "
    "'GitHub Actions'.",
    "gitlab": "GitLab bouwt en publiceert haar met .gitlab-ci.yml.",
    "generic": "'vindplaats build' maakt haar in public/, voor elke webserver; een workflow is er niet bij.",
}
"""How the site is published, by host."""

PLACEHOLDERS = {
    "naam": (SITE_FILE, "naam: Voorbeeldinstituut\n"),
    "base_url": (SITE_FILE, "base_url: https://instituut.example/\n"),
    "versie": ("requirements.txt", "vindplaats==0.0.0\n"),
}
"""What `_fill_in` replaces: the file, and the line in it. As it is, ``site.yaml`` is a valid file."""

NOTHING_WRITTEN = "Er is niets geschreven."

_NO_TEXT = regex(rf"[\x00\ud800-\udfff]|{CONTROLS.pattern}")
"""Matches what no site may hold: control characters, and bytes of an argument that are not UTF-8."""

_REMOTE_HOST = regex(r"^[ \t]*url[ \t]*=[ \t]*(?:[a-z+]+://)?(?:[^@/\s]*@)?([^/:\s]+)", re.MULTILINE)
"""Matches the address of a remote repository in ``.git/config``, with the name of its host in a group."""

MAX_NAMED = 3
"""Maximum number of names that a refusal lists."""


def run(arguments: Namespace) -> int:
    """Write a new source, say what to do next, and return the exit code.

    Raises `UsageError` if the folder is not empty, or if a site cannot have this name or address.
    """
    folder = str(Path(arguments.folder))  # without a slash at its end
    host = arguments.host or _default_host(folder)
    files = source_files(host, naam=arguments.naam, base_url=arguments.base_url)
    try:
        kept = _kept_entries(folder)
        _write(folder, {path: data for path, data in files.items() if path not in kept})
    except OSError as error:
        at = shorten(str(error.filename or folder))
        raise UsageError(f"Het systeem weigert: {at}: {refusal(error)}. {NOTHING_WRITTEN}") from error
    for line in _next_steps(arguments, folder, host, kept):
        say(line)
    return OK


def source_files(host: str, *, naam: str | None = None, base_url: str | None = None) -> Files:
    """Return every file of a new source for a host: "github", "gitlab" or "generic", which has no workflow.

    Raises `UsageError` if a site cannot have this name or address.
    """
    folder = STARTER / "source"
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files_below(folder)}
    if host in WORKFLOWS:
        name, path = WORKFLOWS[host]
        files[path] = (STARTER / "workflows" / name).read_bytes()
    files |= editor_settings()
    files |= handbook_files()
    _fill_in(files, "versie", f"vindplaats=={__version__}\n")
    for field, value in (("naam", naam), ("base_url", base_url)):
        if value is not None:
            _fill_in_field(files, field, nfc(visible_text(value)))
    return files


def _files_below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _fill_in(files: dict[str, bytes], name: str, line: str) -> None:
    """Replace a line of `PLACEHOLDERS` by ``line``."""
    path, placeholder = PLACEHOLDERS[name]
    files[path] = files[path].replace(placeholder.encode(), line.encode())


def _fill_in_field(files: dict[str, bytes], field: str, value: str) -> None:
    """Write the value of a field in ``site.yaml``. Raises `UsageError` if a build would report anything about it."""
    option = f"--{field.replace('_', '-')}"
    if _NO_TEXT.search(value):
        raise UsageError(f"{option}: hierin staan tekens die geen tekst zijn. Typ de waarde opnieuw. {NOTHING_WRITTEN}")
    _fill_in(files, field, f"{field}: {write_text(value)}\n")
    _, diagnostics = parse_site(files[SITE_FILE])
    if diagnostics:
        raise UsageError(f"{option}: {diagnostics[0].message} {diagnostics[0].remedy} {NOTHING_WRITTEN}")


def _kept_entries(folder: str) -> frozenset[str]:
    """Return the names of what is in the folder already and may be, and an empty set if there is no such folder.

    Raises `UsageError` if anything else is in it, or if it is not a folder, and `OSError` if it cannot be read.
    """
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise UsageError(f"'{shorten(folder)}' is geen map. Kies een andere naam. {NOTHING_WRITTEN}")
    names = sorted(os.listdir(folder)) if os.path.isdir(folder) else []
    others = [name for name in names if not any(fnmatchcase(name, pattern) for pattern in KEPT)]
    if others:
        shown = [f"'{shorten(name)}'" for name in others[:MAX_NAMED]]
        if len(others) > MAX_NAMED:
            shown.append(f"nog {len(others) - MAX_NAMED}")
        raise UsageError(
            f"'{shorten(folder)}' is niet leeg: er staat al {enumerate_dutch(shown)}. "
            "Kies een lege map of een nieuwe naam; alleen .git, README, LICENSE en .gitignore mogen er al staan. "
            f"{NOTHING_WRITTEN}"
        )
    return frozenset(names)


def may_hold_new_site(folder: str) -> bool:
    """Return whether the folder exists and `run` would write a new source into it."""
    try:
        _kept_entries(folder)
    except (UsageError, OSError):
        return False
    return os.path.isdir(folder)


def _write(folder: str, files: Files) -> None:
    """Write the files, and the folders they need. If anything goes wrong, remove everything that was written.

    Raises `LateInterrupt` if an interrupt arrives meanwhile.
    """
    with uninterrupted(), undone_on_failure() as made:
        make_folders(folder, made)
        for path, data in files.items():
            file = os.path.join(folder, *path.split("/"))
            make_folders(os.path.dirname(file), made)
            with open(file, "xb") as stream:
                made.append(file)
                stream.write(data)


def _default_host(folder: str) -> str:
    """Return "gitlab" for the clone of a repository on a host with that word in its name, and otherwise "github".

    A workflow in ``.github/`` does nothing elsewhere, and the absence of one is noticed late.
    """
    try:
        with open(os.path.join(folder, ".git", "config"), encoding="utf-8", errors="replace") as stream:
            remotes = _REMOTE_HOST.findall(stream.read())
    except OSError:
        remotes = []
    return "gitlab" if any("gitlab" in host.lower() for host in remotes) else "github"


def _next_steps(arguments: Namespace, folder: str, host: str, kept: frozenset[str]) -> Iterator[str]:
    """Yield the lines that say what was made, and what to do next."""
    shown = shorten(folder.translate(CONTROL_CHARACTERS))
    yield f"Een nieuwe site staat klaar in '{shown}', met van elke soort pagina een verzonnen voorbeeld."
    yield "Bekijk haar met:\n"
    if folder != os.curdir:
        yield f"    cd {shell_word(folder)}"
    yield "    vindplaats serve\n"
    yield f"Hoe u verdergaat, staat in het handboek: {HANDBOOK}."
    if arguments.base_url is None:
        yield f"Zet bij base_url in {SITE_FILE} het adres van uw site, voordat u haar publiceert."
    if ".gitignore" in kept and not _ignores_output(folder):
        yield "Uw .gitignore is niet veranderd. Zet er de regel /public/ bij: die map hoort niet in git."
    yield PUBLISHING[host]
    if not arguments.host:
        others = enumerate_dutch([f"--host {name}" for name in PUBLISHING if name != host], "of")
        yield f"Bewaart u de site elders? Begin dan in een andere lege map, met {others}."
    if host in WORKFLOWS and _is_part_of_repository(folder):
        yield f"Let op: {WORKFLOWS[host][1]} werkt alleen in de hoofdmap van een git-repository; deze map is dat niet."


def _is_part_of_repository(folder: str) -> bool:
    """Return whether a folder above this one is the root of a git repository, and this one is not."""
    if os.path.lexists(os.path.join(folder, ".git")):
        return False
    return any(os.path.lexists(parent / ".git") for parent in Path(os.path.realpath(folder)).parents)


def _ignores_output(folder: str) -> bool:
    """Return whether the existing .gitignore leaves out ``public/``, as far as its lines show."""
    try:
        with open(os.path.join(folder, ".gitignore"), encoding="utf-8", errors="replace") as stream:
            return any(line.strip().strip("/") == "public" for line in stream)
    except OSError:
        return False


def shell_word(path: str) -> str:
    """Return a path as a word for a shell, in quotes if it needs them."""
    path = os.path.join(os.curdir, path) if path.startswith("-") else path
    path = path.translate(CONTROL_CHARACTERS)
    if sys.platform == "win32":
        return f'"{path}"'
    return shlex.quote(path)
