"""Everything that Markdown can express, as visitors see it on a phone, on paper, by keyboard and from right to left."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from .fabricated import ARABIC, MARKUP
from .test_chromium import too_wide
from .test_keyboard import tab_to
from .visiting import DESKTOP, resize, visit

PHONE = {"width": 360, "height": 640}
LONG_CODE = "pre:has(.language-python)"

OUT_OF_SIGHT = """() => [...document.querySelectorAll(".inhoud *")]
  .filter(x => x.checkVisibility() && !x.parentElement.closest("pre, .tabel"))
  .map(x => [x.getBoundingClientRect(), x])
  .filter(([box]) => box.left < -.5 || box.right > document.documentElement.clientWidth + .5)
  .map(([box, x]) => `${box.left.toFixed()} to ${box.right.toFixed()}: ${x.outerHTML.slice(0, 100)}`)"""
"""JavaScript that returns the elements of the text, outside boxes that scroll, that do not fit on the screen."""
LINES = """x => {
  const range = document.createRange();
  const nodes = [...x.childNodes].filter(y => y.nodeType === 3 && y.data.trim());
  return nodes.flatMap(y => {
    range.setStart(y, y.data.search(/\\S/));
    range.setEnd(y, y.data.trimEnd().length);
    return [...range.getClientRects()].map(z => [z.left, z.right, z.top, z.bottom]);
  });
}"""
"""JavaScript that returns the left, right, top and bottom of each line of the text of an element."""
BOX = "x => { const box = x.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom]; }"
SCROLLING = """() => [...document.querySelectorAll(".inhoud *")]
  .filter(x => x.scrollWidth > x.clientWidth + 1 && getComputedStyle(x).display !== "inline")
  .filter(x => getComputedStyle(x).overflowX !== "visible")
  .map(x => [x.tagName, x.tabIndex, x.role, x.ariaLabel])"""
"""JavaScript that returns the boxes of the text that scroll sideways."""


@pytest.fixture(scope="module")
def touched(chromium: Browser, made_up: str) -> Iterator[Page]:
    """A page on a phone, for all tests."""
    with visit(chromium, made_up, viewport=PHONE, has_touch=True, reduced_motion="reduce") as page:
        yield page


@pytest.fixture
def phone(touched: Page, made_up: str) -> Page:
    """The page with all markup on a phone."""
    resize(touched, PHONE)
    touched.emulate_media(media="screen")
    touched.goto(f"{made_up}projecten/{MARKUP}/")
    return touched


@pytest.fixture(scope="module")
def arabic(chromium: Browser, made_up: str) -> Iterator[Page]:
    """The page in Arabic on a desktop, for tests that only look at it."""
    with visit(chromium, made_up, viewport=DESKTOP) as page:
        page.goto(f"{made_up}projecten/{ARABIC}/")
        yield page


def until_scrolled(page: Page, selector: str, least: float) -> None:
    """Wait until a box is scrolled by more than ``least`` pixels."""
    page.wait_for_function(
        "([selector, least]) => document.querySelector(selector).scrollLeft > least", arg=[selector, least]
    )


def test_only_code_and_tables_are_wider_than_a_phone(touched: Page, made_up: str) -> None:
    resize(touched, PHONE)
    for name in (MARKUP, ARABIC):
        touched.emulate_media(media="screen")
        touched.goto(f"{made_up}projecten/{name}/")
        touched.evaluate("for (const x of document.querySelectorAll('details')) x.open = true")
        for scheme in ("light", "dark"):
            touched.emulate_media(color_scheme=scheme)
            assert too_wide(touched) == "", (name, scheme)
            assert touched.evaluate(OUT_OF_SIGHT) == [], (name, scheme)
            boxes = {tuple(x) for x in touched.evaluate(SCROLLING)}
            assert boxes == {("PRE", 0, "group", "Code"), ("DIV", 0, "group", "Tabel")}, (name, scheme)
        touched.emulate_media(color_scheme="light")


def test_code_scrolls_in_its_box_by_touch_and_the_page_stays(phone: Page) -> None:
    code = phone.locator(LONG_CODE)
    code.scroll_into_view_if_needed()
    box = code.bounding_box()
    assert box is not None
    assert box["width"] <= PHONE["width"]
    session = phone.context.new_cdp_session(phone)
    finger = {"x": box["x"] + box["width"] - 30, "y": box["y"] + 30}
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    for _ in range(20):
        finger["x"] -= 10
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [finger]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until_scrolled(phone, LONG_CODE, 100)
    assert phone.evaluate("scrollX") == 0


def test_code_scrolls_in_its_box_by_keyboard(phone: Page) -> None:
    tab_to(phone, LONG_CODE)
    expect(phone.get_by_role("group", name="Code").first).to_be_focused()
    expect(phone.locator(LONG_CODE)).to_be_in_viewport()
    for _ in range(3):
        phone.keyboard.press("ArrowRight")
    until_scrolled(phone, LONG_CODE, 20)
    assert phone.evaluate("scrollX") == 0


def test_code_keeps_its_lines_on_a_screen_and_wraps_on_paper(phone: Page) -> None:
    code = phone.locator(f"{LONG_CODE} code")
    assert len({line[2] for line in code.evaluate(LINES)}) == 3
    phone.emulate_media(media="print")
    assert len({line[2] for line in code.evaluate(LINES)}) > 3
    resize(phone, {"width": 640, "height": 900})  # an A4 within its margins
    assert phone.evaluate(SCROLLING) == []
    assert phone.evaluate(OUT_OF_SIGHT) == []
    assert too_wide(phone) == ""


def test_the_sign_of_a_task_is_in_the_place_of_a_bullet(phone: Page) -> None:
    tasks = phone.locator(".taak")
    assert [text[:6] for text in tasks.all_inner_texts()] == ["☐ Nog ", "☑ Gete", "☑ bij ", "☐ op h"]
    bullet = phone.locator("li", has_text="Geen taak")
    (text, *_) = bullet.evaluate(LINES)
    for task in tasks.all():
        assert task.evaluate("x => getComputedStyle(x).listStyleType") == '""'
    lines = tasks.first.evaluate(LINES)
    assert len(lines) > 2
    assert [line[0] for line in lines] == pytest.approx([text[0]] * len(lines), abs=1)
    sign = tasks.first.locator(".teken").evaluate(BOX)
    assert 0 < sign[0] < sign[1] <= lines[0][0] + 1
    assert sign[2] < (lines[0][2] + lines[0][3]) / 2 < sign[3]
    assert sign[3] <= lines[1][3]


def test_details_are_recognisable_and_open_by_keyboard(phone: Page) -> None:
    summary, inner = phone.locator("main summary").first, phone.get_by_text("Wij telden alleen eenhoorns")
    link = phone.locator(".inhoud a").first
    colour = "x => getComputedStyle(x).color"
    assert summary.evaluate(colour) == link.evaluate(colour)
    assert summary.evaluate("x => getComputedStyle(x).cursor") == "pointer"
    assert summary.evaluate("x => getComputedStyle(x).display") == "list-item"  # with its triangle
    box = summary.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    expect(inner).to_be_hidden()
    assert tab_to(phone, "main summary").startswith("Hoe wij telden")
    phone.keyboard.press("Enter")
    expect(inner).to_be_visible()
    expect(inner).to_be_in_viewport()
    phone.keyboard.press("Tab")
    expect(phone.locator("details pre")).to_be_focused()
    phone.keyboard.press("Shift+Tab")
    phone.keyboard.press("Space")
    expect(inner).to_be_hidden()


def test_paper_shows_closed_details_and_each_address_once(phone: Page) -> None:
    inner = phone.get_by_text("Wij telden alleen eenhoorns")
    assert not inner.evaluate("x => x.checkVisibility()")
    phone.emulate_media(media="print")
    assert inner.evaluate("x => x.checkVisibility()")
    after = "x => getComputedStyle(x, '::after').content"
    assert phone.get_by_role("link", name="de bijlage").evaluate(after).startswith('" (')
    bare = phone.locator(".inhoud a", has_text="https://")
    assert [link.evaluate(after) for link in bare.all()] == ["none"] * 3


def test_paragraphs_in_lists_and_notes_are_apart(phone: Page) -> None:
    for selector in (".inhoud > ol > li", ".footnote li", "dd", "blockquote"):
        pairs = phone.locator(f"{selector} > p + p")
        for second in pairs.all():
            gap = second.evaluate(
                "x => x.getBoundingClientRect().top - x.previousElementSibling.getBoundingClientRect().bottom"
            )
            assert gap >= 6, selector


def test_backlinks_of_a_note_can_be_told_apart(phone: Page) -> None:
    first, second = (link.evaluate(BOX) for link in phone.locator("#tekst-fn-1 .footnote-backref").all())
    text = phone.locator("#tekst-fn-1 .footnote-backref").first.evaluate(LINES)
    assert second[0] >= first[1] - 0.5
    assert first[1] - text[0][1] >= 1
    phone.locator("#tekst-fn-1 .footnote-backref").nth(1).click()
    expect(phone.locator(":target")).to_be_in_viewport()


def test_a_page_in_arabic_reads_from_right_to_left(arabic: Page) -> None:
    paragraph = arabic.locator(".inhoud > p").first
    right = paragraph.evaluate(BOX)[1]
    for selector in ("h1", ".lead", ".inhoud > h2", ".inhoud > p"):
        element = arabic.locator(selector).first
        assert element.evaluate(LINES)[0][1] == pytest.approx(right, abs=2), selector
    task = arabic.locator(".taak").first
    assert task.locator(".teken").evaluate(BOX)[0] >= task.evaluate(LINES)[0][1] - 1
    item = arabic.locator(".inhoud > ul > li").first
    assert item.evaluate(LINES)[0][1] == pytest.approx(task.evaluate(LINES)[0][1], abs=1)
    cells = arabic.locator(".inhoud thead th")
    assert cells.first.evaluate(LINES)[0][1] == pytest.approx(right, abs=1)
    assert cells.first.evaluate(BOX)[0] > cells.nth(1).evaluate(BOX)[0]


def test_code_in_arabic_reads_from_left_to_right(arabic: Page) -> None:
    code = arabic.locator("pre code")
    assert code.evaluate(LINES)[0][0] == pytest.approx(arabic.locator("pre").evaluate(BOX)[0] + 16, abs=6)
    assert arabic.locator("p code").evaluate("x => getComputedStyle(x).direction") == "ltr"


def test_the_crumb_of_a_page_in_arabic_follows_its_slash(arabic: Page) -> None:
    """The slash ends the crumb before, on the left of the title."""
    title, before = arabic.locator(".kruimels [aria-current]"), arabic.locator(".kruimels li").first
    end, link = before.evaluate(BOX)[1], before.locator("a").evaluate(BOX)
    assert before.evaluate("x => getComputedStyle(x, '::after').content").startswith('"/"')
    assert end - link[1] > 5
    assert abs(title.evaluate(LINES)[0][0] - end) < 2
