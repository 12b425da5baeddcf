"""A site with a font of the default theme shows it, and loads nothing else for it."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from support import REPOSITORY, make_source, project

from .conftest import run_build, served
from .test_policy import send_headers
from .visiting import visit

BODY = "De *schuine* tekst, met łódź erin, en **vet**.\n\n## Een kop\n\n> Een citaat.\n"
FAMILIES = """() => [...new Set([...document.querySelectorAll('h1, h2, p, em, strong, blockquote, .merk, input')]
    .map(x => getComputedStyle(x).fontFamily.split(',')[0].replaceAll('"', '')))]"""
FACES = """async () => {
  await document.fonts.ready;
  return [...document.fonts].filter(x => x.status === "loaded").map(x => `${x.family.replaceAll('"', '')} ${x.style}`);
}"""


WIDTHS = """async ([name, other]) => {
  const text = document.querySelector("p").textContent;
  const width = async family => {
    await document.fonts.load(`100px ${family}`, text);
    const canvas = document.createElement("canvas").getContext("2d");
    canvas.font = `100px ${family}, monospace`;
    return canvas.measureText(text).width;
  };
  return [await width(`"${name}"`), await width(`"${name} ${other}"`), await width("monospace")];
}"""
LONG = (
    "Van april tot oktober maten wij elke tien minuten het zoutgehalte op acht plaatsen in de Westmond. Bij weinig "
    "afvoer van de rivier schuift de grens landinwaarts. Hoe wonen mensen, en waar willen zij over vijf jaar zijn?"
)


@pytest.mark.parametrize(
    ("name", "other"), [("Open Sans", "DejaVu Sans"), ("Inter", "DejaVu Sans"), ("Literata", "DejaVu Serif")]
)
def test_what_is_shown_until_the_font_is_there_is_as_wide(chromium: Browser, name: str, other: str) -> None:
    package = name.lower().replace(" ", "-")
    with served(REPOSITORY) as address, chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}templates/404.html")  # a page of that host
        page.set_content(f'<link rel="stylesheet" href="{address}static/lettertype/{package}/{package}.css"><p>{LONG}')
        page.wait_for_load_state("networkidle")
        own, local, monospace = page.evaluate(WIDTHS, [name, other])
    if local == monospace:
        pytest.skip(f"this machine has no {other}")
    assert local == pytest.approx(own, rel=0.02)


@pytest.mark.parametrize("name", ["Open Sans", "Inter", "Literata"])
def test_the_whole_page_has_the_font(chromium: Browser, tmp_path: Path, name: str) -> None:
    source = make_source(tmp_path / "bron", {"projecten/x.md": project("Wonen", body=BODY)})
    site = source / "content/site.yaml"
    site.write_text(site.read_text(encoding="utf-8") + f"lettertype: {name}\n", encoding="utf-8")
    public = run_build(tmp_path / "public", source=source)
    asked: list[str] = []
    with served(public) as address, visit(chromium, address) as page:
        send_headers(page, public, "/onderzoek/")
        page.on("request", lambda x: asked.append(urlsplit(x.url).path))
        page.goto(address + "projecten/x/")
        faces = page.evaluate(FACES)
        assert page.evaluate(FAMILIES) == [name]
    assert {f"{name} normal", f"{name} italic"} <= set(faces)  # the others are shown until these are there
    loaded = sorted(path.rpartition("/")[2] for path in asked if path.endswith(".woff2"))
    package = name.lower().replace(" ", "-")
    assert loaded == sorted(
        f"{package}-{subset}-wght-{style}.woff2" for subset, style in (
            ("latin", "normal"), ("latin-ext", "normal"), ("latin", "italic"))
    )  # fmt: skip
    page_bytes = sum(
        (public / path.removeprefix("/onderzoek/")).stat().st_size for path in asked if path.endswith((".css", ".js"))
    )
    assert page_bytes + (public / "projecten/x/index.html").stat().st_size < 50_000
