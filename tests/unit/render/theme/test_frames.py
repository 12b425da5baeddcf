"""A frame of a site that is older than a field of `site.yaml`: what it does not show is reported."""

import json
import shutil
from pathlib import Path

import pytest

from support import AS_OF, REPOSITORY, make_source, run_here

EARLIER = REPOSITORY / "tests/sites/sjablonen-0.2.0/templates"
SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
FIELDS = {
    "menu: [projecten, {titel: Fonds, url: 'https://fonds.example/'}]": (
        "links naar andere sites in 'menu'",
        "elders van een menukeuze",
    ),
    "voet: [Postbus 1]": ("'voet'", "site.voetregels"),
    "lettertype: Inter": ("'lettertype'", "site.lettertype"),
    "logo: logo.svg": ("'logo'", "site.logo"),
    "logo: logo.svg\nlogo_donker: wit.svg": ("'logo' en 'logo_donker'", "site.logo en site.logo_donker"),
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="20"></svg>'


def site(folder: Path, lines: str, **templates: str) -> Path:
    source = make_source(folder, {"site.yaml": f"{SITE}{lines}\n", "paginas/privacy.md": "---\ntitel: Privacy\n---\n"})
    for name in ("logo", "wit") if "logo" in lines else ():
        (source / f"content/{name}.svg").write_text(SVG, encoding="utf-8")
    if "wit" not in lines:
        (source / "content/wit.svg").unlink(missing_ok=True)
    (source / "templates").mkdir(exist_ok=True)
    for name, text in templates.items():
        (source / f"templates/{name}.html").write_text(text, encoding="utf-8")
    return source


def faults(source: Path) -> list[dict[str, object]]:
    done = run_here("check", "--source", str(source), "--as-of", AS_OF, "--format", "json")
    assert done.returncode == 0, done.stdout
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def old_base() -> str:
    return (EARLIER / "base.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("lines", FIELDS)
def test_a_base_of_an_earlier_release_that_does_not_show_a_field_is_reported(lines: str, tmp_path: Path) -> None:
    source = site(tmp_path, lines, base=old_base())
    (fault,) = faults(source)
    what, shown = FIELDS[lines]
    assert (fault["code"], fault["severity"], fault["file"]) == ("oud-sjabloon", "warning", "templates/base.html")
    assert fault["message"] == f"Dit sjabloon laat niet of niet goed zien: {what}."
    assert str(fault["remedy"]).startswith(f"Gebruik erin {shown}, of laat het standaard/base.html uitbreiden")
    (source / "templates/base.html").write_text('{% extends "standaard/base.html" %}', encoding="utf-8")
    assert faults(source) == []
    (source / "templates/base.html").unlink()
    assert faults(source) == []


def test_all_that_a_base_does_not_show_is_one_message(tmp_path: Path) -> None:
    lines = "\n".join(line for line in FIELDS if "wit" not in line and "logo" not in line)
    (fault,) = faults(site(tmp_path, lines, base=old_base()))
    assert str(fault["message"]).endswith("zien: links naar andere sites in 'menu', 'voet' en 'lettertype'.")


def test_the_style_sheet_of_a_site_counts_unless_the_base_links_to_it(tmp_path: Path) -> None:
    source = site(tmp_path, "", base=old_base())
    (source / "static").mkdir()
    assert faults(source) == []
    (source / "static/eigen.css").write_text("p {}", encoding="utf-8")
    assert "static/eigen.css" in str(faults(source)[0]["message"])
    link = '<link rel="stylesheet" href="{{ pagina.wortel }}static/eigen.css"></head>'
    (source / "templates/base.html").write_text(old_base().replace("</head>", link), encoding="utf-8")
    assert faults(source) == []


@pytest.mark.parametrize(
    "base",
    [
        '{% include "kop.html" %}{% block inhoud %}{% endblock %}',
        '{% import "kop.html" as kop with context %}{% block inhoud %}{% endblock %}',
        "{{ site['voetregels'] }}{% block inhoud %}{% endblock %}",
    ],
)
def test_what_shows_a_field_may_be_in_another_template(base: str, tmp_path: Path) -> None:
    source = site(
        tmp_path, "voet: [Postbus 1]", base=base, kop="{% for x in site.voetregels %}{{ x.titel }}{% endfor %}"
    )
    assert [fault["code"] for fault in faults(source)] == (["onbekend-sjabloon"] if "site[" in base else [])


def test_a_frame_under_another_name_counts_and_a_page_on_its_own_does_not(tmp_path: Path) -> None:
    frame = "{% block inhoud %}{% endblock %}"
    templates = {"huis": frame, "pagina": '{% extends "huis.html" %}', "404": "<p>Weg.</p>"}
    found = faults(site(tmp_path, "lettertype: Inter", **templates))
    assert [(fault["code"], fault["file"]) for fault in found] == [("oud-sjabloon", "templates/huis.html")]


def test_a_page_in_the_footer_stays_in_that_of_a_base_of_an_earlier_release(tmp_path: Path) -> None:
    source = site(tmp_path, "voet: [{titel: Privacy, url: /privacy/}]")
    for base in ("", old_base()):
        if base:
            (source / "templates/base.html").write_text(base, encoding="utf-8")
        assert run_here("build", "--source", str(source), "--as-of", AS_OF).returncode == 0
        footer = (source / "public/index.html").read_text(encoding="utf-8").partition("<footer")[2]
        assert footer.count("privacy/") == 1


def test_all_earlier_templates_together_give_one_message(tmp_path: Path) -> None:
    source = site(tmp_path, "voet: [Postbus 1]")
    shutil.copytree(EARLIER, source / "templates", dirs_exist_ok=True)
    assert [fault["file"] for fault in faults(source)] == ["templates/base.html"]


BROKEN = {
    "a tag that does not exist": b"{% geen %}",
    "a tag that is not closed": b"{% if site.naam %}",
    "an expression that is not closed": b"{{ site.naam",
    "no UTF-8": b"\xff<title>",
    "two equal arguments": b"{% macro m(a, a) %}{% endmacro %}",
    "too many brackets": b"{{ " + b"(" * 5000 + b"1" + b")" * 5000 + b" }}",
    "a number that is too long": b"{{ " + b"1" * 5000 + b" }}",
    "a filter that does not exist": b"{{ site.naam|geenfilter }}",
    "a part that is no UTF-8": b"{% include 'deel.html' %}",
}
WISHES = (*FIELDS, "")
"""Lines of `site.yaml` that a frame is checked for. If there are none, the site has a style sheet of its own."""


@pytest.mark.parametrize("name", ["base", "pagina"])
@pytest.mark.parametrize("broken", BROKEN)
def test_a_template_that_is_broken_is_reported_as_such(broken: str, name: str, tmp_path: Path) -> None:
    source = site(tmp_path, "menu: [projecten]")
    (source / "templates/deel.html").write_bytes(b"\xff")
    (source / f"templates/{name}.html").write_bytes(BROKEN[broken])
    if "deel" not in BROKEN[broken].decode(errors="replace"):
        (source / "templates/deel.html").unlink()
    for lines in WISHES:
        site(tmp_path, lines)
        if not lines:
            (source / "static").mkdir()
            (source / "static/eigen.css").write_text("p {}", encoding="utf-8")
        done = run_here("check", "--source", str(source), "--as-of", AS_OF, "--format", "json")
        assert done.returncode == 2, done.stderr
        found = [fault for fault in json.loads(done.stdout) if fault["severity"] == "error"]
        assert {fault["code"] for fault in found} == {"sjabloon-fout"}, lines


def test_a_frame_that_is_only_named_in_a_comment_is_none(tmp_path: Path) -> None:
    source = site(tmp_path, "voet: [Postbus 1]", oud=old_base(), home='{# {% extends "./oud.html" %} #}<!doctype html>')
    assert [fault["code"] for fault in faults(source)] == ["onbekend-sjabloon"]
