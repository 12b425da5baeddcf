"""Faults in templates: one Dutch message with the place, what is wrong, and the name that was probably meant."""

import json
import re
from pathlib import Path

import pytest
from msgspec import Struct

from support import make_source, project, run_here
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.errors import RenderFailedError
from vindplaats.render.theme.templates import check_theme, load_theme
from vindplaats.render.views.pages import Menukeuze, SiteView, StaticAddresses

SITE = SiteView("Proef", "nl", "", "Proef", "", (Menukeuze("Nieuws", "nieuws/", "nieuws"),), ())


class Thing(Struct, frozen=True):
    """A view with a value that may be absent."""

    titel: str = "T"
    reeks: None = None


def faults(folder: Path, text: str, **more: str) -> tuple[Diagnostic, ...]:
    """Return the faults of a template ``home.html``, found by compiling or else by rendering it."""
    (folder / "templates").mkdir(exist_ok=True)
    for name, content in {"home": text, **more}.items():
        (folder / f"templates/{name}.html").write_text(content, encoding="utf-8")
    theme = load_theme(str(folder))
    if found := check_theme(theme).diagnostics:
        return found
    try:
        theme.render("home", site=SITE, ding=Thing(), statisch=StaticAddresses("", str))
    except RenderFailedError as error:
        return (error.diagnostic,)
    return ()


UNKNOWN_NAMES = [
    ("{{ sit.naam }}", 1, 4, "'sit' bestaat", "site"),
    ("a\n  {{ site.naaam }}", 2, 11, "van 'site'", "naam"),
    ("{% for x in site.menu %}\n{{ x.titell }}{% endfor %}", 2, 6, "van 'x'", "titel"),
    ("{% for x in site.menu %}{{ loop.indx }}{% endfor %}", 1, 33, "van 'loop'", "index"),
    ("{{ site.menu | map(attribute='titell') | join }}", 1, 31, "'titell'", "titel"),
    ("{% set hoogte = 3 %}{{ hogte }}", 1, 24, "'hogte'", "hoogte"),
    ("{% macro kaart(a) %}{% endmacro %}{{ kart(1) }}", 1, 38, "'kart'", "kaart"),
    ("{{ rang(3) }}", 1, 4, "'rang'", "range"),
    ("{{ {'eerste': 1}.eerst }}", 1, 18, "'eerst'", "eerste"),
    ("{% block aap %}{% endblock %}{{ self.aapp() }}", 1, 38, "'aapp'", "aap"),
    ("{{ site.naam | uper }}", 1, 16, "Filter 'uper'", "upper"),
    ("{{ site.menu | map('uper') | join }}", 1, 21, "Filter 'uper'", "upper"),
    ("{% if site %}{{ site.naam | uper }}{% endif %}", 1, 29, "Filter 'uper'", "upper"),
    ("{% if site is definedd %}{% endif %}", 1, 15, "Test 'definedd'", "defined"),
    ("{% iff site %}{% endif %}", 1, 4, "Opdracht 'iff'", "if"),
    ("{% endiff %}", 1, 4, "Opdracht 'endiff'", "endif"),
    ('\n{% extends "base.htm" %}', 2, 13, "Sjabloon 'base.htm'", "base.html"),
    ('{% include "_dele.html" %}', 1, 13, "Sjabloon '_dele.html'", "_delen.html"),
    ('{% import "_dele.html" as d %}', 1, 12, "Sjabloon '_dele.html'", "_delen.html"),
    ('{% from "_delen.html" import lng %}{{ lng() }}', 1, 30, "'lng'", "lang"),
    ('{% import "_delen.html" as d %}{{ d.lng() }}', 1, 37, "van 'd'", "lang"),
    ('{% extends "base.html" %}\n{% block inhout %}{% endblock %}', 2, 10, "komt op geen enkele pagina", "inhoud"),
]


@pytest.mark.parametrize(("text", "line", "column", "part", "near"), UNKNOWN_NAMES)
def test_an_unknown_name_gives_what_was_probably_meant(
    text: str, line: int, column: int, part: str, near: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.file) == ("sjabloon-fout", "templates/home.html")
    assert (fault.line, fault.column, fault.remedy) == (line, column, f"Bedoelde u '{near}'?")
    assert part in fault.message


OTHERS = [
    ("{% if %}", 1, "hier ontbreekt een waarde, bij '{% if %}'"),
    ("\n{% if a %}\n{% for x in y %}{% endfor %}", 2, "'{% if %}' wordt niet afgesloten. Sluit het af met {% endif %}"),
    ("{% set x %}a", 1, "'{% set %}' wordt niet afgesloten. Sluit het af met {% endset %}."),
    ("{# {% if %} #}{% raw %}{% for %}{% endraw %}\n{% macro m() %}", 2, "'{% macro %}' wordt niet afgesloten."),
    ("{% if a %}\n{% for x in y %}\n{% endif %}", 3, "van regel 2 nog open is. Zet er eerst {% endfor %} voor."),
    ("{% endif %}", 1, "'{% endif %}' sluit niets af. Haal het weg, of zet {% if … %} erboven."),
    ("{% else %}", 1, "'{% else %}' sluit niets af."),
    ("a\n{{ site.naam\n<p>x</p>\n{{ site.naam }}", 2, "'{{' wordt niet afgesloten. Sluit het af met }}."),
    ("a\n{{ site.naam }\n<p>x</p>", 2, "'{{' wordt niet afgesloten. Sluit het af met }}."),
    ("a\n{% if site }\n", 2, "'{%' wordt niet afgesloten. Sluit het af met %}."),
    ('a\n{{ "abc }}', 2, "'\"' wordt niet afgesloten. Sluit het af met \"."),
    ("a\n{# abc\n", 2, "'{#' wordt niet afgesloten. Sluit het af met #}."),
    ("a\n{% raw %} abc\n", 2, "'{% raw %}' wordt niet afgesloten. Sluit het af met {% endraw %}."),
    ("a\n{%- raw %} abc\n", 2, "'{% raw %}' wordt niet afgesloten."),
    ("{%raw%}{% endraw %}\n{%raw%} {% if %}", 2, "'{% raw %}' wordt niet afgesloten."),
    ("a\x0cb\n{{ a b }}", 2, "bij '{{ a b }}'"),
    ("{% macro m(a, a) %}{% endmacro %}", 1, "een macro heeft tweemaal het argument 'a'"),
    (f"{{{{ {'(' * 999}1{')' * 999} }}}}", 1, "er staat te veel in elkaar"),
    (f"{'{% for a in b %}' * 30}{'{% endfor %}' * 30}", 1, "er staan te veel opdrachten in elkaar"),
    (f"{{{{ {'9' * 9999} }}}}", 1, "een waarde kan hier niet"),
    ("{{ a b }}", 1, "hier hoort }} en er staat 'b'"),
    ("{{ ? }}", 1, "'?' kan hier niet staan"),
    ("{% for x on y %}{% endfor %}", 1, "hier hoort 'in' en er staat 'on'"),
    ("{% set 1 = 2 %}", 1, "hier is geen waarde aan te geven"),
    ("{% block a %}{% endblock %}{% block a %}{% endblock %}", 1, "blok 'a' staat er tweemaal"),
    ('a\n{% include "weg.html" %}', 2, "'weg.html' bestaat niet. Maak het in templates/, of noem een sjabloon"),
    ('{% include ["een.html", "weg.html"] %}', 1, "'weg.html' bestaat niet."),
    ("{{ site.zzz }}", 1, "Gebruik een van: accent, beleid, beschrijving, eigen_stijl, email, extra, kleur"),
    ("{{ zzzzzz }}", 1, "ding, "),
    ("{{ site.naam.lengte }}", 1, "van een tekst. Laat .lengte weg"),
    ("{{ site.menu.lengte }}", 1, "van een lijst. Laat .lengte weg"),
    ("{{ site.menu[99].titel }}", 1, "Onderdeel 99 van een lijst bestaat niet."),
    ("{{ ding.reeks.naam }}", 1, "want de waarde ervoor is er niet (None). Vraag het alleen op als die er is"),
    ("{{ site.naam | zzzqq }}", 1, "Filter 'zzzqq' bestaat niet. Gebruik een filter van Jinja"),
    ("{% if site is zzqq %}{% endif %}", 1, "Test 'zzqq' bestaat niet. Gebruik een test van Jinja"),
    ("{% do site.menu.append(1) %}", 1, "Opdracht 'do' bestaat niet."),
    ("{% break %}", 1, "Opdracht 'break' bestaat niet. Gebruik een opdracht van Jinja"),
    ("{{ site.naam() }}", 1, "dit is geen functie"),
    ("{{ site.naam | truncate(lengt=3) }}", 1, "argument 'lengt' bestaat hier niet"),
    ("{{ site.naam | truncate(1,2,3,4,5,6,7) }}", 1, "te veel argumenten"),
    ("{{ site.naam | replace('a') }}", 1, "er ontbreekt een argument"),
    ("{% macro m(a) %}{% endmacro %}\n{{ m(1, 2) }}", 2, "macro 'm' krijgt meer dan 1 argumenten"),
    ("{% macro m(a) %}{% endmacro %}\n{{ m(b=2) }}", 2, "macro 'm' kent geen argument 'b'"),
    ("{% macro m(a) %}{{ a }}{% endmacro %}{{ m() }}", 1, "argument 'a' ontbreekt bij de aanroep"),
    ("a\n{{ 1 / 0 }}", 2, "er wordt door nul gedeeld, bij '{{ 1 / 0 }}'"),
    ("{{ site.naam + 1 }}", 1, "niet samen te voegen"),
    ("{{ site.naam < 1 }}", 1, "niet te vergelijken"),
    ("{% for x in 5 %}{% endfor %}", 1, "dit is geen lijst"),
    ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1, "roept zichzelf eindeloos op"),
    ('{% include "home.html" %}', 1, "roept zichzelf eindeloos op"),
    ('{% extends "home.html" %}', 1, "roept zichzelf eindeloos op"),
    ("{{ cycler() }}", 1, "er ontbreken waarden om af te wisselen"),
    ("{{ super() }}", 1, "Laat super() weg."),
    ("{% block a %}{{ super() }}{% endblock %}", 1, "Laat super() weg."),
    ("{% set site.naam = 3 %}", 1, "aan deze waarde is niets toe te kennen"),
    ("{{ '%d' | format(site.naam) }}", 1, "van de verkeerde soort"),
    ("{{ 'x'.encode('zz') }}", 1, "dit onderdeel is er niet"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "part"), OTHERS)
def test_any_other_fault_is_explained_in_dutch(text: str, line: int, part: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, text)
    assert (fault.code, fault.file, fault.line) == ("sjabloon-fout", "templates/home.html", line)
    assert part in f"{fault.message} {fault.remedy}"


@pytest.mark.parametrize("text", [text for text, *_ in (*UNKNOWN_NAMES, *OTHERS)])
def test_no_message_is_in_english(text: str, tmp_path: Path) -> None:
    english = r"\b(?:expected|unexpected|undefined|attribute|named|object|not|got|must|takes|template|unknown|tag)\b"
    for fault in faults(tmp_path, text):
        own = f"{fault.message} {fault.remedy}".replace(text.splitlines()[fault.line - 1].strip(), "")
        assert not re.search(english, own.partition(", bij '")[0]), own


def test_a_mistake_in_a_call_of_the_default_theme_is_reported_at_the_call(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '{% from "_delen.html" import lang %}\n{{ lang("nl", 5) }}')
    assert (fault.file, fault.line) == ("templates/home.html", 2)


def test_a_macro_that_a_template_of_the_site_lacks_is_reported_there(tmp_path: Path) -> None:
    used = '{% from "_delen.html" import aantal %}{{ aantal(1) }}'
    (fault,) = faults(tmp_path, used, base="x", _delen="{% macro aantall(n) %}{% endmacro %}")
    assert (fault.file, fault.remedy) == ("templates/home.html", "Bedoelde u 'aantall'?")


def test_blocks_of_a_parent_that_is_computed_or_of_the_default_theme_are_not_checked(tmp_path: Path) -> None:
    computed = "{% extends ('_ba' ~ 'se.html') %}{% block zzz %}{% endblock %}"
    assert [fault.code for fault in faults(tmp_path, computed, _base="x")] == ["onbekend-sjabloon"]
    (tmp_path / "templates/_base.html").unlink()
    nested = '{% extends "_base.html" %}{% block a %}{% block eigen %}{% endblock %}{% endblock %}'
    assert faults(tmp_path, nested, _base="{% block a %}{% endblock %}") == ()
    (tmp_path / "templates/_base.html").unlink()
    assert faults(tmp_path, "x", index="een lijst zonder blokken") == ()


def test_a_build_stops_with_one_message_and_exit_code_2(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    (source / "templates").mkdir()
    (source / "templates/project.html").write_text("<h1>{{ project.titell }}</h1>", encoding="utf-8")
    for command in ("check", "build"):
        result = run_here(command, "--source", str(source), "--format", "json")
        (fault,) = json.loads(result.stdout)
        assert (result.returncode, fault["remedy"]) == (2, "Bedoelde u 'titel'?")
        assert "Traceback" not in result.stderr


def test_a_macro_that_the_default_theme_needs_is_missing_in_the_template_of_the_site(tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("A")})
    (source / "templates").mkdir()
    (source / "templates/_delen.html").write_text("{% macro aantall(n) %}{% endmacro %}", encoding="utf-8")
    (fault,) = json.loads(run_here("check", "--source", str(source), "--format", "json").stdout)
    assert (fault["file"], fault["remedy"]) == ("templates/_delen.html", "Zet er een macro met die naam in.")
    assert fault["message"] == "In dit sjabloon ontbreekt 'aantal', dat home.html eruit overneemt."


def test_a_template_that_is_missing_is_reported_even_if_no_page_needs_it(tmp_path: Path) -> None:
    text = "{% if false %}\n{% include '_kart.html' %}{% endif %}"
    (fault,) = faults(tmp_path, text, _kaart="x")  # and not a second time, as a template that nothing uses
    assert (fault.line, fault.column, fault.remedy) == (2, 13, "Bedoelde u '_kaart.html'?")
    for other in (
        "'_kart.html' ignore missing",
        "['weg.html', '_kaart.html']",
        "'./_kaart.html'",
        "'_ka' ~ 'art.html'",
    ):
        text = f"{{% if false %}}{{% include {other} %}}{{% endif %}}{{% include '_kaart.html' %}}"
        assert faults(tmp_path, text) == ()


BASE = "<html>{% block inhoud %}{% endblock %}{% block kop %}{% endblock %}</html>"
EXTENDS = '{% extends "base.html" %}'


@pytest.mark.parametrize(
    ("text", "line", "column", "quote"),
    [
        (f"{EXTENDS}\n<p>Welkom</p>\n<p>nog</p>", 2, 1, "<p>Welkom</p>"),
        (f"{EXTENDS}\n\n  {{{{ site.naam|uper }}}}", 3, 3, "{{ site.naam|uper }}"),
        (f"{EXTENDS} Hallo", 1, 27, "Hallo"),
        (f"{EXTENDS}\n{{% block kop %}}x{{% endblock %}}\n\nNa", 4, 1, "Na"),
        (f"{EXTENDS}\n{{{{ teks }}}}\n{{% block inhoud %}}x{{% endblock %}}", 2, 1, "{{ teks }}"),
        (f"{EXTENDS}\n{{% if site.naam %}}\n  ja\n{{% endif %}}", 3, 3, "ja"),
        (f"{EXTENDS}\n{{% if site.naam %}}{{% else %}}nee{{% endif %}}", 2, 29, "nee"),
        (f"{EXTENDS}\n{{% for x in site.menu %}}{{{{ x.titel }}}}{{% endfor %}}", 2, 25, "{{ x.titel }}"),
        (f"{EXTENDS}\n<!-- a\n-->\n<p>b</p>", 4, 1, "<p>b</p>"),
    ],
)
def test_text_or_output_outside_the_blocks_is_reported(
    text: str, line: int, column: int, quote: str, tmp_path: Path
) -> None:
    (fault,) = faults(tmp_path, text, base=BASE)
    assert (fault.code, fault.severity, fault.line, fault.column) == ("sjabloon-fout", "error", line, column)
    assert fault.message == f"'{quote}' staat buiten een blok, dus het komt op geen enkele pagina."
    assert fault.remedy == "Zet het in een blok (inhoud, kop), of haal het weg."


@pytest.mark.parametrize(
    "text",
    [
        f"{EXTENDS}\n\n{{# uitleg #}}\n{{% block inhoud %}}x{{% endblock %}}\n\n",
        f"{EXTENDS}\n<!-- uitleg -->\n{{% set kleur = 'rood' %}}{{% block kop %}}{{{{ kleur }}}}{{% endblock %}}",
        f"{EXTENDS}{{% set tekst %}}rood{{% endset %}}{{% macro m() %}}x{{% endmacro %}}",
        f'{EXTENDS}{{% import "m.html" as m %}}{{% from "m.html" import m as n %}}',
        f"{EXTENDS}{{% if site.naam %}}{{% set a = 1 %}}{{% block kop %}}x{{% endblock %}}{{% endif %}}",
        f"{{% set a = 1 %}}\n{EXTENDS}\n",
        "Zonder ouder",
        '{% if false %}{% extends "base.html" %}{% endif %}tekst',
    ],
)
def test_what_is_not_shown_may_be_outside_the_blocks(text: str, tmp_path: Path) -> None:
    found = faults(tmp_path, text, base=BASE, m="{% macro m() %}{% endmacro %}")
    assert [fault for fault in found if fault.code == "sjabloon-fout"] == []


def test_text_outside_the_blocks_of_an_unknown_parent_is_reported(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, '{% set ouder = "base.html" %}{% extends ouder %}\nHallo', base=BASE)
    assert "{% block … %}" in fault.remedy


_PARENT = "<html>{% block inhoud %}x{% endblock %}{% macro m() %}m{% endmacro %}</html>"
MADE_TEXTS = [
    "statisch ~ 'x'", "'x' ~ statisch", "statisch|upper", "statisch|string", "statisch|e", "statisch|urlencode",
    "'%s'|format(statisch)", "'%s' % statisch", "[statisch]", "{'a': statisch}", "[statisch]|join",
    "'a'|replace('a', statisch)", "super ~ 'x'", "site.naam.upper ~ 'x'", "site.naam.upper|lower", "range|trim",
    "('a' ~ site.naam.strip)|safe", "[site.naam.upper, 'x']|join(', ')", "(super ~ 'x')|title",
]  # fmt: skip
FUNCTIONS = [
    "{% block inhoud %}\n{{ super }}{% endblock %}",
    "{% block inhoud %}\n{{ self.inhoud }}{% endblock %}",
    "{% macro m() %}{% endmacro %}{% block inhoud %}{% from 'base.html' import m %}\n{{ m }}{% endblock %}",
    "{% block inhoud %}\n{{ site.naam.upper }}{% endblock %}",
    "{% block inhoud %}\n<a href='{{ site.menu[0].titel.strip }}'>{% endblock %}",
    "{% block inhoud %}\n{{ range }}{% endblock %}",
    "{% block inhoud %}\n{{ joiner() }}{% endblock %}",
    "{% block inhoud %}{% autoescape false %}\n{{ super }}{% endautoescape %}{% endblock %}",
    "{% block inhoud %}{% autoescape site.menu %}\n{{ super }}{% endautoescape %}{% endblock %}",
    *(f"{{% block inhoud %}}\n{{{{ {shown} }}}}{{% endblock %}}" for shown in MADE_TEXTS),
    "{% block inhoud %}{% autoescape false %}\n{{ statisch ~ 'x' }}{% endautoescape %}{% endblock %}",
    "{% block inhoud %}\n{% set x = statisch ~ 'x' %}{% endblock %}",
]
WHOLE = [
    "{{ ding }}",
    "{{ site }}",
    "{{ site.menu|map('upper') }}",
    "{{ cycler(1) }}",
    "{{ self }}",
    "{% for x in site.menu %}{{ loop }}{% endfor %}",
    "{{ ding ~ 'x' }}",
    "{{ site|upper }}",
    "{{ site.menu|join(', ') }}",
    "{{ cycler(1) ~ 'x' }}",
    "{{ (site.menu|map('upper'))|title }}",
]


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_function_without_brackets_is_an_error(text: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, f"{EXTENDS}{text}", base=_PARENT)
    line = text.splitlines()[-1].removesuffix("{% endblock %}").removesuffix("{% endautoescape %}")
    assert (fault.code, fault.file, fault.line) == ("sjabloon-fout", "templates/home.html", 2)
    assert fault.message.startswith(f"Hier staat een functie, macro of blok zonder haakjes, bij '{line}")
    assert fault.remedy.startswith("Zet er haakjes achter, ")
    assert "{{ super() }}" in fault.remedy


@pytest.mark.parametrize("text", WHOLE)
def test_a_value_without_a_text_is_an_error(text: str, tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, f"\n{text}")
    assert (fault.code, fault.line, fault.message) == (
        "sjabloon-fout",
        2,
        f"Deze waarde is geen tekst, bij '{text}'.",
    )


def test_a_value_with_a_text_may_be_shown(tmp_path: Path) -> None:
    shown = "{{ none ~ 1.5 }}{{ [1, 'a'] ~ true }}{{ none|upper }}{{ 5|string }}{{ site.menu|join(', ', 'titel') }}"
    shown += "{{ site.menu|map(attribute='titel')|join }}{{ [1, none]|join }}{% filter upper %}a{% endfilter %}"
    shown += "{{ statisch('x') ~ statisch('y')|upper }}{{ (statisch|default('x')) is callable }}{{ 'a'|e }}"
    shown += (
        "{{ none }}{{ 1.5 }}{{ true }}{{ [1, 'a'] }}{{ {'a': 1} }}{{ ding.reeks }}{% import 'm.html' as m %}{{ m }}"
    )
    assert [fault for fault in faults(tmp_path, shown, m="x") if fault.code == "sjabloon-fout"] == []


@pytest.mark.parametrize(
    ("text", "line", "column", "quote"),
    [
        (f"<p>Welkom</p>\n{EXTENDS}", 1, 1, "<p>Welkom</p>"),
        (f"\n\n  {{{{ site.naam }}}}{EXTENDS}", 3, 3, "{{ site.naam }}"),
        (f"{{% if site.naam %}}\nja{{% endif %}}\n{EXTENDS}", 2, 1, "ja"),
        (f"{{% include 'm.html' %}}\n{EXTENDS}", 1, 1, "{% include 'm.html' %}"),
        (f"\n{{% block kop %}}\nx{{% endblock %}}\n{EXTENDS}", 3, 1, "x"),
        (f"{{% filter upper %}}{{{{ site.naam }}}}{{% endfilter %}}{EXTENDS}", 1, 19, "{{ site.naam }}"),
        (f"{{% macro n() %}}x{{% endmacro %}}\n{{% call n() %}}x{{% endcall %}}{EXTENDS}", 2, 1, "{% call n() %}"),
    ],
)
def test_what_a_template_writes_before_it_extends_another_is_reported(
    text: str, line: int, column: int, quote: str, tmp_path: Path
) -> None:
    (fault,) = (fault for fault in faults(tmp_path, text, base=BASE, m="x") if fault.code == "sjabloon-fout")
    assert (fault.code, fault.severity, fault.line, fault.column) == ("sjabloon-fout", "error", line, column)
    assert fault.message.startswith(f"'{quote}' staat boven {{% extends … %}}, ")
    assert fault.remedy == "Zet {% extends … %} bovenaan, en zet dit in een blok (inhoud, kop), of haal het weg."


@pytest.mark.parametrize(
    "text",
    [
        f"{{# uitleg #}}\n<!-- uitleg -->\n\n{EXTENDS}",
        f"{{% macro n() %}}x{{% endmacro %}}{{% set a %}}x{{% endset %}}{EXTENDS}",
        f"{{% from 'm.html' import m %}}{{% block kop %}}{{% endblock %}}{EXTENDS}",
    ],
)
def test_what_writes_nothing_may_be_before_extends(text: str, tmp_path: Path) -> None:
    found = faults(tmp_path, text, base=BASE, m="{% macro m() %}{% endmacro %}x")
    assert [fault for fault in found if fault.code == "sjabloon-fout"] == []
