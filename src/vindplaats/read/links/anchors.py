"""Anchors: the places in a body to which a link can lead, under the names that editors and GitHub give them."""

import unicodedata
from collections.abc import Collection, Mapping

from vindplaats.text import nfc

ANCHOR_PREFIX = "tekst-"
"""The prefix of every id in the HTML of a body. Ids of the theme have another prefix (``vp-``), so that the two never
clash. Editors write ids without the prefix, and `Body.anchors` has them without it."""
THEME_ID_PREFIX = "vp-"
"""The prefix of the ids of the theme, to which a link may lead as well."""
_GITHUB_PREFIX = "user-content-"
_TOP = "top"
"""The fragment that leads to the top of any page, in upper or lower case (HTML standard, 7.4.6.3)."""
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
"""The Unicode categories of the characters that GitHub keeps in an id, besides the hyphen and the space."""


class GithubIds:
    """The ids that GitHub gives to the headings of one page, as github-slugger makes them."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def next(self, text: str) -> str:
        """Return the id of the next heading: ``fotos`` for "Foto's", and ``fotos-1`` for the second such heading."""
        base = _github_slug(text)
        found = base
        while found in self._times:
            self._times[base] += 1
            found = f"{base}-{self._times[base]}"
        self._times[found] = 0
        return found


class _SlugSigns(dict[int, str | None]):
    """What each character of a heading becomes in an id, for `str.translate`: itself or nothing."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        self[code] = found = sign if sign in " -" or unicodedata.category(sign) in _KEPT else None
        return found


_slug_signs = _SlugSigns()


def _github_slug(text: str) -> str:
    return text.strip().lower().translate(_slug_signs).replace(" ", "-")


def find_fragment(anchor: str, anchors: Collection[str], aliases: Mapping[str, str]) -> str | None:
    """Return the fragment that a link to ``anchor`` has on the site, or None if nothing on the page has that name.

    ``anchors`` are the ids of the page, and ``aliases`` maps other names to them. A name that equals the one in the
    link takes precedence over one that differs in case, and then an id over an alias. The fragment for ``Foto-s`` may
    be ``tekst-foto-s``.
    """
    anchor = nfc(anchor)
    names = (anchor, anchor.removeprefix(_GITHUB_PREFIX), anchor.removeprefix(ANCHOR_PREFIX))
    for name in names:
        if name in anchors:
            return ANCHOR_PREFIX + name
    for name in names:
        if name in aliases:
            return ANCHOR_PREFIX + aliases[name]
    folded = {name.casefold(): known for name, known in reversed(tuple(aliases.items()))}
    folded |= {name.casefold(): name for name in reversed(tuple(anchors))}
    for name in names:
        if name.casefold() in folded:
            return ANCHOR_PREFIX + folded[name.casefold()]
    return _TOP if anchor.lower() == _TOP else None
