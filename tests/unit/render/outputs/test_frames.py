"""Frames of other sites in a text: the box that a page shows until a visitor presses its button."""

import re
from pathlib import Path

import pytest
from msgspec import json

from support import AS_OF, make_source, png, project, tree
from vindplaats.cli import main

EMBED = "https://www.youtube-nocookie.com/embed/dijk2026abc"
SITE = "naam: Proef\nbase_url: https://proef.example/\nzoeken: nee\n"
HOSTS = "insluiten: [www.youtube-nocookie.com, www.youtube.com]\n"
LINK_END = 'rel="noopener noreferrer">'


def source_with(folder: Path, body: str, *, site: str = SITE + HOSTS, fields: str = "") -> Path:
    """Write a source with one page of text."""
    text = f"---\ntitel: Proef\n{fields}---\n{body}\n"
    return make_source(folder, {"site.yaml": site, "paginas/proef.md": text, "projecten/x.md": project("Wonen")})


def built(source: Path, *options: str) -> str:
    """Build a source and return its page."""
    assert main(["build", "--source", str(source), "--as-of", AS_OF, *options]) == 0
    return (source / "public/proef/index.html").read_text(encoding="utf-8")


def test_the_box_has_the_link_a_warning_a_button_and_the_frame_in_a_template(tmp_path: Path) -> None:
    html = built(source_with(tmp_path, f"[Uitleg & meer]({EMBED}?a=1&b=2)"), "--strict")
    version = re.findall(r"kader\.js\?v=([0-9a-f]{8})", html)
    assert len(version) == 1
    assert html.partition('<div class="inhoud">\n')[2].partition("\n</div>\n</div>\n</article>")[0] == (
        f'<div class="vp-kader">\n<p><a href="{EMBED}?a=1&amp;b=2" {LINK_END}Uitleg &amp; meer</a></p>\n'
        '<div class="laden" hidden>\n<p>Als u dit laadt, krijgt www.youtube-nocookie.com uw IP-adres te zien en kan '
        "die site gegevens over u bewaren, zoals cookies.</p>\n"
        '<button type="button">Hier laden<span class="sr">: Uitleg &amp; meer</span></button>\n</div>\n'
        f'<template><iframe src="{EMBED}?a=1&amp;b=2" title="Uitleg &amp; meer" sandbox="allow-forms allow-popups '
        'allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts" '
        'allow="encrypted-media; fullscreen; picture-in-picture" referrerpolicy="strict-origin-when-cross-origin">'
        "</iframe></template>\n</div>\n"
        f'<script src="../static/kader.js?v={version[0]}" defer></script>'
    )


@pytest.mark.parametrize(
    ("body", "title"),
    [
        (EMBED, "Inhoud van www.youtube-nocookie.com"),
        (f"[*Uit*leg]({EMBED})", "Uitleg"),
        (f"**[Uitleg]({EMBED})**", "Uitleg"),
        (f"***[Uitleg]({EMBED})***", "Uitleg"),
        (f'<p class="groot"><a class="knop" href="{EMBED}" title="T">Uitleg</a></p>', "Uitleg"),
        (f"[![Een *sluis*](sluis.png)]({EMBED})", "Een sluis"),
    ],
)
def test_a_frame_has_the_title_of_its_link(tmp_path: Path, body: str, title: str) -> None:
    source = source_with(tmp_path, body)
    if "sluis.png" in body:
        (source / "content/paginas/sluis.png").write_bytes(png())
    html = built(source, "--strict")
    assert f'<iframe src="{EMBED}" title="{title}"' in html
    assert ('<div class="vp-kader beeld">' in html) == ("<img" in html)


def test_the_description_of_a_still_is_beside_it_and_is_read_once(tmp_path: Path) -> None:
    source = source_with(tmp_path, f"[![Een 'sluis' & meer](sluis.png)]({EMBED})")
    (source / "content/paginas/sluis.png").write_bytes(png())
    box = built(source, "--strict").partition('<div class="vp-kader beeld">')[2].partition('<div class="laden"')[0]
    (image,) = re.findall(r"<img [^>]*>", box)
    assert ' alt=""' in image
    assert box.count("sluis' &amp; meer") + box.count("sluis&#x27; &amp; meer") == 1
    assert re.search(r'<span class="naam">[^<]+</span></a></p>', box)


def test_the_box_keeps_the_link_as_it_was_written(tmp_path: Path) -> None:
    link = (
        f'<p class="groot"><em><strong><a class="knop" href="{EMBED}" title="T" {LINK_END}Uitleg</a></strong></em></p>'
    )
    html = built(source_with(tmp_path, link.replace(f" {LINK_END}", ">")), "--strict")
    assert f'<div class="vp-kader">\n{link}\n<div class="laden"' in html


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ("", '<div class="laden" hidden>\n<p>Als u dit laadt'),
        ("taal: en-GB\n", '<div class="laden" hidden>\n<p>If you load this'),
        ("taal: ar\n", '<div class="laden" lang="nl" dir="ltr" hidden>\n<p>Als u dit laadt'),
        ("taal: fr\n", '<div class="laden" lang="nl" hidden>\n<p>Als u dit laadt'),
    ],
)
def test_the_warning_is_in_the_language_of_the_page_if_that_is_known(tmp_path: Path, fields: str, words: str) -> None:
    assert words in built(source_with(tmp_path, EMBED, fields=fields))


@pytest.mark.parametrize(
    ("body", "site"),
    [
        (f"Zie [uitleg]({EMBED}).", SITE + HOSTS),
        ("[Uitleg](https://elders.example/embed/x)", SITE + HOSTS),
        (EMBED, SITE),
        (EMBED, SITE + "csp: {frame-src: https://www.youtube-nocookie.com}\n"),
    ],
)
def test_any_other_link_stays_a_link_and_the_page_has_no_script(tmp_path: Path, body: str, site: str) -> None:
    html = built(source_with(tmp_path, body, site=site), "--strict")
    assert LINK_END in html
    assert not re.search("kader|iframe|laden", html)


def test_an_address_that_refuses_to_be_framed_is_a_warning_whose_remedy_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    watch = "https://www.youtube.com/watch?v=dijk2026abc"
    source = source_with(tmp_path, f"Kijk [hier](https://www.youtube.com/watch?v=aaaaaaaaaaa):\n\n{watch}")
    assert "iframe" not in built(source)
    capsys.readouterr()
    main(["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"])
    (found,) = json.decode(capsys.readouterr().out)
    assert (found["severity"], found["code"], found["line"]) == ("warning", "kader-adres", 6)
    assert found["remedy"] == f"Schrijf '{EMBED}'."
    page = source / "content/paginas/proef.md"
    page.write_text(page.read_text(encoding="utf-8").replace(watch, EMBED), encoding="utf-8")
    assert "iframe" in built(source, "--strict")


@pytest.mark.parametrize(
    ("body", "host", "embed"),
    [
        ("[Film](https://www.youtube.com/watch?v=dijk2026abc&t=1m)", "www.youtube-nocookie.com", f"{EMBED}?start=60"),
        ("https://youtu.be/dijk2026abc", "www.youtube-nocookie.com", EMBED),
        ("https://vimeo.com/123456", "player.vimeo.com", "https://player.vimeo.com/video/123456"),
    ],
)
def test_a_page_with_a_video_of_a_named_host_is_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, host: str, embed: str
) -> None:
    source = source_with(tmp_path, body, site=f"{SITE}insluiten: {host}\n")
    main(["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"])
    (found,) = json.decode(capsys.readouterr().out)
    assert (found["code"], found["remedy"]) == ("kader-adres", f"Schrijf '{embed}'.")


def test_a_host_with_other_letters_has_a_frame(tmp_path: Path) -> None:
    source = source_with(tmp_path, "[Kaart](https://kaart.exämple/nl)", site=f"{SITE}insluiten: kaart.exämple\n")
    assert "<iframe" in built(source, "--strict")


def test_a_host_that_is_named_later_is_framed_as_in_a_clean_build(tmp_path: Path) -> None:
    source = source_with(tmp_path, EMBED, site=SITE + "csp: {frame-src: https://www.youtube-nocookie.com}\n")
    assert "iframe" not in built(source)
    (source / "content/site.yaml").write_text(f"{SITE}insluiten: www.youtube-nocookie.com\n", encoding="utf-8")
    assert "iframe" in built(source)  # although the policy is the same
    ours, clean = tree(source / "public"), tmp_path / "schoon"
    assert main(["build", "--source", str(source), "--output", str(clean), "--as-of", AS_OF, "--no-cache"]) == 0
    assert {name: data for name, data in tree(clean).items() if name != ".vindplaats"} == {
        name: data for name, data in ours.items() if name != ".vindplaats"
    }


def test_feeds_and_lists_get_no_frame(tmp_path: Path) -> None:
    source = source_with(tmp_path, "Tekst.")
    page = source / "content/projecten/x.md"
    page.write_text(project("Wonen", body=f"[Uitleg]({EMBED})"), encoding="utf-8")
    built(source)
    public = source / "public"
    assert "kader" in (public / "projecten/x/index.html").read_text(encoding="utf-8")
    for name in ("feed.xml", "feed.json", "index.html", "projecten/index.html"):
        text = (public / name).read_text(encoding="utf-8")
        assert not re.search("kader|iframe|laadt", text), name


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"{EMBED}\n\nEen dijk in beeld.", "Een dijk in beeld."),
        (f"{EMBED}\n\n## De dijk\n\n- Een", "De dijk Een"),
        (EMBED, "Proef"),
    ],
)
def test_a_page_is_not_described_by_the_address_of_a_frame(tmp_path: Path, body: str, words: str) -> None:
    html = built(source_with(tmp_path, body), "--strict")
    assert f'<meta name="description" content="{words}">' in html
