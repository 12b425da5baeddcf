"""Find the file of the published site for the path of a request."""

import os
from typing import NamedTuple
from urllib.parse import quote


class Found(NamedTuple):
    """The answer to a request: an HTTP status, and the address to redirect to or the file to send.

    ``file`` is never outside the site. It is empty if there is no file to send.
    """

    status: str
    file: str

    @property
    def is_there(self) -> bool:
        """Whether the site has a file at the address."""
        return self.status.startswith("200")


def find_file(root: str, path: str) -> Found:
    """Return the file of the site at ``root`` for a decoded path, such as ``/projecten/x/``.

    For an address without a file, return the page "not found", if the site has one.
    """
    wanted = path.replace("\0", "\ufffd")  # because no file name may contain NUL
    full = os.path.realpath(os.path.join(root, wanted.lstrip("/")))
    if full == root or full.startswith(root + os.sep):
        if os.path.isdir(full):
            if not wanted.endswith("/"):
                return Found("301 Moved Permanently", quote(f"/{os.path.relpath(full, root)}/".replace("/./", "/")))
            full = os.path.join(full, "index.html")
        if os.path.isfile(full):
            return Found("200 OK", full)
    missing = os.path.join(root, "404.html")
    return Found("404 Not Found", missing if os.path.isfile(missing) else "")
