"""Kill builds at random moments while readers watch: at any moment they may see only the whole old or new site."""

import hashlib
import os
import random
import re
import shutil
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from forked import ForkedProcess
from support import AS_OF, make_source, project, run_here
from vindplaats.render.routing.addresses import SEARCH_INDEX

VERSION = "static/versie.txt"
"""A file of every site in these tests that names the state it was built from."""
CHANGED_EVERY: Mapping[str, int] = {"a": 25, "b": 25, "c": 1}
"""The states of a source, and which pages differ from state "c": every 25th page, or all of them."""
KINDS = ("cold", "first", "edit", "workers")
"""Kinds of build: no cache; no cache and no site; a small edit; an edit of all pages, built by three processes."""
EXPECTED_BESIDE = {"public", ".public-reserve", "bron"}
EXPECTED_IN_RESERVE = {".gitignore", "klaar", "site"}

Manifest = Mapping[str, str]
"""The digest of every file of a tree by path; folders end in a slash and have an empty digest."""


class GuaranteeBrokenError(AssertionError):
    """A reader saw something other than a whole site, or the next build did not repair the damage."""


class KillResult(Struct, frozen=True):
    """The result of killing one build.

    ``share`` is the fraction of its usual time after which it was killed, ``finished`` whether it had ended, and
    ``by_path`` and ``by_folder`` how often the readers read the whole site.
    """

    kind: str
    share: float
    group: bool
    finished: bool
    published: str
    by_path: int
    by_folder: int


def manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder, or None if it does not exist. It has no files of a search index."""
    if not folder.is_dir():
        return None
    found: dict[str, str] = {}
    for root, folders, names in os.walk(folder):
        short = os.path.relpath(root, folder)
        found |= {f"{os.path.normpath(os.path.join(short, name))}/": "" for name in folders}
        for name in names:
            path = os.path.normpath(os.path.join(short, name))
            found[path] = hashlib.sha256(Path(folder, path).read_bytes()).hexdigest()
    return _without_index(found)


def _without_index(found: Manifest) -> Manifest:
    """Return a manifest without the files of a search index, because Pagefind writes other bytes each time."""
    return {path: digest for path, digest in found.items() if not re.match(f"{SEARCH_INDEX}/.", path)}


def manifest_of_open_folder(number: int) -> tuple[str, Manifest]:
    """Return the version and manifest of an open folder, read through its descriptor even if the folder has moved."""
    found: dict[str, str] = {}
    version = ""
    for root, folders, names, inside in os.fwalk(dir_fd=number):
        found |= {f"{os.path.normpath(os.path.join(root, name))}/": "" for name in folders}
        for name in names:
            path = os.path.normpath(os.path.join(root, name))
            with open(os.open(name, os.O_RDONLY, dir_fd=inside), "rb") as stream:
                data = stream.read()
            found[path] = hashlib.sha256(data).hexdigest()
            version = data.decode() if path == VERSION else version
    return version, _without_index(found)


class Readers:
    """Two threads that keep reading the site: one by path, one through an open folder."""

    def __init__(self, output: Path, expected: Mapping[str, Manifest]) -> None:
        self.faults: list[str] = []
        self.by_path = self.by_folder = 0
        self._output, self._expected = output, expected
        self._pass = threading.Lock()
        self._stop = threading.Event()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Run both readers within the block."""
        threads = [threading.Thread(target=self._repeat, args=(read,)) for read in (self._path, self._folder)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Keep the readers from reading within the block.

        A build removes the site before last as it begins, and some tests remove the site themselves.
        """
        with self._pass:
            yield

    def _repeat(self, read: Callable[[], None]) -> None:
        while not self._stop.is_set() and not self.faults:
            try:
                read()
            except Exception as error:
                self.faults.append(repr(error))
            time.sleep(0.001)

    def _version(self) -> str:
        try:
            return (self._output / VERSION).read_text()
        except OSError:
            return ""

    def _path(self) -> None:
        with self._pass:
            before = self._version()
            try:
                found = manifest(self._output)
            except OSError:
                found = None
            if before and self._version() == before:
                self.by_path += 1
                self._compare("by path", before, found)

    def _folder(self) -> None:
        with self._pass:
            try:
                number = os.open(self._output, os.O_RDONLY)
            except FileNotFoundError:
                return
            try:
                version, found = manifest_of_open_folder(number)
            except OSError as error:
                self.faults.append(f"in an open folder: {error!r}")
                return
            finally:
                os.close(number)
            self.by_folder += 1
            self._compare("in an open folder", version, found)

    def _compare(self, how: str, version: str, found: Manifest | None) -> None:
        if found != self._expected.get(version):
            self.faults.append(f"{how}, version {version!r}: {differences(self._expected.get(version), found)}")


def differences(wanted: Manifest | None, found: Manifest | None) -> str:
    """Describe in one line how two trees differ."""
    if wanted is None or found is None:
        return "no such site" if wanted is None else "no folder"
    extra, missing = sorted(found.keys() - wanted.keys()), sorted(wanted.keys() - found.keys())
    changed = sorted(path for path in wanted.keys() & found.keys() if wanted[path] != found[path])
    return f"{len(extra)} extra {extra[:3]}, {len(missing)} missing {missing[:3]}, {len(changed)} changed {changed[:3]}"


class Site:
    """A source of ``pages`` projects that moves between the states of `CHANGED_EVERY`, with its site beside it."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder, self.pages = folder, pages
        self.source, self.output = folder / "bron", folder / "public"
        self.temporary = folder / "bron/tijdelijk"
        self.temporary.mkdir(parents=True)
        self.expected: dict[str, Manifest] = {}
        for state in CHANGED_EVERY:
            self.write(state)
            clean = folder / "schoon"
            assert run_here(*self.command("--no-cache", output=clean)).returncode == 0
            made = manifest(clean)
            assert made is not None
            self.expected[state] = made
            for path in (clean, folder / ".schoon-reserve"):
                shutil.rmtree(path, ignore_errors=True)
        self.state = "c"
        self.run()
        self.seconds = {kind: self._measure(kind) for kind in KINDS}

    def write(self, state: str) -> None:
        """Bring the source into a state, writing only the files that differ."""
        wanted = {
            f"content/projecten/p{i}.md": project(
                f"Project {i}", body=f"Dit is {state if i % CHANGED_EVERY[state] == 0 else 'c'}."
            )
            for i in range(self.pages)
        }
        wanted[VERSION] = state
        if state != "a":
            wanted["content/paginas/soms.md"] = "---\ntitel: Soms\n---\n"
        make_source(self.source, {}) if not (self.source / "content").exists() else None
        for path in (self.source / "content/projecten").glob("*.md"):
            if path.relative_to(self.source).as_posix() not in wanted:
                path.unlink()
        (self.source / "content/paginas/soms.md").unlink(missing_ok=True)
        for name, text in wanted.items():
            path = self.source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists() or path.read_text() != text:
                path.write_text(text)

    def command(self, *more: str, output: Path | None = None) -> list[str]:
        """Return the arguments of a build of the source."""
        where = ["--source", str(self.source), "--output", str(output or self.output)]
        return ["build", *where, "--as-of", AS_OF, *more]

    def start(self, *more: str, output: Path | None = None) -> ForkedProcess:
        """Start a build in its own process group, with a separate folder for temporary files."""
        return ForkedProcess(*self.command(*more, output=output), session=True, temporary=self.temporary)

    def run(self, *more: str, output: Path | None = None) -> None:
        """Build the site. Raise `GuaranteeBrokenError` if the build fails."""
        process = self.start(*more, output=output)
        stderr = process.communicate()[1]
        if process.returncode:
            raise GuaranteeBrokenError(f"exit code {process.returncode}: {stderr}")

    def prepare(self, kind: str, state: str) -> Sequence[str]:
        """Prepare a build of this kind that leads to ``state``, and return its command line options."""
        self.write(state)
        if kind in {"cold", "first"}:
            shutil.rmtree(self.source / ".vindplaats", ignore_errors=True)
        if kind == "first":
            shutil.rmtree(self.output)
        return ("--jobs", "3") if kind == "workers" else ("--jobs", "1")

    def next_state(self, kind: str) -> str:
        """Return the state that the next build of this kind leads to."""
        return {"a": "b", "b": "a", "c": "a"}[self.state] if kind == "edit" else ("c" if self.state != "c" else "b")

    def _measure(self, kind: str) -> float:
        state = self.next_state(kind)
        more = self.prepare(kind, state)
        start = time.perf_counter()
        self.run(*more)
        self.state = state
        return time.perf_counter() - start

    # Killing

    def kill(self, kind: str, share: float, *, group: bool) -> KillResult:
        """Kill a build of this kind after a share of its usual time, then build again.

        With ``group`` its workers are killed at the same time. Raise `GuaranteeBrokenError` on any fault.
        """
        readers = Readers(self.output, self.expected)
        with readers.reading():
            return self._kill(readers, kind, share, group=group)

    def _kill(self, readers: Readers, kind: str, share: float, *, group: bool) -> KillResult:
        state = self.next_state(kind)
        with readers.paused():
            more = self.prepare(kind, state)
            process = self.start(*more)
        time.sleep(share * self.seconds[kind])
        finished = process.poll() is not None
        if not finished:
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        stderr = process.communicate()[1]
        if finished and process.returncode:
            raise GuaranteeBrokenError(f"exit code {process.returncode}: {stderr}")
        published = self._published_state(kind, state)
        time.sleep(0.05)  # long enough for a surviving worker to write something
        if self._published_state(kind, state) != published:
            raise GuaranteeBrokenError("the site changed after the build was killed")
        with readers.paused():
            self.run(*more)
        self.state = state
        if (found := manifest(self.output)) != self.expected[state]:
            raise GuaranteeBrokenError(f"after the next build: {differences(self.expected[state], found)}")
        if leftovers := self.leftovers():
            raise GuaranteeBrokenError(f"left behind: {leftovers}")
        if readers.faults:
            raise GuaranteeBrokenError(f"seen by a reader: {readers.faults[0]}")
        return KillResult(kind, share, group, finished, published, readers.by_path, readers.by_folder)

    def _published_state(self, kind: str, state: str) -> str:
        found = manifest(self.output)
        if found == self.expected[state]:
            return "new"
        if found is None and kind == "first":
            return "none"
        if kind != "first" and found == self.expected[self.state]:
            return "old"
        raise GuaranteeBrokenError(f"published after a kill: {differences(self.expected[state], found)}")

    def leftovers(self) -> list[str]:
        """Return the names of files that a build should have removed."""
        return sorted(
            {path.name for path in self.folder.iterdir()} - EXPECTED_BESIDE
            | {f".public-reserve/{path.name}" for path in self.folder.glob(".public-reserve/*")}
            - {f".public-reserve/{name}" for name in EXPECTED_IN_RESERVE}
            | {path.name for path in (self.source / ".vindplaats").glob("*.nieuw")}
            | {path.name for path in self.temporary.iterdir()}
        )  # fmt: skip


def kill_plan(kills: int, seed: int) -> Iterable[tuple[str, float, bool]]:
    """Return the kills to make: kind of build, share of its time, and whether workers are killed too.

    The shares are spread evenly over the time of a build, with a random offset within each step.
    """
    rng = random.Random(seed)
    order = [(KINDS[i % len(KINDS)], (i + rng.random()) / kills * 1.1, rng.random() < 0.5) for i in range(kills)]
    rng.shuffle(order)
    return order
