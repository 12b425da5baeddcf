"""Report files that are never published: texts with front matter, pointers of Git LFS, and videos that are none.

Only the first bytes of each file are read, so the results need no cache.
"""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from vindplaats.catalogue.corpus import Role, Use
from vindplaats.diagnostics import files, links, media
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.file_head import has_front_matter, is_captions, is_lfs_pointer, is_video, read_head
from vindplaats.inputs.inventory import FileStat, is_root_file

_STATIC = "static/"


_HEADS: Mapping[Role, Callable[[bytes], bool]] = MappingProxyType({"video": is_video, "ondertitels": is_captions})
"""Whether a file for a use begins as it should."""
_BROKEN = {"video": media.BROKEN_VIDEO, "ondertitels": media.BROKEN_CAPTIONS}
"""The fault of a file for a use that begins otherwise."""


def check_attached(uses: Sequence[Use], source_dir: str, report: Report) -> frozenset[str]:
    """Report attached files that may not be published, each once, and return their paths."""
    refused: set[str] = set()
    checked: set[str] = set()
    for use in sorted(uses, key=lambda use: (use.role not in _HEADS, use.item.place)):
        file = use.item.file
        if file.file in checked:
            continue
        checked.add(file.file)
        head = read_head(os.path.join(source_dir, file.disk))
        if is_lfs_pointer(head):
            report.add(files.LFS_POINTER.at(Place(file.file)))
        elif has_front_matter(head):
            report.add(links.FRONT_MATTER.at(use.item.place, file=file.file))
        elif use.role in _HEADS and not _HEADS[use.role](head):
            report.add(_BROKEN[use.role].at(use.item.place, file=file.file))
        else:
            continue
        refused.add(file.file)
    return frozenset(refused)


def check_static(stats: Iterable[FileStat], source_dir: str) -> tuple[Diagnostic, ...]:
    """Report files in ``static/`` and ``wortel/`` that may not be published."""
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
    return report.diagnostics
