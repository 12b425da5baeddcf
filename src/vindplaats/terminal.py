"""What the command line says of a result."""

import os

from vindplaats.result import BuildResult


def summary(outcome: BuildResult, command: str) -> str:
    """One line: what was built or checked, how many pages, how long, and how much is wrong."""
    errors = sum(d.severity == "error" for d in outcome.diagnostics)
    warnings = len(outcome.diagnostics) - errors
    count = f"{errors} {'fout' if errors == 1 else 'fouten'}, "
    count += f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    seconds = f"{outcome.seconds:.2f} s".replace(".", ",")
    pages = f"{outcome.pages} {'pagina' if outcome.pages == 1 else 'pagina’s'}"
    if outcome.exit_code:
        stays = "; er is niets gepubliceerd" if command == "build" else ""
        return f"Niet in orde: {count} ({seconds}){stays}."
    if command == "check":
        return f"In orde: {pages} ({seconds}; {count})."
    return f"Gebouwd: {pages} in {_shown(outcome.output)} ({seconds}; {count})."


def _shown(path: str) -> str:
    """A path as short as it can be said from here."""
    try:
        here = os.getcwd()
    except FileNotFoundError:  # somebody removed the folder we are in
        return path
    return os.path.join(os.curdir, os.path.relpath(path, here)) if path.startswith(here + os.sep) else path
