from vindplaats.suggest import nearest


def test_a_misspelt_word_gives_the_intended_one() -> None:
    assert nearest("titul", ["titel", "jaar"]) == "titel"
    assert nearest("opdrachtgevers", ["opdrachtgever", "contactpersoon"]) == "opdrachtgever"


def test_part_of_a_name_gives_the_name() -> None:
    assert nearest("Lubberman", ["Jos Lubberman", "Vera"]) == "Jos Lubberman"


def test_no_similar_word_gives_no_suggestion() -> None:
    assert nearest("xyz", ["titel", "jaar"]) is None
    assert nearest("x", []) is None
