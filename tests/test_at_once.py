"""Simultaneous builds, of several sources and options, into one output or several, each equal a build on its own."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from forked import ForkedProcess
from support import AS_OF, make_source, project, run_here, tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no flock")


def command(source: Path, output: Path, *more: str) -> list[str]:
    return ["build", "--source", str(source), "--output", str(output), "--as-of", AS_OF, *more]


def all_at_once(commands: Sequence[Sequence[str]]) -> list[str]:
    """Run all commands at the same time; return what each wrote to standard error."""
    running = [ForkedProcess(*arguments) for arguments in commands]
    errors = [process.communicate()[1] for process in running]
    assert [process.returncode for process in running] == [0] * len(running), errors
    return errors


def sources(folder: Path) -> list[Path]:
    """Write two sources with different contents, one of them with a draft."""
    return [
        make_source(
            folder / name,
            {f"projecten/p{i}.md": project(f"Project {i}", body=f"Van {name}.") for i in range(40)}
            | {"projecten/concept.md": project("Concept", extra="concept: true\n")},
        )
        for name in ("een", "twee")
    ]


def clean(folder: Path, commands: Sequence[Sequence[str]]) -> list[dict[str, bytes]]:
    found = []
    for i, arguments in enumerate(commands):
        output = folder / "schoon" / str(i)
        alone = [str(output) if arguments[n - 1] == "--output" else word for n, word in enumerate(arguments)]
        assert run_here(*alone, "--no-cache").returncode == 0
        found.append(tree(output))
    return found


@pytest.mark.parametrize("rounds", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_simultaneous_builds_into_one_output_publish_one_of_their_sites(rounds: int, tmp_path: Path) -> None:
    """The last build to finish determines the site; the order is not defined."""
    first, second = sources(tmp_path)
    output = tmp_path / "uit/public"
    commands = [command(first, output), command(second, output), command(first, output, "--drafts"),
                command(second, output, "--base-url", "https://ander.example/", "--no-cache")]  # fmt: skip
    expected = clean(tmp_path, commands)
    assert len({tuple(sorted(made.items())) for made in expected}) == len(expected)
    errors: list[str] = []
    for _ in range(rounds):
        errors += all_at_once(commands)
        assert tree(output) in expected
        assert set(os.listdir(output.parent)) <= {"public", ".public-reserve"}
    assert rounds == 1 or any("wachten op een andere build" in text for text in errors)
    for arguments, made in zip(commands, expected, strict=True):
        assert run_here(*arguments).returncode == 0
        assert tree(output) == made


@pytest.mark.parametrize("rounds", [1, pytest.param(3, marks=pytest.mark.slow)])
def test_simultaneous_builds_of_one_source_into_several_outputs_are_correct(rounds: int, tmp_path: Path) -> None:
    """The outputs are in one folder and in several; all builds share a cache."""
    source = sources(tmp_path)[0]
    for number in range(rounds):
        for i in range(0, 40, number + 1):
            (source / f"content/projecten/p{i}.md").write_text(project(f"Project {i}", body=f"Ronde {number}."))
        commands = [
            command(source, tmp_path / "uit/public"),
            command(source, tmp_path / "uit/proef", "--drafts"),
            command(source, tmp_path / "uit2/public", "--no-cache"),
            command(source, source / "public"),
        ]
        all_at_once(commands)
        outputs = [Path(arguments[arguments.index("--output") + 1]) for arguments in commands]
        assert [tree(output) for output in outputs] == clean(tmp_path / str(number), commands)
        assert not list((source / ".vindplaats").glob("*.nieuw"))
