"""Enumerations in Dutch notation."""

from collections.abc import Sequence


def enumerate_dutch(items: Sequence[str], last: str = "en") -> str:
    """Join items as in a sentence: ``a, b en c``. ``last`` is the word before the last item, such as "of"."""
    if len(items) < 2:  # noqa: PLR2004 (one item needs no comma)
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
