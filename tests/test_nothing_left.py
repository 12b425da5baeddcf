"""After a colleague leaves, no byte of the site contains their contact details."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from support import make_source, png, project, tree
from vindplaats.cli import main

PHOTO = png()
PIET, DIRK, CAS = "piet.puk@proef.example", "dirk@proef.example", "cas@proef.example"
PIET_PHONE, CAS_PHONE, SHARED_PHONE = "200000002", "600000003", "200000001"
"""Telephone numbers without the leading 0 or +31."""

SITE = {
    "site.yaml": "naam: Proef\nbase_url: https://proef.example/\nemail: info@proef.example\n",
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nemail: noor@proef.example\ntelefoon: 020-000 00 01\n---\n",
    "contactpersonen/piet/index.md": (
        f"---\nnaam: Piet Puk\nfunctie: hoofd water\nemail: {PIET}\ntelefoon: +31 (0)20 000-00-02\nfoto: portret.png\n"
        "vertrokken_op: 2024-03-01\nopvolger: noor\n---\n\nPiet keek naar meren.\n"
    ),
    "contactpersonen/dirk.md": (
        f"---\nnaam: Dirk Dee\nemail: {DIRK}\ntelefoon: (020) 0000001\nvertrokken_op: 2020-01-01\nopvolger: Piet\n---\n"
    ),
    "contactpersonen/cas.md": (
        f"---\nnaam: Cas Cee\nemail: {CAS}\ntelefoon: 06 0000 0003\nvertrokken_op: 2024-03-01\n---\n"
    ),
    **{
        f"projecten/{name}.md": project(name.upper()).replace("Noor de Wit", persons)
        for name, persons in {
            "a": "Piet Puk", "b": "[Dirk Dee, Noor, Piet Puk]", "c": "Cas Cee", "d": "Cas Cee of Noor",
            "e": "Piet Puk en Bo Aa",
        }.items()
    },
    "nieuws/n.md": "---\ntitel: N\ndatum: 2021-01-01\ncontactpersoon: Dirk Dee\n---\n",
}  # fmt: skip


def source(folder: Path, **more: str) -> Path:
    made = make_source(folder, SITE)
    (made / "content/contactpersonen/piet/portret.png").write_bytes(PHOTO)
    for name, text in more.items():
        (made / "content/projecten" / f"{name}.md").write_text(text, encoding="utf-8")
    return made


def build(made: Path, capsys: pytest.CaptureFixture[str], day: str) -> tuple[int, list[dict[str, Any]]]:
    code = main(["build", "--source", str(made), "--as-of", day, "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return code, [d for d in found if d["code"] != "onbekende-persoon"]


def found_in(made: Path) -> set[str]:
    """Return the details that occur in the site, in any spelling, in the name or the bytes of a file."""
    found = set()
    for path, data in tree(made / "public").items():
        text = html.unescape(data.decode("utf-8", "replace")).lower()
        text = re.sub("<wbr ?/?>|[\u00ad\u200b]", "", f"{path}\n{text}")
        digits = re.sub(r"(?<=\d)[^\da-z<>\"]+(?=\d)", "", text)
        found |= {mail for mail in (PIET, DIRK, CAS) if mail in text}
        found |= {number for number in (PIET_PHONE, CAS_PHONE, SHARED_PHONE) if number in digits}
        found |= {"foto"} if PHOTO in data or "portret" in text else set()
        found |= {"functie"} if "hoofd water" in text else set()
    return found


def contact(made: Path, page: str) -> str:
    """Return the text of a page that says whom to contact."""
    text = (made / "public" / page / "index.html").read_text(encoding="utf-8")
    person = page.startswith("contactpersonen")
    match = re.search("<h1>(.*?)</header>" if person else '<section class="contact">(.*?)</section>', text, re.DOTALL)
    assert match is not None
    return " ".join(html.unescape(re.sub("<wbr>|<[^>]*>", "", match[1])).split())


def test_the_day_before_the_departure_all_details_are_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = source(tmp_path)
    assert build(made, capsys, "2024-02-29") == (0, [])
    assert found_in(made) == {PIET, CAS, PIET_PHONE, CAS_PHONE, SHARED_PHONE, "foto", "functie"}
    assert contact(made, "projecten/a").startswith(
        "Meer informatie? Neem contact op met Piet Puk. hoofd water piet.puk@"
    )
    assert "Dirk" not in contact(made, "projecten/e")


def test_from_the_day_of_departure_no_detail_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = source(tmp_path)
    assert build(made, capsys, "2024-03-01") == (0, [])
    assert found_in(made) == {SHARED_PHONE}
    assert "noor@proef.example" in contact(made, "projecten/a")


def test_pages_name_the_successor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = source(tmp_path)
    build(made, capsys, "2024-03-01")
    request = "Meer informatie? Neem contact op"
    number = "noor@proef.example 020\u2011000 00 01"
    assert contact(made, "projecten/a") == (
        f"{request} met Noor de Wit, die het werk van Piet Puk heeft overgenomen. {number}"
    )
    assert f"{request} met Noor de Wit, die het werk van Dirk Dee en Piet Puk heeft" in contact(made, "projecten/b")
    assert contact(made, "projecten/c") == f"{request} via info@proef.example."
    assert contact(made, "projecten/d") == f"{request} met Noor de Wit. {number}"
    assert contact(made, "projecten/e").startswith(
        f"{request} met Noor de Wit of Bo Aa. Noor de Wit heeft het werk van Piet Puk overgenomen. Noor de Wit noor@"
    )
    assert f"{request} met Noor de Wit, die het werk van Dirk Dee heeft overgenomen." in contact(made, "nieuws/n")


def test_the_page_of_a_former_colleague_keeps_its_projects(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = source(tmp_path)
    build(made, capsys, "2024-03-01")
    assert contact(made, "contactpersonen/piet") == (
        "Piet Puk Piet Puk werkt hier niet meer. "
        "Neem contact op met Noor de Wit, die het werk heeft overgenomen. Piet keek naar meren. 3 projecten"
    )
    assert contact(made, "contactpersonen/cas") == (
        "Cas Cee Cas Cee werkt hier niet meer. Neem contact op via info@proef.example. 2 projecten"
    )
    page = (made / "public/contactpersonen/piet/index.html").read_text(encoding="utf-8")
    assert 'href="../../projecten/a/"' in page
    assert 'href="../../contactpersonen/noor/"' in page
    overview = (made / "public/contactpersonen/index.html").read_text(encoding="utf-8")
    assert overview.count('<span class="toelichting">werkt hier niet meer</span>') == 3


def test_no_contact_is_named_without_a_general_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = make_source(tmp_path, {**SITE, "site.yaml": "naam: Proef\nbase_url: https://proef.example/\n"})
    (made / "content/contactpersonen/piet/portret.png").write_bytes(PHOTO)
    assert build(made, capsys, "2024-03-01")[0] == 0
    assert contact(made, "contactpersonen/cas") == "Cas Cee Cas Cee werkt hier niet meer. 2 projecten"
    assert 'class="contact"' not in (made / "public/projecten/c/index.html").read_text(encoding="utf-8")


BODY = """Mail <Piet.Puk@proef.example>, of bel
0031 20-000.00.02. Zie [hem](../contactpersonen/piet/portret.png),
[nog eens](/contactpersonen/piet/portret.png) en [hier](mailto:piet.puk&#64;proef.example)."""


def test_details_in_text_by_an_editor_are_errors_at_every_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = source(tmp_path, x=project("X", body=BODY))
    code, reported = build(made, capsys, "2024-03-01")
    assert code == 1
    assert not (made / "public").exists()
    assert [(d["code"], d["severity"], d["line"], d["column"]) for d in reported] == [
        ("gegevens-vertrokken", "error", 9, 7),
        ("gegevens-vertrokken", "error", 10, 1),
        ("gegevens-vertrokken", "error", 10, 30),
        ("gegevens-vertrokken", "error", 11, 1),
        ("kapotte-link", "error", 11, 12),
    ]
    assert {d["file"] for d in reported} == {"content/projecten/x.md"}
    assert ["het e-mailadres" in reported[0]["message"], "het telefoonnummer" in reported[1]["message"]] == [True, True]
    assert "het portret van Piet Puk" in reported[2]["message"]


def test_warnings_before_a_departure_announce_the_errors_of_that_day(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = source(tmp_path, x=project("X", body=BODY))
    code, reported = build(made, capsys, "2024-02-29")
    assert code == 0
    assert [(d["code"], d["severity"], d["line"], d["column"]) for d in reported] == [
        ("gegevens-vertrokken", "warning", 9, 7),
        ("gegevens-vertrokken", "warning", 10, 1),
        ("gegevens-vertrokken", "warning", 10, 30),
        ("gegevens-vertrokken", "warning", 11, 1),
        ("gegevens-vertrokken", "warning", 11, 12),
    ]
    assert all("1 maart 2024" in d["message"] for d in reported)
