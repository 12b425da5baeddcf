"""The inventory of files from `stat` alone, and when it may be trusted."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import make_source, project
from vindplaats.inputs import inventory as scan
from vindplaats.inputs.inventory import (
    RACY_NS,
    FileStat,
    Inventory,
    combined_digest,
    current_digests,
    digest,
    encode_stats,
    is_settled,
    make_inventory,
    scan_source,
    trusted_digests,
)
from vindplaats.inputs.theme_files import THEME_PREFIX

NOW = 10**18
LONG_AGO = NOW - 2 * RACY_NS


def stat_of(
    path: str = "content/a.md", *, size: int = 1, mtime_ns: int = LONG_AGO, ctime_ns: int = LONG_AGO
) -> FileStat:
    return FileStat(path, "", size, mtime_ns, ctime_ns, 7)


def test_the_inventory_has_exactly_the_files_that_a_build_can_read(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A"), ".verborgen.md": "x"})
    for name in ("templates/.deel.html", "static/.verborgen", "static/x.css", ".vindplaats/bron", "public/x"):
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text("x")
    (source / "content/leeg").mkdir()
    (source / "content/verwijzing").symlink_to(tmp_path)
    (source / "content/nergens.md").symlink_to(tmp_path / "weg")
    (source / "content/kring.md").symlink_to("kring.md")
    (source / "content/buiten.md").symlink_to(scan.__file__)
    (source / "content/binnen.md").symlink_to("site.yaml")
    os.mkfifo(source / "content/pijp.md")
    own = [(file.path, file.kind) for file in scan_source(str(source)) if not file.path.startswith(THEME_PREFIX)]
    assert own == [
        ("content/binnen.md", ""), ("content/buiten.md", "buiten"),
        ("content/contactpersonen", "map"), ("content/contactpersonen/noor.md", ""), ("content/kring.md", "kapot"),
        ("content/leeg", "map"), ("content/nergens.md", "kapot"), ("content/pijp.md", "anders"),
        ("content/projecten", "map"), ("content/projecten/a.md", ""), ("content/site.yaml", ""),
        ("content/verwijzing", "link"), ("static/x.css", ""), ("templates/.deel.html", ""),
    ]  # fmt: skip
    assert f"{THEME_PREFIX}templates/base.html" in {file.path for file in scan_source(str(source))}


def test_times_are_trusted_outside_the_racy_window() -> None:
    files = [stat_of("a"), stat_of("b", mtime_ns=NOW - 1), stat_of("c", ctime_ns=NOW - RACY_NS), stat_of("d")]
    known = make_inventory(NOW, files, {file.path: file.path.encode() * 16 for file in files})
    assert set(trusted_digests(known, files, NOW + 1)) == {"a", "d"}


@pytest.mark.parametrize(
    "changed",
    [
        stat_of(size=2),
        stat_of(mtime_ns=LONG_AGO + 1),
        stat_of(ctime_ns=LONG_AGO + 1),
        FileStat("content/a.md", "", 1, LONG_AGO, LONG_AGO, 8),
    ],
)
def test_a_difference_in_any_field_means_that_the_file_changed(changed: FileStat) -> None:
    known = make_inventory(NOW, [stat_of()], {"content/a.md": b"x" * 16})
    assert trusted_digests(known, [stat_of()], NOW) == {"content/a.md": b"x" * 16}
    assert trusted_digests(known, [changed], NOW) == {}


def test_a_clock_that_runs_backwards_proves_nothing() -> None:
    known = make_inventory(NOW, [stat_of()], {"content/a.md": b"x" * 16})
    assert trusted_digests(known, [stat_of()], NOW - 1) == {}


def test_files_without_a_trusted_digest_are_read_again(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    files = scan_source(str(source))
    path = "content/projecten/a.md"
    known = make_inventory(NOW, files, {path: b"x" * 16})
    os.utime(source / path, ns=(1, 1))
    assert current_digests(str(source), known, scan_source(str(source)), NOW) == {
        path: digest((source / path).read_bytes())
    }
    (source / path).unlink()
    assert current_digests(str(source), known, scan_source(str(source)), NOW) == {}


def test_the_combined_digest_is_of_names_and_contents_or_else_of_times() -> None:
    files = [stat_of("a"), stat_of("b")]
    digests = {"a": b"1" * 16, "b": b"2" * 16}
    total = combined_digest(files, digests)
    assert total == combined_digest([stat_of("a", mtime_ns=5), stat_of("b")], digests)
    assert total != combined_digest(files, {**digests, "b": b"3" * 16})
    assert total != combined_digest([stat_of("a"), stat_of("c")], {"a": b"1" * 16, "c": b"2" * 16})
    assert total != combined_digest([*files, FileStat("c", "map")], digests)
    assert combined_digest(files, {}) != combined_digest([stat_of("a", mtime_ns=5), stat_of("b")], {})


NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(NAMES, st.none() | st.binary(min_size=16, max_size=16)))
def test_an_inventory_keeps_its_files_and_digests(digests: dict[str, bytes | None]) -> None:
    files = [stat_of(path) for path in sorted(digests)]
    found = {path: value for path, value in digests.items() if value}
    back = {file.path: value for file, value in make_inventory(NOW, files, found).files() if value}
    assert back == {path: value for path, value in found.items() if value != bytes(16)}


def test_names_that_are_not_text_are_never_trusted() -> None:
    odd = stat_of(os.fsdecode(b"content/\xff.md"))
    assert encode_stats([odd]) == b""
    assert combined_digest([odd], {})
    assert trusted_digests(Inventory(NOW, encode_stats([odd]), b"x" * 16), [odd], NOW) == {}


STATS = st.builds(
    FileStat,
    path=st.sampled_from(["content/a.md", "content/b.md", "content/\udcff.md"]),
    kind=st.sampled_from(["", "map"]),
    size=st.integers(0, 2),
    mtime_ns=st.sampled_from([0, LONG_AGO, NOW - RACY_NS, NOW]),
    ctime_ns=st.sampled_from([0, LONG_AGO, NOW]),
)
LISTS = st.lists(STATS, max_size=3, unique_by=lambda file: file.path)


@given(LISTS, LISTS, st.booleans(), st.sampled_from([NOW - 1, NOW, NOW + 1]))
def test_law_of_the_digests_of_an_unchanged_source(
    before: list[FileStat], after: list[FileStat], same: bool, clock: int
) -> None:
    files = before if same else after
    digests = {file.path: digest(file.path.encode("utf-8", "surrogatepass")) for file in before if not file.kind}
    known = make_inventory(NOW, before, digests)
    if known.has_same(files, clock):
        assert known.digests_of(files) == trusted_digests(known, files, clock) == digests
        again = make_inventory(clock, files, digests)
        assert (again.stats, again.digests, again.total) == (known.stats, known.digests, known.total)
    else:
        settled = all(is_settled(file, NOW) for file in files)
        assert clock < NOW or files != before or not settled or not known.stats
