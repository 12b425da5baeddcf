"""File sizes in Dutch notation."""

from math import ceil


def dutch_size(size: int) -> str:
    """Return a size in bytes as text, such as ``840 kB`` or ``1,2 MB``. A kilobyte is 1000 bytes, as in the SI."""
    if size < 1_000_000:  # noqa: PLR2004
        return f"{max(1, ceil(size / 1000))} kB"
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")
