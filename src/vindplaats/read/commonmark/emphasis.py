"""Emphasis: which runs of ``*``, ``_`` and ``~`` belong together (CommonMark 0.31, 6.2; strikethrough is GFM 6.5)."""

import unicodedata
from functools import lru_cache
from typing import cast
from xml.etree.ElementTree import Element

from vindplaats.read.commonmark.autolinks import Autolink, link_element


class DelimiterRun:
    """A run of identical characters that may open or close emphasis; ``left`` is how many of them are still unused.

    ``before`` and ``after`` are the characters around it, or a space at the start or end of the text. ``position`` is
    where it begins in the text.
    """

    __slots__ = ("can_close", "can_open", "left", "length", "position", "sign")

    def __init__(self, sign: str, length: int, before: str, after: str, position: int) -> None:
        self.sign = sign
        self.length = self.left = length
        self.position = position
        space_before, space_after = before.isspace(), after.isspace()
        mark_before, mark_after = _is_punctuation(before), _is_punctuation(after)
        left_flanking = not space_after and (not mark_after or space_before or mark_before)
        right_flanking = not space_before and (not mark_before or space_after or mark_after)
        if sign == "_":
            self.can_open = left_flanking and (not right_flanking or mark_before)
            self.can_close = right_flanking and (not left_flanking or mark_after)
        else:
            self.can_open, self.can_close = left_flanking, right_flanking

    def matches(self, closer: "DelimiterRun") -> bool:
        """Return whether this run can open emphasis that ``closer`` closes."""
        if self.sign != closer.sign or not self.left:
            return False
        if (self.can_close or closer.can_open) and self.sign != "~":  # the "rule of 3"
            return (self.length + closer.length) % 3 != 0 or (self.length % 3 == 0 and closer.length % 3 == 0)
        return True


Node = str | Element | DelimiterRun | Autolink
"""A piece of text while it is parsed."""


@lru_cache(1000)
def _is_punctuation(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def resolve_emphasis(nodes: list[Node]) -> list[Node]:
    """Return the nodes, with an element for each pair of matching runs. `append_nodes` turns other runs into text."""
    done: list[Node] = []
    openers: list[int] = []  # the positions in `done` of runs that may still open emphasis
    # For each kind of closer, how many openers at the start of `openers` were tried in vain. They need not be tried
    # again.
    bottoms: dict[tuple[str, bool, int], int] = {}
    for node in nodes:
        if isinstance(node, DelimiterRun):
            if node.can_close:
                _close(node, done, openers, bottoms)
            if node.left and node.can_open:
                openers.append(len(done))
            if node.left:
                done.append(node)
        else:
            done.append(node)
    return done


def _close(
    closer: DelimiterRun, done: list[Node], openers: list[int], bottoms: dict[tuple[str, bool, int], int]
) -> None:
    """Let a run close emphasis with as many openers as it can, the nearest first."""
    while closer.left:
        key = (closer.sign, closer.can_open, closer.length % 3)
        bottom = min(bottoms.get(key, 0), len(openers))
        found = len(openers) - 1
        while found >= bottom and not _run(done, openers[found]).matches(closer):
            found -= 1
        if found < bottom:
            bottoms[key] = len(openers)
            return
        start = openers[found]
        opener = _run(done, start)
        used = 2 if opener.left > 1 and closer.left > 1 else 1
        tag = "del" if closer.sign == "~" else "strong" if used > 1 else "em"
        element = _element(tag, done[start + 1 :])
        opener.left -= used
        closer.left -= used
        del openers[found if not opener.left else found + 1 :]
        done[start + (1 if opener.left else 0) :] = [element]
        for kind, tried in bottoms.items():
            bottoms[kind] = min(tried, len(openers))


def _run(done: list[Node], index: int) -> DelimiterRun:
    return cast("DelimiterRun", done[index])


def _element(tag: str, nodes: list[Node]) -> Element:
    element = Element(tag)
    if len(nodes) == 1 and isinstance(nodes[0], str):
        element.text = nodes[0]
    else:
        append_nodes(element, nodes)
    return element


def append_nodes(parent: Element, nodes: list[Node]) -> None:
    """Add nodes to an element without children. ElementTree keeps a text in the element before it, or in the parent."""
    last: Element | None = None
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            texts.append(node)
        elif isinstance(node, DelimiterRun):
            texts.append(node.sign * node.left)
        else:
            if texts:
                _set_text(parent, last, "".join(texts))
                texts = []
            last = link_element(node.href, node.text) if isinstance(node, Autolink) else node
            parent.append(last)
    _set_text(parent, last, "".join(texts))


def _set_text(parent: Element, last: Element | None, text: str) -> None:
    if text and last is None:
        parent.text = text
    elif text and last is not None:
        last.tail = (last.tail or "") + text
