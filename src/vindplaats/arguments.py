"""The arguments of the command line, with argparse's few messages and headings in Dutch."""

import argparse
import re
from typing import TYPE_CHECKING, Any, NoReturn

from vindplaats.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

COMMANDS = ("build", "check", "serve", "duplicates")


class _Parser(argparse.ArgumentParser):
    """argparse with its few messages in Dutch, and no guessing of shortened options."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(self._dutch(message))

    def _known_options(self) -> list[str]:
        return [option for action in self._actions for option in action.option_strings]

    def _dutch(self, message: str) -> str:
        from vindplaats.suggest import nearest  # noqa: PLC0415 (start-up)

        if match := re.match(r"unrecognized arguments: (\S+)", message):
            word = match[1]
            if not word.startswith("-"):
                return f"'{word}' hoort hier niet. Zie {self.prog} --help."
            near = nearest(word.partition("=")[0], self._known_options())
            help_ = f"Bedoelde u '{near}'?" if near else f"Zie {self.prog} --help."
            return f"'{self.prog}' kent de optie '{word}' niet. {help_}"
        if match := re.match(r"argument OPDRACHT: invalid choice: '([^']*)'", message):
            near = nearest(match[1], COMMANDS)
            return f"onbekende opdracht '{match[1]}'. " + (
                f"Bedoelde u '{near}'?" if near else f"De opdrachten zijn {', '.join(COMMANDS)}."
            )
        if match := re.match(r"argument (\S+): expected one argument", message):
            return f"bij {match[1]} hoort een waarde."
        if match := re.match(r"argument (\S+): expected 2 arguments", message):
            return f"bij {match[1]} horen twee waarden."
        if match := re.match(r"argument (\S+): invalid choice: '?([^' ]*)'? \(choose from (.*)\)", message):
            return f"'{match[2]}' kan niet bij {match[1]}; kies uit {match[3].replace(chr(39), '')}."
        if match := re.match(r"argument (\S+): ignored explicit argument (.*)", message):
            return f"bij {match[1]} hoort geen waarde."
        return re.sub(r"^argument (\S+): ", r"\1: ", message)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)


def make_parser() -> _Parser:
    """The parser of the whole command line; `command` is None where none is named."""
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
    build.add_argument("--explain", action="store_true", help="zeg van elk bestand waarom het is gemaakt")
    _shared(command("check", "Controleer de content; schrijft niets."))
    serve = command("serve", "Toon de site en ververs haar bij elke wijziging.")
    serve.add_argument("--port", metavar="N", type=_port, default=8000, help="poort (standaard: 8000)")
    serve.add_argument("--host", metavar="ADRES", type=_host, default="127.0.0.1", help="adres (standaard: 127.0.0.1)")
    serve.add_argument("--drafts", action="store_true", help="toon ook concepten")
    doubles = command("duplicates", "Noem de pagina's die dubbel zijn of kunnen zijn, en wat u eraan kunt doen.")
    doubles.add_argument("--format", choices=("text", "json"), default="text", help="vorm van de lijst")
    doubles.add_argument("--all", action="store_true", help="noem ook wat al is vastgelegd")
    doubles.add_argument("--diff", metavar=("A", "B"), nargs=2, help="toon twee pagina's naast elkaar")
    return parser


def _make(name: str, text: str) -> _Parser:
    parser = _Parser(prog=name, description=text, add_help=False, allow_abbrev=False, formatter_class=_Help)
    parser._optionals.title = "opties"
    parser.add_argument("-h", "--help", action="help", help="toon deze uitleg")
    return parser


def parser_of(parser: _Parser, command: str | None) -> argparse.ArgumentParser:
    """The parser of a command; of no command the parser of all."""
    for action in parser._actions:
        if command and isinstance(action, argparse._SubParsersAction):
            found: argparse.ArgumentParser = action.choices[command]
            return found
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
    from vindplaats.dutch.dates import parse_date  # noqa: PLC0415 (start-up)

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


def _host(text: str) -> str:
    from ipaddress import ip_address  # noqa: PLC0415 (start-up)

    try:
        if text == "localhost" or ip_address(text).is_loopback:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(
        f"'{text}' is geen adres van alleen deze computer; de voorvertoning is niet voor anderen. "
        "Schrijf 127.0.0.1, ::1 of localhost."
    )


def _base_url(text: str) -> str:
    from vindplaats.config import is_base_url  # noqa: PLC0415 (start-up)

    if not is_base_url(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is geen webadres; schrijf bijvoorbeeld https://voorbeeld.nl/onderzoek/."
        )
    return text
