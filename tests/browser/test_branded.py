"""A made-up institute with a brand of its own, in few lines: what it shows, and its videos and frames in Chromium."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from .conftest import MERK
from .test_axe import axe, violations  # noqa: F401 (a fixture)
from .test_links import is_canonical, is_for_machines, names_a_vocabulary, pages_of, parsed
from .test_policy import send_headers
from .visiting import BRANDED, COUNTER, PHONE, visit

MAX_LINES = 60
"""The limit for what an institute writes itself, besides ordinary content."""
FRAMED = "www.youtube-nocookie.com"
PLAYER = "<!DOCTYPE html><html lang=nl><title>Film</title><body><main><h1>Film</h1><button>Speel af</button></main>"
SLOW_PICTURE = "<img src=/slow.png alt=''>"
WITH_FRAME = [path for kind, path in BRANDED.items() if "frame" in kind or "still" in kind]


def test_a_brand_takes_few_lines() -> None:
    files = [MERK / "content/site.yaml", *(MERK / "templates").rglob("*"), *(MERK / "static").rglob("*")]
    lines = [line for path in files if path.is_file() for line in path.read_text(encoding="utf-8").splitlines()]
    assert 30 < len(lines) <= MAX_LINES


def test_every_page_has_the_brand(branded: Path) -> None:
    for page in pages_of(branded):
        html = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        for part in ("logo.svg", "logo-donker.svg", 'href="https://werken.example.org/deltahuis"', "Sluiskade 1"):
            assert part in html, page
        sheets = [x.get("href", "").partition("?")[0].rpartition("/")[2] for x in parsed(page).iter("link")]
        found = [x for x in sheets if x.endswith(".css") and x != "zoeken.css"]
        assert found == ["stijl.css", "literata.css", "accent.css", "eigen.css"], page
    security = branded / ".well-known/security.txt"
    assert security.read_bytes() == (MERK / "wortel/.well-known/security.txt").read_bytes()
    assert "Wij meten, rekenen" in (branded / "index.html").read_text(encoding="utf-8")
    for project in (branded / "projecten").glob("*/index.html"):
        assert ('class="aanbod"' in project.read_text(encoding="utf-8")) == (project.parent.name != "pagina")


def loaded(element: Element) -> Iterator[Element]:
    """Yield the elements that a browser makes a part of the page: not those in a template."""
    yield element
    for child in element:
        if child.tag != "template":
            yield from loaded(child)


def test_only_the_counter_loads_from_another_host_and_frames_are_in_templates(branded: Path) -> None:
    frames = 0
    for page in pages_of(branded):
        for element in loaded(parsed(page)):
            assert element.tag != "iframe", page
            for address in filter(None, map(element.get, ("src", "srcset", "href", "poster"))):
                is_link = element.tag == "a" or is_canonical(element) or is_for_machines(element)
                if not is_link and not names_a_vocabulary(element):
                    assert "//" not in address.removeprefix(f"https://{COUNTER}/"), page
        frames += sum(x.tag == "iframe" for x in parsed(page).iter())
        assert ("kader.js" in page.read_text(encoding="utf-8")) == bool([*parsed(page).iter("template")]), page
    assert frames == len(WITH_FRAME)


@pytest.fixture
def page(chromium: Browser, merk: str, branded: Path) -> Iterator[Page]:
    """A page with the headers of a host, on which the player of a video answers."""
    with visit(chromium, merk, None, [FRAMED], viewport=PHONE, reduced_motion="reduce") as found:
        send_headers(found, branded, "/onderzoek/")
        found.route(f"https://{COUNTER}/**", lambda x: x.fulfill(body="", content_type="text/javascript"))
        found.route(f"https://{FRAMED}/**", lambda x: x.fulfill(body=PLAYER, content_type="text/html"))
        yield found


def name_of(page: Page) -> str:
    """Return the text of the link in the box, or that of its picture."""
    name: str = page.locator(".vp-kader a").evaluate("x => x.textContent || x.querySelector('img').alt")
    return name


def tab_into(player: Locator, frame: Locator) -> None:
    """Press Tab in a frame that has the focus, and expect the player in it to get the focus.

    On a busy machine, Chromium as Playwright drives it now and then gives the focus back to the window of the page
    just after the frame got it. The frame is still the element that has the focus, but Tab passes what is in it. Then
    this gives the frame the focus again and presses Tab once more, but not a third time.
    """
    frame.page.keyboard.press("Tab")
    try:
        expect(player).to_be_focused(timeout=2_000)
    except AssertionError:
        frame.evaluate("x => { x.blur(); x.focus(); }")
        frame.page.keyboard.press("Tab")
        expect(player).to_be_focused()


@pytest.mark.parametrize("path", WITH_FRAME)
def test_a_frame_loads_after_a_click_and_gets_the_focus(page: Page, merk: str, path: str, axe: str) -> None:  # noqa: F811
    asked: list[str] = []
    page.on("request", lambda x: asked.append(x.url) if FRAMED in x.url else None)
    page.goto(merk + path, wait_until="networkidle")
    box, name = page.locator(".vp-kader"), name_of(page)
    button = box.get_by_role("button")
    expect(box.locator(".laden p")).to_contain_text(FRAMED)
    expect(button).to_have_accessible_name(f"{'Load here' if 'about' in path else 'Hier laden'} : {name}")
    assert page.locator("iframe").count() == 0
    assert asked == []
    button.focus()
    page.keyboard.press("Enter")
    frame = box.locator("iframe")
    player = box.frame_locator("iframe").get_by_role("button")
    expect(frame).to_be_focused()
    expect(player).to_be_visible()
    assert asked == [frame.get_attribute("src")]
    assert frame.get_attribute("title") == name
    tab_into(player, frame)
    assert violations(page, axe) == []
    link = box.locator("a")
    expect(link).to_be_visible()
    expect(link).to_have_accessible_name(name)
    below = frame.evaluate("x => x.getBoundingClientRect().bottom")
    assert link.evaluate("x => x.getBoundingClientRect().top") >= below


def test_who_is_in_a_player_that_still_loads_stays_there(page: Page, merk: str) -> None:
    slow: list[Route] = []
    page.route(f"https://{FRAMED}/**", lambda x: x.fulfill(body=PLAYER + SLOW_PICTURE, content_type="text/html"))
    page.route(f"https://{FRAMED}/slow.png", lambda x: slow.append(x))  # noqa: PLW0108 (Playwright sets an attribute of it)
    page.goto(merk + WITH_FRAME[0], wait_until="networkidle")
    page.locator(".vp-kader").get_by_role("button").focus()
    page.keyboard.press("Enter")
    player = page.frame_locator(".vp-kader iframe").get_by_role("button")
    expect(player).to_be_visible()
    page.keyboard.press("Tab")
    frame = page.locator(".vp-kader iframe")
    frame.evaluate("x => x.addEventListener('load', () => x.dataset.loaded = '')")
    slow[0].fulfill(body="", content_type="image/png")
    expect(frame).to_have_attribute("data-loaded", "")
    expect(player).to_be_focused()


def test_the_link_of_a_still_has_a_name_and_a_visible_focus(page: Page, merk: str) -> None:
    page.goto(merk + BRANDED["pagina with a still"])
    link, image = page.locator(".vp-kader a"), page.locator(".vp-kader img")
    expect(link.locator(".naam")).to_be_visible()
    expect(link).to_have_accessible_name("De sluis van Watermond bij hoog water")
    link.focus()
    around, inside = link.bounding_box(), image.bounding_box()
    assert around is not None
    assert inside is not None
    assert (around["x"], around["width"]) == (inside["x"], inside["width"])
    assert around["y"] <= inside["y"]
    assert around["height"] > inside["height"]


@pytest.mark.parametrize("path", WITH_FRAME)
def test_on_paper_a_box_is_its_link_and_a_video_its_text(page: Page, merk: str, path: str) -> None:
    page.goto(merk + path)
    page.emulate_media(media="print")
    box = page.locator(".vp-kader")
    expect(box.locator("a")).to_be_visible()
    assert box.evaluate("x => x.offsetHeight - x.querySelector('p').offsetHeight") == pytest.approx(0, abs=2)
    for text in page.locator(".vp-druk").all():
        expect(text).to_be_visible()
    assert page.locator("video:visible").count() == 0


@pytest.mark.parametrize("path", WITH_FRAME)
def test_a_box_of_an_editor_with_the_same_classes_is_left_alone(page: Page, merk: str, path: str) -> None:
    own = r'\g<0><div class="kader vp-kader"><p class="laden">Let op.</p></div>'

    def add_own(route: Route) -> None:
        response = route.fetch()
        route.fulfill(response=response, body=re.sub('<div class="inhoud"[^>]*>', own, response.text(), count=1))

    page.route(f"{merk}{path}", add_own)
    page.goto(merk + path)
    assert page.locator(".vp-kader").count() == 2
    page.locator(".vp-kader button").click()
    expect(page.frame_locator("iframe").get_by_role("button")).to_be_visible()
    expect(page.get_by_text("Let op.")).to_be_visible()


@pytest.mark.parametrize("path", WITH_FRAME)
def test_without_javascript_a_frame_is_a_link(chromium: Browser, merk: str, path: str) -> None:
    with visit(chromium, merk, java_script_enabled=False, viewport=PHONE) as page:
        page.goto(merk + path)
        expect(page.locator(f".vp-kader a[href^='https://{FRAMED}/embed/']")).to_be_visible()
        expect(page.locator(".laden")).to_be_hidden()
        expect(page.locator(".laden button")).to_be_hidden()
        box = page.locator(".vp-kader")
        assert box.evaluate("x => x.offsetHeight - x.querySelector('p').offsetHeight") == pytest.approx(0, abs=2)


def test_a_video_plays_with_its_captions(page: Page, merk: str) -> None:
    page.goto(merk + "projecten/zoutgrens/")
    video = page.locator("video")
    expect(video).to_have_accessible_name("Het zoutgehalte op acht meetpunten, van april tot oktober")
    assert video.evaluate("x => x.offsetWidth / x.offsetHeight") == pytest.approx(16 / 9, rel=0.02)
    seen = video.evaluate(
        """async x => {
          const track = x.textTracks[0];
          track.mode = "showing";
          x.muted = true;
          await x.play();
          while (!track.cues?.length) await new Promise(done => setTimeout(done, 50));
          return [x.videoWidth, x.textTracks.length, track.language, track.label, track.cues[0].text];
        }"""
    )
    assert seen == [320, 2, "nl", "Nederlands", "[muziek] Het zout schuift landinwaarts."]
