"""The files of a study as visitors see them: the first page of each PDF beside its name, pages and size."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from .fabricated import LONG
from .searching import NARROW, WIDE
from .visiting import visit

STUDY = f"projecten/{LONG}/"
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


@pytest.fixture(scope="module")
def study(chromium: Browser, made_up: str) -> Iterator[Page]:
    """The page of the study with most files, which each test opens again."""
    with visit(chromium, made_up, viewport=WIDE) as page:
        page.goto(made_up + STUDY)
        yield page


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desktop"])
def test_first_pages_are_shown_beside_the_names_of_files(study: Page, size: ViewportSize) -> None:
    study.set_viewport_size(size)
    study.goto(study.url)
    show_files(study)
    files = study.evaluate(BOXES)
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
    assert study.evaluate("window.shifts") == []


def test_the_whole_of_a_file_is_one_link_named_by_its_words(study: Page) -> None:
    study.goto(study.url)
    downloads = study.locator("section", has=study.get_by_role("heading", name="Downloads"))
    for size in (NARROW, WIDE):
        study.set_viewport_size(size)
        expect(downloads.get_by_role("img")).to_have_count(0)  # the pictures are decoration
        expect(downloads.get_by_role("link")).to_have_count(3)
        report = downloads.get_by_role("link", name="Rapport", exact=False)
        expect(report).to_have_accessible_name(re.compile(r"^Rapport .+ \(PDF, \d+\s+kB, \d\s+pagina(’s)?\)$"))
        table = downloads.get_by_role("link", name="tabellen")
        expect(table).to_have_accessible_name(re.compile(r"^tabellen Tabellenboek \(PDF, \d+\s+kB, 12\s+pagina’s\)$"))
    assert table.locator("img").evaluate("x => x.closest('a').href").endswith(f"/{STUDY}tabellen.pdf")


def test_without_pictures_the_words_remain_and_nothing_shifts(study: Page) -> None:
    study.route("**/*-voorblad.webp", lambda route: route.fulfill(body=b"", content_type="image/webp"))
    study.goto(study.url)
    study.locator(".bestanden").scroll_into_view_if_needed()
    (report, *_) = study.evaluate(BOXES)
    assert report["picture"]["width"] > 60
    expect(study.get_by_role("link", name="Rapport", exact=False).first).to_be_visible()
    study.unroute_all(behavior="ignoreErrors")
