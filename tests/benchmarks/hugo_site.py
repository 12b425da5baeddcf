"""Write the corpus as a Hugo site with the same kinds of pages as Vindplaats, as an experienced Hugo user would.

The templates are in ``hugo_theme/``. Where the two tools differ, we chose what is fastest for Hugo:

- Doubles are resolved beforehand: of two equal pages Hugo gets one, with the address of the other as alias. It makes
  the same redirect, but does not look for doubles.
- Links between pages are already addresses; Hugo does not check them.
- News names its werkvelden and persons in separate fields, so that lists of projects need no filter.
- Links start at the root of the host, so that a card is equal on every page and is rendered once.
- Of the files for machines Hugo makes only the sitemap. It makes no metadata in the heads of pages, feeds or citations,
  only the links to them.
- Related projects are the six around a project in the list of its client, or also of its werkvelden if that list is
  short. Hugo's own related content compares all pages that share anything, which is quadratic here. Our rule, which
  weighs what else the nearest projects share, can be written in its templates, but takes far longer there than the rest
  of the page.
- Features that no page of the corpus uses (series, authors, files, an overview of forty names) have no template.
- Extensions of Goldmark without an equivalent in Vindplaats are off.
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
"""Kinds of output, of rss, sitemap and robotstxt, that both tools make. Hugo makes a feed of every list, we of few."""

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
    """Return the path of the Hugo binary. The command of the Python package is a script that starts the binary."""
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
    # A separate taxonomy, with the addresses of Vindplaats. It has no page that lists all combinations.
    (content / "combinaties").mkdir()
    (content / "combinaties" / "_index.md").write_text(_front({"title": "", "build": {"render": "never"}}))
    for name, fields in combinations(corpus).items():
        path = content / "combinaties" / name / "_index.md"
        path.parent.mkdir()
        path.write_text(_front(fields), encoding="utf-8")
    for place, text in hugo_pages(corpus):
        (content / place).write_text(text, encoding="utf-8")


def config() -> str:
    """Return the text of ``hugo.toml``."""
    without = ", ".join(f'"{kind}"' for kind in ("rss", "sitemap", "robotstxt") if kind not in EXTRA_KINDS)
    menu = (MENU_ITEM.format(name=name, title=title, weight=n) for n, (name, title) in enumerate(MENU.items(), 1))
    return CONFIG.format(without=without, per_page=PER_PAGE) + "".join(menu)


def hugo_pages(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the path and text of every project and nieuwsbericht, without pages that an exact double replaces."""
    replaced = replaced_doubles(corpus)
    aliases: dict[str, list[str]] = {}
    for removed, kept in replaced.items():
        aliases.setdefault(kept, []).append(f"/{removed}/")
    for page in corpus.pages:
        if page.id not in replaced:
            yield page.path, hugo_source(page, aliases.get(page.id, ()))


def combinations(corpus: Corpus) -> Mapping[str, Mapping[str, object]]:
    """Return the front matter of the term for each werkveld and year with projects: address, title, werkveld and year.

    Terms serve instead of a content adapter, because only their pages have a paginated list in Hugo.
    """
    replaced = replaced_doubles(corpus)
    found = {(f, p.jaar) for p in corpus.pages if p.jaar is not None and p.id not in replaced for f in p.werkveld}
    return {
        f"{_slug(field)}-{year}": {
            "title": f"{field} in {year}",
            "url": f"/werkvelden/{_slug(field)}/{year}/",
            "veld": _slug(field),
            "jaar": year,
        }
        for field, year in sorted(found)
    }


def replaced_doubles(corpus: Corpus) -> Mapping[str, str]:
    """Return, for every pair of exact doubles, the id of the removed page with that of the kept page.

    As in Vindplaats, the first project is kept.
    """
    pairs = (sorted(p.ids, key=lambda i: (i.startswith("nieuws/"), i)) for p in corpus.planted if p.kind == "exact")
    return {removed: kept for kept, removed in pairs}


def hugo_source(page: Page, aliases: Iterable[str] = ()) -> str:
    """Return the source of a page for Hugo, with its links as addresses."""
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
    """Return the last segment of the address of an entry."""
    return name.lower().replace(" ", "-")


def _front(fields: Mapping[str, object]) -> str:
    """Return front matter with values as JSON, which is valid YAML."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{''.join(lines)}---\n"
