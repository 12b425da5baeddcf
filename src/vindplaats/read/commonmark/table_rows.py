"""The rows of tables (GitHub Flavored Markdown 0.29, section 4.10)."""

from vindplaats.patterns import regex

_DELIMITER = regex(r"\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*(?:[ \t]*\|)?")
_PIPE = regex(r"(?<!\\)((?:\\\\)*)\|")


def split_row(line: str) -> list[str]:
    r"""Return the cells of a row. ``\|`` becomes ``|``, and does not separate cells, not even in a code span.

    >>> split_row(r"| a | b \| c |")
    ['a', 'b | c']
    """
    line = line.strip(" \t")
    line = line.removeprefix("|")
    if "\\" not in line:
        return [cell.strip(" \t") for cell in line.removesuffix("|").split("|")]
    cells, cell, escaped = [], "", False
    for sign in line:
        if sign == "|" and not escaped:
            cells.append(cell)
            cell = ""
            continue
        cell = cell[:-1] + sign if sign == "|" else cell + sign
        escaped = sign == "\\" and not escaped
    if cell.strip(" \t") or not line.endswith("|") or escaped:
        cells.append(cell)
    return [cell.strip(" \t") for cell in cells]


def column_alignments(line: str) -> list[str] | None:
    """Return the alignment of each column according to a delimiter row such as ``|:--|--:|``.

    An alignment is "", "left", "center" or "right". Return None if the line is not a delimiter row.
    """
    if "-" not in line or ("|" not in line and ":" not in line) or not _DELIMITER.fullmatch(line.strip(" \t")):
        return None
    names = {(False, False): "", (True, False): "left", (False, True): "right", (True, True): "center"}
    return [names[cell.startswith(":"), cell.endswith(":")] for cell in split_row(line)]
