"""Any mistake by an editor gives one clear Dutch line and an exit code, no traceback, and keeps the published site.

``tests/faults.md`` has a row for each of these cases.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct

from forked import drop_privileges, run_forked
from support import AS_OF, make_source, project, tree
from vindplaats.cli import main
from vindplaats.publish.publish import MARKER, MARKER_TEXT

HERE = Path(__file__).parent
PDF = b"%PDF-1.4 verzonnen\n"
X = "projecten/x.md"


class Case(Struct, frozen=True):
    """Files below content/ (text or bytes), a further change to the source, and the expected exit code and errors.

    ``errors`` is the code and the place (``file:line:column``) of each error.
    """

    exit: int
    errors: tuple[str, str] | tuple[tuple[str, str], ...]
    files: dict[str, str | bytes] = {}
    arrange: Callable[[Path], object] = lambda _: None


def at(line: int, column: int = 1, file: str = X) -> str:
    return f"content/{file}:{line}:{column}"


def at_file(name: str) -> str:
    return f"content/projecten/{name}:1:1"


def raw(text: str) -> dict[str, str | bytes]:
    """Return a project with exactly this text."""
    return {X: text}


def extra(fields: str, **files: str | bytes) -> dict[str, str | bytes]:
    """Return a project with more fields, on line 7 of the file."""
    return {X: project("X", extra=f"{fields}\n"), **files}


def body(text: str) -> dict[str, str | bytes]:
    """Return a project with this body, from line 8 on (the first line is empty)."""
    return {X: project("X", body=text)}


def beside(name: str, data: bytes = PDF) -> dict[str, str | bytes]:
    return {f"projecten/{name}": data}


def link(name: str, target: str) -> Callable[[Path], object]:
    def arrange(source: Path) -> None:
        path = source / name
        path.parent.mkdir(exist_ok=True)
        path.symlink_to(target)

    return arrange


def pipe(name: str) -> Callable[[Path], object]:
    def arrange(source: Path) -> None:
        path = source / name
        path.parent.mkdir(exist_ok=True)
        os.mkfifo(path)

    return arrange


def write(name: str, data: bytes) -> Callable[[Path], object]:
    def arrange(source: Path) -> None:
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return arrange


def both(*steps: Callable[[Path], object]) -> Callable[[Path], object]:
    return lambda source: [step(source) for step in steps]


def replace(name: str, make: Callable[[Path], object]) -> Callable[[Path], object]:
    def arrange(source: Path) -> None:
        (source / name).unlink()
        make(source / name)

    return arrange


LONG = "a" * 300
LFS = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"
GOOD = project("X").encode()

CASES = {
    # front matter
    "empty": Case(1, ("geen-front-matter", at(1)), raw("")),
    "no-front-matter": Case(1, ("geen-front-matter", at(1)), raw("# Kop\n\nTekst\n")),
    "unclosed": Case(1, ("front-matter-open", at(1)), raw("---\ntitel: X\n\nTekst\n")),
    "duplicate-key": Case(1, ("dubbele-sleutel", at(7)), extra("jaar: 2020")),
    "tab": Case(1, ("yaml-fout", at(7)), extra("\treeks: y")),
    "latin-1": Case(1, ("codering", at(2, 11)), {X: project("Café").encode("latin-1")}),
    "utf-16": Case(1, ("codering", at(1, 4)), {X: project("X").encode("utf-16")}),
    "nul": Case(1, ("codering", at(10)), {X: GOOD + b"\0"}),
    "control-character": Case(1, ("codering", at(9, 2)), body("é\x0bé\x01")),
    "control-character-escaped": Case(1, ("codering", at(7)), extra('samenvatting: "a\\x01b"')),
    "converted-twice": Case(1, ("codering", at(9, 6)), body("regio\u0080\u0099s")),
    "converted-twice-in-a-field": Case(1, ("codering", at(2, 13)), {X: project("regio\u0092s")}),
    "converted-twice-escaped": Case(1, ("codering", at(7)), extra('samenvatting: "a\\x92b"')),
    "conflict": Case(1, ("samenvoegresten", at(10)), body("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> tak")),
    "conflict-in-fields": Case(1, ("samenvoegresten", at(7)), extra("<<<<<<< HEAD\nisbn: 1\n=======\n>>>>>>> tak")),
    "surrogate-escaped": Case(1, ("yaml-fout", at(7, 16)), extra('samenvatting: "\\ud800"')),
    "yaml-tag": Case(1, ("yaml-tag", at(7, 15)), extra("samenvatting: !!python/object:os.system x")),
    "alias-bomb": Case(
        1,
        (("yaml-anker", at(7, 11)), ("yaml-anker", at(8, 14)), ("yaml-anker", at(9, 11))),
        extra("partners: &a [x, x]\ntrefwoorden: &b [*a, *a]\nauteurs: [*b, *b]"),
    ),
    "nesting-brackets": Case(1, ("yaml-diepte", at(7, 1010)), extra(f"partners: {'[' * 90000}")),
    "nesting-brackets-few": Case(1, ("yaml-diepte", at(7, 21)), extra(f"partners: {'[' * 900}{']' * 900}")),
    "nesting-lists": Case(1, ("yaml-diepte", at(8)), extra(f"partners:\n{'- ' * 100000}x")),
    "nesting-keys": Case(1, ("yaml-diepte", at(8)), extra(f"partners:\n{'? ' * 50000}x")),
    "nesting-indent": Case(
        1, ("yaml-diepte", at(17, 11)), extra("partners:\n" + "".join(f"{' ' * i}a:\n" for i in range(1, 600)))
    ),
    "list-where-text": Case(1, ("verkeerde-waarde", at(2)), {X: project("[a, b]")}),
    "unknown-field": Case(1, ("onbekend-veld", at(7)), extra("jaaar: 2020")),
    "year-in-words": Case(1, ("ongeldig-jaar", at(6)), {X: project("X", jaar="tweeduizend")}),
    "year-range": Case(1, ("ongeldig-jaar", at(6)), {X: project("X", jaar="2019-2020")}),
    "year-list": Case(1, ("verkeerde-waarde", at(6)), {X: project("X", jaar="[2019, 2020]")}),
    "year-future": Case(1, ("ongeldig-jaar", at(6)), {X: project("X", jaar="2031")}),
    "date-that-is-none": Case(1, ("ongeldige-datum", at(7)), extra("publicatiedatum: 2021-02-30")),
    "url-ftp": Case(1, ("ongeldige-url", at(7, 20)), extra("links: [{titel: a, url: 'ftp://x.example'}]")),
    "url-javascript": Case(1, ("ongeldige-url", at(7, 20)), extra("links: [{titel: a, url: 'javascript:alert(1)'}]")),
    "url-data": Case(
        1,
        ("ongeldige-url", "content/opdrachtgevers/o.md:3:1"),
        {"opdrachtgevers/o.md": "---\nnaam: O\nurl: data:text/html,x\n---\n"},
    ),
    "project-that-is-none": Case(
        1,
        ("onbekend-project", "content/nieuws/n.md:4:1"),
        {"nieuws/n.md": "---\ntitel: N\ndatum: 2021-01-01\nproject: weg\n---\n"},
    ),
    # files
    "100-mb": Case(1, ("te-groot", at(1)), {X: GOOD + b"woord en\n" * 12_000_000}),
    "just-too-large": Case(1, ("te-groot", at(1)), {X: GOOD.ljust(256_001)}),
    "unreadable-link": Case(1, ("onleesbaar", at_file("p.md")), {}, link("content/projecten/p.md", "weg.md")),
    "link-in-a-circle": Case(1, ("onleesbaar", at_file("p.md")), {}, link("content/projecten/p.md", "p.md")),
    "page-outside": Case(1, ("buiten-content", at_file("p.md")), {}, link("content/projecten/p.md", __file__)),
    "folder-outside": Case(1, ("verwijzende-map", at(1, file="projecten/m")), {}, link("content/projecten/m", "/")),
    "pipe": Case(1, ("onleesbaar", at_file("p.md")), {}, pipe("content/projecten/p.md")),
    "attachment-missing": Case(1, ("bestand-ontbreekt", at(7)), extra("rapport: weg.pdf")),
    "attachment-outside": Case(1, ("buiten-content", at(7)), extra("rapport: ../../../x.pdf")),
    "attachment-absolute": Case(1, ("buiten-content", at(7)), extra("rapport: /etc/hosts")),
    "attachment-outside-by-link": Case(
        1, ("buiten-content", at_file("r.pdf")), extra("rapport: r.pdf"), link("content/projecten/r.pdf", __file__)
    ),
    "attachment-dangling": Case(
        1, ("onleesbaar", at_file("r.pdf")), extra("rapport: r.pdf"), link("content/projecten/r.pdf", "weg")
    ),
    "attachment-pipe": Case(
        1, ("onleesbaar", at_file("r.pdf")), extra("rapport: r.pdf"), pipe("content/projecten/r.pdf")
    ),
    "page-of-lfs": Case(1, ("git-lfs", at(1)), raw(LFS)),
    "attachment-of-lfs": Case(
        1, ("git-lfs", at_file("r.pdf")), {**extra("rapport: r.pdf"), **beside("r.pdf", LFS.encode())}
    ),
    "attachment-with-front-matter": Case(
        1, ("geen-bijlage", at(7)), {**extra("bijlagen: t.txt"), **beside("t.txt", GOOD)}
    ),
    "attachment-that-is-a-backup": Case(
        1, ("geen-bijlage", at(7)), {**extra("bijlagen: x.md~"), **beside("x.md~", GOOD)}
    ),
    "attachment-that-is-a-page": Case(1, ("geen-bijlage", at(7)), extra("bijlagen: ok.md")),
    "page-with-another-extension": Case(1, ("extensie", at_file("B.MD")), {"projecten/B.MD": GOOD.decode()}),
    "page-with-a-name-that-is-taken": Case(1, ("extensie", at_file("ok.markdown")), beside("ok.markdown", GOOD)),
    "name-reserved": Case(1, ("bestandsnaam", at(1, file="projecten/con.md")), {"projecten/con.md": project("X")}),
    "name-with-sign": Case(
        1, ("bestandsnaam", at(1, file="projecten/a:b.pdf")), {**extra('rapport: "a:b.pdf"'), **beside("a:b.pdf")}
    ),
    "name-with-dot": Case(1, ("bestandsnaam", at(1, file="projecten/a.")), {**extra("rapport: a."), **beside("a.")}),
    "name-no-text": Case(
        1,
        ("bestandsnaam", "content/projecten/\\udcff.md:1:1"),
        {},
        lambda s: Path(os.fsdecode(bytes(s) + b"/content/projecten/\xff.md")).write_bytes(GOOD),
    ),
    "name-of-case": Case(
        1, ("dubbel-id", at(1, file="projecten/alfa.md")), {f"projecten/{n}.md": project(n) for n in ("Alfa", "alfa")}
    ),
    # links
    "link-broken": Case(1, ("kapotte-link", at(9, 5)), body("[a](weg.md)")),
    "link-path-broken": Case(1, ("kapotte-link", at(9, 5)), body("[a](/weg/)")),
    "anchor-broken": Case(1, ("kapot-anker", at(9, 5)), body("[a](#weg)")),
    "anchor-elsewhere-broken": Case(1, ("kapot-anker", at(9, 5)), body("[a](ok.md#weg)")),
    "image-broken": Case(1, ("bestand-ontbreekt", at(9, 6)), body("![a](weg.png)")),
    "image-outside": Case(1, ("buiten-content", at(9, 6)), body("![a](../../weg.png)")),
    "image-elsewhere": Case(1, ("afbeelding-van-elders", at(9, 6)), body("![a](https://x.example/a.png)")),
    # addresses
    "slug-collision": Case(1, ("dubbele-url", at(7)), extra("slug: ok")),
    "slug-reserved": Case(1, ("ongeldige-slug", at(7)), extra("slug: nul")),
    "slug-300": Case(1, ("ongeldige-slug", at(7)), extra(f"slug: {LONG}")),
    "file-name-250": Case(
        1, ("ongeldige-slug", at(1, file=f"projecten/{LONG[:250]}.md")), {f"projecten/{LONG[:250]}.md": project("X")}
    ),
    "series-300": Case(1, ("ongeldige-slug", at(7)), extra(f"reeks: {LONG}")),
    "case-collision": Case(
        1,
        ("dubbele-url", at(7, 19)),
        {**extra("bijlagen: [a.pdf, A.PDF]"), **beside("a.pdf"), **beside("A.PDF", PDF * 2)},
    ),
    "old-address-reserved": Case(1, ("ongeldig-pad", at(7, 12)), extra("aliassen: [/aux/x/]")),
    "old-address-long": Case(1, ("ongeldig-pad", at(7, 12)), extra(f"aliassen: [/{'a/' * 3000}]")),
    "old-address-of-a-page": Case(1, ("dubbele-url", at(7, 12)), extra("aliassen: [/projecten/ok/]")),
    "old-address-of-itself": Case(1, ("dubbele-url", at(7, 12)), extra("aliassen: [/projecten/x/]")),
    "old-address-in-a-circle": Case(
        1,
        (("dubbele-url", at(7, file="projecten/a.md")), ("dubbele-url", at(7))),
        {
            "projecten/a.md": project("A", extra="aliassen: /projecten/x/\n"),
            X: project("X", extra="aliassen: /projecten/a/\n"),
        },
    ),
    "old-address-twice": Case(1, ("dubbele-url", at(7, 19)), extra("aliassen: [/oud/, /Oud/]")),
    "old-address-of-the-site": Case(1, ("dubbele-url", at(7, 12)), extra("aliassen: [/index.html]")),
    # site.yaml, templates, static files
    "site-missing": Case(2, ("geen-site", "content/site.yaml:1:1"), {}, lambda s: (s / "content/site.yaml").unlink()),
    "site-folder": Case(2, ("onleesbaar", "content/site.yaml:1:1"), {}, replace("content/site.yaml", Path.mkdir)),
    "site-pipe": Case(2, ("onleesbaar", "content/site.yaml:1:1"), {}, replace("content/site.yaml", os.mkfifo)),
    "site-large": Case(
        2,
        ("te-groot", "content/site.yaml:1:1"),
        {"site.yaml": "naam: Proef\nbase_url: https://x.example/\n#" + LONG * 4000},
    ),
    "site-field": Case(
        2,
        ("onbekend-veld", "content/site.yaml:3:1"),
        {"site.yaml": "naam: Proef\nbase_url: https://x.example/\nkleur: x\n"},
    ),
    "template-syntax": Case(
        2, ("sjabloon-fout", "templates/home.html:2:1"), {}, write("templates/home.html", b"a\n{% if %}\n")
    ),
    "template-undefined": Case(
        2, ("sjabloon-fout", "templates/home.html:3:4"), {}, write("templates/home.html", b"a\n\n{{ weg }}")
    ),
    "template-circle": Case(
        2, ("sjabloon-fout", "templates/home.html:1:13"), {}, write("templates/home.html", b'{% extends "home.html" %}')
    ),
    "template-in-itself": Case(
        2, ("sjabloon-fout", "templates/home.html:1:13"), {}, write("templates/home.html", b'{% include "home.html" %}')
    ),
    "template-latin-1": Case(
        2, ("sjabloon-fout", "templates/home.html:1:1"), {}, write("templates/home.html", b"caf\xe9")
    ),
    "template-pipe": Case(2, ("onleesbaar", "templates/home.html:1:1"), {}, pipe("templates/home.html")),
    "templates-file": Case(2, ("onleesbaar", "templates:1:1"), {}, write("templates", b"x")),
    "static-outside": Case(2, ("buiten-content", "static/p.txt:1:1"), {}, link("static/p.txt", __file__)),
    "static-folder-outside": Case(2, ("verwijzende-map", "static/m:1:1"), {}, link("static/m", "/")),
    "static-pipe": Case(2, ("onleesbaar", "static/p:1:1"), {}, pipe("static/p")),
    "static-case": Case(
        2, ("bestandsnaam", "static/a.css:1:1"), {}, both(write("static/A.css", b"a"), write("static/a.css", b"b"))
    ),
    "static-of-lfs": Case(2, ("git-lfs", "static/a.pdf:1:1"), {}, write("static/a.pdf", LFS.encode())),
    "static-with-front-matter": Case(2, ("geen-bijlage", "static/a.txt:1:1"), {}, write("static/a.txt", GOOD)),
    "site-with-a-conflict": Case(
        2,
        ("samenvoegresten", "content/site.yaml:2:1"),
        {"site.yaml": "naam: Proef\n<<<<<<< HEAD\nbase_url: https://x.example/\n=======\n>>>>>>> tak\n"},
    ),
    "site-policy": Case(
        2,
        ("yaml-fout", "content/site.yaml:4:16"),
        {"site.yaml": "naam: Proef\nbase_url: https://x.example/\ncsp:\n  img-src: data:\n"},
    ),
    "site-frames": Case(
        2,
        ("verkeerde-waarde", "content/site.yaml:3:1"),
        {"site.yaml": "naam: Proef\nbase_url: https://x.example/\ninsluiten: https://video.example/film\n"},
    ),
    "root-of-the-site": Case(2, ("dubbele-url", "wortel/_headers:1:1"), {}, write("wortel/_headers", b"x")),
    "root-of-a-page": Case(
        2, ("dubbele-url", "wortel/projecten/ok/index.html:1:1"), {}, write("wortel/projecten/ok/index.html", b"x")
    ),
    "root-folder-of-the-site": Case(2, ("dubbele-url", "wortel/zoeken:1:1"), {}, write("wortel/zoeken/x", b"x")),
    "root-outside": Case(2, ("buiten-content", "wortel/p.txt:1:1"), {}, link("wortel/p.txt", __file__)),
    "root-folder-outside": Case(2, ("verwijzende-map", "wortel/m:1:1"), {}, link("wortel/m", "/")),
    "root-pipe": Case(2, ("onleesbaar", "wortel/p:1:1"), {}, pipe("wortel/p")),
    "root-file": Case(2, ("onleesbaar", "wortel:1:1"), {}, write("wortel", b"x")),
    "root-case": Case(
        2, ("bestandsnaam", "wortel/a.txt:1:1"), {}, both(write("wortel/A.txt", b"a"), write("wortel/a.txt", b"b"))
    ),
    "root-of-lfs": Case(2, ("git-lfs", "wortel/a.pdf:1:1"), {}, write("wortel/a.pdf", LFS.encode())),
    "root-with-front-matter": Case(2, ("geen-bijlage", "wortel/a.txt:1:1"), {}, write("wortel/a.txt", GOOD)),
    "root-bytes": Case(
        2,
        ("bestandsnaam", "wortel/\\udcff.txt:1:1"),
        {},
        both(
            write("wortel/a.txt", b"x"),
            lambda s: Path(os.fsdecode(bytes(s) + b"/wortel/\xff.txt")).write_bytes(b"x"),
        ),
    ),
    "static-reserved": Case(2, ("bestandsnaam", "static/aux.css:1:1"), {}, write("static/aux.css", b"a")),
}  # fmt: skip


def make(folder: Path, case: Case) -> Path:
    """Write the source of a case, with a published site."""
    texts = {name: text for name, text in case.files.items() if isinstance(text, str)}
    source = make_source(folder, {"projecten/ok.md": project("Goed"), **texts})
    for name, data in case.files.items():
        if isinstance(data, bytes):
            (source / "content" / name).write_bytes(data)
    case.arrange(source)
    public = source / "public"
    public.mkdir()
    (public / MARKER).write_bytes(MARKER_TEXT)
    (public / "index.html").write_text("zoals het was")
    return source


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_reported_and_keeps_the_site(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = CASES[name]
    expected = [case.errors] if isinstance(case.errors[0], str) else list(case.errors)
    source = make(tmp_path, case)
    before = tree(source / "public")
    code = main(["build", "--source", str(source), "--as-of", AS_OF, "--jobs", "1", "--format", "json"])
    out, err = capsys.readouterr()
    errors = [d for d in json.loads(out) if d["severity"] == "error"]
    assert [(d["code"], f"{d['file']}:{d['line']}:{d['column']}") for d in errors] == expected
    assert code == case.exit
    assert all(len(d["message"]) > 10 and d["message"].endswith((".", "?")) and d["remedy"] for d in errors)
    assert "Traceback" not in err
    assert tree(source / "public") == before


def test_all_errors_of_a_run_are_reported_together_sorted_and_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"a": project("A", jaar="x", body="[a](weg.md)"), "b": "", "c": project("C", extra="jaaar: 1\nslug: ok\n")}
    source = make_source(tmp_path, {f"projecten/{name}.md": text for name, text in files.items()})
    (source / "templates").mkdir()
    (source / "templates/home.html").write_text("{{")
    assert main(["build", "--source", str(source), "--as-of", AS_OF, "--format", "json"]) == 2
    reported = json.loads(capsys.readouterr().out)
    places = [(d["file"], d["line"], d["column"], d["code"]) for d in reported]
    assert places == sorted(set(places))
    assert [code for *_, code in places] == [
        "ongeldig-jaar", "kapotte-link", "geen-front-matter", "onbekend-veld", "sjabloon-fout",
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has other file permissions")
@pytest.mark.parametrize("what", ["file", "folder", "report"])
def test_unreadable_files_are_reported(tmp_path: Path, what: str) -> None:
    source = make_source(tmp_path, {"projecten/m/index.md": project("M", extra="rapport: r.pdf\n")})
    (source / "content/projecten/m/r.pdf").write_bytes(PDF)
    closed = {"file": "projecten/m/index.md", "folder": "projecten/m", "report": "projecten/m/r.pdf"}[what]
    (source / "content" / closed).chmod(0)
    done = run_forked("build", "--source", str(source), "--format", "json", before=drop_privileges)
    (source / "content" / closed).chmod(0o700)
    assert [(d["code"], d["file"]) for d in json.loads(done.stdout)] == [("onleesbaar", f"content/{closed}")]
    assert done.returncode == 1, done.stderr
    assert not (source / "public").exists()


TABLE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)(?:\[([\w-]+)\])?`")


def test_the_table_of_faults_names_every_case_and_only_existing_tests() -> None:
    named = TABLE.findall((HERE / "faults.md").read_text(encoding="utf-8"))
    for file, function, _ in named:
        assert f"def {function}(" in (HERE.parent / file).read_text(encoding="utf-8"), (file, function)
    cases = [
        case
        for file, function, case in named
        if (file, function) == ("tests/test_faults.py", "test_bad_input_is_reported_and_keeps_the_site")
    ]
    assert sorted(cases) == sorted(CASES)
