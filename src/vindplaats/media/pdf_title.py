"""The title in the metadata of a PDF, and whether it is one."""

import html
import posixpath
import re

from vindplaats.patterns import regex

MAX_TITLE_LENGTH = 300
"""Maximum number of characters of a title."""
_MAX_XML_LENGTH = 4000
"""Maximum number of characters of the XML of a title."""
_TAG = regex(r"<[^>]*>")
_UNSEEN = regex(r"[\x00-\x1f\x7f-\xa0\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+")
_NO_TITLE = regex(
    r"microsoft (?:office )?(?:word|powerpoint|excel|publisher)\b.*"
    r"|(?:document|presentatie|presentation|werkmap|map|book|publicatie|publication)\s*\d*"
    r"|powerpoint[- ]?(?:presentatie|presentation)"
    r"|(?:untitled|naamloos|zonder titel|geen titel|no title|titel|title)[\s\d()-]*"
    r"|.*\.(?:docx?|docm|odt|rtf|txt|pptx?|xlsx?|indd|pub|pages|pdf|qxd|qxp|tex|dvi|ps|wpd)",
    re.IGNORECASE | re.DOTALL,
)
"""What programs fill in by themselves: their own name, the name of a new document, or the name of a file."""


def xmp_title(metadata: bytes) -> str:
    """Return the title (``dc:title``) in XMP metadata, or ``""`` if it has none that is real."""
    title = _between(_decode(metadata), "<dc:title", "</dc:title")
    item = _between(title, "<rdf:li", "</rdf:li") or title  # the first item is in the default language
    return shown_title(html.unescape(_TAG.sub("", item.partition(">")[2][:_MAX_XML_LENGTH])))


def _between(text: str, start: str, end: str) -> str:
    """Return what follows the first ``start`` up to the next ``end``, or ``""`` if either is missing."""
    _, found, rest = text.partition(start)
    inside, closed, _ = rest.partition(end)
    return inside if found and closed else ""


def _decode(metadata: bytes) -> str:
    """Decode XML, which is in UTF-8 unless its first bytes say otherwise."""
    for mark, encoding in (
        (b"\xfe\xff", "utf-16"),
        (b"\xff\xfe", "utf-16"),
        (b"\0<", "utf-16-be"),
        (b"<\0", "utf-16-le"),
    ):
        if metadata.startswith(mark):
            return metadata.decode(encoding, "replace")
    return metadata.decode("utf-8", "replace")


def shown_title(text: str) -> str:
    """Return a title as people see it, or ``""`` if it is not a real title, such as "Microsoft Word - rapport.doc"."""
    title = " ".join(_UNSEEN.sub(" ", text[:_MAX_XML_LENGTH]).split())[:MAX_TITLE_LENGTH]
    return "" if _NO_TITLE.fullmatch(title) else title


def is_file_name(title: str, file: str) -> bool:
    """Return whether a title is only the name of the file at path ``file``, with or without its extension."""
    name = posixpath.basename(file).casefold()
    return title.casefold() in {name, posixpath.splitext(name)[0]}
