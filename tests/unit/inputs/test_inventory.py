"""What is known of files without opening them, and when that may be trusted."""

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
    make_inventory,
    scan_source,
    trusted_digests,
)
from vindplaats.inputs.theme_files import THEME_PREFIX

NOW = 10**18
LONG_AGO = NOW - 2 * RACY_NS


def seen(path: str = "content/a.md", *, size: int = 1, mtime_ns: int = LONG_AGO, ctime_ns: int = LONG_AGO) -> FileStat:
    return FileStat(path, "", size, mtime_ns, ctime_ns, 7)


def test_everything_that_a_build_can_read_is_seen_and_nothing_else(tmp_path: Path) -> None:
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
    own = [(one.path, one.kind) for one in scan_source(str(source)) if not one.path.startswith(THEME_PREFIX)]
    assert own == [
        ("content/binnen.md", ""), ("content/buiten.md", "buiten"),
        ("content/contactpersonen", "map"), ("content/contactpersonen/noor.md", ""), ("content/kring.md", "kapot"),
        ("content/leeg", "map"), ("content/nergens.md", "kapot"), ("content/pijp.md", "anders"),
        ("content/projecten", "map"), ("content/projecten/a.md", ""), ("content/site.yaml", ""),
        ("content/verwijzing", "link"), ("static/x.css", ""), ("templates/.deel.html", ""),
    ]  # fmt: skip
    assert f"{THEME_PREFIX}templates/base.html" in {one.path for one in scan_source(str(source))}


def test_times_are_trusted_outside_the_racy_window() -> None:
    files = [seen("a"), seen("b", mtime_ns=NOW - 1), seen("c", ctime_ns=NOW - RACY_NS), seen("d")]
    known = make_inventory(NOW, files, {one.path: one.path.encode() * 16 for one in files})
    assert set(trusted_digests(known, files, NOW + 1)) == {"a", "d"}


@pytest.mark.parametrize(
    "other",
    [
        seen(size=2),
        seen(mtime_ns=LONG_AGO + 1),
        seen(ctime_ns=LONG_AGO + 1),
        FileStat("content/a.md", "", 1, LONG_AGO, LONG_AGO, 8),
    ],
)
def test_any_difference_makes_a_file_another(other: FileStat) -> None:
    known = make_inventory(NOW, [seen()], {"content/a.md": b"x" * 16})
    assert trusted_digests(known, [seen()], NOW) == {"content/a.md": b"x" * 16}
    assert trusted_digests(known, [other], NOW) == {}


def test_a_clock_that_runs_backwards_proves_nothing() -> None:
    known = make_inventory(NOW, [seen()], {"content/a.md": b"x" * 16})
    assert trusted_digests(known, [seen()], NOW - 1) == {}


def test_what_is_not_trusted_is_read_again(tmp_path: Path) -> None:
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


def test_the_total_is_of_names_and_contents_and_of_times_where_nobody_read() -> None:
    files = [seen("a"), seen("b")]
    digests = {"a": b"1" * 16, "b": b"2" * 16}
    total = combined_digest(files, digests)
    assert total == combined_digest([seen("a", mtime_ns=5), seen("b")], digests)
    assert total != combined_digest(files, {**digests, "b": b"3" * 16})
    assert total != combined_digest([seen("a"), seen("c")], {"a": b"1" * 16, "c": b"2" * 16})
    assert total != combined_digest([*files, FileStat("c", "map")], digests)
    assert combined_digest(files, {}) != combined_digest([seen("a", mtime_ns=5), seen("b")], {})


NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.dictionaries(NAMES, st.none() | st.binary(min_size=16, max_size=16)))
def test_what_is_learnt_comes_back(digests: dict[str, bytes | None]) -> None:
    files = [seen(path) for path in sorted(digests)]
    found = {path: value for path, value in digests.items() if value}
    back = {one.path: value for one, value in make_inventory(NOW, files, found).files() if value}
    assert back == {path: value for path, value in found.items() if value != bytes(16)}


def test_names_that_are_no_text_are_never_trusted() -> None:
    odd = seen(os.fsdecode(b"content/\xff.md"))
    assert encode_stats([odd]) == b""
    assert combined_digest([odd], {})
    assert trusted_digests(Inventory(NOW, encode_stats([odd]), b"x" * 16), [odd], NOW) == {}
