"""``vindplaats completion``: print the script with which a shell completes commands, options and their values."""

from argparse import Namespace

from vindplaats.commands.wish import PAGE_TYPES
from vindplaats.result import OK
from vindplaats.terminal import write

_CHOICES = {"SOORT": tuple(PAGE_TYPES)}
"""The words that an argument takes, by its name in the help, if its parser does not check them."""


def run(arguments: Namespace) -> int:
    """Print the script and return the exit code."""
    import shtab  # noqa: PLC0415 (nothing else needs it)

    parser = arguments.make_parser()
    for command in parser.commands.values():
        for action in command._actions:
            if action.metavar == "DIR":
                action.complete = shtab.DIRECTORY
            elif not action.choices and action.metavar in _CHOICES:
                action.choices = _CHOICES[str(action.metavar)]
    write(shtab.complete(parser, shell=arguments.shell), end="")
    return OK
