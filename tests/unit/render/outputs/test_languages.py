"""The language of a page, and the direction in which it is written, wherever its words are."""

import re
from pathlib import Path

import pytest

from support import make_source, project, run_here

NEWS = "---\ntitel: Nieuws\ndatum: 2021-01-01\ntaal: {}\nproject: vis\n---\n\nTekst.\n"


@pytest.mark.parametrize(
    ("taal", "tag", "direction"),
    [
        ("he", "he", "rtl"), ("ar-eg", "ar-EG", "rtl"), ("ku-Arab", "ku-Arab", "rtl"), ("fa", "fa", "rtl"),
        ("zh-hant", "zh-Hant", ""), ("PT-br", "pt-BR", ""), ("sr-Latn-RS", "sr-Latn-RS", ""),
        ("ar-Latn", "ar-Latn", ""),
    ],
)  # fmt: skip
def test_a_page_has_its_language_and_direction_everywhere(taal: str, tag: str, direction: str, tmp_path: Path) -> None:
    extra = f"taal: {taal}\nreeks: Water\naliassen: [/oud/]\n"
    source = make_source(
        tmp_path,
        {
            "projecten/vis.md": project("Vis", extra=extra, body="## Een\n\na\n\n## Twee\n\nb\n\n## Drie\n\nc\n"),
            "projecten/rog.md": project("Rog", jaar="2020", extra="reeks: Water\n"),
            "nieuws/n.md": NEWS.format(taal),
        },
    )
    assert run_here("build", "--source", str(source)).returncode == 0
    found: dict[str, set[str]] = {}
    for page in (source / "public").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        tags = re.findall(r'<[^>]* lang="(?!nl")[^>]*>', text)
        for element in tags:
            assert f' lang="{tag}"' in element
            assert (' dir="rtl"' in element) == bool(direction), (page, element)
        found[page.relative_to(source / "public").as_posix()] = {element.split()[0] for element in tags}
    shown = (
        "projecten/vis",
        "projecten/rog",
        "projecten",
        "nieuws/n",
        "nieuws",
        "jaren/2021",
        "oud",
        "reeksen/water",
        ".",
    )
    for name in shown:
        path = f"{name}/index.html".removeprefix("./")
        assert found[path], path
    assert f'"language": "{tag}"' in (source / "public/feed.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("taal", "locale"), [("sr-Latn-RS", "sr_RS"), ("zh-Hant", ""), ("pt-BR", "pt_BR"), ("es-419", ""), ("en", "en_GB")]
)
def test_a_locale_of_opengraph_has_a_language_and_a_country(taal: str, locale: str, tmp_path: Path) -> None:
    source = make_source(tmp_path, {"projecten/vis.md": project("Vis", extra=f"taal: {taal}\n")})
    assert run_here("build", "--source", str(source)).returncode == 0
    page = (source / "public/projecten/vis/index.html").read_text(encoding="utf-8")
    assert re.findall(r'"og:locale" content="(\w+)"', page) == ([locale] if locale else [])


PAGE = "---\ntitel: {titel}\n{more}---\n\n{text}\n"
ABOUT = PAGE.format(titel="About us", more="taal: en-gb\nsamenvatting: Who we are.\n", text="We study fish.")


@pytest.mark.parametrize("menu", ["", "menu: [projecten, about]\n"])
def test_a_page_of_text_in_another_language_says_so_and_so_do_its_links(menu: str, tmp_path: Path) -> None:
    site = f"naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n{menu}"
    over = PAGE.format(titel="Over ons", more="taal: nl\n", text="Wij onderzoeken vis.")
    source = make_source(tmp_path, {"site.yaml": site, "paginas/about.md": ABOUT, "paginas/over.md": over})
    assert run_here("build", "--source", str(source)).returncode == 0
    pages = {name: (source / "public" / name).read_text(encoding="utf-8") for name in ("about/index.html", "404.html")}
    about = pages["about/index.html"]
    assert '<h1 lang="en-GB">About us</h1>' in about
    assert '<p class="lead" lang="en-GB">Who we are.</p>' in about
    assert '<div class="inhoud" lang="en-GB">' in about
    assert '<html lang="nl">' in about
    assert '"inLanguage":"en-GB"' in about.replace(" ", "")
    assert re.findall(r'"og:locale" content="(\w+)"', about) == ["en_GB"]
    for page in pages.values():
        assert len(re.findall(r'<a href="[^"]*about/"[^>]* lang="en-GB">About us</a>', page)) == (
            2 if menu and page == pages["404.html"] else 1
        )
        assert 'lang="nl">Over ons' not in page


@pytest.mark.parametrize(("taal", "remedy"), [("Engels", "Schrijf 'taal: en'."), ("xx yy", ""), ("[en]", "taal: en")])
def test_a_wrong_language_of_a_page_of_text_is_one_error(taal: str, remedy: str, tmp_path: Path) -> None:
    source = make_source(
        tmp_path, {"paginas/over.md": PAGE.format(titel="Over", more=f"taal: {taal}\n", text="Tekst.")}
    )
    done = run_here("check", "--source", str(source))
    assert done.returncode == 1
    assert done.stderr.count("fout[") == 1
    assert "content/paginas/over.md:3:1: fout[" in done.stderr
    assert remedy in done.stderr
