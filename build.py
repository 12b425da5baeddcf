"""``python build.py`` is ``vindplaats build``; arguments go to the command line as they are."""

import sys

from vindplaats.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], default="build"))
