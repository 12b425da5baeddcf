"""Write the corpus as a Hugo site with the same pages as Vindplaats, as an experienced Hugo user would.

There are two themes in ``hugo_theme/``. ``minimal/`` makes only the pages and the sitemap. ``complete/``, which lies
over it, makes every file that Vindplaats makes: also the metadata in the heads of pages, feeds, citations, robots.txt
and the web manifest. Where the two tools differ, we chose what is fastest for Hugo:

- Doubles are resolved beforehand: of two equal pages Hugo gets one, with the address of the other as alias. It makes
  the same redirect, but does not look for doubles.
- Links between pages are already addresses; Hugo does not check them.
- News names its werkvelden and persons in separate fields, so that lists of projects need no filter.
- Links start at the root of the host, so that a card is equal on every page and is rendered once.
- Related projects are the six around a project in the list of its client, or also of its werkvelden if that list is
  short. Hugo's own related content compares all pages that share anything, which is quadratic here. Our rule, which
  weighs what else the nearest projects share, can be written in its templates, but takes far longer there than the rest
  of the page.
- The citation of a project is made once, and kept for the lists that it is in.
- Files with citations are called ``index.bib`` instead of by the name of the page. The file name of an output format is
  the same for all pages; publishing them as resources with the names of Vindplaats takes longer.
- A page of news has a date in the sitemap, other pages have none: finding the newest date of a list takes a pass over
  the list.
- Features that no page of the corpora uses (series, authors, reports, an overview of forty names) have no template.
- Extensions of Goldmark without an equivalent in Vindplaats are off, and so is colouring of code.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from benchmarks.source import CONTACTPERSONEN, OPDRACHTGEVERS, WERKVELDEN, Corpus, Page, write_page
from vindplaats.inputs.theme_files import theme_folder
from vindplaats.render.policy import SITE_POLICIES
from vindplaats.render.routing import addresses

LAYOUTS = Path(__file__).with_name("hugo_theme")
PER_PAGE = 50

CONFIG = """\
baseURL = "https://voorbeeld.example/"
title = "Bureau Verzinsel"
defaultContentLanguage = "nl"
disableKinds = ["rss"{without}]
disableHugoGeneratorInject = true
buildFuture = true
enableRobotsTXT = true
summaryLength = 1 # a summary is the first paragraph

[pagination]
pagerSize = {per_page}
path = "pagina"
disableAliases = true

[params]
perPagina = {per_page} # templates cannot read the configuration
langeLijst = {long} # with more projects, the citations of all are in the files of years

[taxonomies]
werkveld = "werkvelden"
opdrachtgever = "opdrachtgevers"
contactpersoon = "contactpersonen"
jaar = "jaren"
combinatie = "combinaties"

[markup.goldmark.renderer]
unsafe = true # editors may write HTML, as with Vindplaats

[markup.highlight]
codeFences = false

[markup.goldmark.extensions]
definitionList = false

[markup.goldmark.extensions.typographer]
disable = true
"""
OUTPUTS = """
[outputs]
home = ["html", "atom", "jsonfeed", "manifest"]
page = ["html"]
section = ["html"]
taxonomy = ["html"]
term = ["html"]

[mediaTypes."application/atom+xml"]
suffixes = ["xml"]

[mediaTypes."application/feed+json"]
suffixes = ["json"]

[mediaTypes."application/x-bibtex"]
suffixes = ["bib"]

[mediaTypes."application/x-research-info-systems"]
suffixes = ["ris"]

[mediaTypes."application/vnd.citationstyles.csl+json"]
suffixes = ["json"]

[outputFormats.bib]
mediaType = "application/x-bibtex"
isPlainText = true

[outputFormats.ris]
mediaType = "application/x-research-info-systems"
isPlainText = true

[outputFormats.csl]
mediaType = "application/vnd.citationstyles.csl+json"
isPlainText = true

[outputFormats.atom]
mediaType = "application/atom+xml"
baseName = "feed"

[outputFormats.jsonfeed]
mediaType = "application/feed+json"
baseName = "feed"
isPlainText = true

[outputFormats.manifest]
mediaType = "application/manifest+json"
baseName = "site"
isPlainText = true
"""
"""The files for machines of the complete theme. `MORE` says which pages have citations and feeds."""
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
CITED = ["html", "bib", "ris", "csl"]
MORE: Mapping[str, Mapping[str, object]] = {
    "projecten": {"outputs": CITED, "cascade": {"target": {"kind": "page"}, "outputs": CITED}},
    "jaren": {"cascade": {"target": {"kind": "term"}, "outputs": CITED}},
    "werkvelden": {"cascade": {"target": {"kind": "term"}, "outputs": [*CITED, "atom"]}},
}
"""What the front matter of a section says in the complete theme: which files its pages have beside them."""
REGISTRIES = {"werkvelden": WERKVELDEN, "opdrachtgevers": OPDRACHTGEVERS, "contactpersonen": CONTACTPERSONEN}

_LINK = re.compile(r"\]\((?:\.\./)+([^)]+?)(?:/index)?\.md\)")


def find_hugo() -> str | None:
    """Return the path of the Hugo binary. The command of the Python package is a script that starts the binary."""
    try:
        return str(metadata.distribution("hugo").locate_file("hugo/binaries/hugo"))
    except metadata.PackageNotFoundError:
        return shutil.which("hugo")


def write_hugo(corpus: Corpus, folder: Path, *, complete: bool = True) -> None:
    """Write the corpus into ``folder`` as a Hugo site: configuration, layouts, static files and content."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hugo.toml").write_text(config(complete=complete), encoding="utf-8")
    shutil.copytree(LAYOUTS / "minimal", folder / "layouts")
    unused = shutil.ignore_patterns("lettertype")  # fonts, which no site of the benchmarks has
    shutil.copytree(theme_folder() / "static", folder / "static" / "static", ignore=unused)
    if complete:
        shutil.copytree(LAYOUTS / "complete", folder / "layouts", dirs_exist_ok=True)
        policy = SITE_POLICIES.meta("index.html")
        (folder / "static" / "_headers").write_text(f"/*\n  Content-Security-Policy: {policy}\n", encoding="utf-8")
        (folder / "static" / ".nojekyll").touch()
    content = folder / "content"
    for name, fields in _indexes(corpus, MORE if complete else {}):
        path = content / name / "_index.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_front(fields), encoding="utf-8")
    for page, text in hugo_pages(corpus):
        write_page(content, page, text)


def _indexes(corpus: Corpus, more: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the folder and front matter of every page that lists others. ``more`` is added to those of sections."""
    for name, title in (MENU | {"reeksen": "Reeksen", "publicaties": "Publicaties"}).items():
        yield name, {"title": title, **more.get(name, {})}
    for name, entries in REGISTRIES.items():
        for entry in entries:
            yield f"{name}/{_slug(entry)}", {"title": entry}
    # A separate taxonomy, with the addresses of Vindplaats. It has no page that lists all combinations.
    yield "combinaties", {"title": "", "build": {"render": "never"}}
    for name, fields in combinations(corpus).items():
        yield f"combinaties/{name}", fields


def config(*, complete: bool = True) -> str:
    """Return the text of ``hugo.toml``."""
    text = CONFIG.format(
        without="" if complete else ', "robotstxt"', per_page=PER_PAGE, long=addresses.MAX_CITATION_LIST
    )
    menu = (MENU_ITEM.format(name=name, title=title, weight=n) for n, (name, title) in enumerate(MENU.items(), 1))
    return text + (OUTPUTS if complete else "") + "".join(menu)


def hugo_pages(corpus: Corpus) -> Iterator[tuple[Page, str]]:
    """Yield every project and nieuwsbericht with its text for Hugo, without pages that an exact double replaces."""
    replaced = replaced_doubles(corpus)
    aliases: dict[str, list[str]] = {}
    for removed, kept in replaced.items():
        aliases.setdefault(kept, []).append(f"/{removed}/")
    for page in corpus.pages:
        if page.id not in replaced:
            yield page, hugo_source(page, aliases.get(page.id, ()))


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
