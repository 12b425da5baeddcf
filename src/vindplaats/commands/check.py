"""``vindplaats check``: run the stages of a build without publishing the site."""

from argparse import Namespace

from vindplaats.commands.report import run_and_report
from vindplaats.pipeline import check


def run(arguments: Namespace) -> int:
    """Check the content and return the exit code."""
    return run_and_report(arguments, check)
