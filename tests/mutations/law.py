"""The law: after every step an incremental build and a clean one give the same, or nothing changes."""

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
from typing import Any
from unittest.mock import patch

from jinja2 import Environment, meta, nodes
from msgspec import Struct

from mutations import around, disk, writing
from mutations.clock import Clock
from mutations.moments import CRASHED, meanwhile
from mutations.world import CACHE, INPUTS, MUTATIONS, OUTPUTS, Asked, World
from vindplaats.cli import main as command_line
from vindplaats.inputs import theme_files
from vindplaats.render.theme import templates as theme

CHANGES = (writing, around, disk)
"""The modules whose changes are drawn from; they add themselves to `MUTATIONS`."""
CRASH = -1
SHOWN = 12
"""How many differences, and how many steps before them, are told."""

Main = Callable[[list[str]], int]
Tree = Mapping[str, bytes]
"""Files with their bytes; folders end in a slash, symbolic links in an @."""


class Outcome(Struct, frozen=True):
    """What came of a command: exit code, what it told, and what it said besides."""

    code: int
    told: str
    said: str


class Clean(Struct, frozen=True):
    """What a clean build gives; no tree where it gives none."""

    outcome: Outcome
    tree: Tree | None


class LawBrokenError(AssertionError):
    """An incremental build differs from a clean one; tells how to see it again."""


def tree(folder: Path) -> Tree | None:
    """Everything below a folder; None where there is none."""
    if not os.path.lexists(folder):
        return None
    found: dict[str, bytes] = {}
    for root, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(root, name)
            short = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[f"{short}@"] = os.readlink(path).encode()
            elif os.path.isdir(path):
                found[f"{short}/"] = b""
            else:
                found[short] = Path(path).read_bytes()
    return found


def run(arguments: list[str], main: Main = command_line) -> Outcome:
    """Run a command in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(arguments)
        except Exception:  # whatever it is, it is a bug to tell
            traceback.print_exc()
            code = CRASH
    return Outcome(code, out.getvalue(), err.getvalue())


def build(source: Path, output: Path, asked: Asked, *more: str, main: Main = command_line) -> Outcome:
    """Build a source."""
    arguments = ["build", "--source", str(source), "--output", str(output), "--format", "json"]
    return run([*arguments, *asked.arguments(), *more], main)


def build_arguments(arguments: Sequence[str]) -> tuple[Path, Path]:
    """Source and output of a command; for one without output, that of a build by default."""
    source = Path(arguments[arguments.index("--source") + 1])
    return source, Path(arguments[arguments.index("--output") + 1]) if "--output" in arguments else source / OUTPUTS[0]


@contextlib.contextmanager
def quick_templates() -> Iterator[None]:
    """Remember the code that Jinja makes of a template, which goes by its arguments alone: builds are much faster."""
    compile_, parse, find = Environment.compile, Environment.parse, meta.find_referenced_templates
    code: dict[object, Any] = {}

    def compiled(self: Environment, source: Any, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(source, str):
            return compile_(self, source, *args, **kwargs)
        key = (source, args, tuple(sorted(kwargs.items())), self.trim_blocks, self.lstrip_blocks, self.undefined)
        if key not in code:
            code[key] = compile_(self, source, *args, **kwargs)
        return code[key]

    def parsed(self: Environment, source: str, *args: Any, **kwargs: Any) -> Any:
        key = ("parsed", source, args, tuple(sorted(kwargs.items())), self.trim_blocks, self.lstrip_blocks)
        if key not in code:
            code[key] = parse(self, source, *args, **kwargs)
        return code[key]

    def referenced(ast: nodes.Template) -> Iterator[str | None]:
        key = ("referenced", id(ast))  # the tree is kept, so no other gets its id
        if key not in code:
            code[key] = (ast, list(find(ast)))
        return iter(code[key][1])

    with (
        patch.object(Environment, "compile", compiled),
        patch.object(Environment, "parse", parsed),
        patch.object(meta, "find_referenced_templates", referenced),
    ):
        yield


class Law:
    """Holds a world to the law; remembers the clean builds of inputs that it saw before."""

    def __init__(self, world: World, main: Main = command_line) -> None:
        self.world, self.main = world, main
        self._clean: dict[bytes, Clean] = {}

    def step(self, rng: random.Random) -> None:
        """Build as things stand, and compare. Raises `LawBrokenError`."""
        world = self.world
        before = self._outputs()
        clean = self.clean(rng, again=rng.random() < 0.1)
        inputs = self._digest()
        if rng.random() < 0.05:
            self._check(clean)
        outcome = self._incremental()
        after = self._outputs()
        elsewhere = {name for name in OUTPUTS if name != world.asked.output and before[name] != after[name]}
        if elsewhere:
            raise LawBrokenError(f"another output changed: {sorted(elsewhere)}")
        ours, theirs = before[world.asked.output], after[world.asked.output]
        crashed, refused, lawless = world.power is not None, world.refused, world.lawless
        world.power, world.meanwhile, world.refused, world.lawless = None, None, False, False
        if outcome.code == CRASH:
            raise LawBrokenError(f"the build crashed:\n{outcome.said}")
        if lawless:
            return
        if self._digest() != inputs:
            raise LawBrokenError("the build changed what it reads")
        if crashed and outcome.code == CRASHED:
            if theirs not in (ours, clean.tree):
                raise LawBrokenError(
                    f"after a crash the site is neither old nor new:\n{_differences(clean.tree, theirs)}"
                )
            return
        if refused and outcome.code == 2 and '"omgeving"' in outcome.told:
            _same("after a refusal", ours, theirs)
            return
        _compare(clean, outcome, ours, theirs)
        world.broken = clean.outcome.code != 0
        if not world.broken:
            world.good = (world.snapshot(), world.asked)

    def _outputs(self) -> dict[str, Tree | None]:
        return {name: tree(self.world.source / name) for name in OUTPUTS}

    def _incremental(self) -> Outcome:
        world = self.world
        with world.clock.installed(), self._theme():
            if world.power is not None:
                return self._in_a_child()
            with meanwhile(world.meanwhile) if world.meanwhile else contextlib.nullcontext():
                return build(world.source, world.output, world.asked, main=self.main)

    def _in_a_child(self) -> Outcome:
        world = self.world
        assert world.power is not None
        said = world.root / "gezegd"
        child = os.fork()
        if child == 0:
            try:
                with meanwhile(world.power):
                    outcome = build(world.source, world.output, world.asked, main=self.main)
                said.write_text(json.dumps([outcome.told, outcome.said]), encoding="utf-8")
                os._exit(outcome.code if outcome.code >= 0 else 99)
            finally:
                os._exit(99)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if code == CRASHED:
            return Outcome(code, "", "")
        if code == 99 and not said.exists():
            return Outcome(CRASH, "", "in a process of its own")
        told, words = json.loads(said.read_text(encoding="utf-8"))
        said.unlink()
        return Outcome(CRASH if code == 99 else code, told, words)

    def _check(self, clean: Clean) -> None:
        """`check` tells what a build tells, and may read and write the cache."""
        world = self.world
        with self._theme(), world.clock.installed():
            outcome = run(
                ["check", "--source", str(world.source), "--format", "json", *world.asked.arguments()], self.main
            )
        if (outcome.code, outcome.told) != (clean.outcome.code, clean.outcome.told):
            raise LawBrokenError(f"check differs from a clean build:\n{_lines(clean.outcome.told, outcome.told)}")

    @contextlib.contextmanager
    def _theme(self) -> Iterator[None]:
        other = self.world.theme or theme_files.theme_folder()
        with (
            patch.object(theme, "theme_folder", lambda: other),
            patch.object(theme_files, "theme_folder", lambda: other),
        ):
            yield

    # Clean builds

    def clean(self, rng: random.Random, *, again: bool = False) -> Clean:
        """What a clean build gives, of the source with ``--no-cache`` or of a fresh copy."""
        world = self.world
        key = self._digest()
        fresh = rng.random() < 0.3
        if again or key not in self._clean:
            output = world.root / "schoon"
            with self._theme():
                if fresh:
                    outcome = build(self._copy(), output, world.asked)
                else:
                    cache = tree(world.at(CACHE))
                    outcome = build(world.source, output, world.asked, "--no-cache")
                    _same("--no-cache touched the cache", cache, tree(world.at(CACHE)))
            if outcome.code == CRASH:
                raise LawBrokenError(f"the clean build crashed:\n{outcome.said}")
            made = Clean(Outcome(outcome.code, outcome.told, ""), tree(output) if outcome.code == 0 else None)
            if key in self._clean:
                _same("two clean builds differ", self._clean[key].tree, made.tree)
            self._clean[key] = made
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
        """Of all that a clean build depends on."""
        world = self.world
        seen = hashlib.sha256(repr((world.asked.arguments(), world.theme is None)).encode())
        roots = [world.at(name) for name in INPUTS] + ([world.theme] if world.theme else [])
        for root in roots:
            for path, data in sorted((tree(root) or {}).items()):
                seen.update(f"{root.name}/{path} {len(data)}\n".encode("utf-8", "surrogateescape") + data)
        return seen.digest()


def _compare(clean: Clean, outcome: Outcome, before: Tree | None, after: Tree | None) -> None:
    if clean.outcome.code != outcome.code:
        raise LawBrokenError(
            f"exit code {outcome.code}, of a clean build {clean.outcome.code}\n"
            f"{_lines(clean.outcome.told, outcome.told)}\n{outcome.said}"
        )
    if clean.outcome.told != outcome.told:
        raise LawBrokenError(f"diagnostics differ:\n{_lines(clean.outcome.told, outcome.told)}")
    if outcome.code:
        _same(f"exit code {outcome.code}, and the site changed", before, after)
    else:
        _same("the site differs", clean.tree, after)


def _same(what: str, wanted: Tree | None, found: Tree | None) -> None:
    if wanted != found:
        raise LawBrokenError(f"{what}:\n{_differences(wanted, found)}")


def _differences(wanted: Tree | None, found: Tree | None) -> str:
    """Which paths differ, and how the first does."""
    if wanted is None or found is None:
        return (
            f"wanted {'nothing' if wanted is None else 'a folder'}, found {'nothing' if found is None else 'a folder'}"
        )
    lines = [f"  missing: {path}" for path in sorted(wanted.keys() - found.keys())]
    lines += [f"  extra: {path}" for path in sorted(found.keys() - wanted.keys())]
    changed = sorted(path for path in wanted.keys() & found.keys() if wanted[path] != found[path])
    lines += [f"  differs: {path}" for path in changed]
    told = lines[:SHOWN] + ([f"  and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else [])
    for path in changed[:1]:
        told.append(_lines(*(side[path].decode("utf-8", "replace") for side in (wanted, found))))
    return "\n".join(told)


def _lines(wanted: str, found: str) -> str:
    lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "clean", "incremental", lineterm="", n=1)
    return "\n".join(line[:200] for line in list(lines)[: 2 * SHOWN])


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
    """Do steps of a run, by number. Raises `LawBrokenError` at the first that breaks the law.

    ``coarse`` is the seconds that the clock of the disk counts in; 0 is nanoseconds.
    """  # fmt: skip
    world = World(root, seed)
    if coarse:
        world.clock = Clock(coarse * 10**9)
    law = Law(world, main)
    told: list[str] = []
    for number in steps:
        rng = random.Random(f"{seed} {number}")
        lines = change(world, rng) if told else ["the first build"]
        told.append(f"step {number}: {'; '.join(lines[:1])}" + "".join(f"\n    {line}" for line in lines[1:]))
        try:
            law.step(rng)
        except LawBrokenError as broken:
            past = "\n".join(told[-SHOWN:])
            raise LawBrokenError(f"seed {seed}, step {number}: {broken}\n\nwhat came before:\n{past}") from None
        _remember(world, number, rng)
        progress(number)


def change(world: World, rng: random.Random) -> list[str]:
    """Change the world by a step; return what was done, a line a change."""
    world.rng, world.log = rng, []
    lines = []
    if world.broken and rng.random() < 0.65:
        world.restore(world.good[0])
        world.asked = world.good[1]
        lines.append("mended")
    if rng.random() < 0.5:
        world.clock.passes(3600)
        lines.append("an hour passes")
    share = rng.random()
    count = 0 if share < 0.04 else 1 if share < 0.72 else rng.randint(2, 4) if share < 0.95 else rng.randint(5, 12)
    world.plain = rng.random() < 0.3
    for drawn in rng.choices(MUTATIONS, [m.weight for m in MUTATIONS], k=count):
        world.log = []
        try:
            told = drawn.apply(world)
        except (OSError, IndexError, ValueError) as error:  # a folder where a file was, nothing to choose from
            told = f"{drawn.name} could not be done ({type(error).__name__})"
        if told:
            lines += [told, *world.log]
    return lines or ["nothing"]


def _remember(world: World, number: int, rng: random.Random) -> None:
    if rng.random() < 0.25:
        world.history = [*world.history[-5:], world.snapshot()]
    if rng.random() < 0.15:
        disk.keep(world, number)


def shrink(fails: Callable[[Sequence[int]], bool], steps: Sequence[int]) -> list[int]:
    """Fewer steps that fail as well: the shortest end of them, then one by one."""
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
