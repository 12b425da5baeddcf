"""The search index is made exactly when indexed text changed, and is published and removed as any other file."""

import itertools
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from search_engine import Engine, engine
from support import AS_OF, REPOSITORY, SEARCHED, make_source, project, real_case, run_here, tree
from vindplaats.errors import PublishError
from vindplaats.search.pagefind import build_index

__all__ = ["engine"]
FILES = SEARCHED | {
    "projecten/wonen.md": project("Wonen boven winkels", body="Over de woningmarkt."),
    "projecten/zorg.md": project("Zorg dichtbij", extra="trefwoorden: [zorg]\n"),
    "nieuws/los.md": "---\ntitel: Wij verhuizen\ndatum: 2022-03-04\n---\nNaar een ander pand.\n",
    "werkvelden/water.md": "---\ntitel: Water\n---\nAlles over water.\n",
}


def build(source: Path, *more: str) -> subprocess.CompletedProcess[str]:
    done = run_here("build", "--source", str(source), "--as-of", AS_OF, *more)
    assert done.returncode == 0, done.stderr
    return done


def edit(source: Path, name: str, old: str, new: str) -> None:
    path = source / "content" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def with_search(site: Path) -> list[str]:
    """Return the pages that have anything of search."""
    trace = re.compile(r'role="search"|type="search"|<script[^>]* src=|["/]zoeken/|zoekvak')
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return sorted(path for path, text in pages.items() if trace.search(text))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path / "bron", FILES)


@pytest.fixture
def index(source: Path) -> Path:
    return source / "public/pagefind"


def test_an_edit_of_indexed_text_makes_the_index_again(source: Path, engine: Engine) -> None:
    build(source)
    edit(source, "projecten/wonen.md", "woningmarkt", "huurmarkt")
    done = build(source, "--explain")
    assert "pagefind: tekst die bezoekers kunnen doorzoeken is veranderd\n" in done.stderr
    assert engine.runs == 2
    assert "huur--markt" in engine.indexed["projecten/wonen/index.html"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("projecten/wonen.md", "Over de woningmarkt.", "Over <!-- nog nakijken --> de **woningmarkt**."),
        ("projecten/wonen.md", "jaar: 2021", "jaar: 2021\naliassen: /oud/"),
        ("site.yaml", "naam: Proef", "naam: Proefsite"),
        ("site.yaml", "naam: Proef", "naam: Proef\naccent: '#00566b'"),
    ],
)
def test_another_edit_does_not(name: str, old: str, new: str, source: Path, engine: Engine) -> None:
    build(source)
    before = tree(source / "public")
    edit(source, name, old, new)
    build(source)
    assert tree(source / "public") != before or "nakijken" in new
    assert engine.runs == 1
    assert (source / "public/pagefind/pagefind.js").is_file()


def test_no_edit_does_not(source: Path, engine: Engine) -> None:
    build(source)
    build(source)
    build(source, "--explain")
    assert engine.runs == 1


@pytest.mark.parametrize("change", ["edit", "remove", "add", "replace"])
def test_tampering_is_undone(change: str, source: Path, index: Path, engine: Engine) -> None:
    build(source)
    before = sorted(index.rglob("*"))
    if change == "edit":
        (index / "index/een").write_text("ander", encoding="utf-8")
    elif change == "remove":
        shutil.rmtree(index / "index")
    elif change == "add":
        (index / "index/meer").write_text("meer", encoding="utf-8")
    else:
        shutil.rmtree(index)
        index.write_text("een bestand", encoding="utf-8")
    build(source)
    assert sorted(index.rglob("*")) == before
    assert (index / "index/een").read_text(encoding="utf-8") == "een"
    build(source)
    assert engine.runs == (1 if change == "add" else 2)


def test_the_option_removes_search_and_brings_it_back(source: Path, engine: Engine) -> None:
    build(source)
    whole = tree(source / "public")
    build(source, "--no-search")
    assert not {"pagefind", "zoeken"} & set(os.listdir(source / "public"))
    build(source)
    assert tree(source / "public") == whole
    assert (source / "public/pagefind/pagefind.js").is_file()


def test_a_site_may_have_no_search(source: Path, engine: Engine) -> None:
    edit(source, "site.yaml", "naam: Proef", "naam: Proef\nzoeken: nee")
    build(source)
    assert not {"pagefind", "zoeken"} & set(os.listdir(source / "public"))
    assert engine.runs == 0
    assert with_search(source / "public") == []
    edit(source, "site.yaml", "zoeken: nee", "zoeken: ja")
    build(source)
    assert engine.runs == 1
    assert {"index.html", "404.html"} < {*with_search(source / "public")}


def test_the_old_index_is_whole_until_the_next_build(source: Path, index: Path, engine: Engine) -> None:
    build(source)
    edit(source, "projecten/wonen.md", "woningmarkt", "huurmarkt")
    build(source)
    edit(source, "projecten/wonen.md", "huurmarkt", "koopmarkt")
    build(source)
    edit(source, "site.yaml", "naam: Proef", "naam: Proefsite")
    build(source)
    build(source, "--base-url", "https://ander.example/")
    assert (index / "pagefind.js").read_text(encoding="utf-8") == "// 3"
    assert (index / "index/een").is_file()


def test_check_makes_no_index(source: Path, engine: Engine) -> None:
    assert run_here("check", "--source", str(source), "--as-of", AS_OF).returncode == 0
    assert engine.runs == 0


def test_a_site_with_nothing_to_find_has_no_index(tmp_path: Path, engine: Engine) -> None:
    source = tmp_path / "bron"
    (source / "content").mkdir(parents=True)
    (source / "content/site.yaml").write_text("naam: Leeg\nbase_url: https://leeg.example/\n", encoding="utf-8")
    build(source)
    assert engine.runs == 0
    assert not (source / "public/pagefind").exists()


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_failing_engine_publishes_nothing(
    jobs: str, source: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(source)
    before = tree(source / "public")
    edit(source, "projecten/wonen.md", "woningmarkt", "huurmarkt")

    def fail(*_: object) -> None:
        raise PublishError("De zoekindex is niet te maken.")

    with monkeypatch.context() as patch:
        patch.setattr("vindplaats.search.pagefind.build_index", fail)
        done = run_here("build", "--source", str(source), "--as-of", AS_OF, "--jobs", jobs)
    assert done.returncode == 2
    assert "De zoekindex is niet te maken." in done.stderr
    assert tree(source / "public") == before
    assert not (source / ".public-reserve/zoeken").exists()
    build(source)
    assert engine.runs == 2


def test_the_shadow_tree_is_a_function_of_the_source(tmp_path: Path, engine: Engine) -> None:
    """Clean or incremental, in any order of files, and with any number of processes, the indexed text is the same."""
    source = real_case(tmp_path / "bron")
    trees = []
    build(source, "--no-cache", "--jobs", "1")
    trees.append(engine.indexed)
    other = tmp_path / "ander"
    paths = sorted(path.relative_to(source) for path in (source / "content").rglob("*") if path.is_file())
    random.Random(16).shuffle(paths)
    for count, path in itertools.zip_longest(range(0, len(paths), 12), paths):
        (other / path).parent.mkdir(parents=True, exist_ok=True) if path else None
        if path:
            shutil.copy(source / path, other / path)
        if count == 48 and (other / "content/site.yaml").is_file():
            run_here("build", "--source", str(other), "--as-of", AS_OF, "--jobs", "3")
    build(other, "--jobs", "3")
    trees.append(engine.indexed)
    assert trees[0] == trees[1]


def test_the_shadow_tree_does_not_depend_on_hashes(tmp_path: Path, engine: Engine) -> None:
    """The hashes of this process have a seed of chance."""
    source = real_case(tmp_path / "bron")
    build(source)
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from search_engine import Engine\n"
        "from vindplaats.search import pagefind\n"
        "from vindplaats.cli import main\n"
        "made = Engine(Path(sys.argv[1]))\n"
        "pagefind.build_index = made.build_index\n"
        "sys.exit(main(sys.argv[2:]))\n"
    )
    output = tmp_path / "ander"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "engine-2"), "build", "--source", str(source), "--no-cache",
         "--as-of", AS_OF, "--output", str(output)],
        check=True, capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": str(REPOSITORY / "tests")},
    )  # fmt: skip
    assert {path: data.decode() for path, data in tree(tmp_path / "engine-2/0").items()} == engine.indexed


def test_a_killed_build_leaves_no_folder_for_the_next(source: Path, engine: Engine) -> None:
    build(source)
    edit(source, "site.yaml", "naam: Proef", "naam: Proefsite")
    build(source)
    (source / ".public-reserve/zoeken/projecten").mkdir(parents=True)
    build(source)
    assert not (source / ".public-reserve/zoeken").exists()


def test_the_real_engine_makes_an_index(source: Path, index: Path) -> None:
    build(source)
    assert {"pagefind.js", "pagefind-entry.json", "fragment", "index", "filter"} <= set(os.listdir(index))
    assert not [name for name in os.listdir(index) if "ui" in name]


def test_a_change_of_the_source_ends_the_engine(tmp_path: Path, source: Path) -> None:
    class ChangedError(Exception):
        pass

    def look() -> None:
        raise ChangedError

    shadow = tmp_path / "shadow"
    shadow.mkdir()
    for number in range(400):
        text = " ".join(f"woord{number * 500 + n}" for n in range(500))
        (shadow / f"{number}.html").write_text(f"<html><body data-pagefind-body><p>{text}</p></body></html>")
    with pytest.raises(ChangedError):
        build_index(str(shadow), str(tmp_path / "index"), look)
