"""No input below content/ causes a traceback or unsafe HTML, or harms the published site."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hostile import matter
from hostile.bodies import bodies, spoiled_classics
from hostile.classics import CLASSICS
from hostile.matter import kinds, mutations, page_of, pages, right_fields
from hostile.oracle import name_of, parse_page, skeleton
from hostile.promise import check_diagnostics, check_page
from search_engine import published_shadow_trees
from support import AS_OF, REPOSITORY, examples, law, make_source, project, tree
from vindplaats.cli import main
from vindplaats.config import read_site
from vindplaats.diagnostics.diagnostic import Report, has_errors
from vindplaats.read.front_matter import parse_yaml
from vindplaats.read.records import Kind
from vindplaats.read.schema import FIELDS
from vindplaats.read.yaml_syntax import parser

CASES = settings(deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
"""Settings that generate the same cases on every machine and in every run, so that failures can be reproduced."""

ORIGINALS = sorted(
    {path.read_bytes() for path in (REPOSITORY / "tests/sites").rglob("*.md") if path.name != "README.md"}
)

DEEP = ["- " * 5000 + "a", "? " * 5000 + "a", "[" * 5000, "{a: " * 5000, "\n".join(" " * n + "a:" for n in range(900))]
ODD_YAML = [
    *('titel: "\\0"', 'titel: "\\ud800"', 'titel: "\\UFFFFFFFF"', 'titel: "\\e[2J"', '"\\e[2J": a', '"a\\nb": c'),
    *(
        "titel: !!python/object/apply:os.system [id]",
        "a: &a [*a]",
        "? [a]\n: b",
        "? {a: b}\n: c",
        "titel: \x85",
        "=: a",
    ),
    *(
        "%YAML 9.9\n---\na: b",
        "%TAG ! x\n",
        "a: b\n--- c",
        "...\na: b",
        "<<: [{a: b}]",
        "? |\n  a\n: b",
        "- a",
        "a",
        "\t",
    ),
]


# (a) any bytes can be read: faults are reported, and no exception is raised


@law
@pytest.mark.parametrize("kind", FIELDS)
def test_any_page_is_read_or_refused(kind: Kind) -> None:
    @settings(CASES, max_examples=examples(100))
    @given(pages(kind))
    def keeps(data: bytes) -> None:
        check_page(page_of(kind), data)

    keeps()


@law
@settings(CASES, max_examples=examples(300))
@given(kinds, mutations(ORIGINALS))
def test_real_pages_with_changed_bytes_are_read_or_refused(kind: Kind, data: bytes) -> None:
    check_page(page_of(kind), data)


@law
@settings(CASES, max_examples=examples(200))
@given(st.binary(max_size=60) | st.binary(max_size=60).map(b"---\n%b".__mod__))
@example(b"")
@example(b"---")
@example(b"\xef\xbb\xbf---\n---")
@example(b"---\r---\r")
@example(b"\xff\xfe-\0-\0-\0")
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check_page(page_of("nieuws"), data)


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@pytest.mark.parametrize("text", [*DEEP, *ODD_YAML], ids=lambda text: repr(text[:20]))
def test_deep_or_unusual_yaml_is_read_or_refused(loader: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Test both loaders, because PyYAML can be built without libyaml."""
    if not hasattr(yaml, loader):
        pytest.skip("PyYAML was built without libyaml")
    monkeypatch.setattr(parser, "_Loader", getattr(yaml, loader))
    check_page(page_of("paginas"), f"---\n{text}\n---\n".encode())


@law
@settings(CASES, max_examples=examples(200))
@given(st.data())
def test_any_site_yaml_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    given_bytes = data.draw(
        matter.sites | st.binary(max_size=40) | mutations([b"naam: Proef\nbase_url: https://p.example/\n"])
    )
    source = tmp_path_factory.getbasetemp() / "site-yaml"
    (source / "content").mkdir(parents=True, exist_ok=True)
    (source / "content/site.yaml").write_bytes(given_bytes)
    site, faults = read_site(str(source))
    assert site is not None or faults
    check_diagnostics(faults, given_bytes.count(b"\n") + given_bytes.count(b"\r") + 1, "content/site.yaml")


@law
@settings(CASES, max_examples=examples(300))
@given(st.text(max_size=40) | st.sampled_from(FIELDS["projecten"]).flatmap(lambda f: matter.fields_of((f,))))
def test_any_yaml_is_parsed_or_refused(text: str) -> None:
    report = Report()
    found = parse_yaml("content/x.md", text.replace("\0", "").replace("\r", "\n"), report)
    assert found.refused == has_errors(report.diagnostics)
    if report.diagnostics:
        check_diagnostics(report.diagnostics, text.count("\n") + text.count("\r") + 2, "content/x.md")


# (b) the HTML of any body is safe


def _page_with(body: str) -> bytes:
    return f"---\n{right_fields(FIELDS['paginas'])}---\n{body}".encode()


CLASSICS_AT_ONCE = 4
"""The default tests try one in this many classic attacks, the slow tests the others."""


@pytest.mark.parametrize(
    "number", [0, *(pytest.param(number, marks=pytest.mark.slow) for number in range(1, CLASSICS_AT_ONCE))]
)
def test_classic_attacks_become_safe_html(number: int) -> None:
    failed = []
    for body in CLASSICS[number::CLASSICS_AT_ONCE]:
        try:
            check_page(page_of("paginas"), _page_with(body))
        except AssertionError as error:
            failed.append(f"{body!r}: {error}")
    assert not failed, "\n".join(failed)


@law
@settings(CASES, max_examples=examples(600))
@given(bodies)
def test_any_body_becomes_safe_html(body: str) -> None:
    check_page(page_of("paginas"), _page_with(body))


@law
@settings(CASES, max_examples=examples(500))
@given(spoiled_classics)
def test_mutated_attacks_become_safe_html(body: str) -> None:
    check_page(page_of("paginas"), _page_with(body))


# (c) text from front matter never becomes markup

PAYLOADS = [
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onmouseover=\"alert(1)",
    "<! -- <script>",
    "--><b>",
    "]]></x>",
    "&lt;script&gt;",
    "&#60;b&#62;",
    "&quot; x=&quot;",
    "{{ 7 * 7 }} {% raw %}",
    "</h1></main></body>",
    "<b",
    "\\u003cscript\\u003e",
    "\u2028<b>\u2029",
    "\u202e<i>",
    "javascript:alert(1)",
]  # fmt: skip


def _site_of(folder: Path, text: Callable[[str], str]) -> Path:
    """Write a site whose texts are all made by ``text`` from a name that tells them apart; return its source."""

    def q(name: str) -> str:
        return json.dumps(text(name), ensure_ascii=False)

    study = f"""---
titel: {q("Titel {n}")}
werkveld: {q("Water")}
opdrachtgever: {q("Klant")}
contactpersoon: noor
jaar: 2{{n}}
samenvatting: {q("Samenvatting {n}")}
partners: [{q("Partner")}]
auteurs: [{q("Auteur")}]
reeks: {q("Reeks")}
trefwoorden: [{q("Trefwoord")}]
isbn: {q("Isbn")}
rapportnummer: {q("Nummer")}
links: [{{{{titel: {q("Link")}, url: "https://proef.example/?a='b'&c=%3Cd%3E"}}}}]
slug: studie-{{n}}
publicatiedatum: 2021-05-12
---
Tekst van studie {{n}}.
"""
    raw = {
        "projecten/a.md": study.replace("{n}", "018").replace("{{", "{").replace("}}", "}"),
        "projecten/b.md": study.replace("{n}", "020").replace("{{", "{").replace("}}", "}"),
        "nieuws/c.md": f"---\ntitel: {q('Bericht')}\ndatum: 2021-01-02\nproject: a\nwerkveld: {q('Water')}\n"
        f"contactpersoon: noor\nsamenvatting: {q('Kort')}\nslug: bericht\n---\nTekst.\n",
        "werkvelden/water.md": f"---\ntitel: {q('Water')}\nslug: water\n---\nInleiding.\n",
        "opdrachtgevers/klant.md": f"---\nnaam: {q('Klant')}\nafkorting: {q('KL')}\nslug: klant\n---\n",
        "contactpersonen/noor.md": f"---\nnaam: {q('Noor')}\nfunctie: {q('Functie')}\nslug: noor\n"
        f"email: noor@proef.example\ntelefoon: {q('020')}\n---\n",
        "paginas/over.md": f"---\ntitel: {q('Over')}\nsamenvatting: {q('Waarover')}\nslug: over\n---\nTekst.\n",
        "site.yaml": f"naam: {q('Proef')}\nbase_url: https://proef.example/\nbeschrijving: {q('Beschrijving')}\n"
        f"organisatie: {q('Instituut')}\nemail: algemeen@proef.example\n",
    }
    return make_source(folder, raw)


def _skeletons(source: Path) -> dict[str, list[tuple[str, ...]]]:
    code, output = _main("build", "--source", str(source), "--as-of", AS_OF)
    assert code == 0, output
    found = {}
    for path, data in tree(source / "public").items():
        if path.endswith(".html"):
            page = parse_page(data.decode())
            # The addresses of series and authors contain their names, which differ.
            found[re.sub("(reeksen|publicaties)/[^/]+/", r"\1/*/", path)] = skeleton(page)
            for script in page.iter("script"):
                if script.get("type") == "application/ld+json":
                    json.loads(script.text or "")
    return found


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[str, ...]]]:
    """The elements of each page of a site without payloads."""
    return _skeletons(_site_of(tmp_path_factory.mktemp("onschuldig"), lambda name: f"{name} x"))


@pytest.mark.parametrize("first", range(10))
def test_text_from_front_matter_never_becomes_markup(
    first: int, harmless: dict[str, list[tuple[str, ...]]], tmp_path: Path
) -> None:
    """Every text has two payloads, which are together shorter than where texts are cut off or shown in another way."""
    payloads = PAYLOADS[first::10]
    found = _skeletons(_site_of(tmp_path, lambda name: " ".join((name, *payloads))))
    assert found.keys() == harmless.keys(), payloads
    for path, elements in harmless.items():
        assert found[path] == elements, (path, payloads)


# (d) whole builds


def _main(*arguments: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(list(arguments))
    return code, out.getvalue() + err.getvalue()


NAMES = st.one_of(
    st.sampled_from(
        [
            "a.md",
            "B.md",
            "b.md",
            "index.md",
            "x/index.md",
            "x/y.md",
            "é.md",
            "CON.md",
            "a b.md",
            "<b>.md",
            "%41.md",
            "'.md",
        ]
    ),
    st.text("ab<>&\"'%.:\\ éI\u0130\u202e\n\t~$`{}", min_size=1, max_size=6).map(lambda name: f"{name}.md"),
)


@st.composite
def sources(draw: st.DrawFn) -> dict[str, bytes]:
    """Return files for a site by path: pages of every kind with hostile contents and names."""
    files = {}
    for _ in range(draw(st.integers(1, 4))):
        kind = draw(kinds)
        right = f"---\n{right_fields(FIELDS[kind])}---\n"
        page = st.one_of(bodies, spoiled_classics).map(right.__add__).map(str.encode)
        files[f"{kind}/{draw(NAMES)}"] = draw(st.one_of(pages(kind), mutations(ORIGINALS), page))
    if draw(st.integers(0, 5)) == 0:
        files["site.yaml"] = draw(matter.sites)
    return files


@pytest.fixture(autouse=True, scope="module")
def _shadow_trees() -> Iterator[None]:
    """Publish shadow trees instead of search indexes: what Pagefind makes of them is not looked at."""
    with published_shadow_trees():
        yield


@pytest.fixture(scope="module")
def built_source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The source of a site that has been built."""
    source = make_source(tmp_path_factory.mktemp("staand"), {"projecten/a.md": project("Verzonnen studie")})
    assert _main("build", "--source", str(source), "--as-of", AS_OF)[0] == 0
    return source


@law
@settings(CASES, max_examples=examples(60))
@given(sources())
def test_builds_of_hostile_sources_never_harm_the_site(built_source: Path, files: dict[str, bytes]) -> None:
    source = built_source.parent / "vijandig"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(built_source, source)
    before = tree(source / "public")
    for name, data in files.items():
        file = source / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    code, output = _main("build", "--source", str(source), "--as-of", AS_OF)
    assert code in {0, 1, 2}, output
    assert "Traceback" not in output
    if code:
        assert tree(source / "public") == before
    else:
        for path, data in tree(source / "public").items():
            if path.endswith(".html"):
                _check_page(path, data.decode())


def _check_page(path: str, markup: str) -> None:
    """Check that a whole page, templates included, has no elements or attributes that run or send something except its
    own scripts and its search box.
    """
    for element in parse_page(markup).iter():
        name = name_of(element)
        assert name not in {"iframe", "object", "embed", "style", "base", "svg svg", "math math"}, path
        assert name != "form" or (element.get("role"), element.get("method")) == ("search", "get"), path
        assert name != "script" or element.get("type") == "application/ld+json" or element.get("src"), path
        for key in element.attrib:
            assert not key.startswith("on"), path
            assert key not in {"style", "srcdoc", "ping", "formaction"}, path
