"""`build --explain` lists, in Dutch, every reason why it rendered a file."""

import re
from pathlib import Path

import pytest

from support import AS_OF, make_source, project
from vindplaats.cli import main
from vindplaats.commands.explain import explain
from vindplaats.result import BuildResult


def built(source: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, str]:
    capsys.readouterr()
    assert main(["build", "--source", str(source), "--as-of", AS_OF, "--explain", *options]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith("Gebouwd: ")
    return dict(re.findall(r"^([\w./-]+\.\w+): (.*)$", "\n".join(lines[:-1]), re.MULTILINE))


def test_explain_gives_every_reason_for_every_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = {"projecten/a.md": project("A"), "projecten/b.md": project("B", jaar="2020")}
    source = make_source(tmp_path, {**pages, "werkvelden/water.md": "---\ntitel: Water\n---\n"})
    why = built(source, capsys)
    assert set(why.values()) == {"van een site die er stond, is niets onthouden dat nog geldt"}
    assert "projecten/a/index.html" in why
    assert built(source, capsys) == {}
    make_source(tmp_path, {"projecten/a.md": project("A", body="Verzonnen tekst.\n\nNog een alinea.")})
    assert built(source, capsys) == {"projecten/a/index.html": "projecten/a, of wat daarover bekend is, is veranderd"}
    make_source(tmp_path, {"projecten/a.md": project("Aa", body="Verzonnen tekst.")})
    lists = "wat lijsten van projecten/a tonen is veranderd"
    feeds = "wat feeds van projecten/a tonen is veranderd"
    cited = {
        f"{path}.{form}": "hoe projecten/a wordt geciteerd is veranderd"
        for path in ("projecten/a/a", "projecten/projecten", "werkvelden/water/water", "jaren/2021/2021")
        for form in ("bib", "ris", "json")
    }
    assert built(source, capsys) == {
        **cited,
        "contactpersonen/noor/index.html": lists,
        **dict.fromkeys(("feed.json", "feed.xml", "werkvelden/water/feed.xml"), feeds),
        "index.html": lists,
        "jaren/2021/index.html": lists,
        "projecten/a/index.html": "hoe projecten/a wordt geciteerd is veranderd en projecten/a, of wat daarover"
        " bekend is, is veranderd",
        "projecten/b/index.html": lists,
        "projecten/index.html": lists,
        "werkvelden/water/2021/index.html": lists,
        "werkvelden/water/index.html": lists,
    }
    (source / "content/projecten/b.md").unlink()
    why = built(source, capsys)
    assert why["projecten/b/index.html"] == why["jaren/2020/index.html"] == "vervalt"
    assert "de lijst van projecten is veranderd" in why["index.html"]
    assert why["index.html"].endswith("hoeveel projecten er per jaar en werkveld zijn van projecten is veranderd")
    (source / "public/projecten/a/index.html").write_text("geknoei")
    assert built(source, capsys) == {"projecten/a/index.html": "het was in de site zelf veranderd of weg"}
    assert set(built(source, capsys, "--no-cache").values()) == {
        "van een site die er stond, is niets onthouden dat nog geldt"
    }


def test_explain_says_that_nothing_changed() -> None:
    assert list(explain(BuildResult(diagnostics=(), exit_code=0))) == [
        "Er is niets veranderd; de site die er stond is de nieuwe."
    ]


def test_only_the_first_page_of_a_person_depends_on_their_news(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {f"projecten/p{i}.md": project(f"Project {i}") for i in range(3)}
    pages["site.yaml"] = "naam: Proef\nbase_url: https://proef.example/\nper_pagina: 2\n"
    news = "---\ntitel: {}\ndatum: 2021-05-12\ncontactpersoon: Noor\n---\nVerzonnen tekst.\n"
    source = make_source(tmp_path, {**pages, "nieuws/n.md": news.format("Nieuws")})
    assert "contactpersonen/noor/pagina/2/index.html" in built(source, capsys)
    make_source(tmp_path, {**pages, "nieuws/n.md": news.format("Ander nieuws")})
    why = built(source, capsys)
    assert "contactpersonen/noor/index.html" in why
    assert "contactpersonen/noor/pagina/2/index.html" not in why
