"""E-mail addresses and phone numbers in texts, however they are written."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from vindplaats.read.fingerprints import beyond_ascii
from vindplaats.read.records import Mention
from vindplaats.text import without_invisible

_GAP = "[\\s()./·•\u00ad\u200b-\u2015\u2060\u2212-]{0,4}"
"""What may stand between two digits of a phone number."""
_LEAST, _MOST = 7, 15
"""Digits of a phone number. Fewer are an extension or hours, too short to look for; more there are not (E.164)."""
_RUN = re.compile(rf"\d(?:{_GAP}\d){{{_LEAST - 1},}}")
"""Where numbers can be: texts are long and have few, so each is looked for only there."""
_DIGITS = bytes([*b"0123456789", *range(0xD9, 0xE2), *range(0xE3, 0x100)])
"""Bytes that digits begin with in UTF-8, of any script: each has one (a test tries all), but no letter of ours has."""
_FOLDED = bytes.maketrans(_DIGITS, b"0" * len(_DIGITS))
_BETWEEN = bytes(sorted({*range(0x80, 0xD9), 0xE2, *b" \t\n\v\f\r\x1c\x1d\x1e\x1f()./-"}))
"""The bytes of all that may stand between digits, and of more."""
_ENCODES = re.compile("[%&\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What `as_read` may make something else of."""
_LONGEST = 100
"""Characters on either side of an @ that its address does not go beyond."""
_BEFORE = 5
"""Characters before the first digit of a run that belong to the number: a plus and a bracket."""
_NO_DIGIT = re.compile(r"\D+")
_BETWEEN_NUMBERS = re.compile(r"[^\d\s()+./\u2010-\u2015\u2212-]+|\s/\s|(?=\+)")
_COUNTRY = "31"
_NATIONAL_DIGITS = 9


def phone_numbers(text: str) -> tuple[str, ...]:
    """The phone numbers of a field, each in one form for all ways to write it: ``0201234567``, ``+3221234567``."""
    found = []
    for part in _BETWEEN_NUMBERS.split(text):
        whole = [part] if sum(map(str.isdigit, part)) <= _MOST else part.split("/")
        found += [_number(one) for one in whole]
    return tuple(dict.fromkeys(number for number in found if len(number) >= _LEAST))


def _number(text: str) -> str:
    digits = re.sub(r"[^0-9]", "", text.replace("(0)", ""))
    abroad = "+" in text
    if not abroad and digits.startswith("00"):
        abroad, digits = True, digits[2:]
    if digits.startswith(_COUNTRY) and (abroad or len(digits) == len(_COUNTRY) + _NATIONAL_DIGITS):
        return "0" + digits[len(_COUNTRY) :].removeprefix("0")
    return f"+{digits}" if abroad else digits


def _phone_pattern(number: str) -> re.Pattern[str]:
    """Finds ``number`` (as `phone_numbers` has it) with whatever people put between its digits and before them."""
    abroad, digits = rf"(?:\+|00){_GAP}", number.lstrip("+")
    if number.startswith("+"):
        head = abroad
    elif number.startswith("0"):
        head, digits = rf"(?:(?:{abroad})?{_GAP.join(_COUNTRY)}{_GAP}(?:0{_GAP})?|0{_GAP})", digits[1:]
    else:
        head = ""
    return re.compile(rf"(?<!\d){head}{_GAP.join(digits)}(?!\d)")


class Finder:
    """Finds addresses and numbers (as `phone_numbers` has them) in texts. Compiled once, for it looks at every page."""

    def __init__(self, emails: Sequence[str], numbers: Iterable[str]) -> None:
        each = "|".join(re.escape(email) for email in sorted(emails))
        # "jan.piet@x.nl" and "piet@x.nl.example" are not "piet@x.nl"; "_piet@x.nl_" is, in Markdown.
        around = r"(?<![^\W_])(?<![^\W_][.+_-])(?:{})(?![^\W_]|[.-]\w)"
        self._emails = re.compile(around.format(each), re.IGNORECASE) if each else None
        self._starts = sorted({email.index("@") for email in emails}, reverse=True)
        self._numbers = {number: _phone_pattern(number) for number in sorted(numbers)}

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """Each address (in lower case) and number in ``text``, with where it begins."""
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
        for run in _RUN.finditer(text):
            digits = _NO_DIGIT.sub("", run[0])
            start = max(0, run.start() - _BEFORE)
            for number, pattern in self._numbers.items():
                if number.lstrip("+0") in digits:  # quick, and nearly always the end of it
                    yield from ((start + match.start(), number) for match in pattern.finditer(text[start : run.end()]))

    def find_in_line(self, line: str) -> Iterator[tuple[int, str]]:
        """As `find`, in a line of Markdown; what HTML or an address encodes (``piet&#64;x.nl``) begins with it."""
        found = tuple(self.find(line))
        yield from found
        plain = as_read(line)
        if plain != line:
            yield from ((0, what) for what in sorted({what for _, what in self.find(plain)} - {w for _, w in found}))


def contact_lines(source: str, first_line: int) -> tuple[Mention, ...]:
    """The lines of a source that may hold an address or number, whole; ``first_line`` is where it begins."""
    if not (_ENCODES.search(beyond_ascii(source, b"%&")) or "@" in source or _may_have_run(source)):
        return ()
    return tuple(
        Mention(line, number, 1) for number, line in enumerate(source.split("\n"), first_line) if _may_hold(line)
    )


def _may_hold(line: str) -> bool:
    return _holds(line) or (bool(_ENCODES.search(line)) and _holds(as_read(line)))


def _holds(text: str) -> bool:
    return "@" in text or bool(_RUN.search(text))


def contact_words(text: str) -> str:
    """The stretches of what a reader sees that may hold an address or number, one a line."""
    found = [text[max(0, at.start() - _LONGEST) : at.end() + _LONGEST] for at in re.finditer("@", text)]
    if _may_have_run(text):
        found += [text[max(0, run.start() - _BEFORE) : run.end() + 1] for run in _RUN.finditer(text)]
    return "\n".join(found)


def _may_have_run(text: str) -> bool:
    """Tell quickly, of a text without surrogates, whether `_RUN` may match: nearly always the end of it."""
    return b"0" * _LEAST in text.encode().translate(_FOLDED, _BETWEEN)


def as_read(text: str) -> str:
    """The text with what HTML and addresses encode, and without what nobody sees."""
    return without_invisible(unquote(html.unescape(text)))
