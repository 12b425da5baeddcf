"""Locks that let only one build run at a time, because two builds would destroy each other's tree.

One lock covers all sites in a folder, another the cache of a source. Each is a lock on the folder itself (flock(2)), so
no lock file is left behind. It ends when the process and all processes forked from it have ended, however they end. On
systems without such locks (Windows, some network disks) builds are not kept apart.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vindplaats.cache.store import remove_leftovers
from vindplaats.publish.trees import Trees, recover

WAITING = "wachten op een andere build"
"""The stage that a build reports while it waits for another build."""


@contextmanager
def build_lock(output: str, wait: Callable[[], None], store: str = "") -> Iterator[None]:
    """Keep other builds from changing a site in the folder of ``output`` and from using the store in ``store``.

    ``wait`` is called if another build holds a lock. Before the block runs, the site is repaired if a killed build left
    it half done, and unfinished files are removed from the store. Raises `OSError` if the folder of the output cannot
    be made; a store that cannot be made is not locked.
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
    except OSError:  # absent or not readable, which a later write reports
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
