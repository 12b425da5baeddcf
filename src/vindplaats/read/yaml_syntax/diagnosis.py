"""What is wrong with a text in YAML, and the text as it should be."""

from collections.abc import Sequence

from msgspec import Struct

from vindplaats.diagnostics import front_matter
from vindplaats.diagnostics.diagnostic import Diagnostic


class Replacement(Struct, frozen=True):
    """What is to be written instead of a value: from ``column`` to ``end_column``, on the line ``lines`` further down.

    Columns are indexes in their lines. ``old`` is the value that is there now.
    """

    column: int
    lines: int
    end_column: int
    old: str
    text: str


class Mistake(Struct, frozen=True):
    """A mistake on the line and in the column with these indexes in a text. ``values`` fill the words of ``fault``.

    If nothing better is known than what the parser says, that is ``parsed``. ``replacement`` is what mends it, if that
    is sure.
    """

    line: int
    column: int
    fault: front_matter.YamlFault
    values: dict[str, str] = {}
    parsed: Diagnostic | None = None
    replacement: Replacement | None = None


class Guess(Struct, frozen=True):
    """What the lines of a field become if the editor follows the messages. The first has the index ``line``."""

    line: int
    text: str


class Diagnosis(Struct, frozen=True):
    """The mistakes in a text, and the text without them: repaired, or without the field.

    ``text`` has as many lines as the original. ``faulty`` has the names of the fields that were left out, and
    ``guesses`` the repaired lines of those of which the value is a guess.
    """

    mistakes: tuple[Mistake, ...]
    text: str
    faulty: frozenset[str]
    guesses: tuple[Guess, ...] = ()

    def last_joined(self, index: int, original: Sequence[str]) -> int:
        """Return the index of the last line that becomes a part of the line at ``index``, or that index itself.

        ``original`` has the lines of the text.
        """
        lines = self.text.split("\n")
        for guess in self.guesses:
            texts = guess.text.split("\n")
            lines[guess.line : guess.line + len(texts)] = texts
        last = index
        for number in range(index + 1, len(original) if lines[index].strip() else 0):
            if lines[number].strip():
                break
            last = number if original[number].strip() else last
        return last
