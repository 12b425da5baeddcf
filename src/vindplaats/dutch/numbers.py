"""Sizes as they are written in Dutch."""

from math import ceil


def dutch_size(size: int) -> str:
    """A size in bytes as people write it: ``840 kB``, ``1,2 MB`` (of 1000, as the SI has it)."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
