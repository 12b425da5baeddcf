"""The command line: pick a command, run it, and turn signals and exceptions into an exit code.

``--version`` must answer at once, so it is handled before the modules that parse and run commands are imported.
"""

import gc
import os
import sys

from vindplaats import __version__, terminal
from vindplaats.dutch.os_errors import refusal
from vindplaats.errors import LateInterrupt, UsageError

TYPE_CHECKING = False  # as in `errors`
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import NoReturn

USAGE_ERROR = 2
INTERRUPTED = 128
"""The exit code after a signal is this number plus the number of the signal, as in shells: 130 after Ctrl+C."""


def run(default: str = "") -> "NoReturn":
    """Run the command line as a program: call `main` with its arguments, and end the process with the exit code.

    Garbage is not collected, because imports and commands make hardly any reference cycles. `serve` enables it again.
    """
    gc.disable()
    code = main(default=default)
    _end_at_once(code)
    sys.exit(code)


def _end_at_once(code: int) -> None:
    """End the process as `sys.exit` does, but without freeing everything in memory first, which the system does faster.

    Return if anything else needs the process: another thread, a debugger, a profiler, somebody who inspects it, or
    output that cannot be written, which Python reports.
    """
    import atexit  # noqa: PLC0415 (start-up: not needed by `main`)

    threads = sys.modules.get("threading")
    run_exit_handlers = getattr(atexit, "_run_exitfuncs", None)  # what Python itself calls; there is no public name
    if (threads and threads.active_count() > 1) or _is_observed() or not run_exit_handlers:
        return
    run_exit_handlers()
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return
    os._exit(code)


def _is_observed() -> bool:
    """Return whether a debugger, a profiler or a measurement of coverage watches the process, or ``python -i``."""
    if sys.gettrace() or sys.getprofile() or sys.flags.inspect or "PYTHONINSPECT" in os.environ:
        return True
    monitoring = getattr(sys, "monitoring", None)  # since Python 3.12, with six places for tools
    return monitoring is not None and any(monitoring.get_tool(place) for place in range(6))


def main(argv: "Sequence[str] | None" = None, default: str = "") -> int:
    """Run one command and return its exit code.

    If ``argv`` is empty or starts with an option other than ``--help`` or ``--version``, the command is ``default``,
    unless ``default`` is empty.
    """
    terminal.use_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    if default and (not words or (words[0].startswith("-") and words[0] not in {"-h", "--help", "--version"})):
        words.insert(0, default)
    if words[:1] == ["--version"]:
        return _run(words)
    from vindplaats.workers.interrupts import interruptible  # noqa: PLC0415 (start-up)

    with interruptible() as signals:
        code = _run(words)
        if not signals:
            return code
        if code == 0:  # Python lost the KeyboardInterrupt, so the command has finished
            _interrupted(late=True)
    return INTERRUPTED + signals[0]


def _run(words: "Sequence[str]") -> int:
    """Run the command that ``words`` name. Turn every expected exception into an exit code.

    A message says what happened, unless the program that reads the output has stopped.
    """
    try:
        if words[:1] == ["--version"]:
            terminal.write(f"vindplaats {__version__}")
            return 0
        from vindplaats.arguments import make_parser  # noqa: PLC0415 (start-up)

        parser = make_parser()
        arguments = parser.parse(words)
        if arguments.command:
            return _run_command(arguments)
        parser.print_help(sys.stderr)
    except UsageError as error:
        from vindplaats.text import CONTROL_CHARACTERS  # noqa: PLC0415 (start-up: only for a message)

        terminal.say(f"vindplaats: {error}".translate(CONTROL_CHARACTERS))  # it may quote what was typed
    except KeyboardInterrupt as interrupt:
        return _interrupted(late=isinstance(interrupt, LateInterrupt))
    except BrokenPipeError:  # the program that reads the output has stopped (`| head`)
        terminal.discard_output()
        return 0
    except OSError as error:  # standard output cannot be written (a full disk), or the current folder has been removed
        from contextlib import suppress  # noqa: PLC0415 (start-up: only for a message)

        with suppress(OSError):
            terminal.say(f"vindplaats: Het systeem weigert: {refusal(error)}.")
        terminal.discard_all()
    return USAGE_ERROR


def _run_command(arguments: "Namespace") -> int:
    """Import the module of the command and run it. The modules of other commands are not imported.

    Raises `UsageError` if the command needs a source and there is no ``content/`` in it.
    """
    if "source" in arguments and not os.path.isdir(os.path.join(arguments.source, "content")):
        from vindplaats.commands.no_source import describe  # noqa: PLC0415 (start-up: only for a message)

        raise UsageError(describe(arguments.source))
    from importlib import import_module  # noqa: PLC0415 (start-up)

    code: int = import_module(f"vindplaats.commands.{arguments.command}").run(arguments)
    return code


def _interrupted(*, late: bool) -> int:
    terminal.clear_progress()
    terminal.say("\nAfgebroken, maar wat gevraagd was is al gedaan." if late else "\nAfgebroken.")
    return INTERRUPTED + 2
