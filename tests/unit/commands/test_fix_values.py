"""``check --fix``: what is written is what the field takes, and a diagnostic that says that it is fixed is fixed."""

from pathlib import Path

import pytest

from support import AS_OF, make_source, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.pipeline import check

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
WITH_EDITOR = f"{SITE}redactie: {{dienst: github, opslag: a/b}}\n"
REGISTERED = {
    "contactpersonen/bo.md": "---\nnaam: Bo Aa\naliassen: [Bootje]\n---\n",
    "contactpersonen/renee.md": "---\nnaam: Renée Verzonnen\naliassen: Renée\n---\n",
    "werkvelden/wonen.md": "---\ntitel: Wonen\n---\n",
    "werkvelden/zorg.md": "---\ntitel: Zorg\n---\n",
}
ACCENT = "e\u0301"
FIELDS = {
    "titel": "titel: Zee",
    "werkveld": "werkveld: Wonen",
    "opdrachtgever": "opdrachtgever: []",
    "contactpersoon": "contactpersoon: Noor de Wit",
    "jaar": "jaar: 2022",
}


def page(lines: str) -> str:
    """Return a page with these fields last, instead of those of the same name."""
    name = lines.partition(":")[0].lower().strip("? \n")
    return "\n".join(["---", *(line for key, line in FIELDS.items() if key != name), lines, "---", ""])


def fix(folder: Path, lines: str, site: str = SITE) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return what becomes of the last fields of a page, and the diagnostics that are left."""
    make_source(folder, {"site.yaml": site, **REGISTERED, "projecten/x.md": page(lines)})
    run_here("check", "--source", str(folder), "--as-of", AS_OF, "--fix")
    text = (folder / "content/projecten/x.md").read_text(encoding="utf-8")
    others = page(lines).removesuffix(f"{lines}\n---\n")
    assert text.startswith(others)
    left = check(Options(source=str(folder))).diagnostics
    return text.removeprefix(others).removesuffix("\n---\n"), tuple(d for d in left if d.code != "redactie-ontbreekt")


@pytest.mark.parametrize(
    ("lines", "fixed"),
    [
        ("Publicatie-datum: 12-05-2022", "publicatiedatum: 2022-05-12"),
        ('"Publicatie datum" : 12-05-2022', "publicatiedatum : 2022-05-12"),
        ("Jaar: “2022”", "jaar: 2022"),
        ("CONCEPT: “false”", "concept: false"),
        ("publicatiedatum: |\n  12-05-2022", "publicatiedatum: 2022-05-12"),
        (f"samenvatting: {ACCENT}{ACCENT}n, {ACCENT}n # {ACCENT}", f"samenvatting: één, én # {ACCENT}"),
        (f"reeks: Zee # {ACCENT}", f"reeks: Zee # {ACCENT}"),
        ("contactpersoon: >\n  Noor de Wit,\n  Bo Aa", "contactpersoon: >\n  Noor de Wit,\n  Bo Aa"),
    ],
)
def test_a_value_is_written_as_its_field_takes_it(lines: str, fixed: str, tmp_path: Path) -> None:
    assert fix(tmp_path, lines) == (fixed, ())


@pytest.mark.parametrize(
    "lines",
    [
        "jaar:\n  jaar: 2022",
        "publicatiedatum: {datum: 2022-05-12}",
        "rapport: {bestand: x.pdf}",
        "contactpersoon:\n  - persoon: Bo Aa",
        "doi:\n  doi: 10.1234/abc",
        "contactpersoon: Bo Aa (bo@proef.example)",
        "contactpersoon: Bo (bo@proef.example)",
        "contactpersoon: Bootje // op maandag",
    ],
)
@pytest.mark.parametrize("site", [SITE, WITH_EDITOR], ids=["zonder", "met"])
def test_what_is_no_text_with_a_colon_stays_as_it_is(lines: str, site: str, tmp_path: Path) -> None:
    stays, left = fix(tmp_path, lines, site)
    assert stays == lines
    assert left
    assert not any(diagnostic.fix for diagnostic in left)


@pytest.mark.parametrize(
    ("lines", "fixed"),
    [
        ("links:\n-\n  TITEL: 't Gooi\n  url: https://k.example/", "links:\n-\n  titel: \"'t Gooi\"\n  url: https://k.example/"),
        ("links:\n- Titel: Zorg: nu\n  Url: ‘https://k.example/’", "links:\n- titel: 'Zorg: nu'\n  url: https://k.example/"),
        ("links: [{TITEL: 's Nachts, URL: https://k.example/}]", "links: [{titel: \"'s Nachts\", url: https://k.example/}]"),
        ("Trefwoorden: [“a: b”, c: d, 's]", "trefwoorden: ['a: b', 'c: d', \"'s\"]"),
    ],
)  # fmt: skip
def test_several_faults_in_one_place_are_fixed_in_one_go(lines: str, fixed: str, tmp_path: Path) -> None:
    assert fix(tmp_path, lines) == (fixed, ())


def test_so_are_those_in_the_menu(tmp_path: Path) -> None:
    menu = "menu:\n  - {Titel: ‘Ons: fonds’, URL: https://fonds.example/}\n"
    _, left = fix(tmp_path, "jaar: 2022", f"{SITE}{menu}")
    assert left == ()
    assert "  - {titel: 'Ons: fonds', url: https://fonds.example/}\n" in (tmp_path / "content/site.yaml").read_text()


@pytest.mark.parametrize(
    ("lines", "fixed"),
    [
        ("contactpersoon: (Bootje)", "contactpersoon: Bo Aa"),
        ("werkveld: (WONEN)", "werkveld: Wonen"),
        ("contactpersoon: [“Bootje”, 'Noor  de Wit']", "contactpersoon: [Bo Aa, Noor de Wit]"),
        ("contactpersoon: Noor  de Wit", "contactpersoon: Noor de Wit"),
        ("contactpersoon: Noor\u00a0de Wit", "contactpersoon: Noor de Wit"),
        ("contactpersoon: Noor de\u200b Wit", "contactpersoon: Noor de Wit"),
        ("contactpersoon: 'Noor de Wit '", "contactpersoon: Noor de Wit"),
        ("contactpersoon: |\n  Noor de Wit", "contactpersoon: Noor de Wit"),
        ("werkveld: [Wonen, ' Zorg']", "werkveld: [Wonen, Zorg]"),
        ("? contactpersoon\n: Bo en Noor", "? contactpersoon\n: [Bo Aa, Noor de Wit]"),
        ("? contactpersoon\n: Bo", "? contactpersoon\n: Bo Aa"),
    ],
)
def test_names_are_fixed_whatever_is_around_them(lines: str, fixed: str, tmp_path: Path) -> None:
    assert fix(tmp_path, lines, WITH_EDITOR) == (fixed, ())


def test_a_name_with_entities_is_written_in_full(tmp_path: Path) -> None:
    fixed, left = fix(tmp_path, "contactpersoon: Ren&eacute;e", WITH_EDITOR)
    assert (fixed, left) == ("contactpersoon: Renée Verzonnen", ())


@pytest.mark.parametrize("site", [SITE, WITH_EDITOR], ids=["zonder", "met"])
def test_a_name_is_fixed_where_it_is_registered_before_it_is_written(site: str, tmp_path: Path) -> None:
    source = make_source(tmp_path, {
        **REGISTERED,
        "site.yaml": site,
        "werkvelden/wonen.md": "---\ntitel: “Wonen”\n---\n",
        "projecten/x.md": page("werkveld: Wonen, Zorg"),
    })  # fmt: skip
    run_here("check", "--source", str(source), "--as-of", AS_OF, "--fix")
    assert "titel: Wonen\n" in (source / "content/werkvelden/wonen.md").read_text(encoding="utf-8")
    assert "werkveld:\n  - Wonen\n  - Zorg\n" in (source / "content/projecten/x.md").read_text(encoding="utf-8")
