"""Find e-mail addresses and phone numbers in any notation, such as ``020 - 123 45 67`` or ``piet&#64;x.nl``."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from vindplaats.patterns import regex
from vindplaats.read.records import Mention
from vindplaats.text import without_invisible

_DIGIT_GAP = "[\\s()./·•\u00ad\u200b-\u2015\u2060\u2212-]{0,4}"
"""A pattern for the characters that may separate two digits of a phone number."""
_MIN_PHONE_DIGITS, _MAX_PHONE_DIGITS = 7, 15
"""Minimum and maximum number of digits in a phone number. Shorter ones are probably extensions or times of day;
E.164 allows at most 15 digits."""
_DIGIT_RUN = regex(rf"\d(?:{_DIGIT_GAP}\d){{{_MIN_PHONE_DIGITS - 1},}}")
"""A run of digits that may contain a phone number. Only such runs, which are rare, are searched for phone numbers."""
_DIGIT_BYTES = bytes([*b"0123456789", *range(0xD9, 0xE2), *range(0xE3, 0x100)])
"""The UTF-8 of a digit in any script starts with one of these (a test checks this). Dutch letters contain none."""
_DIGITS_TO_ZEROS = bytes.maketrans(_DIGIT_BYTES, b"0" * len(_DIGIT_BYTES))
_GAP_BYTES = bytes(sorted({*range(0x80, 0xD9), 0xE2, *b" \t\n\v\f\r\x1c\x1d\x1e\x1f()./-"}))
"""The UTF-8 bytes of the characters in `_DIGIT_GAP`, except the bytes in `_DIGIT_BYTES`. Some other bytes are included
too, which can only make `_may_have_number` true for more texts."""
_GAP_BYTES_IN_LINE = _GAP_BYTES.replace(b"\n", b"")
_ENCODED_SIGN = regex("[%&\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""A character that `decode_text` may change."""
_ZEROS = b"0" * _MIN_PHONE_DIGITS
_CONTACT_SIGNS = (
    regex(b"@"),
    regex(b"&"),
    regex(b"%(?=[0-9A-Fa-f]{2})"),
    regex(b"\xc2(?=\xad)"),
    regex(b"\xe2(?=\x80[\x8b-\x8f\xaa-\xae]|\x81[\xa0-\xaf])"),
    regex(b"\xef(?=\xbb\xbf)"),
)
"""The UTF-8 of ``@``, and of what `decode_text` may change. Each begins with one fixed byte, which is quick to find. A
line for which `_may_hold` is true has one of these, or `_ZEROS` in place of its digits without gaps."""
_RUN_OF_ZEROS = regex(_ZEROS)
_MAX_EMAIL_SIDE_LENGTH = 100
"""Maximum number of characters of an e-mail address on either side of its ``@``."""
_PREFIX_LENGTH = 5
"""Maximum number of characters of a phone number before its first digit, such as "+" and "("."""
_NO_DIGIT = regex(r"\D+")
_NUMBER_SEPARATOR = regex(r"[^\d\s()+./\u2010-\u2015\u2212-]+|\s/\s|(?=\+)")
_COUNTRY_CODE = "31"
_NATIONAL_DIGITS = 9


def phone_numbers(text: str) -> tuple[str, ...]:
    """Return, in normal form, the phone numbers in a text: ``0201234567`` or, if foreign, ``+3221234567``."""
    found = []
    for part in _NUMBER_SEPARATOR.split(text):
        numbers = [part] if sum(map(str.isdigit, part)) <= _MAX_PHONE_DIGITS else part.split("/")
        found += [_normal_form(number) for number in numbers]
    return tuple(dict.fromkeys(number for number in found if len(number) >= _MIN_PHONE_DIGITS))


def _normal_form(text: str) -> str:
    digits = re.sub(r"[^0-9]", "", text.replace("(0)", ""))
    abroad = "+" in text
    if not abroad and digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if digits.startswith(_COUNTRY_CODE) and (abroad or len(digits) == len(_COUNTRY_CODE) + _NATIONAL_DIGITS):
        return "0" + digits[len(_COUNTRY_CODE) :].removeprefix("0")
    return f"+{digits}" if abroad else digits


def _phone_pattern(number: str) -> re.Pattern[str]:
    """Return a pattern for any notation of ``number``, which is in the normal form of `phone_numbers`."""
    abroad, digits = rf"(?:\+|00){_DIGIT_GAP}", number.lstrip("+")
    if number.startswith("+"):
        head = abroad
    elif number.startswith("0"):
        head, digits = (
            rf"(?:(?:{abroad})?{_DIGIT_GAP.join(_COUNTRY_CODE)}{_DIGIT_GAP}(?:0{_DIGIT_GAP})?|0{_DIGIT_GAP})",
            digits[1:],
        )
    else:
        head = ""
    return re.compile(rf"(?<!\d){head}{_DIGIT_GAP.join(digits)}(?!\d)")


class ContactFinder:
    """Finds given e-mail addresses and phone numbers in texts.

    The given numbers must be in the normal form of `phone_numbers`. The patterns are compiled once for all pages.
    """

    def __init__(self, emails: Sequence[str], numbers: Iterable[str]) -> None:
        each = "|".join(re.escape(email) for email in sorted(emails))
        # "jan.piet@x.nl" and "piet@x.nl.example" do not contain the address "piet@x.nl"; "_piet@x.nl_" (Markdown) does.
        around = r"(?<![^\W_])(?<![^\W_][.+_-])(?:{})(?![^\W_]|[.-]\w)"
        self._emails = re.compile(around.format(each), re.IGNORECASE) if each else None
        self._starts = sorted({email.index("@") for email in emails}, reverse=True)
        self._numbers = {number: _phone_pattern(number) for number in sorted(numbers)}

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield the position of each match, with the address in lower case or the number in normal form."""
        if self._emails:
            yield from self._find_emails(self._emails, text)
        if self._numbers:
            yield from self._find_numbers(text)

    def _find_emails(self, emails: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
        at = text.find("@")
        while at >= 0:
            for before in self._starts:
                match = emails.match(text, at - before) if before <= at else None
                if match is not None:
                    yield match.start(), match[0].casefold()
            at = text.find("@", at + 1)

    def _find_numbers(self, text: str) -> Iterator[tuple[int, str]]:
        for run in _DIGIT_RUN.finditer(text):
            digits = _NO_DIGIT.sub("", run[0])
            start = max(0, run.start() - _PREFIX_LENGTH)
            for number, pattern in self._numbers.items():
                if number.lstrip("+0") in digits:  # a quick test, nearly always False
                    yield from ((start + match.start(), number) for match in pattern.finditer(text[start : run.end()]))

    def find_in_line(self, line: str) -> Iterator[tuple[int, str]]:
        """Yield what `find` yields for a line of Markdown, and then what it finds only if the line is decoded.

        A detail that was found by decoding, such as ``piet&#64;x.nl``, has position 0.
        """
        found = tuple(self.find(line))
        yield from found
        plain = decode_text(line)
        if plain != line:
            encoded = {contact for _, contact in self.find(plain)} - {contact for _, contact in found}
            yield from ((0, contact) for contact in sorted(encoded))


def contact_lines(source: str, first_line: int) -> tuple[Mention, ...]:
    """Return the lines of a body in Markdown that may contain an e-mail address or phone number, each with its place.

    ``first_line`` is the number of the line on which ``source`` starts in its file.
    """
    data = source.encode()
    folded = data.translate(_DIGITS_TO_ZEROS, _GAP_BYTES_IN_LINE)
    present = [sign for sign in _CONTACT_SIGNS if sign.pattern[:1] in data]
    numbers = {number for sign in present for number in _lines_with(sign, data)}
    if _ZEROS in folded:
        numbers.update(_lines_with(_RUN_OF_ZEROS, folded))
    if not numbers:
        return ()
    lines = source.split("\n")
    return tuple(Mention(lines[n], first_line + n, 1) for n in sorted(numbers) if _may_hold(lines[n]))


def _lines_with(sign: re.Pattern[bytes], data: bytes) -> Iterator[int]:
    """Yield the number, counted from 0, of each line with a match of a pattern that does not cross lines."""
    number = start = 0
    while start >= 0 and (found := sign.search(data, start)):
        number += data.count(b"\n", start, found.start())
        yield number
        start = data.find(b"\n", found.end())


def _may_hold(line: str) -> bool:
    return _holds(line) or (bool(_ENCODED_SIGN.search(line)) and _holds(decode_text(line)))


def _holds(text: str) -> bool:
    return "@" in text or bool(_DIGIT_RUN.search(text))


def contact_words(text: str) -> str:
    """Return the passages of a plain text that may contain an e-mail address or phone number, one on each line."""
    found = [
        text[max(0, at.start() - _MAX_EMAIL_SIDE_LENGTH) : at.end() + _MAX_EMAIL_SIDE_LENGTH]
        for at in (re.finditer("@", text) if "@" in text else ())
    ]
    if _may_have_number(text):
        found += [text[max(0, run.start() - _PREFIX_LENGTH) : run.end() + 1] for run in _DIGIT_RUN.finditer(text)]
    return "\n".join(found)


def _may_have_number(text: str) -> bool:
    """Return whether `_DIGIT_RUN` may match in a text without surrogates. This quick test is nearly always False."""
    return _ZEROS in text.encode().translate(_DIGITS_TO_ZEROS, _GAP_BYTES)


def decode_text(text: str) -> str:
    """Return the text with HTML references and percent-encoding decoded, and without invisible characters."""
    return without_invisible(unquote(html.unescape(text)))
