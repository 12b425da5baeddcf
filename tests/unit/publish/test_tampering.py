"""Changes that others made to the published site are found from the times of files and folders."""

import os
from pathlib import Path

from vindplaats.publish.tampering import find_tampering

FILES = ("index.html", "a/index.html", "a/b/c.html")
HOUR_NS = 3_600 * 10**9


def test_changed_removed_and_added_files_are_found(tmp_path: Path) -> None:
    for path in FILES:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    now = max(path.lstat().st_ctime_ns for path in tmp_path.rglob("*"))
    assert find_tampering(str(tmp_path), FILES, now + HOUR_NS) == (set(), set())
    assert find_tampering(str(tmp_path), FILES, now - HOUR_NS) == (set(FILES), set())
    (tmp_path / "a/index.html").unlink()
    (tmp_path / "a/b/extra.html").write_text("x")
    (tmp_path / "a/map").mkdir()
    os.symlink(tmp_path / "a/b/extra.html", tmp_path / "link")
    (tmp_path / "index.html").unlink()
    (tmp_path / "index.html").symlink_to(tmp_path / "a/b/c.html")
    changed, added = find_tampering(str(tmp_path), FILES, now + HOUR_NS)
    assert changed == {"a/index.html", "index.html"}  # whatever their times are
    assert added == set()
    assert find_tampering(str(tmp_path), FILES, now - HOUR_NS)[1] == {"a/b/extra.html", "a/map", "link"}


def test_every_file_of_a_removed_site_counts_as_changed(tmp_path: Path) -> None:
    assert find_tampering(str(tmp_path / "weg"), FILES, 0) == (set(FILES), set())
