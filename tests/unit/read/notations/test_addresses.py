import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vindplaats.read.notations.addresses import address_meant, email_meant, is_email, is_web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.zee.example", "https://www.zee.example"),
        ("zee.example/pad", "https://zee.example/pad"),
        ("//zee.example/pad", "https://zee.example/pad"),
        ("https:/zee.example", "https://zee.example"),
        ("https//zee.example", "https://zee.example"),
        ("https:zee.example", "https://zee.example"),
        ("htps://zee.example", "https://zee.example"),
        ("http;//zee.example", "http://zee.example"),
        ("<https://zee.example>", "https://zee.example"),
        ("[Zee](https://zee.example/a)", "https://zee.example/a"),
        ("zie https://zee.example.", "https://zee.example"),
        ("https://zee.example/een rapport", "https://zee.example/een%20rapport"),
        ("https:// zee.example/", "https://zee.example/"),
        ("https: //zee.example", "https://zee.example"),
        ("https://www. zee.example/a", "https://www.zee.example/a"),
        ("https://zee.example /a", "https://zee.example/a"),
        ("https://zee paard.example/a", "https://zeepaard.example/a"),
        ("https://zee.example. Zie ook de bijlage", "https://zee.example"),
        ("https://zee.example en meer", "https://zee.example"),
        ("noor@zee.example", "mailto:noor@zee.example"),
        ("https://zee.example en https://meer.example", None),
        ("javascript:alert(1)", None),
        ("ftp://zee.example", None),
        ("rapport.pdf", None),
        ("/projecten/", None),
        ("hallo", None),
        ("www.zee.example" * 100, None),
    ],
)
def test_the_web_address_that_was_meant(text: str, address: str | None) -> None:
    assert address_meant(text) == address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("mailto:noor@zee.example", "noor@zee.example"),
        ("Noor Vos <noor@zee.example>", "noor@zee.example"),
        ("noor(at)zee.example", "noor@zee.example"),
        ("noor [at] zee.example", "noor@zee.example"),
        ("noor @ zee.example", "noor@zee.example"),
        ("noor@zee.example.", "noor@zee.example"),
        ("[noor@zee.example](mailto:noor@zee.example)", "noor@zee.example"),
        ("noor@zee.example, bram@zee.example", None),
        ("000-123 45 67", None),
        ("noor@zee", None),
        ("a@b.c" * 400, None),
    ],
)
def test_the_email_address_that_was_meant(text: str, address: str | None) -> None:
    assert email_meant(text) == address


@given(st.text("ahtps:/;.@w <>()[]-é#%", max_size=40))
@example("#@[.[")
def test_what_was_meant_is_valid(text: str) -> None:
    address, email = address_meant(text), email_meant(text)
    assert address is None or is_web_address(address)
    assert email is None or is_email(email)
