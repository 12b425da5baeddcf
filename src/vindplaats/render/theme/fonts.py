"""The fonts of the default theme. A site publishes only the font that it chose."""

from vindplaats.read.fields.fonts import FONTS
from vindplaats.render.routing.addresses import STATIC

_FOLDER = f"{STATIC}/lettertype/"


def font_url(name: str) -> str:
    """Return the address of the style sheet of the font of that name, or an empty text without a name."""
    return f"{_FOLDER}{FONTS[name]}/{FONTS[name]}.css" if name else ""


def is_other_font(path: str, name: str) -> bool:
    """Return whether a static file belongs to a font of the default theme that is not the one of that name.

    ``path`` is where it would be published, such as ``static/lettertype/inter/inter.css``.
    """
    if not path.startswith(_FOLDER):
        return False
    folder, mark, _ = path.removeprefix(_FOLDER).partition("/")
    return bool(mark) and folder in FONTS.values() and folder != FONTS.get(name)
