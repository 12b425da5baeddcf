"""The menu in `site.yaml`: every item is an overview or a page, and a mistake names the one that was meant."""

import json
from pathlib import Path

import pytest

from support import make_source, run_here

SITE = "naam: Proef\nbase_url: https://proef.example/\nmenu: {}\n"
PAGES = {
    "paginas/over-ons.md": "---\ntitel: Over ons\n---\n\nTekst.\n",
    "paginas/cookies.md": "---\ntitel: Uw gegevens\n---\n\nTekst.\n",
}


def remedies(source: Path, menu: str) -> list[str]:
    make_source(source, {**PAGES, "site.yaml": SITE.format(menu)})
    result = run_here("check", "--source", str(source), "--format", "json")
    return [fault["remedy"] for fault in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("menu", "near", "right"),
    [
        ("[projecten, Nieuws]", "nieuws", "[projecten, nieuws]"),
        ("[over-ons.md]", "over-ons", "[over-ons]"),
        ("[paginas/over-ons.md]", "over-ons", "[over-ons]"),
        ("[/over-ons/]", "over-ons", "[over-ons]"),
        ("[Over ons]", "over-ons", "[over-ons]"),
        ("[Uw gegevens]", "cookies", "[cookies]"),
        ("[werkveld]", "werkvelden", "[werkvelden]"),
        ("[oveer-ons, nieuws]", "over-ons", "[over-ons, nieuws]"),
        ("projecten, nieuws", "[projecten, nieuws]", "[projecten, nieuws]"),
        ("Projecten; Over ons", "[projecten, over-ons]", "[projecten, over-ons]"),
        ("projecten en nieuws", "[projecten, nieuws]", "[projecten, nieuws]"),
    ],
)
def test_a_wrong_item_names_the_right_one_without_losing_another(
    menu: str, near: str, right: str, tmp_path: Path
) -> None:
    assert remedies(tmp_path, menu) == [f"Bedoelde u '{near}'?"]
    assert remedies(tmp_path, right) == []


@pytest.mark.parametrize("menu", ["[zzz]", "[home]", "projecten, zzz"])
def test_an_item_that_resembles_nothing_lists_what_there_is(menu: str, tmp_path: Path) -> None:
    (remedy,) = remedies(tmp_path, menu)
    assert remedy.startswith("Haal het weg, of kies uit: projecten, werkvelden, ")
    assert remedy.endswith(", nieuws, cookies, over-ons.")
