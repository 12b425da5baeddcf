"""``vindplaats handboek``: print the handbook for editors."""

from argparse import Namespace

from vindplaats.inputs.handbook import handbook_file
from vindplaats.result import OK
from vindplaats.terminal import write


def run(_arguments: Namespace) -> int:
    """Print the Markdown of the handbook as it is, and return the exit code."""
    write(handbook_file().read_text(encoding="utf-8"), end="")
    return OK
