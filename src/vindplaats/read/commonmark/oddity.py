"""What an editor should look at in a text that was converted: one `Oddity` for each passage."""

from typing import Literal

from msgspec import Struct

OddityKind = Literal[
    "attribuut", "cel", "code", "code-zin", "codeblok", "codeblok-leeg", "codeblok-teken", "commentaar",
    "commentaar-anders", "commentaar-code", "commentaar-ingesprongen", "commentaar-tekst", "commentaar-vorm",
    "diepe-lijst", "doorhaling", "html", "inhoud", "inspringing", "kader-soort", "kader-tekst", "kop", "kop-spatie",
    "kop-streepjes", "late-lijst", "lege-kop", "lege-link", "lijst-spatie", "link", "link-dubbel",
    "link-ongebruikt", "link-pagina", "link-vorm", "link-wiki", "nadruk", "noot", "noot-dakje", "noot-dubbel",
    "noot-ongebruikt", "noot-vorm", "opdracht", "opsomming", "tabel", "tabel-kop", "tabel-streepjes", "tabel-tabs",
    "tekens", "verwijzing",
]  # fmt: skip


class Oddity(Struct, frozen=True):
    """A passage that is probably not what its editor meant, or that the site shows in another way.

    ``text`` is the passage or its most important part. ``meant`` is what its editor should write instead, if known.
    ``line`` is the number of the line on which the passage begins, counted from 0. Lines are counted in the text of an
    `InlineParser` for the oddities of that parser, and in the document for all others. The kinds are:

    - ``cel``: a cell for which its table has no column. ``code``: a fence that begins no code. ``nadruk``: ``**`` that
      is shown. ``doorhaling``: text between single tildes.
    - ``commentaar``: a comment that does not end. ``commentaar-code``: one that begins in code and ends outside it.
      ``commentaar-ingesprongen``: one that is code because of its indent. ``commentaar-tekst``: one that begins with
      ``&lt;``, so that it is shown. ``commentaar-vorm``: what is nearly a comment. ``commentaar-anders``: the same, if
      the whole comment is known.
    - ``html``: Markdown in a block of HTML, where it is shown as it is. ``kop``: a heading of the first level.
      ``lege-kop``: a heading without text. ``lege-link``: a link without text.
    - ``link``: brackets that look like a link. ``verwijzing``: ``[text][label]`` without a definition. ``link-dubbel``:
      a second definition with the same label. ``link-ongebruikt``: a definition that no link uses, with an ordinary
      word as its address.
    - ``link-vorm``: the same, if the link to write is known. ``link-pagina``: one to a page, with spaces in it.
      ``link-wiki``: ``[[words]]``.
    - ``noot``: a mention of a footnote that does not exist. ``noot-dubbel``: a second footnote with the same label.
      ``noot-ongebruikt``: a footnote that is not mentioned. ``noot-vorm``: what is nearly a mention of one.
    - ``inspringing``: HTML that is code because of its indent. ``diepe-lijst``: an item that is text because of its
      indent. ``late-lijst``: numbered lines below text that do not begin with 1, so that they are not a list.
      ``opsomming``: a list with bullets copied from another program.
    - ``kop-spatie``, ``lijst-spatie``: a heading or a list with no space, or a no-break space, after its marks.
    - ``codeblok``: a fence that is not closed. ``codeblok-leeg``: the same, without code. ``codeblok-teken``: the
      same, with a line of other signs below the code. ``code-zin``: a sentence that is code because of its indent.
      ``kop-streepjes``: a sentence that is a heading because of the dashes below it.
    - ``attribuut``: an id that its heading does not get. ``inhoud``: what is nearly ``[TOC]``. ``kader-soort``,
      ``kader-tekst``: a box of an unknown kind, or without text below its kind.
    - ``tabel-kop``: a table without a head. ``tabel-streepjes``: one with a delimiter row that is wider or narrower.
      ``tabel-tabs``: one with tabs between its cells. ``noot-dakje``: a mention of a footnote that lacks its ``^``.
    - ``opdracht``: a command of another system. ``tabel``: rows that belong to no table. ``tekens``: text that was
      decoded wrongly.
    """

    kind: OddityKind
    text: str
    line: int
    meant: str = ""
