"""What a page of the preview does when the site changes, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from support import png

from .conftest import ROOT
from .serving import (
    BROKEN,
    WAIT,
    Served,
    ask,
    context,
    is_same_document,
    page,
    read,
    served,
    until,
    wait_until_listening,
)

__all__ = ["context", "page", "read", "served"]

STYLE = (ROOT / "static/stijl.css").read_text(encoding="utf-8")


def test_an_edit_elsewhere_does_not_reload_the_page_that_is_read(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    served.edit("projecten/kade", "Alinea 3 ", "Alinea drie ")
    until(lambda: "Alinea drie " in ask(served, "/projecten/kade/"))
    served.edit("projecten/kade", "Alinea drie ", "Alinea 3 ")
    until(lambda: "Alinea 3 " in ask(served, "/projecten/kade/"))
    page.wait_for_timeout(500)
    assert is_same_document(page)


def test_an_error_elsewhere_appears_and_goes_without_a_reload(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    page.evaluate("scrollTo(0, 900)")
    notice = page.locator("#vp-fouten")
    served.edit("projecten/kade", *BROKEN)
    notice.wait_for(timeout=WAIT)
    expect(notice).to_be_in_viewport()
    expect(notice).to_contain_text("content/projecten/kade.md")
    served.edit("projecten/kade", *reversed(BROKEN))
    expect(notice).to_have_count(0, timeout=WAIT)
    assert page.evaluate("scrollY") == 900
    assert is_same_document(page)


def test_a_reload_keeps_the_place_of_the_reader(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    for place, (old, new) in ((1500, ("Alinea 79 ", "Alinea laatst ")), (700, ("Alinea laatst ", "Alinea 79 "))):
        page.evaluate(f"scrollTo(0, {place})")
        served.edit("projecten/haven", old, new)
        page.get_by_text(new).wait_for(timeout=WAIT)
        wait_until_listening(page)
        assert not is_same_document(page)
        assert page.evaluate("scrollY") == place


def test_a_changed_style_sheet_is_swapped(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    colour = "getComputedStyle(document.body).backgroundColor"
    page.evaluate("scrollTo(0, 900)")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for number, name in enumerate(("rood", "blauw")):
        served.write(f"static/{name}.css", f"body {{ background: rgb({number + 1}, 2, 3) url(stip.png) !important }}")
        served.write("static/stijl.css", f'@import "{name}.css";\n{STYLE}')
        page.wait_for_function(f"() => {colour} === 'rgb({number + 1}, 2, 3)'", timeout=WAIT)
    served.write("static/blauw.css", "body { background: rgb(9, 2, 3) url(stip.png) !important }")
    page.wait_for_function(f"() => {colour} === 'rgb(9, 2, 3)'", timeout=WAIT)
    for size in (6, 9):
        asked.clear()
        served.write("static/stip.png", png(size, size))
        until(lambda: bool(page.evaluate("1")) and any("static/stip.png?" in url for url in asked))
    expect(page.locator('link[rel="stylesheet"][href*="stijl.css"]')).to_have_count(1)
    for name in ("stijl.css", "rood.css", "blauw.css", "stip.png"):
        served.remove(f"static/{name}")
    page.wait_for_function(f"() => {colour} !== 'rgb(9, 2, 3)'", timeout=WAIT)
    assert is_same_document(page)
    assert page.evaluate("scrollY") == 900


def test_a_changed_picture_is_swapped(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/beeld/")
    colour = """async () => {
      const picture = document.querySelector('main img');
      try {
        await picture.decode();
      } catch {
        return []; // the picture was exchanged meanwhile
      }
      const canvas = document.createElement('canvas').getContext('2d');
      canvas.drawImage(picture, 0, 0);
      return [...canvas.getImageData(5, 5, 1, 1).data].slice(0, 3).map((x) => x > 100);
    }"""
    assert page.evaluate(colour) == [True, False, False]
    served.write("content/projecten/beeld/vlak.png", png(40, 30, (0, 200, 0)))
    until(lambda: page.evaluate(colour) == [False, True, False])
    assert is_same_document(page)


def test_a_changed_script_reloads_the_page(served: Served, read: Callable[[str], Page]) -> None:
    served.write("templates/base.html", (ROOT / "templates/base.html").read_text(encoding="utf-8").replace(
        "</head>", '<script src="{{ pagina.wortel }}static/eigen.js" defer></script></head>'
    ))  # fmt: skip
    served.write("static/eigen.js", "document.title = 'een';")
    until(lambda: "eigen.js" in ask(served, "/projecten/haven/"))
    page = read("projecten/haven/")
    expect(page).to_have_title("een")
    served.write("static/eigen.js", "document.title = 'twee';")
    expect(page).to_have_title("twee", timeout=WAIT)
    served.remove("static/eigen.js")
    served.remove("templates/base.html")


def test_leaving_a_page_does_not_say_that_the_preview_has_stopped(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    page.evaluate("""() => {
      window.vpSeen = false;
      new MutationObserver(() => {
        if (document.getElementById('vp-gestopt')) sessionStorage.setItem('gezien', 'ja');
      }).observe(document.documentElement, { childList: true, subtree: true });
    }""")
    page.get_by_role("link", name="Projecten", exact=True).first.click()
    page.wait_for_url(f"{served.address}projecten/")
    wait_until_listening(page)
    assert page.evaluate("sessionStorage.getItem('gezien')") is None
    page.go_back()
    wait_until_listening(page)
    expect(page.locator("#vp-gestopt")).to_have_count(0)


def test_the_address_of_livereload_explains_itself_in_dutch(served: Served) -> None:
    answer = ask(served, "/livereload")
    assert answer == "Dit adres is alleen voor de verbinding tussen de browser en de voorvertoning.\n"
