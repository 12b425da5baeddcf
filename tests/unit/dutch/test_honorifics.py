import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.dutch.honorifics import is_title, without_titles

TITLED = {
    "K. Bos": (
        "prof.dr. K. Bos", "prof.dr.ir. K. Bos", "Prof. Dr. Ir. K. Bos", "PROF. DR. K. Bos", "prof dr ir K. Bos",
        "prof.dr.K. Bos", "Dr K. Bos", "Prof. em. K. Bos", "em. prof. dr. K. Bos", "dr. h.c. K. Bos",
        "prof. dr. h.c. mult. K. Bos", "ir K. Bos",
        "Dr. rer. nat. K. Bos", "Dipl.-Ing. K. Bos", "Dr.-Ing. K. Bos", "drs. ing. K. Bos", "mevr. K. Bos",
        "Mevrouw K. Bos", "dhr. K. Bos", "dhr K. Bos", "De heer K. Bos", "mw. mr. K. Bos", "MR. K. Bos", "ds. K. Bos",
        "jhr. mr. K. Bos", "DRS K. Bos", "PROF DR K. Bos", "emeritus hoogleraar K. Bos", "drs., K. Bos",
        "K. Bos MSc", "K. Bos, MSc", "K. Bos msc", "K. Bos MSC", "K. Bos M.Sc.", "K. Bos, M. Sc.", "K. Bos (MSc)",
        "K. Bos Ph.D.", "K. Bos Ph. D.", "K. Bos, PhD", "K. Bos MD PhD", "K. Bos, M.D., Ph.D.", "K. Bos (MSc, MBA)",
        "K. Bos MSc/MBA", "K. Bos MA", "K. Bos M.A.", "K. Bos, MA", "K. Bos MBA", "K. Bos LLM", "K. Bos, LL.M.",
        "K. Bos RA", "K. Bos RC", "drs. K. Bos RA", "K. Bos, ir.", "K. Bos, emeritus", "K. Bos ma", "ir. K. Bos MBA",
    ),
    "Bos, K.": ("Bos, prof.dr. K.", "prof. Bos, K.", "Bos, K., MSc", "Bos, K. MA", "Bos, K., MA", "Bos, drs K."),
    "Aa, J. van der": ("Aa, dr. ir. J. van der", "Aa, J. van der, MSc", "Aa, mr. J. van der"),
    "Bos": ("dr. Bos", "Bos MSc", "Bos, PhD", "Mr. Bos", "Bos, dr."),
    "O. Vos": ("mevr. O. Vos", "mevr O. Vos", "Mevr. O. Vos"),
    "de Heer, Jan": ("de Heer, dr. Jan",),
}  # fmt: skip
NAMES = (
    "Ma Li", "Li, Ma", "Yo-Yo Ma", "Mr", "MSc", "prof. dr.", "M.A. Bos", "Bos, M.A.", "Bos M.A.", "Bos, MA",
    "Bos, A AA", "A MA", "R.A. Mol",
    "Ba Mol", "J. MA", "J. W. MA", "Van Dijk, M.A.", "de Vries, M.A.", "van der Aa Bos, M.A.", "Ing Bos", "DR Bos",
    "Em. Bos", "Em Bos", "Med Bos", "Jean Mba", "Fredric March", "Kim Meng", "Jan de Heer", "de Heer, Jan", "D.R. Mol",
    "Jan Meester", "Ir, Jan", "Smith, John D", "Bos, Jan", "Raad, Jan de", "",
    "Aa,Bo", ",", "J.D. Vance", "Vance, J.D.", "Ra Bos", "Prof", "dr",
)  # fmt: skip


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in TITLED.items() for text in texts])
def test_titles_fall_away_however_they_are_written(name: str, text: str) -> None:
    assert without_titles(text) == name


@pytest.mark.parametrize("name", NAMES)
def test_initials_and_names_that_look_like_a_title_stay(name: str) -> None:
    assert without_titles(name) == name


@pytest.mark.parametrize(
    "text", ["MSc", "M.Sc.", "PhD", "Ph. D.", "prof.dr.", "Prof. dr. ir.", "MA", "drs.", "MSc, MBA", "ir", "em. prof."]
)
def test_a_text_of_titles_only_is_a_title(text: str) -> None:
    assert is_title(text)


@pytest.mark.parametrize("text", ["", "Ma", "Bos", "dr. Bos", "Em.", "Ing", "de", "MSc Bos", "J."])
def test_a_text_with_a_name_is_no_title(text: str) -> None:
    assert not is_title(text)


@given(st.lists(st.sampled_from(["dr.", "MSc", "Jan", "Bos,", "de", "MA", "J.", "em.", ",", "Mr"])).map(" ".join))
def test_something_of_every_name_is_left(text: str) -> None:
    assert bool(without_titles(text)) == bool(text)
