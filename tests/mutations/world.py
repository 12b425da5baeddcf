"""A changing source on the disk, the options of its builds, and its history."""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from mutations import pages
from mutations.clock import Clock
from mutations.moments import Interruption

T = TypeVar("T")

CACHE = ".vindplaats"
INPUTS = ("content", "templates", "static", "wortel", "elders")
"""The folders that a build reads. `elders` holds the targets of symbolic links in the other folders."""
OUTPUTS = ("public", "proef", "../uit")
"""The outputs of builds, relative to the source; the first is used most often."""
KINDS = ("projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen", "paginas")
YEAR_2000_NS = 946_684_800 * 10**9
"""The year 2000, in ns."""
DAY_NS = 86_400 * 10**9


class BuildOptions(Struct, frozen=True, kw_only=True):
    """The options of a build. ``output`` is one of `OUTPUTS`."""

    as_of: str = "2026-11-23"
    drafts: bool = False
    strict: bool = False
    base_url: str = ""
    output: str = OUTPUTS[0]

    def arguments(self) -> list[str]:
        """Return the command line arguments, without source and output."""
        more = ["--drafts"] * self.drafts + ["--strict"] * self.strict
        return ["--as-of", self.as_of, *more, *(["--base-url", self.base_url] if self.base_url else [])]


class SavedFile(Struct, frozen=True):
    """The bytes and the mtime (ns) of a file in a snapshot."""

    data: bytes
    mtime: int


Snapshot = Mapping[str, SavedFile]


class World:
    """A source below ``root``, with random numbers to change it and a record of its past.

    Paths are relative to the source, with slashes. Each change appends a line to ``log``.
    """

    def __init__(self, root: Path, seed: object) -> None:
        self.root = root
        self.source = root / "bron"
        self.rng = random.Random(f"{seed} first")
        self.clock = Clock()
        self.options = BuildOptions()
        self.theme: Path | None = None
        self.broken = False
        self.good: tuple[Snapshot, BuildOptions] = ({}, BuildOptions())
        self.history: list[Snapshot] = []
        self.log: list[str] = []
        self.plain = False
        """Whether files are simply overwritten, instead of in one of the ways that editors do it."""
        # These apply to the next build only:
        self.crash: Interruption | None = None
        self.interruption: Interruption | None = None
        self.may_fail = False
        self.unchecked = False
        for path, data in pages.first_site(self.rng).items():
            self.at(path).parent.mkdir(parents=True, exist_ok=True)
            self.at(path).write_bytes(data)

    # Looking

    def at(self, path: str) -> Path:
        """Return the absolute path."""
        return self.source / path

    @property
    def output(self) -> Path:
        """The folder that the site is published to."""
        return Path(os.path.normpath(self.source / self.options.output))

    def spares(self) -> list[Path]:
        """Return the spare folders and files that builds leave beside the output."""
        return sorted(self.output.parent.glob(f".{self.output.name}*"))

    def files(self, *folders: str) -> list[str]:
        """Return every file below these folders of the source."""
        found = []
        for folder in folders:
            for root, _, names in os.walk(self.source / folder):
                found += [Path(root, name).relative_to(self.source).as_posix() for name in names]
        return sorted(found)

    def pages(self, *kinds: str) -> list[str]:
        """Return the pages of these kinds (default: all) that can be changed."""
        found = self.files(*(f"content/{kind}" for kind in kinds or KINDS))
        return [path for path in found if path.endswith(".md") and pages.is_page(self.text(path))]

    def attachments(self) -> list[str]:
        """Return the files beside the pages."""
        return [path for path in self.files("content") if path.count("/") > 1 and not path.endswith(".md")]

    def data(self, path: str) -> bytes:
        """Return the bytes of a file, or nothing if it cannot be read."""
        try:
            return self.at(path).read_bytes()
        except OSError:
            return b""

    def text(self, path: str) -> str:
        """Return the text of a file."""
        return self.data(path).decode("utf-8", "replace")

    def values(self, kind: str, name: str) -> list[str]:
        """Return the values of a field in all pages of a kind."""
        return [value for path in self.pages(kind) if (value := pages.field(self.text(path), name))]

    def snapshot(self) -> Snapshot:
        """Return the bytes and mtime of every file that a build reads."""
        return {path: SavedFile(self.data(path), os.lstat(self.at(path)).st_mtime_ns) for path in self.files(*INPUTS)}

    # Choosing

    def chance(self, share: float) -> bool:
        """Return True with this probability."""
        return self.rng.random() < share

    def pick(self, items: Sequence[T]) -> T:
        """Return a random item."""
        return self.rng.choice(items)

    # Changing

    def write(self, path: str, data: bytes | str) -> None:
        """Write a file in one of the ways that editors and version control do.

        It is written in place, by rename or after a deletion, and its mtime is kept, old, new or in the future.
        """
        data = data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
        target = self.at(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        if self.plain or not target.is_file():
            target.write_bytes(data)
            return
        before = target.stat().st_mtime_ns
        flavour, share = "in place", self.rng.random()
        if share < 0.25:
            flavour = "by rename"
            self._replace(target, data)
        elif share < 0.30:
            flavour = "deleted and created"
            target.unlink()
            target.write_bytes(data)
        else:
            target.write_bytes(data)
        share = self.rng.random()
        if share < 0.45:
            mtime = (
                before if share < 0.25 else YEAR_2000_NS + self.rng.randint(0, 99) if share < 0.35 else before + DAY_NS
            )
            os.utime(target, ns=(mtime, mtime))
            flavour += ", mtime kept" if share < 0.25 else ", mtime old" if share < 0.35 else ", mtime in the future"
        self.log.append(f"  {path}: {flavour}")

    def _replace(self, target: Path, data: bytes) -> None:
        beside = target.with_name(f"{target.name}~")
        beside.write_bytes(data)
        beside.replace(target)

    def remove(self, path: str) -> None:
        """Remove a file, and sometimes the folders that it leaves empty."""
        self.at(path).unlink()
        folder = self.at(path).parent
        while (
            self.chance(0.5) and folder.name not in KINDS and folder.parent != self.source and not any(folder.iterdir())
        ):
            folder.rmdir()
            folder = folder.parent

    def move(self, path: str, to: str) -> None:
        """Move a file."""
        self.at(to).parent.mkdir(parents=True, exist_ok=True)
        self.at(path).rename(self.at(to))

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Replace the text of a file by ``change`` of it."""
        self.write(path, change(self.text(path)))

    def set_field(self, path: str, name: str, value: str | None) -> str:
        """Set a field of a page, or remove it if the value is None, and describe the change."""
        self.edit(path, lambda text: pages.with_field(text, name, value))
        return f"{path}: {name} = {value}"

    def restore(self, wanted: Snapshot, *, mtimes: bool = False, whole: bool = False) -> None:
        """Restore the inputs from a snapshot.

        Only files that differ are written, or all of them with ``whole``. With ``mtimes`` they get their old mtimes.
        """
        for path in self.files(*INPUTS):
            if path not in wanted:
                self.at(path).unlink()
        for path, saved in sorted(wanted.items()):
            target = self.at(path)
            if whole or target.is_symlink() or not target.is_file() or self.data(path) != saved.data:
                if target.is_dir() and not target.is_symlink():
                    shutil.rmtree(target)
                self._make_way(path)
                self._replace(target, saved.data)
                if mtimes:
                    os.utime(target, ns=(saved.mtime, saved.mtime))

    def _make_way(self, path: str) -> None:
        for parent in reversed(Path(path).parents):
            if self.at(str(parent)).is_file():
                self.at(str(parent)).unlink()
        self.at(path).parent.mkdir(parents=True, exist_ok=True)


class Mutation(Struct, frozen=True):
    """A kind of change, with its weight in the draw.

    ``apply`` makes the change and describes it; it returns an empty text if the change is not possible.
    """

    name: str
    weight: float
    apply: Callable[[World], str]


MUTATIONS: list[Mutation] = []


def mutation(weight: float = 1.0) -> Callable[[Callable[[World], str]], Callable[[World], str]]:
    """Register a function as a change, with this weight."""

    def add(function: Callable[[World], str]) -> Callable[[World], str]:
        MUTATIONS.append(Mutation(function.__name__, weight, function))
        return function

    return add


def copies(folder: Path, keep: int = 3) -> Iterator[Path]:
    """Yield the newest ``keep`` copies in ``folder``, oldest first, after deleting the others."""
    found = sorted(folder.glob("*")) if folder.is_dir() else []
    for old in found[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
    yield from found[-keep:]
