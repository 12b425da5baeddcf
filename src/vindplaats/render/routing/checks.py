"""Checks of the files to publish. They need the addresses of the site."""

import errno
import os

from vindplaats.diagnostics import files as file_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.os_errors import refusal
from vindplaats.inputs.theme_files import disk_path
from vindplaats.render.routing.addresses import Routes


def check_readable(routes: Routes, source: str) -> tuple[Diagnostic, ...]:
    """Report attachments that this process has no permission to read. ``source`` is the source folder."""
    files = {item.file.file: item.file for item in routes.files.values()}
    return tuple(
        file_faults.UNREADABLE.at(Place(file.file), reason=refusal(PermissionError(errno.EACCES, "")))
        for file in files.values()
        if not os.access(disk_path(source, file.disk), os.R_OK)
    )
