"""Checks of the menu items and of the files to publish. They need the addresses of the site."""

import errno
import os
from collections.abc import Collection, Iterable, Mapping

from slugify import slugify

from vindplaats.catalogue.corpus import Corpus
from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics import site
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.theme_files import disk_path
from vindplaats.patterns import regex
from vindplaats.read.page_id import PageId
from vindplaats.render.routing.addresses import INDEXES, Routes
from vindplaats.suggest import nearest

_SEPARATOR = regex(r"(?<!\s)\s*[,;|]\s*|(?<!\s)\s+en\s+")


def check_menu(corpus: Corpus, ids: Iterable[PageId]) -> tuple[Diagnostic, ...]:
    """Report menu items that are neither one of `INDEXES` nor the name of a page in ``paginas/``.

    ``ids`` has the ids of all pages, including those with errors.
    """
    names = sorted(page.name for page in ids if page.kind == "paginas")
    known = dict.fromkeys((*INDEXES, *names))
    titles = {slugify(text.record.titel): text.record.id.name for text in corpus.paginas}
    menu = corpus.site.menu
    return tuple(
        site.UNKNOWN_MENU_ITEM.at(
            Place(site.SITE_FILE, item.line, item.column),
            text=item.text,
            known=", ".join(known),
            near=_menu_item_meant(item.text, known, titles)
            or (_menu_meant(item.text, known) if len(menu) == 1 else None),
        )
        for item in menu
        if item.text not in known
    )


def _menu_item_meant(text: str, known: Collection[str], titles: Mapping[str, str]) -> str | None:
    """Return the overview or page that is meant by its path, address or title, or has a similar name, or None."""
    name = slugify(text.removesuffix("/").removesuffix(".md").rpartition("/")[2])
    if name in known:
        return name
    is_one = not _SEPARATOR.search(text)
    return titles.get(slugify(text)) or (nearest(text, known) or nearest(name, known) if is_one else None)


def _menu_meant(text: str, known: Collection[str]) -> str | None:
    """Return the list that is meant by names in one text, such as ``[projecten, nieuws]``, or None."""
    items = [_menu_item_meant(part, known, {}) for part in _SEPARATOR.split(text) if part]
    return f"[{', '.join(filter(None, items))}]" if len(items) > 1 and all(items) else None


def check_readable(routes: Routes, source: str) -> tuple[Diagnostic, ...]:
    """Report attachments that this process has no permission to read. ``source`` is the source folder."""
    files = {item.file.file: item.file for item in routes.files.values()}
    return tuple(
        file_faults.UNREADABLE.at(Place(file.file), reason=refusal(PermissionError(errno.EACCES, "")))
        for file in files.values()
        if not os.access(disk_path(source, file.disk), os.R_OK)
    )
