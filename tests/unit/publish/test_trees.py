"""The two trees of a site on disk."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vindplaats.publish.trees import Trees, is_ours, recover, remove_reserve, start_empty, write


@pytest.mark.parametrize("remove", [remove_reserve, start_empty])
def test_a_reserve_is_recognised_at_every_moment_of_its_removal(
    remove: Callable[[Trees], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trees = Trees(str(tmp_path / "public"))
    start_empty(trees)
    for name in ("a/index.html", "b/index.html", "z"):
        path = Path(trees.spare, name)
        path.parent.mkdir(exist_ok=True)
        path.touch()
    removed: list[str] = []

    def checked(change: Callable[..., None]) -> Callable[..., None]:
        def check(path: str, *args: Any, **kwargs: Any) -> None:
            assert is_ours(trees.reserve), removed
            change(path, *args, **kwargs)
            removed.append(path)

        return check

    with monkeypatch.context() as patches:
        patches.setattr(os, "unlink", checked(os.unlink))
        patches.setattr(os, "rmdir", checked(os.rmdir))
        remove(trees)
    assert len(removed) == 8
    assert os.path.isdir(trees.reserve) == (remove is start_empty)


@pytest.mark.parametrize(
    ("text", "others", "ours"), [("*\n", [], True), ("", [], True), ("", ["brief.txt"], False), ("*.log\n", [], False)]
)
def test_a_reserve_is_recognised_while_its_first_file_is_written(
    text: str, others: list[str], ours: bool, tmp_path: Path
) -> None:
    trees = Trees(str(tmp_path / "public"))
    os.mkdir(trees.reserve)
    for name in others:
        Path(trees.reserve, name).touch()
    Path(trees.reserve, ".gitignore").write_text(text, encoding="utf-8")
    assert is_ours(trees.reserve) == ours


def test_recovery_leaves_a_folder_of_others_alone(tmp_path: Path) -> None:
    trees = Trees(str(tmp_path / "public"))
    letter = Path(trees.shadow, "brief.txt")
    letter.parent.mkdir(parents=True)
    letter.write_text("Bewaar mij.", encoding="utf-8")
    recover(trees)
    assert letter.is_file()


@pytest.mark.parametrize("path", ["x", "a/x", "a/b/c/x"])
@pytest.mark.parametrize("before", ["nothing", "file", "folder", "other"])
def test_a_file_is_written_whatever_is_at_its_path(path: str, before: str, tmp_path: Path) -> None:
    file, folders = tmp_path / path, set[str]()
    if before != "nothing":
        file.parent.mkdir(parents=True, exist_ok=True)
    if before == "file":
        file.write_bytes(b"ander")
    if before == "folder":
        (file / "y").mkdir(parents=True)
    for data in b"een", b"":
        write(str(tmp_path), path, data, folders)
        assert file.read_bytes() == data
    assert folders == {path.rpartition("/")[0]}


def test_a_file_is_written_in_parts_if_the_disk_accepts_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    monkeypatch.setattr(os, "write", lambda number, data: whole(number, data[:3]))
    write(str(tmp_path), "a/x", b"verzonnen")
    assert (tmp_path / "a/x").read_bytes() == b"verzonnen"
