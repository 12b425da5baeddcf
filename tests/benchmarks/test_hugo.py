import sys
from pathlib import Path

import pytest

from benchmarks.corpus import FEWEST, SHORTEST, make_corpus, write
from benchmarks.hugo_site import MENU, PER_PAGE, config, find_hugo, hugo_pages, hugo_source, settled, write_hugo
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

CORPUS = make_corpus(FEWEST, SHORTEST)
HUGO_PROGRAM = find_hugo()


def figures(asked: int = 1000, *, slow: float = 1.0, hugo: bool = True) -> Figures:
    """Vindplaats takes half as long as Hugo, and every other build a tenth of a cold one."""
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
    mine, theirs = (
        {path.relative_to(public).as_posix() for path in public.rglob("*.*") if path.is_file()}
        for public in (source / "public", site / "public")
    )
    # Hugo has no part in citations to take along; they come on top of what is compared.
    mine = {path for path in mine if not path.endswith((".bib", ".ris", ".json"))}
    assert mine - theirs == {".vindplaats", ".nojekyll"}
    assert not theirs - mine
    counts = [
        {k: m.count for k, m in made(folder / "public").items() if k != "other file"} for folder in (source, site)
    ]
    assert counts[0] == counts[1]
    assert counts[0]["redirect"] == len(settled(CORPUS))
    sizes = [
        sum(item.size for kind, item in made(folder / "public").items() if kind != "other file")
        for folder in (source, site)
    ]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.03)


def test_of_two_equal_pages_hugo_gets_the_first_project_with_the_address_of_the_other() -> None:
    gone, stays = next(iter(settled(CORPUS).items()))
    assert stays.startswith("projecten/")
    pages = dict(hugo_pages(CORPUS))
    assert len(pages) == len(CORPUS.pages) - len(settled(CORPUS))
    assert f"{gone}.md" not in pages
    assert f'aliases: ["/{gone}/"]\n' in pages[f"{stays}.md"]
    assert sum("aliases:" in text for text in pages.values()) == len(settled(CORPUS))


def test_links_between_pages_become_addresses() -> None:
    linking = [page for page in CORPUS.pages if "](../projecten/" in page.body]
    assert linking
    for page in linking:
        text = hugo_source(page)
        assert "](/projecten/" in text
        assert "](../" not in text
        assert text.count("](") == page.body.count("](")


def test_the_configuration_names_every_menu_item_and_the_size_of_a_list() -> None:
    text = config()
    assert all(f'identifier = "{name}"' in text for name in MENU)
    assert f"pagerSize = {PER_PAGE}\n" in text
    assert 'disableKinds = ["rss", "sitemap", "robotstxt"]' in text


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
        ("over-ons/x/y/index.html", "other page"),
        ("static/stijl.css", "other file"),
    ],
)
def test_pages_are_of_a_kind(path: str, kind: str) -> None:
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


def test_goals_stand_beside_what_was_measured() -> None:
    lines = list(goal_table([figures(), figures(2000, hugo=False)]))
    assert lines[0] == "| share of Hugo's cold build | at most | 1,000 projects | 2,000 projects |"
    assert lines[1] == "|---|---|---|---|"
    assert "| cold build, wall clock | 0.45 | 0.50 | – |" in lines
    assert "| a sentence added to one project, wall clock | 0.06 | 0.010 | – |" in lines
    assert not any("modification" in line for line in lines)


def test_growth_memory_and_start_up_have_goals_at_their_sizes_only() -> None:
    sizes = [figures(1000), figures(10_000, slow=8), figures(100_000, slow=80, hugo=False)]
    assert growth(*sizes[:2]) == 8
    lines = list(other_table(sizes, {"version": [Usage(0.05, 0.05)]}))
    assert "| cold build of 10,000 projects, wall clock: times that of 1,000 | – | 8.0 |" in lines
    assert "| cold build of 100,000 projects, wall clock: times that of 10,000 | 12 | 10.0 |" in lines
    assert "| peak memory at 100,000 projects | 0.75 GiB | 0.50 GiB |" in lines
    assert "| `vindplaats --version` | 80 ms | 50 ms |" in lines
    assert not list(other_table([], {}))


def test_medians_and_pages_are_told() -> None:
    lines = [line.split() for line in time_table([figures()])]
    assert ["1,000", "Vindplaats", "cold", "3", "5.000", "4.000", "9.000", "5.000"] in lines
    assert ["1,000", "Hugo", "peak", "memory", "1", "1024", "MiB"] in lines
    assert [line.split() for line in page_table(figures())][1:] == [
        ["home", "0", "0", "1", "1"],
        ["other", "file", "2", "5", "2", "5"],
        ["project", "10", "1,000", "10", "1,000"],
        ["HTML", "together", "10", "1,000", "11", "1,001"],
    ]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_a_command_is_measured_with_its_children(tmp_path: Path) -> None:
    log = tmp_path / "log"
    child = "x = bytearray(b'1' * 60_000_000); sum(x)"
    code = f"import subprocess, sys; print('told', flush=True); subprocess.run([sys.executable, '-c', {child!r}])"
    usage = run([sys.executable, "-c", code], log)
    assert usage.wall > 0
    assert usage.cpu > run([sys.executable, "-c", ""], log).cpu
    assert peak_memory([sys.executable, "-c", code], log) > 60_000_000
    for measure in (run, peak_memory):
        with pytest.raises(FailedError, match=r"exit code 3.*\ntold"):
            measure([sys.executable, "-c", "import sys; print('told'); sys.exit(3)"], log)
