"""Say in Dutch what is wrong with the syntax of a template, and find lines and words in its text."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from jinja2 import TemplateSyntaxError

from vindplaats.diagnostics import templates
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.patterns import regex
from vindplaats.suggest import nearest
from vindplaats.text import shorten

MAX_LINE_LENGTH = 60
"""Maximum number of characters of a template that a message quotes."""

_ENDS: Mapping[str, str] = {
    name: f"end{name}" for name in ("if", "for", "block", "macro", "call", "filter", "set", "with", "raw", "autoescape")
}
_TAGS = (*_ENDS, *_ENDS.values(), "else", "elif", "extends", "include", "import", "from")
_TAG = regex(
    r"""
    \{\# .*? \#\}                                                              # a comment, or
    | \{% [-+]? \s* raw \s* [-+]? %\} .*? \{% [-+]? \s* endraw \s* [-+]? %\}  # a raw part: no tag in them counts
    | \{% [-+]? \s* (\w+) (.*?) %\}                                            # a tag: its name, and what follows
    """,
    re.DOTALL | re.VERBOSE,
)
_RAW = regex(r"\{%[-+]?\s*raw\b")
_AT = regex(r" at (\d+)$")
_TOKENS: Mapping[str, str] = {
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of template": "het einde van het sjabloon",
    "template data / text": "tekst",
    "name": "een naam",
    "integer": "een getal",
    "float": "een getal",
    "string": "een tekst",
}
_PROBLEMS: tuple[tuple[str, str], ...] = (
    (r"expected token '(.*)', got '(.*)'", "hier hoort {0} en er staat {1}"),
    (r"unexpected '(.*)', expected '(.*)'", "hier hoort {1} en er staat {0}"),
    (r"unexpected end of template, expected", "het sjabloon houdt te vroeg op"),
    (r"Expected an expression", "hier ontbreekt een waarde"),
    (r"unexpected char '(.*)' at", "{0} kan hier niet staan"),
    (r"unexpected '(.*)'", "{0} kan hier niet staan"),
    (r"expected name or number", "na de punt hoort een naam"),
    (r"expected subscript", "tussen de vierkante haken hoort een waarde"),
    (r"tag name expected", "na {{% hoort een opdracht"),
    (r"block '(.*)' defined twice", "blok {0} staat er tweemaal"),
    (r"can't assign to", "hier is geen waarde aan te geven"),
    (r"Can't assign to special loop", "de naam loop is al in gebruik"),
    (r"names starting with an underline", "een naam die begint met _ is niet over te nemen"),
    (r"non-default argument", "een argument zonder standaardwaarde staat achter een met"),
    (r"extend from a non top-level", "extends kan niet binnen een andere opdracht"),
    (r"invalid syntax for function call|expected call", "deze aanroep klopt niet"),
    (r"chain multiple tests", "er kan maar één test achter is"),
    (r"valid Python identifiers", "een blok heeft geen streepje in zijn naam (wel _)"),
    (r"Invalid character in identifier", "in een naam staat een teken dat niet kan"),
    (r"chunk after expression", "er staat te veel achter deze waarde"),
    (r"Required blocks can only", "in een blok met required kan geen tekst staan"),
)
"""What a message of Jinja means, by a pattern in it."""
_UNCLOSED = regex(
    r"""
    \{\# .*? \#\}                            # a comment
    | \{\{ (?: (?! \{\{ | \{% ) . )*? \}\}    # an expression, in which no other begins
    | \{% (?: (?! \{\{ | \{% ) . )*? %\}      # a tag, likewise
    | (?P<opening> \{[{%#] )                 # or the beginning of one of these, without its end
    """,
    re.DOTALL | re.VERBOSE,
)
_CLOSINGS: Mapping[str, str] = {"{{": "}}", "{%": "%}", "{#": "#}"}


def syntax_fault(error: TemplateSyntaxError, file: str, source: str) -> Diagnostic:
    """Return the diagnostic of a template that cannot be compiled. ``source`` is the text of the template ``file``."""
    message, place = error.message or "", Place(file, error.lineno)
    if message.startswith(("Encountered unknown tag", "Unexpected end of template")):
        return _tag_fault(message, place, source)
    if fault := _unclosed(message, place, source):
        return fault
    problem = find_meaning(message, _PROBLEMS, lambda token: _TOKENS.get(token, f"'{token}'")) or "hier klopt iets niet"
    if match := _AT.search(message):
        place = _place_at(file, source, int(match[1]))
    return templates.TEMPLATE_ERROR.at(place, problem=problem, quote=quoted_line(source, place.line))


def find_meaning(message: str, problems: Iterable[tuple[str, str]], shown: Callable[[str], str] = str) -> str:
    """Return in Dutch what a message of Jinja or Python means, or an empty text if none of ``problems`` has it.

    Each of ``problems`` is a regular expression, and a text with a place for each group in it, which ``shown`` formats.
    """
    for pattern, meaning in problems:
        if match := re.search(pattern, message):
            return meaning.format(*map(shown, match.groups()))
    return ""


def _unclosed(message: str, place: Place, source: str) -> Diagnostic | None:
    """Return the diagnostic of a comment, expression, tag, raw part or text without an end, or None."""
    if "raw directive" in message:
        # The last one: after it, nothing is a tag.
        at = _place_at(place.file, source, max((match.start() for match in _RAW.finditer(source)), default=0))
        return templates.NOT_CLOSED.at(at, opening="{% raw %}", closing="{% endraw %}")
    position = int(match[1]) if (match := _AT.search(message)) else -1
    if source[position : position + 1] in {'"', "'"} and position >= 0:
        quote = source[position]
        return templates.NOT_CLOSED.at(_place_at(place.file, source, position), opening=quote, closing=quote)
    openings = (match for match in _UNCLOSED.finditer(source) if match["opening"])
    first = next((m for m in openings if source.count("\n", 0, m.start()) < place.line or m[0] == "{#"), None)
    if first is None:
        return None
    at = _place_at(place.file, source, first.start())
    return templates.NOT_CLOSED.at(at, opening=first[0], closing=_CLOSINGS[first[0]])


def _tag_fault(message: str, place: Place, source: str) -> Diagnostic:
    """Return the diagnostic of a tag that does not exist or has no end, or of an end without a beginning."""
    open_tags = list(_open_tags(source, place.line))
    inner = open_tags[-1] if open_tags else None
    match = re.match(r"Encountered unknown tag '(\w+)'", message)
    if match is None:
        if inner is None:
            return templates.TEMPLATE_ERROR.at(place, problem="er ontbreekt een einde", quote="")
        return templates.NOT_CLOSED.at(
            Place(place.file, *inner[1:]), opening=f"{{% {inner[0]} %}}", closing=f"{{% {_ENDS[inner[0]]} %}}"
        )
    name = match[1]
    at = place_of_word(place.file, source, place.line, name)
    if name not in _TAGS:
        return templates.UNKNOWN_TAG.at(at, name=name, near=nearest(name, _TAGS))
    if inner is not None:
        opening, closing = f"{{% {inner[0]} %}}", f"{{% {_ENDS[inner[0]]} %}}"
        return templates.WRONG_ORDER.at(at, found=f"{{% {name} %}}", line=inner[1], opening=opening, closing=closing)
    opening = name.removeprefix("end") if name.startswith("end") else "if"
    return templates.NOT_OPENED.at(at, closing=f"{{% {name} %}}", opening=f"{{% {opening} … %}}")


def _open_tags(source: str, last_line: int) -> Iterator[tuple[str, int, int]]:
    """Yield the name, line and column of each tag before the end of a line that has not been closed there."""
    stack: list[tuple[str, int, int]] = []
    for match in _TAG.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        if line > last_line or not match[1]:
            continue
        name = match[1]
        if stack and name == _ENDS[stack[-1][0]]:
            stack.pop()
        elif name in _ENDS and not (name == "set" and "=" in match[2]):
            stack.append((name, line, match.start() - source.rfind("\n", 0, match.start())))
    yield from stack


def place_of_word(file: str, source: str, line: int, word: str) -> Place:
    """Return the place of a word on a line of a template, or the start of the line if it is not there."""
    match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", line_text(source, line))
    return Place(file, line, match.start() + 1 if match else 1)


def line_text(source: str, line: int) -> str:
    """Return a line of a template, counted from 1 as Jinja does, or an empty text if there is no such line."""
    lines = source.split("\n")  # str.splitlines also splits at form feeds and other signs
    return lines[line - 1] if line <= len(lines) else ""


def quoted_line(source: str, line: int) -> str:
    """Return a line of a template for a message."""
    return shorten(line_text(source, line).strip(), MAX_LINE_LENGTH)


def _place_at(file: str, source: str, position: int) -> Place:
    """Return the place of a position (in characters, from 0) in a template."""
    return Place(file, source.count("\n", 0, position) + 1, position - source.rfind("\n", 0, position))
