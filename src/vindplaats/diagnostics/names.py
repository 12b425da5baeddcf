"""Faults in the names that pages mention: werkvelden, persons, opdrachtgevers, projects, authors and series."""

import re
from collections.abc import Sequence

from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.diagnostics.fault import error, warning
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.dutch.several_names import may_be_one_person
from vindplaats.text import yaml_value

UNKNOWN_WERKVELD = error(
    "onbekend-werkveld",
    "Werkveld '{text}' bestaat niet.",
    "Gebruik een werkveld uit content/werkvelden/, of voeg het daar toe.",
    meaning="dit werkveld staat niet in `werkvelden/`",
    advice="verbeter de naam, of voeg het werkveld toe",
)
"""A page names a werkveld that is not registered. Not reported if the site has no registered werkvelden at all."""

UNKNOWN_PERSON = warning(
    "onbekende-persoon",
    "{text} staat niet in content/contactpersonen/{times}.",
    "Voeg de persoon daar toe, of verbeter de naam.",
    meaning="deze naam staat niet in `contactpersonen/`",
    advice="voeg de persoon toe, of verbeter de naam",
)
"""A person is not registered. Reported once for each name."""

MAYBE_SEVERAL_PERSONS = warning(
    "onbekende-persoon",
    "{text} staat niet in content/contactpersonen/{times}.",
    "Voeg de persoon daar toe, of verbeter de naam. Zijn het er meer? Zet er een puntkomma tussen.",
)
"""An unregistered name has parts that are names too, but was not split."""

PERSONS_SPLIT = warning(
    "onbekende-persoon",
    "{names} niet in content/contactpersonen/; '{whole}' is gelezen als {reading}.",
    "Voeg toe wie daar ontbreekt, of verbeter de naam. Is het een enkele naam? Voeg '{whole}' daar toe.",
)
"""A text was split into the names of several persons, not all of whom are registered."""

NOT_A_NAME = warning(
    "geen-naam",
    "'{text}' in '{field}' is geen naam en komt niet op de site.",
    "Haal het weg.",
    meaning="waar een naam hoort, staat een woord als 'geen', 'n.v.t.' of 'en anderen'",
    advice="schrijf bij `opdrachtgever` de lege lijst `[]`, noem een contactpersoon, of haal de regel weg",
)
"""An item of a list says that there is no name, or the only value of a field does that may be left out."""

NO_CLIENT = warning("geen-naam", NOT_A_NAME.message, "Schrijf 'opdrachtgever: []' als er geen is.")
"""The only opdrachtgever of a project is a word such as "geen"."""

NO_PERSON = warning("geen-naam", NOT_A_NAME.message, "Schrijf wie de lezer kan bellen of mailen.")
"""The only contactpersoon of a project, which has to have one, is a word such as "geen"."""

OTHERS = warning("geen-naam", NOT_A_NAME.message, "Noem iedereen in een lijst, [a, b], of haal het weg.")
"""A text ends in words such as "en anderen", which name nobody."""

HALVED_NAMES = warning(
    "naam-in-delen",
    "In '{field}' zijn een achternaam en een voornaam aparte waarden; gelezen is {names}.",
    "Zet de hele naam tussen aanhalingstekens: {written}. Zijn het verschillende mensen? Schrijf hun hele namen.",
    meaning="een achternaam en een voornaam staan als aparte waarden in een lijst",
    advice='zet de hele naam tussen aanhalingstekens: `["Vries, Jan de"]`',
)
"""The last name and the first name of persons are separate items of a list, because there are no quotes."""

SHORT_NAME = warning(
    "naam-niet-voluit",
    "'{text}' in '{field}' is {full}; de webredactie herkent alleen {whole}.",
    "Schrijf {line}.",
    meaning="op een site met een webredactie (`redactie` in `site.yaml`) staat een naam niet voluit; die kent alleen "
    "hele namen, en zou bij bewaren dezelfde naam nog eens toevoegen",
    advice="schrijf de naam zoals in het eigen bestand, of laat `vindplaats check --fix` het doen",
)
"""A page names an entry otherwise than by its full name, on a site that has a web editor."""

SPACED_NAME = warning(
    "naam-niet-voluit",
    "In '{field}' staan bij '{text}' spaties of onzichtbare tekens die niet bij de naam horen; de webredactie herkent "
    "alleen de hele naam.",
    "Schrijf {line}.",
)
"""The same, if only spaces or characters that nobody sees are different."""

NAMES_IN_ONE = warning(
    "namen-in-een",
    "In '{field}' staan {number} namen in één waarde; Vindplaats leest ze als een lijst.",
    "Schrijf {line}.",
    meaning="bij `werkveld` of `opdrachtgever` staan meer namen in één waarde, die apart zijn gelezen",
    advice="schrijf ze als een lijst, `[Wonen, Zorg]`, of laat `vindplaats check --fix` het doen",
)
"""The value of a field has several registered names in it, as in ``werkveld: Wonen, Zorg``."""

UNKNOWN_CLIENT = warning(
    "onbekende-opdrachtgever",
    "'{text}' staat niet in content/opdrachtgevers/{times}.",
    "Voeg de opdrachtgever daar toe, of verbeter de naam.",
    meaning="deze naam staat niet in `opdrachtgevers/`",
    advice="voeg de opdrachtgever toe, of verbeter de naam",
)
"""An opdrachtgever is not registered. Reported once for each name."""

SEVERAL_CANDIDATES = error(
    "meer-kandidaten",
    "'{text}' kan {candidates} zijn.",
    "Schrijf de naam voluit, of geef een van hen deze naam als alias.",
    meaning="een naam kan van meer personen of opdrachtgevers zijn",
    advice="schrijf hem voluit, geef een van hen de naam als alias, of schrijf de hele id",
)
"""A name may mean several registered entries, which all have different full names."""

NAMESAKES = error(
    "meer-kandidaten",
    "'{text}' kan {candidates} zijn.",
    "Schrijf wat tussen haakjes staat, of geef een van hen een eigen alias.",
)
"""A name may mean several registered entries, and at least two of those have the same full name. The message gives the
id of each such namesake in parentheses."""

NAME_CLAIMED_TWICE = error(
    "dubbele-naam",
    "De naam '{text}' hoort ook bij {other}.",
    "Geef de naam aan een van beide.",
    meaning="een naam, afkorting of alias hoort bij twee opdrachtgevers, of een alias bij twee personen",
    advice="geef hem aan een van beide",
)
"""A name, abbreviation or alias belongs to two registered entries. Only the full names of persons may be equal."""

UNKNOWN_PROJECT = error(
    "onbekend-project",
    "Project '{text}' bestaat niet.",
    "Schrijf de bestandsnaam uit content/projecten/, zonder .md.",
    meaning="het project van een nieuwsbericht bestaat niet",
    advice="schrijf de bestandsnaam uit `projecten/`, zonder `.md`",
)
"""The project of a nieuwsbericht does not exist."""

HIDDEN_PROJECT = warning(
    "project-niet-op-site",
    "Project '{text}' staat (nog) niet op de site; het bericht staat voorlopig op zichzelf.",
    "Publiceer het project, of wacht op zijn datum.",
    meaning="het project van een nieuwsbericht staat (nog) niet op de site",
    advice="publiceer het project, of wacht op zijn datum",
)
"""The project of a nieuwsbericht exists, but is not on the site."""

SEVERAL_AUTHORS = warning(
    "auteurs-in-een",
    "Auteur '{text}' lijkt meer dan een persoon.",
    "Zet elke auteur apart in de lijst: {names}. Is het één {one}.",
    meaning="een auteur lijkt meer dan een persoon",
    advice="zet elke auteur apart in de lijst, en wat één naam is tussen accolades",
)
"""The name of one author looks like the names of several persons."""

AUTHORS_LEFT_OUT = warning(
    "auteurs-in-een",
    "'{text}' noemt niet alle auteurs.",
    "Zet elke auteur apart in de lijst, of laat '{others}' weg.",
)
"""A text in the list of authors ends in "et al." or "e.a."."""

SIMILAR_AUTHOR = warning(
    "auteur-lijkt-op",
    "Auteur '{name}' heet elders '{other}'; zij delen een pagina.",
    "Schrijf de naam overal gelijk.",
    meaning="een auteur heet elders bijna zo, met andere accenten, hoofdletters of streepjes",
    advice="schrijf de naam overal gelijk; zijn het er twee, voeg dan bij een van hen een voornaam of voorletter toe",
)
"""The name of an author differs from that of another in accents, capitals or hyphens only, so they are one entry."""

SIMILAR_SERIES = warning(
    "reeks-lijkt-op",
    "Van de reeks '{name}' staat er maar een editie op de site.",
    "Schrijf de naam van de reeks overal gelijk.",
    meaning="van een reeks staat er één editie op de site, en haar naam is bijna die van een andere reeks",
    advice="verbeter de naam",
)
"""A series has only one edition on the site, and its name is almost that of another series: probably a typing error."""


def several_authors(place: Place, text: str, names: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for a text that looks like several ``names``. The remedy has them as a YAML list."""
    listed = ", ".join(f'"{name}"' if re.search(r"[^\w .'’-]|^\W|\.$", name) else name for name in names)
    one = f'organisatie, schrijf dan "{{{text}}}"'
    if ", ".join(names) == text and may_be_one_person(names):
        one = f'persoon, schrijf dan "{{{names[0]}}}, {names[1]}"; één ' + one
    return SEVERAL_AUTHORS.at(place, text=text, names=f"[{listed}]", one=one)


def unknown_person(
    place: Place, written: str, naam: str, near: str | None, times: int = 1, *, may_be_several: bool = False
) -> Diagnostic:
    """Return the diagnostic for an unregistered person whom pages mention ``times`` times.

    ``naam`` is the name that was read from the text ``written``: ``Jan de Vries`` from ``Vries, Jan de``.
    """
    fault = MAYBE_SEVERAL_PERSONS if may_be_several else UNKNOWN_PERSON
    text = f"'{naam}'" if naam == written else f"'{naam}' ('{written}')"
    return fault.at(place, near=near, text=text, times=times_mentioned(times))


def split_persons(
    place: Place, unknown: Sequence[str], near: Sequence[str | None], whole: str, reading: Sequence[str]
) -> Diagnostic:
    """Return the diagnostic for a text ``whole`` that was read as several persons, of whom some are ``unknown``.

    ``near`` has the registered name that each of these resembles, if any.
    """
    names = f"{enumerate_quoted(unknown)} {'staan' if len(unknown) > 1 else 'staat'}"
    suggestion = "' en '".join(filter(None, near)) if all(near) else None
    return PERSONS_SPLIT.at(place, near=suggestion, names=names, whole=whole, reading=enumerate_quoted(reading))


def enumerate_quoted(names: Sequence[str]) -> str:
    """Return names as in a sentence: ``'a', 'b' en 'c'``."""
    return enumerate_dutch([f"'{name}'" for name in names])


def short_name(place: Place, text: str, field: str, names: Sequence[str], *, is_item: bool) -> Diagnostic:
    """Return the diagnostic for a mention that is not, or not only, the full name of an entry.

    ``names`` are the full names of the entries that it means. ``is_item`` says whether it is an item of a list.
    """
    whole = "hele namen" if len(names) > 1 else "de hele naam"
    full, line = enumerate_quoted(names), _written(field, names, is_item=is_item)
    if [text] == list(names):
        return SPACED_NAME.at(place, text=text, field=field, line=line)
    return SHORT_NAME.at(place, text=text, field=field, full=full, whole=whole, line=line)


def names_in_one(place: Place, field: str, names: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for the value of a field that has several registered names in it."""
    line = _written(field, names, is_item=False)
    return NAMES_IN_ONE.at(place, field=field, number=len(names), line=line)


def _written(field: str, names: Sequence[str], *, is_item: bool) -> str:
    """Return how to write names as the value of a field, or as items of a list."""
    written = ", ".join(map(yaml_value, names))
    if is_item:
        return f"in de lijst {written}" if len(names) > 1 else written
    return f"'{field}: [{written}]'" if len(names) > 1 else f"'{field}: {written}'"


def unknown_client(place: Place, text: str, near: str | None, times: int) -> Diagnostic:
    """Return the diagnostic for an unregistered opdrachtgever that pages mention ``times`` times."""
    return UNKNOWN_CLIENT.at(place, near=near, text=text, times=times_mentioned(times))


def not_a_name(place: Place, text: str, field: str, *, only: bool, required: bool) -> Diagnostic:
    """Return the diagnostic for a word such as "geen" in a field for names.

    ``only`` says whether it is the whole value of the field, and ``required`` whether a page has to have that field.
    """
    if only and field == "opdrachtgever":
        return NO_CLIENT.at(place, text=text, field=field)
    return (NO_PERSON if only and required else NOT_A_NAME).at(place, text=text, field=field)


def halved_names(place: Place, field: str, names: Sequence[str]) -> Diagnostic:
    """Return the diagnostic for a list with names that a comma divided; ``names`` is the list as it is read."""
    written = f"{field}: [{', '.join(map(yaml_value, names))}]"
    halved = enumerate_quoted([name for name in names if "," in name])
    return HALVED_NAMES.at(place, field=field, names=halved, written=written)


def times_mentioned(times: int) -> str:
    """Return how often a name is mentioned, if that is more than once, as a part of a message."""
    return f" (en wordt {times} keer genoemd)" if times > 1 else ""


def several_candidates(place: Place, text: str, candidates: Sequence[tuple[str, str]]) -> Diagnostic:
    """Return the diagnostic for a name that may mean several registered entries.

    ``candidates`` has the full name of each entry. Each name is paired with the id of the entry if another candidate
    has the same name, otherwise with ``""``.
    """
    names = [f"{name} ({page_id})" if page_id else name for name, page_id in candidates]
    namesakes = any(page_id for _, page_id in candidates)
    return (NAMESAKES if namesakes else SEVERAL_CANDIDATES).at(
        place, text=text, candidates=enumerate_dutch(names, "of")
    )
