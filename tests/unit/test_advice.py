import pytest
import yaml

from vindplaats.advice import _line, series_name


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Monitor wonen 2018", "Monitor wonen 2019", "Monitor wonen"),
        ("Het Charter: Monitor 2018", "Het Charter: Monitor 2019", "Het Charter: Monitor"),
        ("Wonen, deel 1", "Wonen, deel 2", "Wonen"),
        ("Eerste monitor wonen", "Tweede monitor wonen", "monitor wonen"),
        ("Moestuinen in Drecht", "Moestuinen in Nergens", "Moestuinen"),
        ("Wonen", "Werken", "Wonen"),
        ("In 2018", "In 2019", "In 2018"),
        ("Monitor 2020", "Monitor 2020", "Monitor"),
        ("Wonen 2020: een verkenning", "Wonen 2020: een verkenning", "Wonen een verkenning"),
    ],
)
def test_a_series_is_named_after_the_words_that_its_titles_share(first: str, second: str, name: str) -> None:
    assert series_name(first, second) == name


@pytest.mark.parametrize(
    "value", ["a: b", "a #b", "- a", "'a", 'a "b" \\ c', "[a]", "a, b", "ja", "", "@a", "*a", "null", "~"]
)
def test_yaml_reads_the_value_back_from_its_line(value: str) -> None:
    assert yaml.safe_load(_line("reeks", ["oud"], [value, "oud"])) == {"reeks": ["oud", value]}
