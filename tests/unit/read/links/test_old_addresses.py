"""Old addresses in `aliassen`: as they are in a browser or in the list of a previous site."""

import json
from pathlib import Path

import pytest

from support import make_source, project, run_here
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.read.links.old_addresses import read_old_address, split_old_addresses


def read(text: str) -> tuple[str | None, tuple[str, ...]]:
    report = Report()
    found = read_old_address(text, Place("x.md"), "aliassen", report)
    assert (found is None) == bool(report.diagnostics)
    return found, tuple(f"{fault.message} {fault.remedy}" for fault in report.diagnostics)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("/oud/pad/", "/oud/pad/"),
        ("/Zorg%20en%20Wonen/", "/Zorg en Wonen/"),
        ("/Zorg en Wonen/", "/Zorg en Wonen/"),
        ("/co%C3%B6rdinatie/", "/coördinatie/"),
        ("/co%c3%b6rdinatie", "/coördinatie"),
        ("/coo\u0308rdinatie/", "/coördinatie/"),
        ("/caf%65/%E2%82%AC/", "/cafe/€/"),
        ("/100%/", "/100%/"),
        ("/100%25/", "/100%/"),
        ("/a+b/", "/a+b/"),
        ("/a%2Fb/", "/a/b/"),
        ("/2019/03/12/titel/", "/2019/03/12/titel/"),
        ("/index.php/2019/titel/", "/index.php/2019/titel/"),
        ("/Pages/Over%20Ons.html", "/Pages/Over Ons.html"),
        ("/versie-1.2", "/versie-1.2"),
        ("https://proef.example/oud%20pad/", "https://proef.example/oud%20pad/"),
        ("https://proef.example/oud pad/x.html", "https://proef.example/oud pad/x.html"),
        ("http://[proef/oud/", "http://[proef/oud/"),
        ("http://proef℀.example/oud/", "http://proef℀.example/oud/"),
    ],
)
def test_an_old_address_is_decoded(text: str, path: str) -> None:
    assert read(text) == (path, ())


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("oud/pad/", "/oud/pad/"),
        ("oud", "/oud"),
        ("//oud//pad/", "/oud/pad/"),
        ("\\oud\\pad\\", "/oud/pad/"),
        ("/oud/#kop", "/oud/"),
        ("Oud%20pad.html", "/Oud pad.html"),
        ("www.proef.example/oud/", "https://www.proef.example/oud/"),
    ],
)
def test_a_path_in_another_form_gives_a_suggestion_that_works(text: str, near: str) -> None:
    _, (message,) = read(text)
    assert message == f"'{text}' in 'aliassen' is geen pad op deze site. Bedoelde u '{near}'?"
    assert read(near) == (near, ())


@pytest.mark.parametrize(
    "text", ["/?p=12", "/index.php?id=3", "/oud/?x=1#y", "https://proef.example/?page_id=2", "?p=1"]
)
def test_a_query_gives_advice(text: str) -> None:
    _, (message,) = read(text)
    assert "heeft een vraagteken" in message
    assert "Haal het hier weg" in message


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("/rapport.pdf", "eindigt op .pdf"),
        ("/index.php", "eindigt op .php"),
        ("https://proef.example/Default.aspx", "eindigt op .aspx"),
        ("/node:12/", "kan op Windows niet 'node:12' heten"),
        ("/oud%20/x/", "kan op Windows niet 'oud ' heten"),
        ("/con/", "kan op Windows niet 'con' heten"),
        ("/wat%3F/", "kan op Windows niet 'wat?' heten"),
        ("/co%F6rdinatie/", "geen UTF-8"),
        ("/a%07/", "stuurteken"),
        ("/a%00/", "stuurteken"),
        (f"/{'x' * 300}/", "te lang"),
    ],
)
def test_an_address_that_cannot_redirect_gives_the_reason(text: str, part: str) -> None:
    _, (message,) = read(text)
    assert part in message
    assert "Haal het hier weg" in message


@pytest.mark.parametrize("text", ["/", "/.verborgen/", "/a/../b/", "https://proef.example", "/a/./b"])
def test_the_home_page_and_hidden_folders_are_no_old_address(text: str) -> None:
    _, (message,) = read(text)
    assert message.endswith("Schrijf een pad dat begint met /, zoals /oud/pad/.")


def built(source: Path, **pages: str) -> tuple[int, list[tuple[str, str]]]:
    texts = {f"projecten/{name}.md": project(name, extra=f"aliassen: {extra}\n") for name, extra in pages.items()}
    result = run_here("build", "--source", str(make_source(source, texts)), "--format", "json")
    return result.returncode, [(fault["code"], fault["remedy"]) for fault in json.loads(result.stdout)]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("/Zorg%20en%20Wonen/", "Zorg en Wonen/index.html"),
        ("Zorg en Wonen/", ""),
        ("/co%C3%B6rdinatie", "coördinatie/index.html"),
        ("https://www.proef.example/oud%20pad/x.html", "oud pad/x.html"),
        ("http://proef.example/oud", "oud/index.html"),
        ("https://proef.example/Oud%20/index.html", ""),
        ("/Oud.HTML", "Oud.HTML"),
        ("https://elders.example/oud/", ""),
        ("http://[proef/oud/", ""),
    ],
)
def test_the_redirect_is_the_file_that_a_server_looks_for(text: str, file: str, tmp_path: Path) -> None:
    code, found = built(tmp_path, aa=f"['{text}']")
    assert (code, [fault[0] for fault in found]) == ((0, []) if file else (1, ["ongeldig-pad"]))
    if file:
        assert "projecten/aa/" in (tmp_path / "public" / file).read_text(encoding="utf-8")


def test_spellings_of_one_address_are_one_redirect_on_one_page_and_collide_on_two(tmp_path: Path) -> None:
    same = "['/oud%20pad/', /oud pad/, 'https://proef.example/oud%20pad/', /oud pad/index.html, /oud pad]"
    assert built(tmp_path / "a", aa=same) == (0, [])
    taken = [("dubbele-url", "Haal dit oude adres weg.")]
    assert built(tmp_path / "b", aa="['/oud%20pad/']", bb="[/oud pad/]") == (1, taken)
    assert built(tmp_path / "c", aa="['/projecten/%62%62/']", bb="[]") == (1, taken)


def test_a_link_to_an_old_address_may_be_encoded(tmp_path: Path) -> None:
    pages = {
        "projecten/a.md": project("A", extra="aliassen: [/oud pad/]\n"),
        "projecten/b.md": project("B", body="[x](/oud%20pad/)"),
    }
    assert run_here("check", "--source", str(make_source(tmp_path, pages)), "--strict").returncode == 0


@pytest.mark.parametrize(
    "text",
    [
        "/oud/a/, /oud/b/", "/oud/a/,/oud/b/", "/oud/a/; /oud/b/", "/oud/a/ /oud/b/", "/oud/a/ en /oud/b/",
        "/oud/a/ | /oud/b/", "/oud/a/, https://proef.example/oud/b/", "[/oud/a/ /oud/b/]", "[/oud/a/; /oud/b/]",
        "\n  /oud/a/\n  /oud/b/", "\n  - /oud/a/, /oud/b/",
    ],
)  # fmt: skip
def test_several_old_addresses_in_one_text_are_several(text: str, tmp_path: Path) -> None:
    assert built(tmp_path, aa=text) == (0, [])
    for name in "ab":
        assert "projecten/aa/" in (tmp_path / "public/oud" / name / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text", ["/oud pad/", "/Huur, koop en zorg/", "/oud/a,b/", "/a; b/c/", "/Zorg en Wonen/x/", "/oud-a/"]
)
def test_a_space_or_a_comma_may_be_part_of_an_old_address(text: str) -> None:
    assert split_old_addresses(text) == ((text,), True)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("/oud/a/, oud/b/", "aliassen: [/oud/a/, /oud/b/]"),
        ("oud/a/, oud/b/", "aliassen: [/oud/a/, /oud/b/]"),
        ("oud/a.html; oud/b.html", "aliassen: [/oud/a.html, /oud/b.html]"),
        ("oud/a, oud/b", "aliassen: [/oud/a, /oud/b]"),
        ("oud/a, /oud/b", "aliassen: [/oud/a, /oud/b]"),
        ('["/oud/a/, oud/b/"]', '"/oud/a/, /oud/b/"'),
    ],
)
def test_several_old_addresses_of_which_one_lacks_a_slash_give_one_remedy_that_works(
    text: str, remedy: str, tmp_path: Path
) -> None:
    assert built(tmp_path / "a", aa=text) == (1, [("ongeldig-pad", f"Schrijf '{remedy}'.")])
    listed = remedy.removeprefix("aliassen: ").strip("[]")
    assert built(tmp_path / "b", aa=f"[{listed}]") == (0, [])
    assert len(list((tmp_path / "b/public/oud").rglob("*.html"))) == 2
