"""The captions of the videos in a text, and the links in it that should be frames."""

import posixpath
from collections.abc import Container, Iterable, Iterator

from msgspec import structs

from vindplaats.catalogue.corpus import LinkTarget
from vindplaats.catalogue.link_context import LinkContext, attachment_of
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Diagnostic, Report
from vindplaats.read.links.frames import address_to_write, links_alone
from vindplaats.read.links.videos import CAPTIONS, caption_files, is_like_captions, is_video, report_misnamed
from vindplaats.read.records import Record


def find_captions(
    links: Iterable[LinkTarget], record: Record, context: LinkContext, report: Report
) -> Iterator[LinkTarget]:
    """Yield the captions of the videos among the links of a page. Report videos without captions."""
    for target in links:
        link, video = target.link, target.file.file.file if target.file else ""
        if not (link.image and is_video(link.target)) or not (video or target.path):
            continue
        place, (stem, extension) = record.at(link), posixpath.splitext(posixpath.basename(link.target))
        beside = context.captions.get(posixpath.dirname(video), ()) if video else ()
        captions = caption_files(video, context.language_beside(video), beside)
        meant = (path for path in beside if not context.is_used(path) and report_misnamed(path, video, context.files))
        if not captions and not any(meant):  # misnamed files are reported themselves
            expected, name = f"{stem}{CAPTIONS}", f"{stem}{extension}"
            if video:
                report.add(media.VIDEO_WITHOUT_CAPTIONS.at(place, raw=link.raw, captions=expected))
            else:
                report.add(media.STATIC_VIDEO_WITHOUT_CAPTIONS.at(place, raw=link.raw, captions=expected, name=name))
        for path, language in captions.items():
            found = structs.replace(link, kind="captions", target=path, anchor="", raw=path, image=False)
            file = attachment_of(record, context.files[path], place)
            yield LinkTarget(found, file=file, video=video, language=language)


def misnamed_captions(file: str, videos: Iterable[str], files: Container[str]) -> Diagnostic | None:
    """Return the diagnostic for a file without use, if it is probably meant as captions of one of ``videos``."""
    if not is_like_captions(file):
        return None
    folder = posixpath.dirname(file)
    beside = sorted(video for video in videos if posixpath.dirname(video) == folder)
    return next(filter(None, (report_misnamed(file, video, files) for video in beside)), None)


def check_frames(record: Record, context: LinkContext, report: Report) -> None:
    """Report links alone in their paragraphs to a video of a host that the site embeds, at an address without frame."""
    hosts = context.frame_hosts
    meant = {link: embed for link in record.body.web_links if (embed := address_to_write(link.target, hosts))}
    alone = links_alone(record.body.html) if meant else ()
    for link, embed in meant.items():
        if link.target in alone:
            report.add(link_faults.UNFRAMED_LINK.at(record.at(link), raw=link.raw, embed=embed))
