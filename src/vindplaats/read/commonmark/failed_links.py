"""The link that an editor meant by brackets and parentheses that are no link."""

import re

from vindplaats.patterns import regex
from vindplaats.read.commonmark.oddity import OddityKind

_FAILED = regex(r"(!?)\[([^\[\]]*)\]\s*\(\s*([^()]*?)\s*\)")
_SWAPPED = regex(r"\(([^()]*)\)\[([^\[\]]*)\]")
_CURLY_TITLE = regex(r"(\S+)\s+[\u2018-\u201f\u00ab\u2039](.*)[\u2018-\u201f\u00bb\u203a]")
_TITLE = regex(r"""(\S+)\s+("[^"]*"|'[^']*')""")
_PAGE = regex(r".*\.md(?:#.*)?", re.IGNORECASE)
_WITH_EXTENSION = regex(r"https?://.*|.*\.[a-z][a-z0-9]{1,4}", re.IGNORECASE)
_WEB = regex(r"https?:|www\.|mailto:", re.IGNORECASE)
_PICTURE = regex(r"(?!https?:).*\.(?:avif|gif|jpe?g|png|svg|webp)", re.IGNORECASE)


def link_in_failed(text: str) -> tuple[OddityKind, str]:
    """Return the kind of a failed link such as ``[words] (address)``, and the link to write instead, if known."""
    found = _FAILED.fullmatch(text)
    if found is None:
        return "link", ""
    mark, words, target = found.groups()
    if title := _CURLY_TITLE.fullmatch(target):
        return ("link", "") if '"' in title[2] else ("link-vorm", f'{mark}[{words}]({title[1]} "{title[2]}")')
    if straight := _TITLE.fullmatch(target):
        return "link-vorm", f"{mark}[{words}]({straight[1]} {straight[2]})"
    if target.startswith("#"):
        return "link-vorm", f"{mark}[{words}](#{'-'.join(target[1:].lower().split())})"
    if not re.search(r"\s", target):
        return "link-vorm", f"{mark}[{words}]({target})"
    if _PAGE.fullmatch(target):
        return "link-pagina", words
    if _WITH_EXTENSION.fullmatch(target) and not set(target) & set("<>\"'\n"):
        return "link-vorm", f"{mark}[{words}](<{target}>)"
    return "link", ""


def link_in_swapped(text: str) -> tuple[OddityKind, str]:
    """Return the kind of a link with its brackets swapped, such as ``(words)[address]``, and the link to write."""
    found = _SWAPPED.fullmatch(text)
    if found is None:
        return "link", ""
    words, target = (found[2], found[1]) if _WEB.match(found[1]) and not _WEB.match(found[2]) else found.groups()
    mark = "!" if _PICTURE.fullmatch(target) else ""
    return ("link", "") if re.search(r"\s", target) else ("link-vorm", f"{mark}[{words}]({target})")
