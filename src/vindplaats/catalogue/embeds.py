"""The captions of the videos in a text, and the links in it that should be frames."""

import posixpath
from collections.abc import Iterable, Iterator

from msgspec import structs

from vindplaats.catalogue.corpus import LinkTarget
from vindplaats.catalogue.link_context import LinkContext, attachment_of
from vindplaats.diagnostics import links as link_faults
from vindplaats.diagnostics import media
from vindplaats.diagnostics.diagnostic import Report
from vindplaats.read.links.frames import address_to_write, links_alone
from vindplaats.read.links.videos import CAPTIONS, DUTCH, caption_files, is_video
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
        captions = caption_files(video, getattr(record, "taal", "") or DUTCH, context.files)
        expected = f"{stem}{CAPTIONS}"
        if video and not captions:
            report.add(media.VIDEO_WITHOUT_CAPTIONS.at(place, raw=link.raw, captions=expected))
        elif not captions:
            name = f"{stem}{extension}"
            report.add(media.STATIC_VIDEO_WITHOUT_CAPTIONS.at(place, raw=link.raw, captions=expected, name=name))
        for path in captions:
            found = structs.replace(link, kind="captions", target=path, anchor="", raw=path, image=False)
            yield LinkTarget(found, file=attachment_of(record, context.files[path], place))


def check_frames(record: Record, context: LinkContext, report: Report) -> None:
    """Report links alone in their paragraphs to a video of a host that the site embeds, at an address without frame."""
    hosts = context.frame_hosts
    meant = {link: embed for link in record.body.web_links if (embed := address_to_write(link.target, hosts))}
    alone = links_alone(record.body.html) if meant else ()
    for link, embed in meant.items():
        if link.target in alone:
            report.add(link_faults.UNFRAMED_LINK.at(record.at(link), raw=link.raw, embed=embed))
