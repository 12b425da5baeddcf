"""Repair the indentation of the lines that belong to one field."""

import re
from collections.abc import Sequence

from vindplaats.diagnostics import front_matter
from vindplaats.patterns import regex
from vindplaats.read.yaml_syntax.characters import Lines
from vindplaats.read.yaml_syntax.values import Works, in_list

_ITEM = regex(r"(?P<indent>[ \t]*)(?P<dash>-(?P<gap>[ \t]+))(?P<value>.*)")
_NAME = regex(r"[ \t]*\w[\w-]*:")
_EMPTY = regex(r"[ \t]*(?:-[ \t]+)*[\w-]+:\s*(?:[|>][-+0-9]*\s*)?(?:#.*)?")
"""A name in an item with its value on the lines below."""
_ONLY_NAME = regex(r"[\w.-][\w .-]*:\s*")
_BULLET = regex(r"[ \t]*(?:[-*+•·▪◦–—][ \t]+|[-•·▪◦–—])(?P<value>\S.*)")
_NAME_AND_VALUE = regex(r"(?P<head>[ \t]*[\w.-][\w .-]*:[ \t]+)(?P<value>[^\s\[{|>#].*)")


def repair_list_after_value(lines: Sequence[str], works: Works) -> Lines | None:
    """Return a field whose first item is beside its name, and the others below it, as a list in brackets."""
    found = _value_and_items(lines)
    if found is None:
        return None
    first, items = found
    texts = [text.strip().rstrip(",") for text in (first["value"], *(item["value"] for item in items))]
    line = f"{first['head']}[{', '.join(in_list(text, works) for text in texts)}]"
    return Lines(0, first.start("value"), front_matter.LIST_AFTER_VALUE, (line, *[""] * (len(lines) - 1)))


def repair_text_with_dashes(lines: Sequence[str], _: Works) -> Lines | None:
    """Return on one line a text whose later lines begin with a dash. Leave out a loose item that is no text."""
    found = _value_and_items(lines)
    if found is None:
        return None
    first, items = found
    rest = [""] * (len(lines) - 1)
    if items[0]["indent"]:
        text = " - ".join([first["value"].strip(), *(item["value"].strip() for item in items)])
        line = f"{first['head']}{text}"
        return Lines(0, first.start("value"), front_matter.TEXT_WITH_DASHES, (line, *rest))
    index = next(index for index, line in enumerate(lines) if index and line.strip())
    return Lines(index, 0, front_matter.LOOSE_ITEM, (lines[0], *rest))


def _value_and_items(lines: Sequence[str]) -> tuple[re.Match[str], list[re.Match[str]]] | None:
    """Return the parts of a field that has a value beside its name, and of the items below it, or None."""
    first = _NAME_AND_VALUE.fullmatch(lines[0])
    items = [_ITEM.fullmatch(line) for line in lines[1:] if line.strip()]
    if first is None or not items or not all(items):
        return None
    return first, [item for item in items if item]


def repair_bullets(lines: Sequence[str], _: Works) -> Lines | None:
    """Return a list whose items begin with a sign other than a dash and a space."""
    below = [index for index, line in enumerate(lines) if index and line.strip()]
    if not below or not _ONLY_NAME.fullmatch(lines[0]):
        return None
    repaired = list(lines)
    first = lines[below[0]]
    indent = first[: len(first) - len(first.lstrip())].replace("\t", "  ")
    wrong: list[int] = []
    inner = ""
    for index in below:
        bullet = _BULLET.fullmatch(lines[index])
        own = len(lines[index]) - len(lines[index].lstrip())
        if bullet is None and wrong and own > len(indent):
            inner = inner or lines[index].strip()
            repaired[index] = f"{indent}  {lines[index].strip()}"  # the item goes on, and moves with its text
            continue
        if bullet is None and index != below[0]:
            return None
        repaired[index] = f"{indent}- {bullet['value'] if bullet else lines[index].strip()}"
        if not _ITEM.fullmatch(lines[index]):
            wrong.append(index)
    if not wrong:
        return None
    where = ", en zo ook op de regels eronder" if len(wrong) > 1 else ""
    if inner:
        name = inner.partition(":")[0]
        where = f", en zet '{name}' daaronder recht onder het eerste woord"
    column = len(lines[wrong[0]]) - len(lines[wrong[0]].lstrip())
    return Lines(wrong[0], column, front_matter.BULLET, tuple(repaired), where)


def repair_indentation(lines: Sequence[str], _: Works) -> Lines | None:
    """Return the lines of a list with each item below the first, and every line in an item below its text.

    What is below a name in an item, and further to the right, stays as it is.
    """
    repaired = [lines[0]]
    indent = width = None
    is_inside = False
    for line in lines[1:]:
        item = _ITEM.fullmatch(line)
        if line.strip():
            depth = len(line) - len(line.lstrip())
            is_deeper = indent is not None and width is not None and depth > len(indent) + width
            if is_inside and is_deeper and "\t" not in line[:depth]:
                repaired.append(line)
                continue
            is_inside = bool(_EMPTY.fullmatch(line))
        if item:
            if indent is None:
                indent, width = item["indent"].replace("\t", "  "), len(item["dash"].replace("\t", " "))
            repaired.append(f"{indent}- {' ' * (len(item['gap'].replace(chr(9), ' ')) - 1)}{item['value']}")
        elif line.strip() and line.startswith(f"{indent}{line.strip()[0]}") and not _NAME.match(line):
            bullet = _BULLET.fullmatch(line)
            repaired.append(f"{indent}- {bullet['value'] if bullet else line.strip()}")
        elif line.strip() and indent is not None and width is not None:
            repaired.append(" " * (len(indent) + width) + line.strip())
        elif line.strip():
            repaired.append(line.replace("\t", "  ") if line.lstrip(" \t") != line else line)
        else:
            repaired.append(line)
    wrong = [i for i, line in enumerate(lines) if line != repaired[i]]
    if not wrong:
        return None
    tab = "\t" in lines[wrong[0]][: len(lines[wrong[0]]) - len(lines[wrong[0]].lstrip())]
    where = ", en zo ook op de regels eronder" if len(wrong) > 1 else ""
    no_dash = repaired[wrong[0]].lstrip().startswith("- ") and not _ITEM.fullmatch(lines[wrong[0]])
    fault = front_matter.TAB if tab else front_matter.BULLET if no_dash else front_matter.INDENT
    return Lines(wrong[0], 0, fault, tuple(repaired), where)
