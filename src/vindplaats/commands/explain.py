"""Why each file of a site was made, in words: all reasons."""

from collections.abc import Iterator

from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.publish.outdated import NEW, NO_PREVIOUS, TAMPERED
from vindplaats.result import BuildResult

_WHY = {
    NEW: "het is nieuw, of er stond iets anders",
    NO_PREVIOUS: "van een site die er stond, is niets onthouden dat nog geldt",
    TAMPERED: "het was in de site zelf veranderd of weg",
}
_CHANGED = {
    "project": "{}, of wat daarover bekend is, is veranderd",
    "bericht": "{} is veranderd",
    "tekst": "{} is veranderd",
    "ingang": "de gegevens van {} zijn veranderd",
    "lijst": "de lijst van {} is veranderd",
    "kaart": "wat lijsten van {} tonen is veranderd",
    "regel": "de regel van {} in een overzicht is veranderd",
    "feed": "wat feeds van {} tonen is veranderd",
    "adreslijst": "adressen of datums in deel {} van de sitemap zijn veranderd",
    "spreiding": "hoeveel projecten er per jaar en werkveld zijn van {} is veranderd",
    "verwant": "wat verwant is aan {} is veranderd",
    "adres": "het adres van {} is veranderd",
    "beeld": "de maten van {} zijn veranderd",
    "bladen": "het aantal pagina's van {} is veranderd",
    "citaat": "hoe {} wordt geciteerd is veranderd",
    "vermelding": "de vermelding van {} is veranderd",
    "grootte": "de grootte van {} is veranderd",
    "inhoud": "{} is veranderd",
    "sjabloon": "het sjabloon {}.html is veranderd, of een dat daarin staat",
    "site": "naam, beschrijving, adres, menu, voet of paginalengte van de site is veranderd",
}
"""What a fact of each kind (`render.site`) is called when it changed; in place of ``{}`` comes what it is about."""


def explain(outcome: BuildResult) -> Iterator[str]:
    """A line for every file that was made or is gone, in order of path."""
    lines = {path: f"{path}: {enumerate_dutch([_say(why) for why in reasons], 'en')}" for path, reasons in outcome.made}
    lines |= {path: f"{path}: vervalt" for path in outcome.gone}
    yield from (lines[path] for path in sorted(lines))
    if not lines:
        yield "Er is niets veranderd; de site die er stond is de nieuwe."


def _say(reason: str) -> str:
    kind, _, about = reason.partition(" ")
    return _WHY.get(reason) or _CHANGED[kind].format(about)
