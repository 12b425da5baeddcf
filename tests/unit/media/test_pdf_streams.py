"""PDFs with streams that unpack to too much."""

import random
import time
import zlib

import pytest

import pdfs
from vindplaats.media import pdf_streams
from vindplaats.media.pdf_streams import MAX_STREAM_BYTES, unpacks_to_too_much


def packed(size: int, entries: str = "") -> bytes:
    return pdfs.stream(bytes(size), entries, packed=True)


@pytest.mark.parametrize(("size", "refused"), [(MAX_STREAM_BYTES, False), (MAX_STREAM_BYTES + 1, True)])
def test_a_stream_may_unpack_to_16_megabytes(size: int, refused: bool) -> None:
    assert unpacks_to_too_much(pdfs.document([packed(size)])) is refused


@pytest.mark.parametrize("make", [pdfs.bomb, pdfs.many_operators])
def test_a_bomb_is_refused(make: type) -> None:
    assert unpacks_to_too_much(make())


def test_a_picture_may_be_larger() -> None:
    assert not unpacks_to_too_much(pdfs.picture_bomb())
    assert unpacks_to_too_much(pdfs.picture_bomb().replace(b"/Subtype /Image", b"/Subtype /Niets"))


def test_all_streams_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdfs.document([packed(1000)] * 9)
    monkeypatch.setattr(pdf_streams, "MAX_TOTAL_BYTES", 9000)
    assert not unpacks_to_too_much(data)
    monkeypatch.setattr(pdf_streams, "MAX_TOTAL_BYTES", 8999)
    assert unpacks_to_too_much(data)


@pytest.mark.parametrize("make", [make for kind, make in pdfs.KINDS.values() if kind != "vijandig"])
def test_ordinary_files_are_not_refused(make: type) -> None:
    assert not unpacks_to_too_much(make())


def test_damaged_streams_are_left_to_pdfium() -> None:
    data = bytearray(pdfs.document([packed(100_000)]))
    rng = random.Random(2)
    for _ in range(200):
        data[rng.randrange(len(data))] = rng.randrange(256)
        assert not unpacks_to_too_much(bytes(data))


def test_the_work_is_bounded() -> None:
    start = time.process_time()
    assert unpacks_to_too_much(b"stream\n\x78\xda" * 300_000)
    assert unpacks_to_too_much((b"stream\n" + zlib.compress(bytes(15_000_000), 9)) * 100)
    assert time.process_time() - start < 10
