import pytest

from vindplaats.read.notations.slugs import slug_meant


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("/projecten/bankjes/", "bankjes"),
        ("projecten/bankjes", "bankjes"),
        ("https://voorbeeld.nl/projecten/Bankjes.html?x=1#y", "bankjes"),
        ("projecten/bankjes/index.md", "bankjes"),
        ("2021/01/bankjes", "bankjes"),
        ("bankjes/", "bankjes"),
        ("Bankjes in Zeewijk", "bankjes-in-zeewijk"),
        ("wonen/zorg", "wonen-zorg"),
        ("/", ""),
        ("!!!", ""),
    ],
)
def test_the_slug_is_the_last_part_of_an_address(text: str, slug: str) -> None:
    assert slug_meant(text) == slug
