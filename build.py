"""Run ``vindplaats build`` with the arguments given, or another command if the first argument names one."""

import sys

from vindplaats.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], default="build"))
