"""RIS exports, read back with rispy."""

import rispy
from hypothesis import given

from citing import FULL, PLAIN, citations, cited
from vindplaats.render.citations.citation import Citation, inverted_name
from vindplaats.render.citations.ris import ris


def test_an_entry_has_every_field() -> None:
    assert ris(FULL).splitlines() == [
        "TY  - RPRT",
        "ID  - flexwonen",
        "TI  - Flexwonen in Fabelstad",
        "AU  - Vries, Jan Willem de",
        "AU  - Dijk-de Vries, Anna van",
        "AU  - Bureau X",
        "PY  - 2022",
        "DA  - 2022/05/12",
        "PB  - Bureau Verzinsel",
        "T3  - Monitor wonen",
        "SN  - 12",
        "N1  - ISBN 978-90-000000-0-0",
        "AB  - Wat 50% van de buren vindt.",
        "KW  - wonen",
        "KW  - R&D",
        "LA  - nl",
        "DO  - 10.1234/abc_d",
        "UR  - https://verzinsel.example/projecten/flexwonen/",
        "ER  - ",
    ]


@given(citations)
def test_any_study_survives_a_round_trip(citaat: Citation) -> None:
    first, second = rispy.loads(ris(citaat) + "\n" + ris(PLAIN))
    assert second["id"] == "flexwonen"
    assert first["type_of_reference"] == "RPRT"
    assert first["title"] == citaat.titel
    assert first["year"] == str(citaat.jaar)
    assert first["publisher"] == citaat.instituut
    assert first.get("abstract", "") == citaat.samenvatting
    assert first.get("keywords", []) == list(citaat.trefwoorden)
    expected = [" ".join(inverted_name(author).split()) for author in citaat.auteurs]
    assert first.get("authors", []) == [name for name in expected if name]


def test_an_organisation_is_not_split_into_last_and_first_name() -> None:
    (entry,) = rispy.loads(ris(cited("{Ministerie van Landbouw, Natuur en Voedsel}", "Bo d'Aa")))
    assert entry["authors"] == ["Ministerie van Landbouw Natuur en Voedsel", "Aa, Bo d'"]
