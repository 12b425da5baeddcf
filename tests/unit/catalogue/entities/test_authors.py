from collections.abc import Callable
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from support import texts
from vindplaats.catalogue.corpus import Auteur, Corpus
from vindplaats.catalogue.entities.authors import author_id, read_author
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.dutch.honorifics import without_titles
from vindplaats.dutch.person_names import TUSSENVOEGSELS

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]

PERSONS = {
    ("Vries", "Jan", "de"): ("Vries, Jan de", "de Vries, Jan", "Jan de Vries"),
    ("Vries", "J.W.", "de"): ("de Vries, J.W.", "J.W. de Vries", "Vries,J.W. de"),
    ("Vries", "Jan Willem", "de"): ("Jan Willem de Vries", "Vries, Jan Willem de"),
    ("Hof", "Jan", "van 't"): ("van 't Hof, Jan", "Hof, Jan van 't", "Jan van 't Hof"),
    ("Hart", "M.", "'t"): ("'t Hart, M.", "M. 't Hart"),
    ("Aa", "Bo", "d'"): ("d'Aa, Bo", "Aa, Bo d'", "Bo d'Aa"),
    ("Aa", "Bo", "d’"): ("d’Aa, Bo", "Bo d’Aa"),
    ("Dijk-de Vries", "Anna", "van"): ("Anna van Dijk-de Vries", "Dijk-de Vries, Anna van", "van Dijk-de Vries, Anna"),
    ("García Márquez", "Gabriel", ""): ("García Márquez, Gabriel",),
    ("De Vries", "Jan", ""): ("Jan De Vries", "De Vries, Jan", "{De Vries}, Jan"),
    ("Bos Mol", "Anna", ""): ("{Bos Mol}, Anna", "Bos Mol, Anna"),
    ("D", "Smith", ""): ("Smith D",),
    ("Bos", "J.W.", ""): ("Bos J.W.", "Bos, J.W."),
    ("Berg", "Jan", "v.d."): ("Jan v.d. Berg", "Berg, Jan v.d."),
    ("In 't Veld", "Sophie", ""): ("Sophie In 't Veld", "In 't Veld, Sophie"),
    ("Smet", "An", "de"): ("An de Smet", "Smet, An de"),
    ("Bos-de Wit", "Anna", ""): ("Anna Bos-de Wit", "Anna Bos - de Wit", "Bos-de Wit, Anna"),
    ("Ruiz y Soto", "José", ""): ("José Ruiz y Soto", "Ruiz y Soto, José"),
    ("Martín y Soto", "Juan Carlos", ""): ("Juan Carlos Martín y Soto", "Martín y Soto, Juan Carlos"),
    ("O Ruiz", "María", "de la"): ("María de la O Ruiz", "O Ruiz, María de la"),
    ("O y Ruiz", "María", "de la"): ("María de la O y Ruiz", "O y Ruiz, María de la"),
    ("Bos Mol", "Xerxa Qolda", "de"): ("Xerxa Qolda de Bos Mol", "Bos Mol, Xerxa Qolda de"),
    ("Mol", "Anna", ""): (
        "Anna Mol et al.",
        "Mol, Anna e.a.",
        "Anna Mol en anderen",
        "Anna Mol (CBS)",
        "m.m.v. Anna Mol",
        "Met medewerking van Anna Mol",
    ),
    ("Gore", "Al", ""): ("Gore, Al", "Al Gore"),
    ("Vries", "", "de"): ("Vries, de", "de Vries"),
    ("Aa", "", "van der"): ("van der Aa",),
    ("Bureau", "Jean", ""): ("Bureau, Jean",),
    ("Raad", "Jan", "de"): ("Jan de Raad",),
    ("Aa", "J.", "van der"): (
        "prof. dr. J. van der Aa",
        "Aa, dr. ir. J. van der",
        "J. van der Aa, MSc",
        "J. van der Aa (ZA)",
    ),
    ("Толстой", "Лев", ""): ("Лев Толстой",),
}
ORGANISATIONS = (
    "SEO Economisch Onderzoek", "Regioplan", "Stichting Zandkasteel", "Zeepaard B.V.", "Bureau 5",
    "Nergens Adviesgroep",
    "Ministerie van Landbouw, Natuur en Voedselkwaliteit", "Onderzoek & Advies", "University of Nowhere",
)  # fmt: skip


@pytest.mark.parametrize(("parts", "text"), [(parts, text) for parts, texts in PERSONS.items() for text in texts])
def test_the_name_of_a_person_is_split_however_it_was_typed(parts: tuple[str, str, str], text: str) -> None:
    assert read_author(text) == Auteur(*parts)


@pytest.mark.parametrize("text", ORGANISATIONS)
def test_an_organisation_is_recognised_by_its_words(text: str) -> None:
    assert read_author(text) == Auteur(text, organisatie=True)


@pytest.mark.parametrize(("text", "name"), [("{Jan Raad}", "Jan Raad"), ("{ Bos, Bos en Bos }", "Bos, Bos en Bos")])
def test_any_name_in_braces_is_an_organisation(text: str, name: str) -> None:
    assert read_author(text) == Auteur(name, organisatie=True)


def test_a_known_name_is_an_organisation_with_or_without_its_abbreviation() -> None:
    for text in ("Zeepaard Noord", "Zeepaard Noord (ZN)"):
        assert read_author(text, lambda name: name == "Zeepaard Noord") == Auteur(text, organisatie=True)
    assert not read_author("Zeepaard Noord").organisatie


@given(st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool))
@example(",")
@example(": d : i")  # words of signs only are not the parts of a name
@example("A+ A")  # inverted, "+" is at the end and dropped
def test_every_name_is_read_and_none_comes_out_empty(text: str) -> None:
    author = read_author(text)
    assert author.familie
    assert author.naam


_WORDS = st.sampled_from(
    [
        *("A", "O", "Jan", "Tomás", "Bos", "BOS", "Lorca", "Xerxa", "Qolda", "Anna-Lies", "Bos-Mol", "Dijk-de"),
        *("y", "e", "de", "van", "la", "'t", "d'Aa", "De", "VAN", "El", "In"),
    ]
)
"""Initials, first and last names, common ones and others, and words that are within last names."""


@given(st.lists(_WORDS | st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1), min_size=1).map(" ".join))
@example("A bc 0")  # inverted, "bc" is a degree behind the name
@example("A A e A")
@example("María de la O Ruiz")
@example("Xerxa Qolda Lorca y Bos")
@example("Xerxa Qolda de Lorca Bos")
@example("Xerxa van Jan de Bos")
@example("Xerxa Qolda Bos-de Mol")
def test_a_name_is_read_alike_with_its_last_name_first(text: str) -> None:
    """Names have letters only: other signs, such as those between names, are dropped where a name begins or ends."""
    author = read_author(text)
    inverted = author.omgekeerd
    has_one_order = author.organisatie or not author.voornaam
    # A degree may follow a name in one order only, and nothing tells "Bos van, Jan" from a name that ends in "van".
    last_word = text.rpartition(" ")[2]
    is_ambiguous = without_titles(inverted) != inverted or last_word in TUSSENVOEGSELS
    assert has_one_order or is_ambiguous or read_author(inverted) == author


def authored(authors: str, body: str, jaar: int = 2020, **extra: str) -> str:
    lines = "".join(f"\n{name}: {value}" for name, value in extra.items())
    return f"titel: {body}\njaar: {jaar}\nauteurs: {authors}{lines}\n\nDit gaat over {body}."


def test_an_author_typed_in_two_ways_is_one_and_initials_are_another(site: Site) -> None:
    corpus, reported = site(
        {
            "projecten/b.md": authored('["Vries, Jan de", Zoë Aa]', "vissen", 2021),
            "projecten/a.md": authored("[Jan De  Vries, J. de Vries]", "vogels"),
            "projecten/c.md": authored("[Zoe Aa, Bo van Aa]", "vlinders", 2019),
        }
    )
    assert [(entry.naam, texts(entry.projecten)) for entry in corpus.publicaties] == [
        ("Bo van Aa", ("projecten/c",)),
        ("Zoë Aa", ("projecten/b", "projecten/c")),
        ("Jan De Vries", ("projecten/b", "projecten/a")),  # as in the first file, so under D
        ("J. de Vries", ("projecten/a",)),
    ]
    assert (corpus.publicaties[-2].place.file, corpus.publicaties[-2].place.line) == ("content/projecten/a.md", 4)
    assert [entry.kind for entry in corpus.publicaties] == ["publicaties"] * 4
    assert set(corpus.publicaties) <= set(corpus.entries)
    assert [d for d in reported if d.code == "auteurs-in-een"] == []


def test_the_institute_clients_and_partners_are_organisations_and_the_institute_is_no_entry(site: Site) -> None:
    corpus, _ = site(
        {
            "opdrachtgevers/zeepaard.md": "naam: Het Zeepaard\nafkorting: HZ\naliassen: [Paard van Zee]",
            "projecten/a.md": authored(
                "[vindplaats, Paard van Zee, Wind en Co, Club van Bo]",
                "x",
                partners="Club van Bo",
                opdrachtgever="Wind en Co",
            ),
        }
    )
    (study,) = corpus.studies
    assert [(author.naam, author.organisatie) for author in study.auteurs] == [
        ("vindplaats", True), ("Paard van Zee", True), ("Wind en Co", True), ("Club van Bo", True),
    ]  # fmt: skip
    assert author_id(study.auteurs[0]) is None
    assert {entry.naam for entry in corpus.publicaties} == {"Paard van Zee", "Wind en Co", "Club van Bo"}


@pytest.mark.parametrize("text", ["Bo Aa en Jan Bos", "Bo Aa; Jan Bos", "Bo Aa & Jan Bos", "Bo Aa, Jan Bos, Al Gore"])
def test_several_persons_in_one_text_are_reported_and_not_split(site: Site, text: str) -> None:
    corpus, reported = site({"projecten/a.md": authored(f'["{text}"]', "x")})
    (fault,) = [d for d in reported if d.code == "auteurs-in-een"]
    assert (fault.file, fault.line, fault.severity) == ("content/projecten/a.md", 4, "warning")
    assert corpus.studies[0].auteurs == (Auteur(text, organisatie=True),)
    _, reported = site({"projecten/a.md": authored(f'["{{{text}}}"]', "x")})
    assert [d for d in reported if d.code == "auteurs-in-een"] == []


def test_each_text_is_reported_at_its_own_place(site: Site) -> None:
    authors = '\n  - Bo Aa\n  - "Bo Aa, Jan de Bos"\n  - Jan Bos en Piet Mol'
    _, reported = site(
        {
            "projecten/a.md": authored(authors, "x"),
            "projecten/b.md": authored("[Bo Aa, et al.]", "y", publiceren_op="2030-01-01"),
        }
    )
    faults = [(d.file, d.line, d.column) for d in reported if d.code == "auteurs-in-een"]
    assert faults == [
        ("content/projecten/a.md", 6, 5),
        ("content/projecten/a.md", 7, 5),
        ("content/projecten/b.md", 4, 18),
    ]


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Piet Jansen, Jan Mol", "[Piet Jansen, Jan Mol]"),
        ("Bos, J.; Mol, P.", '["Bos, J.", "Mol, P."]'),
        ("J. Bos en 't Hart", '[J. Bos, "\'t Hart"]'),
    ],
)
def test_the_remedy_lists_the_authors_and_works(site: Site, text: str, remedy: str) -> None:
    _, reported = site({"projecten/a.md": authored(f'["{text}"]', "x")})
    (fault,) = [d for d in reported if d.code == "auteurs-in-een"]
    assert remedy in fault.remedy
    corpus, reported = site({"projecten/a.md": authored(remedy, "x")})
    assert [d for d in reported if d.code == "auteurs-in-een"] == []
    assert len(corpus.studies[0].auteurs) == 2


def test_et_al_is_reported_and_is_no_author(site: Site) -> None:
    corpus, reported = site(
        {"projecten/a.md": authored("[Bo Aa, et al.]", "x"), "projecten/b.md": authored("e.a.", "y")}
    )
    faults = [d for d in reported if d.code == "auteurs-in-een"]
    assert [(d.message, "laat 'et al.' weg" in d.remedy) for d in faults] == [
        ("'et al.' noemt niet alle auteurs.", True), ("'e.a.' noemt niet alle auteurs.", False),
    ]  # fmt: skip
    assert {entry.naam for entry in corpus.publicaties} == {"Bo Aa"}
    assert [study.auteurs for study in corpus.studies if study.project.id.name == "b"] == [()]


def test_a_study_names_each_author_once(site: Site) -> None:
    corpus, _ = site({"projecten/a.md": authored('["Vries, Jan de", Jan de Vries]', "x")})
    assert [author.naam for author in corpus.studies[0].auteurs] == ["Jan de Vries"]


def test_a_person_and_an_organisation_of_one_name_are_two(site: Site) -> None:
    corpus, _ = site({"projecten/a.md": authored('[Jan Bos, "{Jan Bos}"]', "x")})
    assert len(corpus.publicaties) == 2


@pytest.mark.parametrize(
    "pattern",
    [" ", "\n", ",", " ,", ";", "a,", "1,", "a;b,", "(", "(a)", "{a},", "Bos, J., ", "a b, c d; ", "MSc ", "dr.", "De ",
     " en ", " et al", "A.-", " - ", "MA/"],
)  # fmt: skip
def test_a_name_of_many_characters_is_read_in_linear_time(pattern: str) -> None:
    start = process_time()
    read_author(f"Anna Bos {pattern * (60_000 // len(pattern))}x")
    assert process_time() - start < 10


@pytest.mark.parametrize("text", ["Bureau Zeepaard,", "Bureau Zeepaard ;", "Bureau Zeepaard"])
def test_punctuation_after_a_name_is_no_part_of_it(text: str) -> None:
    assert read_author(text) == Auteur("Bureau Zeepaard", organisatie=True)


SAME = (
    ("J. Bos", "J Bos"), ("J. Bos", "J.Bos"), ("J.P. Bos", "J. P. Bos"), ("J.-P. Bos", "J. P. Bos"),
    ("J.P. Bos", "J P Bos"), ("Jan Bos jr.", "Jan Bos Jr"), ("Bo O’Mol", "Bo O'Mol"), ("Jan Dÿk", "Jan Dijk"),
    ("Anna Bos–Mol", "Anna Bos-Mol"), ("Vries, Jan de", "Jan de Vries"),
)  # fmt: skip
SIMILAR = (
    ("Renée Bos", "Renee Bos"), ("Björn Bos", "Bjorn Bos"), ("Hans Größer", "Hans Grosser"), ("Bo Ørd", "Bo Ord"),
    ("Jan-Willem Bos", "Jan Willem Bos"), ("Ayşe Kılıç", "Ayse Kilic"), ("Anna Bos-Mol", "Anna Bos Mol"),
    ("Koen van Daele", "Koen Van Daele"), ("El Khatib, Noor", "Noor el Khatib"), ("JAN BOS", "Jan Bos"),
    ("{De Vries}, Jan", "Jan de Vries"),
)  # fmt: skip


@pytest.mark.parametrize(("one", "other"), [*SAME, *((other, one) for one, other in SAME)])
def test_two_spellings_that_surely_are_of_one_person_are_one_author(site: Site, one: str, other: str) -> None:
    corpus, reported = site(
        {"projecten/a.md": authored(f'["{one}"]', "x"), "projecten/b.md": authored(f'["{other}"]', "y")}
    )
    assert len(corpus.publicaties) == 1
    assert [d for d in reported if d.code == "auteur-lijkt-op"] == []


@pytest.mark.parametrize(("one", "other"), [*SIMILAR, *((other, one) for one, other in SIMILAR)])
def test_a_name_that_is_almost_that_of_an_author_is_reported_once(site: Site, one: str, other: str) -> None:
    files = {f"projecten/{name}.md": authored(f'["{other}"]', name) for name in "cb"}
    corpus, reported = site(files | {"projecten/a.md": authored(f'["{one}"]', "x")})
    (entry,) = corpus.publicaties
    (fault,) = [d for d in reported if d.code == "auteur-lijkt-op"]
    assert entry.naam == read_author(one).naam
    assert (fault.file, fault.line, fault.severity) == ("content/projecten/b.md", 4, "warning")
    assert f"'{read_author(other).naam}'" in fault.message
    assert fault.remedy == f"Bedoelde u '{entry.naam}'?"


def test_almost_equal_authors_of_one_study_are_reported(site: Site) -> None:
    corpus, reported = site({"projecten/a.md": authored("[Renée Bos, Renee Bos]", "x")})
    assert [author.naam for author in corpus.studies[0].auteurs] == ["Renée Bos"]
    assert [d.code for d in reported if d.code == "auteur-lijkt-op"] == ["auteur-lijkt-op"]


@pytest.mark.parametrize("name", ["J. Anbos", "JAnne Bos", "A. Bos", "J. Bosma"])
def test_initials_do_not_run_into_a_name(site: Site, name: str) -> None:
    corpus, reported = site({"projecten/a.md": authored(f'[Jan Bos, "{name}"]', "x")})
    assert len(corpus.publicaties) == 2
    assert [d for d in reported if d.code == "auteur-lijkt-op"] == []


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("van den Berg, A.B., Kok", '"van den Berg, A.B.", Kok'),
        ("Bos, dr. P., Zeepaard BV", '"Bos, dr. P.", Zeepaard BV'),
        ("Bos, Jan, Jr., Mol, A.", '"Bos, Jan, Jr.", "Mol, A."'),
    ],
)
def test_names_that_a_list_divided_are_joined_and_the_remedy_is_read_alike(
    site: Site, written: str, names: str
) -> None:
    corpus, reported = site({"projecten/a.md": f"titel: X\nauteurs: [{written}]"})
    (remedy,) = [d.remedy for d in reported if d.code == "naam-in-delen"]
    assert f"auteurs: [{names}]" in remedy
    remedied, after = site({"projecten/a.md": f"titel: X\nauteurs: [{names}]"})
    assert remedied.studies[0].auteurs == corpus.studies[0].auteurs
    assert "naam-in-delen" not in {d.code for d in after}
