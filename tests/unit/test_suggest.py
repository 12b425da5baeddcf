from vindplaats.suggest import nearest


def test_a_typing_error_is_found() -> None:
    assert nearest("titul", ["titel", "jaar"]) == "titel"
    assert nearest("opdrachtgevers", ["opdrachtgever", "contactpersoon"]) == "opdrachtgever"


def test_a_part_of_a_name_is_found() -> None:
    assert nearest("Lubberman", ["Jos Lubberman", "Vera"]) == "Jos Lubberman"


def test_nothing_near_is_nothing() -> None:
    assert nearest("xyz", ["titel", "jaar"]) is None
    assert nearest("x", []) is None
