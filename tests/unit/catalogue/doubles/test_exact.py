"""Which of exact doubles remains, and what the others are told."""

from collections.abc import Callable

import pytest

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.page_id import PageId

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
TEXT = "Een tekst over wonen in de regio, met woorden genoeg om gelijk te zijn."


@pytest.mark.parametrize(
    "copy",
    [
        "flex - Kopie", "flex (1)", "flex kopie", "Kopie van flex", "flex - Copy", "Copy of flex", "flex copy 2",
        "flex - Kopie (2)", "flex 2", "aaa-kopie", "2020 (1)/flexwonen",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["{}.md", "{}/index.md"])
def test_a_copy_never_takes_over_the_address(site: Site, copy: str, form: str) -> None:
    files = {form.format(f"projecten/{name}"): f"titel: Flexwonen\n\n{TEXT}" for name in (copy, "flex")}
    corpus, diagnostics = site(files)
    assert [study.project.id for study in corpus.studies] == [PageId("projecten", "flex")]
    (fault,) = [d for d in diagnostics if d.code == "exact-dubbel"]
    assert fault.file == form.format(f"content/projecten/{copy}")
    assert ("lijkt een kopie" in fault.message) == (copy != "flex 2")


def test_of_two_clean_names_the_first_remains_and_none_is_called_a_copy(site: Site) -> None:
    corpus, diagnostics = site({f"projecten/{name}.md": f"titel: F\n\n{TEXT}" for name in ("b", "a")})
    assert [study.project.id.name for study in corpus.studies] == ["a"]
    (fault,) = [d for d in diagnostics if d.code == "exact-dubbel"]
    assert (fault.file, "kopie" in fault.message) == ("content/projecten/b.md", False)


def test_a_project_remains_rather_than_a_nieuwsbericht_of_a_clean_name(site: Site) -> None:
    files = {"projecten/a - Kopie.md": f"titel: F\n\n{TEXT}", "nieuws/a.md": f"titel: F\n\n{TEXT}"}
    assert [study.project.id.name for study in site(files)[0].studies] == ["a - Kopie"]
