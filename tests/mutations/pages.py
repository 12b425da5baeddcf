"""Pages as text: fields of their front matter, their words, and whole pages made up."""

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
KOPPEN = ("Aanpak", "Wat wij vonden", "Vragen", "Hoe verder", "Cijfers")
BIJLAGEN = ("rapport.pdf", "tabel.csv", "kaart.svg", "foto.png", "vragen.docx")

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def is_page(text: str) -> bool:
    """Tell whether a text has front matter that can be changed."""
    return text.startswith("---\n") and "\n---\n" in text


def front(text: str) -> str:
    """The lines of the front matter."""
    return text[4 : text.index("\n---\n") + 1]


def body(text: str) -> str:
    """What stands below the front matter."""
    return text[text.index("\n---\n") + 5 :]


def joined(lines: str, words: str) -> str:
    """A page of front matter and body."""
    return f"---\n{lines}---\n{words}"


def field(text: str, name: str) -> str | None:
    """The value of a field as it is written, of one line; None where it is absent."""
    found = re.search(rf"^{name}: ?(.*)$", front(text), re.MULTILINE) if is_page(text) else None
    return found[1] if found else None


def with_field(text: str, name: str, value: str | None) -> str:
    """The page with the field set, or left out for None."""
    lines = [line for line in front(text).splitlines(keepends=True) if not line.startswith(f"{name}:")]
    place = next((n for n, line in enumerate(front(text).splitlines()) if line.startswith(f"{name}:")), len(lines))
    if value is not None:
        lines.insert(place, f"{name}: {value}\n")
    return joined("".join(lines), body(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs and headings of a page."""
    return [part for part in body(text).strip("\n").split("\n\n") if part]


def with_paragraphs(text: str, parts: Sequence[str]) -> str:
    """The page with other paragraphs and headings."""
    return joined(front(text), "".join(f"\n{part}\n" for part in parts))


def without_links(text: str, target: str = "") -> str:
    """The text with the words of its links alone; of those to ``target`` where that is given."""
    return _LINK.sub(lambda found: found[1] if target in found[0] else found[0], text)


def headings(text: str) -> list[str]:
    """The anchors of the headings of a page."""
    return [slug(part.lstrip("# ")) for part in paragraphs(text) if part.startswith("## ")] if is_page(text) else []


def slug(words: str) -> str:
    """The words as a file name."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def stem(path: str) -> str:
    """The name of a page: of its file, or of its folder for ``index.md``."""
    name = os.path.basename(path).removesuffix(".md")
    return os.path.basename(os.path.dirname(path)) if name == "index" else name


def relative(path: str, page: str) -> str:
    """The path of a file as a page writes it."""
    return os.path.relpath(path, os.path.dirname(page))


def sentence(rng: random.Random) -> str:
    """A sentence, made up."""
    return rng.choice(ZINNEN).format(
        plaats=rng.choice(PLAATSEN), n=rng.randint(100, 999), m=rng.randint(2, 9), onderwerp=topic(rng).lower()
    )


def topic(rng: random.Random) -> str:
    """What a study is about."""
    return rng.choice(ONDERWERPEN)


def title(rng: random.Random) -> str:
    """A title, made up."""
    return f"{topic(rng)} in {rng.choice(PLAATSEN)}" + rng.choice(
        ["", "", f" {rng.randint(2019, 2026)}", ": een peiling"]
    )


def quoted(text: str) -> str:
    """The text as a value of a field."""
    return "'" + text.replace("'", "''") + "'"


def words(rng: random.Random, most: int = 4) -> str:
    """A body, made up."""
    parts = []
    for _ in range(rng.randint(1, most)):
        if rng.random() < 0.3:
            parts.append(f"## {rng.choice(KOPPEN)}")
        parts.append(" ".join(sentence(rng) for _ in range(rng.randint(1, 5))))
    return "".join(f"\n{part}\n" for part in parts)


def page(fields: dict[str, str], text: str) -> str:
    """A page of fields, as they are written, and a body."""
    return joined("".join(f"{name}: {value}\n" for name, value in fields.items()), text)


def project(rng: random.Random, titel: str, who: Sequence[str], fields: Sequence[str], clients: Sequence[str]) -> str:
    """A project, made up."""
    return page(
        {
            "titel": quoted(titel),
            "werkveld": rng.choice([*fields, f"[{', '.join(fields[:2])}]"]) if fields else "Algemeen",
            "opdrachtgever": rng.choice([*clients, "[]"]),
            "contactpersoon": rng.choice(who) if who else "Niemand Nergens",
            "jaar": str(rng.randint(2015, 2026)),
        },
        words(rng),
    )


def news(rng: random.Random, titel: str) -> str:
    """A nieuwsbericht, made up."""
    return page(
        {"titel": quoted(titel), "datum": f"{rng.randint(2020, 2026)}-0{rng.randint(1, 9)}-1{rng.randint(0, 9)}"},
        words(rng, 2),
    )


def first_site(rng: random.Random) -> dict[str, bytes]:
    """A whole source, made up: paths and bytes."""
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
