"""Functions on the text of pages: read and change fields and paragraphs, and make up whole pages."""

import os
import random
import re
import unicodedata
from collections.abc import Sequence

PLAATSEN = ("Fabelstad", "Nergenshuizen", "Schijnwijk", "Droomland", "Zandkasteel", "Spiegelmeer", "Café Überal")
ONDERWERPEN = (
    "Moestuinen", "Buurtbibliotheken", "Waterpeil", "Vrijwilligers", "Speelplekken", "Nachtbussen", "Wijkfeesten",
    "Leesclubs", "Zwembaden", "Stadsmuren", "Fietspaden", "Ontmoetingsplekken",
)  # fmt: skip
ZINNEN = (
    "In {plaats} spraken wij {n} bewoners over {onderwerp}.",
    "Van de {n} gevraagden kwam de helft nooit buiten {plaats}.",
    "De gemeente {plaats} telde {n} aanvragen, minder dan het jaar ervoor.",
    "Wat {onderwerp} betekenen voor de buurt, weet niemand precies.",
    "Wij keken naar {n} verslagen en vonden er {m} die iets zeiden over {onderwerp}.",
    "Het **verschil** tussen {plaats} en elders is klein.",
    "Na {n} weken hielden wij op met tellen.",
    "Een op de {m} deelnemers kende de regeling niet.",
    "Volgens de bewoners van {plaats} is er *genoeg* gedaan aan {onderwerp}.",
    "Er kwamen {n} brieven binnen, waarvan {m} zonder afzender.",
    "De kosten waren 1.{n} euro per jaar, en dat bleef zo.",
    "Wie meer wil weten over {onderwerp} leest het verslag.",
)
KOPPEN = ("Aanpak", "Wat wij vonden", "Vragen", "Hoe verder", "Cijfers", "Foto's en/of video's")
BIJLAGEN = ("rapport.pdf", "tabel.csv", "kaart.svg", "foto.png", "vragen.docx")

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def is_page(text: str) -> bool:
    """Return whether a text has front matter that can be changed."""
    return text.startswith("---\n") and "\n---\n" in text


def front(text: str) -> str:
    """Return the lines of the front matter, without the fences."""
    return text[4 : text.index("\n---\n") + 1]


def body(text: str) -> str:
    """Return the Markdown below the front matter."""
    return text[text.index("\n---\n") + 5 :]


def joined(lines: str, words: str) -> str:
    """Return a page with this front matter and body."""
    return f"---\n{lines}---\n{words}"


def field(text: str, name: str) -> str | None:
    """Return the value of a one-line field as written, or None if the field is absent."""
    found = re.search(rf"^{name}: ?(.*)$", front(text), re.MULTILINE) if is_page(text) else None
    return found[1] if found else None


def with_field(text: str, name: str, value: str | None) -> str:
    """Return the page with a field set, or removed if the value is None."""
    lines = [line for line in front(text).splitlines(keepends=True) if not line.startswith(f"{name}:")]
    place = next((n for n, line in enumerate(front(text).splitlines()) if line.startswith(f"{name}:")), len(lines))
    if value is not None:
        lines.insert(place, f"{name}: {value}\n")
    return joined("".join(lines), body(text))


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs and headings of a page."""
    return [part for part in body(text).strip("\n").split("\n\n") if part]


def with_paragraphs(text: str, parts: Sequence[str]) -> str:
    """Return the page with its paragraphs and headings replaced."""
    return joined(front(text), "".join(f"\n{part}\n" for part in parts))


def without_links(text: str, target: str = "") -> str:
    """Return the text with links replaced by their words: all links, or only those to ``target``."""
    return _LINK.sub(lambda found: found[1] if target in found[0] else found[0], text)


def headings(text: str) -> list[str]:
    """Return the anchors of the headings of a page."""
    return [slug(part.lstrip("# ")) for part in paragraphs(text) if part.startswith("## ")] if is_page(text) else []


def github_ids(text: str) -> list[str]:
    """Return the ids that GitHub gives the headings of a page: ``fotos-enof-videos``, and ``aanpak-1`` for a second."""
    names = [part.lstrip("# ").lower() for part in paragraphs(text) if part.startswith("## ")] if is_page(text) else []
    ids = [re.sub(r"[^\w -]", "", name).replace(" ", "-") for name in names]
    return [f"{name}-{ids[:n].count(name)}" if name in ids[:n] else name for n, name in enumerate(ids)]


def slug(words: str) -> str:
    """Return the words as a file name."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def stem(path: str) -> str:
    """Return the name of the file of a page without ``.md``, or of its folder if the file is ``index.md``."""
    name = os.path.basename(path).removesuffix(".md")
    return os.path.basename(os.path.dirname(path)) if name == "index" else name


def relative(path: str, page: str) -> str:
    """Return the path of a file relative to a page, as its links have it."""
    return os.path.relpath(path, os.path.dirname(page))


def sentence(rng: random.Random) -> str:
    """Return a random sentence."""
    return rng.choice(ZINNEN).format(
        plaats=rng.choice(PLAATSEN), n=rng.randint(100, 999), m=rng.randint(2, 9), onderwerp=topic(rng).lower()
    )


def topic(rng: random.Random) -> str:
    """Return a random topic of a study."""
    return rng.choice(ONDERWERPEN)


def title(rng: random.Random) -> str:
    """Return a random title."""
    return f"{topic(rng)} in {rng.choice(PLAATSEN)}" + rng.choice(
        ["", "", f" {rng.randint(2019, 2026)}", ": een peiling"]
    )


def quoted(text: str) -> str:
    """Return the text quoted as a YAML value."""
    return "'" + text.replace("'", "''") + "'"


def words(rng: random.Random, most: int = 4) -> str:
    """Return a random body of one to ``most`` parts, some with a heading."""
    parts = []
    for _ in range(rng.randint(1, most)):
        if rng.random() < 0.3:
            parts.append(f"## {rng.choice(KOPPEN)}")
        parts.append(" ".join(sentence(rng) for _ in range(rng.randint(1, 5))))
    return "".join(f"\n{part}\n" for part in parts)


def page(fields: dict[str, str], text: str) -> str:
    """Return a page with these fields, written as given, and a body."""
    return joined("".join(f"{name}: {value}\n" for name, value in fields.items()), text)


def project(
    rng: random.Random, titel: str, persons: Sequence[str], fields: Sequence[str], clients: Sequence[str]
) -> str:
    """Return a random project page."""
    return page(
        {
            "titel": quoted(titel),
            "werkveld": rng.choice([*fields, f"[{', '.join(fields[:2])}]"]) if fields else "Algemeen",
            "opdrachtgever": rng.choice([*clients, "[]"]),
            "contactpersoon": rng.choice(persons) if persons else "Niemand Nergens",
            "jaar": str(rng.randint(2015, 2026)),
        },
        words(rng),
    )


def news(rng: random.Random, titel: str) -> str:
    """Return a random nieuwsbericht."""
    return page(
        {"titel": quoted(titel), "datum": f"{rng.randint(2020, 2026)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"},
        words(rng, 2),
    )


def first_site(rng: random.Random) -> dict[str, bytes]:
    """Return the files of a random source: bytes by path."""
    persons = rng.sample(["Anna Proef", "Bas Voorbeeld", "Carla de Fabel", "Dirk Luchtkasteel", "Anna Droom"], 4)
    clients = rng.sample(["Stichting Zeepaard", "Fonds Nergens", "Gemeente Fabelstad", "Koepel Proefzorg"], 3)
    fields = rng.sample(["Water", "Cultuur", "Wonen", "Jeugd en zorg"], 3)
    made: dict[str, str] = {
        "content/site.yaml": "naam: Bureau Verzinsel\nbase_url: https://voorbeeld.example/\nper_pagina: 3\n"
    }
    for name in persons:
        made[f"content/contactpersonen/{slug(name)}.md"] = page({"naam": name, "functie": "onderzoeker"}, "")
    for name in clients:
        made[f"content/opdrachtgevers/{slug(name)}.md"] = page({"naam": name}, "")
    for number, name in enumerate(fields):
        made[f"content/werkvelden/{slug(name)}.md"] = page({"titel": name, "volgorde": str(number)}, "")
    made["content/paginas/over-ons.md"] = page({"titel": "Over ons"}, "\nWij bestaan niet.\n")
    for number in range(rng.randint(4, 7)):
        titel = title(rng)
        place = rng.choice(
            [f"{slug(titel)}-{number}.md", f"2021/{slug(titel)}-{number}.md", f"{slug(titel)}-{number}/index.md"]
        )
        made[f"content/projecten/{place}"] = project(rng, titel, persons, fields, clients)
    for number in range(rng.randint(2, 3)):
        titel = title(rng)
        made[f"content/nieuws/{slug(titel)}-n{number}.md"] = news(rng, titel)
    return {path: text.encode() for path, text in made.items()}
