"""A build may be killed at any moment: the whole old or the whole new site is there, and the next build repairs the
rest.

The first test kills builds at random moments while readers watch: ten among the slow tests, four otherwise.
`tests/benchmarks/killed.py` kills hundreds. The second kills a small build before every tenth change that it makes to
the disk, or before every change among the slow tests.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from killing import Manifest, Site, kill_plan, manifest
from mutations.moments import CRASHED, Interruption, crash_after, interrupted_by
from support import AS_OF, make_source, project
from vindplaats.cli import main
from vindplaats.publish import trees

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges folders in one step")

PAGES = 420
"""More than two chunks of pages, so that several processes have work."""


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder in memory, if the system has one."""
    memory = "/dev/shm"
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        yield Path(name).resolve()


@pytest.mark.parametrize(("pages", "kills"), [(40, 4), pytest.param(PAGES, 10, marks=pytest.mark.slow)])
def test_readers_see_a_whole_site_whenever_a_build_is_killed(pages: int, kills: int, folder: Path) -> None:
    site = Site(folder / f"willekeurig-{pages}", pages)
    results = [site.kill(kind, share, group=group) for kind, share, group in kill_plan(kills, seed=5)]
    # Some builds were killed before they published. How many depends on what else the machine does.
    assert {result.published for result in results} & {"old", "none"}
    assert sum(result.by_path for result in results) > 0
    assert sum(result.by_folder for result in results) > 0


class Small:
    """A source of three pages in two states, old and new, with the manifest of a clean build of each."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._options = options
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
        """Build by one process, so that it is this one that is killed, and not a worker."""
        where = ["--source", str(self.source), "--output", str(self.output)]
        return main(["build", *where, "--as-of", AS_OF, "--jobs", "1", *self._options, *more])

    def killed(self, number: int) -> int:
        """Build in another process that is killed after ``number`` changes of the disk; return its exit code."""
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            try:
                with interrupted_by(except_for_the_clock(crash_after(number, writing=True))):
                    os._exit(self.build())
            finally:
                os._exit(99)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def leftovers(self) -> set[str]:
        return (
            {path.name for path in self.output.parent.iterdir()} - {"public", ".public-reserve"}
            | {path.name for path in self.output.parent.glob(".public-reserve/*")} - {".gitignore", "klaar", "site"}
            | {path.name for path in (self.source / ".vindplaats").glob("*.nieuw")}
        )


def except_for_the_clock(interruption: Interruption) -> Interruption:
    """Ignore writes to the file that shows the time of the disk: a build repeats them until that time advances."""
    return lambda event, args: None if str(args[0]).endswith("klok") else interruption(event, args)


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
def test_a_build_killed_before_any_change_of_the_disk_leaves_a_whole_site(
    begin: Callable[[Small], None], exchange: bool, then: str, every: int, small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a kill, builds of the state ``then`` and of the old state equal clean builds and leave nothing behind."""
    if not exchange:
        monkeypatch.setattr(trees, "exchange", lambda _first, _second: False)
    seen = set()
    small.write("oud")
    assert small.build() == 0

    def survives(number: int) -> bool:
        """Kill a build before this change, or return whether it made fewer. The old state is published afterwards."""
        begin(small)
        before = manifest(small.output)
        small.write("nieuw")
        code = small.killed(number)
        published = manifest(small.output)
        if code == 0:
            assert published == small.expected["nieuw"]
        elif published is None and before is not None:
            assert code == CRASHED
            assert not exchange
            seen.add("niets")
        else:
            assert code == CRASHED
            assert published in (before, small.expected["nieuw"]), number
            seen.add("oud" if published == before else "nieuw")
        for state in dict.fromkeys((then, "oud")):
            small.write(state)
            assert small.build() == 0
            assert manifest(small.output) == small.expected[state], number
            assert small.leftovers() == set(), number
        return code == 0

    number = 0
    while not survives(number):
        number += every
    assert number > 10
    # The changes after the exchange of the sites may be fewer than a step, so the last of all is tried too.
    next((last for last in range(number - 1, number - every, -1) if not survives(last)), None)
    # Without an atomic exchange there is no site during one or two changes, which larger steps may miss.
    aside = {"niets"} if not exchange and begin is not first else set()
    assert seen - aside == {"oud", "nieuw"}
    assert every > 1 or aside <= seen


def _published_if_killed(small: Small, number: int) -> object:
    """Publish the old site, kill a build of the new one after ``number`` changes, and return what is published then.

    Every call begins with nothing, so that the builds make the same changes.
    """
    shutil.rmtree(small.output.parent, ignore_errors=True)
    shutil.rmtree(small.source / ".vindplaats", ignore_errors=True)
    small.write("oud")
    assert small.build() == 0
    small.write("nieuw")
    assert small.killed(number) in {0, CRASHED}
    return manifest(small.output)


def test_the_next_build_restores_a_site_that_a_killed_build_moved_aside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does so even if it has nothing to publish. A search index would make the number of changes differ by build."""
    small = Small(Path(tempfile.mkdtemp(dir=folder)), "--no-search")
    with monkeypatch.context() as patch:
        patch.setattr(trees, "exchange", lambda _first, _second: False)
        before, after = 0, 1024  # changes after which the old site is still there, and the new one already
        while (published := _published_if_killed(small, (before + after) // 2)) is not None:
            middle = (before + after) // 2
            assert before < middle < after
            before, after = (middle, after) if published == small.expected["oud"] else (before, middle)
    (small.source / "content/projecten/a.md").write_text("geen voorblad")
    assert small.build() == 1
    assert manifest(small.output) == small.expected["oud"]
