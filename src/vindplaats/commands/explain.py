"""``vindplaats build --explain``: list, in Dutch, all reasons why each file was made."""

from collections.abc import Iterator

from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.publish.outdated import NEW, NEW_TEXT, NO_PREVIOUS, TAMPERED
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.result import BuildResult

_WHY = {
    NEW: "het is nieuw, of er stond iets anders",
    NEW_TEXT: "tekst die bezoekers kunnen doorzoeken is veranderd",
    NO_PREVIOUS: "van een site die er stond, is niets onthouden dat nog geldt",
    TAMPERED: "het was in de site zelf veranderd of weg",
}


def explain(result: BuildResult) -> Iterator[str]:
    """Yield a line for every file that was made or removed, sorted by path, or a single line if there are none."""
    lines = {
        path: f"{path}: {enumerate_dutch([_phrase(why) for why in reasons], 'en')}" for path, reasons in result.made
    }
    lines |= {path: f"{path}: vervalt" for path in result.gone}
    yield from (lines[path] for path in sorted(lines))
    if not lines:
        yield "Er is niets veranderd; de site die er stond is de nieuwe."


def _phrase(reason: str) -> str:
    # A reason is a key of `_WHY`, or a fact: its kind and its key, as in "kaart projecten/flexwonen".
    kind, _, about = reason.partition(" ")
    return _WHY.get(reason) or PageFacts.kinds[kind].changed.format(about)
