"""The records. A record holds one page of ``content/``, parsed and checked without looking at any other file.

The attributes for fields have the names of the fields in front matter. A reference to something else, such as a person,
is a `Mention`: the text as written and its place. The catalogue resolves it, because only the catalogue knows all
files.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from msgspec import Struct, structs

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.read.fields.free_values import NO_EXTRA, FreeMapping
from vindplaats.read.fingerprints import Trace
from vindplaats.read.html_store import StoredHtml
from vindplaats.read.links.anchors import find_fragment
from vindplaats.read.page_id import PageId
from vindplaats.read.plain_text import plain_text

Kind = Literal["projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen", "paginas", "start"]
"""A kind of page that has files: the name of its folder in ``content/``, or `start` for the home page."""

KINDS: tuple[Kind, ...] = (
    "projecten",
    "nieuws",
    "werkvelden",
    "opdrachtgevers",
    "contactpersonen",
    "paginas",
)
"""All kinds of page that have a folder."""

HOME = PageId("start", "index")
"""The id of the home page, whose text is in ``content/index.md``."""


class Mention(Struct, frozen=True, gc=False, array_like=True):
    """A text in a file together with its place: usually a name in front matter that refers to something else.

    ``start_line`` and ``start_column`` are the place of its first character if the text is written literally (see
    `Scalar`), and otherwise 0. ``raw`` is the value as YAML reads it, with its spaces, if that is not the text. It is
    None if there is more in the value than the text, such as an address.
    """

    text: str
    line: int
    column: int
    start_line: int = 0
    start_column: int = 0
    raw: str | None = ""


class ExternalLink(Struct, frozen=True, gc=False, array_like=True):
    """A link in front matter: ``{titel: ..., url: ...}``, which begins at ``line`` and ``column`` of its file."""

    titel: str
    url: str
    line: int = 1
    column: int = 1


class SiteLink(Struct, frozen=True, gc=False, array_like=True):
    """A link in the menu or the footer: ``{titel: ..., url: ...}``, which begins at ``line`` and ``column``.

    ``url`` is a web address, or a path on this site as the editor wrote it: ``/over-ons/``.
    """

    titel: str
    url: str
    line: int = 1
    column: int = 1


class FieldPlace(Struct, frozen=True, gc=False, array_like=True):
    """The place of the key of a field."""

    naam: str
    line: int
    column: int


def join_places(places: Iterable[FieldPlace]) -> str:
    """Return the places of fields as one text, which takes less memory than a value for each."""
    return " ".join([f"{place.naam} {place.line} {place.column}" for place in places])


def split_places(joined: str) -> Iterator[FieldPlace]:
    """Yield the places that `join_places` has joined. The name of a field has no spaces."""
    words = iter(joined.split())
    for naam, line, column in zip(words, words, words, strict=True):
        yield FieldPlace(naam, int(line), int(column))


class BodyLink(Struct, frozen=True, gc=False, array_like=True):
    """A link or image in a body whose target is on the site, but not on the page itself.

    ``target`` depends on ``kind``: it is a path from the source (``content/nieuws/y.md``) for ``page`` and ``file``,
    and an address from the root of the site (``/projecten/x/``) for ``path``. ``raw`` is the address as the editor
    wrote it. In `Body.html`, a mark with the number of the link replaces the address: see `link_marks`.

    A link of the kind ``web`` is one of `Body.web_links`: a whole web address, which may or may not be on this site.
    The catalogue adds links of the kind ``captions``, to the files with the captions of videos.
    """

    kind: Literal["page", "file", "path", "web", "captions"]
    target: str
    anchor: str
    raw: str
    line: int
    column: int
    image: bool


EMPTY_HTML = StoredHtml()
"""The HTML of a page without a body."""
_NO_TRACE = Trace()


class Body(Struct, frozen=True, gc=False, array_like=True):
    """A body after conversion: its HTML with link marks, and what later stages need to know of its text.

    ``anchors`` has the ids in the HTML. ``aliases`` pairs each other name (such as the id that GitHub gives a heading)
    with the id that it stands for. ``links`` has the links to which the link marks refer. ``web_links`` has those with
    a web address, which is still in the HTML. ``trace`` is used to find similar texts. ``line`` is the line of the file
    on which the body begins. ``first`` is the beginning of the first paragraph, cut to the length that lists and
    descriptions need. If the body has no paragraph, ``opening`` is the beginning of its text instead. ``contact_lines``
    has the lines of Markdown that may contain an e-mail address or phone number, and ``contact_words`` has such
    passages of the text (`read.contact_details`). ``lost_files`` has the paths that are named in links that failed.
    ``failed`` says that the Markdown could not be converted, so that nothing is known of it. That has been reported.
    To save memory, the Markdown and the text themselves are not kept.
    """

    markup: StoredHtml = EMPTY_HTML
    anchors: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    links: tuple[BodyLink, ...] = ()
    web_links: tuple[BodyLink, ...] = ()
    trace: Trace = Trace()
    line: int = 1
    first: str = ""
    opening: str = ""
    contact_lines: tuple[Mention, ...] = ()
    contact_words: str = ""
    lost_files: tuple[str, ...] = ()
    failed: bool = False

    @property
    def html(self) -> str:
        """The HTML of the body, which is usually kept on disk and read again at every access."""
        return self.markup.read().decode()

    @property
    def text(self) -> str:
        """The words of the body, derived from its HTML at every access."""
        return plain_text(self.html)

    def fragment(self, anchor: str) -> str | None:
        """Return the fragment that a link to ``anchor`` in this body has on the site, or None if it has no such anchor.

        ``fotos`` and ``foto-s`` both give ``tekst-foto-s`` for the heading "Foto's". A body that could not be converted
        may have any anchor.
        """
        if self.failed:
            return anchor
        return find_fragment(anchor, self.anchors, dict(self.aliases))


def page_url(kind: str, step: str) -> str:
    """Return the address of a page from its kind and the last step of it: ``projecten/x/``."""
    if kind == "start":
        return ""
    return f"{step}/" if kind == "paginas" else f"{kind}/{step}/"


class Record(Struct, frozen=True, gc=False, kw_only=True, array_like=True):
    """What the records of all kinds have in common.

    ``digest`` is the digest of the file. ``places`` has the places of all fields in its front matter (`join_places`);
    ``fields`` splits them. ``step`` is the last part of the address of the page: the field `slug`, or else a slug made
    from its name. It is made once, while the page is read, because making slugs is slow. Of a page with faults,
    ``refused`` has the fields that have a value which could not be read, and ``file_names`` what looks like the name of
    a file anywhere in its front matter.
    """

    id: PageId
    file: str
    kind: Kind
    digest: bytes = b""
    places: str = ""
    body: Body = Body()
    slug: Mention | None = None
    extra: FreeMapping = NO_EXTRA
    step: str = ""
    refused: tuple[str, ...] = ()
    file_names: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of the page from the root of the site, before exact doubles are merged: ``projecten/x/``."""
        return page_url(self.kind, self.step)

    @property
    def fields(self) -> Iterator[FieldPlace]:
        """The place of each field in its front matter."""
        return split_places(self.places)

    def place(self, naam: str = "") -> Place:
        """Return the place of the field ``naam``, or the top of the file if the field is absent."""
        for field in self.fields:
            if field.naam == naam:
                return Place(self.file, field.line, field.column)
        return Place(self.file)

    def at(self, mention: "Mention | BodyLink | ExternalLink") -> Place:
        """Return the place of a mention or link in this file."""
        return Place(self.file, mention.line, mention.column)


class Publishable(Record, frozen=True, kw_only=True):
    """A page that can be a draft, and can appear and expire on a date."""

    titel: str
    samenvatting: str = ""
    werkveld: tuple[Mention, ...] = ()
    contactpersoon: tuple[Mention, ...] = ()
    links: tuple[ExternalLink, ...] = ()
    bijlagen: tuple[Mention, ...] = ()
    aliassen: tuple[Mention, ...] = ()
    geen_dubbel_van: tuple[Mention, ...] = ()
    taal: str = ""
    concept: bool = False
    publiceren_op: date | None = None
    verloopt_op: date | None = None


class Project(Publishable, frozen=True, kw_only=True, tag=True):
    """A page about one study of the institute."""

    jaar: int
    opdrachtgever: tuple[Mention, ...] = ()
    partners: tuple[Mention, ...] = ()
    auteurs: tuple[Mention, ...] = ()
    publicatiedatum: date | None = None
    reeks: str = ""
    rapport: Mention | None = None
    trefwoorden: tuple[str, ...] = ()
    isbn: str = ""
    doi: str = ""
    rapportnummer: str = ""


class Nieuwsbericht(Publishable, frozen=True, kw_only=True, tag=True):
    """A news item, usually about one project; it is never a study of its own."""

    datum: date
    project: Mention | None = None


class Persoon(Record, frozen=True, kw_only=True, tag=True):
    """A registered colleague. ``vertrokken_op`` is the first day on which they no longer work at the institute."""

    naam: str
    aliassen: tuple[Mention, ...] = ()
    functie: str = ""
    email: str = ""
    telefoon: str = ""
    foto: Mention | None = None
    vertrokken_op: date | None = None
    opvolger: Mention | None = None


class Opdrachtgever(Record, frozen=True, kw_only=True, tag=True):
    """A registered organisation that commissions studies."""

    naam: str
    afkorting: str = ""
    aliassen: tuple[Mention, ...] = ()
    url: str = ""


class Werkveld(Record, frozen=True, kw_only=True, tag=True):
    """A registered werkveld (a field of work). The overview of werkvelden is sorted by ``volgorde``."""

    titel: str
    volgorde: int | None = None


class Pagina(Record, frozen=True, kw_only=True, tag=True):
    """A text page, such as "Over ons". ``sjabloon`` is the name of the template that renders it, if not ``pagina``."""

    titel: str
    volgorde: int | None = None
    samenvatting: str = ""
    sjabloon: str = ""
    taal: str = ""


class Startpagina(Record, frozen=True, kw_only=True, tag=True):
    """The text of the home page."""

    samenvatting: str = ""


AnyRecord = Project | Nieuwsbericht | Persoon | Opdrachtgever | Werkveld | Pagina | Startpagina

RECORDS: dict[Kind, type[Record]] = {
    "projecten": Project,
    "nieuws": Nieuwsbericht,
    "werkvelden": Werkveld,
    "opdrachtgevers": Opdrachtgever,
    "contactpersonen": Persoon,
    "paginas": Pagina,
    "start": Startpagina,
}

PLACEHOLDERS: dict[str, Any] = {"titel": "", "naam": "", "jaar": 0, "datum": date.min}
"""The values of the fields without a default in a record that lacks them: a refused one, or one with only an id."""


def without_text(record: Record) -> Record:
    """Return a record as it would be if its body had no words, but the links, headings and so on that it has.

    What is left stays the same while an edit changes only words: all but the digest of the file, and the HTML, the
    trace and the beginning of the body.
    """
    body = structs.replace(record.body, markup=EMPTY_HTML, trace=_NO_TRACE, first="", opening="")
    return structs.replace(record, digest=b"", body=body)
