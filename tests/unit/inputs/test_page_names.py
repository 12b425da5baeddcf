"""Names of pages that are spelled wrong, of backups and of copies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vindplaats.inputs.page_names import (
    _BACKUP,
    _COPY,
    _OTHER_EXTENSION,
    is_backup,
    is_copy,
    may_be_copy,
    right_page_name,
)


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("B.MD", "B.md"), ("c.markdown", "c.md"), ("c.Markdown", "c.md"), ("d.mdown", "d.md"), ("d.mkd", "d.md"),
        ("e.qmd", "e.md"), ("e.Rmd", "e.md"), ("f.md.txt", "f.md"), ("f.mdx", "f.md"), ("g.h.MD", "g.h.md"),
        ("Index.md", "index.md"), ("INDEX.MD", "index.md"), ("index.markdown", "index.md"),
        ("a.md", None), ("index.md", None), ("a.txt", None), ("md", None), ("a.pdf", None), ("a.mdb", None),
    ],
)  # fmt: skip
def test_a_page_has_one_extension(name: str, right: str | None) -> None:
    assert right_page_name(name, in_page_folder=True) == right


def test_a_page_named_index_outside_a_folder_of_its_own_keeps_its_capitals() -> None:
    assert right_page_name("Index.md", in_page_folder=False) is None


PARTS = ["md", ".", "MD", "markdown", "txt", "index", "Index", "a", " ", "~", "#", "bak", "\n"]


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join), st.booleans())
def test_law_that_usual_names_are_read_as_all_others(name: str, in_page_folder: bool) -> None:
    found = _OTHER_EXTENSION.fullmatch(name)
    is_index = in_page_folder and found is not None and found["stem"].lower() == "index"
    right = found and ("index.md" if is_index else f"{found['stem']}.md")
    assert right_page_name(name, in_page_folder=in_page_folder) == (None if right == name else right)
    assert is_backup(name) == bool(_BACKUP.fullmatch(name))


@pytest.mark.parametrize("name", ["x.md~", "#x.md#", "x.md.bak", "x.MD.BAK", "x.md.~1~", "x.pdf.orig", "x.md.swp"])
def test_backups_are_recognised(name: str) -> None:
    assert is_backup(name)


@pytest.mark.parametrize("name", ["x.md", "bak.md", "x#1.pdf", "~x.md", "oud.pdf", "x.bak.pdf", "#1.pdf"])
def test_other_files_are_no_backups(name: str) -> None:
    assert not is_backup(name)


@pytest.mark.parametrize(
    "name",
    [
        "x - Kopie", "x - Kopie (2)", "x (1)", "x(2)", "x kopie", "x kopie 2", "Kopie van x", "x - Copy", "Copy of x",
        "Copy (2) of x", "x copy", "x_copy", "x-kopie", "x (kopie)", "x (conflicterende kopie van Noor 2026-01-02)",
        "x (Noor's conflicted copy)", "KOPIE VAN X",
    ],
)  # fmt: skip
def test_copies_are_recognised_as_file_and_as_folder(name: str) -> None:
    assert is_copy(f"content/projecten/{name}.md")
    assert is_copy(f"content/projecten/{name}/index.md")


@pytest.mark.parametrize(
    "name", ["x", "studie (2019)", "kopie", "fotokopie", "copyright", "kopieren van x", "x 2", "x-1"]
)
def test_other_names_are_no_copies(name: str) -> None:
    assert not is_copy(f"content/projecten/{name}.md")


PIECES = [
    "kopie",
    "Copy",
    "EXEMPLAAR",
    "KOP\u0130E",
    "\u212aopie",
    "van",
    "of",
    "(",
    ")",
    " ",
    "-",
    "_",
    "/",
    "3",
    "12",
    "x",
    "é",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join))
def test_law_that_only_a_path_with_a_sign_of_a_copy_can_be_one(path: str) -> None:
    assert is_copy(f"{path}.md") == any(_COPY.fullmatch(part) for part in path.split("/"))


def test_a_number_may_make_a_copy() -> None:
    assert may_be_copy("content/projecten/x 2.md")
    assert may_be_copy("content/projecten/x 2/index.md")
    assert not may_be_copy("content/projecten/x.md")
