"""What pages say of themselves in the words of schema.org, as JSON-LD."""

from typing import Any

from markupsafe import Markup
from msgspec import json

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end or comment out a script element, or end a line in one (HTML standard, 4.12.1.3), as JSON escapes."""


def script_json(value: Any) -> Markup:
    """``value`` as JSON that may stand in a script element, whatever texts are in it."""
    return Markup(json.encode(value).decode().translate(_UNSAFE))  # noqa: S704 (nothing is left that HTML reads)
