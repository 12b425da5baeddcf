"""Check that names of files and parts of addresses are valid on every operating system."""

import re

MAX_NAME_BYTES = 200
"""Maximum number of bytes in a file name. File systems allow 255, and Vindplaats appends suffixes."""
MAX_PATH_BYTES = 900
"""Maximum number of bytes in a path from the root of the site. macOS allows 1024, including the site's own folder."""

# From Microsoft's "Naming Files, Paths, and Namespaces": device names, with any extension; characters that no name may
# contain; characters with which no name may end.
_DEVICE_NAME = re.compile("(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\\..*)?", re.IGNORECASE)
_BAD_CHARACTER = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ]$")


def is_refused(name: str) -> bool:
    """Return whether Windows refuses a file or folder of this name."""
    return bool(_BAD_CHARACTER.search(name) or _DEVICE_NAME.fullmatch(name))
