import pytest

from vindplaats.dutch.person_names import parse_name, sorting_name, split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Jan de Vries", ("Jan", "de", "Vries")),
        ("Anna van der Berg", ("Anna", "van der", "Berg")),
        ("Jos Lubberman", ("Jos", "", "Lubberman")),
        ("Stef", ("", "", "Stef")),
        ("Els in 't Veld", ("Els", "in 't", "Veld")),
        ("Jan Peter de Jong", ("Jan Peter", "de", "Jong")),
        ("J.P. van der Aa", ("J.P.", "van der", "Aa")),
        ("Els in ’t Veld", ("Els", "in ’t", "Veld")),
        ("Anne-Marie van Aa-de Bie", ("Anne-Marie", "van", "Aa-de Bie")),
        ("Anne-Marie Aa-van der Bie", ("Anne-Marie", "", "Aa-van der Bie")),
        ("Hedy d'Aa", ("Hedy", "d'", "Aa")),
        ("Bjørn Œvreå", ("Bjørn", "", "Œvreå")),
    ],
)
def test_a_name_is_split_into_first_name_tussenvoegsel_and_last_name(name: str, parts: tuple[str, str, str]) -> None:
    assert split_name(name) == parse_name(name) == (*parts, "")


@pytest.mark.parametrize(
    ("name", "sorting"),
    [
        ("Jan de Vries", "Vries, Jan de"),
        ("Anna van der Berg", "Berg, Anna van der"),
        ("Els in ’t Veld", "Veld, Els in ’t"),
        ("Hedy d'Aa", "Aa, Hedy d'"),
        ("Bo IJssel-de Boer", "IJssel-de Boer, Bo"),
        ("Stef", "Stef"),
        ("Van Dijk", "Dijk, Van"),
        ("De Smet", "Smet, De"),
        ("Van den Bossche", "Bossche, Van den"),
        ("Le Guin", "Le Guin"),
        ("Koen Van Daele", "Van Daele, Koen"),
        ("dr. Vries, Jan de", "Vries, Jan de"),
    ],
)
def test_a_sorting_name_begins_with_the_last_name(name: str, sorting: str) -> None:
    assert sorting_name(name) == sorting


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Koen Van Daele", ("Koen", "", "Van Daele", "")),
        ("Ursula K. Le Guin", ("Ursula K.", "", "Le Guin", "")),
        ("An Van den Bossche", ("An", "", "Van den Bossche", "")),
        ("Lieve An Peeters", ("Lieve An", "", "Peeters", "")),
        ("Van Dijk", ("", "", "Van Dijk", "")),
        ("de Vries", ("", "de", "Vries", "")),
        ("Al Bos", ("Al", "", "Bos", "")),
        ("Smith, John D", ("John D", "", "Smith", "")),
        ("Nguyễn, Văn An", ("Văn An", "", "Nguyễn", "")),
        ("Nguyen, Van", ("Van", "", "Nguyen", "")),
        ("Aa, Yusuf al-", ("Yusuf", "al-", "Aa", "")),
        ("Charles Warden, Jr.", ("Charles", "", "Warden", "Jr.")),
        ("Warden Jr., Charles", ("Charles", "", "Warden", "Jr.")),
        ("Jan van Dijk jr.", ("Jan", "van", "Dijk", "jr.")),
        ("Warden Jr.", ("", "", "Warden", "Jr.")),
        ("Jan Ivo", ("Jan", "", "Ivo", "")),
        ("dr. Jan de Bos d'Aa (red.)", ("Jan", "de", "Bos d'Aa", "")),
        ("Mol - de Wit, Anna", ("Anna", "", "Mol-de Wit", "")),
        ("Ann Mac Golf", ("Ann", "", "Mac Golf", "")),
        ("drs.J.Golf", ("J.", "", "Golf", "")),
        ("J.W.Th.Golf", ("J.W.Th.", "", "Golf", "")),
        ("J.de Golf", ("J.", "de", "Golf", "")),
        ("J.-P.van den Golf", ("J.-P.", "van den", "Golf", "")),
        ("Ann St.Golf", ("Ann", "", "St. Golf", "")),
        ("Golf.nl", ("", "", "Golf.nl", "")),
        ("A.B.C.", ("", "", "A.B.C.", "")),
        ("Golf de, Jan", ("Jan", "de", "Golf", "")),
        ("Golf van den, J.W.", ("J.W.", "van den", "Golf", "")),
        ("Golf, van der Anna Bo", ("Anna Bo", "van der", "Golf", "")),
        ("Golf, van ’t, J.", ("J.", "van ’t", "Golf", "")),
        ("Golf, van", ("", "van", "Golf", "")),
        ("Siti binti Golf", ("Siti", "binti", "Golf", "")),
        ("de Golf Jan", ("Jan", "de", "Golf", "")),
        ("van der Golf Anne-Marie", ("Anne-Marie", "van der", "Golf", "")),
        ("drs. van 't Golf Jan", ("Jan", "van 't", "Golf", "")),
        ("de Golf Mol", ("", "de", "Golf Mol", "")),
        ("de Jan Piet", ("", "de", "Jan Piet", "")),
        ("Anna Golf.", ("Anna", "", "Golf", "")),
        ("Anna Golf jr.", ("Anna", "", "Golf", "jr.")),
        ("Golf, Theod.", ("Theod.", "", "Golf", "")),
        ("Golf J.", ("J.", "", "Golf", "")),
        ("Golf JP", ("J.P.", "", "Golf", "")),
        ("Xeno WU", ("Xeno", "", "WU", "")),
        ("Xeno NG", ("Xeno", "", "NG", "")),
        ("Anna JP", ("Anna", "", "JP", "")),
        ("J. JP", ("J.", "", "JP", "")),
        ("Jan de Golf,", ("Jan", "de", "Golf", "")),
    ],
)
def test_capitals_titles_and_suffixes_have_their_place(name: str, parts: tuple[str, str, str, str]) -> None:
    assert parse_name(name) == parts
