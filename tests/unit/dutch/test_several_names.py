import pytest

from vindplaats.dutch.several_names import join_halves, split_several, without_others

SEVERAL = {
    "Piet Jansen, Jan de Vries": ("Piet Jansen", "Jan de Vries"),
    "Anna Bos, Noor de Wit": ("Anna Bos", "Noor de Wit"),
    "Piet Jansen, Anna Bos": ("Piet Jansen", "Anna Bos"),
    "Anna Bos,Piet Mol": ("Anna Bos", "Piet Mol"),
    "P. Jansen, A. Bos": ("P. Jansen", "A. Bos"),
    "J. Bos, Mol": ("J. Bos", "Mol"),
    "Anna Bos, P. Mol": ("Anna Bos", "P. Mol"),
    "Bos, Jan de Vries": ("Bos", "Jan de Vries"),
    "Koen Van Daele, Griet De Smet": ("Koen Van Daele", "Griet De Smet"),
    "Xerxes Blop, Zora Blep": ("Xerxes Blop", "Zora Blep"),
    "Bo Aa, Jan Bos, Al Gore": ("Bo Aa", "Jan Bos", "Al Gore"),
    "Piet Jansen, Jan de Vries en Anna Bos": ("Piet Jansen", "Jan de Vries", "Anna Bos"),
    "Bos, J., Mol, P.": ("Bos, J.", "Mol, P."),
    "Bos, J. en Mol, P.": ("Bos, J.", "Mol, P."),
    "Jansen, P. & Bos, A.": ("Jansen, P.", "Bos, A."),
    "Bos, A.; Mol, B.; Vos, C.": ("Bos, A.", "Mol, B.", "Vos, C."),
    "Jan Bos / Piet Mol": ("Jan Bos", "Piet Mol"),
    "Jan Bos + Piet Mol": ("Jan Bos", "Piet Mol"),
    "Jan Bos i.s.m. Piet Mol": ("Jan Bos", "Piet Mol"),
    "Jan Bos, in samenwerking met Piet Mol": ("Jan Bos", "Piet Mol"),
    "Jan Bos und Karl Mol": ("Jan Bos", "Karl Mol"),
    "prof. dr. Anna Bos, drs. Piet Mol": ("Anna Bos", "Piet Mol"),
    "Jan Bos MSc, Anna Mol MSc": ("Jan Bos", "Anna Mol"),
    "Anna Bos (CBS), Piet Mol (TNO)": ("Anna Bos", "Piet Mol"),
    "Anna Bos, Universiteit Zeewijk": ("Anna Bos", "Universiteit Zeewijk"),
    "Jan Bos en Bureau Zeepaard": ("Jan Bos", "Bureau Zeepaard"),
    "Jan de Vries, Anna Simon": ("Jan de Vries", "Anna Simon"),
    "Anna Simon, Xerxes Mol": ("Anna Simon", "Xerxes Mol"),
    "Marie Bosman, Marleen Maris": ("Marie Bosman", "Marleen Maris"),
    "CBS, TNO": ("CBS", "TNO"),
    "Schelp, Duin en Golf": ("Schelp", "Duin", "Golf"),
    "Anna Bos, Piet Mol en Noor": ("Anna Bos", "Piet Mol", "Noor"),
    "Bos, Anna en Noor Mol": ("Bos, Anna", "Noor Mol"),
    "Anna Bos, Piet Mol et al.": ("Anna Bos", "Piet Mol"),
    "Anna Bos | Piet Mol": ("Anna Bos", "Piet Mol"),
    "Anna Bos i.s.m. Piet Mol": ("Anna Bos", "Piet Mol"),
    "Anna Bos in samenwerking met Bureau Zeepaard": ("Anna Bos", "Bureau Zeepaard"),
    "A.Bos, P.Mol": ("A. Bos", "P. Mol"),
    "Anna Bos&Piet Mol": ("Anna Bos", "Piet Mol"),
    "A. Bos&P. Mol": ("A. Bos", "P. Mol"),
    "Anna Bos m.m.v. Piet Mol": ("Anna Bos", "Piet Mol"),
    "Anna Bos, met medewerking van Piet Mol": ("Anna Bos", "Piet Mol"),
    "Bos, J., & Mol, P.": ("Bos, J.", "Mol, P."),
    "Jan Bos Jr., Piet Mol": ("Jan Bos Jr.", "Piet Mol"),
    "Bos Jr., J. Mol": ("Bos Jr.", "J. Mol"),
    "Ruiz y Soto, Jan de Vries": ("Ruiz y Soto", "Jan de Vries"),
    "Ruiz y Soto, J. Mol": ("Ruiz y Soto", "J. Mol"),
    "O Bos, Anna": ("O Bos", "Anna"),
}
ONE = (
    "Bos, Anna", "Ben-Hur, Tal", "García Lorca, Federico", "Van der Berg, Jan Willem", "García Márquez, Gabriel José",
    "Vries, Jan de", "Bos, J. Willem", "García, María del Carmen", "Aa, J. van der", "de Vries-Bos, Anna Maria",
    "Freiherr von Berg, Karl", "Bos, Jan, PhD", "Ministerie van Landbouw, Natuur en Voedsel", "Jan v/d Berg",
    "Bos, E.A.", "Bos, Mol en Vis Adviseurs", "BOS, JAN", "García Lorca, FJ", "Bureau Onderzoek en Statistiek",
    "Bos & Partners", "Otto von und zu Hagen", "Nguyễn Thị, Minh Anh", "Kim, Jong In", "Darwin Jr., Charles",
    "Darwin Jr., Charles Robert", "Darwin sr, Jan Piet", "I&O Onderzoek", "B&W Zeewijk", "van Darwin III, Jan Piet",
    "De Niro, Robert", "Raad voor Cultuur, Media en Sport", "Ana María de la Cruz y Soto", "Simon Thomas, Anna",
    "Mendes da Costa, Eva", "Van Gogh, Vincent Willem", "Huis in 't Veld, Lisa", "Mol, Piet Hein",
    "Team Onderzoek & Statistiek", "Board of Directors", "{Piet Jansen}, Anna Bos", "", ",", "Jan Bos",
    "Anna Bos [wonen en zorg]", "Anna Ism Bos", "Bos, van 't, J.", "Bos, de, Anna", "Anna Bos,",
    "Bos, Mol en Vis Adviseurs", "Piet Jansen, J.P.", "Jansen Mol, Anna Maria", "Tomás, María Del Carmen",
    "O Ruiz, María de la", "O y Ruiz, María de la", "Martín y Soto, Juan Carlos", "Ruiz y Soto, Xerxa Qolda",
    "Bos Mol, Xerxa Qolda de", "Martín de Rosa, Xerxa van", "Bos-de Wit, Xerxa Qolda", "Martín-de Wit, Anna Floor",
    "In 't Veld, Xerxa Qolda",
)  # fmt: skip


@pytest.mark.parametrize("text", SEVERAL)
def test_a_list_of_names_is_split(text: str) -> None:
    assert split_several(text) == SEVERAL[text]


@pytest.mark.parametrize("text", ONE)
def test_one_name_is_not_split(text: str) -> None:
    assert split_several(text) == ()
    assert without_others(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Bos et al.", "Bos"),
        ("Bos, J. et al", "Bos, J."),
        ("Bos, et al.", "Bos"),
        ("Jansen e.a.", "Jansen"),
        ("Jansen (e.a.)", "Jansen"),
        ("Jansen c.s.", "Jansen"),
        ("Jan Bos en anderen", "Jan Bos"),
        ("Jan Bos & anderen", "Jan Bos"),
        ("Jan Bos and others", "Jan Bos"),
        ("et al.", ""),
        ("e.a.", ""),
        ("and others", ""),
    ],
)
def test_et_al_is_taken_from_the_end(text: str, rest: str) -> None:
    assert without_others(text) == rest


@pytest.mark.parametrize(
    ("items", "joined"),
    [
        ("Vos|Noor|Jansen|Bram", ("Vos, Noor", "Jansen, Bram")),
        ("Bos|J.|Mol|P.A.", ("Bos, J.", "Mol, P.A.")),
        ("de Vries|Jan", ("de Vries, Jan",)),
        ("Vries|Jan de", ("Vries, Jan de",)),
        ("Anna Bos|CBS|Mol|Piet", ("Anna Bos", "CBS", "Mol, Piet")),
        ("van den Berg|A.B.|Mol", ("van den Berg, A.B.", "Mol")),
        ("Mol|Bos|P.", ("Mol", "Bos, P.")),
        ("Berg van den|Xeno", ("Berg van den, Xeno",)),
        ("Vries|Xeno de|Mol", ("Vries, Xeno de", "Mol")),
        ("Bos|dr. P.", ("Bos, dr. P.",)),
        ("Bos|Noor|Jr.|Mol|A.", ("Bos, Noor, Jr.", "Mol, A.")),
        ("Jan|Piet", ()),
        ("Noor|Vos", ()),
        ("Panteia|Regioplan", ()),
        ("CBS|Anna", ()),
        ("Bos|Mol|Vis|Jan", ()),
        ("Bos, J.|Mol, P.", ()),
        ("{Vos}|Noor", ()),
        ("Vos", ()),
        ("", ()),
    ],
)
def test_halves_of_names_are_joined_unless_each_may_be_a_last_name(items: str, joined: tuple[str, ...]) -> None:
    assert join_halves(items.split("|")) == joined


@pytest.mark.parametrize("text", ["Anna van Anderen", "Stichting Met Anderen"])
def test_anderen_with_a_capital_is_a_part_of_a_name(text: str) -> None:
    assert without_others(text) is None
