"""The search page: what it offers without its script, its policy, and the search box on the other pages."""

import re
from pathlib import Path

import pytest

from rich_site import build
from support import AS_OF, SEARCHED, make_source, project, run_here
from vindplaats.render.policy import SITE_POLICIES

BOX = '<form class="zoekvak" role="search" action="{}zoeken/" method="get">'


def text_of(site: Path, path: str) -> str:
    return (site / path).read_text(encoding="utf-8")


def test_the_search_page_offers_the_overviews_and_is_not_indexed(site: Path) -> None:
    page = text_of(site, "zoeken/index.html")
    assert '<meta name="robots" content="noindex">' in page
    nav = page.partition('<nav class="overzichten"')[2].partition("</nav>")[0]
    assert re.findall('href="([^"]+)"', nav) == ["../projecten/", "../werkvelden/", "../opdrachtgevers/", "../jaren/"]
    assert all((site / "zoeken" / url / "index.html").is_file() for url in re.findall('href="([^"]+)"', nav))
    assert "/zoeken/<" not in text_of(site, "sitemap.xml")


def test_every_page_has_a_search_box_except_the_search_page(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:
            continue
        assert text.count('role="search"') == 1, page
        assert text.count('<input type="search"') == 1, page
        assert ('class="zoekvak"' in text) == (page.parent.name != "zoeken"), page
    assert BOX.format("./") in text_of(site, "index.html")
    assert BOX.format("../") in text_of(site, "werkvelden/index.html")


def test_only_the_search_page_has_the_wider_policy(site: Path) -> None:
    policy, wider = (SITE_POLICIES.meta(path) for path in ("index.html", "zoeken/index.html"))
    assert f'content="{wider}"' in text_of(site, "zoeken/index.html").replace("&#39;", "'")
    assert f'content="{policy}"' in text_of(site, "index.html").replace("&#39;", "'")
    assert wider not in text_of(site, "404.html").replace("&#39;", "'")


def test_a_site_with_its_own_frame_keeps_the_policy_of_the_search_page(tmp_path: Path) -> None:
    frame = '<html lang="nl"><meta name="beleid" content="{{ site.beleid }}">{% block inhoud %}{% endblock %}</html>'
    source = make_source(tmp_path, {**SEARCHED, "projecten/x.md": project("Eenhoorns tellen")})
    (source / "templates").mkdir()
    (source / "templates/base.html").write_text(frame, encoding="utf-8")
    site = build(source)
    assert "wasm-unsafe-eval" in text_of(site, "zoeken/index.html")
    assert "wasm-unsafe-eval" not in text_of(site, "index.html")


NOTHING = "Er is nog niets te vinden"
LEFT = {"contactpersonen/noor.md": "---\nnaam: Noor de Wit\nvertrokken_op: 2024-01-01\n---\n"}


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, False),
        ({"projecten/x.md": project("Eenhoorns tellen", extra="concept: true\n")}, False),
        ({"contactpersonen/noor.md": "---\nnaam: Noor de Wit\n---\n"}, True),
        ({"paginas/over.md": "---\ntitel: Over ons\n---\nWij meten.\n"}, True),
        ({"nieuws/los.md": "---\ntitel: Verhuisd\ndatum: 2022-03-04\n---\nNaar een pand.\n"}, True),
        ({"projecten/x.md": project("Eenhoorns tellen")}, True),
    ],
)
def test_a_site_with_nothing_to_find_says_so(tmp_path: Path, files: dict[str, str], found: bool) -> None:
    """Exactly the sites without an index."""
    output = tmp_path / "uit"
    source = make_source(tmp_path / "bron", {**SEARCHED, **LEFT, **files})
    done = run_here("build", "--source", str(source), "--output", str(output), "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    page = text_of(output, "zoeken/index.html")
    assert (output / "pagefind/pagefind.js").is_file() == found
    assert (NOTHING not in page) == ("static/zoeken.js" in page) == found
    assert ('href="#vp-resultaten"' in page) == found


def test_a_site_without_search_has_no_search_page_and_no_box(tmp_path: Path) -> None:
    config = "naam: Proef\nbase_url: https://proef.example/\nzoeken: false\n"
    site = build(make_source(tmp_path, {"site.yaml": config, "projecten/x.md": project("Eenhoorns tellen")}))
    assert not (site / "zoeken").exists()
    for page in site.rglob("*.html"):
        assert 'role="search"' not in page.read_text(encoding="utf-8"), page
        assert "zoekvak" not in page.read_text(encoding="utf-8"), page
