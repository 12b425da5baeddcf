"""Names of files and steps of addresses that some system cannot have, so that a site can be checked out everywhere."""

import re

MAX_NAME_BYTES = 200
"""Bytes of a name at most: file systems take 255, and names get endings of ours."""
MAX_PATH_BYTES = 900
"""Bytes of a whole path at most, from the root of the site: macOS takes 1024, with the folder the site is in."""

# Of "Naming Files, Paths, and Namespaces", Microsoft: devices, with any ending; signs; what stands at the end.
_DEVICES = re.compile("(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\\..*)?", re.IGNORECASE)
_SIGNS = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")


def is_refused(name: str) -> bool:
    """Tell whether Windows cannot have a file or folder of this name."""
    return bool(_SIGNS.search(name) or _DEVICES.fullmatch(name))
