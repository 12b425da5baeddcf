"""Switch Python's garbage collector off during a build."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Disable the garbage collector within the block, and enable it afterwards if it was enabled.

    A build makes many objects and hardly any reference cycles, so the collector would take time and free little.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def leave_to_collector(*values: object) -> None:
    """Put values in a reference cycle, so that only the garbage collector can free them.

    A command exits without collecting garbage (`vindplaats.cli.run`), so it spends no time on freeing the model.
    """
    cycle: list[object] = [*values]
    cycle.append(cycle)
