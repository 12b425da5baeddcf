"""What is published: one file of the site."""

from msgspec import Struct


class Artifact(Struct, frozen=True):
    """A file of the site at ``path`` (from its root): its bytes, or the file on disk (``copy_of``) that it equals."""

    path: str
    content: bytes = b""
    copy_of: str = ""
