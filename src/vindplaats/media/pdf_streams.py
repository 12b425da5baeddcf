"""Refuse a PDF with streams that unpack to much more than a document needs, before PDFium unpacks them.

The streams are found by their keyword, not by the structure of the file, because that may be broken. Pictures are left
out: a page at 300 dots per inch is 26 MB, and PDFium unpacks only those of the first page.
"""

import zlib

from vindplaats.patterns import regex

MAX_STREAM_BYTES = 16_000_000
"""Maximum size, in bytes, to which one stream may unpack."""
MAX_TOTAL_BYTES = 256_000_000
"""Maximum size, in bytes, to which all streams together may unpack."""
MAX_STREAMS = 200_000
"""Maximum number of streams."""
_STREAM = regex(rb"stream\r?\n(?=[\x08-\x78])")
"""The start of a stream that may be packed with deflate, as its first byte says (RFC 1950, 2.2)."""
_PICTURE = regex(rb"/Subtype\s*/Image\b")
_MAX_DICTIONARY_BYTES = 4096
"""Number of bytes before a stream in which its dictionary is looked for."""
_PACKED_BYTES = 1 << 16
_UNPACKED_BYTES = 1 << 20


def unpacks_to_too_much(data: bytes) -> bool:
    """Return whether a stream of a PDF, or all of them together, unpacks to more than the limits."""
    left = MAX_TOTAL_BYTES
    for number, match in enumerate(_STREAM.finditer(data)):
        if number >= MAX_STREAMS:
            return True
        start = match.end()
        if not _may_be_packed(data, start) or _is_picture(data, match.start()):
            continue
        size = _unpacked_size(data, start, min(MAX_STREAM_BYTES, left))
        left -= size
        if size > MAX_STREAM_BYTES or left < 0:
            return True
    return False


def _may_be_packed(data: bytes, start: int) -> bool:
    """Return whether data starts as deflate does: the first two bytes are a multiple of 31 (RFC 1950, 2.2)."""
    return data[start] & 0x0F == zlib.DEFLATED and int.from_bytes(data[start : start + 2], "big") % 31 == 0


def _is_picture(data: bytes, start: int) -> bool:
    """Return whether the stream whose keyword is at ``start`` is a picture, according to its dictionary."""
    earliest = max(0, start - _MAX_DICTIONARY_BYTES)
    begin = data.rfind(b"obj", earliest, start)
    return bool(_PICTURE.search(data, begin if begin >= 0 else earliest, start))


def _unpacked_size(data: bytes, start: int, limit: int) -> int:
    """Return the size in bytes to which a stream unpacks. Stop at a fault, or soon after ``limit``."""
    unpacker = zlib.decompressobj()
    size, packed = 0, b""
    try:
        while size <= limit and not unpacker.eof:
            packed = unpacker.unconsumed_tail or data[start : start + _PACKED_BYTES]
            start += 0 if unpacker.unconsumed_tail else len(packed)
            if not packed:
                break
            size += len(unpacker.decompress(packed, _UNPACKED_BYTES))
    except zlib.error:
        pass  # PDFium decides what it makes of that
    return size
