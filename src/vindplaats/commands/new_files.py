"""Write new files such that a command that fails leaves nothing behind."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def undone_on_failure() -> Iterator[list[str]]:
    """Yield a list for the paths that the block makes, in order, and remove those again if the block fails.

    A `BrokenPipeError` is no failure: it only means that the program that reads the output has stopped.
    """
    made: list[str] = []
    try:
        yield made
    except BrokenPipeError:
        raise
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                if os.path.isdir(path):
                    os.rmdir(path)
                else:
                    os.unlink(path)
        raise


def make_folders(folder: str, made: list[str]) -> None:
    """Make a folder and its parents, if they do not exist, and add each to ``made``."""
    for path in (*reversed(Path(folder).parents), Path(folder)):
        if not os.path.lexists(path):  # if it is no folder, the system says so when something is made in it
            path.mkdir()
            made.append(str(path))
