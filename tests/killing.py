"""Builds that are killed, and readers who look all the time: what they may see is one site or the other, whole."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from support import AS_OF, make_source, project

VERSION = "static/versie.txt"
"""A file of every site here that tells which one it is."""
STEPS: Mapping[str, int] = {"a": 25, "b": 25, "c": 1}
"""The states of a source, and of how many pages one is other than in the state before."""
KINDS = ("cold", "first", "edit", "workers")
"""From what a build starts: no cache; no site either; a small change; one of all pages, for three processes."""
BESIDE = {"public", ".public-reserve", "bron"}
RESERVE = {".gitignore", "klaar", "site"}

Manifest = Mapping[str, str]
"""Every file of a tree with the digest of its bytes, and every folder, with a slash at its end."""


class ViolatedError(AssertionError):
    """Somebody saw what is neither site, or the next build did not mend it."""


class Seen(Struct, frozen=True):
    """What came of killing one build: at what share of its time, what stood there then, and how often it was read."""

    kind: str
    share: float
    group: bool
    ended: bool
    stood: str
    by_path: int
    by_folder: int


def manifest(folder: Path) -> Manifest | None:
    """What a folder holds; None where there is none."""
    if not folder.is_dir():
        return None
    found: dict[str, str] = {}
    for root, folders, names in os.walk(folder):
        short = os.path.relpath(root, folder)
        found |= {f"{os.path.normpath(os.path.join(short, name))}/": "" for name in folders}
        for name in names:
            path = os.path.normpath(os.path.join(short, name))
            found[path] = hashlib.sha256(Path(folder, path).read_bytes()).hexdigest()
    return found


def manifest_within(number: int) -> tuple[str, Manifest]:
    """The same of an open folder, asked of that folder alone, wherever it is meanwhile; and the version it tells."""
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
    return version, found


class Readers:
    """Two that read the site without end: by the names of its files, and as one open folder."""

    def __init__(self, output: Path, expected: Mapping[str, Manifest]) -> None:
        self.faults: list[str] = []
        self.by_path = self.by_folder = 0
        self._output, self._expected = output, expected
        self._pass = threading.Lock()
        self._stop = threading.Event()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Within, they read."""
        threads = [threading.Thread(target=self._repeat, args=(one,)) for one in (self._path, self._folder)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._stop.set()
            for thread in threads:
                thread.join()

    @contextmanager
    def between(self) -> Iterator[None]:
        """Within, nobody is half way: the site before the last goes when a build begins, and some tests remove one."""
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
                version, found = manifest_within(number)
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
    """In a few words, how two trees differ."""
    if wanted is None or found is None:
        return "no such site" if wanted is None else "no folder"
    extra, missing = sorted(found.keys() - wanted.keys()), sorted(wanted.keys() - found.keys())
    other = sorted(path for path in wanted.keys() & found.keys() if wanted[path] != found[path])
    return f"{len(extra)} extra {extra[:3]}, {len(missing)} missing {missing[:3]}, {len(other)} other {other[:3]}"


class Site:
    """A source of ``pages`` projects that goes from state to state (`STEPS`), with its site beside it."""

    def __init__(self, folder: Path, pages: int) -> None:
        self.folder, self.pages = folder, pages
        self.source, self.output = folder / "bron", folder / "public"
        self.temporary = folder / "bron/tijdelijk"
        self.temporary.mkdir(parents=True)
        self.expected: dict[str, Manifest] = {}
        for state in STEPS:
            self.write(state)
            clean = folder / "schoon"
            self.run("--no-cache", output=clean)
            made = manifest(clean)
            assert made is not None
            self.expected[state] = made
            for path in (clean, folder / ".schoon-reserve"):
                shutil.rmtree(path, ignore_errors=True)
        self.state = "c"
        self.run()
        self.seconds = {kind: self._measure(kind) for kind in KINDS}

    def write(self, state: str) -> None:
        """Have the source be in a state; only files that differ are written."""
        wanted = {
            f"content/projecten/p{i}.md": project(
                f"Project {i}", body=f"Dit is {state if i % STEPS[state] == 0 else 'c'}."
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
        """A build of the source."""
        return [
            sys.executable, "-m", "vindplaats", "build", "--source", str(self.source), "--as-of", AS_OF,
            "--output", str(output or self.output), *more,
        ]  # fmt: skip

    def start(self, *more: str) -> "subprocess.Popen[str]":
        """Start a build, in a process group of its own."""
        return subprocess.Popen(
            self.command(*more), stderr=subprocess.PIPE, text=True, start_new_session=True, env=self.environment
        )

    @property
    def environment(self) -> Mapping[str, str]:
        """With a folder of its own for temporary files."""
        return os.environ | {"TMPDIR": str(self.temporary), "PYTHONPATH": os.pathsep.join(sys.path)}

    def run(self, *more: str, output: Path | None = None) -> None:
        """Build. Raises `ViolatedError` where that fails."""
        done = subprocess.run(
            self.command(*more, output=output), capture_output=True, text=True, env=self.environment, check=False
        )
        if done.returncode:
            raise ViolatedError(f"exit code {done.returncode}: {done.stderr}")

    def begin(self, kind: str, state: str) -> Sequence[str]:
        """Make all ready for a build of a kind that leads to a state; return the options that it wants."""
        self.write(state)
        if kind in {"cold", "first"}:
            shutil.rmtree(self.source / ".vindplaats", ignore_errors=True)
        if kind == "first":
            shutil.rmtree(self.output)
        return ("--jobs", "3") if kind == "workers" else ("--jobs", "1")

    def target(self, kind: str) -> str:
        """The state that a build of a kind leads to from here."""
        return {"a": "b", "b": "a", "c": "a"}[self.state] if kind == "edit" else ("c" if self.state != "c" else "b")

    def _measure(self, kind: str) -> float:
        state = self.target(kind)
        more = self.begin(kind, state)
        start = time.perf_counter()
        self.run(*more)
        self.state = state
        return time.perf_counter() - start

    # Killing

    def kill(self, kind: str, share: float, *, group: bool) -> Seen:
        """Kill a build of a kind at a share of its time, then build again. Raises `ViolatedError`.

        With ``group`` its workers are killed as well, at once.
        """
        readers = Readers(self.output, self.expected)
        with readers.reading():
            return self._kill(readers, kind, share, group=group)

    def _kill(self, readers: Readers, kind: str, share: float, *, group: bool) -> Seen:
        state = self.target(kind)
        with readers.between():
            more = self.begin(kind, state)
            process = self.start(*more)
        time.sleep(share * self.seconds[kind])
        ended = process.poll() is not None
        if not ended:
            (os.killpg if group else os.kill)(process.pid, signal.SIGKILL)
        said = process.communicate()[1]
        if ended and process.returncode:
            raise ViolatedError(f"exit code {process.returncode}: {said}")
        stood = self._what_stands(kind, state)
        time.sleep(0.05)  # for whoever goes on
        if self._what_stands(kind, state) != stood:
            raise ViolatedError("something went on after the build was killed")
        with readers.between():
            self.run(*more)
        self.state = state
        if (found := manifest(self.output)) != self.expected[state]:
            raise ViolatedError(f"after the next build: {differences(self.expected[state], found)}")
        if left := self.left():
            raise ViolatedError(f"left behind: {left}")
        if readers.faults:
            raise ViolatedError(f"seen by a reader: {readers.faults[0]}")
        return Seen(kind, share, group, ended, stood, readers.by_path, readers.by_folder)

    def _what_stands(self, kind: str, state: str) -> str:
        found = manifest(self.output)
        if found == self.expected[state]:
            return "new"
        if found is None and kind == "first":
            return "none"
        if kind != "first" and found == self.expected[self.state]:
            return "old"
        raise ViolatedError(f"stands there after a kill: {differences(self.expected[state], found)}")

    def left(self) -> list[str]:
        """What a build left that it should not have."""
        return sorted(
            {path.name for path in self.folder.iterdir()} - BESIDE
            | {f".public-reserve/{path.name}" for path in self.folder.glob(".public-reserve/*")}
            - {f".public-reserve/{name}" for name in RESERVE}
            | {path.name for path in (self.source / ".vindplaats").glob("*.nieuw")}
            | {path.name for path in self.temporary.iterdir()}
        )  # fmt: skip


def moments(kills: int, seed: int) -> Iterable[tuple[str, float, bool]]:
    """Kinds of builds, shares of their time and whether workers are killed too: spread evenly, drawn within that."""
    rng = random.Random(seed)
    order = [(KINDS[i % len(KINDS)], (i + rng.random()) / kills * 1.1, rng.random() < 0.5) for i in range(kills)]
    rng.shuffle(order)
    return order
