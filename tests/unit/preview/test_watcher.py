import os
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from support import SEARCHED, make_source, project
from vindplaats.inputs.inventory import FileStat
from vindplaats.options import Options
from vindplaats.preview import watcher as module
from vindplaats.preview.site import Site, signature
from vindplaats.preview.watcher import SourceWatcher, is_git_busy


class Counted(Site):
    """A site that counts its builds instead of building. ``changing`` builds find that the source changes meanwhile."""

    def __init__(self, source: Path) -> None:
        super().__init__(Options(source=str(source), output=str(source / "voorproef"), preview=True), print)
        self.built: list[tuple[FileStat, ...]] = []
        self.indexes = 0
        self.changing = 0

    def rebuild(self, files: tuple[FileStat, ...]) -> bool:
        self.built.append(files)
        self.changing -= 1
        return self.changing < 0

    def make_index(self) -> None:
        self.indexes += 1


@pytest.fixture
def site(tmp_path: Path) -> Counted:
    return Counted(make_source(tmp_path / "bron", SEARCHED | {"projecten/wonen.md": project("Wonen")}))


@pytest.fixture
def watcher(site: Counted, monkeypatch: pytest.MonkeyPatch) -> SourceWatcher:
    """A watcher of a site that was built, whose index is made at once."""
    monkeypatch.setattr(module, "INDEX_QUIET_S", 0)
    return SourceWatcher(site, (site.options.day, signature(site.options.source)))


def save(site: Counted, text: str = "Anders", name: str = "wonen") -> None:
    path = Path(site.options.source, "content/projecten", f"{name}.md")
    fresh = path.with_name(".fresh")
    fresh.write_text(project(text), encoding="utf-8")
    fresh.replace(path)


def test_a_change_is_built_once_and_then_indexed(site: Counted, watcher: SourceWatcher) -> None:
    assert not watcher.follow()
    assert (len(site.built), site.indexes) == (0, 1)
    save(site)
    assert watcher.follow()
    assert not watcher.follow()
    assert not watcher.follow()
    assert (len(site.built), site.indexes) == (1, 2)


def test_a_source_that_changed_during_the_build_is_built_again_at_once(site: Counted, watcher: SourceWatcher) -> None:
    save(site)
    site.changing = 3
    start = time.monotonic()
    assert [watcher.follow() for _ in range(4)] == [False, False, False, True]
    assert time.monotonic() - start < 2
    assert (len(site.built), site.indexes) == (4, 0)


def test_a_site_that_was_not_built_yet_is_built(site: Counted) -> None:
    assert SourceWatcher(site, None).follow()


def test_another_day_is_a_change(site: Counted) -> None:
    assert SourceWatcher(site, (date(2001, 2, 3), signature(site.options.source))).follow()


def test_saves_in_quick_succession_are_few_batches(site: Counted, watcher: SourceWatcher) -> None:
    """They are one batch, unless the machine is so busy that saving pauses by itself."""
    save(site)
    count = 60

    def save_often() -> None:
        for number in range(count):
            time.sleep(0.005)
            save(site, f"Titel {number}")

    saving = threading.Thread(target=save_often)
    saving.start()
    assert watcher.follow()
    saving.join()
    while site.built[-1] != signature(site.options.source):
        assert watcher.follow()
    assert len(site.built) < count / 4


def test_a_source_that_vanishes_and_comes_back_is_built_twice(site: Counted, watcher: SourceWatcher) -> None:
    content, away = Path(site.options.source, "content"), Path(site.options.source, "weg")
    content.rename(away)
    assert watcher.follow()
    assert site.built == [()]
    away.rename(content)
    assert watcher.follow()
    assert site.built == [(), signature(site.options.source)]


def test_a_checkout_is_one_batch_however_slow(site: Counted, watcher: SourceWatcher) -> None:
    lock = Path(site.options.source, ".git/index.lock")
    lock.parent.mkdir()
    lock.touch()

    def check_out() -> None:
        for number in range(4):
            save(site, f"Titel {number}")
            time.sleep(0.15)
        save(site, "Titel 4", name="zorg")
        lock.unlink()

    thread = threading.Thread(target=check_out)
    thread.start()
    time.sleep(0.05)
    assert watcher.follow()
    thread.join()
    assert site.built == [signature(site.options.source)]


def test_a_lock_that_git_left_does_not_hold_up_the_preview(
    site: Counted, watcher: SourceWatcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_GIT_WAIT_S", 0.1)
    Path(site.options.source, ".git").mkdir()
    Path(site.options.source, ".git/index.lock").touch()
    save(site)
    assert watcher.follow()


@pytest.mark.parametrize("place", ["", "docs/site"])
def test_the_lock_of_git_is_found(tmp_path: Path, place: str) -> None:
    source = tmp_path / "repo" / place
    source.mkdir(parents=True)
    assert not is_git_busy(str(source))
    (tmp_path / "repo/.git").mkdir()
    assert not is_git_busy(str(source))
    (tmp_path / "repo/.git/index.lock").touch()
    assert is_git_busy(str(source))


@pytest.mark.parametrize("relative", [True, False])
def test_the_lock_of_a_worktree_is_found(tmp_path: Path, relative: bool) -> None:
    source, git = tmp_path / "werk", tmp_path / "repo/.git/worktrees/werk"
    source.mkdir()
    git.mkdir(parents=True)
    folder = os.path.relpath(git, source) if relative else str(git)
    (source / ".git").write_text(f"gitdir: {folder}\n", encoding="utf-8")
    assert not is_git_busy(str(source))
    (git / "index.lock").touch()
    assert is_git_busy(str(source))


def test_a_file_that_only_has_the_name_of_git_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"\xff\xfe")
    assert not is_git_busy(str(tmp_path))


def test_stopping_waits_for_the_build(site: Counted, watcher: SourceWatcher, monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[bool] = []

    def build_slowly(_: tuple[FileStat, ...]) -> bool:
        time.sleep(0.2)
        ended.append(True)
        return True

    monkeypatch.setattr(site, "rebuild", build_slowly)
    monkeypatch.setattr(module, "IOLoop", type("Loop", (), {"current": staticmethod(lambda: None)}))
    save(site)
    watcher.start(lambda: None)
    time.sleep(0.1)
    watcher.stop()
    assert ended == [True]
