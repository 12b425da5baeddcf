"""The cache of pictures: each picture is made once, a stale one is never used, and unused ones are removed."""

from pathlib import Path

import pytest

from support import make_source, png, project, tree
from vindplaats.cache.store import CACHE_FOLDER as CACHE
from vindplaats.cli import main
from vindplaats.media import pillow
from vindplaats.media import variants as recipe
from vindplaats.publish import picture_cache as pictures
from vindplaats.publish.picture_cache import PICTURES_FOLDER

PAGE = "projecten/x/index.md"


class Site:
    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.source = make_source(folder, {PAGE: project("X", body="![T](a.png)")})
        self.made: list[tuple[int, str]] = []
        encode = pillow.encode

        def counted(picture: pillow.Upright, width: int, kind: str) -> bytes:
            self.made.append((width, kind))
            return encode(picture, width, kind)

        monkeypatch.setattr(pillow, "encode", counted)
        self.write(png(600, 2))

    def write(self, data: bytes, name: str = "a.png") -> None:
        (self.source / "content/projecten/x" / name).write_bytes(data)

    @property
    def kept(self) -> list[Path]:
        return sorted((self.source / CACHE / PICTURES_FOLDER).iterdir())

    def build(self, *more: str, code: int = 0) -> list[tuple[int, str]]:
        self.made.clear()
        assert main(["build", "--source", str(self.source), "--jobs", "1", *more]) == code
        return sorted(self.made)


ALL = [(480, "avif"), (480, "webp"), (600, "avif"), (600, "webp")]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    return Site(tmp_path, monkeypatch)


def test_each_picture_is_made_once(site: Site) -> None:
    assert site.build() == ALL
    before = tree(site.source / "public")
    (site.source / "content" / PAGE).write_text(project("Y", body="![Ander](a.png)"), encoding="utf-8")
    assert site.build() == []
    assert site.build("--output", str(site.source / "proef")) == []
    site.write(png(600, 2, (1, 2, 3)))
    assert site.build() == ALL
    site.write(png(600, 2))
    assert site.build() == []
    after = tree(site.source / "public")
    assert {path for path in before if before[path] != after[path]} >= {"projecten/x/index.html"}
    assert all(before[path] == after[path] for path in before if path.endswith((".avif", ".webp", ".png")))


def test_a_damaged_picture_is_made_again(site: Site) -> None:
    site.build()
    before = tree(site.source / "public")
    for number, path in enumerate(site.kept):
        data = path.read_bytes()
        path.write_bytes((data[:-1] + b"?", b"", data[:20], b"VPB1" + data)[number])
    assert site.build("--output", str(site.source / "proef")) == ALL
    assert tree(site.source / "proef") == before


def test_nothing_is_stored_without_a_cache(site: Site) -> None:
    assert site.build("--no-cache") == ALL
    assert not (site.source / CACHE).exists()


def test_unused_pictures_are_removed_above_a_limit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_UNUSED_PICTURES", 4)
    for colour in range(2):
        site.write(png(600, 2, (colour, 0, 0)))
        site.build()
    assert len(site.kept) == 8
    site.write(png(600, 2, (2, 0, 0)))
    site.build()
    assert len(site.kept) == 12
    site.write(png(600, 2, (3, 0, 0)))
    site.build()
    assert len(site.kept) == 4
    site.write(png(600, 2, (3, 0, 0)), "b.png")
    (site.source / "public").rename(site.source / "weg")
    assert site.build() == []


def test_another_recipe_or_version_of_pillow_gives_another_name() -> None:
    name = recipe.kept_name(b"x", 480, "avif", square=False)
    others = {
        recipe.kept_name(b"y", 480, "avif", square=False), recipe.kept_name(b"x", 481, "avif", square=False),
        recipe.kept_name(b"x", 480, "webp", square=False), recipe.kept_name(b"x", 480, "avif", square=True),
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(recipe, "_pillow_version", lambda: "99.0")
        others.add(recipe.kept_name(b"x", 480, "avif", square=False))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(recipe, "RECIPE_VERSION", 0)
        others.add(recipe.kept_name(b"x", 480, "avif", square=False))
    assert len({name, *others}) == 7


def test_a_picture_that_breaks_during_the_build_stops_the_build(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.build()
    before = tree(site.source / "public")
    site.write(png(600, 2, (9, 9, 9)))
    upright = pillow.upright

    def late(original: bytes, *, square: bool) -> pillow.Upright:
        return upright(original[:50], square=square)

    monkeypatch.setattr(pillow, "upright", late)
    site.build(code=1)
    assert "content/projecten/x/a.png:1:1: fout[afbeelding-kapot]" in capsys.readouterr().err
    assert tree(site.source / "public") == before


def test_a_picture_that_changes_during_the_build_is_not_cached_under_its_old_name(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode_of = pictures._make

    def changed(*arguments: object) -> object:
        site.write(png(600, 2, (0, 0, 200)))
        return encode_of(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(pictures, "_make", changed)
        site.build()
    site.write(png(600, 2))
    assert site.build("--output", str(site.source / "proef")) == ALL
    assert site.build("--no-cache", "--output", str(site.source / "schoon")) == ALL
    assert tree(site.source / "proef") == tree(site.source / "schoon")
