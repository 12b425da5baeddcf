"""Language tags (BCP 47, RFC 5646): their syntax, their usual spelling and the direction of writing."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from vindplaats.patterns import regex

_TAG = regex(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE | re.ASCII,
)
"""A language, optionally with a script, a region and variants (RFC 5646, 2.1): ``sr-Latn-RS``."""

_RTL_LANGUAGES = frozenset({
    "aeb", "apc", "ar", "arc", "arq", "ary", "arz", "azb", "bal", "bcc", "bgn", "bqi", "ckb", "dv", "fa", "glk", "haz",
    "he", "iw", "ji", "khw", "ks", "lrc", "luz", "mzn", "nqo", "pbt", "pes", "pnb", "prs", "ps", "rhg", "sam", "sd",
    "sdh", "skr", "syc", "syr", "ug", "ur", "yi",
})  # fmt: skip
"""Languages that are usually written from right to left. A script in the tag can say otherwise: ``ar-Latn``."""

_RTL_SCRIPTS = frozenset({
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "syre", "syrj", "syrn", "thaa",
})  # fmt: skip
"""Scripts in use that are written from right to left (ISO 15924)."""

_NAMES: Mapping[str, str] = MappingProxyType({
    "nederlands": "nl", "dutch": "nl", "vlaams": "nl-BE", "engels": "en", "english": "en", "duits": "de",
    "german": "de", "deutsch": "de", "frans": "fr", "français": "fr", "french": "fr", "fries": "fy", "frysk": "fy",
    "spaans": "es", "italiaans": "it", "turks": "tr", "arabisch": "ar", "pools": "pl", "papiaments": "pap",
})  # fmt: skip
"""Tags by the names of languages."""


def normal_tag(text: str) -> str | None:
    """Return a language tag in its usual spelling (RFC 5646, 2.1.1), or None if ``text`` is not one.

    ``"ZH-hant-tw"`` becomes ``"zh-Hant-TW"``.
    """
    match = _TAG.fullmatch(text)
    if match is None:
        return None
    variants = match["variants"].lower()
    if len(set(variants.split("-"))) <= variants.count("-"):  # a variant may occur only once
        return None
    script, region = match["script"], match["region"]
    parts = (match["language"].lower(), script and script.title(), region and region.upper())
    return "-".join(part for part in parts if part) + variants


def tag_meant(text: str) -> str | None:
    """Return the tag that an editor meant: ``en`` for ``Engels``, ``pt-BR`` for ``pt_BR``."""
    return _NAMES.get(text.casefold()) or normal_tag(text.replace("_", "-").replace(" ", ""))


def is_right_to_left(tag: str) -> bool:
    """Return whether text in the language of this tag is written from right to left."""
    match = _TAG.fullmatch(tag)
    if match is None:
        return False
    if match["script"]:
        return match["script"].lower() in _RTL_SCRIPTS
    return match["language"].lower() in _RTL_LANGUAGES
