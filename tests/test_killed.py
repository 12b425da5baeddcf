"""A build may be killed at any moment: the old site stands or the new one, whole, and the next build mends the rest.

Builds that are read meanwhile are killed at moments drawn at random, ten among the slow tests and four otherwise;
`tests/benchmarks/killed.py` draws hundreds. A small build is killed before every tenth change it makes to the disk, and
among the slow tests before every single one.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from killing import Manifest, Site, kill_plan, manifest
from mutations.moments import CRASHED, Interruption, crash_after, meanwhile
from support import AS_OF, make_source, project
from vindplaats.cli import main
from vindplaats.publish import trees

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges folders in one step")

PAGES = 420
"""Two chunks and more, so that there is work for several processes."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder in memory where the system has that."""
    memory = "/dev/shm"
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name).resolve()


@pytest.mark.parametrize(("pages", "kills"), [(40, 4), pytest.param(PAGES, 10, marks=pytest.mark.slow)])
def test_whoever_looks_sees_one_site_whole_whenever_a_build_is_killed(pages: int, kills: int, folder: Path) -> None:
    site = Site(folder / f"willekeurig-{pages}", pages)
    seen = [site.kill(kind, share, group=group) for kind, share, group in kill_plan(kills, seed=5)]
    assert {one.published for one in seen} >= {"old", "none"}
    assert sum(one.by_path for one in seen) > 0
    assert sum(one.by_folder for one in seen) > 0


class Small:
    """A source of three pages in two states, old and new, and what clean builds make of those."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.source, self.output = folder, folder / "bron", folder / "uit" / "public"
        self.expected: dict[str, Manifest | None] = {}
        for state in ("oud", "nieuw"):
            self.write(state)
            assert self.build("--no-cache") == 0
            self.expected[state] = manifest(self.output)
            shutil.rmtree(self.output.parent)

    def write(self, state: str) -> None:
        make_source(
            self.source,
            {
                "projecten/a.md": project("A", body=f"Dit is {state}."),
                "projecten/b/index.md": project("B", extra="rapport: r.pdf\n" if state == "nieuw" else ""),
                "projecten/b/r.pdf": f"verzonnen {state}",
                "paginas/p.md": f"---\ntitel: P\nslug: {state}\n---\n",
            },
        )

    def build(self, *more: str) -> int:
        return main(["build", "--source", str(self.source), "--output", str(self.output), "--as-of", AS_OF, *more])

    def killed(self, number: int) -> int:
        """Build in another process that is killed before its change number so many of the disk; its exit code."""
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            try:
                with meanwhile(but_for_the_clock(crash_after(number, writing=True))):
                    os._exit(self.build())
            finally:
                os._exit(99)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def left(self) -> set[str]:
        return (
            {path.name for path in self.output.parent.iterdir()} - {"public", ".public-reserve"}
            | {path.name for path in self.output.parent.glob(".public-reserve/*")} - {".gitignore", "klaar", "site"}
            | {path.name for path in (self.source / ".vindplaats").glob("*.nieuw")}
        )


def but_for_the_clock(moment: Interruption) -> Interruption:
    """The same, but not for asking the disk for the time, which is done until that goes on."""
    return lambda event, args: None if str(args[0]).endswith("klok") else moment(event, args)


def first(small: Small) -> None:
    shutil.rmtree(small.output.parent)
    shutil.rmtree(small.source / ".vindplaats", ignore_errors=True)


def cold(small: Small) -> None:
    shutil.rmtree(small.source / ".vindplaats")


def change(small: Small) -> None:
    pass


@pytest.fixture
def small(folder: Path) -> Small:
    return Small(Path(tempfile.mkdtemp(dir=folder)))


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.slow)])
@pytest.mark.parametrize(
    ("begin", "exchange", "then"),
    [
        (first, True, "nieuw"),
        (cold, False, "oud"),
        (change, True, "oud"),
        (change, True, "nieuw"),
        (change, False, "oud"),
    ],
)
def test_a_build_is_killed_before_every_change_of_the_disk(
    begin: Callable[[Small], None], exchange: bool, then: str, every: int, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards what it was about is built, or what stood there (``then``), and so on with what that left."""
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _one, _other: False)
    seen = set()
    number = 0
    small.write("oud")
    assert small.build() == 0
    while True:
        begin(small)
        before = manifest(small.output)
        small.write("nieuw")
        code = small.killed(number)
        stands = manifest(small.output)
        if code == 0:
            break
        assert code == CRASHED
        if stands is None and before is not None:
            assert not exchange
            seen.add("niets")
        else:
            assert stands in (before, small.expected["nieuw"]), number
            seen.add("oud" if stands == before else "nieuw")
        for state in dict.fromkeys((then, "oud")):
            small.write(state)
            assert small.build() == 0
            assert manifest(small.output) == small.expected[state], number
            assert small.left() == set(), number
        number += every
    assert stands == small.expected["nieuw"]
    assert number > 10
    # For one or two changes of the disk there is no site: who skips changes may miss those.
    aside = {"niets"} if not exchange and begin is not first else set()
    assert seen - aside == {"oud", "nieuw"}
    assert every > 1 or aside <= seen


def test_a_site_that_was_aside_when_a_build_was_killed_stands_again_whatever_comes_next(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the next build has nothing to publish."""
    small.write("oud")
    assert small.build() == 0
    with monkeypatch.context() as patch:
        patch.setattr(trees, "exchange", lambda _one, _other: False)
        number = 0
        while manifest(small.output) is not None:
            small.write("nieuw")
            assert small.killed(number) == CRASHED
            number += 1
    (small.source / "content/projecten/a.md").write_text("geen voorblad")
    assert small.build() == 1
    assert manifest(small.output) == small.expected["oud"]
