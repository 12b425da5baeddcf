"""Print the diagnostics of a build or a check, or the error that ended the command."""

import os
from argparse import Namespace
from collections.abc import Callable, Sequence

from vindplaats import terminal
from vindplaats.diagnostics import environment
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.formats import LocatedDiagnostic, to_github, to_gitlab, to_json, to_sarif, to_text
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import REFUSALS, LateInterrupt
from vindplaats.inputs.source_lines import SourceLines
from vindplaats.options import Options, Progress
from vindplaats.result import ENVIRONMENT_ERRORS, BuildResult


def run_and_report(arguments: Namespace, make: Callable[[Options, Progress], BuildResult]) -> int:
    """Call ``make`` with the options of the command line, print its result, and return the exit code.

    ``make`` builds or checks the site. Raises `LateInterrupt` if an interrupt arrives after the site was published.
    """
    try:
        result = make(options_of(arguments), terminal.make_progress())
    except REFUSALS as error:
        return report_refusal(error, arguments.format)
    try:
        report_result(result, arguments)
    except KeyboardInterrupt as interrupt:
        if result.exit_code or arguments.command == "check":
            raise
        raise LateInterrupt from interrupt
    return result.exit_code


def options_of(arguments: Namespace) -> Options:
    """Return the options of a build or check that the command line asks for."""
    return Options(
        source=arguments.source,
        output=getattr(arguments, "output", ""),
        base_url=arguments.base_url or "",
        as_of=arguments.as_of,
        drafts=arguments.drafts,
        strict=arguments.strict,
        jobs=arguments.jobs,
        cache=not getattr(arguments, "no_cache", False),
        search="none" if getattr(arguments, "no_search", False) else "build",
    )


def report_result(result: BuildResult, arguments: Namespace) -> None:
    """Print the diagnostics in the format of ``--format``, and a summary.

    With ``--explain``, also print why each file was made, unless there are errors.
    """
    terminal.clear_progress()
    lines = SourceLines(arguments.source)
    if arguments.format != "text":
        _write_formatted(result.diagnostics, arguments.format, lines)
    else:
        for diagnostic in result.diagnostics:
            say_diagnostic(diagnostic, lines)
    if getattr(arguments, "explain", False) and not result.exit_code:
        from vindplaats.commands.explain import explain  # noqa: PLC0415 (start-up: imports the declarations of facts)

        for line in explain(result):
            terminal.say(line)
    terminal.say(terminal.summary(result, arguments.command))


def _write_formatted(diagnostics: Sequence[Diagnostic], form: str, lines: SourceLines | None = None) -> None:
    """Write diagnostics to standard output in a format for programs. Without ``lines`` they are not of the source."""
    prefix = _path_in_repository(lines.source) if lines else ""
    if form == "json":
        terminal.write(to_json(diagnostics))
    elif form == "github":
        if diagnostics:
            terminal.write(to_github(diagnostics, prefix))
    else:
        found = [_located(diagnostic, lines) for diagnostic in diagnostics]
        terminal.write(to_sarif(found, prefix) if form == "sarif" else to_gitlab(found, prefix))


def _located(diagnostic: Diagnostic, lines: SourceLines | None) -> LocatedDiagnostic:
    line = lines.line(Place(diagnostic.file, diagnostic.line)) if lines else None
    return LocatedDiagnostic(diagnostic, line or "", lines.column(diagnostic) if lines else diagnostic.column)


def _path_in_repository(source: str) -> str:
    """Return the path of the source in its repository, such as ``docs/``.

    The current folder is assumed to be the root of the repository. Return an empty string if the source is that folder
    or is outside it.
    """
    relative = os.path.relpath(source).replace(os.sep, "/")
    return "" if relative.startswith("..") or relative == "." else relative + "/"


def say_diagnostic(diagnostic: Diagnostic, lines: SourceLines) -> None:
    """Write a diagnostic, with its line of the source, to standard error, in colour on a terminal."""
    terminal.say(to_text(diagnostic, lines.excerpt(diagnostic), colours=terminal.has_colours()))


def report_refusal(error: Exception, form: str, done: str = "Er is niets gepubliceerd.") -> int:
    """Print one of the `errors.REFUSALS` and return the exit code. ``form`` is the value of ``--format``.

    ``done`` is the sentence that says what was done before the system refused.
    A `BrokenPipeError` is raised again, because it only means that the program that reads the output has stopped.
    """
    if isinstance(error, BrokenPipeError):
        raise error
    terminal.clear_progress()
    text = str(error)
    file = getattr(error, "filename", None) or ""
    if isinstance(error, OSError):
        text = f"Het systeem weigert: {file + ': ' if file else ''}{refusal(error)}. {done}"
    diagnostic = environment.REFUSED.at(Place(str(file)), reason=text)
    if form != "text":
        _write_formatted([diagnostic], form)
    terminal.say(f"vindplaats: {text}")
    return ENVIRONMENT_ERRORS
