"""A page of text may name its own template in `sjabloon`."""

import json
from pathlib import Path

import pytest

from support import make_source, run_here

EXTENDS = (
    '{% extends "standaard/pagina.html" %}{% block pagina_na %}<p>Eigen slot van {{ tekst.titel }}</p>{% endblock %}'
)


def page(line: str = "", titel: str = "Actie") -> str:
    return f"---\ntitel: {titel}\n{line}\n---\n\n## Kop\n\nVerzonnen tekst.\n"


def site(folder: Path, line: str, pages: dict[str, str] = {}, **templates: str) -> Path:  # noqa: B006 (not changed)
    source = make_source(folder, {"paginas/actie.md": page(line), **pages})
    for name, text in templates.items():
        (source / f"templates/{name}.html").parent.mkdir(parents=True, exist_ok=True)
        (source / f"templates/{name}.html").write_text(text, encoding="utf-8")
    return source


def faults(source: Path, code: int) -> list[dict[str, object]]:
    results = [run_here(command, "--source", str(source), "--format", "json") for command in ("check", "build")]
    assert [result.returncode for result in results] == [code, code]
    assert results[0].stdout == results[1].stdout
    found: list[dict[str, object]] = json.loads(results[0].stdout)
    return found


def test_a_page_has_the_template_that_it_names(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: lang", {"paginas/b.md": page(titel="B")}, lang=EXTENDS)
    assert faults(source, 0) == []
    text = (source / "public/actie/index.html").read_text(encoding="utf-8")
    assert "<p>Eigen slot van Actie</p></article>" in text
    assert "Eigen slot" not in (source / "public/b/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", ["", "sjabloon: lang", "sjabloon: pagina"])
def test_the_text_is_in_an_element_with_the_class_of_texts(line: str, tmp_path: Path) -> None:
    source = site(tmp_path, line, lang=EXTENDS) if "lang" in line else site(tmp_path, line)
    assert faults(source, 0) == []
    text = (source / "public/actie/index.html").read_text(encoding="utf-8")
    assert '<div class="inhoud">\n<h2 id="tekst-kop">Kop</h2>\n<p>Verzonnen tekst.</p>\n</div>' in text


def test_the_template_may_be_in_a_folder(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: acties/lang", {}, **{"acties/lang": EXTENDS})
    assert faults(source, 0) == []
    assert "Eigen slot" in (source / "public/actie/index.html").read_text(encoding="utf-8")


UNKNOWN = [
    ("lnag", "Sjabloon 'lnag' bestaat niet.", "Bedoelde u 'lang'?"),
    ("lang.html", "'lang.html' is niet de naam van een sjabloon.", "Bedoelde u 'lang'?"),
    ("templates/lang.html", "'templates/lang.html' is niet de naam van een sjabloon.", "Bedoelde u 'lang'?"),
    ("Lang", "'Lang' is niet de naam van een sjabloon.", "Bedoelde u 'lang'?"),
    ("zzqqx", "Sjabloon 'zzqqx' bestaat niet.", "Maak templates/zzqqx.html, of haal de regel weg"),
    ("../zz", "'../zz' is niet de naam van een sjabloon.", "Schrijf de naam van een bestand in templates/"),
    ("standaard/zz", "'standaard/zz' is niet de naam van een sjabloon.", "Schrijf de naam van een bestand"),
    ("_delen", "Sjabloon '_delen' bestaat niet.", "Maak templates/_delen.html, of haal de regel weg"),
    ("home", "Sjabloon 'home' is voor een andere soort pagina.", "Noem een ander bestand in templates/, of haal"),
]


@pytest.mark.parametrize(("name", "message", "remedy"), UNKNOWN)
def test_an_unknown_template_is_an_error_at_the_field(name: str, message: str, remedy: str, tmp_path: Path) -> None:
    source = site(tmp_path, f"sjabloon: {name}", {"paginas/b.md": page("sjabloon: lang")}, lang=EXTENDS)
    (fault,) = faults(source, 1)
    assert (fault["code"], fault["severity"]) == ("onbekend-sjabloon", "error")
    assert (fault["file"], fault["line"], fault["column"]) == ("content/paginas/actie.md", 3, 1)
    assert fault["message"] == message
    assert str(fault["remedy"]).startswith(remedy)


@pytest.mark.parametrize("line", ["sjabloon: lnag", "sjabloon: zzqqx", "sjablon: lang", "sjabloon: [lang]"])
def test_the_template_that_was_probably_meant_is_not_reported_as_unused(line: str, tmp_path: Path) -> None:
    (fault,) = faults(site(tmp_path, line, lang=EXTENDS), 1)
    assert (fault["severity"], fault["file"]) == ("error", "content/paginas/actie.md")


def test_a_part_is_no_template_for_a_page(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: _deel", _deel="<p>{{ tekst.inhoud }}</p>")
    (fault,) = faults(source, 1)
    assert fault["message"] == "Sjabloon '_deel' is een deel van andere sjablonen: de naam begint met '_'."
    (source / "templates/_deel.html").rename(source / "templates/deel.html")
    (source / "content/paginas/actie.md").write_text(page("sjabloon: deel"), encoding="utf-8")
    assert faults(source, 0) == []


PAGE = '{% extends "standaard/pagina.html" %}'
HIDING = [
    "<p>{{ tekst.titel }}</p>",
    PAGE + "{% block inhoud %}{{ tekst.titel }}{% endblock %}",
    PAGE + "{% block pagina_tekst %}{{ tekst.samenvatting }}{% endblock %}",
    '{% extends "ander.html" %}{% block pagina_tekst %}weg{% endblock %}',
    '{% extends "base.html" %}{% block inhoud %}{% include "ander.html" %}{% endblock %}',
]
SHOWING = [
    "{{ tekst.inhoud }}",
    PAGE,
    PAGE + "{% block pagina_tekst %}<hr>{{ super() }}{% endblock %}",
    PAGE + "{% block inhoud %}{{ tekst['inhoud'] }}{% endblock %}",
    PAGE + "{% block inhoud %}{% set t = tekst %}{{ t.inhoud }}{% endblock %}",
    PAGE + "{% block pagina_tekst %}{% block binnen %}{{ tekst.inhoud }}{% endblock %}{% endblock %}",
    "{% macro toon(x) %}{{ x.inhoud }}{% endmacro %}{{ toon(tekst) }}",
    "{{ tekst|attr('inhoud') }}",
    '{% include "ander.html" %}',
    '{% extends "ander" ~ ".html" %}',
]


@pytest.mark.parametrize("text", HIDING)
def test_a_template_that_does_not_show_the_text_is_reported_at_the_field(text: str, tmp_path: Path) -> None:
    other = "{{ tekst.titel }}" if "include" in text else PAGE
    source = site(tmp_path, "sjabloon: lang", lang=text, ander=other)
    found = [fault for fault in faults(source, 0) if fault["file"] != "templates/ander.html"]
    assert [(f["code"], f["severity"], f["file"], f["line"]) for f in found] == [
        ("sjabloon-zonder-tekst", "warning", "content/paginas/actie.md", 3)
    ]
    written = '<div class="inhoud">{{ tekst.inhoud }}</div>'
    assert found[0]["remedy"] == f"Zet in templates/lang.html, waar de tekst hoort: {written}."
    place = next(
        part for part in ("{{ tekst.titel }}", "{{ tekst.samenvatting }}", "weg", "{% include") if part in text
    )
    (source / "templates/lang.html").write_text(text.replace(place, written + place), encoding="utf-8")
    assert "sjabloon-zonder-tekst" not in {fault["code"] for fault in faults(source, 0)}
    (source / "templates/lang.html").write_text(text, encoding="utf-8")
    (source / "content/paginas/actie.md").write_text("---\ntitel: A\nsjabloon: lang\n---\n", encoding="utf-8")
    assert "sjabloon-zonder-tekst" not in {fault["code"] for fault in faults(source, 0)}


@pytest.mark.parametrize("text", SHOWING)
def test_a_template_that_shows_the_text_in_any_way_is_right(text: str, tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: lang", lang=text, ander=SHOWING[0])
    assert [fault for fault in faults(source, 0) if fault["code"] != "onbekend-sjabloon"] == []
    assert "Verzonnen tekst." in (source / "public/actie/index.html").read_text(encoding="utf-8")


def test_an_own_template_for_all_pages_that_does_not_show_their_text_is_reported(tmp_path: Path) -> None:
    source = site(tmp_path, "", pagina="{{ tekst.titel }}")
    assert [fault["code"] for fault in faults(source, 0)] == ["sjabloon-zonder-tekst"]


def test_the_remedy_for_an_unknown_template_works(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: nieuw")
    assert len(faults(source, 1)) == 1
    (source / "templates").mkdir()
    (source / "templates/nieuw.html").write_text("{{ tekst.inhoud }}", encoding="utf-8")
    assert faults(source, 0) == []


def test_a_template_that_no_page_names_is_reported_if_all_pages_can_be_read(tmp_path: Path) -> None:
    source = site(tmp_path, "", lang=EXTENDS)
    (fault,) = faults(source, 0)
    assert (fault["code"], fault["file"]) == ("onbekend-sjabloon", "templates/lang.html")
    for text in (page("sjabloon: lang", titel=""), "---\nsjabloon: lang\nx: [\n---\n"):
        (source / "content/paginas/b.md").write_text(text, encoding="utf-8")
        assert {fault["file"] for fault in faults(source, 1)} == {"content/paginas/b.md"}


def test_an_error_in_the_template_of_a_page_has_its_line(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: lang", lang="a\n{{ tekst.titell }}")
    (fault,) = faults(source, 2)
    assert (fault["file"], fault["line"], fault["remedy"]) == ("templates/lang.html", 2, "Bedoelde u 'titel'?")


def test_a_change_of_the_field_or_of_the_template_is_noticed(tmp_path: Path) -> None:
    source = site(tmp_path, "sjabloon: lang", lang="een {{ tekst.titel }}", kort="kort {{ tekst.titel }}")
    (source / "content/paginas/b.md").write_text(page("sjabloon: kort", "B"), encoding="utf-8")
    assert {fault["code"] for fault in faults(source, 0)} == {"sjabloon-zonder-tekst"}
    changes = [
        ("templates/lang.html", "twee {{ tekst.titel }}", "twee Actie"),
        ("content/paginas/actie.md", page("sjabloon: kort"), "kort Actie"),
        ("templates/kort.html", '{% extends "lang.html" %}', "twee Actie"),
        ("templates/lang.html", "drie {{ tekst.titel }}", "drie Actie"),
    ]
    for path, text, shown in changes:
        (source / path).write_text(text, encoding="utf-8")
        assert run_here("build", "--source", str(source)).returncode == 0
        assert (source / "public/actie/index.html").read_text(encoding="utf-8") == shown
