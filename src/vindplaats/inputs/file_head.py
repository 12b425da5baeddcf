"""Recognise files by their first bytes: pointers of Git LFS, texts with front matter, videos and captions."""

import re
from codecs import getincrementaldecoder
from contextlib import suppress

from vindplaats.patterns import regex

HEAD_BYTES = 1024
"""Number of bytes from the start of a file that are enough to recognise it. A pointer of Git LFS is always shorter."""

_LFS_POINTER = regex(rb"(?:\xef\xbb\xbf)?version https://(?:git-lfs|hawser)\.github\.com/spec/v[0-9]")
"""The first line of a pointer (the specification of Git LFS, "The Pointer"). Hawser is its old name."""

_FRONT_MATTER = regex(r"\ufeff?(?:[ \t]*[\r\n])*(?:---|\+\+\+)[ \t]*(?:[\r\n]|\Z)")
"""The first line of front matter in YAML or TOML. Empty lines may precede it."""

_VIDEO = regex(rb"....ftyp|\x1a\x45\xdf\xa3", re.DOTALL)
"""The start of an MP4 (ISO/IEC 14496-12, 4.3) or a WebM (RFC 8794, 8.1)."""

_OTHER_KIND = regex(
    rb"....ftyp(?:qt  |hei[cxms]|hev[cxms]|mif1|msf1|avi[fs]|jp2 |jpx |crx |M4[AB] )|.{4,60}?matroska", re.DOTALL
)
"""The start of files with the same container: QuickTime (MOV), pictures (HEIC, AVIF, JPEG 2000), sound, and MKV."""

_CAPTIONS = regex(rb"(?:\xef\xbb\xbf)?WEBVTT(?:[ \t\r\n]|\Z)")
"""The first line of WebVTT (section 4.1)."""

_TIME_WITH_COMMA = regex(rb"(?m)^[ \t]*[0-9][0-9:]*(?:,[0-9]+[ \t]*-->|[.][0-9]+[ \t]*-->[ \t]*[0-9][0-9:]*,[0-9])")
"""The times of a cue as in SubRip (``00:00:01,000 --> 00:00:04,500``). Browsers leave out such a cue."""
MAX_CAPTIONS_BYTES = 4_000_000
"""Number of bytes of captions that are checked. Those of a film of two hours are 200 kB."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def is_lfs_pointer(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a pointer of Git LFS, in place of the file itself."""
    return bool(_LFS_POINTER.match(head))


def has_front_matter(head: bytes) -> bool:
    """Return whether a file that begins with these bytes has front matter, in UTF-8 or UTF-16."""
    encoding = "utf-16" if head.startswith(_UTF16_MARKS) else "utf-8"
    return bool(_FRONT_MATTER.match(head.decode(encoding, "replace")))


def is_video(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is an MP4 or a WebM."""
    return bool(_VIDEO.match(head)) and not _OTHER_KIND.match(head)


def is_captions(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is WebVTT."""
    return bool(_CAPTIONS.match(head))


def is_utf8(text: bytes) -> bool:
    """Return whether bytes are UTF-8. The last character may be incomplete."""
    try:
        getincrementaldecoder("utf-8")().decode(text)
    except UnicodeDecodeError:
        return False
    return True


def has_times_with_commas(captions: bytes) -> bool:
    """Return whether a time in captions has a comma, as in SubRip, and not a point."""
    return bool(_TIME_WITH_COMMA.search(captions.replace(b"\r", b"\n")))


def read_head(path: str) -> bytes:
    """Return the first `HEAD_BYTES` of a file, or ``b""`` if it cannot be read, which is reported elsewhere."""
    with suppress(OSError), open(path, "rb", buffering=0) as stream:
        return stream.read(HEAD_BYTES)
    return b""


def read_captions(path: str) -> bytes:
    """Return the first `MAX_CAPTIONS_BYTES` of a file, or ``b""`` if it cannot be read, which is reported elsewhere."""
    with suppress(OSError), open(path, "rb") as stream:
        return stream.read(MAX_CAPTIONS_BYTES)
    return b""
