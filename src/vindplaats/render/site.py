"""What pages are made of: the site as a whole, and the parts that several kinds of page share."""

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from math import ceil
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct, structs

from vindplaats.catalogue.corpus import Attachment, Bericht, Corpus, Entry, LinkTarget, Resolved, Study
from vindplaats.dutch import dutch_date, shorten
from vindplaats.read.records import Body, Persoon
from vindplaats.render.artifact import Artifact
from vindplaats.render.routes import INDEXES, Routes
from vindplaats.render.theme import Theme
from vindplaats.render.views import (
    BestandView,
    ContactView,
    KaartView,
    Menukeuze,
    PaginaView,
    SiteView,
    Verwijzing,
)

_MARK = re.compile("\x02vp(\\d+)\x03")
_MARKED_ATTRIBUTE = re.compile('\\shref="\x02vp(\\d+)\x03"')


class Site(Struct, frozen=True):
    """What every page is made with. ``sizes`` gives the size in bytes of each attachment by its path."""

    corpus: Corpus
    routes: Routes
    theme: Theme
    view: SiteView
    base_url: str
    sizes: Mapping[str, int]
    studies: Mapping[str, Study]
    berichten: Mapping[str, Bericht]
    names: Mapping[str, Entry]


def make_site(corpus: Corpus, routes: Routes, theme: Theme, base_url: str, sizes: Mapping[str, int]) -> Site:
    """Gather what every page is made with."""
    config = corpus.site
    pages = {text.record.id.partition("/")[2]: text for text in corpus.paginas}
    menu, in_menu = [], set()
    for mention in config.menu:
        if mention.text in INDEXES:
            menu.append(Menukeuze(INDEXES[mention.text], f"{mention.text}/", mention.text))
        elif mention.text in pages:
            record = pages[mention.text].record
            menu.append(Menukeuze(record.titel, routes.pages[record.id], record.id))
            in_menu.add(record.id)
    if not config.menu:
        # Not every institute has series; an overview of none would be a dead end.
        names = [name for name in INDEXES if name != "reeksen" or corpus.reeksen]
        menu = [Menukeuze(INDEXES[name], f"{name}/", name) for name in names]
    foot = tuple(
        Verwijzing(t.record.titel, routes.pages[t.record.id]) for t in corpus.paginas if t.record.id not in in_menu
    )
    view = SiteView(config.naam, config.taal, config.beschrijving, config.organisatie, config.email, tuple(menu), foot)
    return Site(
        corpus,
        routes,
        theme,
        view,
        base_url,
        sizes,
        {s.project.id: s for s in corpus.studies},
        {b.record.id: b for b in corpus.berichten},
        {e.id: e for e in corpus.entries},
    )


def _root(url: str) -> str:
    """From a page to the root of the site: ``../../`` for ``projecten/x/``."""
    return "../" * url.count("/") or "./"


def page_view(site: Site, url: str, **values: object) -> PaginaView:
    """The page at ``url`` (from the root) as its templates see it; ``values`` are fields of `PaginaView`."""
    plain = PaginaView(
        titel="", beschrijving="", canoniek=site.base_url + quote(url), wortel=_root(url), taal=site.view.taal
    )
    return structs.replace(plain, **values)


def write_page(site: Site, template: str, url: str, page: PaginaView, **values: object) -> Artifact:
    """The page at ``url``, filled in. Raises `TemplateFailedError`."""
    return Artifact(f"{url}index.html", site.theme.render(template, site=site.view, pagina=page, **values))


def crumb_of(kind: str) -> Verwijzing:
    """The first step of the way to a page of this kind."""
    return Verwijzing(INDEXES[kind], f"{kind}/")


def body_html(site: Site, body: Body, links: Sequence[LinkTarget], url: str, home: str = "") -> Markup:
    """The HTML of a body on the page at ``url``, its link marks made into addresses.

    ``home`` is the page whose attachments these are, where that is another one.
    """
    if not links:
        return Markup(body.html)  # noqa: S704 (converted from the editor's own Markdown)
    addresses = [_address(site, target, url, home or url) for target in links]

    def whole(match: re.Match[str]) -> str:
        return match[0] if addresses[int(match[1])] else ""

    html = _MARKED_ATTRIBUTE.sub(whole, body.html)
    return Markup(_MARK.sub(lambda m: escape(addresses[int(m[1])]), html))  # noqa: S704


def _address(site: Site, target: LinkTarget, url: str, home: str) -> str:
    """Where a link leads from the page at ``url``; empty where its page is not on the site."""
    anchor = f"#{quote(target.link.anchor)}" if target.link.anchor else ""
    if target.page:
        return _root(url) + quote(site.routes.pages[target.page]) + anchor
    if target.path:
        return _root(url) + quote(target.path.lstrip("/")) + anchor
    if target.file is not None:
        return _root(url) + quote(home + target.file.path) + anchor
    return ""


def description(summary: str, body: Body, title: str) -> str:
    """What a page says of itself to search engines: its summary, else its first paragraph, else its words, else its
    title; cut at a word.
    """  # noqa: D205 (one sentence)
    return shorten(summary or body.first or body.text or title)


def file_view(site: Site, item: Attachment, url: str, title: str = "") -> BestandView:
    """An attachment of the page at ``url``, to download; named after its file where it has no ``title``."""
    name = item.path.rsplit("/", 1)[-1]
    stem, dot, extension = name.rpartition(".")
    kind = extension.upper() if dot else ""
    return BestandView(
        title or (stem if dot else name), quote(url + item.path), kind, dutch_size(site.sizes[item.file.file])
    )


def dutch_size(size: int) -> str:
    """A size in bytes as people write it: ``840 kB``, ``1,2 MB`` (of 1000, as the SI has it)."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")


def link_views(site: Site, resolved: Iterable[Resolved]) -> tuple[Verwijzing, ...]:
    """Links to the pages of entries."""
    return tuple(_link_to(site, site.names[r.id]) for r in resolved)


def contact_views(site: Site, resolved: Iterable[Resolved]) -> tuple[ContactView, ...]:
    """Whom to ask, each once: in the place of somebody who left stands who took over from them, if anybody did."""
    shown: dict[str, list[Verwijzing]] = {}
    for item in resolved:
        entry = site.names[item.id]
        if not entry.vertrokken:
            shown.setdefault(entry.id, [])
        elif entry.opvolger:
            shown.setdefault(entry.opvolger, []).append(_link_to(site, entry))
    return tuple(
        structs.replace(contact_view(site, site.names[i]), overgenomen_van=tuple(left)) for i, left in shown.items()
    )


def contact_view(site: Site, entry: Entry) -> ContactView:
    """Somebody to ask; of a person in no registry, or who left, only the name is known."""
    person = entry.record
    known = person if isinstance(person, Persoon) else None
    url = site.routes.pages[entry.id]
    return ContactView(
        naam=entry.naam,
        url=url,
        functie=known.functie if known else "",
        email=known.email if known else "",
        telefoon=known.telefoon if known else "",
        foto=quote(url + entry.foto.path) if entry.foto else "",
        vertrokken=entry.vertrokken,
        opvolger=_link_to(site, site.names[entry.opvolger]) if entry.opvolger else None,
    )


def _link_to(site: Site, entry: Entry) -> Verwijzing:
    return Verwijzing(entry.naam, site.routes.pages[entry.id])


def study_card(site: Site, study: Study) -> KaartView:
    """A study as one item of a list, with its clients by their abbreviations."""
    project = study.project
    return KaartView(
        titel=project.titel,
        url=site.routes.pages[project.id],
        taal=project.taal or site.view.taal,
        samenvatting=project.samenvatting or shorten(project.body.first, 240),
        jaar=project.jaar,
        opdrachtgevers=tuple(site.names[r.id].afkorting or site.names[r.id].naam for r in study.opdrachtgevers),
        concept=project.concept,
    )


def bericht_card(site: Site, bericht: Bericht) -> KaartView:
    """A nieuwsbericht as one item of a list."""
    record = bericht.record
    return KaartView(
        titel=record.titel,
        url=site.routes.pages[record.id],
        taal=record.taal or site.view.taal,
        samenvatting=record.samenvatting or shorten(record.body.first, 240),
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        concept=record.concept,
    )
