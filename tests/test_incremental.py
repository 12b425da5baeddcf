"""An incremental build equals a clean one, whatever happened before it: after random steps and in named cases.

The shadow tree is published instead of the search index, of which Pagefind makes other bytes each time.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mutations.clock import Clock, coarse_clock
from mutations.law import LawBrokenError, Main, Outcome, build, play, shrink, tree
from mutations.world import CACHE, BuildOptions
from mutations.wrong import BUILDERS
from search_engine import published_shadow_trees
from support import make_source, pdf, png, project, run_here
from vindplaats.cli import main
from vindplaats.inputs import theme_files
from vindplaats.render.theme import templates

RUNS = ((1, 18), *(pytest.param(seed, 45, marks=pytest.mark.slow) for seed in range(2, 5)))
"""Seeds and numbers of steps. `tests/benchmarks/incremental.py` tries more seeds."""
FOUND_SOON = {"trusts inode and size": 1, "reads attachments once": 7, "leaves old files": 1,
              "misses what overviews depend on": 2, "compares by size": 1,
              "forgets the names on cards": 30, "forgets what studies are related by": 2,
              "forgets which pages lists have": 1, "forgets what others say of a page": 2}  # fmt: skip
"""Wrong builders, and a seed that soon detects each; `tests/benchmarks/incremental.py --wrong` tries all of them."""
PAGE = "content/projecten/a.md"


@pytest.fixture(autouse=True, scope="module")
def _shadow_trees() -> Iterator[None]:
    with published_shadow_trees():
        yield


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder in memory, if the system has one, because thousands of files are written and deleted in it."""
    memory = "/dev/shm"
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.mark.parametrize(("seed", "steps"), RUNS)
def test_incremental_builds_equal_clean_ones_after_random_steps(seed: int, steps: int, scratch: Path) -> None:
    play(scratch, seed, range(steps))


@pytest.mark.parametrize("steps", [8, pytest.param(30, marks=pytest.mark.slow)])
def test_incremental_builds_equal_clean_ones_with_coarse_file_times(steps: int, scratch: Path) -> None:
    play(scratch, 6, range(steps), coarse=2)


def test_incremental_builds_equal_clean_ones_on_a_real_disk(tmp_path: Path) -> None:
    play(tmp_path, 7, range(8))


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=[pytest.mark.slow] * (i > 1)) for i, n in enumerate(FOUND_SOON)]
)
def test_a_wrong_builder_is_detected(name: str, scratch: Path) -> None:
    def find() -> None:
        for seed in range(FOUND_SOON[name], FOUND_SOON[name] + 5):
            play(scratch / str(seed), seed, range(60), main=BUILDERS[name]())

    with pytest.raises(LawBrokenError, match=r"seed \d+, step \d+: (?s:.*)previous steps:"):
        find()


def test_a_failing_run_is_shortened() -> None:
    assert shrink(lambda steps: {31, 77} <= set(steps), range(100)) == [0, 31, 77, 99]


# Named cases


class Site:
    """A source of two projects, an attachment and a static file, with functions to change and build it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with_report = project("B", extra="rapport: r.pdf\n")
        self.source = make_source(
            folder / "bron",
            {"projecten/a.md": project("A", body="Er waren 111 meren."), "projecten/b/index.md": with_report},
        )
        self.write("content/projecten/b/r.pdf", "verzonnen 1")
        self.write("static/eigen.css", "p { color: red }")
        self.write("wortel/.well-known/security.txt", "Contact: een")

    def at(self, path: str) -> Path:
        return self.source / path

    def write(self, path: str, text: str) -> None:
        self.at(path).parent.mkdir(parents=True, exist_ok=True)
        self.at(path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Change words in place, in the same inode."""
        text = self.at(path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new))

    def built(self, *more: str, main: Main = main) -> Outcome:
        """Build, and compare with a clean build. A build that fails must leave the site as it was."""
        before = tree(self.source / "public")
        outcome = build(self.source, self.source / "public", BuildOptions(), *more, main=main)
        clean = self.folder / "schoon"
        shutil.rmtree(clean, ignore_errors=True)
        expected = build(self.source, clean, BuildOptions(), "--no-cache")
        assert (outcome.code, outcome.stdout) == (expected.code, expected.stdout)
        assert tree(self.source / "public") == (before if outcome.code else tree(clean))
        return outcome

    def shows(self, words: str, path: str = "projecten/a/index.html") -> bool:
        return words in (self.source / "public" / path).read_text(encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = Site(tmp_path)
    made.built()
    return made


EVERYTHING = (
    PAGE,
    "content/site.yaml",
    "content/projecten/b/r.pdf",
    "static/eigen.css",
    "wortel/.well-known/security.txt",
)


def times(path: Path, mtime: int) -> None:
    os.utime(path, ns=(mtime, mtime))


@pytest.mark.parametrize("path", EVERYTHING)
@pytest.mark.parametrize("mtime", [None, *(pytest.param(time, marks=pytest.mark.slow) for time in (0, 2**32))])
def test_touching_a_file_changes_nothing(path: str, mtime: int | None, site: Site) -> None:
    clock = Clock()
    clock.advance(3600)
    os.utime(site.at(path), None if mtime is None else (mtime, mtime))
    with clock.installed():
        site.built()
    clock.advance(3600)
    with clock.installed():
        site.built()


def test_files_for_the_root_come_and_go(site: Site) -> None:
    site.edit(PAGE, "111 meren.", "111 meren. [Jaarplan](/downloads/plan.pdf)")
    assert site.built().code == 1
    site.write("wortel/downloads/plan.pdf", "verzonnen")
    assert site.built().code == 0
    assert site.shows("verzonnen", "downloads/plan.pdf")
    site.write("wortel/projecten/a/index.html", "in de weg")
    assert site.built().code == 2
    site.at("wortel/projecten/a/index.html").unlink()
    assert site.built().code == 0
    site.edit(PAGE, " [Jaarplan](/downloads/plan.pdf)", "")
    shutil.rmtree(site.at("wortel"))
    assert site.built().code == 0
    assert not (site.source / "public/downloads").exists()
    assert not (site.source / "public/.well-known").exists()


def test_a_wider_policy_makes_every_page_again(site: Site) -> None:
    site.edit("content/site.yaml", "naam: Proef", "naam: Proef\ncsp: {script-src: https://stats.example.org}")
    made = site.built("--explain").stderr.splitlines()
    site.edit("content/site.yaml", "script-src", "frame-ancestors")
    site.built()  # which only `_headers` shows
    assert site.shows("frame-ancestors https://stats.example.org", "_headers")
    pages = {path.relative_to(site.source / "public").as_posix() for path in (site.source / "public").rglob("*.html")}
    assert pages
    assert all(any(line.startswith(page) and "beleid" in line for line in made) for page in pages)


EDITS = ((PAGE, "111", "222", "projecten/a/index.html"), ("content/site.yaml", "Proef", "Feest", "index.html"),
         ("content/projecten/b/r.pdf", "verzonnen 1", "verzonnen 2", "projecten/b/r.pdf"),
         ("static/eigen.css", "red", "tan", "static/eigen.css"),
         ("wortel/.well-known/security.txt", "een", "zes", ".well-known/security.txt"))  # fmt: skip
Edit = tuple[str, str, str, str]


@pytest.mark.parametrize("edit", EDITS, ids=[edit[0] for edit in EDITS])
def test_an_edit_is_noticed_although_the_clock_ran_backwards(edit: Edit, site: Site) -> None:
    """By its mtime and by the system clock, the edit is older than the build before it."""
    path, old, new, shown = edit
    clock = Clock()
    times(site.at(path), 2 * 10**18)
    clock.ahead = 7200
    with clock.installed():
        site.built()
    clock.ahead = -7200
    site.edit(path, old, new)
    times(site.at(path), 10**18)
    with clock.installed():
        site.built()
    assert site.shows(new, shown)
    times(site.at(path), 2 * 10**18)
    site.edit(path, new, old)
    times(site.at(path), 2 * 10**18)
    with clock.installed():
        site.built()
    assert site.shows(old, shown)


@pytest.mark.parametrize("edit", EDITS, ids=[edit[0] for edit in EDITS])
@pytest.mark.parametrize("seconds", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_an_edit_of_the_same_size_in_the_same_second_is_noticed(
    edit: Edit, seconds: int, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, old, new, shown = edit
    coarse_clock(monkeypatch, seconds)
    site.edit(path, old, new)
    times(site.at(path), mtime := 10**18)
    before = os.stat(site.at(path))
    site.built()
    assert site.shows(new, shown)
    site.edit(path, new, old)
    times(site.at(path), mtime)
    after = os.stat(site.at(path))
    same = ("st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
    if any(getattr(before, name) != getattr(after, name) for name in same):
        pytest.skip("a second went by")  # on a slow machine, where a build could tell the edits apart
    site.built()
    assert site.shows(old, shown)


def git(folder: Path, *arguments: str) -> None:
    environment = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    options = ["-c", "user.name=Niemand", "-c", "user.email=niemand@proef.example", "-c", "init.defaultBranch=main"]
    subprocess.run(
        ["git", *options, *arguments], cwd=folder, env=os.environ | environment, check=True, capture_output=True
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("hours", [0, 3600])
def test_changes_by_a_git_checkout_are_noticed(hours: int, site: Site) -> None:
    clock = Clock()

    def built() -> None:
        clock.advance(hours)
        with clock.installed():
            site.built()

    git(site.source, "init")
    site.write(".gitignore", f"public/\n.public*\n{CACHE}/\n")
    git(site.source, "add", ".")
    git(site.source, "commit", "-m", "een")
    built()
    for path, old, new, _ in EDITS:
        site.edit(path, old, new)
    site.write("content/projecten/c.md", project("C", body="[A](a.md)"))
    git(site.source, "add", ".")
    git(site.source, "commit", "-m", "twee")
    built()
    assert site.shows("222")
    git(site.source, "checkout", "HEAD~")
    built()
    assert site.shows("111")
    assert not site.at("public/projecten/c").exists()
    git(site.source, "checkout", "main")
    built()
    assert site.shows("222")
    shutil.rmtree(site.at("content"))
    shutil.rmtree(site.at("static"))
    git(site.source, "checkout", "--", ".")  # like a workflow that restores the cache beside a fresh checkout
    built()
    assert site.shows("222")


Copy = Callable[[str, str], object]


@pytest.mark.parametrize("copy", [shutil.copy2, shutil.copyfile], ids=["times", "no times"])
def test_a_cache_copied_with_a_changed_source_gives_no_stale_pages(copy: Copy, site: Site, tmp_path: Path) -> None:
    """The cache is copied along with its source, then a file of the copy changes, and the cache is copied back."""
    copied = Site.__new__(Site)
    copied.folder, copied.source = tmp_path / "elders", tmp_path / "elders/bron"
    shutil.copytree(site.source, copied.source, copy_function=copy)
    copied.edit(PAGE, "111", "333")
    times(copied.at(PAGE), site.at(PAGE).stat().st_mtime_ns)
    copied.built()
    assert copied.shows("333")
    site.edit(PAGE, "111", "222")
    times(site.at(PAGE), copied.at(PAGE).stat().st_mtime_ns)
    if copied.at(CACHE).is_dir():
        shutil.rmtree(site.at(CACHE))
        shutil.copytree(copied.at(CACHE), site.at(CACHE), copy_function=copy)
    site.built()
    assert site.shows("222")


def test_the_cache_of_another_source_gives_no_stale_pages(site: Site, tmp_path: Path) -> None:
    """A source that was never built gets the cache of another source."""
    fresh = Site(tmp_path / "elders")
    fresh.edit(PAGE, "111", "333")
    if site.at(CACHE).is_dir():
        shutil.copytree(site.at(CACHE), fresh.at(CACHE))
    fresh.built()
    assert fresh.shows("333")


def test_another_process_continues_from_the_cache(site: Site) -> None:
    def elsewhere(arguments: list[str]) -> int:
        code = (
            "import sys\nfrom search_engine import published_shadow_trees\nfrom vindplaats.cli import main\n"
            "with published_shadow_trees():\n    sys.exit(main(sys.argv[1:]))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        sys.stdout.write(done.stdout)
        return done.returncode

    for path, old, new, _ in EDITS:
        site.edit(path, old, new)
    site.built(main=elsewhere)  # after a build by this process, and before another
    site.edit(PAGE, "222", "444")
    site.built()
    assert site.shows("444")


# Pictures


@pytest.fixture
def pictured(site: Site) -> Site:
    """The site with a picture that two pages show, a portrait and a drawing."""
    site.write("content/projecten/c/index.md", project("C", body="![Een](a.png) ![Twee](d.svg)\n\n![Drie](a.png)"))
    site.write("content/projecten/d.md", project("D", body="![Een](/projecten/c/a.png)"))
    site.write("content/projecten/c/d.svg", '<svg width="4" height="3"/>')
    site.write("content/contactpersonen/noor.md", "---\nnaam: Noor de Wit\nfoto: noor.png\n---\n")
    site.at("content/projecten/c/a.png").write_bytes(png(700, 3))
    site.at("content/contactpersonen/noor.png").write_bytes(png(90, 100))
    site.built()
    return site


PICTURE, PORTRAIT = "content/projecten/c/a.png", "content/contactpersonen/noor.png"


@pytest.mark.parametrize(
    ("data", "jobs"),
    [
        (png(700, 3, (1, 2, 3)), "2"),
        *(
            pytest.param(data, jobs, marks=pytest.mark.slow)
            for data, jobs in ((png(400, 3), "1"), (png(2000, 1), "2"), (png(3, 700), "1"))
        ),
    ],
)
def test_a_replaced_picture_is_noticed(data: bytes, jobs: str, pictured: Site) -> None:
    before = {path: pictured.at(path).read_bytes() for path in (PICTURE, PORTRAIT)}
    for path in before:
        pictured.at(path).write_bytes(data)
        pictured.built("--jobs", jobs)
    for path, old in before.items():
        pictured.at(path).write_bytes(old)
    pictured.built("--jobs", jobs)


def test_added_removed_and_renamed_pictures_are_noticed(pictured: Site) -> None:
    page = "content/projecten/c/index.md"
    pictured.at(PICTURE).rename(pictured.at("content/projecten/c/e.png"))
    assert pictured.built().code == 1
    pictured.edit(page, "a.png", "e.png")
    pictured.edit("content/projecten/d.md", "a.png", "e.png")
    assert pictured.built().code == 0
    assert not pictured.at("public/projecten/c/a-480.avif").exists()
    assert pictured.at("public/projecten/c/e-480.avif").exists()
    pictured.at("content/projecten/c/f.png").write_bytes(png(9, 9))
    pictured.edit(page, "![Een](e.png)", "![Een](e.png) ![Nog een](f.png)")
    pictured.built()
    assert pictured.shows('width="9" height="9"', "projecten/c/index.html")
    pictured.edit(page, " ![Nog een](f.png)", "")
    pictured.at("content/projecten/c/f.png").unlink()
    pictured.built()
    pictured.edit("content/contactpersonen/noor.md", "foto: noor.png\n", "")
    pictured.at(PORTRAIT).unlink()
    pictured.built()
    assert not list(pictured.at("public").rglob("noor*.*"))


def test_a_changed_alternative_text_is_noticed(pictured: Site) -> None:
    page = "content/projecten/c/index.md"
    for old, new in (("![Een]", "![Anders]"), ("![Anders]", "![]"), ("![]", "![Een]")):
        pictured.edit(page, old, new)
        outcome = pictured.built()
        assert ("afbeelding-zonder-tekst" in outcome.stdout) is (new == "![]")


def test_a_changed_size_of_a_drawing_is_noticed(pictured: Site) -> None:
    pictured.edit("content/projecten/c/d.svg", 'width="4"', 'width="9"')
    pictured.built()
    assert pictured.shows('width="9" height="3"', "projecten/c/index.html")


def test_a_broken_and_then_repaired_picture_is_noticed(pictured: Site) -> None:
    pictured.at(PICTURE).write_bytes(png(700, 3)[:99])
    assert pictured.built().code == 1
    pictured.at(PICTURE).write_bytes(png(700, 5))
    pictured.built()
    assert pictured.shows('height="5"', "projecten/d/index.html")


@pytest.mark.parametrize("name", ["bestanden", "beelden"])
def test_the_cache_of_pictures_may_be_deleted_at_any_time(name: str, pictured: Site) -> None:
    path = pictured.at(CACHE) / name
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()
    pictured.edit("content/projecten/c/index.md", "![Een]", "![Anders]")
    pictured.built()
    pictured.at(PICTURE).write_bytes(png(700, 4))
    pictured.built()


def test_a_changed_report_is_noticed(site: Site) -> None:
    for data in (pdf(2), pdf(3), b"geen", pdf(3, tagged=True)):
        site.at("content/projecten/b/r.pdf").write_bytes(data)
        site.built()


def test_a_changed_default_template_that_own_ones_extend_is_noticed(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the site replaces, a name that begins with ``standaard/`` is of the default theme."""
    folder = tmp_path / "thema"
    for name in ("templates", "static"):
        shutil.copytree(theme_files.theme_folder() / name, folder / name)
    for module in (templates, theme_files):
        monkeypatch.setattr(module, "theme_folder", lambda: folder)
    site.write("templates/base.html", '{% extends "standaard/base.html" %}')
    site.write("templates/voet.html", '{% extends "standaard/project.html" %}')
    site.write("templates/project.html", '{% extends "voet.html" %}')
    site.built()
    for number, (name, old) in enumerate(
        (("base", "</body>"), ("project", "</article>"), ("_delen", "Meer informatie?"))
    ):
        file = folder / f"templates/{name}.html"
        file.write_text(file.read_text(encoding="utf-8").replace(old, f"{old} thema {number} "), encoding="utf-8")
        explained = run_here("build", "--explain", "--source", str(site.source))
        assert "het sjabloon project.html is veranderd, of een dat daarin staat" in explained.stdout + explained.stderr
        site.built()
        assert site.shows(f"thema {number}")
