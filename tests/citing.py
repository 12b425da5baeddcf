"""Data for tests of citations: sample citations, and hypothesis strategies for texts that are hard to escape."""

from datetime import date

from hypothesis import strategies as st
from msgspec import structs

from vindplaats.catalogue.corpus import Auteur
from vindplaats.catalogue.entities.authors import read_author
from vindplaats.render.citations.citation import Citation

INSTITUTE = "Bureau Verzinsel"
PLAIN = Citation(
    sleutel="flexwonen",
    titel="Flexwonen in Fabelstad",
    auteurs=(Auteur(INSTITUTE, organisatie=True, instituut=True),),
    jaar=2021,
    datum=None,
    instituut=INSTITUTE,
    nummer="",
    taal="nl",
    url="https://verzinsel.example/projecten/flexwonen/",
    doi="",
    isbn="",
    samenvatting="",
    trefwoorden=(),
    reeks="",
)
FULL = structs.replace(
    PLAIN,
    auteurs=(read_author("Vries, Jan Willem de"), read_author("Anna van Dijk-de Vries"), read_author("{Bureau, X}")),
    jaar=2022,
    datum=date(2022, 5, 12),
    nummer="12",
    doi="10.1234/abc_d",
    isbn="978-90-000000-0-0",
    samenvatting="Wat 50% van de buren vindt.",
    trefwoorden=("wonen", "R&D"),
    reeks="Monitor wonen",
)


def cited(*authors: str, **changes: object) -> Citation:
    """Return the citation of a study by ``authors``, written as an editor types them."""
    named = {"auteurs": tuple(read_author(author) for author in authors)} if authors else {}
    return structs.replace(PLAIN, **{**named, **changes})


def _line(text: str) -> str:
    """Collapse all white space to single spaces, as reading does."""
    return " ".join(text.split())


lines = (
    st.text(st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("{}\\%&$#_~^\"'<>;,@ éЖ日")))
    .map(_line)
    .filter(bool)
)
"""Non-empty texts on one line, as records have them, with many characters that are special in some format."""
names = st.builds(
    Auteur,
    familie=lines.filter(lambda text: "," not in text and ";" not in text),
    voornaam=st.sampled_from(["Jan", "J.W.", "Anna Maria", "Жан", ""]),
    tussenvoegsel=st.sampled_from(["", "", "de", "van der", "van 't", "d'"]),
)
organisations = st.builds(Auteur, familie=lines, organisatie=st.just(True))
citations = st.builds(
    Citation,
    sleutel=st.just("x"),
    titel=lines,
    auteurs=st.lists(names | organisations, min_size=1, max_size=4).map(tuple),
    jaar=st.integers(1900, 2030),
    datum=st.none() | st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    instituut=lines,
    nummer=st.just("") | lines,
    taal=st.sampled_from(["nl", "en", "nl-BE", "fr"]),
    url=st.just("https://verzinsel.example/projecten/x%20y/"),
    doi=st.sampled_from(["", "10.1234/abc_d", "10.1234/{(a)}"]),
    isbn=st.just(""),
    samenvatting=st.just("") | lines,
    trefwoorden=st.lists(lines.filter(lambda text: "," not in text), max_size=3).map(tuple),
    reeks=st.just("") | lines,
)
