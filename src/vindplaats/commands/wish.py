"""Read what the command line of `vindplaats new` asks for, and refuse wrong use before anything else is loaded."""

import unicodedata
from argparse import Namespace
from collections.abc import Mapping, Sequence

from msgspec import Struct

from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.errors import UsageError
from vindplaats.suggest import nearest
from vindplaats.text import nfc, shorten, visible_text


class PageType(Struct, frozen=True):
    """A type of page that can be made: the name of its folder, its article, and its fields besides the title.

    ``title`` is the field that has the title. The fields in ``required`` are asked for, in that order.
    """

    folder: str
    article: str
    title: str = "titel"
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


PAGE_TYPES: Mapping[str, PageType] = {
    "project": PageType("projecten", "een project", required=("werkveld", "opdrachtgever", "contactpersoon", "jaar")),
    "nieuws": PageType("nieuws", "nieuws", required=("datum",), optional=("project", "contactpersoon", "werkveld")),
    "persoon": PageType("contactpersonen", "een persoon", title="naam"),
    "opdrachtgever": PageType("opdrachtgevers", "een opdrachtgever", title="naam", optional=("afkorting",)),
    "werkveld": PageType("werkvelden", "een werkveld"),
    "pagina": PageType("paginas", "een pagina"),
}
"""The types of pages, by the word that names them on the command line."""

OPTIONS = tuple(dict.fromkeys(name for type_ in PAGE_TYPES.values() for name in (*type_.required, *type_.optional)))
"""The options that give the value of a field, such as ``"werkveld"``. Each has the name of its field."""
_SEVERAL = ("werkveld", "opdrachtgever", "contactpersoon")
_MAY_BE_EMPTY = "opdrachtgever"


class Wish(Struct, frozen=True):
    """What is asked for on the command line: the title as readers see it, and the values of fields."""

    type: PageType
    title: str
    given: Mapping[str, Sequence[str]]
    in_folder: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The required fields that are not given."""
        return tuple(name for name in self.type.required if name not in self.given)


def read_wish(arguments: Namespace) -> Wish:
    """Return what is asked for. Raises `UsageError` for a wrong type, title or option."""
    type_ = _read_type(arguments.kind)
    options = {name: getattr(arguments, name) or () for name in OPTIONS}
    given = {name: tuple(visible_text(nfc(text)) for text in texts) for name, texts in options.items() if texts}
    for name, texts in given.items():
        if name not in (*type_.required, *type_.optional):
            raise UsageError(f"bij {type_.article} hoort geen --{name}.")
        if len(texts) > 1 and name not in _SEVERAL:
            raise UsageError(f"--{name} kan maar een keer.")
        if not all(texts) and name != _MAY_BE_EMPTY:
            raise UsageError(f"bij --{name} hoort een waarde.")
        _refuse_unwritable(f"--{name}", *texts)
    title = visible_text(nfc(arguments.title))
    if not any(map(_is_letter_or_digit, title)):
        raise UsageError(f"de titel '{shorten(title)}' heeft geen letter of cijfer; daarvan is geen adres te maken.")
    _refuse_unwritable("de titel", title)
    return Wish(type_, title, given, arguments.in_map)


def _read_type(word: str) -> PageType:
    if word in PAGE_TYPES:
        return PAGE_TYPES[word]
    near = nearest(word, PAGE_TYPES) or _type_meant(word.casefold())
    help_ = f"Bedoelde u '{near}'?" if near else f"De soorten zijn {', '.join(PAGE_TYPES)}."
    raise UsageError(f"'{shorten(word)}' is geen soort pagina. {help_}")


def _type_meant(word: str) -> str | None:
    """Return the name of the type that has this folder, or that is a part of this word: ``nieuwsbericht``."""
    return next((name for name, type_ in PAGE_TYPES.items() if word == type_.folder or name in word), None)


def _is_letter_or_digit(sign: str) -> bool:
    """Return whether a character is a letter or a digit. A modifier letter, such as a loose accent, is neither."""
    category = unicodedata.category(sign)
    return category[0] == "N" or category in {"Lu", "Ll", "Lt", "Lo"}


def _refuse_unwritable(what: str, *texts: str) -> None:
    """Raise `UsageError` if a text cannot be written in a file: the command line had bytes that are no UTF-8."""
    for text in texts:
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UsageError(f"{what} is geen tekst in UTF-8: '{shorten(text)}'.") from None


def options_text(fields: Sequence[str]) -> str:
    """Return the options for these fields as in a sentence: ``--werkveld en --jaar``."""
    return enumerate_dutch([f"--{name}" for name in fields])
