"""The files of a study as visitors see them: the first page of each PDF beside its name, pages and size."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from .fabricated import LONG
from .visiting import DESKTOP, PHONE, visit

STUDY = f"projecten/{LONG}/"
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
BOXES = """() => [...document.querySelectorAll(".bestanden a")].map(link => {
  const box = element => {
    const {left, right, top, width, height} = element.getBoundingClientRect();
    return {left, right, top, width, height};
  };
  const picture = link.querySelector("img");
  return {
    panel: box(link.closest("section")), link: box(link), text: box(link.querySelector("span")), picture: box(picture),
    natural: [picture.naturalWidth, picture.naturalHeight],
    attributes: ["alt", "width", "height", "loading"].map(name => picture.getAttribute(name)),
  };
})"""


def show_files(page: Page) -> None:
    """Scroll to the files and wait until their pictures have loaded."""
    page.locator(".bestanden").scroll_into_view_if_needed()
    for picture in page.locator(".bestanden img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)


@SIZES
def test_first_pages_are_shown_beside_the_names_of_files(chromium: Browser, made_up: str, size: dict[str, int]) -> None:
    with visit(chromium, made_up, viewport=size) as page:
        page.goto(made_up + STUDY)
        show_files(page)
        files = page.evaluate(BOXES)
        assert len(files) == 3
        for number, file in enumerate(files):
            width, height = file["natural"]
            assert width > 0
            assert file["attributes"] == ["", str(width), str(height), "lazy" if number else "eager"]
            assert file["picture"]["height"] / file["picture"]["width"] == pytest.approx(height / width, abs=0.05)
            assert file["picture"]["right"] < file["text"]["left"]
            assert file["text"]["right"] <= file["panel"]["right"]
            assert file["picture"]["left"] >= file["panel"]["left"]
            assert file["text"]["width"] > 60
        assert page.evaluate("window.shifts") == []


@SIZES
def test_the_whole_of_a_file_is_one_link_named_by_its_words(
    chromium: Browser, made_up: str, size: dict[str, int]
) -> None:
    with visit(chromium, made_up, viewport=size) as page:
        page.goto(made_up + STUDY)
        downloads = page.locator("section", has=page.get_by_role("heading", name="Downloads"))
        expect(downloads.get_by_role("img")).to_have_count(0)  # the pictures are decoration
        expect(downloads.get_by_role("link")).to_have_count(3)
        report = downloads.get_by_role("link", name="Rapport", exact=False)
        expect(report).to_have_accessible_name(re.compile(r"^Rapport .+ \(PDF, \d+\s+kB, \d\s+pagina(’s)?\)$"))
        table = downloads.get_by_role("link", name="tabellen")
        expect(table).to_have_accessible_name(re.compile(r"^tabellen Tabellenboek \(PDF, \d+\s+kB, 12\s+pagina’s\)$"))
        assert table.locator("img").evaluate("x => x.closest('a').href").endswith(f"/{STUDY}tabellen.pdf")


def test_without_pictures_the_words_remain_and_nothing_shifts(chromium: Browser, made_up: str) -> None:
    with visit(chromium, made_up, viewport=DESKTOP) as page:
        page.route("**/*-voorblad.webp", lambda route: route.fulfill(body=b"", content_type="image/webp"))
        page.goto(made_up + STUDY)
        page.locator(".bestanden").scroll_into_view_if_needed()
        (report, *_) = page.evaluate(BOXES)
        assert report["picture"]["width"] > 60
        expect(page.get_by_role("link", name="Rapport", exact=False).first).to_be_visible()
