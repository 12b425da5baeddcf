"""Footnotes, numbered in the order in which the text mentions them, as on GitHub."""

from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from vindplaats.read.commonmark.block import Block
from vindplaats.read.commonmark.references import normalise_label

_BACK_TITLE = "Terug naar voetnoot {} in de tekst"
_BACK_SIGN = "\u21a9"


class Footnotes:
    """The footnotes of one document.

    ``defined`` has the footnotes by label. ``numbers`` has the numbers of those mentioned so far, also by label.
    ``missing`` has the labels mentioned so far that have no footnote.
    """

    def __init__(self) -> None:
        self.defined: dict[str, Block] = {}
        self.numbers: dict[str, int] = {}
        self.missing: set[str] = set()
        self._times: dict[str, int] = {}

    def define(self, block: Block) -> bool:
        """Add a footnote. Return False if an earlier one has the same label; then the earlier one counts."""
        return self.defined.setdefault(normalise_label(block.marker), block) is block

    def mention(self, label: str) -> Element | None:
        """Return a mark that links to the footnote with this label, or None if there is no such footnote."""
        label = normalise_label(label)
        if label not in self.defined:
            self.missing.add(label)
            return None
        number = self.numbers.setdefault(label, len(self.numbers) + 1)
        self._times[label] = self._times.get(label, 0) + 1
        mark = Element("sup", {"id": _mention_id(number, self._times[label])})
        link = SubElement(mark, "a", {"class": "footnote-ref", "href": f"#fn-{number}"})
        link.text = AtomicString(str(number))
        return mark

    def unused(self) -> list[Block]:
        """Return the footnotes that the text does not mention."""
        return [block for label, block in self.defined.items() if label not in self.numbers]

    def add_backlinks(self, label: str, note: Element) -> None:
        """Add links to the element of a footnote, one to each place that mentions the footnote."""
        number = self.numbers[label]
        last = note[-1] if len(note) and note[-1].tag == "p" else SubElement(note, "p")
        _add_text(last, "\u00a0")
        for time in range(1, self._times[label] + 1):
            link = SubElement(last, "a", {"class": "footnote-backref", "href": f"#{_mention_id(number, time)}"})
            link.set("title", _BACK_TITLE.format(number))
            link.text = AtomicString(_BACK_SIGN)


def _mention_id(number: int, time: int) -> str:
    return f"fnref-{number}" if time == 1 else f"fnref{time}-{number}"


def _add_text(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
