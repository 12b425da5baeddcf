"""The command line: arguments, exit codes, progress. The only module that prints."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from vindplaats import __version__

if TYPE_CHECKING:
    from datetime import date

    from vindplaats.build import Options, Outcome
    from vindplaats.diagnostics import Diagnostic

COMMANDS = ("build", "check", "serve")
PLANNED = ("duplicates",)
"""Designed but not built: refused, so that nobody counts on them."""
USAGE_ERROR = 2


def main(argv: Sequence[str] | None = None, default: str = "") -> int:
    """Run one command and return its exit code; ``default`` is the command where none is named."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if default and (
        not arguments or (arguments[0].startswith("-") and arguments[0] not in {"-h", "--help", "--version"})
    ):
        arguments.insert(0, default)
    if arguments[:1] == ["--version"]:
        print(f"vindplaats {__version__}")
        return 0
    try:
        if arguments and arguments[0] in PLANNED:
            raise _UsageError(f"de opdracht '{arguments[0]}' is nog niet ondersteund.")
        options = _parser().parse_args(arguments)
        if not options.command:
            _parser().print_help(sys.stderr)
            return USAGE_ERROR
        return _run(options)
    except _UsageError as error:
        _say(f"vindplaats: {error}")
        return USAGE_ERROR
    except KeyboardInterrupt:
        _say("\nAfgebroken.")
        return 130


class _UsageError(Exception):
    """Wrong use of the command line, told in Dutch."""


class _Parser(argparse.ArgumentParser):
    """argparse with its few messages in Dutch, and no guessing of shortened options."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(self._dutch(message))

    def _dutch(self, message: str) -> str:
        from vindplaats.suggest import nearest  # noqa: PLC0415 (start-up)

        if match := re.match(r"unrecognized arguments: (\S+)", message):
            word = match[1]
            near = nearest(word.partition("=")[0], _known_options()) if word.startswith("-") else None
            return f"onbekende optie '{word}'." + (f" Bedoelde u '{near}'?" if near else " Zie vindplaats --help.")
        if match := re.match(r"argument OPDRACHT: invalid choice: '([^']*)'", message):
            near = nearest(match[1], COMMANDS)
            return f"onbekende opdracht '{match[1]}'. " + (
                f"Bedoelde u '{near}'?" if near else f"De opdrachten zijn {', '.join(COMMANDS)}."
            )
        if match := re.match(r"argument (\S+): expected one argument", message):
            return f"bij {match[1]} hoort een waarde."
        if match := re.match(r"argument (\S+): invalid choice: '?([^' ]*)'? \(choose from (.*)\)", message):
            return f"'{match[2]}' kan niet bij {match[1]}; kies uit {match[3].replace(chr(39), '')}."
        if match := re.match(r"argument (\S+): ignored explicit argument (.*)", message):
            return f"bij {match[1]} hoort geen waarde."
        return re.sub(r"^argument (\S+): ", r"\1: ", message)


def _known_options() -> list[str]:
    return [option for action in _parser_actions() for option in action.option_strings]


def _parser_actions() -> list[argparse.Action]:
    sub = next(a for a in _parser()._actions if isinstance(a, argparse._SubParsersAction))
    return [action for parser in sub.choices.values() for action in parser._actions]


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


def _parser() -> _Parser:
    parser = _make("vindplaats", "Van content/ naar de website van een onderzoeksinstituut.")
    parser.add_argument("--version", action="store_true", help="toon de versie")
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", title="opdrachten", parser_class=_Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name, help=text, description=text, add_help=False, allow_abbrev=False, formatter_class=_Help
        )
        sub._optionals.title = "opties"
        sub.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        sub.add_argument("--source", metavar="DIR", default=".", help="map met content/ (standaard: hier)")
        return sub

    build = command("build", "Bouw de site.")
    build.add_argument("--output", metavar="DIR", default="", help="waar de site komt (standaard: public/ in de bron)")
    _shared(build)
    build.add_argument("--no-cache", action="store_true", help="begin van voren af aan")
    build.add_argument("--no-search", action="store_true", help="laat de zoekindex weg")
    build.add_argument("--explain", action="store_true", help="zeg van elke pagina waarom zij is gemaakt")
    _shared(command("check", "Controleer de content; schrijft niets."))
    serve = command("serve", "Toon de site en ververs haar bij elke wijziging.")
    serve.add_argument("--port", metavar="N", type=_port, default=8000, help="poort (standaard: 8000)")
    serve.add_argument("--host", metavar="ADRES", default="127.0.0.1", help="adres (standaard: 127.0.0.1)")
    serve.add_argument("--drafts", action="store_true", help="toon ook concepten")
    return parser


def _make(name: str, text: str) -> _Parser:
    parser = _Parser(prog=name, description=text, add_help=False, allow_abbrev=False, formatter_class=_Help)
    parser._optionals.title = "opties"
    parser.add_argument("-h", "--help", action="help", help="toon deze uitleg")
    return parser


def _shared(parser: argparse.ArgumentParser) -> None:
    """Options of `build` that make sense for `check` too."""
    parser.add_argument("--base-url", metavar="URL", type=_base_url, help="adres van de site")
    parser.add_argument("--drafts", action="store_true", help="neem concepten mee")
    parser.add_argument("--as-of", metavar="JJJJ-MM-DD", type=_day, help="bouw alsof het deze dag is")
    parser.add_argument("--strict", action="store_true", help="elke waarschuwing is een fout")
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=0, help="aantal processen")
    parser.add_argument("--format", choices=("text", "json", "github"), default="text", help="vorm van de meldingen")


def _day(text: str) -> "date":
    from vindplaats.read.values import parse_date  # noqa: PLC0415 (start-up)

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen bestaande dag; schrijf jaar-maand-dag, zoals 2026-12-01.")
    return day


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal processen; schrijf een getal vanaf 1.")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"'{text}' is geen poort; schrijf een getal van 1 tot en met 65535.")
    return int(text)


def _base_url(text: str) -> str:
    from vindplaats.config import is_base_url  # noqa: PLC0415 (start-up)

    if not is_base_url(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is geen webadres; schrijf bijvoorbeeld https://voorbeeld.nl/onderzoek/."
        )
    return text


def _run(arguments: argparse.Namespace) -> int:
    if not os.path.isdir(os.path.join(arguments.source, "content")):
        raise _UsageError(f"in '{arguments.source}' staat geen map content/. Noem de juiste map met --source.")
    from vindplaats.build import Options, build, check  # noqa: PLC0415 (start-up: `--version` needs none of it)
    from vindplaats.publish.publish import PublishError  # noqa: PLC0415

    try:
        if arguments.command == "serve":
            from vindplaats.serve import serve  # noqa: PLC0415

            return serve(arguments.source, arguments.host, arguments.port, drafts=arguments.drafts, say=_say)
        options = _options(arguments, Options)
        progress = _show_progress if sys.stderr.isatty() else _no_progress
        outcome = (build if arguments.command == "build" else check)(options, progress)
    except PublishError as error:
        raise _UsageError(str(error)) from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise _UsageError(f"{where}{error.strerror or error}. Er is niets gepubliceerd.") from error
    _report(outcome, arguments.format, arguments.source, arguments.command)
    return outcome.exit_code


def _options(arguments: argparse.Namespace, make: "type[Options]") -> "Options":
    return make(
        source=arguments.source,
        output=getattr(arguments, "output", ""),
        base_url=arguments.base_url or "",
        as_of=arguments.as_of,
        drafts=arguments.drafts,
        strict=arguments.strict,
        jobs=arguments.jobs,
    )


def _report(outcome: "Outcome", form: str, source: str, command: str) -> None:
    from vindplaats.diagnostics import to_github, to_json  # noqa: PLC0415

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
            _say(_coloured(diagnostic) if sys.stderr.isatty() else str(diagnostic))
    _say(summary(outcome, command))


def summary(outcome: "Outcome", command: str) -> str:
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
    return f"Gebouwd: {pages} in {outcome.output} ({seconds}; {count})."


def _coloured(diagnostic: "Diagnostic") -> str:
    colour = "31" if diagnostic.severity == "error" else "33"
    return (
        f"\x1b[1m{diagnostic.place}:\x1b[0m \x1b[{colour}m{diagnostic.label}\x1b[0m: "
        f"{diagnostic.message} \x1b[2m{diagnostic.remedy}\x1b[0m"
    )


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _no_progress(_: str) -> None:
    return


def _show_progress(stage: str) -> None:
    print(f"\r\x1b[K{stage} …", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
