"""The quick code of a template is right or raises an exception, and Jinja's own code then decides what happens."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from msgspec import Struct, structs

from rich_site import build, rich_source
from support import examples, law, real_case
from vindplaats.errors import RenderFailedError, UnprintableValueError
from vindplaats.render.theme import environment
from vindplaats.render.theme.code_generator import macro_text
from vindplaats.render.theme.environment import GeneratingEnvironment, SiteEnvironment
from vindplaats.render.theme.templates import Theme, load_theme

FOLDER = Path(__file__).parents[4] / "templates"


class Thing(Struct, frozen=True):
    """A view with values of several types, and attributes with unusual names."""

    tekst: str = "<a> & 5%"
    html: Markup = Markup("<b>&amp;</b>")
    getal: int = 3
    niets: None = None
    lijst: tuple[str, ...] = ("x", "%s", "{y}")
    items: str = "geen methode"
    kl_as: str = "é"
    fi: str = "two letters, which Python also finds by their ligature"


KEYWORDS = SimpleNamespace(**{"class": "<k>", "def": "d"})
"""An object whose attributes have names that are keywords of Python."""
VALUES: dict[str, Any] = {
    "ding": Thing(),
    "woorden": KEYWORDS,
    "dict": {"tekst": "uit <dict>", "items": 1},
    "tekst": 'los "%d"',
    "nul": 0,
}
PART = """{% macro knop(a, b="<b>") %}[{{ a }}|{{ b }}]{% if b %}%{% endif %}{% endmacro %}
{% macro alles() %}{{ varargs|join }}{{ kwargs|length }}{% endmacro %}
{% macro met() %}({{ caller() }}){% endmacro %}{% set lijst = ["<", 2] %}{% set roep = "abc".upper %}"""

BASES = {
    "basis": "<{% block x %}{% endblock %}>",
    "rauw": "{% autoescape false %}{% block x %}{% endblock %}{% endautoescape %}",
}

_NAMES = ("ding", "dict", "woorden", "tekst", "nul", "x", "weg", "lijst", "roep")
_ATTRIBUTES = ("tekst", "html", "getal", "niets", "lijst", "items", "kl_as", "weg", "class", "_x", "__doc__", "\ufb01",
               "upper", "index")  # fmt: skip
_LEAVES = st.sampled_from((*_NAMES, '"<vast> %"', "1", "none", "loop.index", "ding.lijst[1]", 'dict["tekst"]', "[]"))


def _more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attribute = st.builds("{}.{}".format, inner, st.sampled_from(_ATTRIBUTES))
    call = st.builds("{}({})".format, st.sampled_from(("knop", "alles", "met", "roep", "lijst", "eigen")), inner)
    named = st.builds("knop({}, b={})".format, inner, inner)
    two = st.builds("knop({}, {})".format, inner, inner)
    many = st.builds("knop({}, 1, 2)".format, inner)
    spread = st.builds("knop(*{})".format, inner)
    choice = st.builds("({} if {} else {})".format, inner, inner, inner)
    changed = st.builds(
        "{}|{}".format, inner, st.sampled_from(("upper", "length", "join", "safe", "default(1)", "e", "string"))
    )
    joined = st.builds("({} {} {})".format, inner, st.sampled_from(("~", "==", "and", "+")), inner)
    tested = st.builds("({} is {})".format, inner, st.sampled_from(("defined", "none", "string")))
    return st.one_of(attribute, attribute, call, named, two, many, spread, choice, changed, joined, tested)


EXPRESSIONS = st.recursive(_LEAVES, _more, max_leaves=4)
_TEXT = st.text("ab%{ <&\n\"'é\\#", max_size=5).filter(lambda text: not any(x in text for x in ("{{", "{%", "{#")))
_OUTPUT = st.one_of(st.builds("{{{{ {} }}}}".format, EXPRESSIONS), _TEXT)


def _statements(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    body = st.lists(inner, max_size=4).map("".join)
    return st.one_of(
        body,
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, EXPRESSIONS, body, body),
        st.builds("{{% for x in {} %}}{}{{% endfor %}}".format, EXPRESSIONS, body),
        st.builds("{{% for lang, knop in [[1, 2]] %}}{}{{% endfor %}}".format, body),
        st.builds("{{% set x = {} %}}".format, EXPRESSIONS),
        st.builds("{{% set weg %}}{}{{% endset %}}".format, body),
        st.builds("{{% macro eigen(x) %}}{}{{% endmacro %}}".format, body),
        st.builds("{{% call met() %}}{}{{% endcall %}}".format, body),
        st.builds("{{% filter upper %}}{}{{% endfilter %}}".format, body),
        st.builds("{{% autoescape false %}}{}{{% endautoescape %}}".format, body),
        st.builds("{{% autoescape nul %}}{}{{% endautoescape %}}".format, body),
        st.builds("{{% include {} ignore missing %}}".format, st.sampled_from(('"los"', '"weg"', "ding.tekst"))),
    )


TEMPLATES = st.lists(st.recursive(_OUTPUT, _statements, max_leaves=8), max_size=5).map("".join)
_START = '{% from "deel" import knop, alles, met, lijst, roep %}'


def _render(kind: type[Environment], template: str, **settings: Any) -> str:
    made = kind((), **settings) if issubclass(kind, SiteEnvironment) else kind(**settings)
    made.loader = DictLoader({"a": template, "deel": PART, "los": "{{ tekst }}", **BASES})
    return made.get_template("a").render(VALUES)


def _rendered(kind: type[Environment], template: str, **settings: Any) -> str | None:
    """Return the text of a template, or None if it raises an exception."""
    try:
        return _render(kind, template, **settings)
    except Exception:
        return None


def _stock(template: str) -> str | None:
    """Return what Jinja's code renders, with our undefined values: a template can show the docstring of their class."""
    settings = {"autoescape": True, "undefined": environment._Undefined, "trim_blocks": True, "lstrip_blocks": True}
    return _rendered(Environment, template, **settings)


def _may_show_an_address(template: str) -> bool:
    """Return whether a template makes a text of a method or function, which the environment of a site refuses.

    Such a text has an address in memory, which may be another one each time that the template is rendered.
    """
    try:
        _render(SiteEnvironment, template)
    except UnprintableValueError:
        return True
    except Exception:
        return False
    return False


@law
@settings(max_examples=examples(1000))
@example("{{ lijst.index|upper }}", "")
@example("{% for x in [].index|string %}{{ x }},{% endfor %}", "")
@example("{{ dict.\ufb01.__doc__ }}", "")
@example("{{ x.__doc__ }}", "basis")
@given(TEMPLATES, st.sampled_from(("", *BASES)))
def test_law_that_quick_code_renders_as_jinja_or_raises(text: str, base: str) -> None:
    block = f'{{% extends "{base}" %}}{_START}{{% block x %}}{text}{{% endblock %}}'
    template = block if base else _START + text
    quick, stock = _rendered(GeneratingEnvironment, template), _stock(template)
    assert quick in {None, stock} or (stock is not None and _may_show_an_address(template))


def test_a_macro_in_a_block_that_another_template_does_not_escape_is_left_to_jinja() -> None:
    template = f'{{% extends "rauw" %}}{{% block x %}}{_START}{{{{ knop("<") }}}}{{% endblock %}}'
    assert "&amp;lt;" in str(_stock(template))
    assert _rendered(GeneratingEnvironment, template) is None


USUAL = [
    "{{ ding.tekst }}%{{ ding.html }}{{ ding.getal }}",
    "{% for x in ding.lijst %}{{ x }},{{ loop.index }} {% endfor %}",
    "{{ knop(ding.tekst) }} {{ knop(1, 2) }}{% set y = knop('<') %}{{ y }}",
    "{{ alles(1, a=2) }}{% call met() %}{{ tekst }}{% endcall %}{{ lijst|join }}",
    "{% macro eigen(x) %}{{ x.tekst }}{% endmacro %}{{ eigen(ding) }}",
    "{{ dict['tekst'] }}{{ ding.items }}{{ ding.kl_as }}{{ 'a'.upper() }}",
    "{{ woorden.class }}{{ woorden.def }}",
]


@pytest.mark.parametrize("text", USUAL)
def test_quick_code_renders_what_is_usual(text: str) -> None:
    found = _rendered(GeneratingEnvironment, _START + text)
    assert found is not None
    assert found == _stock(_START + text)


@pytest.mark.parametrize("called", [len, "tekst", None, _rendered])
def test_only_a_macro_has_a_text(called: object) -> None:
    with pytest.raises((TypeError, AttributeError)):
        macro_text(Environment().from_string("").new_context(), called)


@pytest.mark.parametrize(("make", "absent"), [(rich_source, set()), (real_case, {"auteur", "reeks"})])
def test_law_that_the_pages_of_a_site_are_those_of_jinja(
    make: Any, absent: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render, rendered = Theme.render, set()

    def compare(theme: Theme, name: str, **values: object) -> bytes:
        page = render(theme, name, **values)
        assert name not in theme.slow
        assert page == theme.careful.get_template(f"{name}.html").render(values).encode()
        rendered.add(name)
        return page

    monkeypatch.setattr(Theme, "render", compare)
    build(make(tmp_path), "--jobs", "1", "--no-cache")
    others = {path.stem for path in FOLDER.glob("[a-z0-9]*.html")} - {"base", "index"}  # which these extend
    assert rendered == others - absent


OWN = [
    "{% from '_delen.html' import kaarten %}{{ kaarten([{'url': 'a/', 'titel': 'A', 'taal': 'nl'}], x, x) }}",
    "{% from '_delen.html' import kaarten %}{{ kaarten([x], x) }}",
    "{% from '_delen.html' import lang %}{{ lang('en', {'taal': 'nl'}) }}",
    "{% from '_delen.html' import lang %}\n{{ lang('en', x, 3) }}",
    "{% from '_delen.html' import lang %}\n{{ lang('en') }}",
    "{% from '_delen.html' import lnag %}\n{{ lnag('en') }}",
    "{% extends 'base.html' %}",
    "{% extends 'base.html' %}{% block titel %}{{ x.titl }}{% endblock %}",
    "{% extends 'base.html' %}\n{% block inhoud %}{{ super() }}{{ 1 / 0 }}{% endblock %}",
    "{% extends 'base.html' %}{% block zoekvak %}{{ super() }}eigen{% endblock %}",
    "{% extends 'standaard/base.html' %}{% block merk %}{{ super() }}eigen{% endblock %}",
    "{% extends 'standaard/base.html' %}\n{% block merk %}{{ pagina.zonder_naam }}{% endblock %}",
    "{% extends 'standaard/base.html' %}\n{% block merk %}{{ super }}{% endblock %}",
    "{% extends 'standaard/base.html' %}\n{% block inhoud %}{{ pagina.statisch }}{% endblock %}",
    "{% extends 'standaard/base.html' %}\n{% block inhoud %}{{ x }}{% endblock %}",
]
PAGE = dict.fromkeys(("beschrijving", "canoniek", "niet_indexeren", "jsonld", "menu"), "") | {
    "titel": "T", "wortel": "./", "taal": "nl", "metas": [], "relaties": [], "kruimels": [],
    "statisch": "static/{}?v=1".format,
}  # fmt: skip
SITE = dict.fromkeys(
    ("beleid", "accent", "lettertype", "organisatie", "email", "voet", "voet_overig", "voetregels", "logo",
     "eigen_stijl"), "",
) | {
    "taal": "nl", "naam": "N", "zoeken": True,
    "menu": [{"url": "a/", "titel": "A", "sleutel": "a", "taal": "", "elders": False}],
}  # fmt: skip


RENDERED = (OWN[2], OWN[6], OWN[9], OWN[10])
"""Those that can be rendered, if ``site`` has what the base template needs."""


@pytest.mark.parametrize("text", OWN)
@pytest.mark.parametrize("site", [SITE, Thing()])
def test_law_that_a_template_of_a_site_has_the_messages_of_jinja(text: str, site: object, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").write_text(text, encoding="utf-8")
    theme = load_theme(str(tmp_path))
    results: list[object] = []
    for tried in (theme, structs.replace(theme, environment=theme.careful), theme):
        try:
            results.append(tried.render("home", x=Thing(), pagina=PAGE, site=site))
        except RenderFailedError as error:
            results.append(error.diagnostic)
    assert results[0] == results[1] == results[2]
    is_rendered = text in RENDERED and (site == SITE or "extends" not in text)
    assert isinstance(results[0], bytes) == is_rendered


def test_what_quick_code_cannot_render_is_tried_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/home.html").write_text(OWN[2], encoding="utf-8")
    theme = load_theme(str(tmp_path))
    assert theme.render("home") == b' lang="en"'
    assert theme.slow == {"home"}
    monkeypatch.setattr(theme.environment, "get_template", None)
    assert theme.render("home") == b' lang="en"'
    assert load_theme(str(tmp_path)).slow == set()


@pytest.mark.parametrize("name", ["home.html", "base.html"])
def test_careful_code_is_not_generated_ahead_of_time(name: str) -> None:
    environment._compiled.clear()
    theme = load_theme(str(FOLDER.parent))
    quick, careful = (each.compile((FOLDER / name).read_text(encoding="utf-8"), name, "x") for each in
                      (theme.environment, theme.careful))  # fmt: skip
    assert quick != careful
