import unicodedata
from collections.abc import Callable

import pytest

from support import texts
from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
BODY = "Het onderzoek van 2019-2020 telde 1.234 'respondenten' in één arbeidsmarkt."
A = "titel: Studie"


def pair(site: Site, first: str, second: str) -> tuple[Corpus, list[Diagnostic]]:
    corpus, reported = site({"projecten/a.md": first, "projecten/b.md": second, "paginas/p.md": "titel: P"})
    return corpus, [d for d in reported if d.code.startswith(("dubbel", "exact"))]


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        BODY.replace("onderzoek", "**onderzoek**"),
        BODY.replace(" in ", "\nin "),
        BODY.replace("'respondenten'", "\u201crespondenten\u201d"),
        BODY.upper(),
        BODY.replace("-", "–"),
        BODY.replace("arbeidsmarkt", "arbeids\u00admarkt"),
        BODY.replace("1.234", "1234"),
        BODY.replace("1.234", "1&nbsp;234"),
        unicodedata.normalize("NFD", BODY),
    ],
)
def test_pages_with_the_same_words_are_merged(site: Site, body: str) -> None:
    corpus, (reported,) = pair(site, f"{A}\n\n{BODY}", f"titel: STUDIE\n\n{body}")
    (study,) = corpus.studies
    assert (str(study.project.id), texts(study.doubles)) == ("projecten/a", ("projecten/b",))
    assert [(str(r.target), r.page and str(r.page.id)) for r in corpus.redirects] == [("projecten/a", "projecten/b")]
    assert (reported.severity, reported.code, reported.file, reported.line) == (
        "warning",
        "exact-dubbel",
        "content/projecten/b.md",
        1,
    )
    assert "content/projecten/a.md" in reported.message


@pytest.mark.parametrize(
    "second",
    [
        f"{A}\njaar: 2021\n\n{BODY}",
        f"titel: Andere studie\n\n{BODY}",
        f"{A}\n\n{BODY.replace('1.234', '1.235')}",
        f"{A}\n\n{BODY} Meer.",
        f"{A}\nconcept: true\n\n{BODY}",
    ],
)
def test_pages_that_differ_are_not_merged(site: Site, second: str) -> None:
    corpus, reported = pair(site, f"{A}\n\n{BODY}", second)
    assert len(corpus.studies) == (1 if "concept" in second else 2)
    assert (reported, corpus.redirects) == ([], ())


def test_merging_unites_lists_and_fills_empty_fields(site: Site) -> None:
    corpus, (reported,) = pair(
        site,
        f"{A}\nwerkveld: [W1, W2]\nopdrachtgever: [O1]\ncontactpersoon: [P1, P2]\ntrefwoorden: [t]\n\n{BODY}",
        f"{A}\nwerkveld: [W3, w2]\nopdrachtgever: [O2]\ncontactpersoon: [p2, P3]\ntrefwoorden: [T, u]\n"
        f"samenvatting: Kort\npublicatiedatum: 2020-01-02\nisbn: 978\n"
        f"links: [{{titel: L, url: https://x.nl/}}]\naliassen: /oud/\n\n{BODY}",
    )
    (study,) = corpus.studies
    assert reported.code == "exact-dubbel"
    assert [r.mention.text for r in study.werkvelden] == ["W1", "W2", "W3"]
    assert [r.mention.text for r in study.opdrachtgevers] == ["O1", "O2"]
    assert [r.mention.text for r in study.contactpersonen] == ["P1", "P2", "P3"]
    assert study.project.trefwoorden == ("t", "u")
    assert (study.project.samenvatting, study.project.isbn) == ("Kort", "978")
    assert str(study.project.publicatiedatum) == "2020-01-02"
    assert [link.url for link in study.project.links] == ["https://x.nl/"]
    assert ("projecten/a", "/oud/") in [(str(r.target), r.path) for r in corpus.redirects]


def test_a_conflict_is_an_error_that_names_both(site: Site) -> None:
    _, reported = pair(site, f"{A}\nisbn: 1\n\n{BODY}", f"{A}\nisbn: 2\n\n{BODY}")
    (fault,) = [d for d in reported if d.severity == "error"]
    assert (fault.code, fault.file, fault.line, fault.column) == ("dubbel-conflict", "content/projecten/b.md", 3, 1)
    assert all(word in fault.message for word in ("content/projecten/a.md", "'1'", "'2'"))


def test_values_that_are_equal_after_folding_do_not_conflict(site: Site) -> None:
    _, reported = pair(site, f"{A}\nsamenvatting: Kort - maar\n\n{BODY}", f"{A}\nsamenvatting: kort – maar\n\n{BODY}")
    assert [d.code for d in reported] == ["exact-dubbel"]


@pytest.mark.parametrize("link", ["[Het](https://x.nl/)", "[Het](../paginas/p.md)", '<a href="https://x.nl/">Het</a>'])
def test_a_link_that_would_be_lost_is_an_error(site: Site, link: str) -> None:
    _, reported = pair(site, f"{A}\n\n{BODY}", f"{A}\n\n{BODY.replace('Het', link)}")
    (fault,) = [d for d in reported if d.severity == "error"]
    assert (fault.code, fault.file) == ("dubbel-conflict", "content/projecten/b.md")
    assert "content/projecten/a.md" in fault.message
    assert [d.code for d in pair(site, f"{A}\n\n{BODY.replace('Het', link)}", f"{A}\n\n{BODY}")[1]] == ["exact-dubbel"]


def test_news_that_names_its_project_is_not_merged_and_links_to_the_survivor(site: Site) -> None:
    corpus, _ = site(
        {
            "projecten/a.md": f"{A}\n\n{BODY}",
            "projecten/b.md": f"{A}\n\n{BODY}",
            "nieuws/n.md": f"{A}\nproject: b\n\n{BODY}",
        }
    )
    assert [str(b.project) for b in corpus.berichten] == ["projecten/a"]
    assert [texts(s.nieuws) for s in corpus.studies] == [("nieuws/n",)]


def test_double_news_is_merged(site: Site) -> None:
    corpus, reported = site({"nieuws/m.md": f"{A}\n\n{BODY}", "nieuws/n.md": f"{A}\n\n{BODY}"})
    assert [(str(b.record.id), texts(b.doubles)) for b in corpus.berichten] == [("nieuws/m", ("nieuws/n",))]
    assert [d.code for d in reported] == ["exact-dubbel"]


def test_three_exact_doubles_are_one_study(site: Site) -> None:
    corpus, reported = site({f"projecten/{name}.md": f"{A}\n\n{BODY}" for name in "cab"})
    assert [(str(s.project.id), texts(s.doubles)) for s in corpus.studies] == [
        ("projecten/a", ("projecten/b", "projecten/c"))
    ]
    assert [d.code for d in reported].count("exact-dubbel") == 2
