"""A small made-up site with a search index written by hand, to test the search page apart from how indexes are built.

The pages of its index have what the interface must show with care: markup in names, names of JavaScript itself, words
as the index writes them, pages of reports, another language, and more results than one page of the list.
"""

import shutil
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from vindplaats.search.pagefind import build_index
from vindplaats.search.shadow_page import EVERYTHING

STUDIES = 45
"""The number of studies in the index. Each also mentions "zeepaard"."""
WERKVELDEN = ("Draken", "Elfen", "Zeepaarden", "__proto__", "constructor", "<b>Vet</b> & 'co'")
CLIENTS = 14
YEARS = (2019, 2020, 2021)

SIGNS = (
    "Mail eva.wolk@droom.example of kijk op https://www.droom.example/kaart-2?x=1&amp;y=2 en typ zoek(1), 18/7, 1.204, "
    "art. 12b, “maanvis”, ’t Vlot, R&amp;D, 2031–--2036, stokvis—--en dan krilgarnaal."
)
"""A text with signs within and around words."""

_SITE = "naam: Bureau Zeepaard\nbase_url: https://zeepaard.example/\norganisatie: Bureau Zeepaard\n"


def write_source(folder: Path) -> Path:
    """Write a source with hardly any content into ``folder``; return ``folder``."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(_SITE, encoding="utf-8")
    (content / "paginas").mkdir()
    (content / "paginas/over.md").write_text("---\ntitel: Over ons\n---\nWij zwemmen.\n", encoding="utf-8")
    return folder


def replace_index(site: Path, folder: Path) -> None:
    """Replace the search index of a site by that of the made-up pages, which are written into ``folder``."""
    for path, text in pages().items():
        file = folder / path / "index.html"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    shutil.rmtree(site / "pagefind")
    build_index(str(folder), str(site / "pagefind"))
    words = '{"woorden":["zeepaardentelling","telling","arbeidsmarktonderzoek","kasteel","draken"]}'
    (site / "zoeken/woorden.json").write_text(words, encoding="utf-8")


def facets_of(number: int) -> dict[str, list[str]]:
    """Return the values of the facets of a study."""
    werkvelden = [WERKVELDEN[number % 3]]
    if number % 5 == 0:
        werkvelden.append("Elfen" if werkvelden != ["Elfen"] else "Draken")
    if number in (7, 8, 9):
        werkvelden.append(WERKVELDEN[number - 4])
    return {
        "Werkveld": werkvelden,
        "Opdrachtgever": [f"Gemeente Nergens {number % CLIENTS:02}"],
        "Contactpersoon": ["Elif Verzonnen" if number % 4 else "Guus Fabel"],
        "Jaar": [str(YEARS[number % 3])],
        "Soort": ["Project"],
    }


def pages() -> dict[str, str]:
    """Return the pages of the index by path."""
    found = {f"projecten/studie-{number:02}": _study(number) for number in range(STUDIES)}
    for number in range(3):
        facets = {"Jaar": [str(YEARS[number])], "Soort": ["Nieuws"]}
        meta = {"titel": f"Nieuws over zeepaard {number}", "jaar": str(YEARS[number])}
        found[f"nieuws/bericht-{number}"] = _page(meta, facets, "<p>Er is een telling.</p>", f"{YEARS[number]}0301")
    found["contactpersonen/elif"] = _page(
        {"titel": "Elif Verzonnen"}, {"Soort": ["Persoon"]}, "<p>Zij werkt hier.</p>", "0"
    )
    return found


def _study(number: int) -> str:
    facets = facets_of(number)
    meta = {
        "titel": f"Studie {number} naar zeepaardentelling",
        "jaar": facets["Jaar"][0],
        "opdrachtgevers": "; ".join(facets["Opdrachtgever"]),
        "samenvatting": f"Samenvatting van studie {number}.",
    }
    title = f"Studie {number} naar zee--paarden--telling---paardentelling-zeepaardentelling"
    body = f"<p>{meta['samenvatting']}</p><p>Een zeepaard zwemt. {'Vul zin. ' * 40}Studie nummer{number} eindigt.</p>"
    match number:
        case 1:
            body += (
                "<p>Over &lt;img src=x onerror=alert(1)&gt; en R&amp;D in kastelen---kasteel, snake_case, a----b.</p>"
            )
        case 2:
            body += _report("rapport.pdf", 12, "drietand") + _report("grote%20tabel.pdf", 3, "drietand")
        case 3:
            meta |= {"titel": "Dragons of the sea", "taal": "en"}
            title = meta["titel"]
        case 4:
            body += "<p>eenhoorn en griffioen</p>"
        case 5:
            body += "<p>griffioen en feniks</p>"
        case 7:
            body += f"<p>{SIGNS}</p>"
        case 8:
            body += '<h2 id="feiten">\u2060</h2><p>Gemeente Nergens</p><p>Havenmeester Droom</p><p>tellen</p>'
        case 6:
            meta["titel"] = title = "<script>alert('titel')</script> & meer"
    return _page(meta, facets, body, f"{facets['Jaar'][0]}{number:04}", title)


def _report(file: str, number: int, word: str) -> str:
    page = f'<h2 id="{file}#page={number}">\u2060</h2><p>Op deze bladzijde ligt een {word} in het water.</p>'
    return f'<h2 id="{file}#page=1">\u2060</h2><p>Een voorblad.</p>{page}'


def _page(
    meta: Mapping[str, str], facets: Mapping[str, Sequence[str]], body: str, day: str, title: str | None = None
) -> str:
    values = [*(("meta", name, text) for name, text in {**meta, "title": meta["titel"], "alles": EVERYTHING}.items())]
    values += [("filter", name, value) for name, found in facets.items() for value in found]
    values.append(("sort", "datum", day))
    head = "".join(f'<meta data-pagefind-{use}="{name}[content]" content="{escape(v)}">' for use, name, v in values)
    return (
        f'<!doctype html><html lang="nl"><head><meta charset="utf-8">{head}</head>'
        f"<body data-pagefind-body><h1>{escape(title or meta['titel'])}</h1>{body}</body></html>"
    )
