import time

import pytest

from vindplaats.catalogue.details import Finder, phone_numbers

MAIL = "piet@voorbeeld.example"
PHONE = "0200000002"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("020-000 00 02", (PHONE,)),
        ("(020) 000 00 02", (PHONE,)),
        ("020/0000002", (PHONE,)),
        ("+31 20 000 00 02", (PHONE,)),
        ("+31 (0)20 000 00 02", (PHONE,)),
        ("0031 20 0000002", (PHONE,)),
        ("31 20 000 00 02", (PHONE,)),
        ("020‑000–00 02", (PHONE,)),
        ("020 000 00 02 (toestel 12)", (PHONE,)),
        ("ma t/m do 9-17 uur: 020 000 00 02", (PHONE,)),
        ("020 000 00 02 of 06-00000003", (PHONE, "0600000003")),
        ("020 000 00 02 / 06-00000003", (PHONE, "0600000003")),
        ("020-0000002/06-00000003", (PHONE, "0600000003")),
        ("020 000 00 02 +31 6 0000 0003", (PHONE, "0600000003")),
        ("+32 2 000 00 04", ("+3220000004",)),
        ("0032 2 000 00 04", ("+3220000004",)),
        ("112", ()),
        ("", ()),
    ],
)
def test_a_number_has_one_form(text: str, numbers: tuple[str, ...]) -> None:
    assert phone_numbers(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "020-000 00 02",
        "(020) 000.00.02",
        "Bel 2021 020-0000002 of mail",
        "tel:+31200000002",
        "+31 (0)20 000 00 02",
        "0031 20 000 00 02",
        "020 – 000 00 02",
        "020\n0000002",
        "020\u00a0000\u00ad0002",
    ],
)
def test_a_dutch_number_is_found_however_it_is_written(text: str) -> None:
    assert [found for _, found in Finder((), [PHONE]).find(text)] == [PHONE]


@pytest.mark.parametrize(
    "text", ["020-000 00 03", "1020 000 00 02", "020 000 00 021", "20 000 00 02", "+32 20 0000002"]
)
def test_another_number_is_not(text: str) -> None:
    assert list(Finder((), [PHONE]).find(text)) == []


def test_a_number_from_abroad_or_without_a_zero() -> None:
    finder = Finder((), ["+3220000004", "5550123"])
    assert [found for _, found in finder.find("0032-2-000 00 04, +32 2 0000004")] == ["+3220000004"] * 2
    assert [found for _, found in finder.find("555-0123")] == ["5550123"]
    assert list(finder.find("02 000 00 04")) == []


@pytest.mark.parametrize(
    "text",
    [
        "PIET@Voorbeeld.Example",
        "<piet@voorbeeld.example>",
        "[mail](mailto:piet@voorbeeld.example?subject=x)",
        "_piet@voorbeeld.example_ en meer",
        "mail piet@voorbeeld.example.",
    ],
)
def test_an_address_is_found(text: str) -> None:
    ((position, found),) = Finder([MAIL], ()).find(text)
    assert found == MAIL
    assert text[position:].lower().startswith(MAIL)


@pytest.mark.parametrize(
    "text",
    [
        "jan.piet@voorbeeld.example",
        "jan_piet@voorbeeld.example",
        "xpiet@voorbeeld.example",
        "piet@voorbeeld.example.org",
        "piet@voorbeeld.example-site.org",
        "piet@voorbeeldxexample",
    ],
)
def test_an_address_that_it_is_a_part_of_is_not(text: str) -> None:
    assert list(Finder([MAIL], ()).find(text)) == []


@pytest.mark.parametrize(
    ("source", "text", "position"),
    [
        ("Een\nregel piet@voorbeeld.example", "", 10),
        ("Een\n[x](mailto:piet%40voorbeeld.example)", "Een x", 4),
        ("Een\npiet&#64;voorbeeld.example", "Een piet@voorbeeld.example", 4),
        ("Een\n\npiet\u00ad@voorbeeld.example", "", 5),
        ("Een\npiet**@**voorbeeld.example", "Een piet@voorbeeld.example", 0),
    ],
)
def test_a_guise_is_seen_through(source: str, text: str, position: int) -> None:
    assert list(Finder([MAIL], [PHONE]).find_in_markdown(source, text)) == [(position, MAIL)]


def test_long_rows_of_digits_take_no_time() -> None:
    start = time.monotonic()
    assert list(Finder([MAIL], [PHONE]).find("12 34-5 " * 20_000 + "@" * 50_000)) == []
    assert time.monotonic() - start < 20
