"""The errors that `vindplaats serve` shows over a page, in a real browser."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import ROOT
from .previewing import (
    BAD,
    GOOD,
    PAGE,
    PAGES,
    SIZES,
    Preview,
    in_viewport,
    opened,
    previewing,
    until_above,
)
from .serving import WAIT, wait_until_listening
from .test_axe import axe, violations
from .visiting import DESKTOP, PHONE, resize

__all__ = ["axe"]

FILE = f"content/{PAGE[:-1]}.md"
HOSTILE_STYLE = """
* { font-size: 40px !important; position: static !important; color: lime !important; transition: all 9s !important; }
section, section *, aside, aside * { display: none !important; }
#vp-fouten, #vp-balk, section, aside { opacity: 0 !important; transform: translateX(200vw) !important; all: unset; }
*::before { content: "STOOR" !important; }
body { transform: scale(1); }
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a site with an earlier version, and errors in its last one. Tests put everything back."""
    pages = PAGES | {
        f"paginas/{name}.md": f"---\ntitel: {name.capitalize()}\n---\nTekst.\n" for name in ("over", "waarom")
    }
    with previewing(tmp_path_factory.mktemp("stuk"), pages=pages) as preview:
        preview.save(FILE, BAD)
        yield preview


@contextmanager
def saved(broken: Preview, text: str) -> Iterator[None]:
    """Change the file with the errors within the block: `GOOD` takes them away."""
    before = broken.file(PAGE[:-1]).read_text(encoding="utf-8")
    broken.save(FILE, text)
    try:
        yield
    finally:
        broken.save(FILE, before)


def forget(page: Page) -> None:
    """Let the page show the errors again, as in a new tab."""
    page.evaluate("() => sessionStorage.clear()")


def test_an_error_on_an_untouched_page_is_in_the_window_wherever_its_reader_is(
    chromium: Browser, broken: Preview
) -> None:
    with saved(broken, GOOD), opened(chromium, broken.address + PAGE) as first:
        pages = {"top": first, "middle": first.context.new_page(), "bottom": first.context.new_page()}
        before = {}
        for number, (name, page) in enumerate(pages.items()):
            resize(page, DESKTOP if name == "middle" else PHONE)
            page.goto(broken.address + PAGE)
            wait_until_listening(page)
            page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", number / 2)
            before[name] = page.evaluate("scrollY")
        assert before["top"] < before["middle"]
        broken.save(FILE, BAD)
        for name, page in pages.items():
            notice = page.locator("#vp-fouten")
            notice.wait_for(timeout=WAIT)
            box = in_viewport(page, notice)
            assert box["height"] <= page.evaluate("innerHeight") / 2 + 0.5, name
            assert page.evaluate("scrollY") == pytest.approx(before[name], abs=2), name
            expect(notice).to_contain_text("onbekend-veld")
            expect(notice).to_contain_text("titl: 東京 </section><script>kwaad()</script>\n^")
        broken.save(FILE, GOOD)
        for page in pages.values():
            expect(page.locator("#vp-fouten")).to_have_count(0, timeout=WAIT)


def test_escape_puts_the_errors_aside_until_they_are_called_back(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE) as page:
        notice, mark = page.locator("#vp-fouten"), page.locator("#vp-fouten-teken")
        for size in SIZES.values():
            resize(page, size)
            forget(page)
            page.goto(broken.address + PAGE)
            expect(notice).to_be_visible()
            expect(mark).to_be_hidden()
            page.keyboard.press("Escape")
            expect(notice).to_be_hidden()
            box = in_viewport(page, mark.get_by_role("button"))
            assert box["height"] >= 24
            page.goto(broken.address)
            expect(notice).to_be_hidden()
            mark.get_by_role("button", name=re.compile("fout")).focus()
            page.keyboard.press("Enter")
            expect(notice).to_be_focused()
            in_viewport(page, notice)
            page.get_by_role("button", name="Opzij").click()
            expect(notice).to_be_hidden()
            expect(mark.get_by_role("button")).to_be_visible()


def test_the_errors_are_scrolled_by_keyboard_and_open_the_editor(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE, viewport=PHONE) as page:
        notice = page.locator("#vp-fouten")
        notice.focus()
        expect(notice).to_be_focused()
        assert notice.evaluate("own => own.scrollHeight > own.clientHeight")
        page.keyboard.press("End")
        page.wait_for_function("() => document.getElementById('vp-fouten').scrollTop > 0")
        link = notice.get_by_role("link").first
        assert (link.get_attribute("href") or "").startswith(f"vscode://file{broken.source}/{FILE}:")
        expect(link).to_contain_text(FILE)
        assert str(broken.source) not in (page.content().replace(f"vscode://file{broken.source}", ""))


SCROLLED = """first => {
  const items = [...document.querySelectorAll("#vp-fouten li")], item = items.find(x => x.textContent.includes(first));
  const bottom = document.querySelector("#vp-fouten .vp-kop").getBoundingClientRect().bottom;
  item.scrollIntoView();
  return item === items.find(x => x.getBoundingClientRect().bottom > bottom + 1);
}"""
"""JavaScript that scrolls to an error, and returns whether it is the first in view."""
IN_PLACE = """first => {
  const item = [...document.querySelectorAll("#vp-fouten li")].find(x => x.textContent.includes(first));
  const head = document.querySelector("#vp-fouten .vp-kop");
  return item && Math.abs(item.getBoundingClientRect().top - head.getBoundingClientRect().bottom) <= 24;
}"""
"""JavaScript that returns whether an error is the first below the head."""


def test_an_editor_who_mends_the_errors_one_by_one_keeps_the_place(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE, viewport=PHONE) as page:
        items = page.locator("#vp-fouten li")
        expect(items).to_have_count(6)
        wait_until_listening(page)
        link = items.filter(has_text="veld2").get_by_role("link")
        link.focus()
        page.wait_for_function(SCROLLED, arg="veld2")
        text = BAD
        for number, first in ((0, "veld2"), (2, "veld3")):
            text = text.replace(f"veld{number}: x\n", "")
            broken.save(FILE, text)
            expect(items.filter(has_text=f"veld{number}")).to_have_count(0, timeout=WAIT)
            page.wait_for_function(IN_PLACE, arg=first)
            expect(page.locator("#vp-fouten")).to_be_focused()
    broken.save(FILE, BAD)


def test_the_page_gets_room_below_it(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address) as page:
        notice, bar, body = page.locator("#vp-fouten"), page.locator("#vp-balk"), page.locator("body")
        for path in ("", PAGE, "nergens/"):
            for size in SIZES.values():
                resize(page, size)
                forget(page)
                page.goto(broken.address + path)
                until_above(page, body, notice)
                until_above(page, page.locator("footer"), notice)
                in_viewport(page, notice)
                page.keyboard.press("Escape")
                if bar.count():
                    until_above(page, body, bar)
                    in_viewport(page, bar)


def test_the_room_below_is_right_before_anything_is_drawn(chromium: Browser, broken: Preview) -> None:
    """Otherwise the end of the page is under the errors for whoever scrolls at once."""
    with opened(chromium, broken.address + PAGE, viewport=PHONE) as page:
        room, needed = page.evaluate(
            """() => {
              const root = document.documentElement;
              root.removeAttribute("style");
              document.dispatchEvent(new Event("vp-vernieuwd"));
              const height = id => document.getElementById(id).getBoundingClientRect().height;
              return [parseFloat(getComputedStyle(root).paddingBottom), height("vp-fouten") + height("vp-balk")];
            }"""
        )
        assert room == pytest.approx(needed, abs=0.5)


def test_no_style_sheet_of_a_site_changes_the_notice_nor_the_notice_the_site(
    chromium: Browser, broken: Preview
) -> None:
    measure = """() => ['vp-fouten', 'vp-balk'].flatMap(id => [...document.querySelectorAll(`#${id}, #${id} *`)])
      .map(x => [x.tagName, getComputedStyle(x).fontSize, getComputedStyle(x).position, getComputedStyle(x).color,
                 getComputedStyle(x).opacity, getComputedStyle(x, '::before').content,
                 x.getBoundingClientRect().height])"""
    layout = "() => [...document.querySelectorAll('main, footer, h1')].map(x => x.getBoundingClientRect().toJSON())"
    with opened(chromium, broken.address + PAGE) as page:
        plain = page.evaluate(measure)
        with saved(broken, GOOD):
            page.goto(broken.address + PAGE)
            with_bar = page.evaluate(layout)
            page.evaluate("document.querySelectorAll('.vp-vv').forEach(x => x.remove())")
            assert page.evaluate(layout) == with_bar
            with broken.with_file("static/stijl.css", HOSTILE_STYLE), saved(broken, BAD):
                page.goto(broken.address + PAGE)
                in_viewport(page, page.locator("#vp-fouten"))
                in_viewport(page, page.locator("#vp-balk"))
                assert page.evaluate(measure) == plain


def test_a_thousand_errors_are_shown_quickly(chromium: Browser, broken: Preview) -> None:
    many = "".join(f"veld{number}: x\n" for number in range(1000))
    with (
        broken.with_file("content/projecten/veel.md", f"---\ntitel: Veel\n{many}---\n"),
        opened(chromium, broken.address) as page,
    ):
        start = time.monotonic()
        page.reload()
        notice = page.locator("#vp-fouten")
        expect(notice.locator("li").last).to_contain_text("veld999: x\n^")
        in_viewport(page, notice)
        page.keyboard.press("Escape")
        expect(notice).to_be_hidden()
        assert time.monotonic() - start < 20  # far less, unless the machine is busy
        assert notice.locator("li").count() >= 1000


@pytest.mark.parametrize("schemes", [("light", "dark"), pytest.param(("dark", "light"), marks=pytest.mark.slow)])
def test_axe_finds_no_fault(chromium: Browser, broken: Preview, axe: str, schemes: tuple[str, str]) -> None:
    """On a phone in the first scheme, on a desktop in the second."""
    found = {}
    # axe is injected, which the policy of the site does not allow.
    with opened(chromium, broken.address + "projecten/dood/", bypass_csp=True) as page:
        for (name, size), scheme in zip(SIZES.items(), schemes, strict=True):
            resize(page, size)
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            forget(page)
            page.reload()
            page.locator("#vp-balk summary").click()
            found[name, "errors"] = violations(page, axe)
            page.keyboard.press("Escape")
            found[name, "mark"] = violations(page, axe)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_without_javascript_the_errors_are_in_the_window_too(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE, java_script_enabled=False) as page:
        for name, size in SIZES.items():
            resize(page, size)
            notice = page.locator("#vp-fouten")
            box = notice.bounding_box()
            assert box is not None
            assert box["height"] <= size["height"] / 2 + 0.5, name
            assert box["y"] + box["height"] <= size["height"] + 0.5, name
            expect(page.get_by_role("button", name="Opzij")).to_be_hidden()
            expect(page.locator("#vp-balk")).to_be_visible()


def test_nothing_of_it_is_printed(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE) as page:
        page.emulate_media(media="print")
        for name in ("#vp-fouten", "#vp-balk", "#vp-fouten-teken"):
            expect(page.locator(name)).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.documentElement).paddingBottom") == "0px"


def test_any_template_shows_the_errors(chromium: Browser, broken: Preview) -> None:
    templates = {"over/": "<p>{{ tekst.titel }}</p>", "waarom/": "{{ tekst.titel }}<textarea>"}
    template = "{{% if tekst.titel == 'Over' %}}{over/}{{% else %}}{waarom/}{{% endif %}}".format_map(templates)
    with (
        saved(broken, GOOD),
        broken.with_file("templates/pagina.html", template),
        saved(broken, BAD),
        opened(chromium, broken.address) as page,
    ):
        for path, text in templates.items():
            page.goto(broken.address + path)
            assert page.locator("textarea").count() == text.count("<textarea"), path
            expect(page.locator("footer")).to_have_count(0)
            in_viewport(page, page.locator("#vp-fouten"))


def test_what_the_policy_of_the_site_refuses_is_refused_and_the_page_is_still_renewed(
    chromium: Browser, broken: Preview
) -> None:
    text = (ROOT / "templates/pagina.html").read_text(encoding="utf-8")
    inline = '{% block inhoud %}<script>document.title = "kwaad"</script><p style="color: lime" id="k">x</p>'
    template = text.replace("{% block inhoud %}", inline, 1)
    with (
        saved(broken, GOOD),
        broken.with_file("templates/pagina.html", template),
        opened(chromium, broken.address + "over/") as page,
    ):
        assert page.title() != "kwaad"
        assert page.locator("#k").evaluate("own => getComputedStyle(own).color") != "rgb(0, 255, 0)"
        broken.edit("paginas/over", "titel: Over\n", "titel: Over ons allen\n")
        page.get_by_role("heading", name="Over ons allen").wait_for(timeout=WAIT)
        with broken.built():
            broken.edit("paginas/over", "titel: Over ons allen\n", "titel: Over\n")
