"""The command line: arguments, exit codes, progress. The only module that prints."""

import argparse
import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from vindplaats import __version__
from vindplaats.arguments import make_parser, parser_of
from vindplaats.errors import LateInterrupt, PublishError, UsageError

if TYPE_CHECKING:
    from vindplaats.options import Options
    from vindplaats.read.page_id import PageId
    from vindplaats.read.records import Publishable
    from vindplaats.result import BuildResult

CONTENT_ERRORS = 1
USAGE_ERROR = 2
INTERRUPTED = 128
"""And the number of the signal, as shells have it: 130 after Ctrl+C."""


def main(argv: Sequence[str] | None = None, default: str = "") -> int:
    """Run one command and return its exit code; ``default`` is the command where none is named."""
    _utf8(sys.stdout)
    _utf8(sys.stderr)
    arguments = list(sys.argv[1:] if argv is None else argv)
    if default and (
        not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help", "--version"})
    ):
        arguments.insert(0, default)
    if arguments[:1] == ["--version"]:
        print(f"vindplaats {__version__}")
        return 0
    from vindplaats.workers.interrupts import interruptible  # noqa: PLC0415 (start-up)

    with interruptible() as came:
        code = _main(arguments)
        if not came or arguments[:1] == ["serve"]:  # which is stopped in this way
            return code
        if code == 0:  # Python lost the interrupt; whoever gave it must not think that nothing stopped
            _interrupted(late=True)
    return INTERRUPTED + came[0]


def _main(arguments: Sequence[str]) -> int:
    try:
        parser = make_parser()
        options, unknown = parser.parse_known_args(arguments)
        if unknown:
            parser_of(parser, options.command).error(f"unrecognized arguments: {unknown[0]}")
        if not options.command:
            make_parser().print_help(sys.stderr)
            return USAGE_ERROR
        return _run(options)
    except UsageError as error:
        _say(f"vindplaats: {error}")
        return USAGE_ERROR
    except KeyboardInterrupt as interrupt:
        return _interrupted(late=isinstance(interrupt, LateInterrupt))
    except BrokenPipeError:  # who reads along has seen enough (`| head`)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # nothing can be told any more where it was to be told: a full disk, a folder that is gone
        from vindplaats.dutch.os_errors import refusal  # noqa: PLC0415

        with suppress(OSError):
            _say(f"vindplaats: Het systeem weigert: {refusal(error)}.")
        for stream in (sys.stdout, sys.stderr):  # what is left in them cannot go anywhere, which Python tells otherwise
            with suppress(OSError, AttributeError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return USAGE_ERROR


def _interrupted(*, late: bool) -> int:
    _clear_progress()
    _say("\nAfgebroken, maar wat gevraagd was is al gedaan." if late else "\nAfgebroken.")
    return INTERRUPTED + 2


def _run(arguments: argparse.Namespace) -> int:
    if not os.path.isdir(os.path.join(arguments.source, "content")):
        raise UsageError(f"in '{arguments.source}' staat geen map content/. Noem de juiste map met --source.")
    try:
        if arguments.command == "serve":
            from vindplaats.commands.serve import serve  # noqa: PLC0415

            return serve(arguments.source, arguments.host, arguments.port, drafts=arguments.drafts, say=_say)
        if arguments.command == "duplicates":
            return _duplicates(arguments)
        outcome = (_build if arguments.command == "build" else _check)(_options(arguments))
    except BrokenPipeError:
        raise
    except (PublishError, OSError) as error:
        return _refuse(error, getattr(arguments, "format", "text"))
    try:
        _report(outcome, arguments)
    except KeyboardInterrupt:
        if outcome.exit_code or arguments.command == "check":
            raise
        return _interrupted(late=True)
    return outcome.exit_code


def _build(options: "Options") -> "BuildResult":
    """Build; the modules that do so are imported only where something changed."""
    from vindplaats.cache.store import store_folder  # noqa: PLC0415
    from vindplaats.inputs.snapshot import take_snapshot  # noqa: PLC0415
    from vindplaats.publish.build_lock import WAITING, build_lock  # noqa: PLC0415
    from vindplaats.publish.fast_path import unchanged  # noqa: PLC0415
    from vindplaats.publish.publish import check_output  # noqa: PLC0415

    start = time.perf_counter()
    options = options.filled_in()
    check_output(options.output, options.source)
    store = store_folder(options.source) if options.cache else ""
    with build_lock(options.output, lambda: _say(f"vindplaats: {WAITING}"), store):
        snapshot = take_snapshot(options)
        if same := unchanged(snapshot, start):
            return same
        from vindplaats.pipeline import build_changed  # noqa: PLC0415

        return build_changed(snapshot, start, _progress())


def _check(options: "Options") -> "BuildResult":
    from vindplaats.pipeline import check  # noqa: PLC0415

    return check(options, _progress())


def _duplicates(arguments: argparse.Namespace) -> int:
    from vindplaats.commands.duplicates import find_duplicates, summary, to_json, to_text  # noqa: PLC0415
    from vindplaats.diagnostics import formats  # noqa: PLC0415

    if arguments.diff:
        return _diff(arguments)
    duplicates = find_duplicates(arguments.source, settled=arguments.all)
    if arguments.format == "json":
        print(to_json(duplicates.findings))
    elif duplicates.findings:
        print(to_text(duplicates))
    for error in duplicates.errors:
        _say(formats.to_text(error, colours=_colours()))
    _say(summary(duplicates.findings))
    if duplicates.errors:
        _say("De content heeft fouten; de lijst is misschien niet volledig.")
        return CONTENT_ERRORS
    return 0


def _diff(arguments: argparse.Namespace) -> int:
    from vindplaats.commands.compare import side_by_side  # noqa: PLC0415
    from vindplaats.commands.duplicates import find_pages, read_pages  # noqa: PLC0415

    if arguments.format != "text":
        raise UsageError("--diff toont tekst; laat --format weg.")
    pages = read_pages(arguments.source)
    one, other = (_one_page(find_pages(text, pages), text, pages) for text in arguments.diff)
    colours = sys.stdout.isatty() and _colours()
    print(side_by_side(one, other, shutil.get_terminal_size((120, 24)).columns, colours=colours), end="")
    return 0


def _one_page(found: "Sequence[Publishable]", text: str, pages: "Mapping[PageId, Publishable]") -> "Publishable":
    """The page that is meant; raises `UsageError` where that is none or several."""
    from vindplaats.dutch.lists import enumerate_dutch  # noqa: PLC0415
    from vindplaats.suggest import nearest  # noqa: PLC0415

    if len(found) > 1:
        raise UsageError(
            f"'{text}' kan {enumerate_dutch([str(page.id) for page in found], 'of')} zijn; schrijf de hele id."
        )
    if not found:
        near = nearest(text, map(str, pages))
        help_ = f"Bedoelde u '{near}'?" if near else "Schrijf een id, zoals projecten/flexwonen."
        raise UsageError(f"'{text}' is geen project of nieuwsbericht, of het is niet te lezen. {help_}")
    return found[0]


def _refuse(error: Exception, form: str) -> int:
    """Tell what the disk or the place of the output refuses, in the form that was asked for."""
    from vindplaats.diagnostics import environment  # noqa: PLC0415
    from vindplaats.diagnostics.diagnostic import Place  # noqa: PLC0415
    from vindplaats.diagnostics.formats import to_github, to_json  # noqa: PLC0415
    from vindplaats.dutch.os_errors import refusal  # noqa: PLC0415

    _clear_progress()
    text = str(error)
    file = getattr(error, "filename", None) or ""
    if isinstance(error, OSError):
        text = f"Het systeem weigert: {file + ': ' if file else ''}{refusal(error)}. Er is niets gepubliceerd."
    diagnostic = environment.REFUSED.at(Place(str(file)), reason=text)
    if form == "json":
        print(to_json([diagnostic]))
    elif form == "github":
        print(to_github([diagnostic]))
    _say(f"vindplaats: {text}")
    return USAGE_ERROR


def _options(arguments: argparse.Namespace) -> "Options":
    from vindplaats.options import Options  # noqa: PLC0415

    return Options(
        source=arguments.source,
        output=getattr(arguments, "output", ""),
        base_url=arguments.base_url or "",
        as_of=arguments.as_of,
        drafts=arguments.drafts,
        strict=arguments.strict,
        jobs=arguments.jobs,
        cache=not getattr(arguments, "no_cache", False),
    )


def _report(outcome: "BuildResult", arguments: argparse.Namespace) -> None:
    from vindplaats.diagnostics.formats import to_github, to_json, to_text  # noqa: PLC0415

    form, source = arguments.format, arguments.source
    _clear_progress()
    if form == "json":
        print(to_json(outcome.diagnostics))
    elif form == "github":
        relative = os.path.relpath(source).replace(os.sep, "/")
        prefix = "" if relative.startswith("..") or relative == "." else relative + "/"
        if outcome.diagnostics:
            print(to_github(outcome.diagnostics, prefix))
    else:
        for diagnostic in outcome.diagnostics:
            _say(to_text(diagnostic, colours=_colours()))
    if getattr(arguments, "explain", False) and not outcome.exit_code:
        from vindplaats.commands.explain import explain  # noqa: PLC0415

        for line in explain(outcome):
            _say(line)
    from vindplaats.terminal import summary  # noqa: PLC0415

    _say(summary(outcome, arguments.command))


def _is_terminal() -> bool:
    """Tell whether lines can be written over on standard error."""
    return sys.stderr is not None and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _colours() -> bool:
    """Tell whether colours are wanted: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return _is_terminal() and not os.environ.get("NO_COLOR")


def _utf8(stream: TextIO | None) -> None:
    """Have a stream write UTF-8, whatever the locale says: JSON is UTF-8 (RFC 8259, 8.1), and names are not ASCII."""
    if stream and (stream.encoding or "").lower().replace("-", "") != "utf8" and isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


def _say(text: str) -> None:
    if sys.stderr is not None:  # closed by who started us
        print(text, file=sys.stderr, flush=True)


def _progress() -> "Callable[[str], None]":
    return _show_progress if _is_terminal() else _no_progress


def _no_progress(_: str) -> None:
    return


def _show_progress(stage: str) -> None:
    print(f"\r\x1b[K{stage} …", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if _is_terminal():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
