"""One build at a time of the sites in one folder: two that write the same tree would destroy it.

The lock is on the folder itself (flock(2)), so that nothing is left lying about: it ends with the process, however that
ends. Where the system has no such locks (Windows, some network disks) builds are not kept apart.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WAITING = "wachten op een andere build"
"""What a build is doing that is not alone."""


@contextmanager
def alone(output: str, wait: Callable[[], None]) -> Iterator[None]:
    """Within, no other build changes a site in the folder of ``output``; ``wait`` is called if one is at it.

    Raises `OSError` where that folder is not to be had.
    """
    folder = os.path.dirname(output)
    os.makedirs(folder, exist_ok=True)
    try:
        import fcntl  # noqa: PLC0415 (not everywhere)
    except ImportError:
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            wait()
            fcntl.flock(number, fcntl.LOCK_EX)
        except OSError:
            pass  # a disk without locks
        yield
    finally:
        os.close(number)
