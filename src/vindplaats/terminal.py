"""Print results on standard output, and messages and progress on standard error. No other module prints."""

import io
import os
import sys

TYPE_CHECKING = False  # as in `errors`
if TYPE_CHECKING:
    from vindplaats.options import Progress
    from vindplaats.result import BuildResult


def use_utf8() -> None:
    """Make both streams write UTF-8 in any locale: JSON is UTF-8 (RFC 8259, 8.1), and names are not always ASCII."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (stream.encoding or "").lower().replace("-", "") if stream else ""
        if isinstance(stream, io.TextIOWrapper) and encoding != "utf8":
            stream.reconfigure(encoding="utf-8")


def write(text: str, end: str = "\n") -> None:
    """Write a result to standard output.

    Raises `OSError` if that fails, such as `BrokenPipeError` if the program that reads it has stopped (``| head``). It
    is flushed at once, because a failure at exit would print a traceback in English.
    """
    try:
        print(text, end=end, flush=True)
    except OSError:
        discard_output()
        raise


def say(text: str) -> None:
    """Write a message to standard error, unless the calling program closed that stream."""
    if sys.stderr is not None:
        print(text, file=sys.stderr, flush=True)


def discard_output() -> None:
    """Redirect standard output to the null device, so that flushing it at exit cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def discard_all() -> None:
    """Redirect standard output and standard error, if they are open, to the null device."""
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        except (OSError, AttributeError, ValueError):
            continue


def has_colours() -> bool:
    """Return whether to print messages in colour: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def make_progress() -> "Progress":
    """Return a function that shows the current stage of a build on a terminal, or does nothing elsewhere."""
    return _show_progress if _is_terminal() else _show_nothing


def clear_progress() -> None:
    """Erase the stage that `make_progress` shows, if there is one."""
    if _is_terminal():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _show_progress(stage: str) -> None:
    print(f"\r\x1b[K{stage} …", end="", file=sys.stderr, flush=True)


def _show_nothing(_: str) -> None:
    return


def _is_terminal() -> bool:
    """Return whether standard error is a terminal on which a line can be overwritten."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def summary(result: "BuildResult", command: str) -> str:
    """Return one line: the outcome of the command, the numbers of errors and warnings, and the duration."""
    errors = sum(d.severity == "error" for d in result.diagnostics)
    warnings = len(result.diagnostics) - errors
    count = f"{errors} {'fout' if errors == 1 else 'fouten'}, "
    count += f"{warnings} {'waarschuwing' if warnings == 1 else 'waarschuwingen'}"
    seconds = f"{result.seconds:.2f} s".replace(".", ",")
    pages = f"{result.pages} {'pagina' if result.pages == 1 else 'pagina’s'}"
    if result.exit_code:
        unpublished = "; er is niets gepubliceerd" if command == "build" else ""
        return f"Niet in orde: {count} ({seconds}){unpublished}."
    if command == "check":
        return f"In orde: {pages} ({seconds}; {count})."
    return f"Gebouwd: {pages} in {_shorten_path(result.output)} ({seconds}; {count})."


def _shorten_path(path: str) -> str:
    """Make a path relative to the current folder if it is inside that folder. Otherwise return it unchanged."""
    try:
        here = os.getcwd()
    except FileNotFoundError:  # the current folder has been removed
        return path
    return os.path.join(os.curdir, os.path.relpath(path, here)) if path.startswith(here + os.sep) else path
