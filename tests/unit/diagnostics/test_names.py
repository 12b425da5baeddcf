from vindplaats.diagnostics.diagnostic import Place
from vindplaats.diagnostics.names import several_candidates, unknown_person

PLACE = Place("content/x.md")


def test_an_unknown_name_is_reported_once_with_the_number_of_mentions() -> None:
    assert unknown_person(PLACE, "Jos", "Jos", None).message == "'Jos' staat niet in content/contactpersonen/."
    assert unknown_person(PLACE, "Jos", "Jos", None, 3).message == (
        "'Jos' staat niet in content/contactpersonen/ (en wordt 3 keer genoemd)."
    )
    inverted = unknown_person(PLACE, "Bos, Jos", "Jos Bos", None)
    assert inverted.message == "'Jos Bos' ('Bos, Jos') staat niet in content/contactpersonen/."


def test_ids_are_shown_only_for_persons_with_the_same_name() -> None:
    short = several_candidates(PLACE, "Jansen", [("Anna Jansen", ""), ("Bo Jansen", "")])
    assert short.message == "'Jansen' kan Anna Jansen of Bo Jansen zijn."
    assert "voluit" in short.remedy
    same = several_candidates(PLACE, "Bo Jansen", [("Bo Jansen", "bo"), ("Bo Jansen", "bo-2")])
    assert same.message == "'Bo Jansen' kan Bo Jansen (bo) of Bo Jansen (bo-2) zijn."
    assert "tussen haakjes" in same.remedy
