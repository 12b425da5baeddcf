"""Publishing is all or nothing, and only ever replaces what we made."""

from pathlib import Path

import pytest

from support import tree
from vindplaats.publish import publish as module
from vindplaats.publish.publish import MARKER, PublishError, check_output, publish
from vindplaats.render.artifact import Artifact

PAGE = Artifact("a/index.html", b"nieuw")


def test_the_tree_is_exactly_what_was_planned(tmp_path: Path) -> None:
    copied = tmp_path / "bron.pdf"
    copied.write_bytes(b"%PDF")
    assert publish([PAGE, Artifact("a/b.pdf", copy_of=str(copied))], str(tmp_path / "uit")) == 4
    assert set(tree(tmp_path / "uit")) == {"a/index.html", "a/b.pdf", MARKER, ".nojekyll"}
    assert (tmp_path / "uit/a/b.pdf").read_bytes() == b"%PDF"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bron.pdf", "uit"]
    assert not (tmp_path / "uit").is_symlink()


@pytest.mark.parametrize("exchange", [True, False])
def test_the_old_site_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(module, "_exchange", lambda _one, _other: False)
    publish([Artifact("oud.html", b"oud")], str(tmp_path / "uit"))
    publish([PAGE], str(tmp_path / "uit"))
    assert set(tree(tmp_path / "uit")) == {"a/index.html", MARKER, ".nojekyll"}
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_a_failure_on_the_way_leaves_the_old_site(tmp_path: Path) -> None:
    publish([Artifact("oud.html", b"oud")], str(tmp_path / "uit"))
    before = tree(tmp_path / "uit")
    with pytest.raises(OSError, match=r"weg\.pdf"):
        publish([PAGE, Artifact("b.pdf", copy_of=str(tmp_path / "weg.pdf"))], str(tmp_path / "uit"))
    with pytest.raises(PublishError):
        publish([PAGE, PAGE], str(tmp_path / "uit"))
    assert tree(tmp_path / "uit") == before
    assert [p.name for p in tmp_path.iterdir()] == ["uit"]


def test_a_file_that_is_not_as_written_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = module._write

    def write_and_lose(artifacts: tuple[Artifact, ...], stage: str) -> dict[str, int]:
        sizes = write(artifacts, stage)
        (Path(stage) / PAGE.path).write_bytes(b"half")
        return {**sizes}

    monkeypatch.setattr(module, "_write", write_and_lose)
    with pytest.raises(PublishError, match=r"a/index\.html"):
        publish([PAGE], str(tmp_path / "uit"))
    assert list(tmp_path.iterdir()) == []


def test_what_we_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    foreign = tmp_path / "foto's"
    foreign.mkdir()
    check_output(str(foreign), str(tmp_path))  # empty: nothing to lose
    (foreign / "vakantie.jpg").write_bytes(b"x")
    with pytest.raises(PublishError, match="niet door Vindplaats gemaakt"):
        check_output(str(foreign), str(tmp_path))
    with pytest.raises(PublishError, match="is een bestand"):
        check_output(str(foreign / "vakantie.jpg"), str(tmp_path))
    with pytest.raises(PublishError, match="ligt in content/"):
        check_output(str(tmp_path / "content" / "public"), str(tmp_path))
    with pytest.raises(PublishError, match="niet door Vindplaats gemaakt"):
        check_output(str(tmp_path), str(tmp_path))
    (tmp_path / "link").symlink_to(foreign)
    with pytest.raises(PublishError, match="verwijzing"):
        check_output(str(tmp_path / "link"), str(tmp_path))
