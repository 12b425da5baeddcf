"""Laws of whole builds: the same input gives the same bytes, in any folder and in any order of reading."""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import AS_OF, real_case, tree
from vindplaats.cli import main

SITES = Path(__file__).parent / "sites"


def built(source: Path, *options: str) -> dict[str, bytes]:
    assert main(["build", "--source", str(source), "--as-of", AS_OF, *options]) == 0
    return tree(source / "public")


class Shuffled:
    """The entries of `os.scandir`, shuffled."""

    def __init__(self, path: str, scandir: object, seed: int) -> None:
        with scandir(path) as entries:  # type: ignore[operator]
            self._entries = list(entries)
        random.Random(f"{seed}{path}").shuffle(self._entries)
        self._iterator = iter(self._entries)

    def __enter__(self) -> Iterator[os.DirEntry[str]]:
        return self._iterator

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        return self._iterator

    def __next__(self) -> os.DirEntry[str]:
        return next(self._iterator)

    def close(self) -> None:
        return

    def __exit__(self, *_: object) -> None:
        return


def test_a_source_gives_the_same_bytes_in_any_folder_and_reading_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(real_case(tmp_path / "een"))
    assert built(tmp_path / "een") == first
    scandir = os.scandir
    for seed in range(5):
        source = real_case(tmp_path / f"ergens anders {seed}")
        with monkeypatch.context() as patch:
            patch.setattr(os, "scandir", lambda path=".", seed=seed: Shuffled(path, scandir, seed))
            assert built(source) == first


@pytest.mark.parametrize("name", ["goed", "dubbel", "unicode"])
def test_the_output_does_not_depend_on_the_number_of_processes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(SITES / name, tmp_path / name)
    expected = built(tmp_path / name, "--jobs", "1")
    monkeypatch.setattr("vindplaats.read.content.PAGES_PER_FRAME", 1)
    assert built(tmp_path / name, "--jobs", "2") == expected


def test_the_output_contains_no_local_path_and_no_time(tmp_path: Path) -> None:
    for path, data in built(real_case(tmp_path / "bron")).items():
        assert str(tmp_path).encode() not in data, path


def test_the_real_case_has_its_studies_persons_and_links(tmp_path: Path) -> None:
    files = built(real_case(tmp_path))
    pages = {path: data.decode() for path, data in files.items() if path.endswith(".html")}
    studies = [
        path for path, text in pages.items()
        if path.startswith("projecten/") and path != "projecten/index.html" and 'http-equiv="refresh"' not in text
    ]  # fmt: skip
    assert len(studies) == 7
    doubled = pages["projecten/samen-beslissen-onderwijs-zorgprofessionals/index.html"]
    assert 'http-equiv="refresh" content="0; url=../../projecten/samen-beslissen-in-de-opleiding/"' in doubled
    persons = sorted(
        path.split("/")[1] for path in pages if path.startswith("contactpersonen/") and path.count("/") == 2
    )
    assert [p for p in persons if p.startswith("jos")] == ["jos-lubberman"]
    jos = pages["contactpersonen/jos-lubberman/index.html"]
    assert "../../projecten/arbeidsmarktonderzoek-woningcorporaties/" in jos
    assert "../../projecten/duurzame-inzetbaarheid-gemeentelijke-sector/" in jos
    clients = [path.split("/")[1] for path in pages if path.startswith("opdrachtgevers/") and path.count("/") == 2]
    assert sorted(clients) == sorted(
        p.stem for p in (tmp_path / "content/opdrachtgevers").glob("*.md")
    )  # every spelling refers to a registered client
    for news, project in (
        ("charter-diversiteit-derde-monitor", "charter-diversiteit-monitor-2020"),
        ("woningcorporaties-zoeken-personeel", "arbeidsmarktonderzoek-woningcorporaties"),
    ):
        assert f"../../projecten/{project}/" in pages[f"nieuws/{news}/index.html"]
        assert f"../../nieuws/{news}/" in pages[f"projecten/{project}/index.html"]


def test_the_page_of_a_person_with_only_news_is_not_empty(tmp_path: Path) -> None:
    page = built(real_case(tmp_path))["contactpersonen/jeanine/index.html"].decode()
    assert "Nog geen projecten" not in page
    assert "../../nieuws/charter-diversiteit-derde-monitor/" in page
