"""Run the command line: ``python -m vindplaats`` does the same as ``vindplaats``."""

from vindplaats.cli import run

run()
