"""``vindplaats new``: write a new page, after checking what is given and asking for what is missing."""

from argparse import Namespace

from vindplaats import terminal
from vindplaats.commands.ask import is_possible
from vindplaats.commands.wish import options_text, read_wish
from vindplaats.errors import PageRefusedError, UsageError
from vindplaats.result import OK


def run(arguments: Namespace) -> int:
    """Write the page, print its path, and return the exit code. Raises `UsageError` if something required is missing.

    What reads the content is loaded after everything else that can be wrong, because that takes longest.
    """
    wish = read_wish(arguments)
    if wish.missing and (arguments.no_input or not is_possible()):
        why = (
            "met --no-input wordt niets gevraagd" if arguments.no_input else "er is hier geen terminal om het te vragen"
        )
        raise UsageError(f"geef ook {options_text(wish.missing)}; {why}.")
    from vindplaats.commands.new_page import make_page, write_page  # noqa: PLC0415 (start-up)

    try:
        page = make_page(wish, arguments.source)
        for warning in page.warnings:
            terminal.say(warning)
        write_page(page, arguments.source)
    except PageRefusedError as error:
        for message in error.messages:
            terminal.say(f"vindplaats: {message}")
        return error.exit_code
    return OK
