"""Report files that are never published: texts with front matter, pointers of Git LFS, and videos that are none.

Of each file but captions only the first bytes are read, so the results need no cache.
"""

import os
from collections.abc import Iterable, Sequence

from vindplaats.catalogue.corpus import Role, Use
from vindplaats.diagnostics import files, links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.file_head import (
    has_front_matter,
    has_times_with_commas,
    is_captions,
    is_lfs_pointer,
    is_utf8,
    is_video,
    read_captions,
    read_head,
)
from vindplaats.inputs.inventory import FileStat, is_root_file
from vindplaats.read.links.videos import is_video as has_video_name

_STATIC = "static/"
_CHECKED: frozenset[Role] = frozenset({"video", "ondertitels"})
"""The uses whose files are checked for what they are."""
_BROKEN = {
    "video": media.BROKEN_VIDEO,
    "codering": media.CAPTIONS_NOT_UTF8,
    "begin": media.BROKEN_CAPTIONS,
    "komma": media.CAPTIONS_WITH_COMMAS,
}
"""The faults of videos and captions, by what is wrong."""


def check_attached(uses: Sequence[Use], source_dir: str, report: Report) -> frozenset[str]:
    """Report attached files that may not be published, each once, and return their paths."""
    refused: set[str] = set()
    checked: set[str] = set()
    for use in sorted(uses, key=lambda use: (use.role not in _CHECKED, use.item.place)):
        file = use.item.file
        if file.file in checked:
            continue
        checked.add(file.file)
        head = read_head(os.path.join(source_dir, file.disk))
        if is_lfs_pointer(head):
            report.add(files.LFS_POINTER.at(Place(file.file)))
        elif has_front_matter(head):
            report.add(links.FRONT_MATTER.at(use.item.place, file=file.file))
        elif wrong := _wrong_in(use.role, head, os.path.join(source_dir, file.disk)):
            report.add(_BROKEN[wrong].at(use.item.place, file=file.file))
        else:
            continue
        refused.add(file.file)
    return frozenset(refused)


def _wrong_in(role: Role, head: bytes, path: str) -> str:
    """Return what is wrong with a video or with captions at ``path``, which begin with ``head``: a key of `_BROKEN`.

    If nothing is, or for files of another use, the result is empty.
    """
    if role == "video":
        return "" if is_video(head) else "video"
    if role != "ondertitels":
        return ""
    captions = read_captions(path)
    if not is_utf8(captions):
        return "codering"
    if not is_captions(head):
        return "begin"
    return "komma" if has_times_with_commas(captions) else ""


def check_static(stats: Iterable[FileStat], source_dir: str) -> tuple[Diagnostic, ...]:
    """Report files in ``static/`` and ``wortel/`` that may not be published, and videos there that are none."""
    report = Report()
    for stat in stats:
        if stat.kind or not (stat.path.startswith(_STATIC) or is_root_file(stat.path)):
            continue
        head = read_head(os.path.join(source_dir, stat.path))
        place = Place(stat.path.encode("utf-8", "backslashreplace").decode())
        if is_lfs_pointer(head):
            report.add(files.LFS_POINTER.at(place))
        elif has_front_matter(head):
            report.add(files.STATIC_FRONT_MATTER.at(place))
        elif has_video_name(stat.path) and not is_video(head):
            report.add(media.BROKEN_STATIC_VIDEO.at(place, file=place.file))
    return report.diagnostics
