"""Watch the source of the preview: build the site after every batch of changes, and tell the browsers to look.

livereload talks to the browser. It does not watch the source, because it would build once per changed file.
"""

import os
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from livereload.watcher import Watcher
from tornado.ioloop import IOLoop

from vindplaats.inputs.inventory import FileStat
from vindplaats.preview.site import Site, signature
from vindplaats.search import pagefind

MIN_POLL_S, MAX_POLL_S = 0.02, 0.2
"""Minimum and maximum number of seconds between two scans of the source."""
POLL_TIME_SHARE = 0.05
"""Share of the time (0 to 1) to spend on scans, within the limits above: after a scan of 5 ms, wait 100 ms."""
QUIET_S = 0.03
"""Seconds without a change after which a batch of changes is complete."""
MAX_GIT_WAIT_S = 1.0
"""Maximum number of seconds without a change to wait for git, in case it crashed and left its lock."""
INDEX_QUIET_S = 1.0
"""Seconds without a change before the search index is made, so that it does not delay an editor who saves often."""
MAX_STOP_S = 5.0
"""Maximum number of seconds to wait, when the command ends, for a build to end or a search index to be abandoned."""
RELOAD = "__livereload__"
"""The file name for which livereload always sends its message. For others, it skips messages in quick succession."""

State = tuple[date, tuple[FileStat, ...]]
"""What a build is made from: the day, and the `signature` of the source."""


class SourceWatcher(Watcher):  # type: ignore[misc]  # livereload ships no types
    """A watcher for livereload that builds the site once per batch of changes.

    The search index follows when the editor pauses. ``built`` is the state from which the site was built, if it was.
    """

    def __init__(self, site: Site, built: State | None) -> None:
        super().__init__()
        self._site = site
        self._built = built
        self._changed = time.monotonic()
        self._has_index = False
        self._thread: threading.Thread | None = None

    def start(self, callback: Callable[[], None]) -> bool:
        """Start a thread that watches the source, and return True, so that livereload does not poll."""
        loop = IOLoop.current()
        self._thread = threading.Thread(target=self._watch, args=(loop, callback), daemon=True)
        self._thread.start()
        return True

    def stop(self) -> None:
        """Abandon a search index that is being made, and wait for the end of a build, so that it leaves no files."""
        self._site.is_stopping = True
        end = time.monotonic() + MAX_STOP_S
        while self._thread and self._thread.is_alive() and time.monotonic() < end:
            pagefind.stop()
            self._thread.join(QUIET_S)

    def examine(self) -> tuple[str, None]:
        """Return `RELOAD` and no delay, so that livereload sends its message at once. It asks this after each build."""
        return RELOAD, None

    def _watch(self, loop: IOLoop, callback: Callable[[], None]) -> None:
        while not self._site.is_stopping:
            if self.follow() and not self._site.is_stopping:
                loop.add_callback(callback)

    def follow(self) -> bool:
        """Look once for changes. Return whether browsers have something new to show: a site, or why there is none."""
        start = time.perf_counter()
        state = self._state()
        took = time.perf_counter() - start
        if state != self._built:
            self._changed = time.monotonic()
            state = self._settled(state)
            self._has_index = False
            if not self._site.rebuild(state[1]):
                return False
            self._built = state
            return True
        if not self._has_index and time.monotonic() - self._changed >= INDEX_QUIET_S:
            self._site.make_index()
            self._has_index = True
            return False
        time.sleep(min(MAX_POLL_S, max(MIN_POLL_S, took / POLL_TIME_SHARE)))
        return False

    def _state(self) -> State:
        return self._site.options.day, signature(self._site.options.source)

    def _settled(self, state: State) -> State:
        """Return the state once changes stop, so that a checkout of git, or a save in several steps, is one batch."""
        changed = time.monotonic()
        while True:
            time.sleep(QUIET_S)
            before, state = state, self._state()
            if state != before:
                changed = time.monotonic()
            elif time.monotonic() - changed > MAX_GIT_WAIT_S or not is_git_busy(self._site.options.source):
                return state


def is_git_busy(source: str) -> bool:
    """Return whether git is changing the files of its repository, such as in a checkout. It holds a lock meanwhile."""
    for folder in (Path(source), *Path(source).parents):
        entry = folder / ".git"
        if entry.is_dir():
            return (entry / "index.lock").exists()
        if entry.is_file():  # of a worktree or submodule: a line with the folder of git
            try:
                line = entry.read_text(encoding="utf-8")
            except (OSError, ValueError):
                return False
            return os.path.exists(os.path.join(folder, line.removeprefix("gitdir:").strip(), "index.lock"))
    return False
