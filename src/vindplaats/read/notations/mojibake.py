"""Recognise text that was encoded in UTF-8 and decoded in another encoding: ``caf\u00c3\u00a9`` for ``café``."""

from vindplaats.patterns import regex

_CONTINUATION = "[\u00a0-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
"""The characters for the bytes 0x80 to 0xBF in Windows-1252, and a few others."""
MOJIBAKE = regex(
    rf"[\u00c2-\u00c5\u00e2\u00ef\ufffd](?:(?<=[\u00c2\u00c3]){_CONTINUATION}"
    rf"|(?<=\u00e2)(?:\u20ac{_CONTINUATION}?|{_CONTINUATION}{{2}})"
    rf"|(?<=[a-z]\u00c3)|(?<=[a-z][\u00c4\u00c5]){_CONTINUATION}"
    r"|(?<=\u00ef)(?:\u00bb\u00bf|\u00bf\u00bd)|(?<=\ufffd))"
)
"""A character of two or three bytes, or ``\\ufffd``, which replaces what a program could not decode.

``\u00c4``, ``\u00c5`` and a single ``\u00c3`` count only after a lowercase letter. Elsewhere they may be correct. The
pattern begins with a set of characters, because ``re`` then skips all text that has none of them.
"""
