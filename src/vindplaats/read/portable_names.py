"""Limits and a check for names of files and parts of addresses, to keep them valid on every operating system."""

import re

from vindplaats.patterns import regex

MAX_NAME_BYTES = 200
"""Maximum number of bytes in a file name. File systems allow 255; the difference leaves room for the suffixes that we
append."""
MAX_PATH_BYTES = 900
"""Maximum number of bytes in a path from the root of the site. macOS allows 1024 from the root of the disk."""

# From Microsoft's "Naming Files, Paths, and Namespaces". A name must not be that of a device (with or without an
# extension), contain one of the characters below, or end with a full stop or a space.
_DEVICE_NAME = regex("(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\\..*)?", re.IGNORECASE)
_MAX_DEVICE_LETTERS = 4
"""Number of letters of the longest name of a device without an extension."""
_BAD_CHARACTER = regex(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")


def is_refused(name: str) -> bool:
    """Return whether Windows refuses a file or folder with this name."""
    stem, stop, extension = name.partition(".")
    if len(stem) > _MAX_DEVICE_LETTERS and stem.replace("-", "").isalnum() and (not stop or extension.isalnum()):
        return False  # most names of pages
    return bool(_BAD_CHARACTER.search(name) or _DEVICE_NAME.fullmatch(name))
