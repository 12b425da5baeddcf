"""BibTeX entries: ``@techreport`` in UTF-8, which biber, LaTeX since 2018 and every reference manager read.

Characters with a meaning in TeX are written as TeX commands. A brace is written as a named command and not as an
escaped brace, because BibTeX counts braces even after a backslash.
"""

from collections.abc import Iterator

from vindplaats.catalogue.corpus import Auteur
from vindplaats.dutch.person_names import with_between
from vindplaats.render.citations.citation import Citation

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
"""Macros for the months, which every BibTeX style defines."""
_TYPES = {"nl": "Rapport", "de": "Bericht", "fr": "Rapport"}
"""The word for "report" by language. For other languages the style's default applies, which is English."""


def bibtex(citation: Citation) -> str:
    """Return the BibTeX entry of a study, which ends with a newline."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(citation))
    return f"@techreport{{{citation.sleutel},\n{lines}}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    # Double braces keep styles from lowercasing the title: names and Dutch titles need their capitals.
    yield "title", f"{{{{{escaped(citation.titel)}}}}}"
    yield "author", f"{{{' and '.join(map(bibtex_name, citation.auteurs))}}}"
    yield "institution", f"{{{{{escaped(citation.instituut)}}}}}"
    yield "year", f"{{{citation.jaar}}}"
    if citation.datum:
        yield "month", _MONTHS[citation.datum.month - 1]
        yield "day", f"{{{citation.datum.day}}}"
    for name, value in (
        ("type", _TYPES.get(citation.taal.partition("-")[0], "")),
        ("number", citation.nummer),
        ("series", citation.reeks),
        ("isbn", citation.isbn),
        ("keywords", ", ".join(citation.trefwoorden)),
        ("abstract", citation.samenvatting),
        ("language", citation.taal),
    ):
        if value:
            yield name, f"{{{escaped(value)}}}"
    # Not escaped for TeX: other programs follow these addresses, and styles typeset them with \url.
    if citation.doi:
        yield "doi", f"{{{_address(citation.doi)}}}"
    yield "url", f"{{{_address(citation.url)}}}"


def bibtex_name(author: Auteur) -> str:
    """Return a name as ``von Last, First``.

    Braces keep BibTeX from splitting the name of an organisation or a last name of several words.
    """
    if author.organisatie:
        return f"{{{escaped(author.familie)}}}"
    last = escaped(author.familie)
    last = with_between(escaped(author.tussenvoegsel), f"{{{last}}}" if " " in last else last)
    return f"{last}, {escaped(author.voornaam)}" if author.voornaam else f"{{{last}}}"


def escaped(text: str) -> str:
    """Return ``text`` with a TeX command in place of every character that has a meaning in TeX."""
    return text.translate(_ESCAPES)


def _address(text: str) -> str:
    return text.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
