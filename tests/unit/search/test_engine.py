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


Found = dict[str, list[dict[str, Any]]]


def search(index: Path, *queries: str) -> Found:
    """Return what is found for each query."""
    command = ["node", str(HERE / "engine.mjs"), str(index), json.dumps(queries)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(zip(queries, json.loads(done.stdout), strict=True))


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


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """What is found in an index of `HITS`, by query."""
    return search(make_index(HITS, tmp_path_factory.mktemp("engine")), *FOUND, "zeehonden", "feiten")


def test_what_is_found(found: Found) -> None:
    assert {query: set(names(found[query])) for query in FOUND} == FOUND


def test_a_whole_word_ranks_above_a_part(found: Found) -> None:
    assert names(found["markt"])[0] == "los"
    assert names(found["marktonderzoek"])[0] == "deel"
    scores = {name: hit["score"] for name, hit in zip(names(found["kasteel"]), found["kasteel"], strict=True)}
    assert scores["meervoud"] == pytest.approx(scores["enkelvoud"], rel=0.2)


def test_whole_words_are_marked_and_shown_as_written(found: Found) -> None:
    shown = {hit["url"]: shown_text(hit["excerpt"]) for query in ("markt", "kasteel", "snake") for hit in found[query]}
    assert "<mark>arbeidsmarktonderzoek</mark> van nu" in shown["/projecten/heel/"]
    assert "Twee <mark>kastelen,</mark> een slot" in shown["/projecten/meervoud/"]
    assert "<mark>snake_case</mark> en DigiD" in shown["/projecten/code/"]


def test_a_page_of_a_report_is_a_part_of_its_study(found: Found) -> None:
    assert [hit["parts"] for hit in found["zeehonden"]] == [["mijn%20rapport.pdf#page=1"]]
    assert [hit["parts"] for hit in found["mosselbanken"]] == [["mijn%20rapport.pdf#page=3"]]


def test_values_are_not_divided(found: Found) -> None:
    (hit,) = found["feiten"]
    assert hit["filters"] == {"Werkveld": ["Zorg: wonen, werk", "<b>"], "Jaar": ["2021"], "Soort": ["Project"]}
    assert hit["meta"]["titel"] == "Titel feiten"


ENGLISH = (
    ("story", "stories"), ("study", "studies"), ("policy", "policies"), ("child", "children"), ("woman", "women"),
    ("analysis", "analyses"), ("tax", "taxes"), ("branch", "branches"), ("wish", "wishes"), ("census", "censuses"),
    ("tenant", "tenants"), ("effect", "effects"), ("survey", "surveys"), ("value", "values"), ("trend", "trends"),
    ("house", "houses"), ("report", "reports"), ("person", "people"), ("skill", "skills"),
    ("Agency", "AGENCIES"), ("class", "classes"), ("process", "processes"), ("hypothesis", "hypotheses"),
)  # fmt: skip


def test_singulars_and_plurals_find_each_other(tmp_path: Path) -> None:
    lines = (HERE / "plurals.txt").read_text(encoding="utf-8").splitlines()
    dutch = [(one, other) for one, other in (line.split() for line in lines if not line.startswith("#"))]
    assert len(dutch) >= 300
    words = [(taal, word) for taal, pairs in (("", dutch), ("en", ENGLISH)) for pair in pairs for word in pair]
    hits = {key: f"woord{number}" for number, key in enumerate(dict.fromkeys(words))}
    index = make_index(
        [hit(name, f"Verslag over {word} van toen", taal=taal) for (taal, word), name in hits.items()], tmp_path
    )
    found = search(index, *dict.fromkeys(word for _, word in words))
    missed = [
        f"{query} {word}"
        for taal, pairs in (("", dutch), ("en", ENGLISH))
        for one, other in pairs
        for query, word in ((one, other), (other, one))
        if hits[taal, word] not in names(found[query])
    ]
    assert missed == []
