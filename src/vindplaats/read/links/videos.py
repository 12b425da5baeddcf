"""Which images of a text are videos, and in which files their captions are."""

import posixpath
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
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


def caption_files(video: str, language: str, files: Iterable[str]) -> dict[str, str]:
    """Return the files with the captions of a video, each with its language, of the ``files`` beside it.

    ``film.en.vtt`` is in English. ``film.vtt`` is in ``language``, or in Dutch if there is a file with that language in
    its name. Of two files in one language, the one with the language in its name is used.
    """
    stem = posixpath.splitext(video)[0]
    tags = {f"{stem}.{tag}{CAPTIONS}": tag for tag in LANGUAGES}
    known = {tag: path for path in sorted(files) if (tag := tags.get(_with_small_tag(path, stem)))}
    found = {tag: known[tag] for tag in LANGUAGES if tag in known}
    plain = f"{stem}{CAPTIONS}"
    if plain in files:
        found = {DUTCH if language.partition("-")[0] in found else language: plain} | found
    return {path: tag for tag, path in found.items()}


def _with_small_tag(path: str, stem: str) -> str:
    """Return ``path`` with what follows ``stem`` in small letters: ``film.EN.vtt`` is ``film.en.vtt``."""
    return stem + path[len(stem) :].lower() if path.startswith(stem) and path.endswith(CAPTIONS) else path


_NEARLY_CAPTIONS = regex(
    r"(?:\.(?P<language>[a-z]{2,20})(?:[-_][a-z]+)?)?\.(?P<kind>vtt|webvtt|srt|sbv|ttml|dfxp|ssa|ass)(?:\.txt)?",
    re.IGNORECASE,
)
"""What may follow the name of a video in that of a file which is probably meant as its captions."""


def is_like_captions(path: str) -> bool:
    """Return whether a file has captions of any kind, according to its name."""
    extension = posixpath.splitext(path.lower().removesuffix(".txt"))[1]
    return bool(_NEARLY_CAPTIONS.fullmatch(extension))


def report_misnamed(file: str, video: str, files: Container[str]) -> Diagnostic | None:
    """Return the diagnostic for a file without use that is probably meant as captions of a video beside it, or None.

    ``files`` has all files.
    """
    stem = posixpath.splitext(video)[0]
    match = _NEARLY_CAPTIONS.fullmatch(file[len(stem) :]) if file.lower().startswith(stem.lower()) else None
    own = posixpath.splitext(file)[0]
    if match is None or (own.lower() != stem.lower() and any(own + extension in files for extension in VIDEOS)):
        return None
    place, shown = Place(file), posixpath.basename(video)
    tag = (match["language"] or "").lower()
    if tag and tag not in LANGUAGES:
        stem, languages = posixpath.basename(stem), ", ".join(LANGUAGES)
        return media.CAPTIONS_IN_UNKNOWN_LANGUAGE.at(place, video=shown, stem=stem, languages=languages)
    meant = f"{stem}.{tag}{CAPTIONS}" if tag else f"{stem}{CAPTIONS}"
    if meant == file:
        return None
    right = posixpath.basename(meant)
    if meant in files:
        return media.CAPTIONS_TWICE.at(place, video=shown, right=right)
    is_webvtt = match["kind"].lower() in {"vtt", "webvtt"}
    return (media.MISNAMED_CAPTIONS if is_webvtt else media.OTHER_CAPTIONS).at(place, video=shown, right=right)


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
