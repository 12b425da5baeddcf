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
