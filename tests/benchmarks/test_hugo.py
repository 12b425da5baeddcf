"""Both themes of Hugo make the pages of Vindplaats, and the complete theme makes all files, with equal contents."""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest
from msgspec import Struct

from benchmarks.corpora import NAMES, corpus_of
from benchmarks.corpus import MIN_PAGES, MIN_WORDS, make_corpus
from benchmarks.hugo_site import (
    MENU,
    PER_PAGE,
    combinations,
    config,
    find_hugo,
    hugo_pages,
    hugo_source,
    replaced_doubles,
    write_hugo,
)
from benchmarks.processes import kind_of, run
from benchmarks.source import Corpus, write
from support import AS_OF, run_here, tree
from vindplaats.publish.publish import MARKER
from vindplaats.render.facts.related import MAX_RELATED
from vindplaats.render.routing import addresses

CORPUS = make_corpus(MIN_PAGES, MIN_WORDS)
PROJECTS = 62
"""More than one page of the list of projects has, so that it has two."""
HUGO_PROGRAM = find_hugo()
LONG = 10
"""The number of projects above which the citations of all are in the files of years, in the ordinary corpus."""
SHORTENED = 100
"""The least number of characters of a text that was cut off. Soft hyphens make Hugo cut elsewhere."""
SAME_SIZE = 0.05
"""By how much the bodies of all pages of a kind may differ in bytes, links written alike."""
TEXTS = (".html", ".bib", ".ris", ".json")
ATOM = "{http://www.w3.org/2005/Atom}"

_CITATIONS = re.compile(r"([^/\"]+)/index\.(bib|ris|json)")
"""The address of a file with citations, of which Hugo cannot choose the name."""
_RELATED = re.compile(r'<section class="verwant">.*?</section>', re.DOTALL)
_LINK = re.compile(r'href="([^"]*)"')


T = TypeVar("T", str, bytes)


class Sites(Struct, frozen=True):
    """What both tools made of one corpus: the bytes of each file by its path."""

    corpus: Corpus
    mine: Mapping[str, bytes]
    theirs: Mapping[str, bytes]

    def each(self, ending: str) -> Iterator[tuple[str, str, str]]:
        """Yield the path and the two texts of every file with this ending."""
        for place, content in self.mine.items():
            if place.endswith(ending):
                yield place, content.decode(), self.theirs[place].decode()


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.slow) for name in NAMES])
def sites(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Sites:
    corpus = corpus_of(request.param, PROJECTS)
    folder = tmp_path_factory.mktemp("sites")
    with pytest.MonkeyPatch.context() as patched:
        if request.param == "ordinary":
            patched.setattr(addresses, "MAX_CITATION_LIST", LONG)
        return Sites(corpus, vindplaats_site(corpus, folder / "vindplaats"), hugo_site(corpus, folder / "hugo"))


def vindplaats_site(corpus: Corpus, source: Path) -> Mapping[str, bytes]:
    """Build the corpus with Vindplaats and return its files, without the mark of a folder that Vindplaats made."""
    source.mkdir()
    write(corpus, source)
    done = run_here("build", "--no-search", "--source", str(source), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    return {place: content for place, content in tree(source / "public").items() if place != MARKER}


def hugo_site(corpus: Corpus, source: Path, *, complete: bool = True) -> Mapping[str, bytes]:
    """Build the corpus with Hugo and return its files."""
    if HUGO_PROGRAM is None:
        reason = "Hugo is not installed; it is in the extra `benchmark`"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}; CI must have it")
        pytest.skip(reason)
    write_hugo(corpus, source, complete=complete)
    run([HUGO_PROGRAM, "build", "--panicOnWarning", "--source", str(source)], source.with_suffix(".log"))
    site = tree(source / "public")
    return {
        renamed(place): renamed(content) if place != "feed.json" and place.endswith(TEXTS) else content
        for place, content in site.items()
    }


def renamed(text: T) -> T:
    """Return a path or page with the files with citations named as Vindplaats names them.

    ``a/index.bib`` becomes ``a/a.bib``.
    """
    if isinstance(text, bytes):
        return _CITATIONS.sub(r"\1/\1.\2", text.decode()).encode()
    return _CITATIONS.sub(r"\1/\1.\2", text)


def body(page: str, place: str) -> str:
    """Return the body of a page, with absolute links."""
    here = f"https://voorbeeld.example/{place.removesuffix('index.html')}"
    return _LINK.sub(lambda match: f'href="{urljoin(here, match[1])}"', page.partition("<body>")[2])


def links_of(page_body: str) -> list[str]:
    """Return the sorted links of a page, except those within it and to related projects, of which Hugo has others."""
    return sorted(unquote(link) for link in _LINK.findall(_RELATED.sub("", page_body)) if "#" not in link)


def related_on(page_body: str) -> int:
    """Return how many related projects a page shows."""
    return sum(part.count("<h3>") for part in _RELATED.findall(page_body))


class Head(HTMLParser):
    """The title, the meta and link elements, and the JSON-LD of the head of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[tuple[str, str], ...]] = Counter()
        self.texts: dict[str, str] = {}
        self._inside = ""
        self.feed(page.partition("<body>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag in {"meta", "link"} and ("href", "/static/stijl.css") not in attrs:
            found = {name: shortened(value or "") for name, value in attrs}
            if found.get("rel") not in {"stylesheet", "icon", "apple-touch-icon", "manifest"}:
                self.elements[tuple(sorted(found.items()))] += 1

    def handle_data(self, data: str) -> None:
        self.texts[self._inside] = self.texts.get(self._inside, "") + data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 (the parser passes it)
        self._inside = ""

    @property
    def linked_data(self) -> Any:
        """What schema.org says of the page."""
        return comparable(json.loads(self.texts.get("script", "null")))


def comparable(value: Any) -> Any:
    """Return a value of JSON with texts shortened alike, and without the order of lists.

    The tools sort names by other rules.
    """
    if isinstance(value, dict):
        return {name: comparable(part) for name, part in value.items() if name != "position"}
    if isinstance(value, list):
        return sorted((comparable(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return shortened(value) if isinstance(value, str) else value


def shortened(text: str) -> str:
    """Return the beginning of a text that was cut off, and other texts as they are."""
    return text[:SHORTENED] if text.endswith("…") else text


def test_both_tools_write_the_same_files(sites: Sites) -> None:
    assert sites.theirs.keys() == sites.mine.keys()
    assert any(re.fullmatch(r"werkvelden/[^/]+/\d{4}/index.html", place) for place in sites.mine)
    assert "projecten/pagina/2/index.html" in sites.mine
    redirects = sum(b'http-equiv="refresh"' in content[:1000] for content in sites.theirs.values())
    assert redirects == len(replaced_doubles(sites.corpus))
    is_index = b"/jaren/" in sites.mine["projecten/projecten.bib"]
    assert is_index == bool(sites.corpus.planted)  # only the ordinary corpus has more projects than the limit here
    pictures = [place for place in sites.mine if place.endswith("/grafiek.svg")]
    assert len(pictures) == sum(bool(page.files) for page in sites.corpus.pages)


def test_pages_have_the_same_links_and_about_the_same_size(sites: Sites) -> None:
    totals: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for place, my_page, their_page in sites.each(".html"):
        mine, theirs = body(my_page, place), body(their_page, place)
        assert links_of(mine) == links_of(theirs), place
        assert related_on(mine) <= related_on(theirs) <= MAX_RELATED, place
        for total, text in zip(totals, (mine, theirs), strict=True):
            total[kind_of(place, my_page[:1000].encode())] += len(text)
    assert totals[1] == pytest.approx(totals[0], rel=SAME_SIZE)


def test_heads_of_pages_say_the_same(sites: Sites) -> None:
    for place, my_page, their_page in sites.each("index.html"):
        if 'http-equiv="refresh"' in my_page:
            continue
        mine, theirs = Head(my_page), Head(their_page)
        assert mine.texts["title"] == theirs.texts["title"], place
        assert mine.elements == theirs.elements, place
        assert mine.linked_data == theirs.linked_data, place


def test_citations_and_files_for_machines_are_equal(sites: Sites) -> None:
    for ending in (".bib", ".ris", "robots.txt"):
        for place, mine, theirs in sites.each(ending):
            assert mine.split() == theirs.split(), place
    for ending in (".json", ".webmanifest"):
        for place, mine, theirs in sites.each(ending):
            assert place == "feed.json" or json.loads(mine) == json.loads(theirs), place
    (_, mine, theirs), = sites.each("sitemap.xml")  # fmt: skip
    assert sorted(re.findall("<loc>(.*?)</loc>", mine)) == sorted(re.findall("<loc>(.*?)</loc>", theirs))


def test_feeds_have_the_same_entries(sites: Sites) -> None:
    for place, mine, theirs in sites.each("feed.xml"):
        assert entries(mine) == entries(theirs), place
    (_, mine, theirs), = sites.each("feed.json")  # fmt: skip
    assert comparable(json.loads(mine)) == comparable(json.loads(theirs))


def entries(feed: str) -> list[tuple[str, list[str]]]:
    """Return the texts of the elements of a feed by name, the entries of one day in any order."""
    root = ElementTree.fromstring(feed)
    found = [("feed", [shortened(part.text or "") for part in root if part.tag != f"{ATOM}entry"])]
    return found + sorted(("entry", [shortened(part.text or "") for part in e]) for e in root.iter(f"{ATOM}entry"))


def test_the_minimal_theme_makes_the_same_pages(sites: Sites, tmp_path: Path) -> None:
    minimal = hugo_site(sites.corpus, tmp_path / "hugo", complete=False)
    assert {p for p in minimal if p.endswith(".html")} == {p for p in sites.mine if p.endswith(".html")}
    assert not any(p.endswith((".bib", "feed.xml")) for p in minimal)


def test_hugo_gets_one_of_two_exact_doubles_with_the_other_as_alias() -> None:
    gone, stays = next(iter(replaced_doubles(CORPUS).items()))
    assert stays.startswith("projecten/")
    pages = {page.path: text for page, text in hugo_pages(CORPUS)}
    assert len(pages) == len(CORPUS.pages) - len(replaced_doubles(CORPUS))
    assert f"{gone}.md" not in pages
    assert f'aliases: ["/{gone}/"]\n' in pages[f"{stays}.md"]
    assert sum("aliases:" in text for text in pages.values()) == len(replaced_doubles(CORPUS))


def test_links_between_pages_become_addresses() -> None:
    linking = [page for page in CORPUS.pages if "](../projecten/" in page.body]
    assert linking
    for page in linking:
        text = hugo_source(page)
        assert "](/projecten/" in text
        assert "](../" not in text
        assert text.count("](") == page.body.count("](")


def test_each_year_of_a_werkveld_is_a_term_with_the_address_of_vindplaats() -> None:
    terms = combinations(CORPUS)
    page = next(page for page in CORPUS.pages if page.jaar and "Bodem en water" in page.werkveld)
    name = f"bodem-en-water-{page.jaar}"
    assert terms[name]["title"] == f"Bodem en water in {page.jaar}"
    assert terms[name]["url"] == f"/werkvelden/bodem-en-water/{page.jaar}/"
    assert f'"{name}"' in hugo_source(page)
    source = "".join(text for _, text in hugo_pages(CORPUS))
    assert {*re.findall(r'"([a-z-]+-20\d\d)"', source)} == terms.keys()


def test_the_configuration_names_every_menu_item_and_the_size_of_a_list() -> None:
    text = config()
    assert all(f'identifier = "{name}"' in text for name in MENU)
    assert f"pagerSize = {PER_PAGE}\n" in text
    assert "[outputs]" in text
    assert "[outputs]" not in config(complete=False)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("404.html", "not found"),
        ("nieuws/index.html", "list"),
        ("jaren/index.html", "overview"),
        ("jaren/2020/index.html", "list"),
        ("jaren/2020/pagina/2/index.html", "list, further page"),
        ("projecten/pagina/12/index.html", "list, further page"),
        ("projecten/x/index.html", "project"),
        ("nieuws/x/index.html", "nieuwsbericht"),
        ("werkvelden/x/2020/index.html", "list of a year"),
        ("werkvelden/x/2020/pagina/2/index.html", "list, further page"),
        ("over-ons/x/y/index.html", "other page"),
        ("static/stijl.css", "other file"),
    ],
)
def test_the_kind_of_a_page_follows_from_its_path(path: str, kind: str) -> None:
    assert kind_of(path, b"<!DOCTYPE html>") == kind
    if kind != "other file":
        assert kind_of(path, b'<meta http-equiv="refresh" content="0">') == "redirect"
