"""Files recognised by their first bytes."""

import pytest

from vindplaats.inputs.file_head import has_front_matter, is_lfs_pointer

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"


@pytest.mark.parametrize("head", [POINTER, b"\xef\xbb\xbf" + POINTER, POINTER.replace(b"\n", b"\r\n"), POINTER[:60]])
def test_a_pointer_of_git_lfs_is_recognised(head: bytes) -> None:
    assert is_lfs_pointer(head)


@pytest.mark.parametrize("head", [b"", b"version 2 of the report", b"%PDF-1.7\n" + POINTER, b" " + POINTER])
def test_other_files_are_no_pointers(head: bytes) -> None:
    assert not is_lfs_pointer(head)


@pytest.mark.parametrize(
    "head",
    [
        b"---\ntitel: x", b"---", b"---\r\ntitel: x", b"---\rtitel: x", b"\xef\xbb\xbf---\ntitel: x", b"--- \ntitel: x",
        b"\n\n---\ntitel: x", "---\ntitel: x".encode("utf-16"), "\ufeff---\ntitel".encode("utf-16-be"),
        b"+++\ntitle = 1",
    ],
)  # fmt: skip
def test_front_matter_is_recognised(head: bytes) -> None:
    assert has_front_matter(head)


@pytest.mark.parametrize(
    "head", [b"", b"----\n", b"--- a/x.py\n+++ b/x.py", b"a\n---\n", b"PK\3\4", b"%PDF-1.7\n---\n"]
)
def test_other_files_have_no_front_matter(head: bytes) -> None:
    assert not has_front_matter(head)
