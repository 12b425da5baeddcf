"""The faster replacements for parts of Jinja give the same output as Jinja."""

from pathlib import Path
from typing import NoReturn

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError, meta
from markupsafe import Markup

from vindplaats.errors import UndefinedNameError
from vindplaats.render.theme import environment
from vindplaats.render.theme.code_generator import escape_value
from vindplaats.render.theme.environment import SiteEnvironment

TEMPLATE = """
{% from "deel.html" import knop with context %}
{% set vast = "<" ~ waarde %}
{% set blok %}<b>{{ waarde }}</b>{% endset %}
{{ waarde }} {{ vast }} {{ blok }} {{ waarde|e }} {{ waarde|safe }} {{ waarde|upper }} {{ "<vast>" }}
{% filter upper %}{{ waarde }}&{% endfilter %}
{{ knop(waarde) }}{% call knop("x") %}{{ waarde }}{% endcall %}
{% autoescape false %}{{ waarde }}{{ knop(waarde) }}{% endautoescape %}
{% for x in [waarde, 1, none, 2.5, ["<"]] %}{{ x }},{{ loop.index }}{% endfor %}
{{ "<" ~ 2 * 3 }} {{ "</a>"|safe if waarde else "<"|upper }} {{ ["<", -1][-1] }} {{ "a@b"|replace("@", "<wbr>"|safe) }}
"""
PART = """{% macro knop(tekst) %}
<i title="{{ tekst }}">{{ caller() if caller is defined else "" }}{{ waarde }}</i>
{% endmacro %}"""


class _Html(str):
    __slots__ = ()

    def __html__(self) -> str:
        return f"[{self}]"


@pytest.mark.parametrize("value", ["vlak", "<&>\"'", Markup("<b>&amp;</b>"), 3, None, _Html("<"), Path("<"), "é ’ <"])
def test_values_are_rendered_as_jinja_renders_them(value: object, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(TEMPLATE, encoding="utf-8")
    (tmp_path / "deel.html").write_text(PART, encoding="utf-8")
    stock = Environment(
        loader=FileSystemLoader(tmp_path),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    template = "a.html"
    expected = stock.get_template(template).render(waarde=value)
    assert SiteEnvironment((str(tmp_path),)).get_template(template).render(waarde=value) == expected
    assert str(escape_value(value)) == str(stock.from_string("{{ x }}").render(x=value))


def test_the_references_of_a_template_are_known_after_parsing(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% extends "b.html" %}{% include naam %}', encoding="utf-8")
    (tmp_path / "b.html").write_text("{% block x %}{% endblock %}{% block x %}{% endblock %}", encoding="utf-8")
    (tmp_path / "c.html").write_text("{% if %}", encoding="utf-8")
    environment = SiteEnvironment((str(tmp_path),))
    environment.get_template("a.html")
    for name in ("b.html", "c.html"):
        with pytest.raises(TemplateSyntaxError) as failed:
            environment.get_template(name)
        assert failed.value.name == name
    assert environment.referred == {"a.html": {"b.html", None}, "b.html": frozenset()}
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert environment.referred["a.html"] == set(meta.find_referenced_templates(environment.parse(text)))


def test_an_undefined_name_is_an_error_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("een\n\n{{ niets }}", encoding="utf-8")
    with pytest.raises(UndefinedNameError, match="niets") as failed:
        SiteEnvironment((str(tmp_path),)).get_template("a.html").render()
    lines = {entry.path: entry.lineno for entry in failed.traceback}
    assert lines[tmp_path / "a.html"] == 2  # counted from 0


def test_a_template_is_compiled_once_in_a_process(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('{% include "deel.html" %}{{ waarde }}', encoding="utf-8")
    (tmp_path / "deel.html").write_text("een", encoding="utf-8")
    first = SiteEnvironment((str(tmp_path),))
    assert first.get_template("a.html").render(waarde="<") == "een&lt;"

    class Unparsed(SiteEnvironment):
        def parse(self, *_: object, **__: object) -> NoReturn:
            raise AssertionError

    again = Unparsed((str(tmp_path),))
    assert again.get_template("a.html").render(waarde="é") == "eené"
    assert again.referred == first.referred == {"a.html": {"deel.html"}, "deel.html": set()}
    (tmp_path / "deel.html").write_text("twee", encoding="utf-8")
    assert SiteEnvironment((str(tmp_path),)).get_template("a.html").render(waarde="x") == "tweex"


def test_few_compiled_templates_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "MAX_COMPILED", 3)
    monkeypatch.setattr(environment, "_compiled", {})
    for number in range(10):
        SiteEnvironment(()).compile(f"tekst {number}", "a.html")
        assert len(environment._compiled) <= 3
