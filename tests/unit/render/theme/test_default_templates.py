"""Names that begin with ``standaard/`` are of the default theme, so that a site can extend what it replaces."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from support import REPOSITORY, make_source, project, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs import theme_files
from vindplaats.render.theme import environment, templates
from vindplaats.render.theme.environment import SiteEnvironment
from vindplaats.render.theme.generated import find_generated
from vindplaats.render.theme.template_loader import bare_name, is_default
from vindplaats.render.theme.templates import check_theme, load_theme

FOLDER = REPOSITORY / "templates"
OWN_BASE = '{% extends "standaard/base.html" %}\n{% block hoofd %}<meta name="eigen">{{ super() }}{% endblock %}\n'


def write(folder: Path, **texts: str) -> Path:
    (folder / "templates").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"templates/{name}.html").write_text(text, encoding="utf-8")
    return folder


def built(folder: Path, **texts: str) -> Callable[[str], str]:
    """Build a site with templates, without any diagnostic, and return a function that reads its files."""
    source = write(make_source(folder, {"projecten/a.md": project("A")}), **texts)
    result = run_here("build", "--source", str(source), "--format", "json")
    assert (result.returncode, json.loads(result.stdout)) == (0, [])
    return lambda path: (source / "public" / path).read_text(encoding="utf-8")


def faults(folder: Path, **texts: str) -> tuple[Diagnostic, ...]:
    return check_theme(load_theme(str(write(folder, **texts)))).diagnostics


@pytest.mark.parametrize(
    ("name", "default", "bare"),
    [
        ("base.html", False, "base.html"),
        ("./base.html", False, "base.html"),
        ("standaard", False, "standaard"),
        ("standaard.html", False, "standaard.html"),
        ("delen/standaard/x.html", False, "delen/standaard/x.html"),
        ("standaard/", True, ""),
        ("standaard/base.html", True, "base.html"),
        ("./standaard//base.html", True, "base.html"),
        ("/standaard/a/b.html", True, "a/b.html"),
    ],
)
def test_names_of_the_default_theme(name: str, default: bool, bare: str) -> None:
    assert (is_default(name), bare_name(name)) == (default, bare)


def test_a_base_of_the_site_extends_that_of_the_default_theme_on_every_page(tmp_path: Path) -> None:
    page = built(tmp_path, base=OWN_BASE)
    for path in ("index.html", "projecten/a/index.html", "projecten/index.html", "404.html"):
        assert page(path).count('<meta name="eigen">') == page(path).count("<main") == 1


def test_a_default_template_that_is_extended_uses_the_other_templates_of_the_site(tmp_path: Path) -> None:
    werkveld = '{% extends "standaard/werkveld.html" %}{% block index_na %}<p>Slot</p>{% endblock %}'
    index = '{% extends "standaard/index.html" %}{% block index_opening %}<p>Begin</p>{% endblock %}'
    page = built(tmp_path, base=OWN_BASE, index=index, werkveld=werkveld)
    found = page("werkvelden/water/index.html")
    assert [found.count(part) for part in ('<meta name="eigen">', "<p>Begin</p>", "<p>Slot</p>")] == [1, 1, 1]
    assert "<p>Slot</p>" not in page("projecten/index.html")


def test_a_site_extends_a_template_with_equal_text(tmp_path: Path) -> None:
    """The quick code of the default template is then used under both names."""
    base = (FOLDER / "base.html").read_text(encoding="utf-8")
    assert built(tmp_path / "a", base=base)("index.html") == built(tmp_path / "b")("index.html")
    extended = '{% extends "standaard/base.html" %}'
    assert built(tmp_path / "c", base=extended)("index.html") == built(tmp_path / "b")("index.html")


def test_default_templates_have_quick_code_under_both_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if find_generated("404.html", (FOLDER / "404.html").read_text(encoding="utf-8")) is None:
        pytest.skip("another version of Jinja may generate other code")
    monkeypatch.setattr(environment, "_compiled", {})
    monkeypatch.setattr(SiteEnvironment, "parse", None)
    quick = SiteEnvironment((str(tmp_path), str(FOLDER)))
    for name in ("404.html", "standaard/404.html", "standaard/base.html"):
        assert quick.get_template(name).filename == str(FOLDER / bare_name(name))
    assert quick.referred["standaard/404.html"] == quick.referred["404.html"] == {"_delen.html", "base.html"}


EXTENDS = '{% extends "standaard/home.html" %}'
MISTAKES = [
    ('{% extends "standaard/bas.html" %}', 1, 13, "geen sjabloon 'standaard/bas.html'", "'standaard/base.html'"),
    ('{% extends "standaard/base" %}', 1, 13, "geen sjabloon 'standaard/base'", "'standaard/base.html'"),
    ('\n{% extends "standaard/" %}', 2, 13, "geen sjabloon 'standaard/'", "een van: 404.html, auteur.html, "),
    ('{% extends "standaard" %}', 1, 13, "geen sjabloon 'standaard'", "een van: 404.html, auteur.html, "),
    ('{% extends "standaard/zzqqx.html" %}', 1, 13, "geen sjabloon", "zoeken.html."),
    ('{% extends "standard/base.html" %}', 1, 13, "'standard/base.html' bestaat niet", "'standaard/base.html'"),
    ('{% include "standaard/_dele.html" %}', 1, 13, "geen sjabloon", "'standaard/_delen.html'"),
    (
        'a\n{% include "standaard/_delen.html" %}',
        2,
        13,
        "alleen macro's",
        '{% from "standaard/_delen.html" import … %}',
    ),
    (f"{EXTENDS}\n{{% block inhout %}}{{% endblock %}}", 2, 10, "niet in standaard/home.html", "'inhoud'"),
    (f"{EXTENDS}\nHallo", 2, 1, "buiten een blok", "Zet het in een blok ("),
    ('{% extends "home.html" %}', 1, 13, "eindeloos op: home.html → home.html", "'standaard/home.html'"),
    ('{% extends "./home.html" %}', 1, 13, "eindeloos op: home.html → ./home.html", "'standaard/home.html'"),
    ('a\n{% include "home.html" %}', 2, 13, "eindeloos op", "'standaard/home.html'"),
]


@pytest.mark.parametrize(("text", "line", "column", "part", "remedy"), MISTAKES)
def test_a_mistake_gives_one_message_with_its_place(
    text: str, line: int, column: int, part: str, remedy: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, home=text)
    assert (fault.code, fault.severity, fault.file) == ("sjabloon-fout", "error", "templates/home.html")
    assert (fault.line, fault.column) == (line, column)
    assert part in fault.message
    assert remedy in fault.remedy
    repaired = text.replace('"home.html"', '"standaard/home.html"')
    if repaired != text and "extends" in text:
        assert faults(tmp_path, home=repaired) == ()


@pytest.mark.parametrize(
    ("texts", "file", "path", "remedy"),
    [
        (
            {"_a": "{% extends '_b.html' %}", "_b": "{% import '_c.html' as c %}", "_c": "\n{% include '_a.html' %}"},
            "_a",
            "_a.html → _b.html → _c.html → _a.html",
            "Noem hier een ander sjabloon.",
        ),
        (
            {"index": '{% extends "werkveld.html" %}'},
            "index",
            "index.html → werkveld.html → index.html",
            "Bedoelde u 'standaard/index.html'?",
        ),
        (
            {"_delen": '{% from "_delen.html" import lang %}'},
            "_delen",
            "_delen.html → _delen.html",
            "Bedoelde u 'standaard/_delen.html'?",
        ),
        (
            {"_delen": '{% from "base.html" import lang %}', "base": '{% extends "standaard/base.html" %}'},
            "_delen",
            "_delen.html → base.html → standaard/base.html → _delen.html",
            "Bedoelde u 'standaard/_delen.html'?",
        ),
    ],
)
def test_templates_that_lead_to_themselves_are_reported_once(
    texts: dict[str, str], file: str, path: str, remedy: str, tmp_path: Path
) -> None:
    found = [fault for fault in faults(tmp_path, **texts) if fault.code == "sjabloon-fout"]
    assert [(fault.file, fault.remedy) for fault in found] == [(f"templates/{file}.html", remedy)]
    assert found[0].message == f"Dit sjabloon roept zichzelf eindeloos op: {path}."


def test_a_template_that_may_end_may_include_itself(tmp_path: Path) -> None:
    assert (
        faults(tmp_path, _boom="{% if x %}{% include '_boom.html' %}{% endif %}", home="{% include '_boom.html' %}")
        == ()
    )


def test_a_block_that_leads_to_its_own_template_is_reported_at_its_line(tmp_path: Path) -> None:
    text = '{% extends "standaard/home.html" %}\n{% block home_na %}\n{% include "home.html" %}{% endblock %}'
    source = write(make_source(tmp_path, {}), home=text)
    for command in ("check", "build"):
        result = run_here(command, "--source", str(source), "--format", "json")
        (fault,) = json.loads(result.stdout)
        assert (result.returncode, fault["file"], fault["line"]) == (2, "templates/home.html", 3)
        assert "roept zichzelf eindeloos op" in fault["message"]
        assert "Traceback" not in result.stderr


def test_macros_of_the_default_theme_can_be_imported(tmp_path: Path) -> None:
    text = '{% from "standaard/_delen.html" import elders %}{{ elders("https://x.example/") }}'
    assert "noopener" in built(tmp_path, home=text)("index.html")


def test_a_folder_that_cannot_be_reached_is_reported_once(tmp_path: Path) -> None:
    write(tmp_path, home='{% include "standaard/kop.html" %}{% include "standaard/voet.html" %}')
    (tmp_path / "templates/standaard").mkdir()
    for name in ("kop.html", "voet.html", "base.html"):
        (tmp_path / "templates/standaard" / name).write_text("x", encoding="utf-8")
    (fault,) = faults(tmp_path)
    assert (fault.severity, fault.file) == ("error", "templates/standaard")
    (tmp_path / "templates/standaard").rename(tmp_path / "templates/huis")
    text = '{% include "huis/kop.html" %}{% include "huis/voet.html" %}{% include "huis/base.html" %}'
    assert faults(tmp_path, home=text) == ()


def test_an_error_in_a_block_is_reported_in_the_template_of_the_site(tmp_path: Path) -> None:
    base = f"{OWN_BASE}{{% block zoekvak %}}\n{{% block nieuw %}}{{{{ super() }}}}{{% endblock %}}{{% endblock %}}"
    for text, line, part in (
        (OWN_BASE.replace("eigen", "{{ site.naaam }}"), 2, "'naaam'"),
        (base, 4, "super() kan hier niet"),
    ):
        source = write(make_source(tmp_path, {}), base=text)
        result = run_here("build", "--source", str(source), "--format", "json")
        (fault,) = json.loads(result.stdout)
        assert (result.returncode, fault["file"], fault["line"]) == (2, "templates/base.html", line)
        assert part in fault["message"]


def test_an_error_in_the_default_theme_is_reported_there(tmp_path: Path) -> None:
    """A macro of the site that takes fewer arguments fails before any line of the site is run."""
    macros = (FOLDER / "_delen.html").read_text(encoding="utf-8").replace("macro lang(taal, site)", "macro lang(taal)")
    source = write(make_source(tmp_path, {}), _delen=macros)
    result = run_here("build", "--source", str(source), "--format", "json")
    (fault,) = json.loads(result.stdout)
    folder, _, name = fault["file"].rpartition("/")
    assert (result.returncode, folder) == (2, "thema/templates")
    assert "lang(" in (FOLDER / name).read_text(encoding="utf-8").splitlines()[fault["line"] - 1]
    assert "macro 'lang' krijgt meer dan 1 argumenten" in fault["message"]


@pytest.fixture
def other_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "thema"
    shutil.copytree(FOLDER, folder / "templates")
    monkeypatch.setattr(templates, "theme_folder", lambda: folder)
    monkeypatch.setattr(theme_files, "theme_folder", lambda: folder)
    return folder


@pytest.mark.parametrize("parent", ["'standaard/base.html'", "'./standaard/base.html'", "'standaard/' ~ 'base.html'"])
def test_a_page_depends_on_the_default_templates_that_it_extends(
    parent: str, tmp_path: Path, other_theme: Path
) -> None:
    def sources() -> dict[str, str]:
        theme = load_theme(str(tmp_path))
        checked = check_theme(theme)
        assert checked.diagnostics == ()
        return dict(structs.replace(theme, references=checked.references).sources("project"))

    write(tmp_path, base=f"{{% extends {parent} %}}")
    before = sources()
    for name in ("base.html", "_delen.html"):
        file = other_theme / "templates" / name
        file.write_text(file.read_text(encoding="utf-8") + "{# nieuw #}", encoding="utf-8")
        after = sources()
        assert after != before
        before = after
