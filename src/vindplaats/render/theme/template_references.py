"""Find what a template of the site takes from other templates, but they do not have: Jinja only notices some of it."""

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from vindplaats.diagnostics import templates
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.render.theme.template_faults import TemplateContext, listed, nearest_template, place_of
from vindplaats.suggest import nearest


def reference_faults(name: str, context: TemplateContext) -> tuple[Diagnostic, ...]:
    """Return the faults in what a template of the site takes from others: templates and blocks that do not exist."""
    tree = context.environment.parse(context.text(name))
    return (*_missing_templates(name, tree, context), *_unknown_blocks(name, tree, context))


def _missing_templates(name: str, tree: nodes.Template, context: TemplateContext) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each template that ``name`` names and needs, but that does not exist."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        other = getattr(getattr(node, "template", None), "value", None)  # None if it is computed
        if isinstance(other, str) and not getattr(node, "ignore_missing", False) and not context.has(other):
            place = place_of(name, node.lineno, other, context)
            near = nearest_template(other, context.environment.list_templates())
            yield templates.MISSING_TEMPLATE.at(place, name=other, near=near)


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
            tree = context.environment.parse(text)
        except TemplateSyntaxError:
            return None
        found |= {node.name for node in tree.find_all(nodes.Block)}
        name = _parent(tree)
        if not name and next(tree.find_all(nodes.Extends), None) is not None:
            return None
    return found
