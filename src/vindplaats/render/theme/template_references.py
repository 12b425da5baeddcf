"""Find what goes wrong between a template of the site and others: Jinja only notices some of it."""

import re
from collections.abc import Collection, Iterable, Iterator

from jinja2 import TemplateSyntaxError, nodes
from msgspec import Struct

from vindplaats.diagnostics import templates
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.patterns import regex
from vindplaats.render.theme.template_faults import TEMPLATES, TemplateContext, listed, missing_template, place_of
from vindplaats.render.theme.template_loader import DEFAULT_PREFIX, bare_name, is_default
from vindplaats.suggest import nearest
from vindplaats.text import shorten

_HTML_COMMENT = regex("<!--.*?-->", re.DOTALL)
_TAG = r"\{\{.*?\}\}|\{%[-+]?\s*(?:call|include)\b.*?%\}"
"""A part of a template that writes something to the page."""
_MAX_QUOTE = 60


def reference_faults(name: str, context: TemplateContext) -> tuple[Diagnostic, ...]:
    """Return the faults between a template of the site and others.

    These are templates and blocks that do not exist, parts that have nothing to include, and content outside the blocks
    of a template that extends another.
    """
    tree = context.tree(name)
    return (
        *_missing_templates(name, tree, context),
        *_only_macros(name, tree, context),
        *_unknown_blocks(name, tree, context),
        *_outside_blocks(name, tree, context),
    )


def _missing_templates(name: str, tree: nodes.Template, context: TemplateContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each template that ``name`` names and needs, but that does not exist."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        other = getattr(getattr(node, "template", None), "value", None)  # None if it is computed
        if not isinstance(other, str) or getattr(node, "ignore_missing", False):
            continue
        if not context.has(other) and not context.is_unreachable(other):
            yield missing_template(other, place_of(name, node.lineno, other, context), context)


def _only_macros(name: str, tree: nodes.Template, context: TemplateContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each template of the default theme that is included, but that has only macros.

    One of the site that has only macros may be included too: that was never an error.
    """
    for node in tree.find_all(nodes.Include):
        other = getattr(node.template, "value", None)
        if isinstance(other, str) and is_default(other) and context.has(other):
            body = context.tree(other).body
            shown = [part for part in body if not isinstance(part, nodes.Macro | nodes.Output) or _first_output(part)]
            if body and not shown:
                yield templates.ONLY_MACROS.at(place_of(name, node.lineno, other, context), name=other)


def cycle_faults(own: Iterable[str], parsed: Collection[str], context: TemplateContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each template of the site that always leads to itself, once for each circle of templates.

    ``own`` are the names of the templates of the site, sorted, and ``parsed`` those of all templates that could be
    parsed. A template that leads to itself only under some condition may be right.
    """
    reported: set[str] = set()
    for name in own:
        path = _path_to(name, parsed, context) if name not in reported else ()
        if not path:
            continue
        reported |= {step for step, _ in path}
        first, line = path[0]
        near = f"{DEFAULT_PREFIX}{name}" if context.is_of_theme(name) else None
        shown = " → ".join((name, *(step for step, _ in path)))
        yield templates.CYCLE.at(place_of(name, line, first, context), path=shown, near=near)


def _path_to(name: str, parsed: Collection[str], context: TemplateContext) -> tuple[tuple[str, int], ...]:
    """Return the shortest path from a template to itself: each template on it, with the line that leads to it."""
    paths: list[tuple[tuple[str, int], ...]] = [()]
    seen: set[str] = set()
    while paths:
        path = paths.pop(0)
        last = path[-1][0] if path else name
        for step, line in _always_used(last, context) if last in parsed else ():
            if bare_name(step) == name and not is_default(step):
                return (*path, (step, line))
            if step not in seen:
                seen.add(step)
                paths.append((*path, (step, line)))
    return ()


def _always_used(name: str, context: TemplateContext) -> Iterator[tuple[str, int]]:
    """Yield the templates that a template extends, imports or includes whenever it is rendered, each with the line."""
    body = context.tree(name).body
    is_child = any(isinstance(node, nodes.Extends) for node in body)
    for node in body:
        if isinstance(node, nodes.Extends | nodes.Import | nodes.FromImport) or (
            isinstance(node, nodes.Include) and not is_child
        ):
            other = getattr(node.template, "value", None)  # None if it is computed
            if isinstance(other, str):
                yield other, node.lineno


def _unknown_blocks(name: str, tree: nodes.Template, context: TemplateContext) -> tuple[Diagnostic, ...]:
    """Return a diagnostic for each block of a template that the template that it extends does not have.

    Jinja ignores such a block. Templates that compute the name of the one that they extend are not checked.
    """
    parent = _parent(tree)
    blocks = _blocks(parent, context) if parent else None
    if blocks is None:
        return ()
    return tuple(
        templates.UNKNOWN_BLOCK.at(
            place_of(name, node.lineno, node.name, context),
            name=node.name,
            parent=parent,
            known=listed(blocks),
            near=nearest(node.name, blocks),
        )
        for node in tree.body
        if isinstance(node, nodes.Block) and node.name not in blocks
    )


def _outside_blocks(name: str, tree: nodes.Template, context: TemplateContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each text or output outside the blocks of a template that always extends another.

    Jinja leaves out what comes after ``{% extends %}``, and puts what comes before it above the doctype of the page:
    text, output, and what an include or a call writes.
    """
    start = next((at for at, node in enumerate(tree.body) if isinstance(node, nodes.Extends)), len(tree.body))
    parent = _parent(tree)
    known = listed((_blocks(parent, context) if parent else None) or ())
    lines = context.text(name).splitlines()
    is_child = start < len(tree.body)
    for at, node in enumerate(tree.body if is_child else ()):
        is_before = at < start
        if found := _first_output(node, is_shown=is_before):
            line, text = found
            source = lines[line - 1]
            match = re.search(re.escape(text) if text else _TAG, source)
            place = Place(f"{TEMPLATES}/{name}", line, match.start() + 1 if match else 1)
            quote = shorten(match[0] if match else source.strip(), _MAX_QUOTE)
            fault = templates.BEFORE_EXTENDS if is_before else templates.OUTSIDE_BLOCKS
            yield fault.at(place, quote=quote, known=known or "{% block … %}")


def _first_output(node: nodes.Node, *, is_shown: bool = False) -> tuple[int, str] | None:
    """Return the line and text of the first output in a part of a template outside its blocks and macros, or None.

    The text is empty for an expression. HTML comments are no output. The output of a ``{% call %}`` is not left out.
    If ``is_shown``, all that the part writes to the page is meant, also by its blocks, includes and calls.
    """
    if isinstance(node, nodes.Macro | nodes.AssignBlock):
        return None
    if isinstance(node, nodes.CallBlock | nodes.Include):
        return (node.lineno, "") if is_shown else None
    if isinstance(node, nodes.Block) and not is_shown:
        return None
    if isinstance(node, nodes.TemplateData):
        text = _HTML_COMMENT.sub(lambda match: "\n" * match[0].count("\n"), node.data)
        rest = text.lstrip()
        line = node.lineno + text.count("\n", 0, len(text) - len(rest))
        return (line, rest.splitlines()[0].rstrip()) if rest else None
    if isinstance(node, nodes.Expr):
        return node.lineno, ""
    parts = (getattr(node, name, None) or () for name in ("nodes", "body", "elif_", "else_"))
    return next(filter(None, (_first_output(part, is_shown=is_shown) for found in parts for part in found)), None)


def _parent(tree: nodes.Template) -> str:
    """Return the name of the template that a template always extends, or an empty text."""
    names = [node.template for node in tree.body if isinstance(node, nodes.Extends)]
    return str(names[0].value) if len(names) == 1 and isinstance(names[0], nodes.Const) else ""


def _blocks(name: str, context: TemplateContext) -> set[str] | None:
    """Return the names of all blocks of a template and those that it extends, or None if these are not known."""
    found: set[str] = set()
    seen: set[str] = set()
    while name:
        text = context.text(name)
        if name in seen or not text:
            return None
        seen.add(name)
        try:
            tree = context.tree(name)
        except TemplateSyntaxError:
            return None
        found |= {node.name for node in tree.find_all(nodes.Block)}
        name = _parent(tree)
        if not name and next(tree.find_all(nodes.Extends), None) is not None:
            return None
    return found


class ShownAttribute(Struct, frozen=True):
    """An attribute of a value of a template: ``inhoud`` of ``tekst``. ``known`` has all attributes of the value."""

    value: str
    name: str
    known: Collection[str]


def may_show(name: str, wanted: ShownAttribute, context: TemplateContext) -> bool:
    """Return whether a template may show an attribute of one of its values.

    It may if it names the attribute or one that does not exist (an error of its own), or if it passes the value on as a
    whole, outside blocks that are replaced. The templates that it extends, includes or imports are searched too. If one
    of these is computed or cannot be parsed, it may as well.
    """
    replaced: set[str] = set()
    seen: set[str] = set()
    while name:
        try:
            tree = context.tree(name)
        except TemplateSyntaxError:
            return True
        parent = _parent(tree)
        if name in seen or not context.has(name) or (not parent and tree.find(nodes.Extends)):
            return True
        seen.add(name)
        parts = list(_parts(tree, replaced))
        if any(_may_show(part, wanted, context) for part in parts):
            return True
        blocks = [part for part in parts if isinstance(part, nodes.Block)]
        replaced |= {block.name for block in blocks if not _calls_super(block)}
        name = parent
    return False


def _parts(node: nodes.Node, replaced: Collection[str]) -> Iterator[nodes.Node]:
    """Yield every node of a template except those in the ``replaced`` blocks."""
    for child in node.iter_child_nodes():
        if not (isinstance(child, nodes.Block) and child.name in replaced):
            yield child
            yield from _parts(child, replaced)


def _may_show(node: nodes.Node, wanted: ShownAttribute, context: TemplateContext) -> bool:
    if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport):
        other = getattr(node.template, "value", None)
        return not isinstance(other, str) or (context.has(other) and may_show(other, wanted, context))
    names = [child for child in node.iter_child_nodes() if isinstance(child, nodes.Name) and child.ctx == "load"]
    if not any(child.name == wanted.value for child in names):
        return False
    return not isinstance(node, nodes.Getattr) or node.attr == wanted.name or node.attr not in wanted.known


def _calls_super(block: nodes.Block) -> bool:
    calls = (call.node for call in block.find_all(nodes.Call))
    return any(isinstance(called, nodes.Name) and called.name == "super" for called in calls)
