"""Parts that several kinds of page share: the HTML of a body, descriptions, attachments and contact persons."""

import posixpath
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from markupsafe import Markup
from msgspec import structs

from vindplaats.catalogue.corpus import Attachment, LinkTarget, Resolved
from vindplaats.dutch.numbers import dutch_size
from vindplaats.read.fields.free_values import NO_EXTRA, plain_mapping
from vindplaats.read.link_marks import mark_own_addresses, replace_link_marks
from vindplaats.read.links.frames import host_of
from vindplaats.read.links.videos import is_video
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Body, Persoon
from vindplaats.render.facts.page_facts import EntryLink, PageFacts
from vindplaats.render.routing.addresses import root_of, thumbnail_url
from vindplaats.render.views.frames import FRAME_SCRIPT, with_frames
from vindplaats.render.views.pages import BeeldView, BestandView, ContactView, Verwijzing
from vindplaats.render.views.pictures import picture_view, with_pictures
from vindplaats.render.views.videos import Captions, Video, with_videos
from vindplaats.text import shorten

MAX_TITLE_LENGTH = 120
"""Maximum number of characters that a page shows of the title in a PDF: six lines in the narrowest column."""


def body_html(
    facts: PageFacts, body: Body, links: Sequence[LinkTarget], url: str, home: str = "", language: str = ""
) -> Markup:
    """Return the HTML of a body on the page at ``url``, with its link marks replaced by addresses.

    ``links`` are the targets of the links in the body. ``home`` is the address of the page beside which attachments are
    published, if that is not the page at ``url``. ``language`` is that of the body, if it is not that of the site.
    """
    language = language or facts.site.taal
    source = _with_frames(facts, body, url, language)
    if not links:
        return Markup(source)  # noqa: S704 (converted from the editor's own Markdown)
    addresses = [_address(facts, target, url, home or url) for target in links]
    own = {t.link.raw: n for n, t in enumerate(links) if n >= len(body.links) and t.link.kind == "path"}
    source = mark_own_addresses(source, own)
    if any(target.link.image for target in links):
        source = with_videos(source, _videos(links))
        source = with_pictures(source, lambda number: _view(facts, links[number], home or url), root_of(url))
    return Markup(replace_link_marks(source, addresses))  # noqa: S704


def _with_frames(facts: PageFacts, body: Body, url: str, language: str) -> str:
    """Return the HTML of a body with boxes for frames in place of the links to hosts that the site embeds."""
    hosts = facts.frame_hosts
    if not hosts or all(host_of(link.target) not in hosts for link in body.web_links):
        return body.html
    return with_frames(body.html, hosts, language, root_of(url) + facts.static_url(FRAME_SCRIPT))


def _videos(links: Sequence[LinkTarget]) -> dict[int, Video]:
    """Return each video among the links of a body, with its captions, by the number of its link."""
    captions: dict[str, dict[str, Captions]] = {}
    for number, target in enumerate(links):
        if target.link.kind == "captions":
            captions.setdefault(target.video, {})[target.language] = Captions(number, target.language)
    return {
        number: Video(posixpath.basename(target.link.target), tuple(captions.get(target.link.target, {}).values()))
        for number, target in enumerate(links)
        if target.link.image and is_video(target.link.target)
    }


def _view(facts: PageFacts, target: LinkTarget, home: str) -> BeeldView | None:
    address = f"{home}{target.file.path}" if target.file else target.path.lstrip("/")
    picture = facts.picture(address)
    return picture_view(picture, address) if picture else None


def _address(facts: PageFacts, target: LinkTarget, url: str, home: str) -> str:
    """Return the address of a link, relative to the page at ``url``, or ``""`` if the target is not on the site."""
    anchor = f"#{quote(target.fragment, '/=&')}" if target.fragment else ""  # for example #page=3 in a PDF
    if target.file is not None:
        return root_of(url) + quote(home + target.file.path) + anchor
    if target.page:
        return root_of(url) + quote(facts.url(target.page)) + anchor
    if target.path:
        return root_of(url) + quote(target.path.lstrip("/")) + anchor
    return ""


def description(summary: str, body: Body, title: str) -> str:
    """Return the description of a page for search engines, at most 160 characters long.

    It is the summary, or else the first paragraph of the body, the beginning of a body without paragraphs, or the
    title.
    """
    return shorten(summary or body.first or body.opening or title)


def file_view(facts: PageFacts, item: Attachment, url: str, title: str = "", heading: str = "") -> BestandView:
    """Return the view of an attachment of the page at ``url``. An empty ``title`` stands for the name of the file.

    ``heading`` is the title of that page: a PDF with the same title need not repeat it.
    """
    name = item.path.rsplit("/", 1)[-1]
    stem, dot, extension = name.rpartition(".")
    kind = extension.upper() if dot else ""
    title = title or (stem if dot else name)
    inside = facts.pdf_title(item.file.file) if kind == "PDF" else ""
    thumbnail = thumbnail_url(url + item.path)
    picture = facts.picture(thumbnail) if kind == "PDF" else None
    return BestandView(
        title,
        quote(url + item.path),
        kind,
        dutch_size(facts.file_size(item.file.file)),
        facts.pdf_pages(item.file.file) if kind == "PDF" else 0,
        facts.opens(item.file.file) if kind == "PDF" else True,
        "" if inside.casefold() in {title.casefold(), heading.casefold()} else shorten(inside, MAX_TITLE_LENGTH),
        picture_view(picture, thumbnail) if picture else None,
    )


def link_views(facts: PageFacts, resolved: Iterable[Resolved]) -> tuple[Verwijzing, ...]:
    """Return a link to the page of the entry of each resolved mention."""
    return tuple([link_to(facts.entry(r.id)) for r in resolved])


def contact_views(facts: PageFacts, resolved: Iterable[Resolved]) -> tuple[ContactView, ...]:
    """Return the view of each contact person once.

    A person who has left is replaced by their successor, or left out if there is none.
    """
    shown: dict[PageId, list[Verwijzing]] = {}
    for item in resolved:
        link = facts.entry(item.id)
        if not link.entry.vertrokken:
            shown.setdefault(item.id, [])
        elif link.entry.opvolger:
            shown.setdefault(link.entry.opvolger, []).append(link_to(link))
    return tuple(
        structs.replace(contact_view(facts, facts.entry(i)), overgenomen_van=tuple(left)) for i, left in shown.items()
    )


def contact_view(facts: PageFacts, link: EntryLink) -> ContactView:
    """Return the view of a contact person, without details or photo if the person has left or is unverified."""
    entry, url = link.entry, link.url
    known = entry.record if isinstance(entry.record, Persoon) else None
    foto = url + entry.foto.path if entry.foto else ""
    picture = facts.picture(foto) if foto else None
    return ContactView(
        naam=entry.naam,
        url=url,
        functie=known.functie if known else "",
        email=known.email if known else "",
        telefoon=known.telefoon if known else "",
        foto=quote(foto),
        beeld=picture_view(picture, foto, square=True) if picture else None,
        vertrokken=entry.vertrokken,
        opvolger=link_to(facts.entry(entry.opvolger)) if entry.opvolger else None,
        extra=plain_mapping(known.extra if known else NO_EXTRA),
    )


def link_to(link: EntryLink) -> Verwijzing:
    """Return a link to the page of an entry."""
    return Verwijzing(link.entry.naam, link.url)
