"""Repair the name of a field, and the sign between it and its value."""

import re
from collections.abc import Collection

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.suggest import nearest

LINK_FIELDS = ("titel", "url")
"""The names in a link of the field ``links``, the only names that are not at the start of a line."""

_NAME = regex(r"[\w.-][\w .-]*")
_DASHES = r"(?P<dashes>[ \t]*(?:-[ \t]+)*)"
_OTHER_SIGN = regex(rf"{_DASHES}(?P<name>[\w-]+(?: [\w-]+)?)\s*(?P<sign>[=;\uff1a\ufe55]|::|:=)\s*(?P<value>.*)")
_NO_SPACE = regex(rf"{_DASHES}(?P<name>[\w-]+):(?!//)(?P<value>\S.*)")
_COMMENT = regex(r"(?://+|<!--|--|/\*+)\s*(?P<text>[^\s-].*?)\s*(?:-->|\*/)?")
_SIGN_BEFORE = regex(r"(?:[-*•+>]\s+|\*\*|__)(?P<name>[\w-]+)(?:\*\*:|__:|:\*\*|:__|:)\s+(?P<value>.*)")
_QUOTED_LINE = regex(r"""["'“”„](?P<line>(?P<name>[\w-]+):\s[^"]*)["'”“]\s*""")


class NameRepair(Struct, frozen=True):
    """A line as it should be, with the column (counted from 0) and the fault of what was wrong."""

    line: str
    column: int
    fault: front_matter.YamlFault
    sign: str = ""


def repair_name(line: str, names: Collection[str], *, is_first: bool) -> NameRepair | None:
    """Return a line with a colon and a space after its name, or None if nothing seems wrong with it.

    Only the first line of a field may have a name that is not one of ``names``.
    """
    other, close = _OTHER_SIGN.match(line), _NO_SPACE.match(line)
    if other and (is_first or other["name"] in names):
        whole = f"{other['dashes']}{other['name']}: {other['value']}".rstrip()
        return NameRepair(whole, other.start("sign"), front_matter.OTHER_SIGN, other["sign"])
    if close and (is_first or close["name"] in names):
        whole = f"{close['dashes']}{close['name']}: {close['value']}"
        return NameRepair(whole, len(close["dashes"]), front_matter.NO_SPACE)
    if not is_first:
        return None
    quoted = _QUOTED_LINE.fullmatch(line)
    if quoted and quoted["name"] in names:
        return NameRepair(quoted["line"], 0, front_matter.QUOTED_FIELD)
    comment = _COMMENT.fullmatch(line)
    if comment:
        return NameRepair(f"# {comment['text']}", 0, front_matter.COMMENT_SIGN)
    before = _SIGN_BEFORE.fullmatch(line)
    if before and before["name"] in names:
        return NameRepair(f"{before['name']}: {before['value']}", 0, front_matter.SIGN_BEFORE_NAME)
    name, *rest = line.split(maxsplit=1) or [""]
    if name in names and ":" not in line:
        return NameRepair(" ".join([f"{name}:", *rest]).rstrip(), len(name), front_matter.NO_COLON)
    return None


def fields_meant(line: str, names: Collection[str]) -> set[str]:
    """Return the names of the fields that a line may have been meant to give."""
    match = _NAME.match(line.strip())
    name = re.split(r"[:=;\uff1a]", line.strip())[0].strip() or (match[0] if match else "")
    if name in names:
        return {name}
    near = (nearest(name, names) or nearest(name.split(" ")[0], names)) if name else None
    return {near} if near else set()
