"""The text of the shadow tree."""


def shadow_text(text: str) -> str:
    """Return a text as it is written in the shadow tree."""
    return text
