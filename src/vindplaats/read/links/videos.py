"""Which images of a text are videos, and in which files their captions are."""

import posixpath
from collections.abc import Container, Mapping, Sequence
from types import MappingProxyType

from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.patterns import regex
from vindplaats.read.link_marks import link_mark
from vindplaats.read.records import BodyLink

VIDEOS = frozenset({".m4v", ".mp4", ".webm"})
"""Extensions of videos that every browser plays."""
OTHER_VIDEOS = frozenset({".3gp", ".avi", ".flv", ".mkv", ".mov", ".mpeg", ".mpg", ".mts", ".ogv", ".wmv"})
"""Extensions of videos that some browsers do not play."""
CAPTIONS = ".vtt"
"""The extension of captions (WebVTT)."""
DUTCH = "nl"
"""The language of pages that name none."""
LANGUAGES: Mapping[str, str] = MappingProxyType({
    DUTCH: "Nederlands", "en": "English", "fy": "Frysk", "de": "Deutsch", "fr": "Français", "es": "Español",
    "tr": "Türkçe", "ar": "العربية", "pl": "Polski", "uk": "Українська", "pap": "Papiamentu",
})  # fmt: skip
"""The languages that captions may have, with the names by which viewers choose them."""


def is_video(path: str) -> bool:
    """Return whether a file is a video, according to its extension."""
    return posixpath.splitext(path)[1].lower() in VIDEOS


def is_other_video(path: str) -> bool:
    """Return whether a file is a video that some browsers do not play, according to its extension."""
    return posixpath.splitext(path)[1].lower() in OTHER_VIDEOS


def caption_files(video: str, language: str, files: Container[str]) -> dict[str, str]:
    """Return the files with the captions of a video, each with its language. ``files`` has all files.

    ``film.en.vtt`` is in English. ``film.vtt`` is in ``language``, that of the page, or in Dutch if there is a file
    with that language in its name. Of two files in one language, the one with the language in its name is used.
    """
    stem = posixpath.splitext(video)[0]
    names = {f"{stem}.{tag}{CAPTIONS}": tag for tag in LANGUAGES}
    found = {tag: path for path, tag in names.items() if path in files}
    plain = f"{stem}{CAPTIONS}"
    if plain in files:
        found = {DUTCH if language.partition("-")[0] in found else language: plain} | found
    return {path: tag for tag, path in found.items()}


def language_name(tag: str) -> str:
    """Return the name of a language in that language, or its tag if it is not in `LANGUAGES`."""
    return LANGUAGES.get(tag.partition("-")[0], tag)


def check_places(file: str, markup: str, links: Sequence[BodyLink], report: Report) -> None:
    """Report each video within a link: a click on its controls would follow the link.

    ``markup`` is the sanitised body of ``file`` with link marks, and ``links`` are the links to which the marks refer.
    """
    for number, link in enumerate(links):
        if link.image and is_video(link.target) and _is_in_link(markup, link_mark(number)):
            report.add(media.VIDEO_IN_LINK.at(Place(file, link.line, link.column), raw=link.raw))


_LINK_TAG = regex(r"<(/?)a(?=[\s>])")


def _is_in_link(markup: str, mark: str) -> bool:
    tags = _LINK_TAG.findall(markup[: markup.index(mark)])
    return bool(tags) and not tags[-1]
