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
