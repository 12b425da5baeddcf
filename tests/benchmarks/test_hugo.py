import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin

import pytest

from benchmarks.corpus import MIN_PAGES, MIN_WORDS, make_corpus, write
from benchmarks.hugo_site import (
    MENU,
    PER_PAGE,
    combinations,
    config,
    find_hugo,
    hugo_pages,
    hugo_source,
    replaced_doubles,
    write_hugo,
)
from benchmarks.hugo_tables import (
    GOALS,
    HUGO,
    VINDPLAATS,
    Figures,
    goal_table,
    growth,
    other_table,
    page_table,
    share,
    time_table,
)
from benchmarks.processes import FailedError, Made, Usage, count_html, kind_of, made, peak_memory, run
from support import AS_OF
from vindplaats.cli import main
from vindplaats.render.facts.related import MAX_RELATED

CORPUS = make_corpus(MIN_PAGES, MIN_WORDS)
HUGO_PROGRAM = find_hugo()
SAME_SIZE = 0.02
"""By how much the bodies of all pages of a kind may differ in bytes, links written alike."""

_RELATED = re.compile(r'<section class="verwant">.*?</section>', re.DOTALL)
_LINK = re.compile(r'href="([^"]*)"')


def bodies(public: Path) -> dict[str, str]:
    """Return the body of every page of a site by path, with absolute links."""
    found = {}
    for path in public.rglob("*.html"):
        place = path.relative_to(public).as_posix()
        found[place] = _whole(path.read_text(encoding="utf-8").partition("<body>")[2], place)
    return found


def _whole(body: str, place: str) -> str:
    here = f"https://voorbeeld.example/{place.removesuffix('index.html')}"
    return _LINK.sub(lambda match: f'href="{urljoin(here, match[1])}"', body)


def links_of(body: str) -> list[str]:
    """Return the sorted links of a page, except those to related projects, of which Hugo chooses others."""
    return sorted(_LINK.findall(_RELATED.sub("", body)))


def related_on(body: str) -> int:
    """Return how many related projects a page shows."""
    return sum(part.count("<h3>") for part in _RELATED.findall(body))


def sizes(pages: dict[str, str]) -> Counter[str]:
    """Return the size of all bodies in bytes by kind of page."""
    found: Counter[str] = Counter()
    for place, body in pages.items():
        found[kind_of(place, b"")] += len(body.encode())
    return found


def figures(asked: int = 1000, *, slow: float = 1.0, hugo: bool = True) -> Figures:
    """Return figures in which Vindplaats takes half as long as Hugo, and other builds a tenth of a cold one or less."""
    times = {
        (VINDPLAATS, "cold"): tuple(Usage(slow * wall, wall) for wall in (9.0, 4.0, 5.0)),
        (VINDPLAATS, "same"): (Usage(0.5, 0.5),),
        (VINDPLAATS, "edit"): (Usage(0.1, 0.1),),
    }
    if hugo:
        times[HUGO, "cold"] = tuple(Usage(wall, 4 * wall) for wall in (10.0, 8.0, 30.0))
    peaks = {VINDPLAATS: (2.0**28,), HUGO: (2.0**30,)}
    page = {"project": Made(10, 1000), "other file": Made(2, 5)}
    return Figures(
        asked=asked, projects=asked, news=1, source=3000, times=times,
        peaks=peaks if hugo else {VINDPLAATS: (2.0**29,)},
        made={VINDPLAATS: page, HUGO: page | {"home": Made(1, 1)}},
    )  # fmt: skip


@pytest.mark.skipif(HUGO_PROGRAM is None, reason="Hugo is not installed; it is in the extra `benchmark`")
def test_both_tools_make_pages_at_the_same_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert HUGO_PROGRAM
    source, site = tmp_path / "vindplaats", tmp_path / "hugo"
    source.mkdir()
    write(CORPUS, source)
    write_hugo(CORPUS, site)
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    capsys.readouterr()
    run([HUGO_PROGRAM, "build", "--panicOnWarning", "--source", str(site)], tmp_path / "log")
    mine, theirs = bodies(source / "public"), bodies(site / "public")
    assert mine.keys() == theirs.keys()
    assert any(re.fullmatch(r"werkvelden/[^/]+/\d{4}/index.html", place) for place in mine)
    for place, body in mine.items():
        assert links_of(body) == links_of(theirs[place]), place
        assert related_on(body) <= related_on(theirs[place]) <= MAX_RELATED, place
    assert (site / "public/sitemap.xml").is_file()
    counts = [
        {k: m.count for k, m in made(folder / "public").items() if k != "other file"} for folder in (source, site)
    ]
    assert counts[0] == counts[1]
    assert counts[0]["redirect"] == len(replaced_doubles(CORPUS))
    assert sizes(theirs) == pytest.approx(sizes(mine), rel=SAME_SIZE)


def test_hugo_gets_one_of_two_exact_doubles_with_the_other_as_alias() -> None:
    gone, stays = next(iter(replaced_doubles(CORPUS).items()))
    assert stays.startswith("projecten/")
    pages = dict(hugo_pages(CORPUS))
    assert len(pages) == len(CORPUS.pages) - len(replaced_doubles(CORPUS))
    assert f"{gone}.md" not in pages
    assert f'aliases: ["/{gone}/"]\n' in pages[f"{stays}.md"]
    assert sum("aliases:" in text for text in pages.values()) == len(replaced_doubles(CORPUS))


def test_links_between_pages_become_addresses() -> None:
    linking = [page for page in CORPUS.pages if "](../projecten/" in page.body]
    assert linking
    for page in linking:
        text = hugo_source(page)
        assert "](/projecten/" in text
        assert "](../" not in text
        assert text.count("](") == page.body.count("](")


def test_each_year_of_a_werkveld_is_a_term_with_the_address_of_vindplaats() -> None:
    terms = combinations(CORPUS)
    page = next(page for page in CORPUS.pages if page.jaar and "Bodem en water" in page.werkveld)
    name = f"bodem-en-water-{page.jaar}"
    assert terms[name]["title"] == f"Bodem en water in {page.jaar}"
    assert terms[name]["url"] == f"/werkvelden/bodem-en-water/{page.jaar}/"
    assert f'"{name}"' in hugo_source(page)
    source = "".join(text for _, text in hugo_pages(CORPUS))
    assert {*re.findall(r'"([a-z-]+-20\d\d)"', source)} == terms.keys()


def test_the_configuration_names_every_menu_item_and_the_size_of_a_list() -> None:
    text = config()
    assert all(f'identifier = "{name}"' in text for name in MENU)
    assert f"pagerSize = {PER_PAGE}\n" in text
    assert 'disableKinds = ["rss", "robotstxt"]' in text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("404.html", "not found"),
        ("nieuws/index.html", "list"),
        ("jaren/index.html", "overview"),
        ("jaren/2020/index.html", "list"),
        ("jaren/2020/pagina/2/index.html", "list, further page"),
        ("projecten/pagina/12/index.html", "list, further page"),
        ("projecten/x/index.html", "project"),
        ("nieuws/x/index.html", "nieuwsbericht"),
        ("werkvelden/x/2020/index.html", "list of a year"),
        ("werkvelden/x/2020/pagina/2/index.html", "list, further page"),
        ("over-ons/x/y/index.html", "other page"),
        ("static/stijl.css", "other file"),
    ],
)
def test_the_kind_of_a_page_follows_from_its_path(path: str, kind: str) -> None:
    assert kind_of(path, b"<!DOCTYPE html>") == kind
    if kind != "other file":
        assert kind_of(path, b'<meta http-equiv="refresh" content="0">') == "redirect"


def test_files_are_counted_by_kind(tmp_path: Path) -> None:
    for name in ("projecten/a", "projecten/b", "static"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "projecten/a/index.html").write_bytes(b"1234")
    (tmp_path / "projecten/b/index.html").write_bytes(b"12")
    (tmp_path / "static/stijl.css").write_bytes(b"1")
    assert made(tmp_path) == {"other file": Made(1, 1), "project": Made(2, 6)}
    assert count_html(tmp_path) == 2


def test_shares_are_ratios_of_medians() -> None:
    wall, cpu, memory, same, touched, edit = (share(figures(), goal) for goal in GOALS)
    assert (wall, cpu, memory, same, touched, edit) == (0.5, 0.125, 0.25, 0.05, None, 0.01)
    assert not any(share(figures(hugo=False), goal) for goal in GOALS)


def test_the_table_shows_goals_and_measurements() -> None:
    lines = list(goal_table([figures(), figures(2000, hugo=False)]))
    assert lines[0] == "| share of Hugo's cold build | at most | 1,000 projects | 2,000 projects |"
    assert lines[1] == "|---|---|---|---|"
    assert "| cold build, wall clock | 0.45 | 0.50 | – |" in lines
    assert "| a sentence added to one project, wall clock | 0.06 | 0.010 | – |" in lines
    assert not any("modification" in line for line in lines)


def test_growth_memory_and_start_up_show_goals_only_at_their_sizes() -> None:
    sizes = [figures(1000), figures(10_000, slow=8), figures(100_000, slow=80, hugo=False)]
    assert growth(*sizes[:2]) == 8
    lines = list(other_table(sizes, {"version": [Usage(0.05, 0.05)]}))
    assert "| cold build of 10,000 projects, wall clock: times that of 1,000 | – | 8.0 |" in lines
    assert "| cold build of 100,000 projects, wall clock: times that of 10,000 | 12 | 10.0 |" in lines
    assert "| peak memory at 100,000 projects | 0.75 GiB | 0.50 GiB |" in lines
    assert "| `vindplaats --version` | 80 ms | 50 ms |" in lines
    assert not list(other_table([], {}))


def test_medians_and_page_counts_are_printed() -> None:
    lines = [line.split() for line in time_table([figures()])]
    assert ["1,000", "Vindplaats", "cold", "3", "5.000", "4.000", "9.000", "5.000"] in lines
    assert ["1,000", "Hugo", "peak", "memory", "1", "1024", "MiB"] in lines
    assert [line.split() for line in page_table(figures())][1:] == [
        ["home", "0", "0", "1", "1"],
        ["other", "file", "2", "5", "2", "5"],
        ["project", "10", "1,000", "10", "1,000"],
        ["HTML", "in", "total", "10", "1,000", "11", "1,001"],
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_usage_of_a_command_includes_its_children(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = "x = bytearray(b'1' * 60_000_000); sum(x)"
    code = f"import subprocess, sys; print('output', flush=True); subprocess.run([sys.executable, '-c', {child!r}])"
    usage = run([sys.executable, "-c", code], log)
    assert usage.wall > 0
    assert usage.cpu > run([sys.executable, "-c", ""], log).cpu
    assert peak_memory([sys.executable, "-c", code], log) > 60_000_000
    for measure in (run, peak_memory):
        with pytest.raises(FailedError, match=r"exit code 3.*\noutput"):
            measure([sys.executable, "-c", "import sys; print('output'); sys.exit(3)"], log)
