"""Check the law of incremental builds: after every step the result equals that of a clean build.

A build that fails or is interrupted must leave the published site unchanged.
"""

import contextlib
import difflib
import hashlib
import io
import json
import os
import random
import shutil
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

from msgspec import Struct

from mutations import around, disk, writing
from mutations.clock import Clock
from mutations.moments import CRASHED, interrupted_by
from mutations.world import CACHE, INPUTS, MUTATIONS, OUTPUTS, BuildOptions, World
from vindplaats.cli import main as command_line
from vindplaats.inputs import theme_files
from vindplaats.render.routing import addresses
from vindplaats.render.theme import templates as theme

CHANGES = (writing, around, disk)
"""The modules that define changes; importing them fills `MUTATIONS`."""
CITATION_LIST = 5
"""The number of studies above which their citations are in the files of years, so small that these sites cross it."""
CRASH = -1
MAX_LINES_SHOWN = 12
"""How many differences, and how many preceding steps, a failure message shows."""

Main = Callable[[list[str]], int]
Tree = Mapping[str, bytes]
"""The bytes of files by path. Folders end in a slash; symbolic links end in an @ and hold their target."""


class Outcome(Struct, frozen=True):
    """The exit code, stdout (diagnostics as JSON) and stderr of a command."""

    code: int
    stdout: str
    stderr: str


class Clean(Struct, frozen=True):
    """The outcome and the tree of a clean build; the tree is None if the build failed."""

    outcome: Outcome
    tree: Tree | None


class LawBrokenError(AssertionError):
    """An incremental build differs from a clean one; the message says how to reproduce it."""


def tree(folder: Path) -> Tree | None:
    """Return everything below a folder, or None if it does not exist."""
    if not os.path.lexists(folder):
        return None
    found: dict[str, bytes] = {}
    above = len(os.path.join(folder, ""))
    for root, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(root, name)
            short = path[above:]
            if os.path.islink(path):
                found[f"{short}@"] = os.readlink(path).encode()
            elif os.path.isdir(path):
                found[f"{short}/"] = b""
            else:
                with open(path, "rb") as stream:
                    found[short] = stream.read()
    return found


def run(arguments: list[str], main: Main = command_line) -> Outcome:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except Exception:  # any exception is a bug, and its traceback belongs in the report
            traceback.print_exc()
            code = CRASH
    return Outcome(code, out.getvalue(), err.getvalue())


def build(source: Path, output: Path, options: BuildOptions, *more: str, main: Main = command_line) -> Outcome:
    """Build a source, with diagnostics as JSON on stdout."""
    arguments = ["build", "--source", str(source), "--output", str(output), "--format", "json"]
    return run([*arguments, *options.arguments(), *more], main)


def build_arguments(arguments: Sequence[str]) -> tuple[Path, Path]:
    """Return the source and output of a command, with the default output if it names none."""
    source = Path(arguments[arguments.index("--source") + 1])
    return source, Path(arguments[arguments.index("--output") + 1]) if "--output" in arguments else source / OUTPUTS[0]


class Law:
    """A checker of the law for one world, with a cache of the clean builds of inputs seen before."""

    def __init__(self, world: World, main: Main = command_line) -> None:
        self.world, self.main = world, main
        self._clean: dict[bytes, Clean] = {}

    def step(self, rng: random.Random) -> None:
        """Build the current source and compare the result. Raise `LawBrokenError` if it breaks the law."""
        world = self.world
        before = self._outputs()
        clean = self.clean(rng, again=rng.random() < 0.1)
        inputs = self._digest()
        if rng.random() < 0.05:
            self._check(clean)
        outcome = self._incremental()
        after = self._outputs()
        elsewhere = {name for name in OUTPUTS if name != world.options.output and before[name] != after[name]}
        if elsewhere:
            raise LawBrokenError(f"another output changed: {sorted(elsewhere)}")
        old, new = before[world.options.output], after[world.options.output]
        crashed, may_fail, unchecked = world.crash is not None, world.may_fail, world.unchecked
        world.crash, world.interruption, world.may_fail, world.unchecked = None, None, False, False
        if outcome.code == CRASH:
            raise LawBrokenError(f"the build crashed:\n{outcome.stderr}")
        if unchecked:
            return
        if self._digest() != inputs:
            raise LawBrokenError("the build changed its own inputs")
        if crashed and outcome.code == CRASHED:
            if new not in (old, clean.tree):
                raise LawBrokenError(f"after a crash the site is neither old nor new:\n{_differences(clean.tree, new)}")
            return
        # A large site is made by several processes. If one of them crashes, the build fails.
        if (may_fail or crashed) and outcome.code == 2 and '"omgeving"' in outcome.stdout:
            _same("the site changed although the build failed", old, new)
            return
        _compare(clean, outcome, old, new)
        world.broken = clean.outcome.code != 0
        if not world.broken:
            world.good = (world.snapshot(), world.options)

    def _outputs(self) -> dict[str, Tree | None]:
        return {name: tree(self.world.source / name) for name in OUTPUTS}

    def _incremental(self) -> Outcome:
        world = self.world
        with world.clock.installed(), self._theme():
            if world.crash is not None:
                return self._in_a_child()
            with interrupted_by(world.interruption) if world.interruption else contextlib.nullcontext():
                return build(world.source, world.output, world.options, main=self.main)

    def _in_a_child(self) -> Outcome:
        world = self.world
        assert world.crash is not None
        report = world.root / "gezegd"
        child = os.fork()
        if child == 0:
            try:
                with interrupted_by(world.crash):
                    outcome = build(world.source, world.output, world.options, main=self.main)
                report.write_text(json.dumps([outcome.stdout, outcome.stderr]), encoding="utf-8")
                os._exit(outcome.code if outcome.code >= 0 else 99)
            finally:
                os._exit(99)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == CRASHED:
            return Outcome(code, "", "")
        if code == 99 and not report.exists():
            return Outcome(CRASH, "", "a separate process ended without a report")
        stdout, stderr = json.loads(report.read_text(encoding="utf-8"))
        report.unlink()
        return Outcome(CRASH if code == 99 else code, stdout, stderr)

    def _check(self, clean: Clean) -> None:
        """Run `check` and compare it with the clean build: the diagnostics and exit code must be equal."""
        world = self.world
        with self._theme(), world.clock.installed():
            outcome = run(
                ["check", "--source", str(world.source), "--format", "json", *world.options.arguments()], self.main
            )
        if (outcome.code, outcome.stdout) != (clean.outcome.code, clean.outcome.stdout):
            raise LawBrokenError(f"check differs from a clean build:\n{_lines(clean.outcome.stdout, outcome.stdout)}")

    @contextlib.contextmanager
    def _theme(self) -> Iterator[None]:
        theme_folder = self.world.theme or theme_files.theme_folder()
        with (
            patch.object(theme, "theme_folder", lambda: theme_folder),
            patch.object(theme_files, "theme_folder", lambda: theme_folder),
            patch.object(addresses, "MAX_CITATION_LIST", CITATION_LIST),
        ):
            yield

    # Clean builds

    def clean(self, rng: random.Random, *, again: bool = False) -> Clean:
        """Return the result of a clean build: of the source with ``--no-cache``, or of a fresh copy.

        Results are cached by the digest of the inputs; ``again`` builds once more and compares with the cached result.
        """
        world = self.world
        key = self._digest()
        fresh = rng.random() < 0.3
        if again or key not in self._clean:
            output = world.root / "schoon"
            with self._theme():
                if fresh:
                    outcome = build(self._copy(), output, world.options)
                else:
                    cache = tree(world.at(CACHE))
                    outcome = build(world.source, output, world.options, "--no-cache")
                    _same("--no-cache touched the cache", cache, tree(world.at(CACHE)))
            if outcome.code == CRASH:
                raise LawBrokenError(f"the clean build crashed:\n{outcome.stderr}")
            result = Clean(Outcome(outcome.code, outcome.stdout, ""), tree(output) if outcome.code == 0 else None)
            if key in self._clean:
                _same("two clean builds differ", self._clean[key].tree, result.tree)
            self._clean[key] = result
            shutil.rmtree(output, ignore_errors=True)
            if len(self._clean) > 50:
                del self._clean[next(iter(self._clean))]
        return self._clean[key]

    def _copy(self) -> Path:
        copy = self.world.root / "vers"
        shutil.rmtree(copy, ignore_errors=True)
        for name in INPUTS:
            if self.world.at(name).is_dir():
                shutil.copytree(self.world.at(name), copy / name, symlinks=True, copy_function=shutil.copyfile)
        return copy

    def _digest(self) -> bytes:
        """Return a digest of everything that a clean build depends on."""
        world = self.world
        seen = hashlib.sha256(repr((world.options.arguments(), world.theme is None)).encode())
        roots = [world.at(name) for name in INPUTS] + ([world.theme] if world.theme else [])
        for root in roots:
            for path, data in sorted((tree(root) or {}).items()):
                seen.update(f"{root.name}/{path} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
        return seen.digest()


def _compare(clean: Clean, outcome: Outcome, before: Tree | None, after: Tree | None) -> None:
    if clean.outcome.code != outcome.code:
        raise LawBrokenError(
            f"exit code {outcome.code}, but {clean.outcome.code} for a clean build\n"
            f"{_lines(clean.outcome.stdout, outcome.stdout)}\n{outcome.stderr}"
        )
    if clean.outcome.stdout != outcome.stdout:
        raise LawBrokenError(f"diagnostics differ:\n{_lines(clean.outcome.stdout, outcome.stdout)}")
    if outcome.code:
        _same(f"exit code {outcome.code}, but the site changed", before, after)
    else:
        _same("the site differs", clean.tree, after)


def _same(what: str, wanted: Tree | None, found: Tree | None) -> None:
    if wanted != found:
        raise LawBrokenError(f"{what}:\n{_differences(wanted, found)}")


def _differences(wanted: Tree | None, found: Tree | None) -> str:
    """List the paths that differ, with a diff of the first changed file."""
    if wanted is None or found is None:
        return (
            f"wanted {'nothing' if wanted is None else 'a folder'}, found {'nothing' if found is None else 'a folder'}"
        )
    lines = [f"  missing: {path}" for path in sorted(wanted.keys() - found.keys())]
    lines += [f"  extra: {path}" for path in sorted(found.keys() - wanted.keys())]
    changed = sorted(path for path in wanted.keys() & found.keys() if wanted[path] != found[path])
    lines += [f"  differs: {path}" for path in changed]
    shown = lines[:MAX_LINES_SHOWN] + (
        [f"  and {len(lines) - MAX_LINES_SHOWN} more"] if len(lines) > MAX_LINES_SHOWN else []
    )
    for path in changed[:1]:
        shown.append(_lines(*(side[path].decode("utf-8", "replace") for side in (wanted, found))))
    return "\n".join(shown)


def _lines(wanted: str, found: str) -> str:
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "clean", "incremental", lineterm="", n=1)
    return "\n".join(line[:200] for line in list(lines)[: 2 * MAX_LINES_SHOWN])


# Playing


def play(
    root: Path,
    seed: int,
    steps: Iterable[int],
    *,
    main: Main = command_line,
    coarse: int = 0,
    progress: Callable[[int], object] = lambda _: None,
) -> None:
    """Run the steps with these numbers. Raise `LawBrokenError` at the first step that breaks the law.

    ``coarse`` is the resolution of the times of files in seconds; 0 means nanoseconds.
    """  # fmt: skip
    world = World(root, seed)
    if coarse:
        world.clock = Clock(coarse * 10**9)
    law = Law(world, main)
    history: list[str] = []
    for number in steps:
        rng = random.Random(f"{seed} {number}")
        lines = change(world, rng) if history else ["the first build"]
        history.append(f"step {number}: {'; '.join(lines[:1])}" + "".join(f"\n    {line}" for line in lines[1:]))
        try:
            law.step(rng)
        except LawBrokenError as broken:
            past = "\n".join(history[-MAX_LINES_SHOWN:])
            raise LawBrokenError(f"seed {seed}, step {number}: {broken}\n\nprevious steps:\n{past}") from None
        _remember(world, number, rng)
        progress(number)


def change(world: World, rng: random.Random) -> list[str]:
    """Apply the random changes of one step, and describe each in a line."""
    world.rng, world.log = rng, []
    lines = []
    if world.broken and rng.random() < 0.65:
        world.restore(world.good[0])
        world.options = world.good[1]
        lines.append("repaired")
    if rng.random() < 0.5:
        world.clock.advance(3600)
        lines.append("an hour passes")
    share = rng.random()
    count = 0 if share < 0.04 else 1 if share < 0.72 else rng.randint(2, 4) if share < 0.95 else rng.randint(5, 12)
    world.plain = rng.random() < 0.3
    for drawn in rng.choices(MUTATIONS, [m.weight for m in MUTATIONS], k=count):
        world.log = []
        try:
            description = drawn.apply(world)
        except (
            OSError,
            IndexError,
            ValueError,
        ) as error:  # a folder has replaced a file, or there is nothing to choose from
            description = f"{drawn.name} could not be done ({type(error).__name__})"
        if description:
            lines += [description, *world.log]
    return lines or ["nothing"]


def _remember(world: World, number: int, rng: random.Random) -> None:
    if rng.random() < 0.25:
        world.history = [*world.history[-5:], world.snapshot()]
    if rng.random() < 0.15:
        disk.keep(world, number)


def shrink(fails: Callable[[Sequence[int]], bool], steps: Sequence[int]) -> list[int]:
    """Return a smaller list of steps that still fails.

    First the shortest failing tail is found by doubling its length, then steps are left out in ever smaller groups.
    """
    last = list(steps)
    size = 2
    while size < len(steps):
        if fails(end := [steps[0], *steps[-size + 1 :]]):
            last = list(end)
            break
        size *= 2
    chunk = max(1, len(last) // 4)
    while True:
        for start in range(len(last) - 1 - chunk, 0, -chunk):
            fewer = last[:start] + last[start + chunk :]
            if fails(fewer):
                last = fewer
        if chunk == 1:
            return last
        chunk //= 2
