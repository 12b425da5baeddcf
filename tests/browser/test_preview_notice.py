"""The errors that `vindplaats serve` shows over a page, in a real browser."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from .conftest import ROOT
from .previewing import BAD, GOOD, PAGE, SIZES, WAIT, Preview, in_viewport, opened, previewing
from .test_axe import axe, violations
from .visiting import DESKTOP, PHONE

__all__ = ["axe"]

HOSTILE_STYLE = """
* { font-size: 40px !important; position: static !important; color: lime !important; transition: all 9s !important; }
section, section *, aside, aside * { display: none !important; }
#vp-fouten, #vp-balk, section, aside { opacity: 0 !important; transform: translateX(200vw) !important; all: unset; }
*::before { content: "STOOR" !important; }
body { transform: scale(1); }
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of a site with an earlier version, and errors in its last one."""
    with previewing(tmp_path_factory.mktemp("stuk")) as preview:
        preview.write(f"content/{PAGE[:-1]}.md", BAD)
        preview.wait_for("Niet gebouwd")
        yield preview


def test_an_error_on_an_untouched_page_is_in_the_window_wherever_its_reader_is(
    chromium: Browser, tmp_path: Path
) -> None:
    with previewing(tmp_path) as preview:
        contexts = [
            chromium.new_context(viewport=ViewportSize(width=size["width"], height=size["height"]))
            for size in (PHONE, DESKTOP)
            for _ in range(3)
        ]
        pages = [context.new_page() for context in contexts]
        for number, page in enumerate(pages):
            page.add_init_script("document.addEventListener('LiveReloadConnect', () => { window.vpListens = true; });")
            page.goto(preview.address + PAGE)
            page.evaluate("share => scrollTo(0, share * document.documentElement.scrollHeight)", number % 3 / 2)
            page.wait_for_function("() => window.vpListens === true", timeout=WAIT)
        before = [page.evaluate("scrollY") for page in pages]
        preview.write(f"content/{PAGE[:-1]}.md", BAD)
        for page, top in zip(pages, before, strict=True):
            notice = page.locator("#vp-fouten")
            notice.wait_for(timeout=WAIT)
            box = in_viewport(page, notice)
            assert box["height"] <= page.evaluate("innerHeight") / 2 + 0.5
            assert page.evaluate("scrollY") == pytest.approx(top, abs=2)
            expect(notice).to_contain_text("onbekend-veld")
            expect(notice).to_contain_text("titl: 東京 </section><script>kwaad()</script>\n^")
        preview.write(f"content/{PAGE[:-1]}.md", GOOD)
        for page in pages:
            expect(page.locator("#vp-fouten")).to_have_count(0, timeout=WAIT)
        for context in contexts:
            context.close()


@SIZES
def test_escape_puts_the_errors_aside_until_they_are_called_back(
    chromium: Browser, broken: Preview, size: dict[str, int]
) -> None:
    with opened(chromium, broken.address + PAGE, viewport=size) as page:
        notice, mark = page.locator("#vp-fouten"), page.locator("#vp-fouten-teken")
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
        name = f"content/{PAGE[:-1]}.md"
        assert (link.get_attribute("href") or "").startswith(f"vscode://file{broken.source}/{name}:")
        expect(link).to_contain_text(name)
        assert str(broken.source) not in (page.content().replace(f"vscode://file{broken.source}", ""))


def test_an_editor_who_mends_the_errors_one_by_one_keeps_the_place(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE, viewport=PHONE) as page:
        items = page.locator("#vp-fouten li")
        expect(items).to_have_count(6)
        page.wait_for_function("() => document.querySelector('script[src^=\"/livereload.js\"]') && window.LiveReload")
        page.wait_for_timeout(300)
        link = items.filter(has_text="veld2").get_by_role("link")
        items.filter(has_text="veld2").evaluate("own => own.scrollIntoView()")
        link.focus()
        text = BAD
        for number, first in ((0, "veld2"), (2, "veld3")):
            text = text.replace(f"veld{number}: x\n", "")
            broken.write(f"content/{PAGE[:-1]}.md", text)
            expect(items.filter(has_text=f"veld{number}")).to_have_count(0, timeout=WAIT)
            top = page.locator("#vp-fouten .vp-kop").evaluate("own => own.getBoundingClientRect().bottom")
            page.wait_for_timeout(100)  # until it is drawn
            box = items.filter(has_text=first).bounding_box()
            assert box is not None
            assert abs(box["y"] - top) <= 24
            expect(page.locator("#vp-fouten")).to_be_focused()
    broken.write(f"content/{PAGE[:-1]}.md", BAD)
    broken.wait_until_idle()


@SIZES
@pytest.mark.parametrize("path", ["", PAGE, "nergens/"])
def test_the_page_gets_room_below_it(chromium: Browser, broken: Preview, size: dict[str, int], path: str) -> None:
    with opened(chromium, broken.address + path, viewport=size) as page:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        top = in_viewport(page, page.locator("#vp-fouten"))["y"]
        for last in ("body", "footer"):
            assert page.locator(last).evaluate("own => own.getBoundingClientRect().bottom") <= top + 0.5
        page.keyboard.press("Escape")
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
        bar = page.locator("#vp-balk")
        if bar.count():
            bottom = page.locator("body").evaluate("own => own.getBoundingClientRect().bottom")
            assert bottom <= in_viewport(page, bar)["y"] + 0.5


def test_no_style_sheet_of_a_site_changes_the_notice_nor_the_notice_the_site(chromium: Browser, tmp_path: Path) -> None:
    measure = """() => ['vp-fouten', 'vp-balk'].flatMap(id => [...document.querySelectorAll(`#${id}, #${id} *`)])
      .map(x => [x.tagName, getComputedStyle(x).fontSize, getComputedStyle(x).position, getComputedStyle(x).color,
                 getComputedStyle(x).opacity, getComputedStyle(x, '::before').content,
                 x.getBoundingClientRect().height])"""
    layout = "() => [...document.querySelectorAll('main, footer, h1')].map(x => x.getBoundingClientRect().toJSON())"
    with previewing(tmp_path) as preview:
        with opened(chromium, preview.address + PAGE) as page:
            with_bar = page.evaluate(layout)
            page.evaluate("document.querySelectorAll('.vp-vv').forEach(x => x.remove())")
            assert page.evaluate(layout) == with_bar
        preview.write(f"content/{PAGE[:-1]}.md", BAD)
        preview.wait_for("Niet gebouwd")
        with opened(chromium, preview.address + PAGE) as page:
            plain = page.evaluate(measure)
        preview.write(f"content/{PAGE[:-1]}.md", GOOD)
        preview.write("static/stijl.css", HOSTILE_STYLE)
        preview.wait_for("Gebouwd", 2)
        preview.write(f"content/{PAGE[:-1]}.md", BAD)
        preview.wait_for("Niet gebouwd", 2)
        with opened(chromium, preview.address + PAGE) as page:
            in_viewport(page, page.locator("#vp-fouten"))
            in_viewport(page, page.locator("#vp-balk"))
            assert page.evaluate(measure) == plain


def test_a_thousand_errors_are_shown_quickly(chromium: Browser, tmp_path: Path) -> None:
    with previewing(tmp_path) as preview:
        many = "".join(f"veld{number}: x\n" for number in range(1000))
        preview.write("content/projecten/veel.md", f"---\ntitel: Veel\n{many}---\n")
        preview.wait_for("Niet gebouwd")
        with opened(chromium, preview.address) as page:
            start = time.monotonic()
            page.reload()
            notice = page.locator("#vp-fouten")
            expect(notice.locator("li").last).to_contain_text("veld999: x\n^")
            in_viewport(page, notice)
            page.keyboard.press("Escape")
            expect(notice).to_be_hidden()
            assert time.monotonic() - start < 20  # far less, unless the machine is busy
            assert notice.locator("li").count() >= 1000


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(chromium: Browser, broken: Preview, axe: str, size: dict[str, int], scheme: str) -> None:
    address = broken.address + "projecten/dood/"
    # axe is injected, which the policy of the site does not allow.
    with opened(chromium, address, viewport=size, color_scheme=scheme, bypass_csp=True) as page:
        page.locator("#vp-balk summary").click()
        assert violations(page, axe) == []
        page.keyboard.press("Escape")
        assert violations(page, axe) == []


@SIZES
def test_without_javascript_the_errors_are_in_the_window_too(
    chromium: Browser, broken: Preview, size: dict[str, int]
) -> None:
    with opened(chromium, broken.address + PAGE, viewport=size, java_script_enabled=False) as page:
        notice = page.locator("#vp-fouten")
        box = notice.bounding_box()
        assert box is not None
        assert box["height"] <= size["height"] / 2 + 0.5
        assert box["y"] + box["height"] <= size["height"] + 0.5
        expect(page.get_by_role("button", name="Opzij")).to_be_hidden()
        expect(page.locator("#vp-balk")).to_be_visible()


def test_nothing_of_it_is_printed(chromium: Browser, broken: Preview) -> None:
    with opened(chromium, broken.address + PAGE) as page:
        page.emulate_media(media="print")
        for name in ("#vp-fouten", "#vp-balk", "#vp-fouten-teken"):
            expect(page.locator(name)).to_be_hidden()
        assert page.evaluate("getComputedStyle(document.documentElement).paddingBottom") == "0px"


@pytest.mark.parametrize("template", ["<p>{{ tekst.titel }}</p>", "{{ tekst.titel }}<textarea>"])
def test_any_template_shows_the_errors(chromium: Browser, tmp_path: Path, template: str) -> None:
    pages = {"paginas/over.md": "---\ntitel: Over\n---\nTekst.\n"}
    with previewing(tmp_path, pages=pages) as preview:
        preview.write("templates/pagina.html", template)
        preview.wait_for("Gebouwd", 2)
        preview.write("content/projecten/fout.md", "---\ntitl: x\n---\n")
        preview.wait_for("Niet gebouwd")
        with opened(chromium, preview.address + "over/") as page:
            in_viewport(page, page.locator("#vp-fouten"))


def test_what_the_policy_of_the_site_refuses_is_refused_and_the_page_is_still_renewed(
    chromium: Browser, tmp_path: Path
) -> None:
    text = (ROOT / "templates/pagina.html").read_text(encoding="utf-8")
    inline = '{% block inhoud %}<script>document.title = "kwaad"</script><p style="color: lime" id="k">x</p>'
    pages = {"paginas/over.md": "---\ntitel: Over\n---\nTekst.\n"}
    with previewing(tmp_path, pages=pages) as preview:
        preview.write("templates/pagina.html", text.replace("{% block inhoud %}", inline, 1))
        preview.wait_for("Gebouwd", 2)
        with opened(chromium, preview.address + "over/") as page:
            assert page.title() != "kwaad"
            assert page.locator("#k").evaluate("own => getComputedStyle(own).color") != "rgb(0, 255, 0)"
            preview.write("content/paginas/over.md", "---\ntitel: Over ons allen\n---\nTekst.\n")
            page.get_by_role("heading", name="Over ons allen").wait_for(timeout=WAIT)
