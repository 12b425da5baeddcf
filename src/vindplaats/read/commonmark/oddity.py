"""What an editor should look at in a text that was converted: one `Oddity` for each passage."""

from typing import Literal

from msgspec import Struct

OddityKind = Literal[
    "cel", "code", "commentaar", "commentaar-code", "commentaar-ingesprongen", "commentaar-tekst", "commentaar-vorm",
    "diepe-lijst", "doorhaling", "html", "inspringing", "kop", "kop-spatie", "late-lijst", "lege-kop", "lege-link",
    "lijst-spatie", "link", "link-dubbel", "link-ongebruikt", "nadruk", "noot", "noot-dubbel", "noot-ongebruikt",
    "noot-vorm", "opdracht", "opsomming", "tabel", "tekens", "verwijzing",
]  # fmt: skip


class Oddity(Struct, frozen=True):
    """A passage that is probably not what its editor meant, or that the site shows in another way.

    ``text`` is the passage or its most important part. ``line`` is the number of the line on which the passage begins,
    counted from 0. Lines are counted in the text of an `InlineParser` for the oddities of that parser, and in the
    document for all others. The kinds are:

    - ``cel``: a cell for which its table has no column. ``code``: a fence that begins no code. ``nadruk``: ``**`` that
      is shown. ``doorhaling``: text between single tildes.
    - ``commentaar``: a comment that does not end. ``commentaar-code``: one that begins in code and ends outside it.
      ``commentaar-ingesprongen``: one that is code because of its indent. ``commentaar-tekst``: one that begins with
      ``&lt;``, so that it is shown. ``commentaar-vorm``: what is nearly a comment.
    - ``html``: Markdown in a block of HTML, where it is shown as it is. ``kop``: a heading of the first level.
      ``lege-kop``: a heading without text. ``lege-link``: a link without text.
    - ``link``: brackets that look like a link. ``verwijzing``: ``[text][label]`` without a definition. ``link-dubbel``:
      a second definition with the same label. ``link-ongebruikt``: a definition that no link uses, with an ordinary
      word as its address.
    - ``noot``: a mention of a footnote that does not exist. ``noot-dubbel``: a second footnote with the same label.
      ``noot-ongebruikt``: a footnote that is not mentioned. ``noot-vorm``: what is nearly a mention of one.
    - ``inspringing``: HTML that is code because of its indent. ``diepe-lijst``: an item that is text because of its
      indent. ``late-lijst``: numbered lines below text that do not begin with 1, so that they are not a list.
      ``opsomming``: a list with bullets copied from another program.
    - ``kop-spatie``, ``lijst-spatie``: a heading or a list with no space, or a no-break space, after its marks.
    - ``opdracht``: a command of another system. ``tabel``: rows that belong to no table. ``tekens``: text that was
      decoded wrongly.
    """

    kind: OddityKind
    text: str
    line: int
