"""Where the items of the menu and the footer lead, and which of them lead nowhere."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from urllib.parse import quote, unquote

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus, LinkTarget
from vindplaats.catalogue.link_suggestions import nearest_anchor
from vindplaats.catalogue.unknown_folders import is_off_site
from vindplaats.config import SiteConfig
from vindplaats.diagnostics import links, site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.diagnostics.fields import of_all_lines
from vindplaats.inputs.inventory import ROOT_FOLDER
from vindplaats.patterns import regex
from vindplaats.read.content import Content
from vindplaats.read.fields.site_links import HTML_TAG, links_in_text, written_item, written_link
from vindplaats.read.links.site_paths import SitePath, path_of_link
from vindplaats.read.listing import CONTENT
from vindplaats.read.notations.addresses import address_meant, is_web_address
from vindplaats.read.notations.slugs import slug_meant
from vindplaats.read.page_id import PageId
from vindplaats.read.records import BodyLink, Mention, Pagina, Record, SiteLink, page_url
from vindplaats.render.routing.addresses import INDEXES, STATIC, Routes
from vindplaats.render.routing.path_links import SiteAddresses, bodies, has_fragment, missing
from vindplaats.slug import slugify
from vindplaats.suggest import nearest
from vindplaats.text import MAX_QUOTE_LENGTH, shorten

_SEPARATOR = regex(r"(?<!\s)\s*[,;|]\s*|(?<!\s)\s+en\s+")
_BETWEEN_NAMES = regex(r"[\s,;|()]+")
_QUERY = "/?:@!$&'()*+,;=%-._~"
"""The characters that a query may have (RFC 3986, 3.4)."""
_SITE_FILE = Pagina(id=PageId("paginas", ""), file=site.SITE_FILE, kind="paginas", titel="")
"""Stands for the page with a link, so that its address is read as one from the root of the site."""


class SiteTargets(Struct, frozen=True, dict=True):
    """The addresses to which the menu and footer may lead. ``paths`` has the path of every file of the site."""

    corpus: Corpus
    routes: Routes
    paths: Collection[str]

    @cached_property
    def known(self) -> SiteAddresses:
        """Every address of the site, and the pages with a file by their address."""
        return SiteAddresses("", self.paths, {f"/{self.routes.pages[record.id]}": record for record, _ in self._bodies})

    @cached_property
    def _bodies(self) -> tuple[tuple[Record, tuple[LinkTarget, ...]], ...]:
        return tuple(bodies(self.corpus))

    def fragment(self, to: SitePath) -> str:
        """Return the anchor of an address as the site writes it, or an empty text if the page has no such anchor."""
        page = self.known.pages.get(to.path)
        return (page.body.fragment(to.anchor) or "") if page and to.anchor else to.anchor

    def url(self, link: SiteLink) -> str | None:
        """Return the address of a link, from the root of the site or else absolute; None for what is not on the site.

        ``over-ons/#tekst-team`` is the address of ``/over-ons/#team``.
        """
        to = path_of_link(link, self.corpus.site.base_url)
        if to is None:
            return link.url
        if not self.known.has(to.path):
            return None
        fragment = self.fragment(to)
        more = f"?{quote(to.query, safe=_QUERY)}" if to.query else ""
        return quote(to.path.lstrip("/")) + more + (f"#{quote(fragment)}" if fragment else "")

    def page(self, link: SiteLink) -> str:
        """Return the name of the overview or the id of the page of text to which a link leads, or an empty text."""
        to = path_of_link(link, self.corpus.site.base_url)
        name = to.path.strip("/") if to else ""
        if name in INDEXES:
            return name
        page = self.known.pages.get(to.path) if to else None
        return str(page.id) if isinstance(page, Pagina) else ""


def check_site_links(
    corpus: Corpus, routes: Routes, paths: Collection[str], content: Content
) -> tuple[Diagnostic, ...]:
    """Report items of the menu and the footer that lead nowhere, and texts of the footer that may have to be links.

    ``paths`` is as in `SiteTargets`, and ``content`` has every page, also those that are not on the site.
    """
    if not (corpus.site.menu or corpus.site.voet):
        return ()
    report = Report()
    targets = SiteTargets(corpus, routes, paths)
    for name, items in (("menu", corpus.site.menu), ("voet", corpus.site.voet)):
        for item in items:
            if isinstance(item, SiteLink):
                _check_link(item, name, targets, content, report)
        _check_repeated(name, items, report)
    _check_names(targets, content, report)
    _check_texts(targets, report)
    return report.diagnostics


def _check_link(link: SiteLink, name: str, targets: SiteTargets, content: Content, report: Report) -> None:
    to = path_of_link(link, targets.corpus.site.base_url)
    if to is None:
        return
    place = _place(link)
    target = LinkTarget(
        BodyLink("web", to.path or f"/{unquote(link.url)}", to.anchor, link.url, link.line, link.column, image=False),
        path=to.path or f"/{unquote(link.url)}",
        fragment=targets.fragment(to),
    )
    if not targets.known.has(to.path):
        hidden, unread = _pages_elsewhere(content)
        if to.path in hidden:
            report.add(site.HIDDEN_ITEM.at(place, raw=link.url, name=name))
        elif is_off_site(file := f"{CONTENT}{to.path}", content):
            right = to.path.lstrip("/") if to.path.startswith(f"/{STATIC}/") else f"{ROOT_FOLDER}{to.path}"
            report.add(site.FILE_IN_CONTENT.at(place, raw=link.url, name=name, file=file, right=right))
        elif to.path not in unread:
            report.add(missing(target, _SITE_FILE, targets.known))
    elif to.anchor and not has_fragment(target, targets.known.pages):
        page = targets.known.pages.get(to.path)
        report.add(links.broken_anchor(place, link.url, nearest_anchor(to.anchor, page.body) if page else ""))


def _check_repeated(name: str, items: Sequence[Mention | SiteLink], report: Report) -> None:
    """Report items that are equal to an earlier one, and links in the menu whose title has HTML."""
    seen = set()
    for item in items:
        key = (item.text,) if isinstance(item, Mention) else (item.titel, item.url)
        if key in seen:
            report.add(site.REPEATED_ITEM.at(_place(item), text=key[0], name=name))
        elif name == "menu" and isinstance(item, SiteLink) and HTML_TAG.search(item.titel):
            _report_html(item, name, report)
        seen.add(key)


def _pages_elsewhere(content: Content) -> tuple[frozenset[str], frozenset[str]]:
    """Return the addresses of the pages that could be read, and those that pages with errors probably have."""
    read = frozenset(f"/{record.url}" for record in (*content.records, *content.drafts))
    return read, frozenset(f"/{page_url(page.kind, slugify(page.name))}" for page in content.known.values())


def _check_names(targets: SiteTargets, content: Content, report: Report) -> None:
    """Report menu items that are neither one of `INDEXES` nor the name of a page in ``paginas/``."""
    corpus = targets.corpus
    names = sorted(page.name for page in content.known.values() if page.kind == "paginas")
    known = dict.fromkeys((*INDEXES, *names))
    titles = {slugify(text.record.titel): text.record.id.name for text in corpus.paginas}
    for item in corpus.site.menu:
        if isinstance(item, Mention) and item.text not in known:
            is_deep = "/" in item.text.strip("/") and targets.known.has(item.text)  # /werkvelden/water/
            is_link = "](" in item.text or "<" in item.text
            meant = None if is_deep or is_link else _item_meant(item.text, known, titles)
            whole = _menu_meant(item.text, known) if len(corpus.site.menu) == 1 and not (is_deep or is_link) else None
            link = () if meant or whole else _links_of_text(item.text, targets)
            write = (f"menu: {whole}",) if whole else link if len(link) == 1 else ()
            near = None if whole and "menu" in corpus.site.long_fields else whole or meant
            found = site.UNKNOWN_MENU_ITEM.at(
                _place(item), text=item.text, known=", ".join(known), near=near, write=write
            )
            report.add(_of_field("menu", found, corpus.site))


def _item_meant(text: str, known: Collection[str], titles: Mapping[str, str]) -> str | None:
    """Return the overview or page that is meant by its path, address or title, or has a similar name, or None."""
    if "://" in text:
        return None
    name = slugify(text.removesuffix("/").removesuffix(".md").rpartition("/")[2])
    if name in known:
        return name
    is_one = not _SEPARATOR.search(text)
    return titles.get(slugify(text)) or (nearest(text, known) or nearest(name, known) if is_one else None)


def _menu_meant(text: str, known: Collection[str]) -> str | None:
    """Return the list that is meant by names in one text, such as ``[projecten, nieuws]``, or None."""
    words = [word for word in _BETWEEN_NAMES.split(text) if any(map(str.isalpha, word))]
    if len(words) > 1 and all(word in known for word in words):
        return f"[{', '.join(words)}]"
    items = [_item_meant(part, known, {}) for part in _SEPARATOR.split(text) if part]
    return f"[{', '.join(filter(None, items))}]" if len(items) > 1 and all(items) else None


def _check_texts(targets: SiteTargets, report: Report) -> None:
    """Report texts of the footer that are the address, name or title of a page, or have links in Markdown."""
    items = targets.corpus.site.voet
    meant = [_links_of_text(item.text, targets) if isinstance(item, Mention) else () for item in items]
    written = [", ".join(found or (written_item(item),)) for found, item in zip(meant, items, strict=True)]
    for parts, item in zip(meant, items, strict=True):
        if isinstance(item, Mention) and parts:
            line = parts[0] if len(parts) == 1 else f"voet: [{', '.join(written)}]"
            found = site.footer_text_may_be_link(_place(item), item.text, line)
            report.add(_of_field("voet", found, targets.corpus.site))
        elif HTML_TAG.search(item.text if isinstance(item, Mention) else item.titel):
            _report_html(item, "voet", report)


def _of_field(name: str, found: Diagnostic, config: SiteConfig) -> Diagnostic:
    """Return the diagnostic of an item. If its field takes up several lines, the remedy says that it replaces them."""
    return of_all_lines(found, name) if name in config.long_fields else found


def _report_html(item: Mention | SiteLink, name: str, report: Report) -> None:
    text = item.text if isinstance(item, Mention) else item.titel
    report.add(site.HTML_IN_ITEM.at(_place(item), text=shorten(text, MAX_QUOTE_LENGTH), name=name))


def _links_of_text(text: str, targets: SiteTargets) -> tuple[str, ...]:
    """Return the link that is meant by a text, or the items for one with links; empty if it is only a text."""
    pages = {title: (title, f"/{name}/") for name, title in INDEXES.items()}
    pages |= {f"{name}": (title, f"/{name}/") for name, title in INDEXES.items()}
    for text_page in targets.corpus.paginas:
        record = text_page.record
        found = record.titel, f"/{targets.routes.pages[record.id]}"
        pages |= {record.titel: found, record.id.name: found, found[1]: found, f"{record.id.name}.md": found}
    if text in pages:
        return (written_link(*pages[text]),)
    if text.startswith("/") and targets.known.has(text):
        page = targets.known.pages.get(text)
        title = str(getattr(page, "titel", "") or getattr(page, "naam", "")) or text.strip("/").rpartition("/")[2]
        return (written_link(title.capitalize(), text),)
    return links_in_text(text, lambda url: _url_meant(url, targets))


def _url_meant(url: str, targets: SiteTargets) -> str:
    """Return the address that a link in a text means: ``/wij/`` for ``wij.md``, ``https://a.nl`` for ``a.nl``."""
    page = f"/{slug_meant(f'/{url}')}/"
    if is_web_address(url) or (url.startswith("/") and targets.known.has(url)):
        return url
    return page if targets.known.has(page) else address_meant(url) or url


def _place(item: Mention | SiteLink) -> Place:
    return Place(site.SITE_FILE, item.line, item.column)
