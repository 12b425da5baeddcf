"""What is given for a new page is read by the rules for pages that exist."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from support import make_source, project
from vindplaats.catalogue.addition import Given, make_registry, read_given
from vindplaats.read.content import read_front_matter
from vindplaats.read.records import Kind

FILES = {
    "werkvelden/zorg-en-welzijn.md": "---\ntitel: Zorg en welzijn\n---\n",
    "werkvelden/water.md": "---\ntitel: Water\n---\n",
    "opdrachtgevers/a.md": "---\nnaam: Aa, Bee en Cee\n---\n",
    "opdrachtgevers/geen.md": "---\nnaam: Geen\n---\n",
    "contactpersonen/mees.md": "---\nnaam: Mees van der Aa\naliassen: [M.]\n---\n",
    "projecten/2019/golven.md": project("Golven"),
}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return make_source(tmp_path, FILES)


def read(source: Path, name: str, *texts: str) -> Given:
    given: dict[str, Sequence[str]] = {name: texts}
    kind: Kind = "projecten" if name in {"opdrachtgever", "jaar"} else "nieuws"
    return read_given(kind, given, make_registry(read_front_matter(str(source)), date(2026, 11, 23)))


@pytest.mark.parametrize(
    ("name", "texts", "value"),
    [
        ("werkveld", ["zorg & welzijn"], ("Zorg en welzijn",)),
        ("werkveld", ["Zorg en welzijn, water"], ("Zorg en welzijn", "Water")),
        ("werkveld", ["water", "Water", "werkvelden/water"], ("Water",)),
        ("opdrachtgever", ["Aa, Bee en Cee"], ("Aa, Bee en Cee",)),
        ("opdrachtgever", ["geen"], ("Geen",)),
        ("opdrachtgever", ["n.v.t."], ()),
        ("contactpersoon", ["Aa, drs. Mees van der"], ("Mees van der Aa",)),
        ("contactpersoon", ["m. en noor"], ("Mees van der Aa", "Noor de Wit")),
        ("jaar", ["2026"], "2026"),
        ("datum", ["2026-10-05"], "2026-10-05"),
        ("project", ["projecten/Golven"], "golven"),
    ],
)
def test_values_are_written_as_they_are_registered(source: Path, name: str, texts: list[str], value: object) -> None:
    given = read(source, name, *texts)
    assert given.values == {name: value}
    assert not given.diagnostics


@pytest.mark.parametrize(
    ("name", "texts", "codes"),
    [
        ("werkveld", ["Lucht"], ["onbekend-werkveld"]),
        ("werkveld", ["water", "lucht", "vuur"], ["onbekend-werkveld"] * 2),
        ("opdrachtgever", ["Dee"], ["onbekende-opdrachtgever"]),
        ("opdrachtgever", ["n.v.t.", "Aa, Bee en Cee"], ["geen-naam"]),
        ("contactpersoon", ["Piet"], ["onbekende-persoon"]),
        ("jaar", ["26"], ["ongeldig-jaar"]),
        ("jaar", ["2028"], ["ongeldig-jaar"]),
        ("datum", ["2026-02-30"], ["ongeldige-datum"]),
        ("project", ["eb"], ["onbekend-project"]),
    ],
)
def test_what_check_would_report_is_refused(source: Path, name: str, texts: list[str], codes: list[str]) -> None:
    assert [fault.code for fault in read(source, name, *texts).refused] == codes


def test_a_warning_about_a_value_is_no_refusal(source: Path) -> None:
    given = read(source, "datum", "2026-12-24")
    assert [fault.code for fault in given.diagnostics] == ["datum-in-toekomst"]
    assert not given.refused
