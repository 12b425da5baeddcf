r"""BibTeX entries of type ``@techreport``, in UTF-8, which biber, LaTeX (since 2018) and reference managers can read.

Characters that are special in TeX are written as TeX commands. An opening brace becomes ``{\textbraceleft}`` and not
``\{``, because BibTeX counts braces even after a backslash.
"""

from collections.abc import Iterator

from vindplaats.catalogue.corpus import Auteur
from vindplaats.dutch.person_names import with_between
from vindplaats.render.citations.citation import Citation, YearFile

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
"""The macro of each month, January first. Every BibTeX style defines these macros."""
_TYPES = {"nl": "Rapport", "de": "Bericht", "fr": "Rapport"}
"""The field ``type`` by language. Entries in other languages lack it, so BibTeX styles print an English word."""


def bibtex(citation: Citation) -> str:
    """Return the BibTeX entry of a study, ending with a newline."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(citation))
    return f"@techreport{{{citation.sleutel},\n{lines}}}\n"


def bibtex_year(file: YearFile) -> str:
    """Return an entry of type ``@misc`` for the citation file of a year."""
    return f"@misc{{{file.sleutel},\n  title = {{{{{escaped(file.titel)}}}}},\n  url = {{{_address(file.url)}}},\n}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    # Double braces keep BibTeX styles from lowercasing the capitals in the title.
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
    # Addresses are not escaped for TeX: styles typeset them with \url, and other programs use them unchanged.
    if citation.doi:
        yield "doi", f"{{{_address(citation.doi)}}}"
    yield "url", f"{{{_address(citation.url)}}}"


def bibtex_name(author: Auteur) -> str:
    """Return a name in BibTeX's form ``von Last, Jr, First``, such as ``de Vries, Jan``.

    Braces keep BibTeX from splitting the name of an organisation or a last name of several words, from taking a last
    name alone for a first name, and from taking a suffix for one: ``{de Vries Jr.}``.
    """
    suffix, between = escaped(author.achtervoegsel), escaped(author.tussenvoegsel)
    if author.organisatie or not (author.voornaam or (between and not suffix)):
        return f"{{{escaped(author.naam)}}}"
    last = escaped(author.familie)
    name = with_between(between, f"{{{last}}}" if " " in last else last)
    return ", ".join(part for part in (name, suffix, escaped(author.voornaam)) if part)


def escaped(text: str) -> str:
    r"""Return ``text`` with every character that is special in TeX replaced by a TeX command: ``%`` becomes ``\%``."""
    return text.translate(_ESCAPES)


def _address(text: str) -> str:
    return text.translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"})
