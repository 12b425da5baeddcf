"""Bugs found by a hostile reviewer, with their input: no outside file is touched, no build hangs or fails silently."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from forked import run_forked
from support import AS_OF, make_source, project, tree
from vindplaats.cli import main
from vindplaats.config import is_base_url
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.media.svg import is_active
from vindplaats.read.markdown import convert

PDF = b"%PDF-1.4 verzonnen\n"


def run(source: Path, *options: str) -> int:
    return main(["build", "--source", str(source), "--as-of", AS_OF, *options])


def reported(source: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str]]:
    capsys.readouterr()
    run(source, "--format", "json", *options)
    return [(d["severity"], d["code"]) for d in json.loads(capsys.readouterr().out)]


def source_of(folder: Path, **pages: str) -> Path:
    return make_source(folder, {"projecten/ok.md": project("Goed"), **pages})


@pytest.mark.parametrize("name", ["klok", ".gitignore", "CACHEDIR.TAG", "bron", "paginas.nieuw"])
def test_links_in_the_cache_are_not_followed(tmp_path: Path, name: str) -> None:
    source = source_of(tmp_path / "bron")
    outside = tmp_path / "buiten.txt"
    outside.write_text("belangrijk")
    (source / ".vindplaats").mkdir()
    (source / ".vindplaats" / name).symlink_to(outside)
    for _ in range(2):
        assert run(source) == 0
        assert outside.read_text() == "belangrijk"
        (source / "content/projecten/ok.md").write_text(project("Beter"))
    dangling = tmp_path / "nieuw.txt"
    (source / ".vindplaats" / name).unlink(missing_ok=True)
    (source / ".vindplaats" / name).symlink_to(dangling)
    assert run(source) == 0
    assert not dangling.exists()


def test_a_cache_that_is_a_link_is_not_used(tmp_path: Path) -> None:
    source = source_of(tmp_path / "bron")
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "mijn.nieuw").write_text("x")
    (source / ".vindplaats").symlink_to(elsewhere)
    assert run(source, "--output", str(elsewhere / "site")) == 2
    assert run(source) == 0
    assert os.listdir(elsewhere) == ["mijn.nieuw"]


@pytest.mark.parametrize("what", ["pipe", "pipes", "file"])
def test_a_build_does_not_hang_on_pipes_in_place_of_the_cache(tmp_path: Path, what: str) -> None:
    source = source_of(tmp_path)
    if what == "pipes":
        (source / ".vindplaats").mkdir()
        for name in ("bron", "paginas", "klok"):
            os.mkfifo(source / ".vindplaats" / name)
    elif what == "pipe":
        os.mkfifo(source / ".vindplaats")
    else:
        (source / ".vindplaats").write_text("x")
    done = run_forked("build", "--source", str(source))
    assert done.returncode == 0, done.stderr


def test_a_reserve_that_is_not_ours_is_neither_used_nor_removed(tmp_path: Path) -> None:
    source = source_of(tmp_path / "bron")
    reserve = source / ".public-reserve"
    reserve.mkdir()
    (reserve / "mijn.txt").write_text("belangrijk")
    assert run(source) == 2
    assert (reserve / "mijn.txt").read_text() == "belangrijk"
    (reserve / "mijn.txt").unlink()
    reserve.rmdir()
    victim = tmp_path / "slachtoffer"
    victim.mkdir()
    (victim / "klaar").write_text("x")
    reserve.symlink_to(victim)
    assert run(source) == 2
    reserve.unlink()
    reserve.write_text("geen map")
    assert run(source) == 2
    assert reserve.read_text() == "geen map"
    assert os.listdir(victim) == ["klaar"]


@pytest.mark.parametrize("how", ["exchanged", "link", "file"])
def test_folders_of_the_site_that_others_put_in_place_of_ours_are_made_again(tmp_path: Path, how: str) -> None:
    """No later build writes through a link: the site of which it is part becomes the spare."""
    source, outside = source_of(tmp_path / "bron", **{"projecten/a.md": project("Anders")}), tmp_path / "buiten"
    for title in ("Eerst", "Dan"):  # so that there is a spare
        (source / "content/projecten/ok.md").write_text(project(title))
        assert run(source) == 0
    clean, studies = tree(source / "public"), source / "public/projecten"
    if how == "exchanged":
        (studies / "ok").rename(outside)
        (studies / "a").rename(studies / "ok")
        outside.rename(studies / "a")
        outside.mkdir()
    else:
        studies.rename(outside)
        if how == "link":
            studies.symlink_to(outside)
        else:
            studies.write_text("x")
    before = tree(outside)
    assert run(source) == 0
    assert tree(source / "public") == clean
    for title in ("Nu", "Later", "Dan"):
        (source / "content/projecten/ok.md").write_text(project(title))
        assert run(source) == 0
        assert not any(path.is_symlink() for path in (source / "public").rglob("*"))
    assert tree(source / "public") == clean
    assert tree(outside) == before


def test_a_site_from_a_checkout_is_not_restored(tmp_path: Path) -> None:
    source = source_of(tmp_path, **{"projecten/x.md": "kapot"})
    aside = source / ".public-reserve/site-oud"
    aside.mkdir(parents=True)
    (source / ".public-reserve/.gitignore").write_text("*\n")
    (aside / "index.html").write_text("<script>")
    assert run(source) == 1
    assert not (source / "public").exists()


def test_an_output_that_overlaps_the_source_or_foreign_files_is_refused(tmp_path: Path) -> None:
    source = source_of(tmp_path / "bron")
    elsewhere = tmp_path / "elders"
    (source / "content").rename(elsewhere)
    (source / "content").symlink_to(elsewhere)
    assert run(source, "--output", str(elsewhere / "projecten/public")) == 2
    assert run(source) == 0
    for inside in ("public/sub", ".public-reserve/x", ".ander-reserve"):
        assert run(source, "--output", str(source / inside)) == 2
    foreign = tmp_path / "pages"
    foreign.mkdir()
    (foreign / ".vindplaats").write_text("")
    (foreign / "werk.txt").write_text("x")
    assert run(source, "--output", str(foreign)) == 2
    assert (foreign / "werk.txt").exists()


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("contactpersonen/jan.md", f"---\nnaam: Jan\nemail: a@{'.' * 200_000}@\n---\n", "ongeldig-e-mailadres"),
        ("opdrachtgevers/o.md", f"---\nnaam: O\nurl: 'mailto:a@{'.' * 200_000};'\n---\n", "ongeldige-url"),
        ("projecten/x.md", project("X", extra=f"aliassen: /{'a/' * 60_000}\n"), "ongeldig-pad"),
        ("projecten/x.md", project("X", body="\n".join(f"*[a{i}]: x" for i in range(9000))), "tekst-diepte"),
    ],
)
def test_input_that_took_minutes_or_gigabytes_is_reported_fast(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, code: str
) -> None:
    assert reported(source_of(tmp_path, **{name: text}), capsys) == [("error", code)]


def test_too_deeply_nested_folders_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = source_of(tmp_path)
    (source / "content/projecten" / "/".join("a" * 300)).mkdir(parents=True)
    assert reported(source, capsys) == [("error", "onleesbaar")]


def test_any_exception_in_a_template_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = source_of(tmp_path)
    (source / "templates").mkdir()
    (source / "templates/project.html").write_text("{{ cycler() }}")
    assert run(source) == 2
    assert "fout[sjabloon-fout]" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("where", ["> /dev/full", "2> /dev/full", "2>&-", ">&- 2>&-"])
def test_a_build_whose_output_cannot_be_written_exits_without_a_traceback(tmp_path: Path, where: str) -> None:
    source = source_of(tmp_path)
    if where != "> /dev/full":  # one build makes the site; the others, which have nothing to do, take far less time
        assert main(["build", "--source", str(source)]) == 0
    line = f'"{sys.executable}" -m vindplaats build --format json --source "{source}" {where}'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    assert done.returncode == (2 if "full" in where else 0)
    assert (source / "public/index.html").exists()


def test_a_build_works_from_a_removed_working_directory(tmp_path: Path) -> None:
    source = source_of(tmp_path / "bron")
    here = tmp_path / "weg"
    here.mkdir()
    line = f'cd "{here}" && rmdir "{here}" && '
    line += f'"{sys.executable}" -m vindplaats build --source "{source}" --output "{source}/p"'
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_an_address_removed_beside_an_ampersand_is_reported() -> None:
    _, found = convert("content/projecten/x.md", "a=&quot; en [klik](javascript:alert(1)) hier")
    assert [d.code for d in found] == ["html-weggelaten"]


def test_cells_keep_their_headers() -> None:
    source = "<table><tr><th id=h1>a</th></tr><tr><td headers='h1 h2'>b</td></tr></table>"
    body, _ = convert("content/projecten/x.md", source)
    assert '<th id="tekst-h1">' in body.html
    assert '<td headers="tekst-h1 tekst-h2">' in body.html


def test_control_characters_in_a_diagnostic_are_made_printable() -> None:
    name = "content/projecten/b\n::error file=x::\x1b[31m\u202e.md"
    text = str(Diagnostic("code", "error", name, 1, 1, "Mis.", "Doe iets."))
    assert text.isprintable()


def test_a_message_truncates_long_values(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = source_of(tmp_path, **{"projecten/x.md": project("X", jaar="2" * 100_000)})
    assert run(source) == 1
    assert max(map(len, capsys.readouterr().err.splitlines())) < 1000


@pytest.mark.parametrize("url", ["https://x.example//kwaad.example/", "https://u:p@x.example/", "https://u@x.example/"])
def test_a_base_url_that_cannot_hold_a_site_is_refused(url: str) -> None:
    assert not is_base_url(url)


@pytest.mark.parametrize("name", ["kwaad.html", "kwaad.XHTML", "kwaad.js", "kwaad.svgz", "kwaad.xml"])
@pytest.mark.parametrize("how", ["bijlage", "link"])
def test_files_that_browsers_execute_are_refused_as_attachments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, how: str
) -> None:
    page = project("X", extra=f"bijlagen: [{name}]\n") if how == "bijlage" else project("X", body=f"[a]({name})")
    source = source_of(tmp_path, **{"projecten/x.md": page})
    (source / "content/projecten" / name).write_text("<script>alert(1)</script>")
    assert ("error", "actief-bestand") in reported(source, capsys)


ACTIVE = [
    "<svg><script>alert(1)</script></svg>", "<svg><s:script xmlns:s='x'/></svg>", "<svg onload='x'/>",
    "<svg><a href='javascript:x'/></svg>", "<svg><a href='&#106;avascript:x'/></svg>", "<svg><foreignObject/></svg>",
    "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", "<svg><use href='data:text/html,x'/></svg>",
    "<?xml-stylesheet href='x'?><svg/>",
]  # fmt: skip


@pytest.mark.parametrize("drawing", ACTIVE)
def test_active_drawings_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], drawing: str) -> None:
    source = source_of(tmp_path, **{"projecten/x.md": project("X", extra="bijlagen: [k.svg]\n")})
    (source / "content/projecten/k.svg").write_text(drawing)
    assert reported(source, capsys) == [("error", "actief-bestand")]


def test_passive_drawings_are_accepted() -> None:
    text = (
        "<svg viewBox='0 0 1 1'><title>Onze kansen</title><path d='M0 0'/><image href='data:image/png;base64,x'/></svg>"
    )
    assert not is_active(text.encode())
    assert not is_active(b"<svg width='4'><text>Script en object zijn woorden; 10 on top = x</text></svg>")
