"""Videos in a text: what pages show, what is published, and what is reported."""

from pathlib import Path

import pytest
from msgspec import json

from support import AS_OF, make_source, project, tree
from vindplaats.cli import main

PLAIN = "![De sluis](film.mp4)"
SRT = b"\n1\n00:00:01,000 --> 00:00:04,500\nHallo\n"
CUE = "\n00:01.000 --> 00:04.500\nEén sluis, 1,5 --> 2,5 meter\n"
MP4, WEBM, VTT = b"\0\0\0\x18ftypmp42", b"\x1a\x45\xdf\xa3\x01", b"WEBVTT\n"


def with_files(folder: Path, body: str, files: dict[str, bytes], *, fields: str = "") -> Path:
    """Write a source with one page of text and the files beside it."""
    text = f"---\ntitel: Proef\n{fields}---\n{body}\n"
    source = make_source(folder, {"paginas/proef.md": text, "projecten/x.md": project("Wonen")})
    for name, data in files.items():
        path = source / "content/paginas" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return source


def built(source: Path, *options: str) -> str:
    """Build a source and return the text on its page."""
    assert main(["build", "--source", str(source), "--as-of", AS_OF, *options]) == 0
    html = (source / "public/proef/index.html").read_text(encoding="utf-8")
    return html.partition('<div class="inhoud"')[2].partition(">\n")[2].partition("\n</div>")[0]


def reported(source: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int, str]]:
    """Return the severity, code, column and remedy of what `check` reports."""
    main(["check", "--source", str(source), "--as-of", AS_OF, "--format", "json"])
    found = json.decode(capsys.readouterr().out)
    return [(x["severity"], x["code"], x["column"], x["remedy"]) for x in found]


def test_a_video_has_controls_a_name_captions_and_a_link_inside(tmp_path: Path) -> None:
    source = with_files(
        tmp_path, 'Kijk: ![De "sluis" & meer](film.mp4)', {"film.mp4": MP4, "film.vtt": VTT, "film.en.vtt": VTT}
    )
    assert built(source, "--strict") == (
        '<p>Kijk: <video src="../proef/film.mp4" aria-label="De &quot;sluis&quot; &amp; meer" preload="metadata" '
        "controls>"
        '<track kind="captions" src="../proef/film.vtt" srclang="nl" label="Nederlands">'
        '<track kind="captions" src="../proef/film.en.vtt" srclang="en" label="English">'
        '<a href="../proef/film.mp4">De &quot;sluis&quot; &amp; meer</a></video>'
        '<span class="vp-druk" hidden>Video: De &quot;sluis&quot; &amp; meer (film.mp4)</span></p>'
    )
    files = tree(source / "public")
    assert {name: files[f"proef/{name}"] for name in ("film.mp4", "film.vtt", "film.en.vtt")} == {
        "film.mp4": MP4, "film.vtt": VTT, "film.en.vtt": VTT,
    }  # fmt: skip


def test_a_video_keeps_what_the_editor_wrote_at_it(tmp_path: Path) -> None:
    source = with_files(
        tmp_path, "![De sluis](beeld/mijn%20film.webm#t=2 'Titel'){width=320 .smal}",
        {"beeld/mijn film.webm": WEBM, "beeld/mijn film.vtt": VTT}, fields="taal: en\n",
    )  # fmt: skip
    html = built(source, "--strict")
    assert 'src="../proef/beeld/mijn%20film.webm#t=2"' in html
    assert 'srclang="en" label="English"' in html
    for part in ('title="Titel"', 'width="320"', 'class="smal"'):
        assert part in html


def test_a_video_is_no_text_to_search_or_to_describe_the_page_by(tmp_path: Path) -> None:
    source = with_files(tmp_path, "![Zeepaardjes](film.mp4)\n\nTekst.", {"film.mp4": MP4, "film.vtt": VTT})
    built(source)
    html = (source / "public/proef/index.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Tekst.">' in html
    assert "film" not in html.partition("</head>")[0]


def test_a_video_without_captions_is_a_warning_whose_remedy_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = with_files(tmp_path, "![De sluis](beeld/film.mp4)", {"beeld/film.mp4": MP4})
    (found,) = reported(source, capsys)
    assert found[:3] == ("warning", "video-zonder-ondertitels", 13)
    assert "'film.vtt'" in found[3]
    (source / "content/paginas/beeld/film.vtt").write_text("WEBVTT", encoding="utf-8")
    assert reported(source, capsys) == []


@pytest.mark.parametrize(
    ("name", "remedy", "right"),
    [
        ("film.srt", "Bewaar ze als WebVTT, met de naam 'film.vtt'.", "film.vtt"),
        ("film.en.srt", "Bewaar ze als WebVTT, met de naam 'film.en.vtt'.", "film.en.vtt"),
        ("film.vtt.txt", "Noem het bestand 'film.vtt'.", "film.vtt"),
        ("film.VTT", "Noem het bestand 'film.vtt'.", "film.vtt"),
        ("Film.vtt", "Noem het bestand 'film.vtt'.", "film.vtt"),
        ("FILM.EN.VTT", "Noem het bestand 'film.en.vtt'.", "film.en.vtt"),
        ("film.en-GB.vtt", "Noem het bestand 'film.en.vtt'.", "film.en.vtt"),
        ("film.xx.vtt", "Noem het bestand 'film.vtt' als zij in de taal van de pagina zijn.", "film.vtt"),
    ],
)
def test_captions_with_another_name_are_told_how_to_be_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, remedy: str, right: str
) -> None:
    source = with_files(tmp_path, PLAIN, {"film.mp4": MP4, name: VTT})
    (found,) = reported(source, capsys)
    assert found[:2] == ("warning", "zwerfbestand")
    assert found[3].startswith(remedy)
    (source / "content/paginas" / name).rename(source / "content/paginas" / right)
    assert reported(source, capsys) == []
    (source / "content/paginas" / name).write_bytes(VTT)
    (found,) = reported(source, capsys)
    assert found[1] == "zwerfbestand"
    assert found[3].startswith(remedy if "xx" in name else "Haal dit bestand weg.")


@pytest.mark.parametrize("name", ["filmpje.vtt", "film.deel.twee.vtt", "ander/film.srt", "film.txt"])
def test_captions_of_something_else_are_a_stray_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    source = with_files(tmp_path, PLAIN, {"film.mp4": MP4, name: VTT})
    remedies = {code: remedy for _, code, _, remedy in reported(source, capsys)}
    assert remedies.keys() == {"zwerfbestand", "video-zonder-ondertitels"}
    assert "rapport" in remedies["zwerfbestand"]


def test_captions_of_another_kind_that_a_page_offers_are_no_mistake(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = with_files(tmp_path, f"{PLAIN}\n\n[Tekst](film.srt)", {"film.mp4": MP4, "film.srt": SRT})
    assert [x[1] for x in reported(source, capsys)] == ["video-zonder-ondertitels"]


@pytest.mark.parametrize(
    ("pages", "language"),
    [
        ({"paginas/a.md": "en"}, "en"),
        ({"paginas/a.md": "en", "paginas/b.md": "en", "projecten/c.md": "nl"}, "en"),
        ({"paginas/a.md": "nl", "projecten/c.md": "en"}, "nl"),
        ({"paginas/a.md": "en", "paginas/b.md": "nl"}, "nl"),
        ({"paginas/a.md": "fr", "paginas/b.md": "en"}, "nl"),
    ],
)
def test_captions_have_one_language_on_all_pages(tmp_path: Path, pages: dict[str, str], language: str) -> None:
    files = {"paginas/film.mp4": MP4, "paginas/film.vtt": VTT}
    texts = {}
    for path, page_language in pages.items():
        body = f"![De sluis](../paginas/film.mp4)\n\nTekst van {path}."
        fields = f"taal: {page_language}\n"
        is_project = path.startswith("projecten")
        texts[path] = (
            project("C", extra=fields, body=body) if is_project else f"---\ntitel: {path}\n{fields}---\n{body}\n"
        )
    source = make_source(tmp_path, {**texts, "projecten/x.md": project("Wonen")})
    for name, data in files.items():
        (source / "content" / name).write_bytes(data)
    assert main(["build", "--source", str(source), "--as-of", AS_OF]) == 0
    for path in pages:
        url = path.removesuffix(".md").removeprefix("paginas/")
        assert f'srclang="{language}"' in (source / "public" / url / "index.html").read_text(encoding="utf-8"), path


def test_a_static_video_without_captions_is_a_warning_whose_remedy_works(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = with_files(tmp_path, "![De sluis](/static/film.mp4)", {})
    (source / "static").mkdir()
    (source / "static/film.mp4").write_bytes(MP4)
    assert '<video src="../static/film.mp4"' in built(source)
    capsys.readouterr()
    (found,) = reported(source, capsys)
    assert found[:2] == ("warning", "video-zonder-ondertitels")
    assert "'film.mp4'" in found[3]
    moved = with_files(tmp_path / "b", "![De sluis](film.mp4)", {"film.mp4": MP4, "film.vtt": VTT})
    assert reported(moved, capsys) == []


@pytest.mark.parametrize(
    ("body", "files", "code", "remedy"),
    [
        ("![De sluis](film.mp4)", {}, "bestand-ontbreekt", "naast de pagina"),
        ("![De sluis](fillm.mp4)", {"film.mp4": MP4, "foto.jpg": b""}, "bestand-ontbreekt", "'film.mp4'"),
        ("![De sluis](https://elders.example/film.mp4)", {}, "afbeelding-van-elders", "Zet de video naast de pagina"),
        ("![De sluis](https://elders.example/film.webm?x=1)", {}, "afbeelding-van-elders", "uitroepteken"),
        ("![De sluis](film.mov)", {"film.mov": MP4}, "afbeelding-soort", "MP4"),
        ("![De sluis](film.mp4)", {"film.mp4": b"", "film.vtt": VTT}, "afbeelding-kapot", "opnieuw"),
        ("![De sluis](film.mp4)", {"film.mp4": b"<html>", "film.vtt": VTT}, "afbeelding-kapot", "opnieuw"),
        ("![De sluis](film.mp4)", {"film.mp4": MP4, "film.vtt": b"1\n00:00"}, "ondertitels-vorm", "WEBVTT boven"),
        (PLAIN, {"film.mp4": MP4, "film.vtt": VTT + SRT}, "ondertitels-vorm", "een punt in plaats van een komma"),
        (PLAIN, {"film.mp4": MP4, "film.vtt": VTT + b"\n1\r\n1:02.5 --> 00:04,5\r\n"}, "ondertitels-vorm", "een punt"),
        (PLAIN, {"film.mp4": MP4, "film.vtt": SRT}, "ondertitels-vorm", "WEBVTT boven, met een lege regel eronder"),
        (PLAIN, {"film.mp4": MP4, "film.vtt": VTT + CUE.encode("cp1252")}, "ondertitels-vorm", "UTF-8"),
        (PLAIN, {"film.mp4": MP4, "film.vtt": ("WEBVTT\n" + CUE).encode("utf-16")}, "ondertitels-vorm", "UTF-8"),
        ("[v](film.mp4) ![De sluis](film.mp4)", {"film.mp4": b"", "film.vtt": VTT}, "afbeelding-kapot", "opnieuw"),
    ],
)
def test_what_is_wrong_with_a_video_is_an_error(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    body: str,
    files: dict[str, bytes],
    code: str,
    remedy: str,
) -> None:
    errors = [x for x in reported(with_files(tmp_path, body, files), capsys) if x[0] == "error"]
    assert [x[1] for x in errors] == [code]
    assert remedy in errors[0][3]


@pytest.mark.parametrize("cues", [CUE, f"\ufeff{CUE}".replace("\n", "\r\n"), "\nNOTE 1,5 --> 2,5\n", ""])
def test_captions_that_browsers_read_are_right(tmp_path: Path, cues: str) -> None:
    captions = ("\ufeff" * cues.startswith("\ufeff") + "WEBVTT\n" + cues.lstrip("\ufeff")).encode()
    assert "<track" in built(with_files(tmp_path, PLAIN, {"film.mp4": MP4, "film.vtt": captions}), "--strict")


def test_captions_that_appear_later_are_on_the_page_as_in_a_clean_build(tmp_path: Path) -> None:
    source = with_files(tmp_path, "![De sluis](film.mp4)", {"film.mp4": MP4})
    assert "<track" not in built(source)
    (source / "content/paginas/film.vtt").write_bytes(VTT)
    assert "<track" in built(source)
    ours, clean = tree(source / "public"), tmp_path / "schoon"
    assert main(["build", "--source", str(source), "--output", str(clean), "--as-of", AS_OF, "--no-cache"]) == 0
    assert {name: data for name, data in tree(clean).items() if name != ".vindplaats"} == {
        name: data for name, data in ours.items() if name != ".vindplaats"
    }


def test_captions_get_another_language_with_another_page_as_in_a_clean_build(tmp_path: Path) -> None:
    source = with_files(tmp_path, PLAIN, {"film.mp4": MP4, "film.vtt": VTT}, fields="taal: en\n")
    assert 'srclang="en"' in built(source)
    other = f"---\ntitel: Nog een\n---\n{PLAIN}\n\nAndere tekst.\n"
    (source / "content/paginas/nog-een.md").write_text(other, encoding="utf-8")
    assert 'srclang="nl"' in built(source)
    (source / "content/paginas/nog-een.md").unlink()
    assert 'srclang="en"' in built(source)
