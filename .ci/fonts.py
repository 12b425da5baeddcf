"""Put the fonts of the default theme into static/lettertype/, from the npm packages ``@fontsource-variable/…``.

Usage, where ``npm`` is installed and can reach its registry::

    python .ci/fonts.py          # write the files
    python .ci/fonts.py --check  # exit with 1 if a file differs from what this would write

The files are those of the packages, unchanged; only the style sheets are made here. Each package must have the digest
below and be licensed under the SIL Open Font License 1.1, whose text is checked too.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FONTS = Path(__file__).parents[1] / "static/lettertype"
VERSION = "5.3.0"
"""The version of each package."""
SUBSETS, STYLES = ("latin-ext", "latin"), ("normal", "italic")
LICENSE_LINES = 4
"""Number of lines before the text of the licence: the copyright, and which licence it is."""
LICENSE_DIGEST = "98bcdec9ef5745090d71a894a30d0ab6f326a75e1174884bbaf18060e1c441ca"
"""SHA-256 of the text of the SIL Open Font License 1.1 as these packages have it."""
SANS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
SERIF = 'Charter, "Bitstream Charter", "Sitka Text", Cambria, "Noto Serif", "Liberation Serif", serif'
"""What is shown until the font is there, as in ``stijl.css``."""


class Metrics(NamedTuple):
    """How high and wide a font is, as fractions of its size: above and below the line, and a letter on average."""

    ascent: float
    descent: float
    width: float


class Local(NamedTuple):
    """A font that many computers have: its name, other fonts with the same widths, and its metrics."""

    name: str
    same: tuple[str, ...]
    metrics: Metrics


class Font(NamedTuple):
    """A font: its name, the SHA-256 of its package, and its metrics.

    Until it is there, the first of ``local`` that the computer has is shown as wide as this font, so that the page does
    not move when it arrives. If there is none, that is ``fallback``.
    """

    name: str
    digest: str
    metrics: Metrics
    local: tuple[Local, ...]
    fallback: str


# The metrics are those in @capsizecss/metrics 4.3.0 (MIT). It has none of DejaVu: `tests/browser/test_fonts.py`
# compares the width of a text in these with that of the same text in our fonts.
SANS_LOCAL = (
    Local("Arial", ("Liberation Sans", "Arimo"), Metrics(1854 / 2048, 434 / 2048, 913 / 2048)),
    Local("Roboto", (), Metrics(1900 / 2048, 500 / 2048, 911 / 2048)),
    Local("DejaVu Sans", (), Metrics(1901 / 2048, 483 / 2048, 1046 / 2048)),
)
SERIF_LOCAL = (
    Local("Georgia", ("Gelasio",), Metrics(1878 / 2048, 449 / 2048, 913 / 2048)),
    Local("Times New Roman", ("Liberation Serif", "Tinos"), Metrics(1825 / 2048, 443 / 2048, 832 / 2048)),
    Local("Noto Serif", (), Metrics(1069 / 1000, 293 / 1000, 481 / 1000)),
    Local("DejaVu Serif", (), Metrics(1901 / 2048, 483 / 2048, 1067 / 2048)),
)
PACKAGES = {
    "open-sans": Font(
        "Open Sans",
        "8f4c371d85381ef59af7ce93db9e0687fc7418409d366f6cace8f5d53c81711f",
        Metrics(2189 / 2048, 600 / 2048, 960 / 2048),
        SANS_LOCAL,
        SANS,
    ),
    "inter": Font(
        "Inter",
        "d26710dd38e7217484a1d47ee76c024977ec550548876f26d06ed1844af09a14",
        Metrics(1984 / 2048, 494 / 2048, 978 / 2048),
        SANS_LOCAL,
        SANS,
    ),
    "literata": Font(
        "Literata",
        "6511fb89c1b68ad10a422204580984dd3e27a129edc4cd015ee342f06a8fe4ac",
        Metrics(1177 / 1000, 308 / 1000, 480 / 1000),
        SERIF_LOCAL,
        SERIF,
    ),
}
"""The fonts by the name of their package."""


def fetch(package: str, folder: Path) -> dict[str, bytes]:
    """Return the files of a package by their path in it. Raise `SystemExit` if it is not the one that we know."""
    command = ["npm", "pack", "--silent", f"@fontsource-variable/{package}@{VERSION}"]
    packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 (fixed words)
    name = packed.stdout.split()[-1]
    archive = folder / name
    if hashlib.sha256(archive.read_bytes()).hexdigest() != PACKAGES[package].digest:
        raise SystemExit(f"{name} is not the package whose digest is in {Path(__file__).name}.")
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as members:
        for member in members:
            stream = members.extractfile(member)
            if stream is not None:
                files[member.name.removeprefix("package/")] = stream.read()
    return files


def check_license(files: dict[str, bytes]) -> None:
    """Raise `SystemExit` if a package does not have the SIL Open Font License 1.1, with a copyright above it."""
    lines = files["LICENSE"].splitlines(keepends=True)
    text = b"".join(lines[LICENSE_LINES:])
    declared = json.loads(files["package.json"])["license"]
    copyrighted = lines[0].startswith(b"Copyright ")
    if declared != "OFL-1.1" or not copyrighted or hashlib.sha256(text).hexdigest() != LICENSE_DIGEST:
        raise SystemExit("A package is not under the SIL Open Font License 1.1, or does not say whose it is.")


def style_sheet(package: str, files: dict[str, bytes]) -> str:
    """Return the style sheet of a font: its faces with the characters of each, and the tokens of ``stijl.css``."""
    font = PACKAGES[package]
    ranges = json.loads(files["unicode.json"])
    weights = re.findall(r"font-weight: (\d+ \d+);", files["wght.css"].decode())[0]
    parts = [f"/* {font.name}, under the SIL Open Font License (LICENSE.txt). Made by .ci/fonts.py. */\n"]
    parts += [
        f'@font-face {{ font-family: "{font.name}"; font-style: {style}; font-weight: {weights}; font-display: swap; '
        f'src: url({package}-{subset}-wght-{style}.woff2) format("woff2"); unicode-range: {ranges[subset]}; }}\n'
        for style in STYLES
        for subset in SUBSETS
    ]
    parts += [local_face(font, local) for local in font.local]
    names = ", ".join(f'"{name}"' for name in (font.name, *(f"{font.name} {local.name}" for local in font.local)))
    family = f"{names}, {font.fallback}"
    return "".join([*parts, f":root {{ --schreef: {family}; --schreefloos: {family}; }}\n"])


def local_face(font: Font, local: Local) -> str:
    """Return the face of a font of the computer that is as high and as wide as ``font``."""
    size = font.metrics.width / local.metrics.width
    sources = ", ".join(f'local("{name}")' for name in (local.name, *local.same))
    return (
        f'@font-face {{ font-family: "{font.name} {local.name}"; src: {sources}; size-adjust: {size:.1%}; '
        f"ascent-override: {font.metrics.ascent / size:.1%}; descent-override: {font.metrics.descent / size:.1%}; "
        "line-gap-override: 0%; }\n"
    )


def make_files() -> dict[str, bytes]:
    """Return the content of each file in `FONTS`, by its path there."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            files = fetch(package, Path(folder))
            check_license(files)
            found[f"{package}/LICENSE.txt"] = files["LICENSE"]
            found[f"{package}/{package}.css"] = style_sheet(package, files).encode()
            for name in (f"{package}-{subset}-wght-{style}.woff2" for style in STYLES for subset in SUBSETS):
                found[f"{package}/{name}"] = files[f"files/{name}"]
    return found


def main() -> int:
    """Write the files, or with ``--check`` name those that differ."""
    parser = argparse.ArgumentParser(description="Put the fonts of the default theme into static/lettertype/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if a file differs")
    check = parser.parse_args().check
    files = make_files()
    present = {path.relative_to(FONTS).as_posix(): path for path in FONTS.rglob("*") if path.is_file()}
    different = [name for name, data in files.items() if name not in present or present[name].read_bytes() != data]
    left = [name for name in present if name not in files]
    for name in () if check else different:
        (FONTS / name).parent.mkdir(parents=True, exist_ok=True)
        (FONTS / name).write_bytes(files[name])
    for name in () if check else left:
        present[name].unlink()
    print(*(different + left) or ["Nothing differs."], sep="\n")  # noqa: T201 (a program of one file)
    return 1 if check and (different or left) else 0


if __name__ == "__main__":
    sys.exit(main())
