"""An argparse parser with Dutch messages and headings."""

import argparse
import os
import re
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NoReturn

from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.errors import UsageError
from vindplaats.suggest import nearest

MIN_CHOICE_SIMILARITY = 75.0
"""Minimum similarity (0 to 100) of a choice to suggest. The value was chosen, not measured: `gitea` is not `gitlab`."""


class DutchParser(argparse.ArgumentParser):
    """A parser that raises `UsageError`, with a Dutch message, for wrong arguments. Options cannot be abbreviated."""

    def __init__(self, **options: Any) -> None:
        self.headings: dict[str, str] = {}
        """What ``--help`` has above a command, by its name: the heading of the group that begins there."""
        super().__init__(**options, add_help=False, allow_abbrev=False, formatter_class=_DutchHelp)
        self._positionals.title, self._optionals.title = "argumenten", "opties"
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")
        self.given: tuple[str, ...] = ()
        """The words that `parse` parses."""

    def _get_formatter(self) -> argparse.HelpFormatter:
        formatter = super()._get_formatter()
        if isinstance(formatter, _DutchHelp):
            formatter.headings = self.headings
        return formatter

    def print_help(self, file: Any = None) -> None:
        """Print the help. Raises `OSError` if that fails, which would otherwise be noticed only at exit."""
        super().print_help(file)
        stream = file or sys.stdout
        if stream is not None:
            stream.flush()

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with the Dutch translation of ``message``, an English message from argparse."""
        raise UsageError(self._translate(message))

    def parse(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse the arguments. Raise `UsageError` if they are wrong.

        The message about an unknown option suggests a similar option of the same command, if there is one.
        """
        for parser in (self, *self.commands.values()):
            parser.given = tuple(arguments)
        options, unknown = self.parse_known_args(arguments)
        if unknown:
            parser = self.commands[options.command] if options.command else self
            parser.error(f"unrecognized arguments: {unknown[0]}")
        for name, value in [*vars(options).items()]:
            if value == []:  # Python 3.11 drops the last of `new pagina -- --`, as if it were the first
                setattr(options, name, "--")
        return options

    @property
    def commands(self) -> dict[str, "DutchParser"]:
        """The parsers of the commands, by name, in the order in which the commands were added."""
        return {
            name: parser
            for action in self._actions
            if isinstance(action, argparse._SubParsersAction)
            for name, parser in action.choices.items()
        }

    def _translate(self, message: str) -> str:
        if match := re.match(r"unrecognized arguments: (\S+)", message):
            return self._unrecognized(match[1])
        if match := re.match(r"argument OPDRACHT: invalid choice: '([^']*)'", message):
            near = nearest(match[1], self.commands)
            return f"onbekende opdracht '{match[1]}'. " + (
                f"Bedoelde u '{near}'?"
                if near
                else f"De opdrachten zijn {enumerate_dutch(list(self.commands))}. Zie {self.prog} --help."
            )
        if match := re.match(r"the following arguments are required: (.*)", message):
            return f"geef ook {enumerate_dutch(match[1].split(', '))}. Zie {self.prog} --help.{self._dash_help}"
        if match := re.match(r"argument (\S+): expected one argument", message):
            return f"bij {match[1]} hoort een waarde."
        if match := re.match(r"argument (\S+): expected 2 arguments", message):
            return f"bij {match[1]} horen twee waarden."
        if match := re.match(r"argument (\S+): invalid choice: (.*) \(choose from (.*)\)", message, re.DOTALL):
            return _not_a_choice(match[1], match[2].strip("'\""), match[3].replace("'", ""))
        if match := re.match(r"argument (\S+): ignored explicit argument (.*)", message):
            return f"bij {match[1]} hoort geen waarde.{self._dash_help}"
        return re.sub(r"^argument (\S+): ", r"\1: ", message)

    def _unrecognized(self, word: str) -> str:
        if "--source" in self._option_strings and os.path.isdir(word) and not self._has_texts:
            return f"'{word}' hoort hier niet. Bedoelde u --source {word}?"
        if not word.startswith("-"):
            return f"'{word}' hoort hier niet. Zie {self.prog} --help.{self._quotes_help}"
        near = nearest(word.partition("=")[0], self._option_strings)
        help_ = f"Bedoelde u '{near}'?" if near else f"Zie {self.prog} --help."
        return f"'{self.prog}' kent de optie '{word}' niet. {help_}{self._dash_help}"

    @property
    def _quotes_help(self) -> str:
        """How to give a text of more words, if the command has texts."""
        example = '"Anna de Wit"'
        return f" Horen woorden bij elkaar, zet er dan rechte aanhalingstekens omheen: {example}." * self._has_texts

    @property
    def _dash_help(self) -> str:
        """What to do about a text that begins with a dash, if there is one and the command has texts."""
        known = self._option_strings
        strange = any(word.startswith("-") and word.partition("=")[0] not in known for word in self.given)
        return " Begint een tekst met een streepje, zet er dan -- voor." if self._has_texts and strange else ""

    @property
    def _option_strings(self) -> set[str]:
        return {name for action in self._actions for name in action.option_strings}

    @property
    def _has_texts(self) -> bool:
        return any(not action.option_strings and action.dest != "command" for action in self._actions)


def _not_a_choice(name: str, text: str, choices: str) -> str:
    near = nearest(text, choices.split(", "), MIN_CHOICE_SIMILARITY)
    return f"'{text}' kan niet bij {name}; " + (
        f"bedoelde u '{near}'? Kies uit {choices}." if near else f"kies uit {choices}."
    )


class _DutchHelp(argparse.RawDescriptionHelpFormatter):
    headings: Mapping[str, str] = MappingProxyType({})

    def _format_action(self, action: argparse.Action) -> str:
        """Return the help of an option or a command, below the heading of its group if it is the first."""
        text = super()._format_action(action)
        if isinstance(action, argparse._SubParsersAction):
            return text.partition("\n")[2]  # without OPDRACHT, which says no more than the title of the list
        heading = self.headings.get(action.dest)
        return f"  {heading}:\n{text}" if heading else text

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, "gebruik: " if prefix is None else prefix)
