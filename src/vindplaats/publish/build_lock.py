"""Locks that keep two builds of a site from running at once, because they would destroy each other's files.

A build holds two locks: one on the folder that contains its output, for all sites in that folder, and one on the cache
of its source. A lock is on the folder itself (flock(2)), so no lock file is left behind. If the build is killed, the
system releases its locks as soon as its forked processes have ended too. On systems without such locks (Windows, some
network disks) nothing keeps builds apart.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from vindplaats.cache.store import remove_leftovers
from vindplaats.publish.trees import Trees, recover

WAITING = "wachten op een andere build"
"""The name of the stage that `Progress` receives while a build waits for another build."""


@contextmanager
def build_lock(output: str, wait: Callable[[], None], store: str = "") -> Iterator[None]:
    """During the block, keep other builds from publishing in the folder of ``output`` and from using ``store``.

    ``store`` is the path of the cache, or empty if the build uses none. If another build holds a lock, ``wait`` is
    called once for that lock. Before the block runs, a site that a killed build left aside is put back (`recover`), and
    unfinished files are removed from the store. Raises `OSError` if the folder of ``output`` cannot be made or the site
    cannot be put back; a store that cannot be made is not locked.
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
    except OSError:  # no cache, or a folder that is absent or cannot be read
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
