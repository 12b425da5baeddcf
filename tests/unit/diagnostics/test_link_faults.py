import pytest

from vindplaats.diagnostics.diagnostic import Place
from vindplaats.diagnostics.links import missing_file

WITHOUT = "Zet het naast de pagina en schrijf de naam precies over, of haal de verwijzing weg."


@pytest.mark.parametrize(
    ("raw", "near", "remedy"),
    [
        ("www.scriptie.nl", None, "Bedoelde u 'https://www.scriptie.nl'?"),
        ("jos@voorbeeld.nl", None, "Bedoelde u 'mailto:jos@voorbeeld.nl'?"),
        ("foto.jpg", "foto.jpeg", "Bedoelde u 'foto.jpeg'?"),
        ("https//a.example/x", None, "Bedoelde u 'https://a.example/x'?"),
        ("htps://a.example", None, "Bedoelde u 'https://a.example'?"),
        ("http;//a.example", None, "Bedoelde u 'http://a.example'?"),
        ("map/jos@voorbeeld.nl", None, WITHOUT),
    ],
)
def test_the_remedy_for_a_missing_file_considers_a_url_without_scheme(raw: str, near: str | None, remedy: str) -> None:
    fault = missing_file(Place("content/x.md"), raw, near)
    assert (fault.message, fault.remedy) == (f"Bestand '{raw}' is er niet.", remedy)
