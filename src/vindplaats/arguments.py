"""The commands and options of the command line.

Each command is declared once, with `@_command` above the function that adds its options, and run by the module of the
same name in `vindplaats.commands`. The options of a command are declared here and not in that module, so that the
module is not imported just to print help or to reject a wrong option.
"""

import argparse
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from vindplaats.argparse_dutch import DutchParser

if TYPE_CHECKING:
    from datetime import date


class Command(NamedTuple):
    """A command of the command line; ``help`` is one sentence in Dutch, and ``example`` what follows its name.

    ``group`` is the heading under which ``--help`` lists the command. The commands of a group are declared together.

    ``vindplaats.commands.NAME`` has a function ``run(arguments: Namespace) -> int``, which returns the exit code.
    A command that ``has_source`` gets the option ``--source``, and is run only if that folder holds ``content/``.
    """

    name: str
    help: str
    add_arguments: "AddArguments"
    example: str = ""
    group: str = ""
    has_source: bool = True


AddArguments = Callable[[argparse.ArgumentParser], None]
COMMANDS: list[Command] = []
"""The commands, in the order in which they are declared below and listed by ``--help``."""


_WRITING, _CHECKING, _PUBLISHING = "schrijven", "controleren", "bekijken en bouwen"
_FOR_TOOLS = "voor andere programma's"


def _command(
    name: str, help_: str, *, example: str, group: str, has_source: bool = True
) -> Callable[[AddArguments], AddArguments]:
    """Declare a command whose options the decorated function adds."""

    def declare(add_arguments: AddArguments) -> AddArguments:
        COMMANDS.append(Command(name, help_, add_arguments, example, group, has_source))
        return add_arguments

    return declare


def make_parser() -> DutchParser:
    """Return the parser of the whole command line. If no command is given, the parsed ``command`` is None."""
    parser = DutchParser(
        prog="vindplaats",
        description="Van content/ naar de website van een onderzoeksinstituut.",
        epilog=_example("init onderzoek"),
    )
    parser.add_argument("--version", action="store_true", help="toon de versie")
    commands = parser.add_subparsers(dest="command", metavar="OPDRACHT", title="opdrachten", parser_class=DutchParser)
    for command in COMMANDS:
        own = commands.add_parser(
            command.name,
            help=command.help,
            description=command.help,
            epilog=_example(f"{command.name} {command.example}"),
        )
        if command.has_source:
            own.add_argument("--source", metavar="DIR", default=".", help="map met content/ (standaard: hier)")
        command.add_arguments(own)
        if command.group not in parser.headings.values():
            parser.headings[command.name] = command.group
    return parser


SCHEMAS = ("projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen", "paginas", "site")
"""What has a JSON Schema, as in `vindplaats.json_schema`, which is not imported just to print help."""
SHELLS = ("bash", "zsh", "fish", "powershell")


def _example(words: str) -> str:
    return f"Voorbeeld:\n  vindplaats {words.rstrip()}"


@_command(
    "init", "Begin een nieuwe site, met voorbeelden en het handboek.", example="onderzoek --naam Voorbeeldinstituut",
    group=_WRITING, has_source=False,
)  # fmt: skip
def _add_init(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "folder", metavar="DIR", type=_new_folder, help="map voor de nieuwe site; leeg, of nog niet gemaakt"
    )
    parser.add_argument("--naam", metavar="NAAM", help="naam van het instituut")
    parser.add_argument("--base-url", metavar="URL", type=_base_url, help="adres waarop de site komt te staan")
    parser.add_argument(
        "--host",
        choices=("github", "gitlab", "generic"),
        help="waar de site wordt gebouwd; generic schrijft geen workflow (standaard: gitlab als de map daar "
        "een kloon van is, en anders github)",
    )


@_command(
    "new",
    "Maak een nieuwe pagina, en vraag wat daarvoor nog ontbreekt.",
    example='project "Wonen boven winkels" --werkveld Wonen --opdrachtgever geen --contactpersoon Vera --jaar 2026',
    group=_WRITING,
)
def _add_new(parser: argparse.ArgumentParser) -> None:
    kinds = "project, nieuws, persoon, opdrachtgever, werkveld of pagina"
    parser.add_argument("kind", metavar="SOORT", help=kinds)
    parser.add_argument("title", metavar="TITEL", help="de titel of de naam, tussen aanhalingstekens")
    for name, metavar, help_ in (
        ("werkveld", "NAAM", "naam of id; mag vaker"),
        ("opdrachtgever", "NAAM", "naam of id; mag vaker; 'geen' als er geen is"),
        ("contactpersoon", "NAAM", "naam of id; mag vaker"),
        ("jaar", "JJJJ", "jaar waarin de studie is gedaan"),
        ("datum", "JJJJ-MM-DD", "dag van het nieuwsbericht"),
        ("project", "ID", "project waarover het nieuwsbericht gaat"),
        ("afkorting", "AFK", "afkorting van de opdrachtgever"),
    ):
        parser.add_argument(f"--{name}", metavar=metavar, action="append", help=help_)
    parser.add_argument("--in-map", action="store_true", help="maak een map met index.md, voor bestanden erbij")
    parser.add_argument("--no-input", action="store_true", help="stel geen vragen")


@_command("handboek", "Toon het handboek voor de redactie.", example="> handboek.md", group=_WRITING, has_source=False)
def _add_nothing(_parser: argparse.ArgumentParser) -> None:
    """Add no options."""


@_command(
    "check", "Controleer de content, en verbeter desgevraagd wat vanzelf kan.", example="--fix --diff", group=_CHECKING
)
def _add_check(parser: argparse.ArgumentParser) -> None:
    _add_shared(parser)
    parser.add_argument("--fix", action="store_true", help="verbeter wat vanzelf kan, en toon wat er verandert")
    parser.add_argument("--diff", action="store_true", help="toon alleen wat --fix zou veranderen")


def _add_shared(parser: argparse.ArgumentParser) -> None:
    """Add the options that `build` and `check` share."""
    parser.add_argument("--base-url", metavar="URL", type=_base_url, help="adres van de site")
    parser.add_argument("--drafts", action="store_true", help="neem concepten mee")
    _add_day(parser, "bouw alsof het deze dag is")
    parser.add_argument("--strict", action="store_true", help="elke waarschuwing is een fout")
    parser.add_argument("--jobs", metavar="N", type=_jobs, default=0, help="aantal processen")
    forms = ("text", "json", "github", "gitlab", "sarif")
    parser.add_argument("--format", choices=forms, default="text", help="vorm van de meldingen")


@_command(
    "duplicates",
    "Noem de pagina's die dubbel zijn of kunnen zijn, en wat u eraan kunt doen.",
    example="--diff projecten/daktuinen-in-voorbeeldstad nieuws/tomaten-op-het-dak",
    group=_CHECKING,
)
def _add_duplicates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="vorm van de lijst")
    parser.add_argument("--all", action="store_true", help="noem ook wat al is vastgelegd")
    parser.add_argument("--diff", metavar=("A", "B"), nargs=2, help="toon twee pagina's naast elkaar")


@_command(
    "reports", "Noem de PDF's bij projecten en nieuws, en wat eraan mankeert.", example="--format csv", group=_CHECKING
)
def _add_reports(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json", "csv"), default="text", help="vorm van de lijst")


@_command("serve", "Toon de site en ververs haar bij elke wijziging.", example="--drafts --open", group=_PUBLISHING)
def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", metavar="N", type=_port, help="poort (standaard: de eerste vrije vanaf 8000)")
    parser.add_argument("--host", metavar="ADRES", type=_host, default="127.0.0.1", help="adres (standaard: 127.0.0.1)")
    parser.add_argument(
        "--drafts", action="store_true", help="toon ook concepten, en wat nog niet of niet meer verschijnt"
    )
    _add_day(parser, "toon de site alsof het deze dag is")
    parser.add_argument("--open", action="store_true", help="open de site in de browser")


@_command("build", "Bouw de site.", example="--base-url https://instituut.example/onderzoek/", group=_PUBLISHING)
def _add_build(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--output", metavar="DIR", default="", help="waar de site komt (standaard: public/ in de bron)")
    _add_shared(parser)
    parser.add_argument("--no-cache", action="store_true", help="begin van voren af aan")
    parser.add_argument("--no-search", action="store_true", help="laat de zoekfunctie weg")
    parser.add_argument("--explain", action="store_true", help="zeg van elk bestand waarom het is gemaakt")


@_command(
    "schema",
    "Toon het JSON Schema van de velden, voor andere programma's.",
    example="projecten",
    group=_FOR_TOOLS,
    has_source=False,
)
def _add_schema(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "kind",
        metavar="SOORT",
        nargs="?",
        choices=SCHEMAS,
        help=f"{', '.join(SCHEMAS[:-1])} of {SCHEMAS[-1]} (standaard: alle, in $defs)",
    )


@_command(
    "completion",
    "Toon het script waarmee uw shell opdrachten en opties aanvult.",
    example="bash >> ~/.bash_completion",
    group=_FOR_TOOLS,
    has_source=False,
)
def _add_completion(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(make_parser=make_parser)  # the module of the command may not import this one
    parser.add_argument("shell", metavar="SHELL", choices=SHELLS, help=f"{', '.join(SHELLS[:-1])} of {SHELLS[-1]}")


def _add_day(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--as-of", metavar="JJJJ-MM-DD", type=_day, help=text)


def _day(text: str) -> "date":
    from vindplaats.dutch.dates import parse_date  # noqa: PLC0415 (start-up: --as-of is rarely used)

    day = parse_date(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"'{text}' is geen bestaande dag; schrijf jaar-maand-dag, zoals 2026-12-01.")
    return day


def _new_folder(text: str) -> str:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError("geef de naam van een map; '.' is de map waarin u nu bent.")
    return text


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is geen aantal processen; schrijf een getal vanaf 1.")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,5}", text) or not 0 < int(text) < 65536:  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"'{text}' is geen poort; schrijf een getal van 1 tot en met 65535.")
    return int(text)


def _host(text: str) -> str:
    from ipaddress import ip_address  # noqa: PLC0415 (start-up: only for `serve`)

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
    from vindplaats.config import is_base_url  # noqa: PLC0415 (start-up: it imports a lot)

    if not is_base_url(text):
        raise argparse.ArgumentTypeError(
            f"'{text}' is geen webadres; schrijf bijvoorbeeld https://voorbeeld.nl/onderzoek/."
        )
    return text
