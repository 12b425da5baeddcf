"""A page with a mistake in YAML or without a required field is not on the site, but what is on it is checked."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from support import make_source, run_here
from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics.diagnostic import Diagnostic

Site = Callable[..., tuple[Corpus, tuple[Diagnostic, ...]]]
REGISTERED = {
    "werkvelden/wonen.md": "",
    "contactpersonen/noor.md": "naam: Noor de Wit",
    "opdrachtgevers/zeefonds.md": "naam: Zeefonds",
}
WRONG = "titel: 's Nachts\nwerkveld: wonen\ncontactpersoon: Noor de Wit"


def codes(site: Site, files: dict[str, str]) -> list[tuple[str, str, int]]:
    reported = site({**REGISTERED, **files})[1]
    return [(d.file.removeprefix("content/"), d.code, d.line) for d in reported if d.code != "zwerfbestand"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRONG, []),
        ("titel: 's Nachts\nwerkveld: wonnen\ncontactpersoon: Noor de Wit", [("onbekend-werkveld", 3)]),
        ("titel: a: b\nwerkveld: wonen\ncontactpersoon: Noor Witt", [("onbekende-persoon", 4)]),
        (f"{WRONG}\nopdrachtgever: Zeefond", [("onbekende-opdrachtgever", 5)]),
        (f"{WRONG}\nrapport: weg.pdf", [("bestand-ontbreekt", 5)]),
        (f"{WRONG}\n\n[b](weg.md)", [("kapotte-link", 8)]),
    ],
)
def test_what_can_be_read_is_checked(site: Site, text: str, expected: list[tuple[str, int]]) -> None:
    assert codes(site, {"projecten/x.md": text}) == [("projecten/x.md", code, line) for code, line in expected]


@pytest.mark.parametrize(
    "text",
    [
        "werkveld: wonnen: zorg\ncontactpersoon: Noor de Wit",
        "werkveld: wonnen\nen zorg\ncontactpersoon: Noor de Wit",
        "werkveld: wonnen\nwerkveld: wonen\ncontactpersoon: Noor de Wit",
        'werkveld: "wonnen\ncontactpersoon: Noor de Wit',
        "werkveld: wonnen jaar: 2021\ncontactpersoon: Noor de Wit",
    ],
)
def test_a_field_with_a_mistake_is_not_checked_further(site: Site, text: str) -> None:
    assert codes(site, {"projecten/x.md": text}) == []


def test_the_page_is_in_no_list_and_its_unknown_names_are_no_entries(site: Site) -> None:
    pages = {"projecten/x.md": f"{WRONG}\nopdrachtgever: Zeekomeet", "projecten/y.md": "opdrachtgever: Zeefonds"}
    corpus, _ = site({**REGISTERED, **pages})
    assert [study.project.id.name for study in corpus.studies] == ["y"]
    assert [entry.naam for entry in corpus.opdrachtgevers] == ["Zeefonds"]


def test_a_name_that_is_also_on_another_page_is_reported_once(site: Site) -> None:
    pages = {
        "projecten/x.md": f"{WRONG}\nopdrachtgever: Zeekomeet",
        "projecten/y.md": "werkveld: wonen\ncontactpersoon: Noor de Wit\nopdrachtgever: Zeekomeet",
    }
    assert codes(site, pages) == [("projecten/x.md", "onbekende-opdrachtgever", 5)]


def test_a_page_that_refers_to_it_has_no_message(site: Site) -> None:
    pages = {
        "projecten/x.md": WRONG,
        "projecten/y.md": "werkveld: wonen\ncontactpersoon: Noor de Wit\n\n[x](x.md) en [deel](x.md#deel)",
        "nieuws/n.md": "project: x",
    }
    assert codes(site, pages) == []


def test_news_with_a_mistake_names_a_study_that_exists(site: Site) -> None:
    assert codes(site, {"nieuws/n.md": "titel: 's Nachts\nproject: weg"}) == [("nieuws/n.md", "onbekend-project", 3)]


def checked(folder: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """Return the file and the code of each message about a site."""
    registers = {
        name: f"---\n{text or 'titel: Wonen'}\n---\n" for name, text in REGISTERED.items() if "noor" not in name
    }
    done = run_here("check", "--source", str(make_source(folder, registers | files)), "--format", "json")
    return [(d["file"].removeprefix("content/"), d["code"]) for d in json.loads(done.stdout)]


PROJECT = {
    "titel": "Vis",
    "werkveld": "wonen",
    "opdrachtgever": "Zeefonds",
    "contactpersoon": "Noor de Wit",
    "jaar": "2021",
}


def page(fields: dict[str, str], body: str = "Tekst.") -> str:
    return "\n".join(("---", *(f"{name}: {value}" for name, value in fields.items()), "---", "", body, ""))


@pytest.mark.parametrize("lacking", ["titel", "werkveld", "contactpersoon", "jaar"])
@pytest.mark.parametrize(
    ("fields", "body", "code"),
    [
        ({"werkveld": "wonnen"}, "Tekst.", "onbekend-werkveld"),
        ({"contactpersoon": "Noor Witt"}, "Tekst.", "onbekende-persoon"),
        ({"opdrachtgever": "Zeefond"}, "Tekst.", "onbekende-opdrachtgever"),
        ({"rapport": "weg.pdf"}, "Tekst.", "bestand-ontbreekt"),
        ({}, "[weg](weg.md)", "kapotte-link"),
    ],
)
def test_a_page_without_a_required_field_is_checked_in_one_go(
    lacking: str, fields: dict[str, str], body: str, code: str, tmp_path: Path
) -> None:
    wrong = PROJECT | fields
    if lacking in fields:
        return
    del wrong[lacking]
    found = checked(tmp_path, {"projecten/x.md": page(wrong, body)})
    assert sorted(found) == sorted([("projecten/x.md", "ontbrekend-veld"), ("projecten/x.md", code)])


def test_news_without_a_day_is_checked(tmp_path: Path) -> None:
    found = checked(tmp_path, {"nieuws/n.md": page({"titel": "N", "project": "weg", "werkveld": "wonnen"})})
    assert {code for _, code in found} == {"ontbrekend-veld", "onbekend-project", "onbekend-werkveld"}


def test_a_field_with_another_name_is_one_mistake(tmp_path: Path) -> None:
    wrong = {("werkvelden" if name == "werkveld" else name): value for name, value in PROJECT.items()}
    assert checked(tmp_path, {"projecten/x.md": page(wrong)}) == [("projecten/x.md", "onbekend-veld")]


def test_what_refers_to_a_page_without_a_required_field_has_no_message(tmp_path: Path) -> None:
    wrong = {name: value for name, value in PROJECT.items() if name != "jaar"}
    files = {
        "projecten/x.md": page(wrong),
        "projecten/y.md": page(PROJECT | {"titel": "Y"}, "[x](x.md) en [deel](x.md#deel)"),
        "nieuws/n.md": page({"titel": "N", "datum": "2021-01-01", "project": "x"}),
        "contactpersonen/ans.md": page({"functie": "Onderzoeker"}),
        "projecten/z.md": page(PROJECT | {"titel": "Z", "contactpersoon": "Ans"}, "Iets anders."),
    }
    assert checked(tmp_path, files) == [
        ("contactpersonen/ans.md", "ontbrekend-veld"),
        ("projecten/x.md", "ontbrekend-veld"),
    ]


@pytest.mark.parametrize(
    ("lines", "code"),
    [("menu: [projectn]", "onbekend-menu"), ("voet: [{titel: Weg, url: /weg/}]", "kapotte-link")],
)
@pytest.mark.parametrize("lacking", ["naam: Proef\n", "base_url: https://proef.example/\n"])
def test_the_links_of_a_site_without_a_required_field_are_checked(
    lines: str, code: str, lacking: str, tmp_path: Path
) -> None:
    site = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n".replace(lacking, "")
    assert checked(tmp_path, {"site.yaml": f"{site}{lines}\n"}) == [
        ("site.yaml", "ontbrekend-veld"), ("site.yaml", code),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    ["naam: a: b\nmenu: [over]", "menu: projectn: x", "menu: [projectn\nzoeken: nee", "per_pagina: x\nlogo: weg.svg"],
)
def test_another_mistake_in_site_yaml_has_no_further_message_about_the_same_field(lines: str, tmp_path: Path) -> None:
    name = "" if lines.startswith("naam") else "naam: Proef\n"
    site = f"{name}base_url: https://proef.example/\n{lines}\n"
    assert len(checked(tmp_path, {"site.yaml": site, "paginas/over.md": "---\ntitel: Over\n---\n"})) == 1
