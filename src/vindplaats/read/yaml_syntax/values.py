"""Work out what an editor meant with a value that YAML does not read: in quotes, in brackets or after a sign."""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.schema import Field
from vindplaats.read.yaml_syntax.diagnosis import Replacement
from vindplaats.read.yaml_syntax.writing import write_value

Works = Callable[[str], bool]
"""A function that says whether the parser reads a text, as the value of a field."""

_APOSTROPHE = regex(r"'(?:[stnkmr]|ns|em|er|ie|\d+)\b(?!')", re.IGNORECASE)
"""The start of a value in which the apostrophe is part of a word: ``'s Nachts``, ``'t Gooi``, ``'21``."""

_COMMENT = regex(r"(?<!\s)\s+#(?:\s.*)?\Z")
"""What is a comment after a value, and was meant as one: a ``#`` with a space on both sides."""

_AFTER_WORD = regex(r"[\s.,;:!?)]|\Z")

SIGNS = "@`%&*!|>,]}#-?"
"""Signs with which a value cannot begin (``-`` and ``?`` only if a space follows)."""

_CURLY = {"“": '”“"', "”": '”"', "„": '”“"', "‘": "’‘'", "’": "’'", "‚": "’‘'", "«": "»", "»": "«"}
"""Typographic opening quotation marks, with the marks that close them."""
_OTHER_QUOTES = "\"'”’“"
_LOOSE_SIGN = regex(r"\s*[,;]+\s*")
"""What programmers write after a value."""
_QUOTE = regex(f"[{_OTHER_QUOTES}]")

_DOUBLE_COMMA = regex(r"\[(?:\s*,)+\s*|,(?:\s*,)+\s*")

_PART = r"""(?:"[^"]*"|'[^']*'|\[[^\[\]]*\])"""
_SEVERAL = regex(rf"{_PART}(?:\s*[,;]\s*{_PART})+")

_SIGN_FAULTS = {
    "&": front_matter.SIGN_OF_ANCHOR,
    "*": front_matter.SIGN_OF_ANCHOR,
    "!": front_matter.SIGN_OF_TAG,
}

_BRACKETS = {"[": "]", "{": "}"}
_IN_FLOW = regex(r"[\[\]{}]|:(?:\s|\Z)|\s#")
"""What has a meaning in an item of a list in brackets, so that the item needs quotes."""

_PAIRS = regex(r"\{\s*[\w-]+:\s")
_PAIR = regex(r"\s*(?P<name>[\w-]+):\s+(?P<value>.*?)\s*")
_NO_PLAIN_PAIRS = regex(r"[\[\]{}\"'\\]")
"""What may be quoted or nested in names with values in braces, so that a comma does not separate two of them."""

MAX_ITEMS = 100
"""Maximum number of commas in a list in brackets for its items to be parsed one by one."""


NEED_QUOTES = (front_matter.APOSTROPHE, front_matter.COLON_IN_VALUE, front_matter.CURLY)
"""The mistakes for which ``check --fix`` writes quotes."""


class Repair(Struct, frozen=True):
    """What is wrong with a value, how many characters after its start, and the value as it should be.

    ``sign`` is what is wrong with it, for the message, and ``kept`` the value if nothing is left out of it.
    """

    offset: int
    fault: front_matter.YamlFault
    value: str
    sign: str = ""
    kept: str = ""


def quoted(text: str) -> str:
    """Return a text between quotes such that YAML reads exactly that text.

    Double quotes are the rule. Single ones, doubled inside, are for a text with ``"`` or a backslash.
    """
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def unquoted(value: str) -> str | None:
    """Return the text that `quoted` turned into ``value``, or None if that is no text between quotes."""
    if value.startswith('"'):
        return value[1:-1]
    return value[1:-1].replace("''", "'") if value.startswith("'") else None


def split_comment(value: str) -> tuple[str, str]:
    """Return a value, and the comment after it with the spaces before that."""
    comment = _COMMENT.search(value)
    tail = comment[0] if comment and comment.start() else ""
    return value[: len(value) - len(tail)], tail


def repair_value(
    value: str, works: Works, *, may_be_list: bool = False, may_have_fields: bool = False
) -> Repair | None:
    """Return what is wrong with a value on one line, or None if the parser reads it, or nobody knows what it means.

    Brackets that are not closed begin a list if the field ``may_be_list``, and are part of a text otherwise. Names with
    values in braces are part of a text, unless the field ``may_have_fields``.
    """
    if not value or works(value):
        return None
    text, tail = split_comment(value)
    if may_have_fields and _PAIRS.match(text):
        found = _repair_pairs(text, works)
    else:
        found = _repair_several(text, works) if may_be_list else None
        found = found or repair_text(text, works, may_be_list=may_be_list)
    if found is None or not works(found.value + tail):
        return None
    return Repair(found.offset, found.fault, found.value + tail, found.sign, found.kept)


def _repair_several(text: str, works: Works) -> Repair | None:
    """Return several values, each in quotes or brackets, as one list: ``"Wonen", "Zorg"`` or ``[Wonen], [Zorg]``."""
    if not _SEVERAL.fullmatch(text):
        return None
    parts = [part[1:-1] if part.startswith("[") else part for part in re.findall(_PART, text)]
    repaired = f"[{', '.join(parts)}]"
    return Repair(0, front_matter.SEVERAL, repaired) if works(repaired) else None


def _repair_pairs(text: str, works: Works) -> Repair | None:
    """Return names with values in braces, with quotes around each value that needs them."""
    inner = text[1:].removesuffix("}")
    if _NO_PLAIN_PAIRS.search(inner):
        return None
    pairs = [_PAIR.fullmatch(part) for part in inner.split(",") if part.strip()]
    if not all(pairs):
        return None
    whole = ", ".join(f"{pair['name']}: {in_list(pair['value'], works)}" for pair in pairs if pair)
    if not text.endswith("}"):
        return Repair(0, front_matter.UNCLOSED_BRACKET, f"{{{whole}}}")
    wrong = next((found for pair in pairs if pair and (found := _repair_item(pair["value"], works))), None)
    return Repair(0, wrong.fault if wrong else front_matter.COLON_IN_VALUE, f"{{{whole}}}", wrong.sign if wrong else "")


def repair_text(text: str, works: Works, *, may_be_list: bool = False) -> Repair | None:
    """Return what is wrong with a value without a comment after it, or None if nobody knows."""
    sign = text[:1]
    if sign in {'"', "'"}:
        return _repair_quotes(text, sign, works)
    if sign in _BRACKETS:
        return _repair_brackets(text, works, may_be_list=may_be_list)
    if sign in SIGNS:
        return Repair(0, _SIGN_FAULTS.get(sign, front_matter.RESERVED_SIGN), quoted(text), sign)
    if is_in_curly_quotes(text):
        return Repair(0, front_matter.CURLY, quoted(text[1:-1]))
    colon = re.search(r":(?=\s|\Z)", text)
    if colon:
        return Repair(colon.start(), front_matter.COLON_IN_VALUE, quoted(text))
    return None


def _repair_quotes(text: str, quote: str, works: Works) -> Repair:
    if quote == "'" and _APOSTROPHE.match(text):
        return Repair(0, front_matter.APOSTROPHE, quoted(text))
    second = text.find(quote, 1)
    closes = second > 0 and _AFTER_WORD.match(text, second + 1)
    if second > 0 and text.endswith(quote) and (second == len(text) - 1 or not closes):
        inner = text[1:-1]
        if second == len(text) - 1 and "\\" in inner:
            return Repair(text.index("\\"), front_matter.BACKSLASH, quoted(inner))
        return Repair(0, front_matter.QUOTES_INSIDE, quoted(inner))
    if second < 0 and len(text) > 1 and text[-1] in _OTHER_QUOTES and not _QUOTE.search(text[1:-1]):
        return Repair(0, front_matter.WRONG_QUOTE, quoted(text[1:-1]))
    if closes and _LOOSE_SIGN.fullmatch(text, second + 1):
        return Repair(second + 1, front_matter.LOOSE_SIGN, text[: second + 1], text[second + 1 :].strip())
    if second < 0 or (quote == "'" and not closes):
        if works(text + quote):
            return Repair(0, front_matter.UNCLOSED_QUOTE, text + quote)
        return Repair(0, front_matter.UNCLOSED_QUOTE, quoted(text[1:]))
    return Repair(0, front_matter.TEXT_AFTER_QUOTE, quoted(text))


def is_in_curly_quotes(text: str) -> bool:
    """Return whether a text begins and ends with quotation marks that are typographic, and has none in between."""
    if len(text) < 3 or text[-1] not in _CURLY.get(text[0], ""):  # noqa: PLR2004 (two quotes and a text)
        return False
    return not any(sign in text[1:-1] for sign in {text[0], text[-1]} - {"’", "'"})


def _repair_brackets(text: str, works: Works, *, may_be_list: bool) -> Repair | None:
    bracket = text[0]
    end = _BRACKETS[bracket]
    is_list = may_be_list if bracket == "[" else bool(re.search(r":\s", text))
    close = text.find(end)
    if close < 0:
        wrong = text[-1] in "]})" and text.count(text[-1]) > text.count({"]": "[", "}": "{", ")": "("}[text[-1]])
        fault = front_matter.WRONG_BRACKET if wrong else front_matter.UNCLOSED_BRACKET
        if not is_list:
            return Repair(0, fault, quoted(text + end if may_be_list and not wrong else text))
        inner = text[1:-1] if wrong else text[1:]
        return _with_items(bracket, inner.strip().removesuffix(","), fault, works)
    if _LOOSE_SIGN.fullmatch(text, close + 1) and works(text[: close + 1]):
        return Repair(close + 1, front_matter.LOOSE_SIGN, text[: close + 1], text[close + 1 :].strip())
    if not text.endswith(end) or (close < len(text) - 1 and bracket not in text[1:close]):
        return Repair(0, front_matter.TEXT_AFTER_BRACKET, quoted(text))
    if bracket == "{":
        return Repair(0, front_matter.BRACES, quoted(text))
    if double := _DOUBLE_COMMA.search(text):
        whole = _DOUBLE_COMMA.sub(lambda found: "[" if found[0][0] == "[" else ", ", text)
        return Repair(
            len(double[0].rstrip()) - 1 + double.start(), front_matter.DOUBLE_COMMA, re.sub(r",\s*\]\Z", "]", whole)
        )
    items = text[1:-1]
    if items.count(",") > MAX_ITEMS:
        return None
    for item in re.finditer(r"[^,]+", items):
        stripped = item[0].strip()
        found = None if stripped[:1] in _BRACKETS else _repair_item(stripped, works)
        if found:
            start = 1 + item.start() + len(item[0]) - len(item[0].lstrip())
            repaired = _with_items(bracket, items, found.fault, works)
            return Repair(start + found.offset, found.fault, repaired.value, found.sign)
    return None


def _with_items(bracket: str, items: str, fault: front_matter.YamlFault, works: Works) -> Repair:
    """Return the repair that closes a list, with quotes around each item that needs them."""
    if works(f"{bracket}{items}{_BRACKETS[bracket]}"):
        return Repair(0, fault, f"{bracket}{items}{_BRACKETS[bracket]}", bracket)
    whole = []
    for item in items.split(",") if items.count(",") <= MAX_ITEMS else ():
        found = _repair_item(item.strip(), works)
        whole.append(found.value if found else item.strip())
    return Repair(0, fault, f"{bracket}{', '.join(whole)}{_BRACKETS[bracket]}", bracket)


def _repair_item(item: str, works: Works) -> Repair | None:
    if not item or works(f"[{item}]"):
        return None
    return repair_text(item, works) or Repair(0, front_matter.RESERVED_SIGN, quoted(item), item[0])


def in_list(text: str, works: Works) -> str:
    """Return a text as an item of a list in brackets, with quotes if it needs them."""
    needs = "," in text or _IN_FLOW.search(text) or not works(f"[{text}]")
    return quoted(text) if needs and text[:1] not in {'"', "'"} else text


def find_replacement(lines: Sequence[str], column: int, found: Repair, field: Field | None) -> Replacement | None:
    """Return what to write instead of the value on these lines of a file, from an index in the first, or None.

    A comment after the value stays. If the value takes up several lines, it becomes one, unless there is a ``#`` in it.
    """
    if found.fault not in NEED_QUOTES:
        return None
    last = max(index for index, line in enumerate(lines) if line.strip())
    value, tail = split_comment(lines[last][0 if last else column :].rstrip())
    if last and (tail or any("#" in line for line in lines)):
        return None
    end_column = len(value) if last else column + len(value)
    new = split_comment(found.value)[0] if tail else found.value
    text = unquoted(new)
    old = "\n".join((*lines[:last], lines[last][:end_column]))[column:]
    return Replacement(column, last, end_column, old, new if text is None else write_value(field, text))
