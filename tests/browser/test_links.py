"""Every reference in every page resolves, at any address of the site, and no page loads anything from another host."""

import os
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

from .conftest import ELSEWHERE

REFERENCES = ("href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping", "manifest")


def pages_of(site: Path) -> list[Path]:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    return pages


@cache
def parsed(page: Path) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page.read_text(encoding="utf-8"))
    assert isinstance(tree, Element)
    return tree


@cache
def anchors(page: Path) -> frozenset[str | None]:
    return frozenset(x.get("id") for x in parsed(page).iter())


def references(page: Path) -> Iterator[tuple[Element, str]]:
    """Yield every element with an address in it, together with that address."""
    for element in parsed(page).iter():
        for name in REFERENCES:
            if (value := element.get(name)) is not None:
                yield element, value
        for name in ("srcset", "imagesrcset"):
            for candidate in (element.get(name) or "").split(","):
                if candidate.strip():
                    yield element, candidate.split()[0]
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield element, (element.get("content") or "").partition("url=")[2]


def is_canonical(element: Element) -> bool:
    return element.tag == "link" and element.get("rel") == "canonical"


def is_for_machines(element: Element) -> bool:
    """Return whether an element states a relation that browsers do not fetch and that needs an absolute address."""
    return element.tag == "link" and element.get("rel") in {
        "alternate",
        "author",
        "cite-as",
        "describedby",
        "item",
        "type",
    }


def names_a_vocabulary(element: Element) -> bool:
    """Return whether an element names a vocabulary, by an address that browsers do not fetch."""
    return element.tag == "link" and (element.get("rel") or "").startswith("schema.")


def is_redirect(page: Path) -> bool:
    return any(x.get("http-equiv") == "refresh" for x in parsed(page).iter("meta"))


def internal(page: Path) -> Iterator[str]:
    for element, value in references(page):
        parts = urlsplit(value)
        if not is_canonical(element) and not parts.scheme and not parts.netloc:
            yield value


def target(site: Path, page: Path, value: str, root: str) -> Path:
    """Return the file that a web server would answer with."""
    path = unquote(urlsplit(value).path)
    if path.startswith("/"):
        assert path.startswith(root), f"{value} leaves the site"
        full = site / path.removeprefix(root)
    else:
        full = page.parent / path if path else page
    full = Path(os.path.normpath(full))
    assert full.is_relative_to(site), f"{value} leaves the site"
    return full / "index.html" if path.endswith("/") or full == site else full


def broken(site: Path, root: str) -> list[str]:
    found = []
    for page in pages_of(site):
        for value in internal(page):
            file = target(site, page, value, root)
            anchor = unquote(urlsplit(value).fragment)
            missing = not file.is_file() or (anchor and anchor not in anchors(file))
            if missing:
                found.append(f"{page.relative_to(site)}: {value}")
    return found


def test_every_internal_link_and_anchor_resolves(site: Path) -> None:
    assert broken(site, "/") == []


@pytest.mark.parametrize("name", ["site_elsewhere", "branded"])
def test_every_internal_link_and_anchor_resolves_from_a_sub_path(name: str, request: pytest.FixtureRequest) -> None:
    assert broken(request.getfixturevalue(name), "/onderzoek/") == []


def test_links_are_relative_except_on_the_404_page(site_elsewhere: Path) -> None:
    for page in pages_of(site_elsewhere):
        is_404 = page == site_elsewhere / "404.html"
        for value in internal(page):
            where = f"{page.relative_to(site_elsewhere)}: {value}"
            if is_404 and not value.startswith("#"):
                assert value.startswith("/onderzoek/"), where
            else:
                assert not value.startswith("/"), where


def test_sites_at_two_addresses_differ_only_in_absolute_addresses(site: Path, site_elsewhere: Path) -> None:
    for page in pages_of(site):
        if page.name != "404.html":
            elsewhere = (site_elsewhere / page.relative_to(site)).read_text(encoding="utf-8")
            assert page.read_text(encoding="utf-8") == elsewhere.replace(ELSEWHERE, "https://example.org/"), page


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    for page in pages_of(site):
        for element, value in references(page):
            parts = urlsplit(value)
            if element.tag == "a" or is_canonical(element) or is_for_machines(element) or names_a_vocabulary(element):
                assert parts.scheme in {"", "http", "https", "mailto", "tel"}, f"{page}: {value}"
            else:
                assert not parts.scheme, f"{page}: {value}"
                assert not parts.netloc, f"{page}: {value}"
        for element in parsed(page).iter():
            style = (element.get("style") or "") + ((element.text or "") if element.tag == "style" else "")
            assert "url(" not in style, page
            assert "@import" not in style, page


def test_no_style_sheet_or_drawing_loads_anything_from_another_host(site: Path) -> None:
    sheets = sorted(site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        for value in re.findall(r"url\(\s*[\"']?([^\"')]*)", text):
            assert value.startswith("data:") or target(site, sheet, value, "/").is_file(), value
    for drawing in site.rglob("*.svg"):
        assert not re.search(r"(?:href|src)\s*=\s*[\"'](?!#)", drawing.read_text(encoding="utf-8")), drawing


def test_every_page_names_its_icon(site: Path) -> None:
    """Otherwise browsers look for one at the root of the host."""
    for page in pages_of(site):
        assert [x for x in parsed(page).iter("link") if x.get("rel") == "icon"], page


def test_every_page_has_one_h1_and_skips_no_heading_level(site: Path) -> None:
    for page in pages_of(site):
        if is_redirect(page):
            continue
        levels = [int(x.tag[1]) for x in parsed(page).iter() if re.fullmatch("h[1-6]", x.tag)]
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        assert all(b <= a + 1 for a, b in pairwise(levels)), page


@pytest.mark.parametrize(
    ("name", "base"), [("site", "https://example.org/"), ("site_elsewhere", ELSEWHERE)], ids=["root", "sub-path"]
)
def test_every_page_has_its_canonical_address(name: str, base: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    for page in pages_of(site):
        found = [x.get("href") for x in parsed(page).iter("link") if is_canonical(x)]
        assert len(found) == 1, page
        place = page.relative_to(site).as_posix()
        own = base + (place if place == "404.html" else place.removesuffix("index.html"))
        if is_redirect(page):
            link = next(v for e, v in references(page) if e.tag == "a")
            assert found[0] != own, page
            assert target(site, page, link, "/") == site / str(found[0]).removeprefix(base) / "index.html", page
        else:
            assert found[0] == own, page


def test_every_page_has_a_description_and_a_title_of_its_own(site: Path) -> None:
    titles: dict[str, Path] = {}
    for page in pages_of(site):
        tree = parsed(page)
        title = "".join(next(tree.iter("title")).itertext())
        assert title.strip(), page
        if is_redirect(page):
            continue
        assert title not in titles or {p.relative_to(site).parts[0] for p in (page, titles[title])} == {
            "projecten",
            "nieuws",
        }, f"{page} and {titles[title]} are both called {title}"
        titles[title] = page
        found = [x.get("content") or "" for x in tree.iter("meta") if x.get("name") == "description"]
        assert len(found) == 1, page
        assert 10 <= len(found[0]) <= 300, f"{page}: {found[0]}"
        assert found[0] == " ".join(found[0].split()), f"{page}: {found[0]}"


def test_the_doubled_study_has_one_page_and_a_redirect(site: Path) -> None:
    redirects = [page.relative_to(site).as_posix() for page in pages_of(site) if is_redirect(page)]
    assert redirects == ["projecten/samen-beslissen-onderwijs-zorgprofessionals/index.html"]
