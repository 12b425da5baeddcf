"""Take from names what editors write around them: an address, a phone number, or the parentheses of a list.

The site shows a name only, so a message says where the rest belongs. Otherwise nobody would see it again.
"""

import re
from collections.abc import Iterator
from collections.abc import Sequence as Several

from vindplaats.diagnostics import fields as field_faults
from vindplaats.diagnostics.diagnostic import NewValue
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.dutch.several_names import join_halves
from vindplaats.patterns import regex
from vindplaats.read.fields.context import FieldContext
from vindplaats.read.notations.addresses import is_email
from vindplaats.read.yaml_syntax.raw_values import RawValue, Scalar, Sequence, raw_of
from vindplaats.text import visible_text, yaml_value

_LISTS = frozenset({"teksten", "woorden", "namen", "bestanden"})
_PERSONS = frozenset({"contactpersoon", "opvolger"})
_INVERTED = frozenset({"auteurs", "contactpersoon"})
_NAMES = _PERSONS | {"werkveld", "opdrachtgever", "partners", "auteurs", "trefwoorden"}

_IN_PARENTHESES = regex(r"\(([^()]+)\)")
_COMMA = regex(r"\s*[,;]\s*")
_MARKDOWN_LINK = regex(r"!?\[([^\[\]]+)\]\(\s*<?([^()\s<>]*)>?(?:\s[^()]*)?\)")
_HTML_LINK = regex(r"""<a\b[^<>]*?href\s*=\s*["']?([^\s"'<>]*)[^<>]*>([^<>]+)</a>""", re.IGNORECASE)
_ADDRESS = regex(
    r"(?:\b(?:e-?mail(?:adres)?|mail|website|site|url)\b\s*:?\s*)?"
    r"((?:https?://|www\.)[^\s<>\"()\[\],;]+|(?:mailto:)?[^@\s<>\"'(),;:\[\]]+@[^@\s<>\"'(),;:\[\]]+\.[^@\s<>\"'(),;:\[\]]+)",
    re.IGNORECASE,
)
_PHONE = regex(
    r"(?:\b(?:tel(?:efoon)?(?:nummer)?|mob(?:iel)?|t|m)\b[\s.:]*)?(?<![\w.])((?:\+|\(\+?\d+\)|0)(?:[\d\s./-]|\(0\)){7,}\d)",
    re.IGNORECASE,
)
_SIGN = regex(r"[\[<@\d]|://|www\.", re.IGNORECASE)
"""A sign of a link, an address or a phone number: each of the four patterns above has one. Most names have none."""
_EMPTY_BRACKETS = regex(r"[(<\[]\s*[)>\]]")
_BEFORE_SIGN = regex(r"\s+([,;])[\s,;]*")
_EDGES = " ,;:|–—-"


def without_parentheses(value: RawValue, field: FieldContext) -> RawValue:
    """Return the list that an editor wrote as ``(Wonen, Zorg)``, and report it. Return other values as they are.

    The parentheses around one name say nothing.
    """
    if field.type not in _LISTS or not isinstance(value, Scalar) or "(" not in value.text:
        return value
    match = _IN_PARENTHESES.fullmatch(visible_text(value.text))
    if not match:
        return value
    items = tuple(filter(None, _COMMA.split(match[1].strip())))
    if len(items) < 2:  # noqa: PLR2004 (one value, or several with "en" between them)
        return Scalar(match[1], value.line, value.column, raw=raw_of(value)) if field.name in _NAMES else value
    if field.name in _INVERTED:
        items = join_halves(items) or items
    write = (field.line(f"[{', '.join(map(yaml_value, items))}]"),)
    found = field_faults.LIST_IN_PARENTHESES.at(field.place(value), name=field.name, write=write)
    field.report.add(found.fixed_by(NewValue(value.line, value.column, visible_text(value.text), tuple(items))))
    return Sequence(tuple(Scalar(item, value.line, value.column) for item in items), value.line, value.column)


def name_alone(text: str, value: RawValue, field: FieldContext) -> str:
    """Return a name without a link, address or phone number in it, and report what was taken from it.

    A text with nothing but an address is returned as it is: somebody may be known by that address.
    """
    if field.name not in _NAMES or not _SIGN.search(text):
        return text
    extra = list[str]()

    def take(address: str, instead: str) -> str:
        extra.append(address.removeprefix("mailto:"))
        return instead

    rest = _MARKDOWN_LINK.sub(lambda match: take(match[2], match[1]), text)
    rest = _HTML_LINK.sub(lambda match: take(match[1], match[2]), rest)
    rest = _ADDRESS.sub(lambda match: take(match[1], ""), rest)
    if field.name in _PERSONS:
        rest = _PHONE.sub(lambda match: take(match[1], ""), rest)
    if not extra:
        return text
    rest = _BEFORE_SIGN.sub(r"\1 ", _EMPTY_BRACKETS.sub("", rest)).strip(_EDGES)
    rest = " ".join(rest.split())
    if not any(map(str.isalpha, rest)):
        return text
    unique = list(dict.fromkeys(filter(None, extra)))
    put = "".join(f", en {where}" for where in _places([item for item in unique if _is_kept(item)], rest, field.name))
    line, beside = field.written(rest), ", ".join(unique)
    field.report.add(
        field_faults.MORE_THAN_A_NAME.at(
            field.place(value), name=field.name, text=rest, extra=beside, line=line, put=put
        )
    )
    return rest


def _is_kept(extra: str) -> bool:
    """Return whether the editor has to keep what is beside a name: not the address of a page of this site."""
    return not extra.startswith(("/", "#", ".")) and not extra.endswith(".md")


def _places(extra: Several[str], name: str, field: str) -> Iterator[str]:
    """Yield where the addresses and phone numbers belong that were beside ``name``."""
    found: dict[str, list[str]] = {}
    for item in extra:
        is_web = item.lower().startswith(("http:", "https:", "www."))
        address = f"https://{item}" if item.lower().startswith("www.") else item
        if field in _PERSONS and not is_web:
            what = "email" if is_email(item) else "telefoon"
            place = f"bij '{what}' in het bestand van deze persoon in content/contactpersonen/"
        elif field == "opdrachtgever" and is_web:
            place = "bij 'url' in het bestand van deze opdrachtgever in content/opdrachtgevers/"
        else:
            url = address if is_web else f"mailto:{address}"
            yield f"voeg aan 'links' toe: [{{titel: {yaml_value(name)}, url: {yaml_value(url)}}}]"
            continue
        found.setdefault(place, []).append(address)
    for place, addresses in found.items():
        yield f"zet {enumerate_dutch(addresses)} {place}"
