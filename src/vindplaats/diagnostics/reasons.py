"""Why two pages are judged as they are, and what an editor can do about it, in Dutch.

The reasons are parts of a sentence; the advice is a sentence that the line to write follows.
"""

from collections.abc import Iterable, Sequence

from vindplaats.dutch.lists import enumerate_dutch

ALL = 100


def same_words() -> str:
    """Exact, or as good as."""
    return "titel en tekst zijn woord voor woord gelijk"


def other_year(one: int, other: int) -> str:
    """Two years in front matter."""
    return f"de jaren verschillen: {one} en {other}"


def several() -> str:
    """A nieuwsbericht with the words of studies of several years."""
    return "er zijn meer projecten met deze woorden"


def conflict(kind: str, one: str, other: str) -> str:
    """Titles that number two editions."""
    return f"de titels noemen een ander{'e' if kind == 'fase' else ''} {kind}: '{one}' en '{other}'"


def only_one(kind: str, what: str) -> str:
    """A year, number, phase or part in one title only."""
    return f"{'de' if kind == 'fase' else 'het'} {kind} '{what}' staat maar in een van de titels"


def swapped(one: str, other: str) -> str:
    """Titles that are alike but for a word, as those of regional twins."""
    return f"de titels verschillen in '{one}' en '{other}'"


def own_words(one: str, other: str) -> str:
    """Words of the titles that the other page does not know."""
    return f"elke titel heeft een woord dat op de andere pagina niet voorkomt ('{one}' en '{other}')"


def numbers(count: int) -> str:
    """Sentences that differ in their numbers."""
    return f"{count} {'zin is' if count == 1 else 'zinnen zijn'} gelijk op de getallen na"


def alike(percentage: int) -> str:
    """How much of both texts together is the same."""
    return f"{percentage}% van de tekst is gelijk"


def contained(percentage: int) -> str:
    """How much of the shorter text stands in the other."""
    share = "de hele kortste tekst" if percentage == ALL else f"{percentage}% van de kortste tekst"
    return f"{share} staat ook in de andere"


def contained_only() -> str:
    """Containment that nothing else supports."""
    return "de ene tekst kan een samenvatting van de andere zijn, of een overzicht van meer studies"


def no_text() -> str:
    """A page without a body."""
    return "een van de pagina's heeft geen tekst"


def same_title() -> str:
    """Equal titles."""
    return "de titels zijn gelijk"


def like_titles() -> str:
    """Titles that differ in years and the like only."""
    return "de titels zijn gelijk op jaartallen, getallen en fasen na"


def same_client() -> str:
    """The same clients."""
    return "de opdrachtgever is dezelfde"


def link() -> str:
    """A nieuwsbericht that links to one project."""
    return "het bericht verwijst naar dit project, en naar geen ander"


def kept_apart() -> str:
    """Settled by `geen_dubbel_van`."""
    return "vastgelegd met 'geen_dubbel_van'"


def declared_project(name: str) -> str:
    """Settled by `project`."""
    return f"vastgelegd met 'project: {name}'"


def other_project() -> str:
    """Settled by `project` that names another study."""
    return "vastgelegd met 'project': het bericht gaat over een andere studie"


def declared_series() -> str:
    """Settled by `reeks`."""
    return "vastgelegd met 'reeks'"


def advice_project(where: str) -> str:
    """A nieuwsbericht that is to name its project; ``where`` as `advice_where` words it."""
    return f"Gaat het bericht over dit project, zet dan {where}:"


def advice_merge(gone: str, where: str, only_there: Sequence[str], *, news: bool) -> str:
    """Two pages that are to become one; ``only_there`` are fields in which the one that goes says more."""
    what = "hetzelfde bericht" if news else "dezelfde studie"
    first = f"neem over wat alleen daar staat bij {enumerate_dutch(only_there)}, " if only_there else ""
    return f"Is het {what}, {first}verwijder dan {gone}, pas aan wat daarnaar verwijst, en zet {where}:"


def advice_series(where: str) -> str:
    """Two editions of which one or both are to name their series."""
    return f"Zijn het edities van een reeks, zet dan {where}:"


def advice_apart(where: str) -> str:
    """Two pages that are to stay apart."""
    return f"Is het iets anders, zet dan {where}:"


def advice_where(file: str, here: str, replaced: str = "") -> str:
    """In which file to write, and instead of which field; ``here`` is the file that the message is about already."""
    instead = f" (in plaats van de regel '{replaced}' die er al staat)" if replaced else ""
    return f"{'hier' if file == here else f'in {file}'}{instead}"


def advice_gone(file: str, here: str) -> str:
    """Which file to remove."""
    return "deze pagina" if file == here else file


def advice_inline(steps: Iterable[tuple[str, str]]) -> str:
    """Advice as one line, for a warning: each sentence with what to write."""
    return " ".join(f"{text} '{line}'." for text, line in steps)
