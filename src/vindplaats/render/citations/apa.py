"""Citations of reports in APA style, seventh edition, with Dutch conventions.

The rules come from the Publication Manual of the American Psychological Association (2020): 9.8 (names), 9.13 (dates),
9.29 (omit a publisher that is also the author), 9.35 (DOI) and 10.4 (reports). ``test_apa.py`` compares the citations
with those of citeproc.
"""

from markupsafe import Markup, escape

from vindplaats.catalogue.corpus import Auteur
from vindplaats.patterns import regex
from vindplaats.read.notations.dois import doi_url
from vindplaats.render.citations.citation import Citation

MAX_AUTHORS = 20
"""Maximum number of authors in a citation. A longer list is cut to the first nineteen and the last author (9.8)."""
_PART = regex(r"(\s+|-|(?<=\.)(?=[^\s.-]))")
_DIGRAPH = regex("ij|IJ|Ij")
_BARE_INITIALS = regex("(?!IJ$)[A-Z]{2}|[A-Z][B-DF-HJ-NP-TV-XZ][A-Z]{1,2}")
"""Initials without dots, such as ``JW`` or ``JWM``. ``JAN`` is a name: its second letter is a vowel."""


def apa(citation: Citation) -> Markup:
    """Return the citation of a study as HTML, with the title in ``<cite>``.

    Example: ``Vries, J. de, & Jansen, A. (2021). Titel (Rapportnr. 12). Bureau X. https://...``
    """
    number = f" (Rapportnr. {citation.nummer})" if citation.nummer else ""
    self_published = len(citation.auteurs) == 1 and citation.auteurs[0].naam == citation.instituut
    publisher = "" if self_published else f"{_with_stop(citation.instituut)} "
    address = doi_url(citation.doi) if citation.doi else citation.url
    before = f"{_with_stop(_names(citation.auteurs))} ({citation.jaar}). "
    after = f"{number}{_stop(number or citation.titel)} {publisher}{address}"
    return Markup(f"{escape(before)}<cite>{escape(citation.titel)}</cite>{escape(after)}")  # noqa: S704 (escaped)


def _names(authors: tuple[Auteur, ...]) -> str:
    names = [apa_name(author) for author in authors]
    if len(names) > MAX_AUTHORS:
        return f"{', '.join(names[: MAX_AUTHORS - 1])}, … {names[-1]}"
    return ", & ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def apa_name(author: Auteur) -> str:
    """Return a name as ``Vries, J. W. de``, with the tussenvoegsel last, because Dutch names are sorted without it.

    A suffix follows the initials: ``Warden, C., Jr.``
    """
    if author.organisatie:
        return author.familie
    if not author.voornaam:
        return ", ".join(part for part in (author.achternaam, author.achtervoegsel) if part)
    # In a name that is all in capitals, a first name is no row of initials.
    first = author.voornaam.title() if len(author.familie) > 1 and author.familie.isupper() else author.voornaam
    given = f"{initials(first)} {author.tussenvoegsel}".rstrip()
    return ", ".join(part for part in (author.familie, given, author.achtervoegsel) if part)


def initials(first: str) -> str:
    """Return the initials of first names: ``Jan-Willem P.`` becomes ``J.-W. P.``.

    IJ counts as one letter, and names that are already abbreviated (``Th.``) are left as they are.
    """
    found = ""
    for part in _PART.split(first):
        if part and (part.isspace() or not part.strip("-")):
            found += part.strip() and "-"
        elif _BARE_INITIALS.fullmatch(part):
            found += f"{'' if not found or found.endswith('-') else ' '}{'. '.join(part)}."
        elif part:
            letter = "IJ" if part == "IJ" or (_DIGRAPH.match(part) and len(part) > len("IJ.")) else part[0]
            initial = part if part.endswith(".") else f"{letter}."
            found += initial if not found or found.endswith("-") else f" {initial}"
    return found


def _stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!", "…")) else "."


def _with_stop(text: str) -> str:
    return text + _stop(text)
