"""When the machine fails, the old site stays whole and one Dutch line says why, or the cache is rebuilt.

The table `faults.md` lists every fault with its test.
"""

import os
import random
import resource
import shutil
import signal
import struct
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import msgpack, structs

from forked import drop_privileges, run_forked
from support import AS_OF, make_source, project, run_here, tree
from vindplaats.cache.store import CACHE_FOLDER, open_store
from vindplaats.cli import main
from vindplaats.publish.asked_facts import AskedFacts
from vindplaats.publish.build_record import load_record, save
from vindplaats.publish.publish import MARKER
from vindplaats.publish.published_site import load_published
from vindplaats.render.artifact import Copy

FILES = {f"projecten/p{i}.md": project(f"Project {i}") for i in range(3)}


@pytest.fixture
def source() -> Iterator[Path]:
    """A source that changed since its site was built, in a folder that every user may enter."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        made = make_source(Path(name).resolve() / "bron", FILES)
        assert build(made).returncode == 0
        (made / "content/projecten/p1.md").write_text(project("Project 1", body="Er staat nu iets anders."))
        yield made
        for root, folders, _ in os.walk(name):
            for folder in folders:
                os.chmod(os.path.join(root, folder), 0o755)


def build(source: Path, *more: str, restricted: bool = False) -> "subprocess.CompletedProcess[str]":
    """Build. With ``restricted`` file permissions apply, for which root needs a separate process."""
    arguments = ["build", "--source", str(source), "--as-of", AS_OF, *more]
    if not restricted or os.geteuid() != 0:
        return run_here(*arguments)
    return run_forked(*arguments, before=drop_privileges)


def clean(source: Path) -> dict[str, bytes]:
    """Return the tree of a clean build."""
    output = source.parent / "schoon/public"
    assert build(source, "--no-cache", "--output", str(output)).returncode == 0
    return tree(output)


def check_refused(done: "subprocess.CompletedProcess[str]", *words: str) -> None:
    """Check that a build ended with exit code 2 and one line of Dutch that contains ``words``."""
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("vindplaats: ")
    for word in words:
        assert word in lines[0]


# The disk


@pytest.fixture
def small_disk(source: Path) -> Iterator[Path]:
    """A separate disk of 512 kB beside the source."""
    folder = source.parent / "schijf"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=512k", "vindplaats-test", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path, leave: int) -> None:
    """Fill a disk, except for ``leave`` bytes."""
    free = os.statvfs(folder)
    (folder / "vol").write_bytes(bytes(max(0, free.f_bavail * free.f_frsize - leave)))


@pytest.mark.parametrize("leave", [0, 4096, 20_000])
def test_a_full_output_disk_keeps_the_old_site(leave: int, source: Path, small_disk: Path) -> None:
    output = small_disk / "public"
    shutil.copytree(source / "public", output)
    before = tree(output)
    fill(small_disk, leave)
    check_refused(build(source, "--output", str(output)), "de schijf is vol", "Er is niets gepubliceerd.")
    assert tree(output) == before
    (small_disk / "vol").unlink()
    assert sorted(os.listdir(small_disk)) == ["public"]


def test_a_full_cache_disk_does_not_stop_a_build(source: Path, small_disk: Path) -> None:
    expected = clean(source)
    shutil.rmtree(source / CACHE_FOLDER)
    (source / CACHE_FOLDER).symlink_to(small_disk)
    for leave in (0, 4096, 20_000):
        fill(small_disk, leave)
        done = build(source)
        assert done.returncode == 0, done.stderr
        assert tree(source / "public") == expected
        assert not list(small_disk.glob("*.nieuw"))
        for path in small_disk.iterdir():
            path.unlink()


def test_an_output_that_is_a_mount_point_is_refused(source: Path, small_disk: Path) -> None:
    check_refused(build(source, "--output", str(small_disk)), "koppelpunt")
    assert os.listdir(small_disk) == []


def test_a_limit_on_file_sizes_keeps_the_old_site(source: Path) -> None:
    before = tree(source / "public")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))

    done = run_forked("build", "--source", str(source), "--as-of", AS_OF, "--no-cache", before=limit)
    check_refused(done)
    assert tree(source / "public") == before


# Permissions


@pytest.mark.parametrize("what", ["folder of the output", "output and its folder", "reserve"])
def test_an_output_without_write_permission_keeps_the_old_site(what: str, source: Path) -> None:
    output = source.parent / "uit/public"
    assert build(source, "--output", str(output)).returncode == 0
    (source / "content/projecten/p2.md").write_text(project("Project 2", body="Weer iets anders."))
    assert build(source, "--output", str(output)).returncode == 0  # so that there is a reserve
    (source / "content/projecten/p2.md").write_text(project("Project 2", body="En weer iets anders."))
    before = tree(output)
    paths = {"folder of the output": [output.parent], "output and its folder": [output, output.parent],
             "reserve": [output.parent / ".public-reserve", output.parent]}[what]  # fmt: skip
    for path in paths:
        path.chmod(0o555)
    check_refused(build(source, "--output", str(output), restricted=True), "geen toegang", str(output.parent))
    for path in paths:
        path.chmod(0o755)
    assert tree(output) == before
    assert build(source, "--output", str(output), restricted=True).returncode == 0
    assert tree(output) == clean(source)


@pytest.mark.parametrize("mode", [0o000, 0o444, 0o555])
def test_a_cache_folder_without_permissions_does_not_stop_a_build(mode: int, source: Path) -> None:
    expected = clean(source)
    (source / CACHE_FOLDER).chmod(mode)
    done = build(source, restricted=True)
    (source / CACHE_FOLDER).chmod(0o755)
    assert (done.returncode, tree(source / "public")) == (0, expected), done.stderr


def test_unreadable_cache_files_do_not_stop_a_build(source: Path) -> None:
    expected = clean(source)
    for path in (source / CACHE_FOLDER).iterdir():
        path.chmod(0)
    done = build(source, restricted=True)
    assert (done.returncode, tree(source / "public")) == (0, expected), done.stderr


def test_an_unreadable_template_is_reported(source: Path) -> None:
    (source / "templates").mkdir()
    path = source / "templates/404.html"
    path.write_text("<p>weg</p>")
    before = tree(source / "public")
    path.chmod(0)
    check_refused(build(source, restricted=True), "geen toegang", "templates/404.html")
    assert tree(source / "public") == before


def test_an_unreadable_page_is_reported(source: Path) -> None:
    before = tree(source / "public")
    (source / "content/projecten/p1.md").chmod(0)
    done = build(source, restricted=True)
    assert done.returncode == 1
    assert "content/projecten/p1.md" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(source / "public") == before


# The cache


def names(source: Path) -> list[str]:
    folder = source / CACHE_FOLDER
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def check_builds_equal(source: Path, expected: dict[str, bytes]) -> None:
    """Build twice and compare, because what the first build caches must be correct as well."""
    for _ in range(2):
        assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
        assert tree(source / "public") == expected


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 4))])
def test_a_damaged_cache_is_rebuilt(seed: int, source: Path) -> None:
    expected = clean(source)
    rng = random.Random(seed)
    kept = source.parent / "bewaard"
    shutil.copytree(source / CACHE_FOLDER, kept)
    for name in names(source):
        path = source / CACHE_FOLDER / name
        data = (kept / name).read_bytes()
        place = rng.randrange(len(data))
        flipped = bytearray(data)
        for _ in range(3):
            flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        for spoilt in (b"", data[:place], bytes(flipped), rng.randbytes(len(data)), data + b"x"):
            shutil.copytree(kept, source / CACHE_FOLDER, dirs_exist_ok=True)
            path.write_bytes(spoilt)
            check_builds_equal(source, expected)


def test_a_cache_with_folders_in_place_of_files_is_rebuilt(source: Path) -> None:
    expected = clean(source)
    for name in names(source):
        (source / CACHE_FOLDER / name).unlink()
        (source / CACHE_FOLDER / name / "in").mkdir(parents=True)
    check_builds_equal(source, expected)


def test_a_cache_of_another_version_is_rebuilt(source: Path) -> None:
    expected = clean(source)
    for name in names(source):
        path = source / CACHE_FOLDER / name
        path.write_bytes(b"een andere versie" + path.read_bytes()[17:])
    check_builds_equal(source, expected)


def random_value(rng: random.Random, depth: int = 0) -> object:
    """Return a random value that an attacker might put in a cache."""
    simple = [
        None,
        True,
        -1,
        2**63,
        0.5,
        "",
        "../../etc",
        "\0",
        b"",
        b"x" * 16,
        "projecten/p1",
        "cos\nsystem\n(S'x'\ntR.",
    ]
    if depth > 3 or rng.random() < 0.4:
        return rng.choice(simple)
    items = [random_value(rng, depth + 1) for _ in range(rng.randrange(9))]
    return items if rng.random() < 0.7 else {str(n): item for n, item in enumerate(items)}


def with_random_change(value: object, rng: random.Random) -> object:
    """Return the value with one random change in it."""
    if isinstance(value, list) and value and rng.random() < 0.95:
        place = rng.randrange(len(value))
        return [with_random_change(item, rng) if n == place else item for n, item in enumerate(value)]
    if isinstance(value, dict) and value and rng.random() < 0.95:
        place = rng.choice(sorted(value))
        return {key: with_random_change(item, rng) if key == place else item for key, item in value.items()}
    if isinstance(value, bool | int) and rng.random() < 0.5:
        return value + rng.choice([-1, 1, 10**6])
    return random_value(rng, 3)


@pytest.mark.filterwarnings("ignore:what was remembered:ResourceWarning")
@pytest.mark.parametrize("seed", range(2))
def test_a_forged_cache_can_only_change_pages(seed: int, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cache with the right version and checksums can change pages, but do nothing else.

    The cache is neither secret nor signed, because whoever can write it can also write the pages. But nothing in it is
    executed, and nothing outside the output is written.
    """
    rng = random.Random(seed)
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    (source / "content/projecten/p1.md").write_text(project("Project 1", body="Weer anders."))
    kept = source.parent / "bewaard"
    shutil.copytree(source / CACHE_FOLDER, kept)
    content = tree(source / "content")
    for name in [name for name in names(source) if name not in {"klok", ".gitignore", "CACHEDIR.TAG"}]:
        head = (kept / name).read_bytes()[:16]
        for number in range(4):
            shutil.copytree(kept, source / CACHE_FOLDER, dirs_exist_ok=True)
            data = (kept / name).read_bytes()[20:]
            try:
                value = (
                    with_random_change(msgpack.decode(data), rng)
                    if number > 1 and name != "paginas"
                    else random_value(rng)
                )
                spoilt = msgpack.encode(value) if number != 1 else b"\x91" * 100_000
            except (ValueError, TypeError):
                spoilt = rng.randbytes(200)
            check = zlib.crc32(spoilt)
            frame = struct.pack(">4sIII", b"VPF1", len(spoilt), 0, check)
            (source / CACHE_FOLDER / name).write_bytes(
                head + (frame if name == "paginas" else check.to_bytes(4, "big")) + spoilt
            )
            (source / "content/projecten/p2.md").write_text(project("Project 2", body=f"Nummer {number}."))
            assert main(["build", "--source", str(source), "--as-of", AS_OF]) in (0, 1), (name, number)
            assert "Traceback" not in capsys.readouterr().err
            content["projecten/p2.md"] = (source / "content/projecten/p2.md").read_bytes()
            assert tree(source / "content") == content
            assert {path.name for path in source.parent.iterdir()} == {"bron", "bewaard"}


def test_a_cache_that_names_outside_files_removes_none(source: Path) -> None:
    outside = source.parent / "van een ander.txt"
    outside.write_text("x")
    store, output = open_store(str(source)), str(source / "public")
    assert store is not None
    published = load_published(store, output)
    assert published is not None
    record = load_record(store, output, published)
    artifacts = msgpack.encode([*record.by_path.values(), Copy("../../../van een ander.txt", "x")])
    asked = AskedFacts.joined([*map(record.asked.of, range(len(record.asked))), b""])
    save(store, output, published, structs.replace(record, artifacts=artifacts, asked=asked))
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    assert outside.exists()
    assert tree(source / "public") == clean(source)


# The output folder


def test_forbidden_output_folders_are_refused(source: Path) -> None:
    root = source.parent
    (source / ".git/hooks").mkdir(parents=True)
    (root / "bestand").write_text("x")
    (root / "nergens").symlink_to(root / "weg")
    (root / "elders").mkdir()
    (root / "elders/foto.jpg").write_text("x")
    (root / MARKER).write_text("als van ons")
    before = {path for path in root.rglob("*") if CACHE_FOLDER not in path.parts}
    for output, words in {
        source: "bevat de content zelf", root: "bevat de content zelf", source / "content": "ligt in content/",
        source / "content/projecten/x": "ligt in content/", source / "templates/x": "ligt in templates/",
        source / "static": "ligt in static/", source / "wortel/x": "ligt in wortel/",
        source / ".vindplaats/x": "ligt in .vindplaats/",
        source / ".git": "ligt in .git/", source / ".git/hooks/x": "ligt in .git/", root / "bestand": "is een bestand",
        root / "nergens": "verwijzing die nergens heen leidt", root / "elders": "niet door Vindplaats gemaakt",
    }.items():  # fmt: skip
        check_refused(build(source, "--output", str(output)), words)
    assert {path for path in root.rglob("*") if CACHE_FOLDER not in path.parts} == before


def test_an_output_below_a_file_is_refused(source: Path) -> None:
    (source.parent / "bestand").write_text("x")
    check_refused(build(source, "--output", str(source.parent / "bestand/public")))
