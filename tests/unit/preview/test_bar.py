from datetime import date
from pathlib import Path

import html5lib
import pytest

from support import make_source, project
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.options import Options
from vindplaats.pipeline import build
from vindplaats.preview.bar import make_bar
from vindplaats.preview.notice import make_notice
from vindplaats.result import PageSource

X = "content/projecten/x.md"
DAY = date(2026, 11, 23)


def bar(
    source: PageSource | None, *, drafts: bool = False, as_of: date | None = None, address: str = "projecten/x/"
) -> str:
    options = Options(drafts=drafts, as_of=as_of)
    notice = make_notice(options, (), {"projecten/x/": source} if source else {}, has_site=True)
    return " ".join("".join(html5lib.parse(make_bar(notice, address)).itertext()).split())


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (PageSource(id="x", files=(X,)), ""),
        (PageSource(id="x", files=(X,), is_draft=True), "concept"),
        (PageSource(id="x", files=(X,), appears=date(2026, 12, 24)), "vanaf 24 december"),
        (PageSource(id="x", files=(X,), appears=date(2027, 12, 24)), "vanaf 24 december 2027"),
        (PageSource(id="x", files=(X,), expired=date(2026, 11, 23)), "verlopen op 23 november"),
        (PageSource(id="x", files=(X,), is_draft=True, appears=date(2026, 12, 1)), "concept vanaf 1 december"),
    ],
)
def test_the_bar_tells_the_file_and_the_state_of_a_page(source: PageSource, text: str) -> None:
    mode = " zoals op 23 november 2026"
    assert bar(source, as_of=DAY) == f"Bewerk {X} {text}".rstrip() + mode


def test_the_bar_of_a_page_that_is_not_shown_says_how_to_see_it() -> None:
    hidden = PageSource(id="x", files=(X,), is_draft=True, is_shown=False)
    assert bar(hidden) == f"Bewerk {X} concept te zien met vindplaats serve --drafts"


@pytest.mark.parametrize("address", ["projecten/x/", "projecten/x", "/projecten/x/", "projecten/x/index.html"])
def test_any_form_of_an_address_will_do(address: str) -> None:
    assert bar(PageSource(id="x", files=(X,)), address=address) == f"Bewerk {X}"


def test_a_list_has_a_bar_only_if_the_preview_differs_from_the_site_of_today() -> None:
    assert bar(None) == ""
    assert bar(None, drafts=True) == "met concepten"
    assert bar(None, drafts=True, as_of=DAY) == "met concepten en zoals op 23 november 2026"


def test_a_merged_page_has_the_links_and_warnings_of_all_its_files() -> None:
    other = "content/projecten/y.md"
    warnings = [
        Diagnostic("leeg-veld", "warning", file, 1, 1, f"In {file}.", "Vul in.") for file in (X, other, "content/z.md")
    ]
    notice = make_notice(Options(), warnings, {"": PageSource(id="x", files=(X, other))}, has_site=True)
    text = make_bar(notice, "")
    assert text.count("Bewerk") == 2
    assert "2 waarschuwingen" in text
    assert "content/z.md" not in text


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pages = {
        "projecten/wonen.md": project("Wonen"),
        "projecten/half-af.md": "---\ntitel: Half af\nconcept: ja\n---\nTekst\n",
        "projecten/leeg.md": "---\nconcept: ja\n---\n",
        "projecten/later.md": project("Later", extra="publiceren_op: 2026-12-24\n", body="Ooit."),
        "projecten/oud.md": project("Oud", extra="verloopt_op: 2020-12-24\n", body="Ooit was."),
        "nieuws/half.md": "---\nconcept: ja\n---\nNieuws.\n",
    }
    return make_source(tmp_path_factory.mktemp("bron"), pages)


def test_the_preview_of_drafts_makes_every_page(source: Path, tmp_path: Path) -> None:
    options = Options(source=str(source), output=str(tmp_path / "uit"), as_of=DAY, drafts=True, preview=True, jobs=1)
    result = build(options)
    assert result.sources is not None
    for name in (
        "projecten/wonen",
        "projecten/half-af",
        "projecten/leeg",
        "projecten/later",
        "projecten/oud",
        "nieuws/half",
    ):
        assert (tmp_path / "uit" / name / "index.html").is_file()
        assert result.sources[f"{name}/"].files == (f"content/{name}.md",)
        assert result.sources[f"{name}/"].is_shown
    notice = make_notice(options, result.diagnostics, result.sources, has_site=True)
    half = make_bar(notice, "projecten/half-af/")
    assert half.count("Dit concept mist nog werkveld, contactpersoon en jaar.") == 1
    assert "4 waarschuwingen" in half
    assert "mist nog titel en datum" in make_bar(notice, "nieuws/half/")
    assert "mist nog" not in make_bar(notice, "projecten/wonen/")
    assert "content/site.yaml" in make_bar(notice, "")


def test_without_drafts_the_preview_knows_the_pages_that_it_does_not_show(source: Path, tmp_path: Path) -> None:
    options = Options(source=str(source), output=str(tmp_path / "uit"), as_of=DAY, preview=True, jobs=1)
    sources = build(options).sources
    assert sources is not None
    assert {address for address, page in sources.items() if not page.is_shown} == {
        "projecten/half-af/", "projecten/leeg/", "projecten/later/", "projecten/oud/", "nieuws/half/",
    }  # fmt: skip
    assert sources["projecten/later/"].appears == date(2026, 12, 24)
    assert sources["projecten/oud/"].expired == date(2020, 12, 24)


def test_a_build_shows_no_more_than_before(source: Path, tmp_path: Path) -> None:
    result = build(Options(source=str(source), output=str(tmp_path / "uit"), as_of=DAY, drafts=True, jobs=1))
    assert result.sources is None
    assert sorted(path.parent.name for path in tmp_path.glob("uit/projecten/*/index.html")) == ["wonen"]
