"""Lines of ``csp`` in ``site.yaml`` that are not YAML because their sources lack quotes: ``img-src: data:``."""

import yaml

from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.fields.policy_sources import DIRECTIVES, SourcePlace, source_meant
from vindplaats.read.yaml_syntax.raw_values import Scalar

_BEGIN = regex(r"csp[ \t]*:")
_INSIDE = regex(r"[ \t]+\S|[ \t]*(?:#.*)?$|-[ \t]")
"""A line that belongs to the field above it."""
_COMMENT = regex(r"(?:^|\s)#.*|\s+$")
_KEY = regex(r"[ \t]+(?P<name>[\w-]+)[ \t]*:$")
_PAIR = regex(r"[ \t]+(?P<name>[\w-]+)[ \t]*:[ \t]+(?P<value>[^\s{].*)$")
_ITEM = regex(r"[ \t]*-[ \t]+(?P<value>[^\s{].*)$")
_FLOW_PAIR = regex(r"(?P<name>[\w-]+)[ \t]*:[ \t]+(?P<value>\[[^\]]*\]|[^\s,{}\[][^,{}]*?)[ \t]*(?=[,}])")
_WORD = regex(r"'[^']*'|\"[^\"]*\"|[^\s,\[\]]+")


def with_readable_sources(file: str, text: str, report: Report) -> str:
    """Return the text of a ``site.yaml`` in which all sources of ``csp`` can be read.

    A source that needs quotes is reported. Otherwise YAML would refuse the file for it, or take it for something else.
    """
    lines = text.split("\n")
    is_inside, directive = False, ""
    for number, line in enumerate(lines):
        begin = _BEGIN.match(line)
        is_inside = bool(begin) or (is_inside and bool(_INSIDE.match(line)))
        if not is_inside:
            continue
        code = _COMMENT.sub("", line)
        if key := _KEY.match(code):
            directive = key["name"]
        item = None if begin else _ITEM.match(code)
        pair = None if begin else _PAIR.match(code)
        found = list(_FLOW_PAIR.finditer(code, begin.end())) if begin else [match for match in (item or pair,) if match]
        for match in reversed(found):
            directive = directive if match is item else match["name"]
            if not _is_readable(match["value"]):
                start = match.start("value" if match is item else "name")
                place = SourcePlace(directive, Scalar("", number + 1, start + 1), is_item=match is item, is_only=True)
                _report(file, match["value"], place, report)
                before, after = lines[number][: match.start("value")], lines[number][match.end("value") :]
                lines[number] = f'{before}"https:"{after}'
    return "\n".join(lines)


def _is_readable(value: str) -> bool:
    """Return whether YAML takes a value for a text or a list, or may do so because it goes on on the next line."""
    if (value[0] in "'\"" and value.count(value[0]) == 1) or (value[0] == "[" and "]" not in value) or value[0] in "|>":
        return True
    try:
        tokens = list(yaml.scan(f"- {value}\n"))
        yaml.compose(f"- {value}")
    except yaml.YAMLError:
        return False
    return not any(isinstance(token, yaml.ValueToken) for token in tokens)  # `data:` is the key of a mapping


def _report(file: str, value: str, place: SourcePlace, report: Report) -> None:
    if place.directive not in DIRECTIVES:
        return  # which is reported
    words = _WORD.findall(value)
    meant = tuple(source_meant(word.strip('"'), place.directive) for word in words)
    where = Place(file, place.at.line, place.at.column)
    if "*" in words:
        report.add(site.ANY_SOURCE.at(where, text="*", name=place.directive))
    else:
        write = place.written(tuple(dict.fromkeys(meant))) if meant and all(meant) else ()
        report.add(site.BAD_SOURCE.at(where, text=value, name=place.directive, write=write))
