"""Checks of the menu items and of the files to publish. They need the addresses of the site."""

import errno
import os
from collections.abc import Iterable

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.theme_files import disk_path
from vindplaats.read.page_id import PageId
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.suggest import nearest


def check_menu(corpus: Corpus, ids: Iterable[PageId]) -> tuple[Diagnostic, ...]:
    """Report menu items that are neither one of `INDEXES` nor the name of a page in ``paginas/``.

    ``ids`` has the ids of all pages, including those with errors.
    """
    known = {*INDEXES, *(page.name for page in ids if page.kind == "paginas")}
    return tuple(
        site.UNKNOWN_MENU_ITEM.at(
            Place(site.SITE_FILE, item.line, item.column), text=item.text, near=nearest(item.text, known)
        )
        for item in corpus.site.menu
        if item.text not in known
    )


def check_readable(routes: Routes, source: str) -> tuple[Diagnostic, ...]:
    """Report attachments that this process has no permission to read. ``source`` is the source folder."""
    files = {item.file.file: item.file for item in routes.files.values()}
    return tuple(
        file_faults.UNREADABLE.at(Place(file.file), reason=refusal(PermissionError(errno.EACCES, "")))
        for file in files.values()
        if not os.access(disk_path(source, file.disk), os.R_OK)
    )
