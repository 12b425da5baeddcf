"""What a command makes is removed again if the command fails, and nothing else is."""

from pathlib import Path

import pytest

from vindplaats.commands.new_files import make_folders, undone_on_failure


def make_and_fail(folder: Path, error: BaseException, of_others: str = "") -> None:
    with undone_on_failure() as made:
        make_folders(str(folder / "a/b"), made)
        file = folder / "a/b/c.md"
        file.write_text("c", encoding="utf-8")
        made.append(str(file))
        if of_others:
            (folder / of_others).touch()
        raise error


@pytest.mark.parametrize("error", [OSError(28, "vol"), KeyboardInterrupt(), ValueError()])
def test_what_was_made_is_removed_after_a_failure(tmp_path: Path, error: BaseException) -> None:
    with pytest.raises(type(error)):
        make_and_fail(tmp_path, error)
    assert list(tmp_path.iterdir()) == []


def test_what_was_there_or_is_of_others_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="vol"):
        make_and_fail(tmp_path, OSError(28, "vol"), of_others="a/b/other.md")
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["other.md"]


def test_a_reader_that_stops_is_no_failure(tmp_path: Path) -> None:
    with pytest.raises(BrokenPipeError):
        make_and_fail(tmp_path, BrokenPipeError())
    assert (tmp_path / "a/b/c.md").read_text(encoding="utf-8") == "c"
