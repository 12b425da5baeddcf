"""``vindplaats check``: run the stages of a build without publishing the site, and fix what can be fixed if asked."""

from argparse import Namespace

from vindplaats import terminal
from vindplaats.commands.report import options_of, report_refusal, report_result, run_and_report
from vindplaats.diagnostics.diagnostic import has_errors
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.errors import REFUSALS, UsageError
from vindplaats.pipeline import check
from vindplaats.result import CONTENT_ERRORS, OK
from vindplaats.text import CONTROL_CHARACTERS

_ONLY_TEXT = "--{option} en --format {format} gaan niet samen: --{option} toont op stdout wat er verandert."
_WRITTEN = "Wel verbeterd: {files}."
_NOTHING_WRITTEN = "Er is niets geschreven."


def run(arguments: Namespace) -> int:
    """Check the content and return the exit code."""
    if arguments.fix or arguments.diff:
        return _fix(arguments)
    return run_and_report(arguments, check)


def _fix(arguments: Namespace) -> int:
    """Fix what can be fixed, or only show it, and return the exit code.

    With ``--fix`` it is 1 if errors remain, with ``--diff`` if anything would change.
    """
    from vindplaats.commands.fix import find_changes, write_changes  # noqa: PLC0415 (start-up: only with --fix)

    if arguments.format != "text":
        option = "diff" if arguments.diff else "fix"
        raise UsageError(_ONLY_TEXT.format(option=option, format=arguments.format))
    written: list[str] = []
    try:
        fixed = find_changes(options_of(arguments), terminal.make_progress())
        terminal.clear_progress()
        for change in fixed.changes if arguments.diff else write_changes(arguments.source, fixed.changes):
            written.append(change.path)
            terminal.write(change.diff(), end="")
    except REFUSALS as error:
        files = enumerate_dutch([path.translate(CONTROL_CHARACTERS) for path in written])
        return report_refusal(error, arguments.format, _WRITTEN.format(files=files) if written else _NOTHING_WRITTEN)
    count = len(fixed.changes)
    files = f"{count} {'bestand' if count == 1 else 'bestanden'}"
    if arguments.diff:
        terminal.say(f"--fix verandert {files}." if count else "--fix verandert niets.")
        return CONTENT_ERRORS if count else OK
    report_result(fixed.result, arguments)
    terminal.say(f"Verbeterd: {files}." if count else "Er was niets te verbeteren.")
    return CONTENT_ERRORS if has_errors(fixed.result.diagnostics) else OK
