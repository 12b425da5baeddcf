"""The items of lists: cards of studies and news, and lines of overviews. A page has the same item in every list."""

from collections.abc import Mapping

from vindplaats.catalogue.corpus import Bericht, Entry, Study
from vindplaats.catalogue.order import entry_name
from vindplaats.dutch.dates import dutch_date
from vindplaats.dutch.sorting import sort_key
from vindplaats.read.page_id import PageId
from vindplaats.read.records import Persoon
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.views.lists import IngangView
from vindplaats.render.views.pages import KaartView
from vindplaats.text import shorten

DEPARTED_NOTE = "werkt hier niet meer"
"""The note beside a colleague who has left, in place of their function, in the overview of contact persons."""


def study_card(study: Study, entries: Mapping[PageId, Entry], routes: Routes, taal: str) -> KaartView:
    """Return the card of a study. Each client is shown by its abbreviation, or by its name if it has none.

    ``taal`` is the language of the site, for a study that does not name one.
    """
    project = study.project
    return KaartView(
        titel=project.titel,
        url=routes.pages[project.id],
        taal=project.taal or taal,
        samenvatting=project.samenvatting or shorten(project.body.first, 240),
        jaar=project.jaar,
        opdrachtgevers=tuple(entries[r.id].afkorting or entries[r.id].naam for r in study.opdrachtgevers),
        concept=project.concept,
    )


def bericht_card(bericht: Bericht, routes: Routes, taal: str) -> KaartView:
    """Return the card of a nieuwsbericht. ``taal`` is as in `study_card`."""
    record = bericht.record
    return KaartView(
        titel=record.titel,
        url=routes.pages[record.id],
        taal=record.taal or taal,
        samenvatting=record.samenvatting or shorten(record.body.first, 240),
        datum=dutch_date(record.datum),
        datum_iso=record.datum.isoformat(),
        concept=record.concept,
    )


def entry_line(entry: Entry, url: str) -> IngangView:
    """Return the line of an entry in an overview. ``url`` is the address of its page.

    The note is the beginning of the text of a werkveld, the function of a person (`DEPARTED_NOTE` for one who has
    left), or the abbreviation of a client.
    """
    note = entry.afkorting
    if entry.kind == "werkvelden" and entry.record is not None:
        note = shorten(entry.record.body.first)
    elif isinstance(entry.record, Persoon):
        note = DEPARTED_NOTE if entry.vertrokken else entry.record.functie
    first = sort_key(entry_name(entry))[0][:1].upper()
    letter = first if first.isalpha() else "0–9"
    return IngangView(titel=entry.naam, url=url, aantal=len(entry.projecten), toelichting=note, letter=letter)
