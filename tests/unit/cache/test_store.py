"""The cache holds plain data, and counts as absent if anything about it is in doubt."""

import os
from pathlib import Path

import pytest
from msgspec import Struct, msgpack

from vindplaats.cache import store as module
from vindplaats.cache.store import CACHE_FOLDER, Store, open_store, version


@pytest.fixture
def store(tmp_path: Path) -> Store:
    found = open_store(str(tmp_path))
    assert found is not None
    return found


def test_saved_content_is_loaded(store: Store) -> None:
    store.save("x", b"een")
    store.save("x", b"twee")
    assert store.load("x") == b"twee"
    assert store.load("y") == b""
    assert sorted(os.listdir(store.folder)) == [".gitignore", "CACHEDIR.TAG", "x"]


def test_git_and_backup_programs_leave_the_folder_alone(store: Store) -> None:
    assert Path(store.path(".gitignore")).read_text() == "*\n"
    assert Path(store.path("CACHEDIR.TAG")).read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


def test_damage_is_noticed_at_every_byte(store: Store) -> None:
    store.save("x", b"inhoud")
    good = Path(store.path("x")).read_bytes()
    for i in range(len(good)):
        Path(store.path("x")).write_bytes(good[:i] + bytes([good[i] ^ 1]) + good[i + 1 :])
        assert store.load("x") == b""
        Path(store.path("x")).write_bytes(good[:i])
        assert store.load("x") == b""
    Path(store.path("x")).write_bytes(good + b"x")
    assert store.load("x") == b""


def test_code_of_another_version_loads_nothing(store: Store) -> None:
    store.save("x", b"inhoud")
    assert Store(store.folder, b"0" * 16).load("x") == b""


class Value(Struct):
    number: int


def test_a_value_is_recalled_as_it_was_or_not_at_all(store: Store) -> None:
    store.save("x", msgpack.encode(Value(3)))
    assert store.recall("x", Value) == Value(3)
    assert store.recall("y", Value) is None
    store.save("x", msgpack.encode({"number": "drie"}))
    assert store.recall("x", Value) is None
    store.save("x", b"\xc1")
    assert store.recall("x", Value) is None


def test_a_disk_that_refuses_only_costs_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save("x", b"oud")

    def refuse(*_: object) -> None:
        raise OSError(28, "vol")

    monkeypatch.setattr(os, "replace", refuse)
    store.save("x", b"nieuw")
    assert store.load("x") == b"oud"
    assert sorted(os.listdir(store.folder)) == [".gitignore", "CACHEDIR.TAG", "x"]


def test_a_folder_that_cannot_be_written_has_no_store(tmp_path: Path) -> None:
    (tmp_path / CACHE_FOLDER).write_text("een bestand")
    assert open_store(str(tmp_path)) is None


def test_the_version_depends_on_code_and_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert version() == version()
    (tmp_path / "jinja2-99.dist-info").mkdir()
    before = version()
    monkeypatch.syspath_prepend(str(tmp_path))
    with_package = version()
    assert with_package != before
    package = tmp_path / "pakket"
    package.mkdir()
    (package / "a.py").write_text("a = 1")
    monkeypatch.setattr(module, "__file__", str(package / "cache" / "store.py"))
    first = version()
    assert first != with_package
    (package / "a.py").write_text("a = 2")
    second = version()
    assert second != first
    (package / "woorden.txt").write_text("kasteel kastelen")
    assert version() != second
