"""Compare what two commits make of the same sources: exit codes, stdout, stderr, and the files of `public/`.

``python tests/benchmarks/same_output.py BEFORE [AFTER]`` exits 0 if all of it is the same and 1 otherwise. BEFORE is a
commit. AFTER is a commit or a checkout's folder; by default it is this checkout, uncommitted changes included.

Both commits run from a copy in a temporary folder, each with its own `src/` and its own default theme. The sources are
the content of BEFORE, the trees in `tests/sites/` of AFTER, the made-up site of 300 projects, and the sub-folders with
a `content/` of each ``--also DIR``. What is expected to differ, such as the seconds a build took and the path of the
temporary folder, is replaced before texts are compared. The search index is not compared.

A refactoring needs this script. It knows only ``python -m vindplaats``, so modules may move between the two commits.
"""

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path

from msgspec import Struct

CHECKOUT = Path(__file__).resolve().parents[2]
PARTS = ("content", "src", "static", "templates", "tests")
"""The folders of a checkout that this script needs."""
LEFT_OUT = shutil.ignore_patterns("__pycache__", "node_modules", ".*_cache", "*.egg-info")
BUILT = shutil.ignore_patterns("public", ".public-*", ".vindplaats")
"""Names of what a build may have left beside `content/`; a copy of a source starts without it."""

DAY = "--as-of=2026-11-23"
EDIT = "edit"
"""The step that changes a page instead of running a command."""
STEPS: tuple[tuple[str, ...], ...] = (
    ("check", "--format=json", "--strict", DAY),
    ("check", DAY),
    ("build", "--format=json", DAY),
    ("build", "--explain", DAY),
    (EDIT,),
    ("build", "--explain", DAY),
    ("build", "--drafts", "--explain", DAY),
    ("duplicates", "--format=json"),
    ("duplicates", "--all"),
)
"""What happens to each source, in this order. The site and the cache of one step are there in the next.

The second build finds nothing to do. The third one is incremental, so that its reasons are compared too. The edit comes
before ``--drafts``, because a build with other options than the last one starts over.
"""
TIMEOUT_S = 900
SEARCH_INDEX = "pagefind/"
"""The folder in `public/` that is not compared, because Pagefind makes other bytes of the same text each time."""
MAX_FILES = 4
"""The number of differing files shown per step of a source."""
MAX_LINES = 24
"""The number of lines shown per difference."""
MAX_WIDTH = 240
"""The number of characters shown of a line; pages hold very long ones."""

_SECONDS = re.compile(r"\(\d+,\d+ s")
_DRAFT = re.compile(rb"^concept:\s*true\b", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(rb"^(titel: *[A-Za-z][^\r\n:#]*?) *(?=\r?$)", re.MULTILINE)


class Source(Struct, frozen=True):
    """A site to build: ``folder`` holds `content/`. With ``themed``, each commit adds its own theme to it."""

    name: str
    folder: Path
    themed: bool = False


class Side(Struct, frozen=True):
    """One of the two commits: its copy in ``checkout``, and the folder in which its copies of sources are built."""

    name: str
    checkout: Path
    sites: Path

    def site(self, source: Source) -> Path:
        """Return the folder in which this side builds ``source``."""
        return self.sites / source.name


class Result(Struct, frozen=True):
    """The outcome of one command."""

    code: int
    stdout: str
    stderr: str


class Verdict(Struct, frozen=True):
    """The outcome of one source: its differences, and how many files of `public/` were compared."""

    source: str
    differences: tuple[str, ...]
    files: int
    seconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare as the command line asks; return 1 if there is any difference."""
    options = _parser().parse_args(arguments)
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="same-output-") as name:
        folder = Path(name).resolve()
        before, after = make_sides(options.before, options.after, folder)
        sources = [*find_sources(before, after, folder), *(s for path in options.also for s in sources_below(path))]
        sources = [source for source in sources if fnmatchcase(source.name, options.only)]
        if not sources:
            raise SystemExit(f"--only {options.only}: no source has such a name")
        verdicts = _compare_all(sources, (before, after), frozenset(options.expect), options.workers)
        differing = sum(bool(verdict.differences) for verdict in verdicts)
        files = sum(verdict.files for verdict in verdicts)
    count = f"{len(sources)} sources, {len(STEPS) - 1} commands each, {files} files of public/ compared"
    outcome = f"{differing} sources DIFFER" if differing else "all the same"
    print(f"{outcome}: {count} in {time.perf_counter() - start:.0f} s")
    return 1 if differing else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("before", help="a commit")
    parser.add_argument("after", nargs="?", default=str(CHECKOUT), help="a commit or a folder (default: this checkout)")
    parser.add_argument("--also", action="append", default=[], type=Path, metavar="DIR", help="further sources")
    parser.add_argument("--expect", action="append", default=[], metavar="CODE", help="a diagnostic that may differ")
    parser.add_argument(
        "--only", default="*", metavar="NAME", help="only the sources with this name, such as 'sites-*'"
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="sources compared at once (default: 2)")
    return parser


def make_sides(before: str, after: str, folder: Path) -> tuple[Side, Side]:
    """Copy both commits into ``folder``; raises `SystemExit` if Python would import another vindplaats than theirs."""
    sides = (
        Side("before", folder / "before" / "checkout", folder / "before" / "sites"),
        Side("after", folder / "after" / "checkout", folder / "after" / "sites"),
    )
    for side, commit in zip(sides, (before, after), strict=True):
        side.checkout.mkdir(parents=True)
        side.sites.mkdir()
        if side.name == "after" and Path(commit).is_dir():
            for part in PARTS:
                shutil.copytree(Path(commit) / part, side.checkout / part, symlinks=True, ignore=LEFT_OUT)
        else:
            _extract(commit, side.checkout)
        found = _python(side, side.checkout, "-c", "import vindplaats; print(vindplaats.__file__)")
        if not found.stdout.startswith("CHECKOUT/src/"):
            raise SystemExit(f"{commit}: vindplaats is not imported from its own src/: {found.stdout}{found.stderr}")
    return sides


def _extract(commit: str, folder: Path) -> None:
    """Write the files of ``commit`` into ``folder``."""
    # A caller such as a git hook may have set these, and they would win from -C.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    archive = folder.with_suffix(".tar")
    command = ["git", "-C", str(CHECKOUT), "archive", "--format=tar", f"--output={archive}", commit]
    if subprocess.run(command, env=environment, check=False).returncode:
        raise SystemExit(f"{commit}: not a commit")
    shutil.unpack_archive(archive, folder, filter="data")
    archive.unlink()


def find_sources(before: Side, after: Side, folder: Path) -> Iterator[Source]:
    """Yield the sources in the repository, the largest first, so that no worker is left with it at the end."""
    fabricated = folder / "fabricated"
    script = after.checkout / "tests" / "browser" / "fabricated.py"
    made = _python(after, after.checkout, str(script), str(fabricated))
    if made.code:
        raise SystemExit(f"{script.name} fails:\n{made.stderr}")
    yield Source("fabricated", fabricated)
    content = folder / "content-alone"
    shutil.copytree(before.checkout / "content", content / "content")
    yield Source("content", content)
    yield Source("content-with-theme", content, themed=True)
    yield from sources_below(after.checkout / "tests" / "sites", "sites-")


def sources_below(folder: Path, prefix: str = "") -> Iterator[Source]:
    """Yield each sub-folder of ``folder`` with a `content/`; raises `SystemExit` if there is none."""
    found = sorted(path for path in folder.resolve().iterdir() if (path / "content").is_dir())
    if not found:
        raise SystemExit(f"{folder}: no sub-folder with a content/")
    for path in found:
        yield Source(prefix + path.name if prefix else f"{path.parent.name}-{path.name}", path)


def _compare_all(
    sources: Sequence[Source], sides: tuple[Side, Side], expected: frozenset[str], workers: int
) -> list[Verdict]:
    """Compare all sources, ``workers`` at once, and print each verdict, in the order of the sources."""
    with ThreadPoolExecutor(workers) as pool:
        futures: list[Future[Verdict]] = [pool.submit(compare, source, sides, expected) for source in sources]
        verdicts = []
        for future in futures:
            verdict = future.result()
            verdicts.append(verdict)
            word = f"{len(verdict.differences)} DIFFERENCES" if verdict.differences else "the same"
            print(f"{verdict.source}: {word} ({verdict.files} files, {verdict.seconds:.0f} s)", flush=True)
            for difference in verdict.differences:
                print("    " + difference.replace("\n", "\n    "), flush=True)
    return verdicts


def compare(source: Source, sides: tuple[Side, Side], expected: frozenset[str]) -> Verdict:
    """Take ``source`` through all `STEPS` with both sides, and compare after each."""
    start = time.perf_counter()
    differences: list[str] = []
    files = 0
    for side in sides:
        _copy(source, side)
    for number, step in enumerate(STEPS, 1):
        if step == (EDIT,):
            for side in sides:
                edit_one_page(side.site(source))
            continue
        name = f"step {number} ({' '.join(step)})"
        before, after = (_python(side, side.site(source), "-m", "vindplaats", *step) for side in sides)
        differences += (f"{name}: {difference}" for difference in compare_results(before, after, expected))
        if step[0] == "build":
            count, changes = compare_trees(*(side.site(source) / "public" for side in sides))
            files += count
            differences += (f"{name}: {change}" for change in changes)
    for side in sides:
        shutil.rmtree(side.site(source))
    return Verdict(source.name, tuple(differences), files, time.perf_counter() - start)


def _copy(source: Source, side: Side) -> None:
    site = side.site(source)
    shutil.copytree(source.folder, site, symlinks=True, ignore=BUILT)
    if source.themed:
        for part in ("templates", "static"):
            shutil.copytree(side.checkout / part, site / part)


def _python(side: Side, folder: Path, *arguments: str) -> Result:
    """Run this interpreter in ``folder`` with the side's `src/`; paths and seconds in the texts are replaced."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR", "TZ"}}
    environment = kept | {"PYTHONPATH": str(side.checkout / "src")}
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, check=False, timeout=TIMEOUT_S
    )
    out, err = (normalise(text.decode("utf-8", "backslashreplace"), side) for text in (ran.stdout, ran.stderr))
    return Result(ran.returncode, out, err)


def normalise(text: str, side: Side) -> str:
    """Replace what differs between any two runs: the seconds, and the temporary folders of the side."""
    text = text.replace(str(side.sites), "SITES").replace(str(side.checkout), "CHECKOUT")
    return _SECONDS.sub("(SECONDS", text)


def edit_one_page(site: Path) -> None:
    """Add a paragraph to the first published project, and a word to its title if that is plain; else to any page."""
    content = site / "content"
    pages = sorted(path for path in content.rglob("*.md") if path.is_file() and path.parent != content)
    pages.sort(key=lambda path: (path.relative_to(content).parts[0] != "projecten", bool(_DRAFT.search(_read(path)))))
    if pages:
        data = _TITLE.sub(rb"\1 nader bekeken", _read(pages[0]), count=1)
        pages[0].write_bytes(data.rstrip() + b"\n\nDeze alinea is er later bij geschreven.\n")


def _read(path: Path) -> bytes:
    return path.read_bytes()


def compare_results(before: Result, after: Result, expected: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the differences between two outcomes of a command, except in diagnostics with an ``expected`` code."""
    ended = [
        f"{name} was ended by signal {-r.code}" for name, r in (("before", before), ("after", after)) if r.code < 0
    ]
    if ended:  # what it wrote is incomplete; it is not run again, because a crash of its own would go unnoticed
        yield " and ".join(ended)
        return
    forgiven = [_mentions(result, expected) for result in (before, after)]
    if before.code != after.code and forgiven[0] == forgiven[1]:  # a diagnostic of one side may well decide its code
        yield f"exit code {before.code} became {after.code}"
    if any(forgiven):
        before, after = (_without(result, expected) for result in (before, after))
    yield from _compare_texts("stdout", before.stdout, after.stdout)
    yield from _compare_texts("stderr", before.stderr, after.stderr)
    for result in (before, after):
        if "Traceback (most recent call last)" in result.stderr:
            yield f"a traceback, which no source may cause\n{result.stderr[-2000:]}"


def _mentions(result: Result, codes: frozenset[str]) -> bool:
    return any(f"[{code}]: " in result.stderr or f'"code": "{code}"' in result.stdout for code in codes)


def _without(result: Result, codes: frozenset[str]) -> Result:
    """Remove the diagnostics with one of ``codes``, and the last line on stderr: the summary, which counts them."""
    lines = result.stderr.splitlines(keepends=True)[:-1]
    stderr = "".join(line for line in lines if not any(f"[{code}]: " in line for code in codes))
    try:
        diagnostics = json.loads(result.stdout)
    except ValueError:  # not a list of diagnostics
        return Result(result.code, result.stdout, stderr)
    others = [diagnostic for diagnostic in diagnostics if diagnostic.get("code") not in codes]
    return Result(result.code, json.dumps(others, indent=2, ensure_ascii=False), stderr)


def _compare_texts(name: str, before: str, after: str) -> Iterator[str]:
    if before != after:
        yield f"{name} differs\n{show_difference(before, after)}"


def compare_trees(before: Path, after: Path) -> tuple[int, list[str]]:
    """Compare two folders byte for byte; return how many files there are, and the first few differences."""
    olds, news = _list(before), _list(after)
    changes = [_Change(path, olds.get(path), news.get(path)) for path in sorted(olds.keys() | news.keys())]
    differing = [change for change in changes if change.differs()]
    descriptions = [change.describe() for change in islice(differing, MAX_FILES)]
    if len(differing) > MAX_FILES:
        descriptions.append(f"public/: and {len(differing) - MAX_FILES} more files differ")
    return len(changes), descriptions


class _Change(Struct, frozen=True):
    """A path below `public/`, with its file on both sides; None where it is absent."""

    path: str
    before: Path | None
    after: Path | None

    def differs(self) -> bool:
        if self.before is None or self.after is None:
            return True
        return _mode(self.before) != _mode(self.after) or _content(self.before) != _content(self.after)

    def describe(self) -> str:
        if self.before is None or self.after is None:
            return f"public/{self.path} is only there {'before' if self.after is None else 'after'}"
        if _mode(self.before) != _mode(self.after):
            return f"public/{self.path}: mode {_mode(self.before)} became {_mode(self.after)}"
        old, new = _content(self.before), _content(self.after)
        try:
            return f"public/{self.path} differs\n{show_difference(old.decode(), new.decode())}"
        except UnicodeDecodeError:
            return f"public/{self.path} differs ({len(old)} and {len(new)} bytes)"


def _list(folder: Path) -> dict[str, Path]:
    found = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_symlink() or path.is_file()
    }
    return {path: file for path, file in found.items() if not path.startswith(SEARCH_INDEX)}


def _content(path: Path) -> bytes:
    return os.fsencode(os.readlink(path)) if path.is_symlink() else path.read_bytes()


def _mode(path: Path) -> str:
    return oct(path.lstat().st_mode)


def show_difference(before: str, after: str) -> str:
    """Return the first lines of a unified diff without context."""
    lines = difflib.unified_diff(_split(before), _split(after), "before", "after", lineterm="", n=0)
    shown = [*islice(lines, MAX_LINES + 1)]
    if len(shown) > MAX_LINES:
        shown[MAX_LINES:] = ["…"]
    return "\n".join(line if len(line) <= MAX_WIDTH else line[:MAX_WIDTH] + "…" for line in shown)


def _split(text: str) -> list[str]:
    """Split HTML at its tags too, because a page can be one long line."""
    return [piece for line in text.split("\n") for piece in re.split(r"(?<=>)(?=<)", line)]


if __name__ == "__main__":
    sys.exit(main())
