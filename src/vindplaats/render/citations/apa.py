"""A citation in the style of the APA, seventh edition, as Dutch writes it; of reports, for that is all we cite.

Publication Manual of the American Psychological Association (2020), 9.8 (names), 9.13 (dates), 9.29 (a publisher that
is the author is left out), 9.35 (DOI) and 10.4 (reports). Held against citeproc in the tests.
"""

import re

from markupsafe import Markup

from vindplaats.catalogue.corpus import Auteur
from vindplaats.dutch.person_names import with_between
from vindplaats.render.citations.citation import Citaat

MAX_AUTHORS = 20
"""So many authors are all named; of more the first nineteen, and the last."""
_PART = re.compile(r"(\s+|-|(?<=\.)(?=[^\s.-]))")
_DIGRAPH = re.compile("ij|IJ|Ij")


def apa(citaat: Citaat) -> Markup:
    """``Vries, J. de, & Jansen, A. (2021). Titel (Rapportnr. 12). Bureau X. https://...``, the title in ``<cite>``."""
    number = f" (Rapportnr. {citaat.nummer})" if citaat.nummer else ""
    own = len(citaat.auteurs) == 1 and citaat.auteurs[0].naam == citaat.instituut
    where = "" if own else f"{_ended(citaat.instituut)} "
    address = f"https://doi.org/{citaat.doi}" if citaat.doi else citaat.url
    before = f"{_ended(_names(citaat.auteurs))} ({citaat.jaar}). "
    after = f"{number}{_stop(number or citaat.titel)} {where}{address}"
    return Markup("").join((before, Markup("<cite>"), citaat.titel, Markup("</cite>"), after))


def _names(authors: tuple[Auteur, ...]) -> str:
    names = [apa_name(author) for author in authors]
    if len(names) > MAX_AUTHORS:
        return f"{', '.join(names[: MAX_AUTHORS - 1])}, … {names[-1]}"
    return ", & ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def apa_name(author: Auteur) -> str:
    """``Vries, J. W. de``: Dutch puts a tussenvoegsel behind the initials, and sorts without."""
    if author.organisatie:
        return author.familie
    if not author.voornaam:
        return with_between(author.tussenvoegsel, author.familie)
    return " ".join(part for part in (f"{author.familie}, {initials(author.voornaam)}", author.tussenvoegsel) if part)


def initials(first: str) -> str:
    """``Jan-Willem P.`` as ``J.-W. P.``; IJ is one letter, and what is abbreviated already (``Th.``) stays."""
    found = ""
    for part in _PART.split(first):
        if part and (part.isspace() or not part.strip("-")):
            found += part.strip() and "-"
        elif part:
            letter = "IJ" if _DIGRAPH.match(part) and len(part) > len("IJ.") else part[0]
            initial = part if part.endswith(".") else f"{letter}."
            found += initial if not found or found.endswith("-") else f" {initial}"
    return found


def _stop(text: str) -> str:
    return "" if text.endswith((".", "?", "!", "…")) else "."


def _ended(text: str) -> str:
    return text + _stop(text)
