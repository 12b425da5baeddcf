"""Structured data about a page: JSON-LD in the vocabulary of schema.org.

The ``@id`` of a study, person or other subject of a page is the address of the page with a fragment, such as
``https://example.org/projecten/flexwonen/#onderzoek``. The fragment distinguishes the subject from the page.
"""

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup
from msgspec import json

from vindplaats.render.metadata.context import PageContext
from vindplaats.render.metadata.share_image import ShareImage
from vindplaats.render.metadata.signposting import media_type
from vindplaats.render.views.lists import (
    ContactpersoonIndex,
    HomeView,
    IndexView,
    IngangView,
    OpdrachtgeverIndex,
    OverzichtView,
    ReeksIndex,
    View,
)
from vindplaats.render.views.pages import (
    AuteurView,
    BerichtView,
    ContactView,
    KaartView,
    ProjectView,
    TekstView,
    Verwijzing,
)

LOGO = "static/icoon-512.png"

Node = dict[str, Any]
"""A JSON-LD node: the properties of one thing, by their schema.org names."""

_UNSAFE = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")
"""Pairs of a character in UTF-8 and its JSON escape.

The characters are those of HTML markup, with which a text could end the script element or start a comment in it (HTML
standard, 4.12.1.3), and two line separators that JavaScript before ES2019 does not allow in strings."""


def script_json(value: Any) -> Markup:
    """Return ``value`` as JSON that is safe inside a script element, whatever text it contains."""
    found = json.encode(value)
    for sign, escaped in _UNSAFE:
        found = found.replace(sign, escaped)  # str.translate takes many times as long
    return Markup(found.decode())  # noqa: S704 (no character with a meaning in HTML is left)


def linked_data(context: PageContext, view: View, picture: ShareImage) -> Markup:
    """Return the JSON-LD of a page: the nodes of its subject or of the page itself, and of its breadcrumbs."""
    builder = _NodeBuilder(context, picture.url if picture.eigen else "")
    nodes = [*builder.subject(view), *([builder.breadcrumbs()] if context.page.kruimels else [])]
    return script_json({"@context": "https://schema.org", "@graph": nodes})


def node(kind: str, node_id: str = "", **properties: Any) -> Node:
    """Return a node of type ``kind`` without empty properties. It has an ``@id`` if ``node_id`` is not empty."""
    found: Node = {"@type": kind}
    if node_id:
        found["@id"] = node_id
    for name, value in properties.items():
        if value:
            found[name] = value
    return found


class _NodeBuilder:
    """Builds the nodes of one page. ``image`` is the absolute address of a picture that the page shows, or empty."""

    def __init__(self, context: PageContext, image: str) -> None:
        self.page, self.site = context.page, context.site
        self.base_url, self.per_page, self.image = context.base_url, context.per_page, image
        self.url = context.page.canoniek

    def subject(self, view: View) -> tuple[Node, ...]:
        """Return the nodes that describe a page, or no nodes for a view without metadata."""
        match view:
            case ProjectView():
                return (self.report(view),)
            case BerichtView():
                return (self.news(view),)
            case IndexView():
                return (self.index(view),)
            case OverzichtView():
                return (self.collection(view.ingangen, len(view.ingangen), 1),)
            case HomeView():
                return self.home()
            case TekstView():
                return (self.text(),)
            case _:
                return ()

    def report(self, view: ProjectView) -> Node:
        """Return the node of a study. Clients are its funders; neither they nor the contact person are authors."""
        authors = [self.author(author) for author in view.auteurs]
        series, publisher = view.reeks, self.publisher()
        return node(
            "Report",
            f"{self.url}#onderzoek",
            name=view.titel,
            url=self.url,
            mainEntityOfPage=self.url,
            inLanguage=view.taal,
            author=authors or [publisher],
            publisher=publisher,
            datePublished=view.publicatiedatum_iso or view.jaar.titel,
            reportNumber=view.rapportnummer,
            identifier=_identifiers(view),
            abstract=view.samenvatting,
            description="" if view.samenvatting else self.page.beschrijving,
            about=[node("DefinedTerm", name=x.titel, url=self.base_url + x.url) for x in view.werkvelden],
            keywords=view.trefwoorden,
            funder=[self.linked("Organization", "organisatie", x) for x in view.opdrachtgevers],
            contributor=[node("Organization", name=name) for name in view.partners],
            isPartOf=series and self.linked("CreativeWorkSeries", "reeks", Verwijzing(series.naam, series.url)),
            image=self.image,
            encoding=view.rapport
            and view.rapport.leesbaar
            and node(
                "MediaObject", contentUrl=self.base_url + view.rapport.url, encodingFormat=media_type(view.rapport)
            ),
        )

    def author(self, author: AuteurView) -> Node:
        """Return the node of an author of a report. An author without a page is the institute itself."""
        if not author.url:
            return self.publisher()
        kind = "Organization" if author.organisatie else "Person"
        return node(kind, name=author.titel, url=self.base_url + author.url)

    def news(self, view: BerichtView) -> Node:
        """Return the node of a nieuwsbericht, with the study that it is about, if any."""
        study, publisher = view.project, self.publisher()
        return node(
            "NewsArticle",
            f"{self.url}#bericht",
            headline=view.titel,
            url=self.url,
            mainEntityOfPage=self.url,
            inLanguage=view.taal,
            datePublished=view.datum_iso,
            author=publisher,
            publisher=publisher,
            description=self.page.beschrijving,
            articleSection=[x.titel for x in view.werkvelden],
            about=study and self.linked("Report", "onderzoek", Verwijzing(study.titel, study.url)),
            image=self.image,
        )

    def index(self, view: IndexView) -> Node:
        """Return the node of one page of a list, with the person, client or series that the list is about, if any."""
        first = (view.paginering.nummer - 1) * self.per_page + 1
        found = self.collection(view.kaarten, view.aantal, first)
        # All pages of a list have the same subject, so its `@id` is derived from the address of the first page.
        url = self.url.partition("pagina/")[0] if view.paginering.nummer > 1 else self.url
        if isinstance(view, ContactpersoonIndex):
            found["about"] = self.person(view.contact, url)
        elif isinstance(view, OpdrachtgeverIndex):
            short = view.afkorting if view.afkorting != view.titel else ""
            found["about"] = node(
                "Organization", f"{url}#organisatie", name=view.titel, alternateName=short, url=view.website
            )
        elif isinstance(view, ReeksIndex):
            found["about"] = node("CreativeWorkSeries", f"{url}#reeks", name=view.titel, url=url)
        return found

    def person(self, contact: ContactView, url: str) -> Node:
        """Return the node of a person. If the person has left, the node has only a type, an ``@id`` and a name."""
        gone = contact.vertrokken
        return node(
            "Person",
            f"{url}#persoon",
            name=contact.naam,
            jobTitle=not gone and contact.functie,
            email=not gone and contact.email,
            telephone=not gone and contact.telefoon,
            image=not gone and contact.foto and self.base_url + contact.foto,
            worksFor=not gone and self.publisher(),
            url=not gone and url,
        )

    def collection(self, items: Iterable[KaartView | IngangView], count: int, first: int) -> Node:
        """Return the node of a page that shows ``items``, which are part or all of a list of ``count`` items.

        ``first`` is the position in the list of the first of ``items``, counted from 1. The names of the items are left
        out to keep long overviews small: the page shows them anyway.
        """
        elements = [
            {"@type": "ListItem", "position": n, "url": self.base_url + item.url} for n, item in enumerate(items, first)
        ]
        listed = {"@type": "ItemList", "numberOfItems": count, "itemListElement": elements}
        return self.web_page("CollectionPage", mainEntity=listed)

    def text(self) -> Node:
        """Return the node of a page of text, an ``AboutPage`` if its address is ``over/`` or starts with ``over-``."""
        step = self.url.removeprefix(self.base_url).strip("/")
        return self.web_page("AboutPage" if step == "over" or step.startswith("over-") else "WebPage")

    def web_page(self, kind: str, **properties: Any) -> Node:
        """Return the node of the page itself, with type ``kind``, such as ``"CollectionPage"``."""
        return node(
            kind,
            self.url,
            url=self.url,
            name=self.page.titel,
            description=self.page.beschrijving,
            inLanguage=self.page.taal,
            isPartOf={"@id": f"{self.base_url}#website"},
            **properties,
        )

    def home(self) -> tuple[Node, Node]:
        """Return the nodes of the site and of the institute, which publishes it."""
        site = node(
            "WebSite",
            f"{self.base_url}#website",
            url=self.base_url,
            name=self.site.naam,
            description=self.page.beschrijving,
            inLanguage=self.site.taal,
            publisher={"@id": f"{self.base_url}#organisatie"},
        )
        logo = node("ImageObject", url=self.base_url + LOGO, width=512, height=512)
        if own := self.site.logo:
            logo = node(
                "ImageObject", url=self.base_url + own.url.partition("?")[0], width=own.breedte, height=own.hoogte
            )
        return site, self.publisher() | node("Organization", email=self.site.email, logo=logo)

    def publisher(self) -> Node:
        """Return the node of the institute, with its name and the address of the site."""
        return node("Organization", f"{self.base_url}#organisatie", name=self.site.organisatie, url=self.base_url)

    def linked(self, kind: str, fragment: str, link: Verwijzing) -> Node:
        """Return the node of the subject of the page to which ``link`` leads. The type of the node is ``kind``."""
        url = self.base_url + link.url
        return node(kind, f"{url}#{fragment}", name=link.titel, url=url)

    def breadcrumbs(self) -> Node:
        """Return the node of the breadcrumbs that the page shows, with the page itself as the last one."""
        steps = [(x.titel, self.base_url + x.url) for x in self.page.kruimels]
        elements = [
            {"@type": "ListItem", "position": n, "name": name, "item": url}
            for n, (name, url) in enumerate((*steps, (self.page.titel, self.url)), 1)
        ]
        return node("BreadcrumbList", itemListElement=elements)


def _identifiers(view: ProjectView) -> list[Node]:
    """Return a node for the DOI and one for the ISBN of a study, if it has them.

    They are values of ``identifier``, because schema.org has no property for a DOI, and its property for an ISBN is
    only for books.
    """
    found = []
    if view.doi:
        found.append(node("PropertyValue", propertyID="DOI", value=view.doi, url=view.doi_url))
    if view.isbn:
        found.append(node("PropertyValue", propertyID="ISBN", value=view.isbn))
    return found
