"""Templates: a site can replace each one, a build compiles all, and errors have a file and a line."""

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from support import make_source, project, tree
from vindplaats.cli import main
from vindplaats.render.views.lists import _FIELDS_OF_SOME, IndexView, NieuwsIndex, PaginaringView


def diagnostics(source: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    code = main(["build", "--source", str(source), "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def with_template(folder: Path, name: str, text: str) -> Path:
    source = make_source(folder, {"projecten/a.md": project("A")})
    path = source / "templates" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return source


def test_a_site_replaces_one_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = with_template(tmp_path, "project.html", "<p>eigen: {{ project.titel }}</p>")
    assert diagnostics(source, capsys) == (0, [])
    assert (source / "public/projecten/a/index.html").read_text(encoding="utf-8") == "<p>eigen: A</p>"
    assert "<main" in (source / "public/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("project.html", "\n{% if %}", 2),
        ("home.html", "\n\n{{ bestaat_niet }}", 3),
        ("base.html", "{{ site.bestaat_niet }}", 1),
        ("home.html", "{{ 1 / 0 }}", 1),
        ("ongebruikt.html", "{{ x | geenfilter }}", 1),
        ("home.html", "\n{% include 'weg.html' %}", 2),
    ],
)
def test_an_error_in_a_template_exits_with_2_and_has_a_file_and_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, line: int
) -> None:
    source = with_template(tmp_path, name, text)
    code, found = diagnostics(source, capsys)
    assert code == 2
    (fault,) = [d for d in found if d["severity"] == "error"]
    assert (fault["code"], fault["file"], fault["line"]) == ("sjabloon-fout", f"templates/{name}", line)
    assert not (source / "public").exists()


FIELDS = ["afkorting", "website", "contact", "nieuws", "edities", "jaar", "tijdlijn", "velden", "feed", "exporten"]
FULL_PAGE = """{% extends "base.html" %}
{% block inhoud %}
<h1>{{ index.titel }}</h1>
{% for x in index.kaarten %}<i>{{ x.titel }}</i>{% endfor %}
{{ index.soort }} {{ index.aantal }} {{ index.paginering.totaal }} {{ index.jaargroepen|length }} {{ index.inleiding }}
"""


def test_an_index_html_of_the_site_renders_every_list(tmp_path: Path) -> None:
    """It gets the values of all kinds of lists, as it did before each kind had its own template."""
    fields = "".join(f"{{% if index.{name} %}}<b>{name}</b>{{% endif %}}\n" for name in FIELDS)
    source = with_template(tmp_path, "index.html", f"{FULL_PAGE}{fields}{{% endblock %}}")
    front_matter = "titel: A\njaar: 2021\nwerkveld: Water\nopdrachtgever: ACM\ncontactpersoon: Noor\n"
    more = "reeks: Monitor\nauteurs: Bo Vos\n"
    make_source(
        tmp_path,
        {
            "projecten/a.md": f"---\n{front_matter}{more}---\nTekst.\n",
            "nieuws/n.md": "---\ntitel: N\ndatum: 2021-05-12\ncontactpersoon: Noor\n---\nTekst.\n",
            "opdrachtgevers/acm.md": "---\nnaam: Autoriteit\nafkorting: ACM\nurl: https://acm.example/\n---\n",
        },
    )
    assert main(["build", "--source", str(source)]) == 0
    shown = {}
    for path in (source / "public").rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        if "<i>" in text:
            name = path.parent.relative_to(source / "public").as_posix()
            shown[name.partition("/")[0] if name.count("/") < 2 else "werkveld-jaar"] = re.findall("<b>(.*?)</b>", text)
    assert shown == {
        "projecten": ["velden", "feed", "exporten"],
        "nieuws": ["feed"],
        "werkvelden": ["feed", "exporten"],
        "werkveld-jaar": ["jaar"],
        "opdrachtgevers": ["afkorting", "website", "velden"],
        "contactpersonen": ["contact", "nieuws", "velden"],
        "reeksen": ["edities"],
        "publicaties": ["velden"],
        "jaren": ["jaar", "velden", "exporten"],
    }


def test_every_kind_of_list_has_the_fields_of_all_kinds() -> None:
    kinds = IndexView.__subclasses__()
    own = {field for kind in kinds for field in kind.__struct_fields__} - set(IndexView.__struct_fields__)
    assert own == set(_FIELDS_OF_SOME)
    numbers = PaginaringView(nummer=1, totaal=1, vorige="", volgende="", paginas=())
    view = NieuwsIndex(soort="nieuws", titel="N", inleiding=Markup(""), aantal=0, kaarten=(), paginering=numbers)
    assert {name: getattr(view, name) for name in own} == _FIELDS_OF_SOME
    assert not hasattr(view, "bestaat_niet")


def test_a_template_for_one_kind_of_list_replaces_only_that_kind(tmp_path: Path) -> None:
    source = with_template(tmp_path, "jaar.html", "<p>{{ index.jaar }}: {{ index.aantal }}</p>")
    assert main(["build", "--source", str(source)]) == 0
    assert (source / "public/jaren/2021/index.html").read_text(encoding="utf-8") == "<p>2021: 1</p>"
    assert "<main" in (source / "public/projecten/index.html").read_text(encoding="utf-8")


def test_an_unused_template_is_a_warning_with_the_nearest_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (found,) = diagnostics(with_template(tmp_path, "projekt.html", "x"), capsys)
    assert code == 0
    assert found["code"] == "onbekend-sjabloon"
    assert found["remedy"] == "Bedoelde u 'project.html'?"


@pytest.mark.parametrize("name", ["README.md", "readme.md", "delen/README.md"])
def test_a_readme_among_the_templates_is_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    source = with_template(tmp_path, "home.html", "eerste pagina")
    assert diagnostics(source, capsys) == (0, [])
    before = tree(source / "public")
    readme = source / "templates" / name
    readme.parent.mkdir(exist_ok=True)
    for text in ("Links read `{{ pagina.wortel }}`.", "No Jinja: {% if %} {{ x | geenfilter }}"):
        readme.write_text(text, encoding="utf-8")
        assert diagnostics(source, capsys) == (0, [])
        assert tree(source / "public") == before
    readme.write_bytes(b"\xff")
    assert diagnostics(source, capsys) == (0, [])


def test_a_readme_that_a_template_includes_is_rendered(tmp_path: Path) -> None:
    source = with_template(tmp_path, "home.html", "{% include 'README.md' %}")
    for text in ("een", "twee"):
        (source / "templates/README.md").write_text(text, encoding="utf-8")
        assert main(["build", "--source", str(source)]) == 0
        assert (source / "public/index.html").read_text(encoding="utf-8") == text


def test_an_included_template_is_not_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = with_template(tmp_path, "_kaart.html", "kaart")
    (source / "templates/home.html").write_text("{% include '_kaart.html' %}", encoding="utf-8")
    assert diagnostics(source, capsys) == (0, [])
    assert (source / "public/index.html").read_text(encoding="utf-8") == "kaart"


def test_text_from_front_matter_is_escaped(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("'<script>alert(1)</script>'")})
    assert main(["build", "--source", str(source)]) == 0
    for page in (source / "public").rglob("*.html"):
        assert "<script>" not in page.read_text(encoding="utf-8")


def test_static_files_of_the_site_override_those_of_the_theme(tmp_path: Path) -> None:
    source = make_source(tmp_path, {})
    (source / "static/fonts").mkdir(parents=True)
    (source / "static/stijl.css").write_text("/* eigen */", encoding="utf-8")
    (source / "static/fonts/a.woff2").write_bytes(b"x")
    assert main(["build", "--source", str(source)]) == 0
    assert (source / "public/static/stijl.css").read_text(encoding="utf-8") == "/* eigen */"
    assert (source / "public/static/fonts/a.woff2").is_file()
    assert (source / "public/static/icoon.svg").is_file()


def test_an_error_is_reported_in_its_own_template_given_a_relative_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_template(tmp_path, "home.html", '{% extends "base.html" %}\n{% block inhoud %}{{ weg }}{% endblock %}')
    monkeypatch.chdir(tmp_path)
    code, found = diagnostics(Path(), capsys)
    assert code == 2
    assert [(d["file"], d["line"]) for d in found] == [("templates/home.html", 2)]
