"""BibTeX: ``@techreport`` in UTF-8, which biber, LaTeX since 2018 and every reference manager read.

Signs that TeX would act on are written as commands. Braces too, since BibTeX counts them even behind a backslash.
"""

from collections.abc import Iterator

from vindplaats.catalogue.corpus import Auteur
from vindplaats.dutch.person_names import with_between
from vindplaats.render.citations.citation import Citaat

_ESCAPES = str.maketrans(
    {sign: f"\\{sign}" for sign in "&%$#_"}
    | {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
    }
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Macros that every style defines."""
_TYPES = {"nl": "Rapport", "de": "Bericht", "fr": "Rapport"}
"""What a report is called in its own language; English elsewhere, as every style's default is."""


def bibtex(citaat: Citaat) -> str:
    """A study as an entry, which ends with its line."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(citaat))
    return f"@techreport{{{citaat.sleutel},\n{lines}}}\n"


def _fields(citaat: Citaat) -> Iterator[tuple[str, str]]:
    # Double braces: a style may not take capitals away, for names and Dutch titles cannot do without.
    yield "title", f"{{{{{escaped(citaat.titel)}}}}}"
    yield "author", f"{{{' and '.join(map(bibtex_name, citaat.auteurs))}}}"
    yield "institution", f"{{{{{escaped(citaat.instituut)}}}}}"
    yield "year", f"{{{citaat.jaar}}}"
    if citaat.datum:
        yield "month", _MONTHS[citaat.datum.month - 1]
        yield "day", f"{{{citaat.datum.day}}}"
    for name, value in (
        ("type", _TYPES.get(citaat.taal.partition("-")[0], "")),
        ("number", citaat.nummer),
        ("series", citaat.reeks),
        ("isbn", citaat.isbn),
        ("keywords", ", ".join(citaat.trefwoorden)),
        ("abstract", citaat.samenvatting),
        ("language", citaat.taal),
    ):
        if value:
            yield name, f"{{{escaped(value)}}}"
    # As they are: programs that read these follow them, and styles set them with \url.
    if citaat.doi:
        yield "doi", f"{{{_address(citaat.doi)}}}"
    yield "url", f"{{{_address(citaat.url)}}}"


def bibtex_name(author: Auteur) -> str:
    """``von Last, First``; an organisation, and a last name of several words, in braces, lest it be taken apart."""
    if author.organisatie:
        return f"{{{escaped(author.familie)}}}"
    last = escaped(author.familie)
    last = with_between(escaped(author.tussenvoegsel), f"{{{last}}}" if " " in last else last)
    return f"{last}, {escaped(author.voornaam)}" if author.voornaam else f"{{{last}}}"


def escaped(text: str) -> str:
    """Text as TeX sets it."""
    return text.translate(_ESCAPES)


def _address(text: str) -> str:
    return text.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
