"""Dutch texts about possible doubles: the faults, the reasons for a verdict, and the advice to editors.

Each reason is a clause, without a capital or a full stop: a diagnostic joins the reasons of a finding with semicolons.
Each ``advise_…`` function returns a sentence that ends in a colon. The caller adds the line that editors should write.
"""

from collections.abc import Iterable, Sequence

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.dutch.numbers import dutch_count

MAX_NAMED_PAGES = 6
"""The number of other pages that the warning about a family names."""

# Faults

EXACT = warning(
    "exact-dubbel",
    "Deze pagina is woord voor woord gelijk aan {other} en is daarmee samengevoegd.{lost}",
    "Het adres van deze pagina verwijst nu daarheen; haal een van beide weg.",
    meaning="de pagina is woord voor woord gelijk aan een andere en is ermee samengevoegd",
    advice="haal een van beide weg",
)
"""Two pages are equal word for word. The fault is reported at the page that is merged into the other."""

COPY = warning(
    "exact-dubbel",
    "Dit lijkt een kopie van {other}: het is er woord voor woord gelijk aan en is ermee samengevoegd.{lost}",
    "Haal dit bestand weg; het adres van de ander blijft.",
)
"""As `EXACT`, but the name of the merged page is that of a pasted copy: ``x - Kopie.md``."""

CONFLICTING_FIELD = error(
    "dubbel-conflict",
    "Deze pagina is gelijk aan {other}, maar '{name}' is hier '{mine}' en daar '{theirs}'.",
    "Maak het veld op beide pagina's gelijk, haal een van de pagina's weg, of zet er 'geen_dubbel_van' bij.",
    meaning="twee exact dubbele pagina's spreken elkaar tegen in een veld of een link",
    advice="maak ze gelijk, of haal een van beide weg",
)
"""Two exact doubles have different values in a field that takes a single value."""

CONFLICTING_LINKS = error(
    "dubbel-conflict",
    "Deze pagina is gelijk aan {other}, maar alleen hier staat een link naar {targets}.",
    "Zet de link ook daar, of haal een van beide pagina's weg.",
)
"""Of two exact doubles, the page to be merged has a link that the other lacks. Merging would lose that link."""

VARIANT = warning(
    "dubbel-variant",
    "Deze pagina lijkt dezelfde studie als {other}: {reasons}.",
    "{advice}",
    meaning="de pagina lijkt dezelfde studie als een andere",
    advice="leg vast wat het is; `vindplaats duplicates` noemt de regels",
)
"""All evidence says that two pages are about the same study, but no editor has declared it."""

DOUBT = warning(
    "dubbel-twijfel",
    "Deze pagina lijkt op {other}, maar misschien is het iets anders: {reasons}.",
    "{advice}",
    meaning="de pagina lijkt op een andere, maar misschien is het iets anders",
    advice="leg vast wat het is; `vindplaats duplicates` noemt de regels",
)
"""Two pages are alike, but their words do not show whether they are about the same study."""

FAMILY = warning(
    "dubbel-twijfel",
    "Deze pagina lijkt op {others}: {reasons}.",
    "{advice}",
)
"""Several pages are alike because they are on one template or have one title. They are reported once."""

CONTRADICTION = error(
    "tegenspraak",
    "'{text}' staat bij 'project' en bij 'geen_dubbel_van'.",
    "Het bericht gaat over dit project of het is iets anders; haal een van beide weg.",
    meaning="een nieuwsbericht noemt hetzelfde project bij `project` en bij `geen_dubbel_van`",
    advice="haal een van beide weg",
)
"""A nieuwsbericht names the same project in `project` and in `geen_dubbel_van`."""

UNKNOWN_PAGE = error(
    "onbekende-pagina",
    "'{text}' in 'geen_dubbel_van' is geen project of nieuwsbericht.",
    "Schrijf de id van een pagina, zoals projecten/flexwonen of nieuws/flexwonen.",
    meaning="`geen_dubbel_van` noemt geen project of nieuwsbericht, of deze pagina zelf",
    advice="schrijf de id van de andere pagina, zoals `projecten/flexwonen`",
)
"""``geen_dubbel_van`` has a name that is not the id of a project or nieuwsbericht."""

SEVERAL_PAGES = error(
    "onbekende-pagina",
    "'{text}' in 'geen_dubbel_van' kan {candidates} zijn.",
    "Schrijf de hele id, bijvoorbeeld {example}.",
)
"""``geen_dubbel_van`` has a name without its kind, and both a project and a nieuwsbericht have that name."""

OWN_PAGE = error(
    "onbekende-pagina",
    "'geen_dubbel_van' noemt deze pagina zelf.",
    "Noem de andere pagina, of haal het weg.",
)
"""``geen_dubbel_van`` names the page in which it is written."""


def exact_double(place: Place, other: str, lost: str = "", *, is_copy: bool = False) -> Diagnostic:
    """Return the diagnostic for a page that is merged into ``other``; ``is_copy`` if it has the name of a pasted copy.

    ``lost`` is empty, or a date that the merge removes from the site because the other page has no field for it.
    """
    fault = COPY if is_copy else EXACT
    return fault.at(place, other=other, lost=f" De datum {lost} staat niet meer op de site." if lost else "")


def conflicting_links(place: Place, other: str, targets: Iterable[str]) -> Diagnostic:
    """Return the diagnostic for a page that is equal to ``other`` but has links to ``targets`` that ``other`` lacks."""
    return CONFLICTING_LINKS.at(place, other=other, targets=enumerate_dutch([f"'{target}'" for target in targets]))


def family(place: Place, others: Sequence[str], reasons: str, advice: str) -> Diagnostic:
    """Return the diagnostic for a page in a family with ``others``. It names only the first of them."""
    named = list(others[:MAX_NAMED_PAGES])
    if len(others) > len(named):
        named.append(f"{len(others) - len(named)} andere")
    return FAMILY.at(place, others=enumerate_dutch(named), reasons=reasons, advice=advice)


def several_pages(place: Place, text: str, candidates: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for a name in ``geen_dubbel_van`` that may mean any of ``candidates``, which are ids."""
    return SEVERAL_PAGES.at(place, text=text, candidates=enumerate_dutch(candidates, "of"), example=candidates[0])


# Reasons

SAME_WORDS = "titel en tekst zijn woord voor woord gelijk"
"""The titles are equal, and so are the texts. If no other reason follows, the pages are exact doubles."""
SAME_TEXT = "de tekst is woord voor woord gelijk"
OTHER_TITLES = "de titels verschillen"
"""The texts are equal, but the titles are not."""
SEVERAL_STUDIES = "er zijn meer projecten met deze woorden"
"""Several projects have the same words as a nieuwsbericht, so it cannot be merged into one of them."""
CONTAINED_ONLY = "de ene tekst kan een samenvatting van de andere zijn, of een overzicht van meer studies"
"""One text contains the other, but neither the titles nor the texts as a whole are alike."""
NO_TEXT = "een van de pagina's heeft geen tekst"
"""At least one of the pages has no text."""
NO_TEXTS = "geen van beide heeft tekst naast links en beelden"
"""Both pages have only links, pictures or nothing, so their words cannot show whether they are about the same study."""
SAME_TITLE = "de titels zijn gelijk"
"""The titles are equal."""
LIKE_TITLES = "de titels zijn gelijk op jaartallen, getallen en fasen na"
"""The titles differ only in years, numbers, phases or parts."""
SAME_CLIENT = "de opdrachtgever is dezelfde"
"""Both pages name the same opdrachtgever or opdrachtgevers."""
ONLY_LINK = "het bericht verwijst naar dit project, en naar geen ander"
"""A nieuwsbericht links to one project and to no other."""
KEPT_APART = "vastgelegd met 'geen_dubbel_van'"
"""An editor declared with `geen_dubbel_van` that the pages are different."""
OTHER_PROJECT = "vastgelegd met 'project': het bericht gaat over een andere studie"
"""An editor declared with `project` that the nieuwsbericht is about another study."""
SAME_SERIES = "vastgelegd met 'reeks'"
"""An editor declared with `reeks` that the pages are editions of one series."""

_ALL = 100


def own_project(name: str) -> str:
    """Return this reason: an editor declared with `project` that both pages are about the study ``name``."""
    return f"vastgelegd met 'project: {name}'"


def other_year(one: int, other: int) -> str:
    """Return this reason: the pages have different years in their front matter."""
    return f"de jaren verschillen: {one} en {other}"


def other_day(one: str, other: str) -> str:
    """Return this reason: the pages are of different days, such as ``"12 mei 2022"``."""
    return f"de dagen verschillen: {one} en {other}"


_KINDS = {
    "years": ("een ander jaartal", "het jaartal", "de jaartallen"),
    "ordinals": ("een ander rangtelwoord", "het rangtelwoord", "de rangtelwoorden"),
    "phases": ("een andere fase", "de fase", "de fasen"),
    "parts": ("een ander deel", "het deel", "de delen"),
    "numbers": ("een ander getal", "het getal", "de getallen"),
}
"""The words for each kind of marker in a title: another one, the one, and several."""


def conflict(kind: str, one: Sequence[str], other: Sequence[str]) -> str:
    """Return this reason: the titles have different markers of the same ``kind``, such as ``"phases"``."""
    return f"de titels noemen {_KINDS[kind][0]}: {_quote(one)} en {_quote(other)}"


def only_one(kind: str, what: Sequence[str]) -> str:
    """Return this reason: only one of the titles has the markers or numbers ``what`` of the given ``kind``."""
    if len(what) == 1:
        return f"{_KINDS[kind][1]} {_quote(what)} staat maar in een van de titels"
    return f"{_KINDS[kind][2]} {_quote(what)} staan maar in een van de titels"


def _quote(values: Sequence[str]) -> str:
    return f"'{', '.join(values)}'"


def swapped(one: str, other: str) -> str:
    """Return this reason: the titles differ in the words ``one`` and ``other``, such as the names of two regions."""
    return f"de titels verschillen in '{one}' en '{other}'"


def own_words(one: str, other: str) -> str:
    """Return this reason: each title has a word that does not occur on the other page."""
    return f"elke titel heeft een woord dat op de andere pagina niet voorkomt ('{one}' en '{other}')"


def numbers(count: int) -> str:
    """Return this reason: ``count`` sentences are equal except for their numbers."""
    return f"{count} {'zin is' if count == 1 else 'zinnen zijn'} gelijk op de getallen na"


def fixed_text(count: int, percentage: int) -> str:
    """Return this reason: ``count`` pages are on one template, with this percentage of their text in common."""
    return f"deze {dutch_count(count)} pagina's delen {percentage}% vaste tekst"


def one_title(count: int) -> str:
    """Return this reason: ``count`` pages have equal titles, years, numbers and phases aside."""
    return f"deze {dutch_count(count)} pagina's hebben dezelfde titel, op jaartallen, getallen en fasen na"


def alike(percentage: int) -> str:
    """Return this reason: the texts have this percentage of their joint content in common."""
    return f"{percentage}% van de tekst is gelijk"


def contained(percentage: int) -> str:
    """Return this reason: this percentage of the shorter text is also in the longer one."""
    share = "de hele kortste tekst" if percentage == _ALL else f"{percentage}% van de kortste tekst"
    return f"{share} staat ook in de andere"


# Advice


def advise_project(where: str) -> str:
    """Return the advice to name the project in a nieuwsbericht.

    Here and below, ``where`` names the file to change, as `in_file` returns it.
    """
    return f"Gaat het bericht over dit project, zet dan {where}:"


def advise_merge(removed: str, where: str, only_there: Sequence[str], *, news: bool) -> str:
    """Return the advice to remove one of two pages and write its address in the other.

    ``removed`` is the page to remove, as `which_page` returns it. ``only_there`` has the fields to copy from that page.
    """
    what = "hetzelfde bericht" if news else "dezelfde studie"
    first = f"neem over wat in {removed} staat bij {enumerate_dutch(only_there)}, " if only_there else ""
    return f"Is het {what}, {first}verwijder dan {removed}, pas aan wat daarnaar verwijst, en zet {where}:"


def advise_series(where: str) -> str:
    """Return the advice to name the series in one or both of two projects."""
    return f"Zijn het edities van een reeks, zet dan {where}:"


def advise_apart(where: str) -> str:
    """Return the advice to declare that two pages are not doubles."""
    return f"Is het iets anders, zet dan {where}:"


def advise_all_apart(where: str) -> str:
    """Return the advice to declare that the pages of a family are not doubles."""
    return f"Zijn het verschillende pagina's, zet dan {where}:"


def in_file(file: str, here: str, replaced: str = "") -> str:
    """Return, in Dutch, where to write a line: ``"hier"`` if ``file`` equals ``here``, otherwise ``"in"`` and the file.

    ``here`` is the file at which the advice is shown. If the file has a line for the field already, ``replaced`` is the
    name of that field.
    """
    instead = f" (in plaats van de regel '{replaced}' die er al staat)" if replaced else ""
    return f"{'hier' if file == here else f'in {file}'}{instead}"


def which_page(file: str, here: str) -> str:
    """Return how to refer to ``file`` in advice that is shown at the file ``here``."""
    return "deze pagina" if file == here else file


def on_one_line(steps: Iterable[tuple[str, str]]) -> str:
    """Join advice for a warning. Each step is a pair: a sentence, and the line of front matter to write."""
    return " ".join(f"{text} '{line}'." for text, line in steps)
