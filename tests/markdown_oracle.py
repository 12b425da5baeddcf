"""Compare our converter with an independent one that shows Markdown as GitHub does.

The oracle is markdown-it-py with the rules of GFM, task lists and footnotes. `difference` converts a source with both,
and compares two shapes: trees of elements and words, without what our pages have on purpose in another form. The HTML
of the oracle goes through our own sanitiser first, so what that removes is never a difference.

``python tests/markdown_oracle.py FILE`` prints the difference for one file (``-`` is the oracle, ``+`` is ours).
"""

import html
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.read.link_marks import read_link_mark
from vindplaats.read.links.anchors import ANCHOR_PREFIX
from vindplaats.read.markdown import convert
from vindplaats.read.records import Body
from vindplaats.read.sanitiser import ALIGNMENTS, sanitise
from vindplaats.text import nfc

FILE = "content/paginas/proef.md"
"""The file that sources are said to come from. Links are compared as they were written, so it does not matter."""

UNRELATED_CODES = frozenset({
    "kop-niveau-1", "afbeelding-van-elders", "afbeelding-zonder-tekst", "kapotte-link", "kapot-anker", "dubbel-anker",
})  # fmt: skip
"""Codes of diagnostics that say nothing about the form of the text, and so never explain a difference."""

_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "noot", "q", "rp", "rt", "ruby", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_PARAGRAPH_PARENTS = frozenset({"", "blockquote", "details", "div", "section"})
"""Elements in which a bare text counts as a paragraph: CommonMark makes none of a line that begins with a tag."""
_UNWRAPPED = frozenset({"span", "tbody", "thead", "tfoot"})
"""Elements that are replaced by their children: nobody sees whether they are there."""
_SPACE = re.compile(r"[ \t\r\n\f]+")  # what HTML collapses: a no-break space is not among them
_STYLE = re.compile(r"text-align:(left|center|right)")
_OUR_ALIGNMENTS = {ours: name for name, ours in ALIGNMENTS.items()}
_NOT_IN_LINK = re.compile(r"(?:[?!.,:*_~]+|&[a-zA-Z0-9]+;)\Z|[?!.,:*_~]+(?=;\Z)")
_NUMBER = re.compile(r"\d+")


class Node(NamedTuple):
    """An element of a shape, or a text if ``tag`` is empty."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Node, ...]" = ()
    text: str = ""


Shape = tuple[Node, ...]
"""What a reader sees of a page: nested elements, their significant attributes, and words."""


_BACKLINK = Node("terug")
"""A link from a note back to the text, until the block that it is in is complete."""


class Difference(NamedTuple):
    """How the shapes of two conversions of one source differ."""

    kinds: frozenset[str]
    """Such as ``"table"``; see `KINDS`."""
    text: str
    """The lines that differ: those with ``-`` are the oracle's and those with ``+`` are ours."""


KINDS = (
    "list nesting",
    "fenced code",
    "block after line",
    "autolink",
    "emphasis",
    "table",
    "html block",
    "footnote",
    "heading",
    "text",
    "other",
    "loose list",
    "own extension",
)
"""The kinds of difference. ``loose list`` is only about paragraphs in items that are not or should not be there, and
``own extension`` about our attributes, definition lists and abbreviations."""
MINOR_KINDS = frozenset({"loose list", "own extension"})
"""The kinds that an editor would not call a fault."""


@cache
def _oracle() -> MarkdownIt:
    """Return the only oracle of this process."""
    md = MarkdownIt("gfm-like")
    assert md.linkify is not None
    md.linkify.set({"fuzzy_link": False})
    md.linkify.add("//", None)  # GitHub makes no link of "//x.example"
    md.use(tasklists_plugin).use(footnote_plugin, inline=False)
    # Addresses are compared as they were written, and those that are not allowed are left to the sanitiser.
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return md


_ALERT = re.compile(r"\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)", re.IGNORECASE)
ALERT_TITLES = {
    "note": "Opmerking", "tip": "Tip", "important": "Belangrijk", "warning": "Waarschuwing", "caution": "Let op",
}  # fmt: skip
"""The titles that we give alerts; GitHub gives them in the language of the reader."""


def _oracle_html(source: str) -> str:
    md = _oracle()
    environment: dict[str, object] = {}
    tokens = md.parse(nfc(source), environment)
    _make_alerts(tokens)
    for token in _all_tokens(tokens):
        _end_links_as_github(token.children or [])
        if token.type in {"th_open", "td_open"} and (found := _STYLE.match(str(token.attrGet("style") or ""))):
            token.attrSet("align", found[1])  # the sanitiser removes styles
        elif 'class="task-list-item-checkbox"' in token.content:
            token.content = "☑" if "checked=" in token.content else "☐"
    return str(md.renderer.render(tokens, md.options, environment))


def _make_alerts(tokens: list[Token]) -> None:
    """Give quotes that begin with a line such as ``[!NOTE]`` a title, as GitHub does."""
    for index in range(len(tokens) - 3, 0, -1):
        before, opening, inline = tokens[index - 1 : index + 2]
        if before.type != "blockquote_open" or opening.type != "paragraph_open" or inline.type != "inline":
            continue
        found = _ALERT.match(inline.content)
        rest = inline.content[found.end() :] if found else ""
        if found is None or (not rest and tokens[index + 3].type == "blockquote_close"):
            continue
        title = _oracle().parse(f"**{ALERT_TITLES[found[1].lower()]}**")
        body = _oracle().parse(rest) if rest else []
        tokens[index : index + 3] = [*title, *body]


def _end_links_as_github(tokens: list[Token]) -> None:
    """Move what GitHub leaves out of a bare address from the end of the link to the text after it."""
    for index, (opening, words, closing) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        if opening.markup != "linkify" or closing.type != "link_close":
            continue
        after = tokens[index + 3] if index + 3 < len(tokens) else None
        following = after.content if after and after.type == "text" else ""
        found = _NOT_IN_LINK.search(words.content + (";" if following.startswith(";") else ""))
        if found is None or found.start() >= len(words.content):
            continue
        end = words.content[found.start() :]
        words.content = words.content.removesuffix(end)
        opening.attrSet("href", str(opening.attrGet("href")).removesuffix(end))
        if end.startswith("&"):
            end, following = html.unescape(f"{end};"), following.removeprefix(";")
        if after and after.type == "text":
            after.content = end + following
        else:
            tokens.insert(index + 3, Token("text", "", 0, content=end))


def _all_tokens(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all_tokens(token.children or ())


def oracle(source: str) -> Shape:
    """Return the shape of the source as GitHub would show it."""
    return _shape(sanitise(_oracle_html(source)), ())


def ours(source: str) -> Shape:
    """Return the shape of the source as our converter shows it."""
    return our_shape(convert(FILE, source)[0])


def our_shape(body: Body) -> Shape:
    """Return the shape of a body that was converted before."""
    return _shape(body.html, tuple(link.raw for link in body.links))


def difference(source: str) -> str | None:
    """Return how the shape of our conversion differs from the oracle's, or None if they are equal."""
    found = compare(oracle(source), ours(source))
    return found.text if found else None


def compare(expected: Shape, found: Shape) -> Difference | None:
    """Return how ``found`` differs from ``expected``, or None if they are equal."""
    if expected == found:
        return None
    before, after = lines_of(expected), lines_of(found)
    if before == after:  # they differ only where two texts meet
        return None
    only_loose = lines_of(_tight(expected)) == lines_of(_tight(found))
    kinds: set[str] = {"loose list"} if only_loose else set()
    text: list[str] = []
    for operation, start, end, our_start, our_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if operation == "equal":
            continue
        removed, added = before[start:end], after[our_start:our_end]
        text += [f"- {line}" for line in removed] + [f"+ {line}" for line in added]
        if not only_loose:
            kinds.add(_kind(removed, added))
    return Difference(frozenset(kinds), "\n".join(text))


def explained(diagnostics: Sequence[Diagnostic]) -> bool:
    """Return whether an editor is told that a text is not shown as written."""
    return any(diagnostic.code not in UNRELATED_CODES for diagnostic in diagnostics)


def text_of(shape: Shape, *, code: bool = True) -> str:
    """Return the words of a shape, one block a line; without ``code`` those in code are left out."""
    return "\n".join(_text_lines(shape, code=code))


def _text_lines(shape: Shape, *, code: bool) -> Iterator[str]:
    line = ""
    for node in shape:
        if node.tag in _INLINE or not node.tag:
            line += _inline_text(node, code=code)
            continue
        if line:
            yield line
        line = ""
        if code or node.tag != "pre":
            yield from _text_lines(node.children, code=code)
    if line:
        yield line


def _inline_text(node: Node, *, code: bool) -> str:
    if not node.tag:
        return node.text
    if node.tag == "code" and not code:
        return "\ufffc"
    if node.tag == "br":
        return "\n"
    return "".join(_inline_text(child, code=code) for child in node.children)


class _TreeBuilder(HTMLParser):
    """Builds the tree of HTML that is well-formed, as the sanitiser writes it."""

    def __init__(self, markup: str, addresses: tuple[str, ...]) -> None:
        super().__init__(convert_charrefs=True)
        self._addresses = addresses
        self._open: list[tuple[str, dict[str, str], list[Node]]] = [("", {}, [])]
        self.feed(markup)
        self.close()
        while len(self._open) > 1:
            self._close()
        self.shape = _block_children(self._open[0][2], "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        tag = {"h1": "h2", "s": "del"}.get(tag, tag)
        self._open.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and len(self._open) > 1:
            self._close()

    def handle_data(self, data: str) -> None:
        self._open[-1][2].append(Node("", text=data))

    def _close(self) -> None:
        tag, attributes, children = self._open.pop()
        self._open[-1][2].extend(self._nodes(tag, attributes, children))

    def _nodes(self, tag: str, attributes: dict[str, str], children: list[Node]) -> list[Node]:
        """Return what an element is in a shape: usually one node."""
        classes = attributes.get("class", "").split()
        if _is_footnote_section(tag, classes):
            return [_footnotes(children)]
        if tag == "hr" and "footnotes-sep" in classes:
            return []
        if "footnote-backref" in classes:
            return [_BACKLINK]
        if tag == "sup" and (number := _footnote_number(children, classes)):
            return [Node("noot", (("nummer", number),))]
        if tag in _UNWRAPPED or (tag == "div" and "tabel" in classes):
            return children
        kept = self._significant(tag, attributes, classes)
        if tag == "a":
            words = _collapse(children, "")
            address = dict(kept).get("href")
            if address is None and "footnote-ref" not in classes:
                return children
            if address and len(words) == 1 and words[0].text.startswith("www."):
                return children  # a link on GitHub, but not of the oracle
            if "footnote-ref" in classes:
                kept = (("class", "footnote-ref"),)
        return [Node(tag, kept, children=tuple(children) if tag in _INLINE else _block_children(children, tag))]

    def _significant(self, tag: str, attributes: dict[str, str], classes: list[str]) -> tuple[tuple[str, str], ...]:
        kept: dict[str, str] = {}
        for address in {"href", "src"}.intersection(attributes):
            kept[address] = self._address(attributes[address])
        if tag in {"a", "img"}:
            kept |= {name: _SPACE.sub(" ", attributes[name]).strip() for name in ("alt", "title") if name in attributes}
        if tag == "ol" and attributes.get("start", "1") != "1":
            kept["start"] = attributes["start"]
        if tag in {"td", "th"}:
            aligned = [_OUR_ALIGNMENTS[name] for name in classes if name in _OUR_ALIGNMENTS]
            if align := attributes.get("align") or "".join(aligned):
                kept["align"] = align
            kept |= {name: attributes[name] for name in ("colspan", "rowspan") if name in attributes}
        return tuple(sorted(kept.items()))

    def _address(self, value: str) -> str:
        number = read_link_mark(value)
        if number is not None:
            value = self._addresses[number]
        elif value.startswith(f"#{ANCHOR_PREFIX}"):
            value = "#" + value.removeprefix(f"#{ANCHOR_PREFIX}")
        # Every link within the page leads to our own id of a heading; `read.links.anchors` has tests of its own.
        return "#" if value.strip().startswith("#") else unquote(value.strip())


def _shape(markup: str, addresses: tuple[str, ...]) -> Shape:
    return _TreeBuilder(markup, addresses).shape


def _is_footnote_section(tag: str, classes: list[str]) -> bool:
    return tag in {"div", "section"} and not {"footnote", "footnotes"}.isdisjoint(classes)


def _footnotes(children: list[Node]) -> Node:
    """Return the notes of a page: an item for each, without the line above them and the links back."""
    items = [item for child in children if child.tag == "ol" for item in child.children if item.tag == "li"]
    return Node("noten", children=tuple(items))


def _footnote_number(children: list[Node], classes: list[str]) -> str:
    """Return the number that a reference to a note shows, or an empty string if this is another superscript."""
    links = [child for child in children if child.tag == "a"]
    if len(links) != 1 or not ("footnote-ref" in classes or ("class", "footnote-ref") in links[0].attributes):
        return ""
    found = _NUMBER.search("".join(_inline_text(child, code=True) for child in links[0].children))
    return found[0] if found else ""


def _block_children(children: Sequence[Node], tag: str) -> tuple[Node, ...]:
    collapsed = _collapse(children, tag)
    return _in_lines(collapsed, "p") if tag in _PARAGRAPH_PARENTS else collapsed


def _collapse(children: Sequence[Node], tag: str) -> tuple[Node, ...]:
    """Return the children of a block with the white space that a browser would show; in ``pre`` all of it."""
    if tag == "pre":
        text = "".join(_inline_text(child, code=True) for child in children)
        return (Node("", text=text.removesuffix("\n")),) if text else ()
    merged: list[Node] = []
    for child in _collapsed_inline(_without_backlinks(children)):
        if not child.tag and merged and not merged[-1].tag:
            merged[-1] = Node("", text=_SPACE.sub(" ", merged[-1].text + child.text))
        elif child.tag != "p" or child.children:
            merged.append(child)
    for index in range(len(merged)):
        if index == 0 or _breaks(merged[index - 1]):
            merged[index] = _stripped(merged[index], first=True)
        if index == len(merged) - 1 or _breaks(merged[index + 1]):
            merged[index] = _stripped(merged[index], first=False)
    return tuple(child for child in merged if child.tag or child.text)


def _without_backlinks(children: Sequence[Node]) -> list[Node]:
    """Return the children without the links back to the text, and without the space before those."""
    kept: list[Node] = []
    for child in children:
        if child != _BACKLINK:
            kept.append(child)
        elif kept and not kept[-1].tag:
            kept[-1] = Node("", text=kept[-1].text.rstrip(" \u00a0"))
    return kept


def _stripped(node: Node, *, first: bool) -> Node:
    """Return a node without the space that begins or ends it, also within inline elements."""
    if not node.tag:
        # White space at an edge is invisible. CommonMark keeps no-break spaces, and the oracle does not.
        return Node("", text=node.text.lstrip() if first else node.text.rstrip())
    if node.tag not in _INLINE or node.tag == "code" or not node.children:
        return node
    children = list(node.children)
    edge = 0 if first else -1
    children[edge] = _stripped(children[edge], first=first)
    return node._replace(children=tuple(child for child in children if child.tag or child.text))


def _collapsed_inline(children: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes with white space collapsed in texts and in inline elements."""
    for child in children:
        if not child.tag:
            yield Node("", text=_SPACE.sub(" ", child.text))
        elif child.tag in _INLINE:
            inner: list[Node] = []
            for node in _collapsed_inline(child.children):
                if not node.tag and inner and not inner[-1].tag:
                    inner[-1] = Node("", text=_SPACE.sub(" ", inner[-1].text + node.text))
                else:
                    inner.append(node)
            yield child._replace(children=tuple(inner))
        else:
            yield child


def _breaks(node: Node) -> bool:
    return node.tag == "br" or (bool(node.tag) and node.tag not in _INLINE)


def _tight(shape: Shape) -> Shape:
    """Return the shape with the paragraphs in items of lists replaced by their contents."""
    result: list[Node] = []
    for node in shape:
        children = _tight(node.children)
        if node.tag == "li":
            children = tuple(
                part
                for child in children
                for part in ((Node("regel", (), child.children),) if child.tag == "p" else (child,))
            )
            children = _in_lines(children, "regel")
        result.append(node._replace(children=children))
    return tuple(result)


def _in_lines(children: Sequence[Node], tag: str) -> tuple[Node, ...]:
    """Return children with each run of texts and inline elements put in an element ``tag``."""
    result: list[Node] = []
    run: list[Node] = []
    for child in (*children, Node(tag)):
        if not child.tag or child.tag in _INLINE:
            run.append(child)
            continue
        if run:
            result.append(Node(tag, (), tuple(run)))
        run = []
        result.append(child)
    return tuple(result[:-1])


def lines_of(shape: Shape, indent: str = "") -> list[str]:
    """Return a shape as lines: one for each block, with what it contains indented below it."""
    lines: list[str] = []
    run = ""
    for node in shape:
        if not node.tag or node.tag in _INLINE:
            run += _inline_markup(node)
            continue
        if run:
            lines.append(f"{indent}| {run}")
        run = ""
        head = indent + node.tag + "".join(f' {name}="{value}"' for name, value in node.attributes)
        if node.tag == "pre":
            lines.append(head)
            lines += [f"{indent}  ¦{line}" for child in node.children for line in child.text.split("\n")]
        elif all(not child.tag or child.tag in _INLINE for child in node.children):
            lines.append(f"{head}: {''.join(map(_inline_markup, node.children))}".rstrip(" "))
        else:
            lines += [head, *lines_of(node.children, indent + "  ")]
    if run:
        lines.append(f"{indent}| {run}")
    return lines


def _inline_markup(node: Node) -> str:
    if not node.tag:
        return node.text
    attributes = "".join(f' {name}="{value}"' for name, value in node.attributes)
    if node.tag in _VOID or node.tag == "noot":
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{''.join(map(_inline_markup, node.children))}</{node.tag}>"


_HEAD = re.compile(r" *([a-z0-9]+|[|¦])")
_AUTOLINK = re.compile(r'<a href="(?:mailto:)?([^"]*)">([^<]*)</a>')
_EMPHASIS = re.compile(r"</?(?:em|strong|del)>")
_HTML_TAGS = frozenset({"details", "summary", "div", "section", "figure", "figcaption", "dl", "dd", "dt"})
_BLOCK_IN_LINE = re.compile(r" (?:[-*+>|#]|\d+[.)]|<code>|`{3}|~{3})")
_ATTRIBUTES = re.compile(r" *\{:? ?[#.\w][^{}]*\}")
_ABBREVIATION = re.compile(r"</?abbr>")
_DEFINITION = re.compile(r" *p: \*\[")


def _is_own_extension(removed: Sequence[str], added: Sequence[str]) -> bool:
    """Return whether the lines differ because we have attributes, definition lists or abbreviations."""
    if any(line.lstrip().startswith("dl") for line in added):
        return all(line.lstrip().startswith("p:") and " : " in line for line in removed)
    bare = [_ATTRIBUTES.sub("", line) for line in removed if not _DEFINITION.match(line)]
    return bare == [_ABBREVIATION.sub("", line) for line in added]


def _kind(removed: Sequence[str], added: Sequence[str]) -> str:
    """Return the kind of a difference, judged by the lines of the oracle and, where those say nothing, by ours."""
    heads = [found[1] for line in (*removed, *added) if (found := _HEAD.match(line))]
    both = "\n".join((*removed, *added))
    if _is_own_extension(removed, added):
        return "own extension"
    if "pre" in heads or "¦" in heads:
        return "fenced code"
    if "noten" in heads or "<noot" in both or "[^" in both:
        return "footnote"
    if not {"table", "tr", "td", "th"}.isdisjoint(heads):
        return "table"
    if not _HTML_TAGS.isdisjoint(heads):
        return "html block"
    if not {"ul", "ol", "li", "blockquote"}.isdisjoint(heads):
        outer = [line for line in (*removed, *added) if line.startswith(("ul", "ol", "blockquote"))]
        return "block after line" if outer else "list nesting"
    if any(head[0] == "h" for head in heads):
        return "heading"
    return _inline_kind("\n".join(removed), "\n".join(added))


def _inline_kind(removed: str, added: str) -> str:
    """Return the kind of a difference between lines of text."""
    if _BLOCK_IN_LINE.match(added, len(removed)) and added.startswith(removed):
        return "block after line"
    if _links_only_itself(removed) != _links_only_itself(added):
        return "autolink"
    if _EMPHASIS.findall(removed) != _EMPHASIS.findall(added):
        return "emphasis"
    return "text" if removed and added else "other"


def _links_only_itself(line: str) -> list[str]:
    return [address for address, words in _AUTOLINK.findall(line) if address == words]


if __name__ == "__main__":
    print(difference(Path(sys.argv[1]).read_text(encoding="utf-8")))
