"""Pages on one template, and large groups of equal titles, are reported once and settled with one line."""

from collections.abc import Callable

import pytest

from support import texts
from vindplaats.advice import advise, warnings
from vindplaats.catalogue.corpus import Corpus, Finding
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]

FIXED = (
    "In het buurthuis aan de kade vroegen wij huurders naar achterstallig onderhoud, de termijnen die gelden en waar"
    " zij hulp vinden. De meesten kennen het loket niet. Wie het kent, is tevreden over de uitleg en de snelheid van"
    " het antwoord. Aanmelden is niet nodig en de koffie staat klaar vanaf tien uur."
)
OWN = {
    "Rotsveen": "Rotsveen telt veel oude woningen aan het water en wil die opknappen.",
    "Plaswijk": "Plaswijk kreeg vorig jaar een nieuw park met bankjes voor iedereen.",
    "Dorrestein": "Dorrestein heeft weinig scholen, veel ouderen en een drukke markt.",
    "Hoogzand": "Hoogzand zoekt een plek voor jongeren die graag willen voetballen.",
    "Kromwoud": "Kromwoud bouwt lege garages om tot kleine werkplaatsen met licht.",
    "Zilverdam": "Zilverdam verkoopt het oude zwembad aan een stichting van bewoners.",
}
PLACES = tuple(OWN)


def page(place: str, extra: str = "", body: str = "") -> str:
    return f"titel: {place} in beeld\n{extra}\n{body or f'{FIXED} {OWN[place]}'}"


def family(kind: str = "projecten", count: int = len(PLACES)) -> dict[str, str]:
    return {f"{kind}/{place.lower()}.md": page(place) for place in sorted(PLACES[:count])}


def open_findings(site: Site, files: dict[str, str]) -> list[Finding]:
    """Return what is reported. The order in which files are read must not matter."""
    found = site(files)[0].pairs
    assert site(dict(reversed(list(files.items()))))[0].pairs == found
    return list(found)


@pytest.mark.parametrize("kind", ["projecten", "nieuws"])
@pytest.mark.parametrize("count", [4, 5, 6])
def test_pages_on_one_template_are_reported_once(site: Site, kind: str, count: int) -> None:
    files = family(kind, count)
    (found,) = open_findings(site, files)
    assert found.verdict == "twijfel"
    assert [f"{page_id}.md" for page_id in found.ids] == sorted(files)
    number = {4: "vier", 5: "vijf", 6: "zes"}[count]
    assert found.reasons == (f"deze {number} pagina's delen {round(100 * found.score)}% vaste tekst",)
    assert 0.5 < found.score < 1


def test_a_family_has_one_warning_that_names_the_pages(site: Site) -> None:
    corpus, _ = site(family())
    (warning,) = warnings(corpus)
    assert (warning.code, warning.file) == ("dubbel-twijfel", "content/projecten/dorrestein.md")
    for place in PLACES:
        assert place == "Dorrestein" or f"content/projecten/{place.lower()}.md" in warning.message


def test_a_long_family_is_named_in_part(site: Site) -> None:
    """A shingle on more than a dozen pages pairs only neighbours, and still there is one finding."""
    files = {f"projecten/p{i:02}.md": page("Rotsveen", body=f"{FIXED} Nummer w{i}.") for i in range(20)}
    files = {name: text.replace("Rotsveen", f"Wijk q{name[-5:-3]}") for name, text in files.items()}
    corpus, _ = site(files)
    assert [len(finding.ids) for finding in corpus.pairs] == [20]
    (warning,) = warnings(corpus)
    assert "en 13 andere: deze 20 pagina's delen" in warning.message


def test_the_advice_settles_a_family_and_a_new_page_opens_it_again(site: Site) -> None:
    files = family(count=5)
    corpus, _ = site(files)
    records = {study.project.id: study.project for study in corpus.studies}
    apart, series = advise(corpus.pairs[0], records)
    assert apart.text == "Zijn het verschillende pagina's, zet dan in content/projecten/dorrestein.md:"
    settled = {**files, "projecten/dorrestein.md": page("Dorrestein", f"{apart.line}\n")}
    assert open_findings(site, settled) == []
    (found,) = open_findings(site, {**settled, **family()})
    assert len(found.ids) == 6
    corpus, _ = site({**settled, **family(), "projecten/dorrestein.md": page("Dorrestein", f"{apart.line}\n")})
    (again, *_) = advise(corpus.pairs[0], {study.project.id: study.project for study in corpus.studies})
    assert "in plaats van de regel 'geen_dubbel_van' die er al staat" in again.text
    assert open_findings(site, {**family(), "projecten/dorrestein.md": page("Dorrestein", f"{again.line}\n")}) == []
    editions = {name: text.replace("\n\n", f"\n{series.line}\n\n", 1) for name, text in files.items()}
    assert open_findings(site, editions) == []


def test_a_settled_family_stays_settled_if_its_page_becomes_less_like_the_others(site: Site) -> None:
    """What the page still has in common with each of the others is less than alike texts have."""
    start, rest = FIXED[: FIXED.index("De meesten")], FIXED[FIXED.index("De meesten") :]
    own = " ".join(f"q{i}" for i in range(90))
    files = {f"projecten/{place.lower()}.md": page(place, body=f"{start} {rest} {OWN[place]}") for place in PLACES[1:5]}
    line = f"geen_dubbel_van: [{', '.join(place.lower() for place in PLACES[1:5])}]\n"
    files["projecten/rotsveen.md"] = "titel: Wat rotsveen wil\n" + line + f"\n{start} {own}"
    assert open_findings(site, files) == []
    del files["projecten/rotsveen.md"]
    (found,) = open_findings(site, files)
    assert len(found.ids) == 4


def test_one_page_may_settle_a_family_pair_by_pair(site: Site) -> None:
    """Each of the others names the first page, as the advice about a pair says."""
    files = family()
    for place in PLACES:
        if place != "Dorrestein":
            files[f"projecten/{place.lower()}.md"] = page(place, "geen_dubbel_van: projecten/dorrestein\n")
    assert open_findings(site, files) == []


def test_half_a_declaration_does_not_settle_a_family(site: Site) -> None:
    files = {**family(), "projecten/dorrestein.md": page("Dorrestein", "geen_dubbel_van: [plaswijk, hoogzand]\n")}
    (found,) = open_findings(site, files)
    assert len(found.ids) == 6


def test_two_pages_with_more_in_common_than_the_template_are_reported_as_a_pair(site: Site) -> None:
    story = (
        "Hoogzand zoekt al jaren een plek voor jongeren die willen voetballen, en vond die nu achter de oude fabriek,"
        " waar bewoners samen een veld met lampen aanlegden en elke zaterdag koffie schenken aan wie langskomt om te"
        " kijken of mee te doen, zomer en winter, tot grote tevredenheid van de hele straat en van de wethouder zelf."
    )
    files = family()
    files["projecten/hoogzand.md"] = page("Hoogzand", body=f"{FIXED} {story}")
    files["projecten/veld.md"] = f"titel: Voetballen in Hoogzand\n\n{FIXED} {story} Een mooi beeld."
    found = {texts(finding.ids): finding.verdict for finding in open_findings(site, files)}
    assert ("projecten/hoogzand", "projecten/veld") in found


def test_news_about_one_study_is_no_family(site: Site) -> None:
    files = {"projecten/studie.md": f"titel: Huurders over onderhoud\n\n{FIXED}"}
    for i in range(4):
        files[f"nieuws/n{i}.md"] = f"titel: Huurders over onderhoud\n\n{FIXED} Dit was bericht w{i}."
    found = open_findings(site, files)
    assert {finding.verdict for finding in found} == {"variant"}
    assert {texts(finding.ids)[0] for finding in found if len(finding.ids) == 2} == {"projecten/studie"}


def test_a_family_within_a_family_is_not_reported_as_well(site: Site) -> None:
    """Three of the pages have a second passage in common."""
    extra = (
        "Bewoners konden ook zelf een wens opschrijven en die aan de wethouder geven, in een grote rode bus op straat."
    )
    files = family()
    for place in PLACES[:4]:
        files[f"projecten/{place.lower()}.md"] = page(place, body=f"{FIXED} {extra} {OWN[place]}")
    assert [len(finding.ids) for finding in open_findings(site, files)] == [6]


def test_three_pages_are_pairs(site: Site) -> None:
    assert [len(finding.ids) for finding in open_findings(site, family(count=3))] == [2, 2]


def test_more_than_a_dozen_equal_titles_are_reported_once(site: Site) -> None:
    """Each page has less than half of its words in common with the next, and nothing with the others."""
    words = [f"woord{i}" for i in range(800)]
    files = {f"projecten/p{i:02}.md": f"titel: Peiling\n\n{' '.join(words[i * 24 : i * 24 + 62])}" for i in range(14)}
    corpus, _ = site(files)
    (found,) = open_findings(site, files)
    assert (found.verdict, len(found.ids)) == ("twijfel", 14)
    assert found.reasons == ("deze 14 pagina's hebben dezelfde titel, op jaartallen, getallen en fasen na",)
    advice = advise(found, {study.project.id: study.project for study in corpus.studies})[0]
    files["projecten/p00.md"] = files["projecten/p00.md"].replace("\n\n", f"\n{advice.line}\n\n")
    assert open_findings(site, files) == []


def test_more_than_a_dozen_editions_are_listed_once_without_a_warning(site: Site) -> None:
    files = {f"nieuws/n{i}.md": f"titel: Spreekuur\ndatum: {2000 + i}-03-02\n\n{FIXED}" for i in range(15)}
    corpus, _ = site(files)
    assert [(finding.verdict, len(finding.ids)) for finding in corpus.pairs] == [("editie", 15)]
    assert warnings(corpus) == ()
