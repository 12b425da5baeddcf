"""What one file says, typed and checked by itself: the result of reading.

Field names are those of the front matter. What names somebody or something else is a `Mention`: the text as
written and its place; who is meant is found in the catalogue, where all files are known.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.read.fingerprints import Trace
from vindplaats.read.html_store import StoredHtml
from vindplaats.read.page_id import PageId
from vindplaats.read.plain_text import plain_text

Kind = Literal["projecten", "nieuws", "werkvelden", "opdrachtgevers", "contactpersonen", "paginas"]
"""A kind of page that has files: the name of its folder in ``content/``."""

KINDS: tuple[Kind, ...] = (
    "projecten",
    "nieuws",
    "werkvelden",
    "opdrachtgevers",
    "contactpersonen",
    "paginas",
)


class Mention(Struct, frozen=True, gc=False, array_like=True):
    """Something named in front matter: the text as written, and where.

    ``start`` is where its first character stands, if its characters stand side by side in the file (see `Scalar`).
    """

    text: str
    line: int
    column: int
    start: tuple[int, int] | None = None


class ExternalLink(Struct, frozen=True, gc=False, array_like=True):
    """A link in front matter: ``{titel: ..., url: ...}``."""

    titel: str
    url: str


class FieldPlace(Struct, frozen=True, gc=False, array_like=True):
    """Where the key of a field stands."""

    naam: str
    line: int
    column: int


class BodyLink(Struct, frozen=True, gc=False, array_like=True):
    """A link or image in the body that leaves the page but not the site.

    ``target`` is, by ``kind``: ``page`` and ``file`` the path from the source (``content/nieuws/y.md``);
    ``path`` an address from the root of the site (``/projecten/x/``).
    ``raw`` is what the editor wrote. `Body.html` has a mark with the number of the link in its place: see `link_marks`.
    """

    kind: Literal["page", "file", "path"]
    target: str
    anchor: str
    raw: str
    line: int
    column: int
    image: bool


ANCHOR = "tekst-"
"""What the ids of a body begin with on the site, so that none is that of something else on the page: those of the theme
begin with ``vp-``. Editors write them without, and `Body.anchors` has them so."""
NO_HTML = StoredHtml()
"""Of a page without a body."""


class Body(Struct, frozen=True, gc=False, array_like=True):
    """A body in Markdown, converted: HTML with link marks, ids of headings, and what is found out from its words.

    ``trace`` is that of its text; ``line`` is where the body begins in its file. ``first`` is how its first paragraph
    begins, and ``opening`` how its words do where it has none: as much as lists and descriptions show.
    ``contact_lines`` are the lines of the source, and ``contact_words`` the stretches of the text, that may hold an
    address or number (`read.details`). Source and text are not kept: they would be twice the size of the site.
    """

    markup: StoredHtml = NO_HTML
    anchors: tuple[str, ...] = ()
    links: tuple[BodyLink, ...] = ()
    trace: Trace = Trace()
    line: int = 1
    first: str = ""
    opening: str = ""
    contact_lines: tuple[Mention, ...] = ()
    contact_words: str = ""

    @property
    def html(self) -> str:
        """The HTML of the body. Read at each call."""
        return self.markup.read().decode()

    @property
    def text(self) -> str:
        """The words of the body. Made from the HTML at each call."""
        return plain_text(self.html)


class Record(Struct, frozen=True, gc=False, kw_only=True, array_like=True):
    """What every page has.

    ``digest`` is that of the bytes of the file, of which all the rest is made; ``step`` the last step of the address
    of the page: its slug, or its name made into one, which takes so long that it is done while reading.
    """

    id: PageId
    file: str
    kind: Kind
    digest: bytes = b""
    fields: tuple[FieldPlace, ...] = ()
    body: Body = Body()
    slug: Mention | None = None
    step: str = ""

    def place(self, naam: str = "") -> Place:
        """Where the field stands; the opening fence where it is absent."""
        for field in self.fields:
            if field.naam == naam:
                return Place(self.file, field.line, field.column)
        return Place(self.file)

    def at(self, mention: Mention | BodyLink) -> Place:
        """The place of a mention or link in this file."""
        return Place(self.file, mention.line, mention.column)


class Publishable(Record, frozen=True, kw_only=True):
    """A page that can be a draft and can come and go by date."""

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
    """One study. The record that everything else points to."""

    jaar: int
    opdrachtgever: tuple[Mention, ...] = ()
    partners: tuple[str, ...] = ()
    auteurs: tuple[str, ...] = ()
    publicatiedatum: date | None = None
    reeks: str = ""
    rapport: Mention | None = None
    trefwoorden: tuple[str, ...] = ()
    isbn: str = ""
    doi: str = ""
    rapportnummer: str = ""


class Nieuwsbericht(Publishable, frozen=True, kw_only=True, tag=True):
    """A news item, as a rule about one project; never a study of its own."""

    datum: date
    project: Mention | None = None


class Persoon(Record, frozen=True, kw_only=True, tag=True):
    """A colleague to ask, as registered. From `vertrokken_op` on they are no colleague any more."""

    naam: str
    aliassen: tuple[Mention, ...] = ()
    functie: str = ""
    email: str = ""
    telefoon: str = ""
    foto: Mention | None = None
    vertrokken_op: date | None = None
    opvolger: Mention | None = None


class Opdrachtgever(Record, frozen=True, kw_only=True, tag=True):
    """An organisation that commissions studies, as registered."""

    naam: str
    afkorting: str = ""
    aliassen: tuple[Mention, ...] = ()
    url: str = ""


class Werkveld(Record, frozen=True, kw_only=True, tag=True):
    """A field of work, as registered; ``volgorde`` sorts the overview."""

    titel: str
    volgorde: int | None = None


class Pagina(Record, frozen=True, kw_only=True, tag=True):
    """A page of text, such as "Over ons"."""

    titel: str
    volgorde: int | None = None
    samenvatting: str = ""


AnyRecord = Project | Nieuwsbericht | Persoon | Opdrachtgever | Werkveld | Pagina

RECORDS: dict[Kind, type[Record]] = {
    "projecten": Project,
    "nieuws": Nieuwsbericht,
    "werkvelden": Werkveld,
    "opdrachtgevers": Opdrachtgever,
    "contactpersonen": Persoon,
    "paginas": Pagina,
}
