"""The handbook for editors: its files in the package, and remedies that refer to it."""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.diagnostics.fields import HANDBOOK

PICTURES = ".handboek"
"""The folder beside the handbook that holds its pictures. It is hidden, so no site publishes them."""

_IN_FILE = f" staan in {HANDBOOK}."
_IN_COMMAND = " staan in het handboek: typ 'vindplaats handboek'."


def handbook_file() -> Path:
    """Return the path of the handbook.

    That is ``handbook/README.md`` in an installed package, and ``content/README.md`` in a checkout.
    """
    package = Path(__file__).parents[1]
    carried = package / "handbook" / "README.md"
    return carried if carried.is_file() else package.parents[1] / HANDBOOK


def handbook_files() -> dict[str, bytes]:
    """Return the bytes of the handbook and its pictures by their paths in a source, ``"content/README.md"`` first."""
    folder = handbook_file().parent
    paths = (handbook_file(), *sorted((folder / PICTURES).glob("*.png")))
    return {(Path(HANDBOOK).parent / path.relative_to(folder)).as_posix(): path.read_bytes() for path in paths}


def point_to_handbook(diagnostics: Iterable[Diagnostic], source_dir: str) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with remedies that lead to the handbook, whether or not the source has a copy of it.

    A remedy that ends in "staan in content/README.md." names the command that prints the handbook if the source has no
    such file. The command is not always named, because the file is at hand on the website of the git host too.
    """
    diagnostics = tuple(diagnostics)
    if not any(d.remedy.endswith(_IN_FILE) for d in diagnostics) or os.path.isfile(os.path.join(source_dir, HANDBOOK)):
        return diagnostics
    return tuple(
        structs.replace(d, remedy=d.remedy.removesuffix(_IN_FILE) + _IN_COMMAND) if d.remedy.endswith(_IN_FILE) else d
        for d in diagnostics
    )
