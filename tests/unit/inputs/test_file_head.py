"""Files recognised by their first bytes."""

import pytest

from vindplaats.inputs.file_head import has_front_matter, is_lfs_pointer, is_video

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


@pytest.mark.parametrize("brand", [b"isom", b"iso5", b"mp42", b"avc1", b"M4V ", b"dash", b"MSNV"])
def test_an_mp4_is_a_video(brand: bytes) -> None:
    assert is_video(b"\0\0\0\x20ftyp" + brand + b"\0\0\2\0isommif1")


def test_a_webm_is_a_video() -> None:
    assert is_video(b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm")


@pytest.mark.parametrize(
    "head",
    [
        *(b"\0\0\0\x20ftyp" + brand for brand in (b"qt  ", b"heic", b"mif1", b"avif", b"M4A ", b"jp2 ")),
        b"\x1a\x45\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", b"RIFF\0\0\0\0AVI ", b"",
    ],
)  # fmt: skip
def test_other_files_are_no_videos(head: bytes) -> None:
    assert not is_video(head)
