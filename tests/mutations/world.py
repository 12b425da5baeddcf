"""A source on the disk that changes, what its builds are asked, and what it was before."""

import os
import random
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from mutations import pages
from mutations.clock import Clock
from mutations.moments import Moment

T = TypeVar("T")

CACHE = ".vindplaats"
INPUTS = ("content", "templates", "static", "elders")
"""What a build reads. `elders` holds the files that symbolic links in the others lead to."""
OUTPUTS = ("public", "proef", "../uit")
"""Where builds go, seen from the source; the first most often."""
KINDS = ("projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen", "paginas")
OLD = 946_684_800 * 10**9
"""The year 2000, in ns."""
DAY = 86_400 * 10**9


class Asked(Struct, frozen=True, kw_only=True):
    """The options of a build; ``output`` as in `OUTPUTS`."""

    as_of: str = "2026-11-23"
    drafts: bool = False
    strict: bool = False
    base_url: str = ""
    output: str = OUTPUTS[0]

    def arguments(self) -> list[str]:
        """All but source and output, as the command line has them."""
        more = ["--drafts"] * self.drafts + ["--strict"] * self.strict
        return ["--as-of", self.as_of, *more, *(["--base-url", self.base_url] if self.base_url else [])]


class Saved(Struct, frozen=True):
    """A file as it was: its bytes and mtime."""

    data: bytes
    mtime: int


Snapshot = Mapping[str, Saved]


class World:
    """A source below ``root``, random numbers to change it by, and what is known of its past.

    Paths are those from the source, with slashes. ``log`` gets a line of what each change did.
    """

    def __init__(self, root: Path, seed: object) -> None:
        self.root = root
        self.source = root / "bron"
        self.rng = random.Random(f"{seed} first")
        self.clock = Clock()
        self.asked = Asked()
        self.theme: Path | None = None
        self.broken = False
        self.good: tuple[Snapshot, Asked] = ({}, Asked())
        self.history: list[Snapshot] = []
        self.log: list[str] = []
        self.plain = False
        """Whether files are written as simply as can be."""
        # Of the next build alone:
        self.power: Moment | None = None
        self.meanwhile: Moment | None = None
        self.refused = False
        self.lawless = False
        for path, data in pages.first_site(self.rng).items():
            self.at(path).parent.mkdir(parents=True, exist_ok=True)
            self.at(path).write_bytes(data)

    # Looking

    def at(self, path: str) -> Path:
        """Where a path is on the disk."""
        return self.source / path

    @property
    def output(self) -> Path:
        """Where the site goes."""
        return Path(os.path.normpath(self.source / self.asked.output))

    def spares(self) -> list[Path]:
        """What a build may have left beside its output."""
        return sorted(self.output.parent.glob(f".{self.output.name}*"))

    def files(self, *folders: str) -> list[str]:
        """Every file below folders of the source."""
        found = []
        for folder in folders:
            for root, _, names in os.walk(self.source / folder):
                found += [Path(root, name).relative_to(self.source).as_posix() for name in names]
        return sorted(found)

    def pages(self, *kinds: str) -> list[str]:
        """The pages of some kinds, those that can be changed."""
        found = self.files(*(f"content/{kind}" for kind in kinds or KINDS))
        return [path for path in found if path.endswith(".md") and pages.is_page(self.text(path))]

    def attachments(self) -> list[str]:
        """The files beside the pages."""
        return [path for path in self.files("content") if path.count("/") > 1 and not path.endswith(".md")]

    def data(self, path: str) -> bytes:
        """What a file holds; nothing where it leads nowhere."""
        try:
            return self.at(path).read_bytes()
        except OSError:
            return b""

    def text(self, path: str) -> str:
        """What a file holds, as text."""
        return self.data(path).decode("utf-8", "replace")

    def values(self, kind: str, name: str) -> list[str]:
        """The values of a field in all pages of a kind."""
        return [value for path in self.pages(kind) if (value := pages.field(self.text(path), name))]

    def snapshot(self) -> Snapshot:
        """Every file that a build reads."""
        return {path: Saved(self.data(path), os.lstat(self.at(path)).st_mtime_ns) for path in self.files(*INPUTS)}

    # Choosing

    def chance(self, share: float) -> bool:
        """True in so large a share of cases."""
        return self.rng.random() < share

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return self.rng.choice(items)

    # Changing

    def write(self, path: str, data: bytes | str) -> None:
        """Write a file in one of the ways that editors, version control and clocks have."""
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
            flavour = "deleted and made"
            target.unlink()
            target.write_bytes(data)
        else:
            target.write_bytes(data)
        share = self.rng.random()
        if share < 0.45:
            mtime = before if share < 0.25 else OLD + self.rng.randint(0, 99) if share < 0.35 else before + DAY
            os.utime(target, ns=(mtime, mtime))
            flavour += ", mtime kept" if share < 0.25 else ", mtime old" if share < 0.35 else ", mtime in the future"
        self.log.append(f"  {path}: {flavour}")

    def _replace(self, target: Path, data: bytes) -> None:
        beside = target.with_name(f"{target.name}~")
        beside.write_bytes(data)
        beside.replace(target)

    def remove(self, path: str) -> None:
        """Remove a file, and at times the folders that it leaves empty."""
        self.at(path).unlink()
        folder = self.at(path).parent
        while (
            self.chance(0.5) and folder.name not in KINDS and folder.parent != self.source and not any(folder.iterdir())
        ):
            folder.rmdir()
            folder = folder.parent

    def move(self, path: str, to: str) -> None:
        """Give a file another place."""
        self.at(to).parent.mkdir(parents=True, exist_ok=True)
        self.at(path).rename(self.at(to))

    def edit(self, path: str, change: Callable[[str], str]) -> None:
        """Change the text of a file."""
        self.write(path, change(self.text(path)))

    def put(self, path: str, name: str, value: str | None) -> str:
        """Set a field of a page, or leave it out; return what was done."""
        self.edit(path, lambda text: pages.with_field(text, name, value))
        return f"{path}: {name} = {value}"

    def restore(self, wanted: Snapshot, *, mtimes: bool = False, whole: bool = False) -> None:
        """Make the inputs as they were: the files that differ, or all of them, with the mtimes of then or new ones."""
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
    """A change, how often it is drawn, and what makes it; that returns what it did, or nothing where it cannot be."""

    name: str
    weight: float
    apply: Callable[[World], str]


MUTATIONS: list[Mutation] = []


def mutation(weight: float = 1.0) -> Callable[[Callable[[World], str]], Callable[[World], str]]:
    """Add a function to the changes that are drawn from."""

    def add(function: Callable[[World], str]) -> Callable[[World], str]:
        MUTATIONS.append(Mutation(function.__name__, weight, function))
        return function

    return add


def copies(folder: Path, keep: int = 3) -> Iterator[Path]:
    """The newest copies that were put in ``folder``, oldest first; older ones are thrown away."""
    found = sorted(folder.glob("*")) if folder.is_dir() else []
    for old in found[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
    yield from found[-keep:]
