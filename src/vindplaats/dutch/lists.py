"""Enumerations as a Dutch sentence has them."""

from collections.abc import Sequence


def enumerate_dutch(items: Sequence[str], last: str = "en") -> str:
    """Join as a sentence does: ``a, b en c``."""
    if len(items) < 2:  # noqa: PLR2004 (two is where a list starts)
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
