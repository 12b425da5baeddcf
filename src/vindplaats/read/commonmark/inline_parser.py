"""Parse the text of a paragraph, heading or cell into elements: the second phase of CommonMark (0.31, appendix).

The text is read from left to right into nodes: texts, elements, runs of ``*``, ``_`` or ``~`` that may become emphasis,
and bare addresses that become links. `emphasis` turns the runs into elements.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown.util import ETX, HTML_PLACEHOLDER_RE, STX, AtomicString, HtmlStash
from msgspec import Struct

from vindplaats.patterns import regex
from vindplaats.read.commonmark.autolinks import (
    Autolink,
    find_autolinks,
    link_element,
    may_have_autolinks,
    take_autolink,
)
from vindplaats.read.commonmark.emphasis import DelimiterRun, Node, append_nodes, resolve_emphasis
from vindplaats.read.commonmark.failed_links import link_in_failed, link_in_swapped
from vindplaats.read.commonmark.footnotes import Footnotes
from vindplaats.read.commonmark.html_syntax import AUTOLINK, AUTOMAIL, RAW_HTML
from vindplaats.read.commonmark.oddity import Oddity, OddityKind
from vindplaats.read.commonmark.references import (
    REFERENCE,
    Definition,
    decode_entity,
    literal,
    normalise_label,
    parse_destination,
    parse_label,
    parse_title,
    skip_space,
)
from vindplaats.text import MAX_QUOTE_LENGTH

_SPECIAL = regex(r"[\\`*_\[\]!<&~\n]")
_SPECIAL_IN_LINE = regex(r"[\\`*_\[\]!<&~]")
"""The special characters of a text whose line ends need no change, because there is no white space around them."""
_SPACED_LINE_END = regex(r"[ \t]\n|\n[ \t]")
_BACKTICKS = regex("`+")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_NOT_AMPERSAND = regex("[^&]")
_FOOTNOTE_MENTION = regex(r"\[\^([^\]\s\[]+)\]")
_ADDRESS = (
    r"(?:(?:https?:|www\.|mailto:|\.{0,2}/|#[a-z])[^\s()\[\]]*"
    r"|[^\s()\[\]]+(?:/|\.[a-z]{2,4}[34]?(?:[?#][^\s()\[\]]*)?))"
)
"""What can hardly be anything but the target of a link. It does not match ``art.3``, ``z.d.`` and ``en/of``."""
_LIKE_LINK = regex(
    r"\]\((?:[^()\n]{0,80}\)|.{0,40})"
    rf"|\](?:[ \t]+\n?|\n)[ \t]*\({_ADDRESS}(?:[ \t][^()\n]{{0,80}})?\)"
    r"|\]\[[^\]\n]{0,60}\]",
    re.IGNORECASE,
)
"""What follows the text of a failed link: a second opening bracket, or white space and an address in parentheses."""
_WIKI_LINK = regex(r"(?<![\w\\])\[\[(?!_?(?i:toc)_?\]\])(?=[^\[\]\n]*[^\W\d_][^\W\d_])[^\[\]\n]{1,80}\]\](?![(\[])")
"""A wiki link: ``[[Pagina]]`` or ``[[Pagina|tekst]]``. It does not match ``x[[i]]``, which is an index."""
_PLAIN_LINK = regex(r"\[(?!\^)([^\\`*_\[\]!<&~\n]+)\]\(([^\x00-\x20\x7f()\\&<][^\x00-\x20\x7f()\\&]*)\)")
"""A link without a title whose text and destination are shown as they are written."""
_NEARLY_FOOTNOTE = regex(r"\[\^[^\]\n]{0,40}\]?")
_LINE_END = regex("\n")
_SWAPPED = regex(
    rf"\([^()\n]{{1,80}}\)\[{_ADDRESS}(?:[ \t][^\]\n]*)?\]"
    r"|(?<!\])\((?:https?:|www\.|mailto:)[^\s()]*\)\[(?!\^)[^\]\n]+\]",
    re.IGNORECASE,
)
"""A link with its brackets swapped: ``(text)[address]`` or ``(address)[text]``."""
_NUMBERS = regex(r"[\d\s,.;–-]*")
_PICTURE = regex(r"<(?:img|svg|picture|object)\b", re.IGNORECASE)
_SIGNIFICANCE = regex(r"\s*p\s*[<=≤]")
_MAX_EMPHASIS = 3
"""Length of the longest run that editors write for emphasis. Longer ones are lines to write on, or rows of stars."""
_SINGLE_TILDES = regex(r"(?<!~)~(?=[^\s~])[^~\n]{0,60}(?<=[^\s~])~(?!~)")
_LINE_START_SPACE = regex(r"[ \t]*")
_PROTECTED = frozenset("{}")
"""Characters that, if escaped, stay in the notation of Python-Markdown until attribute lists (``{#id}``) are read."""


class _Bracket:
    """An opening bracket that may begin a link or image."""

    __slots__ = ("active", "image", "index", "position")

    def __init__(self, index: int, position: int, *, image: bool) -> None:
        self.index = index  # of its node
        self.position = position  # of the text after it
        self.image = image
        self.active = True


class InlineContext(Struct, frozen=True):
    """What the texts of a document share: link definitions by normalised label, footnotes, and the stash of HTML.

    ``used`` has the labels to which texts have referred so far.
    """

    definitions: dict[str, Definition]
    footnotes: Footnotes
    stash: HtmlStash
    used: set[str]

    def find_definition(self, label: str) -> Definition | None:
        """Return the definition with this label, or None, and remember that the label is used."""
        label = normalise_label(label)
        self.used.add(label)
        return self.definitions.get(label)

    def has_content(self, element: Element) -> bool:
        """Return whether a reader sees anything of an element: a child, text, or a picture in raw HTML."""
        text = element.text or ""
        if len(element) or not text.strip():
            return len(element) > 0
        if STX not in text:
            return True
        raw = [str(self.stash.rawHtmlBlocks[int(found[1])]) for found in HTML_PLACEHOLDER_RE.finditer(text)]
        return not raw or bool(HTML_PLACEHOLDER_RE.sub("", text).strip()) or any(map(_PICTURE.match, raw))


def is_plain(text: str) -> bool:
    """Return whether a text is shown as it is written, so that there is nothing to parse. Most texts are plain."""
    # One search for any special character takes ten times as long on a paragraph.
    return not (
        "[" in text
        or "*" in text
        or "_" in text
        or "`" in text
        or "&" in text
        or "<" in text
        or "\\" in text
        or "!" in text
        or "]" in text
        or "~" in text
        or may_have_autolinks(text)
        or ("\n" in text and _SPACED_LINE_END.search(text))
    )


class InlineParser:
    """Parses one text, and collects its `oddities`."""

    def __init__(self, text: str, context: InlineContext) -> None:
        self.text = text
        self.context = context
        self.oddities: list[Oddity] = []
        self._position = 0
        self._nodes: list[Node] = []
        self._brackets: list[_Bracket] = []
        self._runs: list[DelimiterRun] = []
        self._autolinks = find_autolinks(text)  # those that are left, the last one first
        self._line_ends: list[int] | None = None  # their positions, once they are needed
        self._pattern = _SPECIAL if "\n" in text and _SPACED_LINE_END.search(text) else _SPECIAL_IN_LINE
        self._had_stray_target = False  # whether there was a "](" without an opening bracket
        self._unclosed_ticks: set[int] = set()  # lengths of runs of backticks that nothing closes

    def parse_into(self, parent: Element) -> None:
        """Parse the text, and add it to an element without children."""
        self._parse()
        if ")[" in self.text:
            for swapped in _SWAPPED.finditer(self.text):
                kind, meant = link_in_swapped(swapped[0])
                self._note(kind, swapped.start(), swapped[0], meant)
        for bracket in self._brackets:
            self._nodes[bracket.index] = "![" if bracket.image else "["
            self._check_footnote(bracket)
        append_nodes(parent, resolve_emphasis(self._nodes) if self._runs else self._nodes)
        self._check_runs()

    def _parse(self) -> None:
        """Read the text into nodes."""
        text, nodes, find, links = self.text, self._nodes, self._pattern.search, self._autolinks
        stop = -1  # the position of the next special character, or the end of the text
        while (start := self._position) < len(text):
            if stop < start:
                found = find(text, start)
                stop = found.start() if found else len(text)
            link = take_autolink(links, start, stop) if links else None
            end = stop if link is None else link.start
            if end > start:
                nodes.append(text[start:end])
            if link is not None:
                nodes.append(link)
                self._position = link.end
                continue
            self._position = stop
            if stop < len(text) and (node := _PARSERS[text[stop]](self)) is not None:
                nodes.append(node)

    def _take(self, end: int) -> str:
        taken, self._position = self.text[self._position : end], end
        return taken

    def _line_end(self) -> Node:
        before = self._nodes[-1] if self._nodes else ""
        hard = False
        if isinstance(before, str):
            hard = before.endswith("  ")
            self._nodes[-1:] = [before.rstrip(" \t")]
        gap = _LINE_START_SPACE.match(self.text, self._position + 1)
        self._position = gap.end() if gap else self._position + 1
        return Element("br") if hard else "\n"

    def _escape(self) -> Node | None:
        following = self.text[self._position + 1 : self._position + 2]
        if following == "\n":
            self._position += 1
            self._line_end()
            return Element("br")
        if following in _PUNCTUATION and following:
            self._position += 2
            return f"{STX}{ord(following)}{ETX}" if following in _PROTECTED else literal(following)
        return self._take(self._position + 1)

    def _code(self) -> Node:
        ticks = _BACKTICKS.match(self.text, self._position)
        length = len(ticks[0]) if ticks else 1
        start = self._position + length
        if length not in self._unclosed_ticks:
            for closing in _BACKTICKS.finditer(self.text, start):
                if len(closing[0]) == length:
                    code = self.text[start : closing.start()].replace("\n", " ")
                    if code.startswith(" ") and code.endswith(" ") and code.strip(" "):
                        code = code[1:-1]
                    self._position = closing.end()
                    element = Element("code")
                    element.text = AtomicString(literal(code))
                    return element
            self._unclosed_ticks.add(length)
        if length > 2:  # noqa: PLR2004 (some editors use one or two as quotation marks)
            self._note("code", self._position)
        return self._take(start)

    def _angle(self) -> Node:
        if found := AUTOLINK.match(self.text, self._position):
            self._position = found.end()
            return link_element(found[1], found[1])
        if found := AUTOMAIL.match(self.text, self._position):
            self._position = found.end()
            return link_element(f"mailto:{found[1]}", found[1])
        if found := RAW_HTML.match(self.text, self._position):
            self._position = found.end()
            return self.context.stash.store(found[0])
        if self.text.startswith("<!--", self._position):
            self._note("commentaar", self._position)
        return self._take(self._position + 1)

    def _entity(self) -> Node:
        found = REFERENCE.match(self.text, self._position)
        decoded = decode_entity(found[1]) if found else ""
        if not found or not decoded:
            next_sign = _NOT_AMPERSAND.search(self.text, self._position + 1)
            return literal(self._take(max(self._position + 1, next_sign.start() - 1 if next_sign else len(self.text))))
        self._position = found.end()
        return literal(decoded)

    def _image(self) -> Node | None:
        if not self.text.startswith("![", self._position):
            return self._take(self._position + 1)
        self._position += 2
        self._brackets.append(_Bracket(len(self._nodes), self._position, image=True))
        return "!["

    def _bracket(self) -> Node:
        if (found := _PLAIN_LINK.match(self.text, self._position)) and not found[1].isspace():
            self._position = found.end()
            self._disable_links()
            link = Element("a", {"href": found[2]})
            link.text = found[1]
            return link
        if found := _FOOTNOTE_MENTION.match(self.text, self._position):
            is_first = normalise_label(found[1]) not in self.context.footnotes.missing
            mention = self.context.footnotes.mention(found[1])
            if mention is not None:
                self._position = found.end()
                self._disable_links()  # a mention is a link, and links do not nest
                return mention
            if normalise_label(f"^{found[1]}") not in self.context.definitions and is_first:
                self._note("noot", self._position, found[0])
        self._position += 1
        self._brackets.append(_Bracket(len(self._nodes), self._position, image=False))
        return "["

    def _run(self) -> Node:
        start = self._position
        end, sign = start + 1, self.text[start]
        while self.text.startswith(sign, end):
            end += 1
        before, after = self.text[start - 1 : start] if start else " ", self.text[end : end + 1] or " "
        self._position = end
        if sign == "~" and end - start != 2:  # noqa: PLR2004 (elsewhere, one tilde begins a subscript: H~2~O)
            self._check_tilde(start)
            return self.text[start:end]
        run = DelimiterRun(sign, end - start, before, after, start)
        self._runs.append(run)
        return run

    # Links

    def _closing_bracket(self) -> Node | None:
        end = self._position
        self._position += 1
        if not self._brackets:
            if not self._had_stray_target and self.text.startswith("](", end):
                self._had_stray_target = True
                if "\\[" not in self.text[:end]:
                    self._note("link", end)
            return "]"
        bracket = self._brackets.pop()
        opening = "![" if bracket.image else "["
        self._nodes[bracket.index] = opening
        if not bracket.active:
            self._check_bracket(bracket, end)
            return "]"
        target = self._target(bracket, end)
        if target is None:
            self._check_bracket(bracket, end)
            return "]"
        destination, title = target
        inner = self._nodes[bracket.index + 1 :]
        del self._nodes[bracket.index :]
        if bracket.image:
            marks = [node for node in inner if isinstance(node, Element) and node.tag == "sup"]  # of footnotes
            alternative = [node for node in inner if node not in marks]
            self._nodes += [_image_element(destination, title, alternative), *marks]
            return None
        self._disable_links()
        link = Element("a", {"href": literal(destination)})
        if title:
            link.set("title", literal(title))
        append_nodes(link, resolve_emphasis([node.text if isinstance(node, Autolink) else node for node in inner]))
        if not self.context.has_content(link):
            self._note("lege-link", bracket.position - 1, self.text[bracket.position - 1 : self._position])
        return link

    def _disable_links(self) -> None:
        """Keep the open brackets from becoming links. Those of images stay active, because images may contain links."""
        for bracket in self._brackets:
            bracket.active = bracket.active and bracket.image

    def _target(self, bracket: _Bracket, end: int) -> tuple[str, str] | None:
        """Move past the destination and title after the text of a link, and return them, or None if there are none."""
        if self.text.startswith("(", end + 1) and (found := self._inline_target(end + 2)):
            return found
        label = parse_label(self.text, end + 1) if self.text.startswith("[", end + 1) else None
        if label is not None:
            definition = self.context.find_definition(label[0])
            if definition is not None:
                self._position = label[1]
            return None if definition is None else (definition.destination, definition.title)
        name = self.text[bracket.position : end]
        definition = self.context.find_definition(name) if self.context.definitions and name.strip() else None
        if definition is None or not parse_label(f"[{name}]", 0):
            return None
        if self.text.startswith("[]", end + 1):
            self._position = end + 3
        return definition.destination, definition.title

    def _inline_target(self, start: int) -> tuple[str, str] | None:
        text = self.text
        position = skip_space(text, start)
        destination = parse_destination(text, position)
        if destination is None:
            return None
        after = skip_space(text, destination[1])
        title = parse_title(text, after) if after > destination[1] else None
        end = after if title is None else skip_space(text, title[1])
        if not text.startswith(")", end):
            return None
        self._position = end + 1
        return destination[0], "" if title is None else title[0]

    # What looks like Markdown but is not

    def _note(self, kind: OddityKind, position: int, text: str = "", meant: str = "") -> None:
        if self._line_ends is None:
            self._line_ends = [found.start() for found in _LINE_END.finditer(self.text)]
        line = bisect_left(self._line_ends, position)
        if not text:
            text = self.text[position : position + MAX_QUOTE_LENGTH].split("\n", 1)[0]
        self.oddities.append(Oddity(kind, text, line, meant))

    def _check_bracket(self, bracket: _Bracket, end: int) -> None:
        """Note brackets that were probably meant as a footnote or as a link.

        Such links are ``[x] (url)``, ``[x](url "title)``, ``[x][nowhere]`` and ``[[Page]]``.
        """
        self._check_footnote(bracket)
        start = bracket.position - (2 if bracket.image else 1)
        if start > 0 and (wiki := _WIKI_LINK.match(self.text, start - 1)):
            self._note("link-wiki", start - 1, wiki[0], wiki[0].strip("[]").rpartition("|")[2].strip())
        found = _LIKE_LINK.match(self.text, end)
        if found is not None and "{{" not in found[0] and "{%" not in found[0]:  # a command is an oddity of its own
            is_reference = found[0].startswith("][")
            if is_reference and self._is_notation(start, end, found[0][2:-1]):
                return
            whole = self.text[start : found.end()]
            if is_reference:
                self._note("verwijzing", start, whole.split("\n", 1)[0])
                return
            kind, meant = link_in_failed(whole)
            self._note(kind, start, whole.split("\n", 1)[0], meant)

    def _check_footnote(self, bracket: _Bracket) -> None:
        """Note a bracket that was probably meant to mention a footnote, such as ``[^ 1]``."""
        nearly = _NEARLY_FOOTNOTE.match(self.text, bracket.position - 1)
        if nearly and not _FOOTNOTE_MENTION.match(self.text, bracket.position - 1):
            self._note("noot-vorm", bracket.position - 1, nearly[0])

    def _is_notation(self, start: int, end: int, label: str) -> bool:
        """Return whether ``[x][y]`` is an index (``a[x][y]``) or two references to literature (``[1][2]``)."""
        is_index = start > 0 and (self.text[start - 1].isalnum() or self.text[start - 1] in "])")
        return is_index or bool(_NUMBERS.fullmatch(self.text[start + 1 : end]) and _NUMBERS.fullmatch(label) and label)

    def _check_tilde(self, start: int) -> None:
        """Note the pair of single tildes that begins at ``start``, if there is one and no other was noted before."""
        pair = _SINGLE_TILDES.match(self.text, start)
        if pair and all(oddity.kind != "doorhaling" for oddity in self.oddities):
            self._note("doorhaling", start, pair[0])

    def _check_runs(self) -> None:
        """Note, for each line, the first run that was probably meant as emphasis. Others belong to the same mistake."""
        lines: dict[int, list[DelimiterRun]] = {}
        for run in self._runs:
            if run.left > 1:
                lines.setdefault(self.text.count("\n", 0, run.position), []).append(run)
        for runs in lines.values():
            odd = next((run for index, run in enumerate(runs) if self._is_odd(run, runs[index + 1 :])), None)
            if odd is not None:
                self._note("nadruk", odd.position)

    def _is_odd(self, run: DelimiterRun, following: list[DelimiterRun]) -> bool:
        """Return whether an unmatched run was probably meant as emphasis."""
        before, after = self.text[max(0, run.position - 1) : run.position], self.text[run.position + run.length :][:1]
        if run.left == run.length > _MAX_EMPHASIS:
            return False
        if not before.strip() and not after.strip():  # "** text **" is a failed pair, and "a ** b" a formula
            is_bullet = before == "\n" and not _SIGNIFICANCE.match(self.text, run.position + run.length)
            return is_bullet or any(other.sign == run.sign and other.length == run.length for other in following)
        if run.sign == "_" and before.isalnum() and after.isalnum():
            return False  # a__b
        if before.isalnum() and after.isdigit():
            return False  # 2**3
        return run.can_open or not (before.isdigit() or before in "%)")  # in 0,45**, the stars mark significance


_PARSERS: dict[str, Callable[[InlineParser], Node | None]] = {
    "\n": InlineParser._line_end,
    "\\": InlineParser._escape,
    "`": InlineParser._code,
    "<": InlineParser._angle,
    "&": InlineParser._entity,
    "!": InlineParser._image,
    "[": InlineParser._bracket,
    "]": InlineParser._closing_bracket,
    "*": InlineParser._run,
    "_": InlineParser._run,
    "~": InlineParser._run,
}
"""What parses the text from each special character on. It returns a node, if the text has one."""


def _image_element(source: str, title: str, inner: list[Node]) -> Element:
    box = Element("span")
    append_nodes(box, resolve_emphasis(inner))
    for picture in box.iter("img"):
        picture.text = picture.get("alt")  # of the box, only the text is used
    image = Element("img", {"alt": "".join(box.itertext()), "src": literal(source)})
    if title:
        image.set("title", literal(title))
    return image
