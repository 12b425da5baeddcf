"""``vindplaats build``: build the site and publish it."""

from argparse import Namespace

from vindplaats.commands.report import run_and_report
from vindplaats.inputs.snapshot import Snapshot
from vindplaats.options import Options, Progress
from vindplaats.publish.build_lock import WAITING
from vindplaats.publish.fast_path import build_unless_unchanged
from vindplaats.result import BuildResult
from vindplaats.terminal import say


def run(arguments: Namespace) -> int:
    """Build the site and return the exit code."""
    return run_and_report(arguments, _build)


def _build(options: Options, progress: Progress) -> BuildResult:
    def build(snapshot: Snapshot) -> BuildResult:
        from vindplaats.pipeline import build_changed  # noqa: PLC0415 (start-up: not needed if nothing changed)

        return build_changed(snapshot, progress)

    return build_unless_unchanged(options, lambda: say(f"vindplaats: {WAITING}"), build)
