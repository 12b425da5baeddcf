"""``vindplaats handboek``: print the handbook for editors."""

import sys
from argparse import Namespace

from vindplaats.inputs.handbook import handbook_file
from vindplaats.result import OK
from vindplaats.terminal import say, write


def run(_arguments: Namespace) -> int:
    """Print the Markdown of the handbook as it is, and return the exit code.

    A terminal shows only its end, so there a last line says how to read it from the beginning.
    """
    write(handbook_file().read_text(encoding="utf-8"), end="")
    if sys.stdout is not None and sys.stdout.isatty():
        say("\nDit was het eind. Lees het handboek scherm voor scherm met: vindplaats handboek | more")
    return OK
