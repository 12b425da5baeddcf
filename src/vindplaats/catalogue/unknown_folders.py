"""Report the folders in ``content/`` that are of no kind of page, unless ``site.yaml`` names what is in them."""

import posixpath
from collections.abc import Iterator

from vindplaats.config import SiteConfig
from vindplaats.diagnostics import files
from vindplaats.diagnostics.diagnostic import Place, Report
from vindplaats.inputs.inventory import ROOT_FOLDER, folder_meant
from vindplaats.read.content import Content
from vindplaats.read.links.site_paths import path_of_link
from vindplaats.read.listing import CONTENT
from vindplaats.read.records import KINDS, SiteLink

_BESIDE = frozenset({"static", "templates", ROOT_FOLDER})
"""The folders that belong beside ``content/``."""


def check_folders(content: Content, named: frozenset[str], report: Report) -> None:
    """Report each folder with files that is of no kind of page, once for all files in it.

    ``named`` has the paths of the files that ``site.yaml`` names or means. If a folder has no others, they are reported
    where they are named.
    """
    for folder, inside in content.unknown_folders.items():
        if named.issuperset(inside):
            continue
        name = posixpath.basename(folder)
        beside = name if name in _BESIDE else folder_meant(name)
        if beside and beside != CONTENT:
            report.add(files.FOLDER_IN_CONTENT.at(Place(folder), name=name, folder=beside))
        else:
            report.add(files.unknown_folder(Place(folder), name, KINDS))


def linked_files(site: SiteConfig, content: Content) -> Iterator[str]:
    """Yield the path of each file that is off the site (`is_off_site`) and that the menu or the footer may mean."""
    for item in (*site.menu, *site.voet):
        to = path_of_link(item, site.base_url) if isinstance(item, SiteLink) else None
        if to and is_off_site(file := f"{CONTENT}{to.path}", content):
            yield file


def is_off_site(file: str, content: Content) -> bool:
    """Return whether a file of ``content/`` is where no page is: beside ``site.yaml``, or in an unknown folder."""
    folder = posixpath.dirname(file)
    if folder == CONTENT:
        return any(other.file == file for other in content.others)
    return any(file in inside for inside in content.unknown_folders.values())
