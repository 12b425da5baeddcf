"""The words for yes and no."""

from collections.abc import Mapping
from types import MappingProxyType

from vindplaats.text import visible_text

YES_AND_NO: Mapping[str, bool] = MappingProxyType({
    "true": True, "ja": True, "yes": True, "waar": True, "aan": True, "on": True,
    "false": False, "nee": False, "no": False, "onwaar": False, "uit": False, "off": False,
})  # fmt: skip


def truth_of(text: str) -> bool | None:
    """Return whether a text says yes or no, in any case, or None if that is unclear."""
    return YES_AND_NO.get(visible_text(text).lower())
