"""The bar that `vindplaats serve` adds to a page, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .previewing import SIZES, Preview, in_viewport, opened, previewing, until_above
from .serving import WAIT, wait_until_listening
from .visiting import DESKTOP, PHONE, resize


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("concepten"), "--drafts", "--as-of", "2026-11-23") as preview:
        yield preview


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with previewing(tmp_path_factory.mktemp("gewoon")) as preview:
        yield preview


BARS = {
    "projecten/half/": ("concept", "mist nog werkveld, contactpersoon en jaar", "content/projecten/half.md"),
    "projecten/later/": ("vanaf 24 december", "content/projecten/later.md"),
    "projecten/oud/": ("verlopen", "content/projecten/oud.md"),
    "projecten/dood/": ("Bewerk content/projecten/dood.md", "zoals op 23 november 2026", "met concepten"),
}
"""Texts in the bars of some pages, by path."""


def test_the_bar_tells_the_file_and_the_state_of_a_page(chromium: Browser, drafts: Preview) -> None:
    with opened(chromium, drafts.address) as page:
        bar = page.locator("#vp-balk")
        for path, texts in BARS.items():
            page.goto(drafts.address + path)
            for text in texts:
                expect(bar).to_contain_text(text)
            for size in SIZES.values():
                resize(page, size)
                until_above(page, page.locator("footer"), bar)
                assert in_viewport(page, bar)["height"] <= size["height"] * 0.3, path


def test_the_bar_opens_the_warnings_of_the_page(chromium: Browser, plain: Preview) -> None:
    with opened(chromium, plain.address + "projecten/dood/", viewport=PHONE) as page:
        bar = page.locator("#vp-balk")
        item = bar.locator("li")
        expect(item).to_be_hidden()
        bar.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(item).to_be_visible()
        expect(item).to_contain_text("link-niet-op-site")
        expect(item).to_contain_text("Zie [dit](later.md) eens.")
        in_viewport(page, bar)
        resize(page, DESKTOP)
        in_viewport(page, bar)


def test_the_open_warnings_of_a_page_stay_open_when_it_is_reloaded(chromium: Browser, plain: Preview) -> None:
    with opened(chromium, plain.address + "projecten/dood/") as page:
        page.locator("#vp-balk summary").click()
        wait_until_listening(page)
        plain.edit("projecten/dood", "eens.", "nog eens.")
        expect(page.locator("main")).to_contain_text("nog eens.", timeout=WAIT)
        expect(page.locator("#vp-balk li")).to_be_visible()
        page.goto(plain.address + "projecten/kort/")
        expect(page.locator("#vp-balk details[open]")).to_have_count(0)


ENDS_OF_LINES = """own => {
  const range = document.createRange();
  const right = (index) => {
    range.setStart(own.firstChild, index);
    range.setEnd(own.firstChild, index + 1);
    return range.getBoundingClientRect().right;
  };
  const text = own.textContent;
  return [...text].filter((_, index) => index + 1 < text.length && right(index) > right(index + 1));
}"""
"""JavaScript that returns the last character of each line of an element but the last."""


def test_a_long_file_name_is_broken_between_its_words(chromium: Browser, plain: Preview) -> None:
    with opened(chromium, plain.address + "projecten/kort/", viewport=PHONE) as page:
        link = page.locator("#vp-balk > a")
        link.evaluate("own => { own.textContent = 'x' + 'aaaabbbb'.repeat(40); }")
        in_viewport(page, link)
        link.evaluate("own => { own.textContent = 'haven-en-zee-'.repeat(20); }")
        for size in SIZES.values():
            resize(page, size)
            in_viewport(page, link)
            assert set(link.evaluate(ENDS_OF_LINES)) == {"-"}, size


def test_the_bar_at_the_address_of_a_hidden_page_says_why(chromium: Browser, plain: Preview) -> None:
    with opened(chromium, plain.address + "projecten/later/") as page:
        expect(page.locator("h1")).to_have_text("Pagina niet gevonden")
        expect(page.locator("#vp-balk")).to_contain_text(
            "content/projecten/later.md vanaf 24 december", use_inner_text=True
        )
