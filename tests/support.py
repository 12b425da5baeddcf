"""What several tests need: small sources, builds, trees as values."""

import os
import shutil
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
AS_OF = "2026-11-23"

PROJECT = """---
titel: {titel}
werkveld: Water
opdrachtgever: []
contactpersoon: Noor de Wit
jaar: {jaar}
{extra}---

{body}
"""


def project(titel: str, *, jaar: str = "2021", extra: str = "", body: str = "Verzonnen tekst.") -> str:
    """The source of a project page."""
    return PROJECT.format(titel=titel, jaar=jaar, extra=extra, body=body)


def make_source(folder: Path, files: dict[str, str]) -> Path:
    """A source with a site.yaml and ``files`` (paths below content/)."""
    everything = {
        "site.yaml": "naam: Proef\nbase_url: https://proef.example/\n",
        "contactpersonen/noor.md": "---\nnaam: Noor de Wit\n---\n",
        **files,
    }
    for name, text in everything.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def command(*arguments: str, privileged: bool = True) -> list[str]:
    """The command line that runs Vindplaats; not ``privileged``: as somebody who may not read what is closed to all.

    Root may, so as root those rights are taken away (capabilities(7)).
    """
    run = [sys.executable, "-m", "vindplaats", *arguments]
    if privileged or os.geteuid() != 0:
        return run
    return ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--", *run]


def real_case(folder: Path) -> Path:
    """A copy of the repository's own content, alone."""
    shutil.copytree(REPOSITORY / "content", folder / "content")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
