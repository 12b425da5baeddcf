"""A made-up site of 300 projects, the same at every run, with everything that sites can have and the real case lacks.

``python tests/browser/fabricated.py DIR`` writes it as a source. No person or organisation in it exists. Some projects
have a very long title, twelve partners, a text in English, no summary, a series or a short report. One has everything
that a page can have: many headings, tables, pictures and footnotes. One has everything that Markdown can express
(``opmaak.md``), and one is in Arabic (``arabisch.md``), in a site that is in Dutch. There are also a person with 200
projects, a person who left, more clients than fit on a screen, and a werkveld, a client and a person without projects.
There are no drafts.
"""

import random
import struct
import sys
import zlib
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.author import Author
from benchmarks.language import capital
from support import XMP

PROJECTS = 300
BUSY = "Femke Nergens-van der Luchtkasteel"
"""The person with `BUSY_PROJECTS` projects."""
BUSY_PROJECTS = 200
FIRST_YEAR, LAST_YEAR = 2004, 2026
ENGLISH, PARTNERED, LONG, BARE, MARKUP, ARABIC = "english", "partners", "lang", "kaal", "opmaak", "arabisch"
"""Names of special projects: in English, with twelve partners, with everything, with hardly anything, with all that
Markdown can express, in Arabic.
"""
_SPECIAL = {0: LONG, 1: ENGLISH, 2: PARTNERED, 3: BARE, 4: MARKUP, 5: ARABIC}
_FIELDS_OF_WRITTEN = {
    MARKUP: {"titel": "Eenhoorns in Schijnwijk: een telling", "jaar": "2024"},
    ARABIC: {
        "titel": "وحيدات القرن في مدينة خيالية: دراسة لم تُجرَ قط",
        "samenvatting": "دراسة خيالية عن حيوانات لا توجد في مدينة لا توجد.",
        "taal": "ar",
    },
}
"""Fields of the projects whose text is a file beside this module."""
CLIENTS, PERSONS = 180, 60
SERIES = {"Monitor Schijnwijk": range(2010, 2025), "Barometer Luchtkwaliteitsbeleving": range(2019, 2024, 2)}

WERKVELDEN = (
    "Arbeid en sociale zekerheid", "Bodem en water", "Cultuur", "Gezondheidsbevordering en leefstijlondersteuning",
    "ICT", "Jeugd", "Mobiliteit", "Onderwijs", "Openbaar bestuur", "Wonen", "Zorg",
)  # fmt: skip
EMPTY = ("Ruimtevaart", "Stichting Nog Niets", "Nul van Niemandsland")
"""A werkveld, a client and a person without projects."""
_LONG_TITLES = (
    "Arbeidsongeschiktheidsverzekeringsmaatschappijen: tussenevaluatie van gemeenschappelijkeregelingenproblematiek",
    "Verkeersinfrastructuurfinancieringsmogelijkhedenonderzoek",
    (
        "Wat werkt voor wie, wanneer en waarom? Een verkennend en vergelijkend onderzoek naar de ervaringen van "
        "bewoners, professionals en bestuurders met het aanvraagproces van langdurigezorgindicatiestellingen"
    ),
)
_FIRST = ("Anna", "Bas", "Carla", "Dirk", "Elif", "Guus", "Hanna", "Imre", "Jorrit", "Khadija", "Lars", "Maud")
_LAST = ("van Proef", "Voorbeeld", "de Verzonnen", "Fabel", "Schijn", "Droom", "ter Denkbeeld", "Raadsel", "Zeepaard")
_BODIES = ("Bond van", "Fonds", "Gemeente", "Instituut", "Koepel", "Provincie", "Raad voor", "Stichting", "Waterschap")
_PLACES = (
    "Aalscholverveen", "Bijna-Aan-Zee", "Callunaheide", "Droomland", "Eekhoornwoude", "Fabelstad", "Graafwijk",
    "Hazelmuisdrecht", "IJsvogelsluis", "Juffersdam", "Kikkerveld", "Luchtkasteel", "Mistbank", "Nergenshuizen",
    "Otterdijk", "Paddenstoelerwold", "Quasioord", "Regenboogstede", "Schijnwijk", "Twijfelmeer",
)  # fmt: skip


def write(folder: Path) -> Path:
    """Write the source into ``folder``, which must not contain one yet; return ``folder``."""
    rng = random.Random(500)
    for path, data in _files(rng, Author(rng, 220)):
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def _files(rng: random.Random, author: Author) -> Iterator[tuple[str, str | bytes]]:
    """Yield every file below ``content/`` with its text or bytes."""
    yield (
        "site.yaml",
        (
            "naam: Instituut Verzinsel\nbase_url: https://voorbeeld.example/onderzoek/\naccent: '#7a1f4b'\n"
            "beschrijving: Het Instituut Verzinsel onderzoekt sinds 2004 wat er in verzonnen steden, dorpen en polders "
            "gebeurt, en vertelt daarover in gewone taal.\nemail: info@voorbeeld.example\n"
        ),
    )
    clients = [f"{body} {place}" for place in _PLACES for body in _BODIES][:CLIENTS]
    people = [BUSY, *(f"{first} {last}" for last in _LAST for first in _FIRST)][:PERSONS]
    yield from _registries(author, clients, people)
    yield "paginas/over-ons.md", _page({"titel": "Over ons"}, _long_body(author, 5, pictures=False))
    yield "paginas/privacy.md", _page({"titel": "Privacy"}, "Wij bewaren niets, want wij bestaan niet.\n")
    names = []
    for number in range(PROJECTS):
        name = _SPECIAL.get(number, f"onderzoek-{number:03}")
        fields, body, files = _project(rng, author, number, clients, people)
        if name in _FIELDS_OF_WRITTEN:
            fields |= _FIELDS_OF_WRITTEN[name]
            body = (Path(__file__).parent / f"{name}.md").read_text(encoding="utf-8")
        names.append((name, fields["titel"]))
        yield f"projecten/{name}/index.md" if files else f"projecten/{name}.md", _page(fields, body)
        for file, data in files.items():
            yield f"projecten/{name}/{file}", data
    for number in range(70):
        name, title = names[number % 40 * 7]
        fields = {
            "titel": f"Nieuw: {title}"[:150],
            "datum": f"{2017 + number % 9}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "project": name,
            "contactpersoon": people[number % 5],
        }
        yield f"nieuws/bericht-{number:02}.md", _page(fields, _text(author, 90))


def _registries(author: Author, clients: list[str], people: list[str]) -> Iterator[tuple[str, str | bytes]]:
    for number, name in enumerate((*WERKVELDEN, EMPTY[0])):
        intro = author.sentence_of(author.study(words=60)) + "\n" if number % 2 == 0 else ""
        yield f"werkvelden/werkveld-{number:02}.md", _page({"titel": name}, intro)
    for number, name in enumerate((*clients, EMPTY[1])):
        fields = {"naam": name}
        if number % 9 == 0:
            fields |= {"afkorting": f"A{number:03}", "url": f"https://www.opdrachtgever-{number}.example/"}
        yield f"opdrachtgevers/opdrachtgever-{number:03}.md", _page(fields, "")
    for number, name in enumerate((*people, EMPTY[2])):
        fields = {"naam": name}
        if number % 3 == 0:
            mail = f"medewerker.nummer{number}@voorbeeld.example"
            fields |= {"functie": "Senior onderzoeker", "email": mail, "telefoon": "000 - 123 45 67"}
        if number == 0:
            fields["foto"] = "portret.png"
            yield "contactpersonen/persoon-00/portret.png", png(160, 160)
            yield "contactpersonen/persoon-00/index.md", _page(fields, "Doet onderzoek naar wat niet bestaat.\n")
            continue
        if number == 1:
            fields |= {"vertrokken_op": "2025-01-01", "opvolger": BUSY}
        yield f"contactpersonen/persoon-{number:02}.md", _page(fields, "")


def _project(
    rng: random.Random, author: Author, number: int, clients: list[str], people: list[str]
) -> tuple[dict[str, str], str, dict[str, bytes]]:
    """Return the fields, body and files of a project."""
    study = author.study()
    year = rng.randint(FIRST_YEAR, LAST_YEAR)
    fields = {
        "titel": study.titel,
        "werkveld": _list(rng.sample(WERKVELDEN, rng.choice((1, 1, 2, 3)))),
        "opdrachtgever": _list(rng.sample(clients[:9] if number % 3 else clients, rng.choice((1, 1, 1, 2)))),
        "contactpersoon": _list([BUSY] if number < BUSY_PROJECTS else rng.sample(people[1:], 2)),
        "jaar": str(year),
    }
    body, files = _text(author, 220), {}
    if number % 4:
        fields["samenvatting"] = author.sentence_of(study)
    if number % 10 == 0:
        fields |= {"rapport": "rapport.pdf", "auteurs": "['Voorbeeld, Bas', 'Proef, Anna van']"}
        fields |= {"publicatiedatum": "", "rapportnummer": f"{year}/{number:03}"}
        files = {"rapport.pdf": pdf(number % 7 + 1, study.titel)}
    if number % 100 < len(_LONG_TITLES):
        fields["titel"] = f"{_LONG_TITLES[number % 100]}" + (f", deel {number // 100 + 1}" if number >= 100 else "")
    series = [(name, jaar) for name, jaren in SERIES.items() for jaar in jaren]
    if 10 <= number < 10 + len(series):
        name, jaar = series[number - 10]
        fields |= {"titel": f"{name} {jaar}", "reeks": name, "jaar": str(jaar)}
    if number == 0:
        fields |= {
            "auteurs": "['Voorbeeld, Bas', 'Proef, Anna van', 'Luchtkasteel, Femke van der']",
            "bijlagen": "[tabellen.pdf, vragenlijst.pdf]",
            "links": "[{titel: Het rapport bij de opdrachtgever, url: 'https://www.opdrachtgever-0.example/rapport'}]",
            "trefwoorden": "[langdurigezorgindicatiestellingen, verkenning, bewoners]",
            "isbn": "978-90-0000-000-2",
            "doi": "10.5555/verzinsel.2024.1",
            "reeks": "Monitor Schijnwijk",
            "jaar": "2025",
        }
        files |= {"tabellen.pdf": pdf(12, "Tabellenboek"), "vragenlijst.pdf": pdf(1, "Vragen aan bewoners")}
        files |= {"kaart.png": png(1200, 700)}
        body = _long_body(author, 9, pictures=True)
    elif number == 1:
        fields |= {"titel": "Neighbourhood libraries as meeting places: a longitudinal study", "taal": "en"}
        fields["samenvatting"] = "Who visits a library, why, and what a morning without a programme brings about."
        body = "We counted the visitors of eight libraries.\n\n## Method\n\nNone of this happened.\n"
    elif number == 2:
        fields["partners"] = _list([f"Hogeschool {place}" for place in _PLACES[:12]])
    elif number == 3:
        fields["opdrachtgever"] = "[]"
        fields.pop("samenvatting", None)
        body = ""
    if "publicatiedatum" in fields:
        fields["publicatiedatum"] = f"{fields['jaar']}-05-12"
    return fields, body, files


def _text(author: Author, words: int) -> str:
    """Return paragraphs under one or two headings, without links."""
    page = author.project(author.study(words=words), links=False)
    return page.body.replace("### ", "## ")


def _long_body(author: Author, parts: int, *, pictures: bool) -> str:
    """Return a text of many headings, with a table, a quotation, a footnote and a picture."""
    study = author.study()
    sentence: Callable[[], str] = lambda: author.sentence_of(study)  # noqa: E731
    found = [f"{sentence()} {sentence()}[^1] {sentence()}"]
    for part in range(parts):
        found += [f"## {author.speech.heading(study.topics)}", f"{sentence()} {sentence()} {sentence()}", sentence()]
        if part % 3 == 1:
            found += [f"### {author.speech.heading(study.topics)}", sentence()]
        if part == 1:
            rows = "\n".join(f"| {capital(author.speech.topics()[0])} | {n * 1201} | {n},4% |" for n in range(1, 6))
            found.append(f"| Onderwerp | Aantal deelnemers | Aandeel |\n|:--|--:|--:|\n{rows}")
        if part == 2:
            found += [f"> {sentence()}", f"1. {sentence()}\n2. {sentence()}"]
        if part == 3 and pictures:
            found.append("![Kaart van Schijnwijk met de acht onderzochte buurten](kaart.png)")
    return "\n\n".join([*found, f"[^1]: {sentence()}"]) + "\n"


def _page(fields: dict[str, str], body: str) -> str:
    plain = {"titel", "naam", "samenvatting", "beschrijving", "telefoon"}
    lines = [f"{name}: {_quoted(value) if name in plain else value}" for name, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", body])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _list(names: list[str]) -> str:
    return f"[{', '.join(map(_quoted, names))}]"


def pdf(pages: int, title: str) -> bytes:
    """Return a valid and accessible PDF, with a line of text on each page (ISO 32000-1, 7.5)."""
    kids = " ".join(f"{2 * n + 7} 0 R" for n in range(pages))
    catalogue = "/Type /Catalog /Pages 2 0 R /Lang (nl) /MarkInfo << /Marked true >> /StructTreeRoot 4 0 R"
    catalogue += " /Metadata 5 0 R /ViewerPreferences << /DisplayDocTitle true >>"
    objects = [
        f"<< {catalogue} >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        f"<< /Title <FEFF{title.encode('utf-16-be').hex().upper()}> >>",
        "<< /Type /StructTreeRoot /K [<< /S /Document >>] >>",
        _stream(XMP.format(title=escape(title)), "/Type /Metadata /Subtype /XML "),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number in range(1, pages + 1):
        page = "/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 6 0 R >> >>"
        objects.append(f"<< {page} /Contents {len(objects) + 2} 0 R >>")
        objects.append(_stream(f"BT /F 36 Tf 60 700 Td (Tabel {number}: verzonnen) Tj ET"))
    data, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def _stream(text: str, entries: str = "") -> str:
    return f"<< {entries}/Length {len(text.encode())} >>\nstream\n{text}\nendstream"


def png(width: int, height: int) -> bytes:
    """Return a picture of two greys (PNG, second edition, 5)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + (b"\xb0" * (y * width // height) + b"\xd0" * width)[:width] for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
