"""One build at a time of the sites in one folder and of one source, because two would destroy each other's tree.

The locks are on the folders themselves (flock(2)), so that no files are left behind. A lock ends with the process and
all that were forked from it, however they end. Builds are not kept apart where the system has no such locks (Windows,
some network disks).
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vindplaats.cache.store import remove_leftovers
from vindplaats.publish.trees import Trees, recover

WAITING = "wachten op een andere build"
"""The stage of a build that waits for another one."""


@contextmanager
def build_lock(output: str, wait: Callable[[], None], store: str = "") -> Iterator[None]:
    """Keep other builds from changing a site in the folder of ``output`` and from using the store in ``store``.

    ``wait`` is called if another build has the lock. First repairs what a build that was killed left half done. Raises
    `OSError` if the folder of the output cannot be made; a store that cannot be made needs no lock.
    """
    folder = os.path.dirname(output)
    os.makedirs(folder, exist_ok=True)
    if store:
        with suppress(OSError):
            os.makedirs(store, exist_ok=True)
    with _locked(folder, wait), _locked(store, wait):
        recover(Trees(output))
        if store:
            remove_leftovers(store)
        yield


@contextmanager
def _locked(folder: str, wait: Callable[[], None]) -> Iterator[None]:
    try:
        import fcntl  # noqa: PLC0415 (absent on Windows)
    except ImportError:
        yield
        return
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # absent, or not readable: writing to it will report that
        yield
        return
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
