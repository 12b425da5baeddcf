"""The part of a file that a browser asks for: Safari plays no video from a server that only sends whole files."""

from vindplaats.patterns import regex

_RANGE = regex(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})")


def find_range(asked: str, length: int) -> range | None:
    """Return the positions of the bytes that a header ``Range`` asks for, of a file of ``length`` bytes.

    The range is empty if the file has none of these. Return None if the whole file is to be sent: without a header, and
    for one that asks for several parts or has another unit (RFC 9110, 14.2).
    """
    found = _RANGE.fullmatch(asked)
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:  # the last bytes
        return range(max(0, length - int(found["last"])), length)
    first = int(found["first"])
    last = int(found["last"]) if found["last"] else max(first, length - 1)
    return range(first, min(last + 1, length)) if first <= last else None
