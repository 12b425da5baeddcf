"""What `shadow_text` says of Pagefind: an index is made by the real program and searched by its own JavaScript."""

import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from vindplaats.read.html_store import StoredHtml
from vindplaats.search.hit import Hit, HitReport, HitText
from vindplaats.search.pagefind import build_index
from vindplaats.search.shadow_text import shown_text
from vindplaats.search.shadow_tree import write_tree

HERE = Path(__file__).parent
TEXTS: Mapping[str, str] = {
    "heel": "Onderzoek naar de arbeidsmarktonderzoek van nu",
    "deel": "Verslag over een marktonderzoek van toen",
    "los": "Verslag over de markt van toen",
    "meervoud": "Twee kastelen, een slot",
    "enkelvoud": "Het kasteel, een slot",
    "streepje": "Kosten van co-ouderschap en VNG-arbeidsmarkt",
    "zonder": "Over reïntegratie en cliënten",
    "met": "Over re-integratie en een client",
    "ligatuur": "Varen op het Ĳsselmeer",
    "gewoon": "Roeien op het IJsselmeer",
    "code": "Het veld snake_case en DigiD",
    "cijfers": "Over het covid-19-vaccinatiebeleid",
    "aanhaling": "Over ‘bouwplannen’ van 'bestuursleden'",
    "zacht": "Over woning\u00admarkt en\u200b zo",
}  # fmt: skip
REPORT = ("Inleiding over zeehonden", "", "Slot over mosselbanken")


class Texts:
    def page_texts(self, file: str) -> Sequence[str]:
        return REPORT if file == "rapport.pdf" else ()


def hit(name: str, text: str, **values: Any) -> Hit:
    body = HitText(StoredHtml(f"<p>{text}</p>".encode()), b"", taal=values.get("taal", ""))
    return Hit(path=f"projecten/{name}/index.html", soort="Project", titel=f"Titel {name}", texts=(body,), **values)


HITS = (
    *(hit(name, text) for name, text in TEXTS.items()),
    hit("rapport", "Tekst", reports=(HitReport("rapport.pdf", "mijn%20rapport.pdf", b""),)),
    hit("engels", "The arbeidsmarktonderzoek of now", taal="en"),
    hit(
        "feiten",
        "Tekst",
        facets=(("Werkveld", "Zorg: wonen, werk"), ("Werkveld", "<b>"), ("Jaar", "2021")),
        datum=20210309,
    ),
)


def make_index(hits: Sequence[Hit], folder: Path) -> Path:
    if not shutil.which("node"):
        pytest.skip("node is not installed")
    write_tree(hits, Texts(), None, str(folder / "tree"), 1)
    build_index(str(folder / "tree"), str(folder / "index"))
    return folder / "index"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_index(HITS, tmp_path_factory.mktemp("engine"))


def search(index: Path, *queries: str) -> list[list[dict[str, Any]]]:
    command = ["node", str(HERE / "engine.mjs"), str(index), json.dumps(queries)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def names(found: list[dict[str, Any]]) -> list[str]:
    return [hit["url"].split("/")[-2] for hit in found]


FOUND: Mapping[str, set[str]] = {
    "arbeidsmarktonderzoek": {"heel", "engels"},
    "arbeidsmarkt": {"heel", "engels", "streepje"},
    "onderzoek": {"heel", "deel"},
    "marktonderzoek": {"heel", "deel"},
    "markt": {"heel", "deel", "los", "streepje", "zacht"},
    "kasteel": {"meervoud", "enkelvoud"},
    "kastelen": {"meervoud", "enkelvoud"},
    "ouderschap": {"streepje"},
    "coouderschap": {"streepje"},
    "reintegratie": {"zonder", "met"},
    "re-integratie": {"zonder", "met"},
    "cliënt": {"zonder", "met"},
    "client": {"zonder", "met"},
    "ijsselmeer": {"ligatuur", "gewoon"},
    "snake": {"code"},
    "digid": {"code"},
    "woningmarkt": {"zacht"},
    "beleid": {"cijfers"},
    "covid-19": {"cijfers"},
    "plannen": {"aanhaling"},
    "bestuurslid": {"aanhaling"},
    "lid": {"aanhaling"},
    "mosselbanken": {"rapport"},
    "project": set(),
    "rapport": {"rapport"},  # in its title, not in the headings of pages
}


def test_what_is_found(index: Path) -> None:
    found = search(index, *FOUND)
    assert {query: set(names(hits)) for query, hits in zip(FOUND, found, strict=True)} == FOUND


def test_a_whole_word_ranks_above_a_part(index: Path) -> None:
    markt, kasteel, run = search(index, "markt", "kasteel", "marktonderzoek")
    assert names(markt)[0] == "los"
    assert names(run)[0] == "deel"
    scores = {name: hit["score"] for name, hit in zip(names(kasteel), kasteel, strict=True)}
    assert scores["meervoud"] == pytest.approx(scores["enkelvoud"], rel=0.2)


def test_whole_words_are_marked_and_shown_as_written(index: Path) -> None:
    shown = {
        hit["url"]: shown_text(hit["excerpt"]) for found in search(index, "markt", "kasteel", "snake") for hit in found
    }
    assert "<mark>arbeidsmarktonderzoek</mark> van nu" in shown["/projecten/heel/"]
    assert "Twee <mark>kastelen,</mark> een slot" in shown["/projecten/meervoud/"]
    assert "<mark>snake_case</mark> en DigiD" in shown["/projecten/code/"]


def test_a_page_of_a_report_is_a_part_of_its_study(index: Path) -> None:
    ((first, last)) = search(index, "zeehonden", "mosselbanken")
    assert [hit["parts"] for hit in first] == [["mijn%20rapport.pdf#page=1"]]
    assert [hit["parts"] for hit in last] == [["mijn%20rapport.pdf#page=3"]]


def test_values_are_not_divided(index: Path) -> None:
    (found,) = search(index, "feiten")
    assert found[0]["filters"] == {"Werkveld": ["Zorg: wonen, werk", "<b>"], "Jaar": ["2021"], "Soort": ["Project"]}
    assert found[0]["meta"]["titel"] == "Titel feiten"


ENGLISH = (
    ("story", "stories"), ("study", "studies"), ("policy", "policies"), ("child", "children"), ("woman", "women"),
    ("analysis", "analyses"), ("tax", "taxes"), ("branch", "branches"), ("wish", "wishes"), ("census", "censuses"),
    ("tenant", "tenants"), ("effect", "effects"), ("survey", "surveys"), ("value", "values"), ("trend", "trends"),
    ("house", "houses"), ("report", "reports"), ("person", "people"), ("skill", "skills"),
    ("Agency", "AGENCIES"), ("class", "classes"), ("process", "processes"), ("hypothesis", "hypotheses"),
)  # fmt: skip


def missed_pairs(pairs: Sequence[tuple[str, str]], folder: Path, **values: Any) -> list[str]:
    """Return the pairs of a query and a word that it does not find."""
    words = {
        word: f"woord{number}" for number, word in enumerate(dict.fromkeys(word for pair in pairs for word in pair))
    }
    index = make_index([hit(name, f"Verslag over {word} van toen", **values) for word, name in words.items()], folder)
    found = dict(zip(words, map(names, search(index, *words)), strict=True))
    both = [each for one, other in pairs for each in ((one, other), (other, one))]
    return [f"{query} {word}" for query, word in both if words[word] not in found[query]]


def test_singulars_and_plurals_find_each_other(tmp_path: Path) -> None:
    lines = (HERE / "plurals.txt").read_text(encoding="utf-8").splitlines()
    pairs = [(one, other) for one, other in (line.split() for line in lines if not line.startswith("#"))]
    assert len(pairs) >= 300
    assert missed_pairs(pairs, tmp_path) == []


def test_english_singulars_and_plurals_find_each_other(tmp_path: Path) -> None:
    assert missed_pairs(ENGLISH, tmp_path, taal="en") == []
