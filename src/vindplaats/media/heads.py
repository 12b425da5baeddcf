"""Report files that are never published, whatever their names: texts with front matter, and pointers of Git LFS.

Only the first bytes of each file are read, so the results need no cache.
"""

import os
from collections.abc import Iterable, Sequence

from vindplaats.catalogue.corpus import Use
from vindplaats.diagnostics import files, links
from vindplaats.diagnostics.diagnostic import Diagnostic, Place, Report
from vindplaats.inputs.file_head import has_front_matter, is_lfs_pointer, read_head
from vindplaats.inputs.inventory import FileStat, is_root_file

_STATIC = "static/"


def check_attached(uses: Sequence[Use], source_dir: str, report: Report) -> frozenset[str]:
    """Report attached files that may not be published, each once, and return their paths."""
    refused: set[str] = set()
    checked: set[str] = set()
    for use in sorted(uses, key=lambda use: use.item.place):
        file = use.item.file
        if file.file in checked:
            continue
        checked.add(file.file)
        head = read_head(os.path.join(source_dir, file.disk))
        if is_lfs_pointer(head):
            report.add(files.LFS_POINTER.at(Place(file.file)))
        elif has_front_matter(head):
            report.add(links.FRONT_MATTER.at(use.item.place, file=file.file))
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
