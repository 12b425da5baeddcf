"""Run ``vindplaats build``. Arguments are passed on unchanged."""

import sys

from vindplaats.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], default="build"))
