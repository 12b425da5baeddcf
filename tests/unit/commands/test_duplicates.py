"""The `duplicates` command, as an editor and a script would use it."""

import json
import os
import random
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from support import examples, law, make_source, project, real_case
from vindplaats.catalogue.catalogue import CatalogueOptions, catalogue
from vindplaats.catalogue.corpus import Finding, Verdict
from vindplaats.cli import main
from vindplaats.commands.duplicates import summary
from vindplaats.config import NO_SITE
from vindplaats.read.content import Content, read_content

TEXT = (
    "De gemeente vroeg ons na te gaan hoe bewoners van de nieuwe wijk hun buurt ervaren. Wij spraken daarvoor met veel "
    "huishoudens, met winkeliers en met het wijkteam."
)
TODAY = CatalogueOptions(date(2026, 11, 23))
NEWS = "---\ntitel: Wonen in de wijk\ndatum: 2022-01-01\n{extra}---\n{body}\n"


def run(capsys: pytest.CaptureFixture[str], source: Path, *arguments: str) -> tuple[int, str, str]:
    code = main(["duplicates", "--source", str(source), *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def listed(capsys: pytest.CaptureFixture[str], source: Path, *arguments: str) -> list[dict[str, Any]]:
    code, out, _ = run(capsys, source, "--format", "json", *arguments)
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def undeclared(source: Path) -> Path:
    """Return the real case without its declared links and verdicts."""
    for path in (source / "content").rglob("*.md"):
        lines = path.read_text(encoding="utf-8").split("\n")
        kept = [line for line in lines if not line.startswith(("project:", "reeks:", "geen_dubbel_van:"))]
        path.write_text("\n".join(kept), encoding="utf-8")
    return source


@pytest.mark.parametrize("body_links", [True, False])
def test_the_real_case_has_one_exact_pair_and_two_variants(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, body_links: bool
) -> None:
    source = undeclared(real_case(tmp_path))
    if not body_links:
        for path in (source / "content/nieuws").glob("*.md"):
            path.write_text(re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert [f"{item['verdict']} {' '.join(item['ids'])}" for item in listed(capsys, source)] == [
        "exact projecten/samen-beslissen-in-de-opleiding projecten/samen-beslissen-onderwijs-zorgprofessionals",
        "variant projecten/charter-diversiteit-monitor-2020 nieuws/charter-diversiteit-derde-monitor",
        "variant projecten/arbeidsmarktonderzoek-woningcorporaties nieuws/woningcorporaties-zoeken-personeel",
    ]


def test_json_is_the_only_output_on_stdout_and_has_the_documented_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(
        tmp_path,
        {
            "projecten/a.md": project("Wonen in de wijk", body=TEXT),
            "nieuws/n.md": NEWS.format(extra="", body=f"{TEXT} En dat is dat."),
        },
    )
    (item,) = listed(capsys, source)
    assert list(item) == ["verdict", "ids", "score", "reasons"]
    assert (item["verdict"], item["ids"]) == ("variant", ["projecten/a", "nieuws/n"])
    assert 0.4 < float(str(item["score"])) < 1
    assert isinstance(item["reasons"], list)
    assert all(isinstance(reason, str) for reason in item["reasons"])


def test_a_site_without_duplicates_reports_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": project("Wonen in de wijk", body=TEXT)})
    assert run(capsys, source) == (0, "", "Geen dubbelen gevonden.\n")
    assert run(capsys, source, "--format", "json")[1] == "[]\n"


def test_text_shows_titles_files_verdict_reasons_and_the_line_to_add(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(
        tmp_path,
        {
            "projecten/a.md": project("Wonen in de wijk", body=TEXT, extra="aliassen: /oud/\n"),
            "projecten/b.md": project("Wonen in de wijk", body=TEXT, extra="aliassen: [/ouder/]\nslug: bee\n"),
        },
    )
    code, out, err = run(capsys, source)
    assert code == 0
    assert out.split("\n")[:6] == [
        "exact (100% gelijk)",
        "  Wonen in de wijk",
        "    content/projecten/a.md",
        "  Wonen in de wijk",
        "    content/projecten/b.md",
        "  Waarom: titel en tekst zijn woord voor woord gelijk.",
    ]
    assert "neem over" not in out
    assert (
        "Is het dezelfde studie, verwijder dan content/projecten/b.md, pas aan wat daarnaar verwijst, en zet in"
        " content/projecten/a.md (in plaats van de regel 'aliassen' die er al staat):"
    ) in out
    assert "    aliassen: [/oud/, /projecten/bee/, /ouder/]\n" in out
    assert "zet dan in content/projecten/b.md:\n    geen_dubbel_van: [projecten/a]\n" in out
    assert err == "Gevonden: 1 exact.\n"


CASES = {
    "exact": (project("Wonen", body=TEXT), project("Wonen", body=TEXT)),
    "variant": (project("Wonen", body=TEXT), project("Wonen", body=f"{TEXT} Punt.")),
    "twijfel": (project("Wonen in Drecht", body=TEXT), project("Wonen in Havenveld", body=TEXT)),
    "editie": (project('"Wonen: monitor 2020"', body=TEXT), project('"Wonen: monitor 2021"', body=TEXT)),
    "news": (project("Wonen", body=TEXT), NEWS.format(extra="", body=f"{TEXT} Punt.")),
}


@pytest.mark.parametrize("name", CASES)
def test_a_pair_is_resolved_by_following_any_of_its_advice(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Write each advised line where the list says; YAML reads it back and the pair is no longer listed."""
    first, second = CASES[name]
    second_path = "nieuws/b.md" if name == "news" else "projecten/b.md"
    source = make_source(tmp_path / "eerst", {"projecten/a.md": first, second_path: second})
    lines = run(capsys, source)[1].split("\n")
    advice = [(text, lines[i + 1].strip()) for i, text in enumerate(lines) if text.endswith(":")]
    assert len(advice) >= 2
    for i, (text, line) in enumerate(advice):
        assert isinstance(yaml.safe_load(line), dict)
        changed = make_source(tmp_path / str(i), {"projecten/a.md": first, second_path: second})
        for file in ("content/projecten/a.md", f"content/{second_path}"):
            path = changed / file
            if f"verwijder dan {file}" in text:
                path.unlink()
            elif f"in {file}" in text:
                path.write_text(
                    path.read_text(encoding="utf-8").replace("---\n", f"---\n{line}\n", 1), encoding="utf-8"
                )
        assert listed(capsys, changed) == [], (text, line)
        assert main(["check", "--source", str(changed), "--format", "json"]) == 0
        reported = json.loads(capsys.readouterr().out)
        assert [d["code"] for d in reported if d["code"].startswith(("dubbel", "exact"))] == []


def test_advice_names_the_fields_that_would_be_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "projecten/a.md": project("Wonen", body=TEXT, extra="trefwoorden: [wijk]\n"),
        "projecten/b.md": project("Wonen", body=TEXT, extra="trefwoorden: [wijk, huis]\nsamenvatting: Kort.\n"),
    }
    out = run(capsys, make_source(tmp_path, files), "--format", "text")[1]
    b = "content/projecten/b.md"
    assert f"neem over wat in {b} staat bij trefwoorden en samenvatting, verwijder dan {b}, pas aan" in out
    page = tmp_path / "content" / "projecten" / "b.md"
    page.write_text(re.sub("jaar: .*", "jaar: 2001", page.read_text()))
    assert main(["check", "--source", str(tmp_path)]) == 0
    assert "neem over wat in deze pagina staat bij trefwoorden en samenvatting, verwijder dan deze pagina" in (
        capsys.readouterr().err
    )


def test_advice_replaces_a_mistyped_series(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        "projecten/a.md": project("Wonen 2019", jaar="2019", body=TEXT, extra="reeks: Monitor wonen\n"),
        "projecten/b.md": project("Wonen 2020", jaar="2020", body=TEXT, extra="reeks: Woonmonitor\n"),
    }
    out = run(capsys, make_source(tmp_path, files))[1]
    assert "zet dan in content/projecten/b.md (in plaats van de regel 'reeks' die er al staat):" in out
    assert "    reeks: Monitor wonen\n" in out


def test_a_title_cannot_send_control_codes_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    titel = '"Wonen \\e[31m hier"'
    files = {f"projecten/{n}.md": project(titel, body=TEXT) for n in "ab"}
    assert "\x1b" not in run(capsys, make_source(tmp_path, files))[1]


def test_closing_the_output_early_is_not_an_error(tmp_path: Path) -> None:
    files = {f"projecten/{i}.md": project("Wonen", body=TEXT) for i in range(400)}
    command = [sys.executable, "-m", "vindplaats", "duplicates", "--source", str(make_source(tmp_path, files))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read().decode() in {"", "Gevonden: 399 exact.\n"}
        assert process.wait() == 0


def test_check_and_build_warn_about_duplicates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = {
        "exact": ["exact-dubbel"],
        "variant": ["dubbel-variant"],
        "twijfel": ["dubbel-twijfel"],
        "editie": [],
        "news": ["dubbel-variant"],
    }
    for name, (first, second) in CASES.items():
        second_path = "nieuws/b.md" if name == "news" else "projecten/b.md"
        source = make_source(tmp_path / name, {"projecten/a.md": first, second_path: second})
        for command in ("check", "build"):
            assert main([command, "--source", str(source), "--format", "json"]) == 0
            reported = [d for d in json.loads(capsys.readouterr().out) if "dubbel" in d["code"]]
            assert [(d["code"], d["file"]) for d in reported] == [
                (code, f"content/{second_path}") for code in expected[name]
            ]
            for d in reported:
                assert "content/projecten/a.md" in d["message"]
                assert name == "exact" or "'geen_dubbel_van: [projecten/a]'" in d["remedy"]
        strict = main(["check", "--source", str(source), "--strict"])
        capsys.readouterr()
        assert strict == bool(expected[name])


def test_conflicting_fields_of_exact_doubles_are_not_an_error_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = make_source(
        tmp_path,
        {
            "projecten/a.md": project("Wonen", body=TEXT, extra="isbn: 1\n"),
            "projecten/b.md": project("Wonen", body=TEXT, extra="isbn: 2\n"),
        },
    )
    assert [item["verdict"] for item in listed(capsys, source)] == ["exact"]
    assert main(["check", "--source", str(source)]) == 1
    assert "dubbel-conflict" in capsys.readouterr().err


def test_other_errors_are_reported_and_the_remaining_pages_listed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"projecten/a.md": CASES["exact"][0], "projecten/b.md": CASES["exact"][1], "projecten/c.md": "geen\n"}
    source = make_source(tmp_path, files)
    code, out, err = run(capsys, source, "--format", "json")
    assert code == 1
    assert [item["verdict"] for item in json.loads(out)] == ["exact"]
    assert "content/projecten/c.md:1:1: fout[geen-front-matter]" in err


def test_an_invalid_site_yaml_is_ignored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(tmp_path, {"projecten/a.md": CASES["exact"][0], "site.yaml": "onzin: [\n"})
    assert run(capsys, source)[0] == 0


def test_all_includes_resolved_pairs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = make_source(
        tmp_path,
        {"projecten/a.md": CASES["news"][0], "nieuws/b.md": NEWS.format(extra="project: a\n", body=f"{TEXT} Punt.")},
    )
    assert listed(capsys, source) == []
    (item,) = listed(capsys, source, "--all")
    assert (item["verdict"], item["ids"]) == ("variant", ["projecten/a", "nieuws/b"])
    assert item["reasons"] == ["vastgelegd met 'project: a'"]
    assert ", vastgelegd)" in run(capsys, source, "--all")[1]


# Laws

WORDS = (
    "de", "wijk", "is", "groen", "en", "water", "bewoners", "zijn", "tevreden", "over", "licht", "in", "straten", "12",
)  # fmt: skip
BODIES = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
TITLES = st.sampled_from(
    ["Monitor 2019", "Monitor 2020", "Monitor", "Wonen in Drecht", "Wonen in Noord", "Peiling, deel 2"]
)


@law
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pages=st.lists(st.tuples(TITLES, BODIES, st.sampled_from([2019, 2020])), min_size=2, max_size=7), seed=st.integers()
)
def test_the_listed_pairs_do_not_depend_on_the_order_of_files(
    pages: list[tuple[str, str, int]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = {}
    for i, (titel, body, jaar) in enumerate(pages):
        if i % 3:
            files[f"projecten/p{i}.md"] = project(f'"{titel}"', jaar=str(jaar), body=body)
        else:
            files[f"nieuws/n{i}.md"] = NEWS.replace("Wonen in de wijk", titel).format(extra="", body=body)
    content, _ = read_content(str(make_source(tmp_path_factory.mktemp("bron"), files)))
    first, _ = catalogue(content, NO_SITE, TODAY)
    records = list(content.records)
    random.Random(seed).shuffle(records)
    shuffled = Content(tuple(records), content.others, content.known, incomplete=content.incomplete)
    assert catalogue(shuffled, NO_SITE, TODAY)[0].corpus.pairs == first.corpus.pairs


NAMES = st.lists(
    st.sampled_from(["wijk", "Noord", "zorg", "Drecht", "2019", "2020", "deel", "2", "eerste", "nulmeting", "A", "en"]),
    min_size=1,
    max_size=5,
).map(" ".join)
JAREN = st.sampled_from(["2019", "2020"])
LONG = st.lists(st.sampled_from(["wijk", "Noord", "zorg", "Drecht", "12", "x"]), max_size=12).map(
    lambda words: f"{TEXT} {' '.join(words)}"
)


@law
@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(page_a=st.tuples(NAMES, LONG), page_b=st.tuples(NAMES, LONG), years=st.tuples(JAREN, JAREN))
def test_a_verdict_does_not_depend_on_which_page_has_the_first_path(
    page_a: tuple[str, str], page_b: tuple[str, str], years: tuple[str, str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages = [
        project(f'"{titel}"', jaar=jaar, body=body) for (titel, body), jaar in zip((page_a, page_b), years, strict=True)
    ]
    outcomes = []
    for first, second in (pages, pages[::-1]):
        source = make_source(tmp_path_factory.mktemp("paar"), {"projecten/a.md": first, "projecten/b.md": second})
        found, _ = catalogue(read_content(str(source))[0], NO_SITE, TODAY)
        outcomes.append([(f.verdict, f.score, len(f.reasons)) for f in found.corpus.pairs])
    assert outcomes[0] == outcomes[1]


DECLARATIONS = st.sampled_from(["", "", "geen_dubbel_van: p1\n", "geen_dubbel_van: [n0]\n", "PROJECT", "reeks: R\n"])


@law
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(st.tuples(TITLES, LONG, DECLARATIONS), min_size=3, max_size=7), seed=st.integers())
def test_the_catalogue_does_not_depend_on_the_order_of_files(
    pages: list[tuple[str, str, str]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Studies, news, redirects and diagnostics are equal, given exact doubles, declarations and links between pages."""
    files = {}
    for i, (titel, body, declared) in enumerate(pages):
        linked = f"{body} [Meer](../projecten/p1.md)." if len(body) % 2 else body
        if i % 3:
            extra = "" if declared == "PROJECT" else declared
            files[f"projecten/p{i}.md"] = project(f'"{titel}"', extra=extra, body=linked)
        else:
            extra = {"PROJECT": "project: p2\n", "reeks: R\n": ""}.get(declared, declared)
            files[f"nieuws/n{i}.md"] = NEWS.replace("Wonen in de wijk", titel).format(extra=extra, body=linked)
    content, _ = read_content(str(make_source(tmp_path_factory.mktemp("bron"), files)))
    expected, reported = catalogue(content, NO_SITE, TODAY)
    records = list(content.records)
    random.Random(seed).shuffle(records)
    shuffled = Content(tuple(records), content.others, content.known, incomplete=content.incomplete)
    again, reported_again = catalogue(shuffled, NO_SITE, TODAY)
    assert again.corpus == expected.corpus
    assert sorted(map(str, reported_again)) == sorted(map(str, reported))


def test_the_output_does_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    files = {
        f"projecten/{i}.md": project(
            f"Monitor {'abc'[i // 9] * 3} {2010 + i % 7}", jaar=str(2010 + i % 5), body=TEXT * (i % 3)
        )
        for i in range(25)
    }
    source = make_source(tmp_path, files)
    outcomes = {
        subprocess.run(
            [sys.executable, "-m", "vindplaats", "duplicates", "--source", str(source), "--format", "json", "--all"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("0", "1", "77")
    }  # fmt: skip
    assert len(outcomes) == 1
    assert len(json.loads(outcomes.pop())) > 10


@pytest.mark.parametrize(
    ("verdicts", "text"),
    [
        (["editie", "editie", "variant"], "Gevonden: 2 edities, 1 variant."),
        (["variant", "variant", "twijfel", "twijfel", "exact", "exact"],
         "Gevonden: 2 varianten, 2 twijfels, 2 exact."),
        (["twijfel", "editie"], "Gevonden: 1 twijfel, 1 editie."),
        ([], "Geen dubbelen gevonden."),
    ],
)  # fmt: skip
def test_the_summary_counts_the_verdicts_in_the_plural(verdicts: list[Verdict], text: str) -> None:
    assert summary(Finding(verdict, (), 1.0, ()) for verdict in verdicts) == text
