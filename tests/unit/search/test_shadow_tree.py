"""The shadow tree is written with the words of the cache, which has those of the last build and no others."""

from pathlib import Path

from vindplaats.cache.store import Store
from vindplaats.search.hit import Hit
from vindplaats.search.shadow_tree import SHADOW_WORDS, write_tree


class NoTexts:
    """Stands for the texts of reports."""

    def page_texts(self, _: str) -> tuple[str, ...]:
        return ()


def written(title: str, store: Store, folder: Path) -> str:
    hit = Hit(path="x/index.html", soort="Pagina", titel=title)
    write_tree([hit], NoTexts(), store, str(folder), 1)
    return (folder / hit.path).read_text(encoding="utf-8")


def test_the_cache_has_the_words_of_the_last_build(tmp_path: Path) -> None:
    store = Store(str(tmp_path), b"1")
    written("Arbeidsmarkt en kastelen", store, tmp_path / "een")
    written("Arbeidsmarkt", store, tmp_path / "twee")
    assert store.recall(SHADOW_WORDS, dict[str, str]) == {"Arbeidsmarkt": "Arbeids--markt"}


def test_words_are_taken_from_the_cache(tmp_path: Path) -> None:
    store = Store(str(tmp_path), b"1")
    assert "<h1>Arbeids--markt</h1>" in written("Arbeidsmarkt", store, tmp_path / "een")
    store.save(SHADOW_WORDS, store.load(SHADOW_WORDS).replace(b"s--m", b"z--m"))
    assert "<h1>Arbeidz--markt</h1>" in written("Arbeidsmarkt", store, tmp_path / "twee")


def test_several_processes_write_what_one_writes(tmp_path: Path) -> None:
    hits = [Hit(path=f"{i}/index.html", soort="Pagina", titel=f"Arbeidsmarkt van gemeente{i}") for i in range(50)]
    found = {}
    for processes in (1, 3):
        folder, store = tmp_path / str(processes), Store(str(tmp_path / f"cache{processes}"), b"1")
        write_tree(hits, NoTexts(), store, str(folder), processes)
        pages = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.html")}
        found[processes] = pages, store.recall(SHADOW_WORDS, dict[str, str])
    assert len(found[1][0]) == len(hits)
    assert found[1] == found[3]
