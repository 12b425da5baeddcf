"""The field ``extra`` in templates: on every kind of page, and in builds of changes."""

import json
import re
from pathlib import Path

import pytest

from support import REPOSITORY, make_source, project, run_here, tree

SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\nextra:\n  thema: {site}\n"
FILES = {
    "site.yaml": SITE.format(site="zee"),
    "projecten/p.md": project("P", extra="extra: {thema: p, dag: 2026-12-01}\n", body="Een."),
    "nieuws/n.md": "---\ntitel: N\ndatum: 2026-01-01\ncontactpersoon: Noor\nextra: {thema: n}\n---\n",
    "werkvelden/water.md": "---\ntitel: Water\nextra: {thema: w}\n---\n",
    "opdrachtgevers/fonds.md": "---\nnaam: Fonds\nextra: {thema: o}\n---\n",
    "contactpersonen/noor.md": "---\nnaam: Noor de Wit\nextra: {thema: c}\n---\n",
    "paginas/over.md": "---\ntitel: Over\nextra: {thema: t}\n---\n",
}
SHOWN = {
    "project.html": "{{ project.extra.thema }} {{ project.contactpersonen[0].extra.thema }} {{ project.extra.dag }}",
    "nieuwsbericht.html": "{{ bericht.extra.thema }}",
    "pagina.html": "{{ tekst.extra.thema }}",
    "index.html": "{{ index.extra.thema if index.extra.thema is defined else 'geen' }}",
    "404.html": "{{ site.extra.thema }}",
}


def make(folder: Path, files: dict[str, str], templates: dict[str, str]) -> Path:
    source = make_source(folder, files)
    (source / "templates").mkdir(exist_ok=True)
    for name, text in templates.items():
        (source / "templates" / name).write_text(text, encoding="utf-8")
    return source


def build(source: Path, *arguments: str) -> dict[str, str]:
    done = run_here("build", "--as-of", "2026-11-23", "--source", str(source), *arguments)
    assert done.returncode == 0, done.stderr
    return {path: data.decode() for path, data in tree(source / "public").items() if path.endswith("html")}


def test_every_kind_of_page_and_the_site_have_extra(tmp_path: Path) -> None:
    pages = build(make(tmp_path, FILES, SHOWN))
    assert pages["projecten/p/index.html"] == "p c 2026-12-01"
    assert pages["nieuws/n/index.html"] == "n"
    assert pages["over/index.html"] == "t"
    assert pages["404.html"] == "zee"
    assert pages["werkvelden/water/index.html"] == "w"
    assert pages["opdrachtgevers/fonds/index.html"] == "o"
    assert pages["contactpersonen/noor/index.html"] == "c"
    assert pages["projecten/index.html"] == pages["jaren/2021/index.html"] == "geen"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("site.yaml", "thema: zee", "thema: zand"),
        ("site.yaml", "thema: zee", "thema: 'zee'\n  meer: [1, ja]"),
        ("projecten/p.md", "thema: p", "thema: q"),
        ("projecten/p.md", "dag: 2026-12-01", "dag: 2027-12-01"),
        ("nieuws/n.md", "thema: n", "thema: m"),
        ("werkvelden/water.md", "thema: w", "thema: v"),
        ("opdrachtgevers/fonds.md", "thema: o", "thema: p"),
        ("contactpersonen/noor.md", "thema: c", "thema: d"),
        ("paginas/over.md", "thema: t", "thema: u"),
    ],
)
def test_a_changed_value_is_on_the_site_after_the_next_build(tmp_path: Path, path: str, old: str, new: str) -> None:
    source = make(tmp_path, FILES, SHOWN)
    build(source)
    assert FILES[path].count(old) == 1
    (source / "content" / path).write_text(FILES[path].replace(old, new), encoding="utf-8")
    after = build(source)
    assert after == build(source, "--no-cache", "--output", str(source / "public"))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [("2026", "'2026'", "getal tekst"), ("2026-12-01", "'2026-12-01'", "datum tekst"), ("ja", "'ja'", "ja tekst")],
)
def test_quotes_alone_make_another_value(tmp_path: Path, before: str, after: str, shown: str) -> None:
    kind = "{% if x is boolean %}ja{% elif x is number %}getal{% elif x is string %}tekst{% else %}datum{% endif %}"
    template = {"404.html": f"{{% set x = site.extra.thema %}}{kind}"}
    source = make(tmp_path, {"site.yaml": SITE.format(site=before)}, template)
    first = build(source)["404.html"]
    make(tmp_path, {"site.yaml": SITE.format(site=after)}, template)
    assert [first, build(source)["404.html"]] == shown.split()


@pytest.mark.parametrize("name", ["site", "project"])
def test_an_unknown_name_is_a_template_error_that_says_what_there_is(tmp_path: Path, name: str) -> None:
    source = make(tmp_path, FILES, {"project.html": f"{{{{ {name}.extra.tema }}}}"})
    done = run_here("check", "--source", str(source))
    assert done.returncode == 2
    assert "Bedoelde u 'thema'?" in done.stderr + done.stdout


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        ("{{ project.extra.contact }}", "'contact' staat niet in 'project.extra', op pagina 'Q'.",
         "Vul het in bij 'extra', of vraag het alleen op als het er is, met {% if project.extra.contact is defined %}"),
        ("{{ project.extra.tema }}", "'tema' staat niet in 'project.extra', op pagina 'Q'.", "Bedoelde u 'thema'?"),
        ("{{ project.extra['kleur-code'] }}", "'kleur-code' staat niet in 'project.extra', op pagina 'P'.",
         "Vul het in bij 'extra', of vraag het alleen op als het er is, met {% if project.extra[\"kleur-code\"] is"),
        ("{{ project.rapport.url }}", "de waarde ervoor is er niet (None), op pagina 'P'.", "Vraag het alleen op"),
        ("{{ project.auteurs[0].titel }}", ", op pagina 'P'.", "Vraag het alleen op"),
        ("{{ 1 / (project.auteurs|length) }}", "bij '{{ 1 / (project.auteurs|length) }}', op pagina 'P'.",
         "Verbeter deze regel."),
        ("{{ project.titell }}", "'titell' is niet op te vragen van 'project'.", "Bedoelde u 'titel'?"),
    ],
)  # fmt: skip
def test_an_error_that_depends_on_the_page_names_the_page(text: str, message: str, remedy: str, tmp_path: Path) -> None:
    files = {
        "projecten/p.md": project("P", extra="extra: {thema: a, contact: b, tema: c}\n"),
        "projecten/q.md": project("Q", jaar="2020", extra="extra: {thema: a}\n"),
    }
    source = make(tmp_path, files, {"project.html": text})
    found = [run_here(command, "--source", str(source), "--format", "json") for command in ("check", "build")]
    assert found[0].stdout == found[1].stdout
    (fault,) = json.loads(found[0].stdout)
    assert fault["message"].endswith(message)
    assert fault["remedy"].startswith(remedy)


def test_what_the_remedy_for_a_missing_name_says_works(tmp_path: Path) -> None:
    text = "{% if project.extra.contact is defined %}{{ project.extra.contact }}{% endif %}"
    files = {"projecten/p.md": project("P", extra="extra: {contact: b}\n"), "projecten/q.md": project("Q")}
    pages = build(make(tmp_path, files, {"project.html": text}))
    assert (pages["projecten/p/index.html"], pages["projecten/q/index.html"]) == ("b", "")


def test_the_recipe_of_the_readme_shows_dates_and_truth_values(tmp_path: Path) -> None:
    readme = (REPOSITORY / "templates/README.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"`(\{\{ project\.extra\.dag\|datum \}\}, .*)`", readme)
    files = {
        f"projecten/{name}.md": project(name.upper(), extra=f"extra: {{{extra}}}\n", body=f"Tekst {name}.")
        for name, extra in (("a", "dag: 2026-12-01, open: ja"), ("b", "dag: najaar 2026, open: nee"))
    }
    pages = build(make(tmp_path, files, {"project.html": recipe}))
    assert pages["projecten/a/index.html"] == "1 december 2026, open"
    assert pages["projecten/b/index.html"] == "najaar 2026, gesloten"


def test_the_extra_of_a_person_who_left_is_on_no_page(tmp_path: Path) -> None:
    left = "---\nnaam: Noor de Wit\nvertrokken_op: 2026-01-01\nextra: {thema: geheim}\n---\n"
    shown = {**SHOWN, "project.html": "{{ project.extra.thema }}"}
    pages = build(make(tmp_path, {**FILES, "contactpersonen/noor.md": left}, shown))
    assert pages["contactpersonen/noor/index.html"] == "geen"


@pytest.mark.parametrize("where", ["site.yaml", "projecten/p.md", "paginas/over.md", "werkvelden/water.md"])
@pytest.mark.parametrize(
    "value", ["wie: [{mail: noor@proef.example}]", "noor@proef.example: 1", "x: [{020-1234567: 1}]"]
)
def test_a_detail_of_a_person_who_left_is_found_in_extra(tmp_path: Path, value: str, where: str) -> None:
    left = "---\nnaam: Noor de Wit\nvertrokken_op: 2026-01-01\nemail: noor@proef.example\ntelefoon: 020-1234567\n---\n"
    text = FILES[where].replace("thema: ", f"{value}, thema: ", 1)
    if where == "site.yaml":
        text = f"{FILES[where]}  {value}\n"
    source = make(tmp_path, {**FILES, "contactpersonen/noor.md": left, where: text}, {})
    done = run_here("check", "--as-of", "2026-11-23", "--source", str(source))
    assert done.returncode == (2 if where == "site.yaml" else 1)
    assert f"content/{where}:" in done.stderr + done.stdout
    assert "gegevens-vertrokken" in done.stderr + done.stdout


@pytest.mark.parametrize("value", ['"a\\x07b": 1', 'x: "a\\x07b"', 'x: [{"a\\x07b": 1}]'])
def test_a_control_character_in_extra_is_one_error(tmp_path: Path, value: str) -> None:
    files = {**FILES, "projecten/p.md": project("P", extra=f"extra:\n  {value}\n")}
    done = run_here("check", "--source", str(make(tmp_path, files, {})), "--format", "json")
    assert [(fault["code"], fault["file"]) for fault in json.loads(done.stdout)] == [
        ("codering", "content/projecten/p.md")
    ]


EQUAL = [
    ("thema: groen", 'thema: "groen"', None),
    ("thema: groen", "thema: 'groen'\n  meer: x", None),
    ("a: {x: 1, y: [b, c]}", "a: {y: [\"b\", 'c'], x: 1}", None),
    ("a: ja", "a: true", None),
    ("a: 1.5", "a: '1.5'", "'extra' is hier 'a: '1.5'' en daar 'a: 1.5'"),
    ("a: 1", "a: ja", "'extra' is hier 'a: ja' en daar 'a: 1'"),
    ("a: groen", "a: Groen", "'extra' is hier 'a: Groen' en daar 'a: groen'"),
]


@pytest.mark.parametrize(("mine", "theirs", "conflict"), EQUAL)
def test_exact_doubles_differ_in_extra_only_if_its_meaning_differs(
    tmp_path: Path, mine: str, theirs: str, conflict: str | None
) -> None:
    text = "Een verzonnen tekst van een paar woorden."
    pages = {
        f"projecten/{name}.md": project("P", extra=f"extra:\n  {extra}\n", body=text)
        for name, extra in (("a", mine), ("b", theirs))
    }
    done = run_here("check", "--source", str(make(tmp_path, pages, {})))
    output = done.stdout + done.stderr
    assert output.count("dubbel-conflict") == (conflict is not None)
    assert conflict is None or conflict in output


def test_exact_doubles_join_their_extra_and_report_what_differs(tmp_path: Path) -> None:
    text = "Een verzonnen tekst van een paar woorden."
    files = {
        f"projecten/{name}.md": project("P", extra=f"extra: {{{extra}}}\n", body=text)
        for name, extra in (("a", "x: 1, y: a"), ("b", "y: b, z: [1, 2]"))
    }
    template = {"project.html": "{% for x in project.extra %}{{ x }}={{ project.extra[x] }} {% endfor %}"}
    done = run_here("check", "--source", str(make(tmp_path, files, template)))
    assert done.returncode == 1
    assert done.stdout.count("dubbel-conflict") + done.stderr.count("dubbel-conflict") == 1
    assert "'extra' is hier 'y: b' en daar 'y: a'" in done.stdout + done.stderr
    pages = build(make(tmp_path, {**files, "projecten/b.md": files["projecten/b.md"].replace("y: b, ", "")}, template))
    assert pages["projecten/a/index.html"] == "x=1 y=a z=(1, 2) "
