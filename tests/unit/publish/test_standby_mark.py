"""The mark in a spare site: the site that it belongs to, and the paths that differ."""

from pathlib import Path

import pytest

from vindplaats.publish.standby_mark import MARK, UNMARKED, StandbyMark, are_below, read_mark, write_mark


def test_a_mark_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_mark(str(tmp_path)) is UNMARKED
    mark = StandbyMark("1 2 3", ("a.html", "b/ü.html"))
    write_mark(str(tmp_path), mark)
    assert read_mark(str(tmp_path)) == mark
    assert [path.name for path in tmp_path.iterdir()] == [MARK]


def test_a_path_that_cannot_be_encoded_leaves_no_mark(tmp_path: Path) -> None:
    with pytest.raises(UnicodeError):
        write_mark(str(tmp_path), StandbyMark("x", ("\udc80",)))
    assert read_mark(str(tmp_path)) is UNMARKED


def test_paths_that_leave_the_folder_are_not_below_it() -> None:
    assert are_below(["a", "a/b", ".vindplaats", "a..b/..c", "...", "a b/ü"])
    for path in ("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/..", "a/../b", "a/./b", "a\0b"):
        assert not are_below(["a", path]), path
