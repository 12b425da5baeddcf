"""A kept corpus only saves time: with and without it the catalogue stage has the same result."""

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from unittest.mock import patch

import pytest
from msgspec import msgpack, structs

from benchmarks.corpus import make_corpus, write
from unit.catalogue.doubles.test_duplicate_cache import change
from vindplaats.catalogue.catalogue import Catalogue, CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Corpus
from vindplaats.catalogue.doubles.cache import EMPTY_CACHE
from vindplaats.catalogue.doubles.exact import DoubleGroup, path_order
from vindplaats.catalogue.kept_catalogue import KeptCatalogue, corpus_key
from vindplaats.catalogue.resolved import GroupedContent, resolve_content
from vindplaats.config import NO_SITE, SiteConfig, read_site, site_to_check
from vindplaats.diagnostics.diagnostic import collect
from vindplaats.diagnostics.links import UNFRAMED_LINK
from vindplaats.read.content import Content, read_content
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Record
from vindplaats.text import nfc

SITES = Path(__file__).parents[2] / "sites"
DAY = date(2026, 11, 23)
Edit = Callable[[Path], None]
KeyParts = tuple[Content, GroupedContent]
"""What the key of a kept corpus is made from, with the settings of the site."""


def again(kept: KeptCatalogue | None) -> KeptCatalogue:
    """Return what a later build reads of what is kept."""
    assert kept is not None
    return msgpack.decode(msgpack.encode(kept), type=KeptCatalogue)


def config(source: Path) -> SiteConfig:
    return read_site(str(source))[0] or site_to_check(str(source))


def made(
    source: Path, options: CatalogueOptions, before: Catalogue | None = None, *, anew: bool = True
) -> tuple[Catalogue, Content]:
    """Return the catalogue made from what ``before`` kept, after comparing it with one that is made from nothing.

    If not ``anew``, the kept corpus has to be used.
    """
    content, site = read_content(str(source))[0], config(source)
    cache = before.duplicate_cache if before else EMPTY_CACHE
    kept = again(before.kept) if before else KeptCatalogue()
    clean, diagnostics = catalogue(content, site, options)
    with patch("vindplaats.catalogue.catalogue.resolve_content", resolve_content if anew else None):
        found, diagnostics_again = catalogue(content, site, options, cache, kept)
    assert found.corpus == clean.corpus
    assert found.duplicate_cache == clean.duplicate_cache
    assert collect(diagnostics_again) == collect(diagnostics)
    assert len(diagnostics_again) == len(diagnostics)
    return found, content


def shown(corpus: Corpus) -> set[PageId]:
    studies = {study.project.id for study in corpus.studies}
    return studies | {bericht.record.id for bericht in corpus.berichten} | {text.record.id for text in corpus.paginas}


def has_words_alone(record: Record) -> bool:
    """Return whether a sentence at the end of a page changes only its words."""
    return bool(
        record.kind in {"projecten", "nieuws", "paginas"} and record.body.first and not record.body.contact_words
    )


def add_sentence(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n\nEr staat nu een zin bij.\n", encoding="utf-8")


@pytest.mark.parametrize("site", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
@pytest.mark.parametrize("hidden", [False, True])
def test_a_kept_corpus_is_the_one_that_would_be_made(site: str, hidden: bool, tmp_path: Path) -> None:
    source = tmp_path / site
    shutil.copytree(SITES / site, source)
    options = CatalogueOptions(DAY, drafts=hidden, hidden=hidden)
    before, content = made(source, options)
    made(source, options, before, anew=False)  # nothing has changed
    merged = {page for found in before.corpus.redirects if found.page for page in (found.target, found.page.id)}
    edited = [record for record in content.records if has_words_alone(record) and record.id not in merged]
    for record in edited:
        (file,) = (file for file in source.rglob("*.md") if nfc(str(file)) == nfc(str(source / record.file)))
        add_sentence(file)
    after, _ = made(source, options, before, anew=bool(config(source).insluiten))
    assert (after.corpus != before.corpus) == bool({record.id for record in edited} & shown(before.corpus))


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))])
def test_law_that_a_kept_corpus_is_the_one_that_would_be_made(seed: int, tmp_path: Path) -> None:
    write(make_corpus(80, 120, seed), tmp_path)
    rng = random.Random(seed)
    before, used = None, 0
    for _ in range(20):
        found, _ = made(tmp_path, CatalogueOptions(DAY), before)
        used += before is not None and before.kept is not None and before.kept == found.kept
        before = found
        change(rng, tmp_path / "content")
    assert used


PAGE = """---
titel: Wonen aan de haven
werkveld: Wonen
opdrachtgever: Gemeente Verzinsel
contactpersoon: Jan Jansen
jaar: 2020
---

Hier staat wat we hebben onderzocht, met [een adres](https://elders.example/a).

## Aanpak

We hebben alle huizen geteld.
"""
OTHER = PAGE.replace("Wonen aan de haven", "Werken aan de haven").replace("alle huizen", "alle banen")
FILES = {
    "content/site.yaml": "naam: Bureau Verzinsel\nbase_url: https://bureau.example/\n",
    "content/projecten/a.md": PAGE,
    "content/projecten/b.md": OTHER,
    "content/projecten/klad.md": "---\ntitel: Klad\nconcept: true\n---\n",
    "content/contactpersonen/jan.md": "---\nnaam: Jan Jansen\n---\n",
}


def replace(file: str, old: str, new: str) -> Edit:
    def edit(source: Path) -> None:
        text = (source / file).read_text(encoding="utf-8")
        assert old in text
        (source / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def put(file: str, text: str = "x") -> Edit:
    def edit(source: Path) -> None:
        (source / file).parent.mkdir(parents=True, exist_ok=True)
        (source / file).write_text(text, encoding="utf-8")

    return edit


def make_files(source: Path) -> None:
    for file, text in FILES.items():
        put(file, text)(source)


A = "content/projecten/a.md"


@pytest.mark.parametrize(
    "edit",
    [
        replace(A, "alle huizen", "alle huizen en alle schuren"),
        replace(A, "Hier staat wat we hebben onderzocht, ", "Hier leest u alles wat we al wisten, "),
        replace(A, "geteld.", "geteld.\n\nDat was veel werk.\n"),
    ],
)
def test_other_words_leave_the_kept_corpus_in_use(edit: Edit, tmp_path: Path) -> None:
    make_files(tmp_path)
    before, _ = made(tmp_path, CatalogueOptions(DAY))
    edit(tmp_path)
    after, _ = made(tmp_path, CatalogueOptions(DAY), before, anew=False)
    assert after.corpus != before.corpus
    assert after.kept == before.kept


@pytest.mark.parametrize(
    "edit",
    [
        replace(A, "titel: Wonen", "titel: Samen wonen"),
        replace(A, "jaar: 2020", "jaar: 2021"),
        replace(A, "Jan Jansen", "Piet Pietersen"),
        replace(A, "## Aanpak", "## Onze aanpak"),
        replace(A, "elders.example/a", "elders.example/b"),
        replace(A, "geteld.", "geteld. Bel 020 123 45 67."),
        replace(A, "geteld.", "geteld, zie [het andere onderzoek](b.md)."),
        replace("content/site.yaml", "naam: Bureau", "naam: Het Bureau"),
        replace("content/site.yaml", "https://bureau.example/", "https://elders.example/"),
        put("content/projecten/bijlage.pdf"),
        put("content/projecten/c.md", PAGE.replace("haven", "kade")),
        put("content/notities/c.txt"),
        put("static/logo.svg"),
        lambda source: (source / A).rename(source / "content/projecten/aa.md"),
        lambda source: (source / A).unlink(),
        replace("content/projecten/klad.md", "titel: Klad", "titel: Klad\njaar: 2020"),
    ],
)
def test_anything_else_makes_the_corpus_again(edit: Edit, tmp_path: Path) -> None:
    make_files(tmp_path)
    before, _ = made(tmp_path, CatalogueOptions(DAY))
    edit(tmp_path)
    after, _ = made(tmp_path, CatalogueOptions(DAY), before)
    assert after.kept is not None
    assert before.kept is not None
    assert after.kept.key != before.kept.key


@pytest.mark.parametrize(
    "options",
    [CatalogueOptions(date(2026, 11, 24)), CatalogueOptions(DAY, drafts=True), CatalogueOptions(DAY, hidden=True)],
)
def test_other_options_make_the_corpus_again(options: CatalogueOptions, tmp_path: Path) -> None:
    make_files(tmp_path)
    before, _ = made(tmp_path, CatalogueOptions(DAY))
    after, _ = made(tmp_path, options, before)
    assert after.kept is not None
    assert before.kept is not None
    assert after.kept.key != before.kept.key


def test_words_of_merged_pages_matter(tmp_path: Path) -> None:
    """The words of two pages stay the same, but one gets a link that the other lacks."""
    make_files(tmp_path)
    put("content/projecten/a-kopie.md", PAGE)(tmp_path)
    before, _ = made(tmp_path, CatalogueOptions(DAY))
    assert [redirect.target.name for redirect in before.corpus.redirects] == ["a"]
    replace("content/projecten/a-kopie.md", "alle huizen", "[alle huizen](#tekst-aanpak)")(tmp_path)
    made(tmp_path, CatalogueOptions(DAY), before)
    replace("content/projecten/a-kopie.md", "geteld", "gemeten")(tmp_path)
    after, _ = made(tmp_path, CatalogueOptions(DAY), before)
    assert after.corpus.redirects == ()


def test_which_pages_are_merged_into_which_matters(tmp_path: Path) -> None:
    """The words of another page decide whether news is merged into a project: no other page has to change for that."""
    make_files(tmp_path)
    for name, year in (("a2", 2020), ("b", 2021)):
        put(f"content/projecten/{name}.md", PAGE.replace("2020", str(year)))(tmp_path)
    for name in ("x", "y"):
        text = PAGE.replace("opdrachtgever: Gemeente Verzinsel\n", "").replace("jaar: 2020", "datum: 2020-05-01")
        put(f"content/nieuws/{name}.md", text)(tmp_path)
    before, _ = made(tmp_path, CatalogueOptions(DAY))
    assert {str(bericht.record.id) for bericht in before.corpus.berichten} == {"nieuws/x"}
    replace("content/projecten/b.md", "alle huizen", "alle boten")(tmp_path)
    after, _ = made(tmp_path, CatalogueOptions(DAY), before)
    assert after.corpus.berichten == ()


@pytest.mark.parametrize(
    ("old", "new", "hidden"),
    [
        ("jaar: 2020", "jaar: 2020", False),
        ("jaar: 2020\n", "", False),  # the page is refused
        ("jaar: 2020\n", "concept: true\n", True),  # the page is an incomplete draft
    ],
)
def test_words_beside_a_link_matter_if_it_may_be_a_frame(old: str, new: str, hidden: bool, tmp_path: Path) -> None:
    make_files(tmp_path)
    replace("content/site.yaml", "naam:", "insluiten: [www.youtube-nocookie.com]\nnaam:")(tmp_path)
    replace(A, old, new)(tmp_path)
    replace(A, "geteld.", "geteld.\n\n[De film](https://youtu.be/abcdefghijk)\n")(tmp_path)
    options = CatalogueOptions(DAY, drafts=hidden, hidden=hidden)
    before, _ = made(tmp_path, options)
    replace(A, "abcdefghijk)", "abcdefghijk) is te zien.")(tmp_path)
    after, _ = made(tmp_path, options, before)
    assert UNFRAMED_LINK.code in codes(tmp_path, options, "[De film](https://youtu.be/abcdefghijk)\n")
    assert UNFRAMED_LINK.code not in codes(tmp_path, options, None)
    assert after.kept != before.kept


def codes(source: Path, options: CatalogueOptions, film: str | None) -> set[str]:
    """Return the codes of the diagnostics, after writing the last paragraph of a page if there is one."""
    if film:
        text = (source / A).read_text(encoding="utf-8")
        other = text[: text.index("[De film]")] + film
        (source / A).write_text(other, encoding="utf-8")
    found = {diagnostic.code for diagnostic in catalogue(read_content(str(source))[0], config(source), options)[1]}
    if film:
        (source / A).write_text(text, encoding="utf-8")
    return found


NAMES = ("projecten/a", "projecten/b", "projecten/c", "nieuws/d", "nieuws/e", "projecten/film", "projecten/video")
PROJECT = "opdrachtgever: Gemeente Verzinsel\ncontactpersoon: Jan Jansen\njaar: 2020"
HEADS = {
    "projecten": (PROJECT, PROJECT.replace("2020", "2021"), "concept: true", "concept: false"),  # the last is refused
    "nieuws": ("datum: 2020-05-01", "datum: 2020-05-02", "concept: true", "concept: false"),
}
SENTENCES = ("We hebben alle huizen geteld.", "We hebben alle boten geteld.")
FILMS = ("[De film](https://youtu.be/abcdefghijk)", "[De film](https://youtu.be/abcdefghijk) is te zien.")


def play(rng: random.Random, source: Path, options: CatalogueOptions, steps: int) -> int:
    """Change the words of random pages, sometimes also their year or whether they are drafts.

    Return how often the kept corpus was used. There are few pages and few texts, so that projects of two years often
    have the words of news. The weights were chosen to make that likely.
    """
    put("content/site.yaml", FILES["content/site.yaml"] + "insluiten: [www.youtube-nocookie.com]\n")(source)
    heads = {name: HEADS[name.partition("/")[0]][0] for name in NAMES}
    before, used = None, 0
    for name in chain(NAMES, (rng.choice(NAMES) for _ in range(steps))):
        kind, _, stem = name.partition("/")
        if rng.random() < 0.2:
            heads[name] = rng.choices(HEADS[kind], (6, 2, 1, 1))[0]
        text = rng.choice(FILMS) if stem in {"film", "video"} else rng.choices(SENTENCES, (4, 1))[0]
        page = f"---\ntitel: Wonen aan de haven\nwerkveld: Wonen\n{heads[name]}\n---\n\n{text}\n"
        put(f"content/{name}.md", page)(source)
        found, _ = made(source, options, before)
        used += before is not None and before.kept == found.kept
        before = found
    return used


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize("steps", [80, pytest.param(600, marks=pytest.mark.slow)])
def test_law_that_words_leave_a_kept_corpus_right(steps: int, hidden: bool, tmp_path: Path) -> None:
    assert play(random.Random(2), tmp_path, CatalogueOptions(DAY, drafts=hidden, hidden=hidden), steps) > steps // 4


def _of_the_same_pages_in_other_groups(content: Content, grouped: GroupedContent) -> KeyParts:
    pages = sorted((page for group in grouped.groups for page in (group.survivor, *group.others)), key=path_order)
    groups = (DoubleGroup(pages[0], tuple(pages[1:])),) if pages else ()
    return content, structs.replace(grouped, groups=groups)


WRONG_KEYS: Mapping[str, Callable[[Content, GroupedContent], KeyParts]] = {
    "without exact doubles": lambda content, grouped: (content, structs.replace(grouped, groups=())),
    "without their groups": _of_the_same_pages_in_other_groups,
    "without frames of pages": lambda content, grouped: (structs.replace(content, records=()), grouped),
    "without frames of refused pages": lambda content, grouped: (structs.replace(content, refused=()), grouped),
    "without frames of drafts": lambda content, grouped: (structs.replace(content, drafts=()), grouped),
}
"""Functions that leave out something of what the key of a kept corpus must cover, by what is wrong with the key."""


@pytest.mark.parametrize("wrong", WRONG_KEYS)
def test_the_law_detects_a_key_that_covers_too_little(wrong: str, tmp_path: Path) -> None:
    def key(content: Content, site: SiteConfig, grouped: GroupedContent, *, hidden: bool) -> bytes:
        content, grouped = WRONG_KEYS[wrong](content, grouped)
        return corpus_key(content, site, grouped, hidden=hidden)

    options = CatalogueOptions(DAY, drafts=True, hidden=True)
    with patch("vindplaats.catalogue.catalogue.corpus_key", key), pytest.raises((AssertionError, ValueError)):
        play(random.Random(2), tmp_path, options, 600)


def test_a_kept_context_of_other_pages_is_refused(tmp_path: Path) -> None:
    make_files(tmp_path)
    content, site = read_content(str(tmp_path))[0], config(tmp_path)
    before, _ = catalogue(content, site, CatalogueOptions(DAY), EMPTY_CACHE, KeptCatalogue())
    kept = structs.replace(again(before.kept), context=msgpack.encode(((), ())))
    with pytest.raises(ValueError, match=r"\(2, 0, 0\)"):
        catalogue(content, site, CatalogueOptions(DAY), EMPTY_CACHE, kept)


def test_nothing_is_kept_unless_that_is_asked(tmp_path: Path) -> None:
    make_files(tmp_path)
    content, _ = read_content(str(tmp_path))
    assert catalogue(content, NO_SITE, CatalogueOptions(DAY))[0].kept is None
    site = structs.replace(NO_SITE, long_fields=frozenset({"a", "b", "c", "d"}))
    kept = [catalogue(content, site, CatalogueOptions(DAY), EMPTY_CACHE, KeptCatalogue())[0].kept for _ in range(2)]
    assert kept[0] == kept[1]
