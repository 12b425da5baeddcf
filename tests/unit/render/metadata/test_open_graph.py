"""The preview of a page on social networks: extruct reads the OpenGraph tags as they do."""

from pathlib import Path

import extruct
import pytest
from PIL import Image

from rich_site import BASE, build
from support import REPOSITORY, make_source, pdf, png, project
from vindplaats.render.metadata.share_image import DEFAULT_PICTURE, DEFAULT_PICTURE_SIZE, first_picture

NEEDED = {"og:title", "og:type", "og:url", "og:image", "og:image:alt", "og:site_name", "og:description", "og:locale"}


def tags(site: Path, path: str) -> dict[str, str]:
    text = (site / path / "index.html").read_text(encoding="utf-8")
    found = extruct.extract(text, syntaxes=["opengraph"])["opengraph"]
    assert len(found) == 1
    properties = dict(found[0]["properties"])
    assert len(properties) == len(found[0]["properties"])
    return properties


def test_every_page_that_may_be_indexed_has_all_tags(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if page.name == "404.html" or page.parent == site / "zoeken" or 'http-equiv="refresh"' in text:
            assert "og:" not in text
            continue
        found = tags(site, str(page.parent.relative_to(site)))
        assert found.keys() >= NEEDED, page
        assert f'<link rel="canonical" href="{found["og:url"]}">' in text
        base = found["og:url"].removesuffix(f"{page.parent.relative_to(site).as_posix()}/".removeprefix("./"))
        assert (site / found["og:image"].removeprefix(base)).is_file(), found
        assert text.count('<meta name="twitter:card" content="summary_large_image">') == 1


@pytest.mark.parametrize(
    ("path", "kind", "locale", "image", "day"),
    [
        ("projecten/meren", "article", "nl_NL", "projecten/meren/meer.png", "2021-05-12"),
        ("projecten/kaal", "article", "nl_NL", DEFAULT_PICTURE, None),
        ("projecten/english", "article", "en_GB", DEFAULT_PICTURE, None),
        ("nieuws/diep", "article", "nl_NL", DEFAULT_PICTURE, "2021-06-02"),
        ("contactpersonen/noor", "profile", "nl_NL", "contactpersonen/noor/noor.png", None),
        ("contactpersonen/piet", "profile", "nl_NL", DEFAULT_PICTURE, None),
        ("werkvelden/water", "website", "nl_NL", "werkvelden/water/plas.jpg", None),
        (".", "website", "nl_NL", DEFAULT_PICTURE, None),
    ],
)
def test_each_kind_of_page_has_its_type_locale_image_and_date(
    rich: Path, path: str, kind: str, locale: str, image: str, day: str | None
) -> None:
    found = tags(rich, path)
    assert (found["og:type"], found["og:locale"], found["og:image"]) == (kind, locale, BASE + image)
    assert found.get("article:published_time") == day
    with Image.open(rich / image) as picture:
        size = picture.size
    assert (found["og:image:width"], found["og:image:height"]) == tuple(map(str, size))


def test_the_picture_has_the_description_from_the_page(rich: Path) -> None:
    assert tags(rich, "projecten/meren")["og:image:alt"] == 'Een meer bij "avond"'
    assert tags(rich, "projecten/meren")["og:title"] == 'Alles over </script> "meren" & plassen'


def test_the_first_page_of_a_report_is_the_picture_of_a_study_without_another(tmp_path: Path) -> None:
    source = make_source(
        tmp_path,
        {
            "projecten/rapport/index.md": project("Kwallen", extra="rapport: r.pdf\nbijlagen: [b.pdf]\n"),
            "projecten/bijlage/index.md": project("Zeepaarden", jaar="2019", extra="bijlagen: [t.csv, b.pdf]\n"),
            "projecten/beeld/index.md": project("Meren", extra="rapport: r.pdf\n", body="![Een meer](meer.png)"),
            "projecten/kapot/index.md": project("Plassen", extra="rapport: r.pdf\n"),
            "projecten/bijlage/t.csv": "a,b",
            "projecten/kapot/r.pdf": "Dit is een tekst.",
        },
    )
    for name in ("rapport/r.pdf", "rapport/b.pdf", "bijlage/b.pdf", "beeld/r.pdf"):
        (source / "content/projecten" / name).write_bytes(pdf(title="In de haven" if name == "bijlage/b.pdf" else ""))
    (source / "content/projecten/beeld/meer.png").write_bytes(png())
    site = build(source)
    found = {name: tags(site, f"projecten/{name}") for name in ("rapport", "bijlage", "beeld", "kapot")}
    base = "https://proef.example/"
    assert {name: one["og:image"].removeprefix(base) for name, one in found.items()} == {
        "rapport": "projecten/rapport/r-voorblad.webp",
        "bijlage": "projecten/bijlage/b-voorblad.webp",
        "beeld": "projecten/beeld/meer.png",
        "kapot": DEFAULT_PICTURE,
    }
    assert found["rapport"]["og:image:alt"] == "Eerste bladzijde van 'Kwallen'"
    assert found["bijlage"]["og:image:alt"] == "Eerste bladzijde van 'In de haven'"
    with Image.open(site / "projecten/rapport/r-voorblad.webp") as picture:
        size = picture.size
    assert (found["rapport"]["og:image:width"], found["rapport"]["og:image:height"]) == tuple(map(str, size))


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ("<p>niets</p>", None),
        ('<img alt="" src="a.png">', "https://x.example/p/a.png"),
        ("<img src='../a.png?x=1&amp;y=2'>", "https://x.example/a.png?x=1&y=2"),
        ('<img data-src="b.png" src="/a.png" width="4">', "https://x.example/a.png"),
        ('<img src="k.svg"><img src="a.png">', "https://x.example/p/a.png"),
        ('<img src="data:image/png;base64,AA">', None),
        ('<img src="">', None),
        ('<img src="http://[">', None),
        ('<img src="https://elders.example/a.png">', "https://elders.example/a.png"),
    ],
)
def test_the_first_picture_in_a_supported_format_is_chosen(html: str, url: str | None) -> None:
    found = first_picture(html, "https://x.example/p/")
    assert (found and found.url) == url


def test_a_size_set_by_an_editor_is_used_if_it_is_in_pixels() -> None:
    found = first_picture('<img src="a.png" width="640" height="50%">', "https://x.example/p/")
    assert found
    assert (found.breedte, found.hoogte) == (640, 0)


def test_the_picture_of_the_site_has_the_stated_size() -> None:
    with Image.open(REPOSITORY / DEFAULT_PICTURE) as picture:
        assert picture.size == DEFAULT_PICTURE_SIZE
    assert (REPOSITORY / DEFAULT_PICTURE).stat().st_size < 200_000
