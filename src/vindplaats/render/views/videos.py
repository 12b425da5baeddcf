"""The HTML for videos in a text."""

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from msgspec import Struct

from vindplaats.read.image_tags import IMG_TAG, read_attributes
from vindplaats.read.link_marks import link_mark, read_link_mark
from vindplaats.read.links.videos import language_name
from vindplaats.render.views.pictures import html_tag


class Captions(Struct, frozen=True):
    """Captions of a video: the number of their link mark, and their language."""

    number: int
    language: str


class Video(Struct, frozen=True):
    """A video: the name of its file, and its captions."""

    name: str
    captions: Sequence[Captions]


def with_videos(html: str, videos: Mapping[int, Video]) -> str:
    """Return the HTML of a body with a ``<video>`` in place of each image that is a video. Link marks are kept.

    ``videos`` has the videos of the body by the numbers of their link marks. A browser without video shows a link to
    the file instead. On paper, its text and the name of its file are printed.
    """
    if not videos:
        return html

    def replace_image(match: re.Match[str]) -> str:
        attributes = read_attributes(match[0])
        number = read_link_mark(attributes.get("src", ""))
        return _video(attributes, videos[number]) if number is not None and number in videos else match[0]

    return IMG_TAG.sub(replace_image, html)


def _video(attributes: dict[str, str], video: Video) -> str:
    """Return the element for a video. ``attributes`` are those of the image, with references for some characters."""
    name = attributes.pop("alt", "").strip()
    named = {"aria-label": name} if name else {}
    tracks = "".join(
        html_tag(
            "track",
            {
                "kind": "captions",
                "src": link_mark(captions.number),
                "srclang": escape(captions.language),
                "label": escape(language_name(captions.language)),
            },
        )
        for captions in video.captions
    )
    start = html_tag("video", attributes | named | {"preload": "metadata"}).removesuffix(">")
    text = escape(unescape(name) or video.name)
    link = f'<a href="{attributes["src"]}">{text}</a>'
    on_paper = escape(f" ({video.name})") if name else ""
    return f'{start} controls>{tracks}{link}</video><span class="vp-druk" hidden>Video: {text}{on_paper}</span>'
