"""Which images are videos, what is reported of them in a text, and which files have their captions."""

import pytest

from vindplaats.read.links.videos import caption_files, is_other_video, is_video, language_name
from vindplaats.read.markdown import convert


@pytest.mark.parametrize("file", ["film.mp4", "FILM.MP4", "beeld/film.webm", "film.m4v"])
def test_files_that_every_browser_plays_are_videos(file: str) -> None:
    assert is_video(file)
    assert not is_other_video(file)


@pytest.mark.parametrize("file", ["film.mp4.jpg", "film", "mp4", "film.vtt", "film.mp3", "film.gif"])
def test_other_files_are_no_videos(file: str) -> None:
    assert not is_video(file)
    assert not is_other_video(file)


@pytest.mark.parametrize("file", ["film.mov", "film.AVI", "film.mkv"])
def test_some_videos_play_in_some_browsers_only(file: str) -> None:
    assert is_other_video(file)
    assert not is_video(file)


@pytest.mark.parametrize(
    ("language", "files", "found"),
    [
        ("nl", [], {}),
        ("nl", ["film.vtt"], {"film.vtt": "nl"}),
        ("en", ["film.vtt"], {"film.vtt": "en"}),
        ("nl", ["film.vtt", "film.en.vtt"], {"film.vtt": "nl", "film.en.vtt": "en"}),
        ("en", ["film.vtt", "film.en.vtt"], {"film.vtt": "nl", "film.en.vtt": "en"}),
        ("en-GB", ["film.vtt", "film.en.vtt"], {"film.vtt": "nl", "film.en.vtt": "en"}),
        ("nl", ["film.EN.vtt", "FILM.VTT", "film.DE.VTT"], {"film.EN.vtt": "en"}),
        ("nl", ["film.nl.vtt", "film.vtt"], {"film.nl.vtt": "nl"}),
        ("nl", ["film.de.vtt", "ander.vtt", "film.xx.vtt"], {"film.de.vtt": "de"}),
    ],
)
def test_captions_have_the_language_in_their_name_or_that_of_the_page(
    language: str, files: list[str], found: dict[str, str]
) -> None:
    assert caption_files("film.mp4", language, files) == found


def test_languages_have_names() -> None:
    assert [language_name(tag) for tag in ("nl", "en-GB", "zh-Hant")] == ["Nederlands", "English", "zh-Hant"]


def faults(markdown: str) -> list[tuple[str, str, int, int]]:
    return [(x.severity, x.code, x.line, x.column) for x in convert("content/paginas/x.md", markdown)[1]]


def test_a_video_without_a_name_is_reported_with_what_to_write() -> None:
    _, (fault,) = convert("content/paginas/x.md", "Kijk:\n\n![ ](film.mp4)")
    assert (fault.code, fault.line, fault.column) == ("afbeelding-zonder-tekst", 3, 6)
    assert "(film.mp4)" in fault.remedy
    assert faults("![De sluis](film.mp4)") == []


@pytest.mark.parametrize(
    ("markdown", "column"),
    [("[![De sluis](film.mp4)](x.md)", 14), ('a <a href="x.md">b ![De sluis](film.mp4) c</a>', 32)],
)
def test_a_video_in_a_link_is_an_error(markdown: str, column: int) -> None:
    assert faults(markdown) == [("error", "afbeelding-soort", 1, column)]


@pytest.mark.parametrize("markdown", ["[a](x.md) ![De sluis](film.mp4)", "![De sluis](film.mp4) [a](x.md)"])
def test_a_video_beside_a_link_is_not(markdown: str) -> None:
    assert faults(markdown) == []


@pytest.mark.parametrize(
    ("markup", "remedy"),
    [
        ('<video src="film.mp4" controls>Film</video>', "![De wethouder opent de bibliotheek](film.mp4)"),
        ('<video><source src="film.mp4"><track src="film.vtt"></video>', "![De wethouder opent de bibliotheek]"),
        ('<iframe src="https://www.youtube.com/embed/x"></iframe>', "'insluiten' in site.yaml"),
        ("<audio src='a.mp3'></audio>", "Haal het weg"),
    ],
)
def test_a_removed_element_has_a_remedy_in_markdown(markup: str, remedy: str) -> None:
    body, (fault,) = convert("content/paginas/x.md", f"Tekst.\n\n{markup}\n")
    assert (fault.severity, fault.code, fault.line) == ("warning", "html-weggelaten", 3)
    assert remedy in fault.remedy
    assert "film" not in body.html
    assert "src" not in body.html
