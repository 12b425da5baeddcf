import html
import re
from pathlib import Path

import pytest

from pdfs import document, show
from search_engine import Engine
from support import AS_OF, make_source, project, run_here
from vindplaats.search.shadow_page import EVERYTHING

META = re.compile(r'<meta data-pagefind-(\w+)="(\w+)\[content\]" content="([^"]*)">')
BODY = re.compile(r"<body.*</body>", re.DOTALL)

DIJK = """---
titel: "Dijken: hoog, droog"
werkveld: Water
opdrachtgever: GZ
contactpersoon: [bas, eva]
jaar: 2021
samenvatting: Kort gezegd.
trefwoorden: [kade]
reeks: Dijkreeks
---

## Kopje

Zwanen & ganzen.
"""
FILES = {
    "site.yaml": "naam: Proef\nbase_url: https://proef.example/\nemail: info@proef.example\n",
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nfunctie: onderzoeker\n---\nZij fietst.\n",
    "contactpersonen/bas.md": "---\nnaam: Bas Groen\nvertrokken_op: 2024-01-01\nopvolger: noor\n---\n",
    "contactpersonen/eva.md": "---\nnaam: Eva Zwart\nvertrokken_op: 2024-01-01\n---\n",
    "opdrachtgevers/gz.md": "---\nnaam: Gemeente Zeepaard\nafkorting: GZ\naliassen: [Zeepaardse Raad]\n---\n",
    "werkvelden/water.md": "---\ntitel: Water\n---\nAlles over dijken.\n",
    "projecten/dijk.md": DIJK,
    "projecten/engels.md": project("Labour", extra="taal: en\npublicatiedatum: 2021-05-06\n", body="Arbeidsmarkt."),
    "projecten/concept.md": project("Nog niet", extra="concept: true\n", body="Geheimpje."),
    "projecten/later.md": project("Later", extra="publiceren_op: 2099-01-01\n"),
    "projecten/weg.md": project("Verlopen", extra="verloopt_op: 2020-01-01\n"),
    "nieuws/dijk.md": "---\ntitel: Dijk af\ndatum: 2022-02-03\nproject: dijk\n---\nLintje geknipt.\n",
    "nieuws/los.md": "---\ntitel: Verhuisd\ndatum: 2022-03-04\ncontactpersoon: bas\n---\nNaar een pand.\n",
    "paginas/over.md": "---\ntitel: Over ons\nsamenvatting: Wie wij zijn.\n---\nWij meten.\n",
    "index.md": "Wij zeven zand.\n",
    "paginas/about.md": "---\ntitel: About\ntaal: en\n---\nArbeidsmarkt.\n",
}  # fmt: skip


@pytest.fixture
def indexed(tmp_path: Path, engine: Engine) -> dict[str, str]:
    return shadow(tmp_path, engine)


def shadow(tmp_path: Path, engine: Engine, *more: str) -> dict[str, str]:
    source = make_source(tmp_path / "bron", FILES)
    done = run_here("build", "--source", str(source), "--as-of", AS_OF, "--jobs", "1", *more)
    assert done.returncode == 0, done.stderr
    return engine.indexed


def values(page: str, use: str) -> list[tuple[str, str]]:
    return [(name, html.unescape(value)) for found, name, value in META.findall(page) if found == use]


def body(page: str) -> str:
    found = BODY.search(page)
    assert found
    return html.unescape(re.sub(r"<[^>]+>", " ", found[0])).replace("--", "")


def test_what_is_found(indexed: dict[str, str]) -> None:
    soorten = {path: dict(values(page, "filter"))["Soort"] for path, page in indexed.items()}
    assert soorten == {
        "projecten/dijk/index.html": "Project",
        "projecten/engels/index.html": "Project",
        "nieuws/los/index.html": "Nieuws",
        "contactpersonen/noor/index.html": "Persoon",
        "opdrachtgevers/gz/index.html": "Opdrachtgever",
        "werkvelden/water/index.html": "Werkveld",
        "reeksen/dijkreeks/index.html": "Reeks",
        "over/index.html": "Pagina",
        "about/index.html": "Pagina",
        "index.html": "Pagina",
    }


def test_drafts_are_found_only_with_drafts(tmp_path: Path, engine: Engine) -> None:
    assert "Geheimpje" in shadow(tmp_path, engine, "--drafts")["projecten/concept/index.html"]


def test_a_study(indexed: dict[str, str]) -> None:
    page = indexed["projecten/dijk/index.html"]
    assert dict(values(page, "meta")) == {
        "titel": "Dijken: hoog, droog",
        "title": "Dijken: hoog, droog",
        "jaar": "2021",
        "opdrachtgevers": "Gemeente Zeepaard",
        "samenvatting": "Kort gezegd.",
        "alles": EVERYTHING,
    }
    assert values(page, "filter") == [
        ("Werkveld", "Water"),
        ("Opdrachtgever", "Gemeente Zeepaard"),
        ("Contactpersoon", "Noor de Wit"),
        ("Jaar", "2021"),
        ("Soort", "Project"),
    ]
    assert values(page, "sort") == [("datum", "20210000")]
    for text in ("Kort gezegd.", "Kopje", "Zwanen & ganzen.", "GZ", "Noor de Wit", "Dijkreeks", "Dijk af", "Lintje"):
        assert text.split()[0] in body(page), text


def test_who_left_is_nowhere(indexed: dict[str, str]) -> None:
    everything = "".join(indexed.values())
    assert "Bas" not in everything
    assert "Eva" not in everything
    assert dict(values(indexed["nieuws/los/index.html"], "filter"))["Contactpersoon"] == "Noor de Wit"


def test_another_language_is_not_split(indexed: dict[str, str]) -> None:
    page = indexed["projecten/engels/index.html"]
    for other in (page, indexed["about/index.html"]):
        assert "Arbeidsmarkt---arbeidsmarkts" in other
        assert "arbeids--markt" not in other.lower()
        assert dict(values(other, "meta"))["taal"] == "en"
    assert values(page, "sort") == [("datum", "20210506")]


def test_other_pages(indexed: dict[str, str]) -> None:
    assert "Naar een pand." in body(indexed["nieuws/los/index.html"])
    assert values(indexed["nieuws/los/index.html"], "sort") == [("datum", "20220304")]
    person, client = indexed["contactpersonen/noor/index.html"], indexed["opdrachtgevers/gz/index.html"]
    assert values(person, "filter") == [("Soort", "Persoon")]
    assert "onderzoeker" in body(person)
    assert "fietst" in body(person)
    assert "Zeepaardse" in body(client)
    assert "dijken" in body(indexed["werkvelden/water/index.html"])
    assert "Wij meten." in body(indexed["over/index.html"])


def test_pdfs_of_news_are_found(tmp_path: Path, engine: Engine) -> None:
    source = make_source(tmp_path / "bron", FILES)
    attached = {"dijk": "bijlagen: [feest.pdf, ../projecten/dijk.pdf]", "los": 'bijlagen: ["Plan 1, 100%.PDF"]'}
    for name, field in attached.items():
        path = source / f"content/nieuws/{name}.md"
        path.write_text(path.read_text(encoding="utf-8").replace("datum:", f"{field}\ndatum:"), encoding="utf-8")
    study = source / "content/projecten/dijk.md"
    study.write_text(DIJK.replace("reeks:", "rapport: dijk.pdf\nbijlagen: [dijk.pdf]\nreeks:"), encoding="utf-8")
    words = {"nieuws/feest.pdf": "Fanfare", "nieuws/Plan 1, 100%.PDF": "Trap", "projecten/dijk.pdf": "Zand"}
    for file, text in words.items():
        (source / "content" / file).write_bytes(document([show([text])]))
    done = run_here("build", "--source", str(source), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    pages = re.compile(r'<h2 id="([^"]*#page=1)">.</h2>\n<p>(?:<span[^>]*>)?(\w+)')
    assert pages.findall(engine.indexed["projecten/dijk/index.html"]) == [
        ("dijk.pdf#page=1", "Zand"),
        ("../../nieuws/dijk/feest.pdf#page=1", "Fanfare"),
    ]
    assert pages.findall(engine.indexed["nieuws/los/index.html"]) == [("Plan%201%2C%20100%25.PDF#page=1", "Trap")]
