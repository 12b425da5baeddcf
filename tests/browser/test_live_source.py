"""The browser follows what editors do to the files of the source, and to the preview itself, in a real browser."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from support import make_source, project

from .serving import (
    BROKEN,
    PAGES,
    WAIT,
    Served,
    context,
    is_same_document,
    mark,
    page,
    read,
    served,
    start,
    wait_until_listening,
)

__all__ = ["context", "page", "read", "served", "start"]


def test_a_renamed_page_leads_to_its_successor(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/kade/")
    page.evaluate("scrollTo(0, 600)")
    served.file("projecten/kade").rename(served.file("projecten/wal"))
    page.wait_for_url(f"{served.address}projecten/wal/", timeout=WAIT)
    assert page.evaluate("scrollY") == 600
    wait_until_listening(page)
    served.edit("projecten/wal", "jaar:", "slug: oever\njaar:")
    page.wait_for_url(f"{served.address}projecten/oever/", timeout=WAIT)
    wait_until_listening(page)
    served.file("projecten/wal").rename(served.file("projecten/kade"))
    served.edit("projecten/kade", "slug: oever\n", "")
    page.wait_for_url(lambda url: not url.endswith("oever/"), timeout=WAIT)


def test_a_deleted_page_leads_to_its_overview(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/sluis/")
    text = served.file("projecten/sluis").read_text(encoding="utf-8")
    served.file("projecten/sluis").unlink()
    page.wait_for_url(f"{served.address}projecten/", timeout=WAIT)
    expect(page.get_by_role("link", name="Sluisstudie")).to_have_count(0)
    wait_until_listening(page)
    served.write("content/projecten/sluis.md", text)
    page.get_by_role("link", name="Sluisstudie").wait_for(timeout=WAIT)


def test_a_page_that_becomes_a_draft_says_so_at_its_address(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/sluis/")
    served.edit("projecten/sluis", "titel:", "concept: ja\ntitel:")
    expect(page.locator("#vp-balk")).to_contain_text("concept te zien met", use_inner_text=True, timeout=WAIT)
    assert page.url == f"{served.address}projecten/sluis/"
    wait_until_listening(page)
    served.edit("projecten/sluis", "concept: ja\n", "")
    expect(page.locator("h1")).to_have_text("Sluisstudie", timeout=WAIT)


def save_in_steps(path: Path, way: str, text: str) -> None:
    """Save a file in one of the ways in which editors do."""
    aside = path.with_name("sluis.md~")
    if way == "rename":
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
        return
    if way == "aside":
        path.rename(aside)
    elif way == "unlink":
        path.unlink()
    else:
        path.write_text("", encoding="utf-8")
    time.sleep(0.01)
    path.write_text(text, encoding="utf-8")
    aside.unlink(missing_ok=True)


def test_a_save_in_several_steps_shows_only_the_result(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/sluis/")
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    path = served.file("projecten/sluis")
    text = path.read_text(encoding="utf-8")
    for way in ("rename", "aside", "empty", "unlink"):
        title = f"Sluisstudie met {way}"
        save_in_steps(path, way, text.replace("Sluisstudie", title))
        page.get_by_role("heading", level=1, name=title, exact=True).wait_for(timeout=WAIT)
        wait_until_listening(page)
        assert set(seen) == {f"{served.address}projecten/sluis/"}, way
    save_in_steps(path, "rename", text)
    page.get_by_role("heading", level=1, name="Sluisstudie", exact=True).wait_for(timeout=WAIT)


def test_ten_saves_a_second_end_in_the_last_state(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/sluis/")
    text = served.file("projecten/sluis").read_text(encoding="utf-8")
    for number in range(10):
        served.write("content/projecten/sluis.md", text.replace("Sluisstudie", f"Versie {number}"))
        time.sleep(0.1)
    page.get_by_role("heading", level=1, name="Versie 9").wait_for(timeout=WAIT)
    wait_until_listening(page)
    served.write("content/projecten/sluis.md", text)
    page.get_by_role("heading", level=1, name="Sluisstudie").wait_for(timeout=WAIT)


def test_a_source_that_vanishes_and_comes_back_is_shown_again(served: Served, read: Callable[[str], Page]) -> None:
    page = read("projecten/haven/")
    content, away = served.source / "content", served.source.parent / "weg"
    content.rename(away)
    notice = page.locator("#vp-fouten")
    notice.wait_for(timeout=WAIT)
    expect(notice).to_contain_text("De map content/ is er niet (meer).")
    expect(notice).not_to_contain_text(str(served.source))
    expect(page.locator("h1")).to_have_text("Havenstudie")
    away.rename(content)
    expect(notice).to_have_count(0, timeout=WAIT)
    served.edit("projecten/haven", "Havenstudie", "Havenonderzoek")
    page.get_by_role("heading", level=1, name="Havenonderzoek").wait_for(timeout=WAIT)
    wait_until_listening(page)
    served.edit("projecten/haven", "Havenonderzoek", "Havenstudie")
    page.get_by_role("heading", level=1, name="Havenstudie").wait_for(timeout=WAIT)


def test_a_checkout_of_a_branch_is_one_build(tmp_path: Path, start: Callable[[Path], Served], page: Page) -> None:
    pages = {f"projecten/studie-{number}.md": project(f"Studie {number} van de haven") for number in range(20)}
    source = make_source(tmp_path / "bron", pages | {"projecten/haven.md": project("Havenstudie")})

    def git(*words: str) -> None:
        options = ["-c", "user.name=Proef", "-c", "user.email=proef@voorbeeld.example", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *options, *words], cwd=source, check=True, capture_output=True)

    (source / ".gitignore").write_text(".vindplaats/\n", encoding="utf-8")
    git("init", "-q", "-b", "hoofd")
    git("add", ".")
    git("commit", "-qm", "een")
    git("checkout", "-qb", "tak")
    for number in range(20):
        path = source / f"content/projecten/studie-{number}.md"
        path.rename(path.with_name(f"onderzoek-{number}.md"))
    haven = source / "content/projecten/haven.md"
    haven.write_text(project("Havenstudie op de tak"), encoding="utf-8")
    git("add", ".")
    git("commit", "-qm", "twee")
    git("checkout", "-q", "hoofd")
    (source / ".gitignore").unlink()
    served = start(source)
    page.goto(f"{served.address}projecten/studie-7/")
    wait_until_listening(page)
    count = served.wait_until_idle()
    git("checkout", "-qf", "tak")
    page.wait_for_url(f"{served.address}projecten/onderzoek-7/", timeout=WAIT)
    assert served.wait_until_idle() == count + 1
    page.goto(f"{served.address}projecten/haven/")
    wait_until_listening(page)
    git("checkout", "-qf", "hoofd")
    page.get_by_role("heading", level=1, name="Havenstudie", exact=True).wait_for(timeout=WAIT)
    assert served.wait_until_idle() == count + 2
    (source / ".gitignore").unlink()


def test_the_page_says_that_the_preview_has_stopped_and_goes_on_when_it_is_back(
    tmp_path: Path, start: Callable[[Path], Served], page: Page
) -> None:
    served = start(make_source(tmp_path / "bron", PAGES | {"projecten/beeld/index.md": project("Beeldstudie")}))
    stopped = page.locator("#vp-gestopt")
    page.goto(f"{served.address}projecten/haven/")
    wait_until_listening(page)
    mark(page)
    page.evaluate("scrollTo(0, 900)")
    expect(stopped).to_have_count(0)
    served.stop()
    stopped.wait_for(timeout=WAIT)
    expect(stopped).to_be_in_viewport()
    expect(stopped).to_contain_text("De voorvertoning is gestopt.")
    served.start()
    served.wait_until_ready()
    expect(stopped).to_have_count(0, timeout=WAIT)
    assert is_same_document(page)

    served.stop()
    stopped.wait_for(timeout=WAIT)
    served.edit("projecten/haven", "Havenstudie", "Havenonderzoek")
    served.start()
    served.wait_until_ready()
    page.get_by_role("heading", level=1, name="Havenonderzoek").wait_for(timeout=WAIT)
    expect(stopped).to_have_count(0)
    wait_until_listening(page)
    assert page.evaluate("scrollY") == 900

    served.stop()
    stopped.wait_for(timeout=WAIT)
    served.edit("projecten/haven", *BROKEN)
    served.start()
    served.wait_until_ready()
    page.locator("#vp-fouten").wait_for(timeout=WAIT)
    expect(page.locator("#vp-fouten")).not_to_contain_text("laatste versie")
    served.edit("projecten/haven", *reversed(BROKEN))
    page.get_by_role("heading", level=1, name="Havenonderzoek").wait_for(timeout=WAIT)
    wait_until_listening(page)

    served.stop()
    stopped.wait_for(timeout=WAIT)
    served.file("projecten/haven").rename(served.file("projecten/verhuisd"))
    served.start()
    served.wait_until_ready()
    page.wait_for_url(f"{served.address}projecten/verhuisd/", timeout=WAIT)
