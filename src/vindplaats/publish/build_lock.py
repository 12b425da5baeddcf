"""One build at a time of the sites in one folder, and of one source: two that write the same tree would destroy it.

The locks are on folders themselves (flock(2)), so that nothing is left lying about: they end with the process, and all
that were forked from it, however those end. Where the system has no such locks (Windows, some network disks) builds are
not kept apart.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vindplaats.cache.store import remove_leftovers
from vindplaats.publish.standby_mark import Trees
from vindplaats.publish.trees import recover

WAITING = "wachten op een andere build"
"""What a build is doing that is not alone."""


@contextmanager
def build_lock(output: str, wait: Callable[[], None], store: str = "") -> Iterator[None]:
    """Within, no other build changes a site in the folder of ``output``, or uses the store in the folder ``store``.

    ``wait`` is called if one is at it. What a build that was killed left half done is put right first. Raises `OSError`
    where the folder of the output is not to be had; a store that is not to be had needs no lock.
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
        import fcntl  # noqa: PLC0415 (not everywhere)
    except ImportError:
        yield
        return
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:  # a store that is not there yet, or may not be read; what writes will tell
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
