"""Put the files of the web editor into ``vindplaats_redactie/bestanden/``, from the npm package ``@sveltia/cms``.

Usage, where ``npm`` is installed and can reach its registry::

    python src/redactie/fetch.py

The package must have the digest below and the MIT licence. Its build in ``npm/`` is taken, because the one in ``dist/``
loads fonts and translations from other hosts. One string changes: the Dutch texts are imported as a module, since
browsers cannot import JSON that way. Texts that are not in Dutch yet, of those that editors may see, come from
``nl.json`` beside this file. Source maps and the texts in other languages are left out, and so is what reads HEIC and
writes WebP: it is WebAssembly, which the policy of the editor forbids, and has licences that ask more than a notice.

``LICENSES.txt`` beside this file has the licences of the packages that the program contains. The source maps tell which
these are, so that a new version cannot bring one unnoticed.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

Texts = dict[str, Any]
FILES = Path(__file__).parent / "vindplaats_redactie" / "bestanden"
LICENSES = Path(__file__).parent / "LICENSES.txt"
OWN_TEXTS = Path(__file__).parent / "nl.json"
PACKAGE, VERSION = "@sveltia/cms", "0.221.1"
DIGEST = "cfc6193c6c17c3d1d97c85bc2d63ec3655ba2a844b37c6fe5759f1a80821bb02"
"""SHA-256 of the package."""
LICENSE_DIGEST = "dcbe3c626d85741f6fabefed0b34d07a2e92c032f63aa21c0279062363859c32"
"""SHA-256 of the text of its licence."""
IMPORTED, MODULE = b"`../locales/nl.json`", b"`../locales/nl.js`"
"""How the program names the Dutch texts, and what replaces that."""
_LEFT_OUT = re.compile(r".*\.(?:map|wasm)|npm/(?:assets|chunks)/(?:heic|webp_enc)[\w-]*\.js")
_PACKAGE = re.compile(r".*node_modules/((?:@[^/]+/)?[^/]+)/.*")
_NO_CODE = frozenset({"@discourse/heic"})
"""Packages that the program mentions only in the name of a file that is left out."""


def fetch() -> dict[str, bytes]:
    """Return the files of the package by their path in it. Raise `SystemExit` if it is not the one that we know."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603 (fixed words)
        archive = Path(folder) / packed.stdout.split()[-1]
        if hashlib.sha256(archive.read_bytes()).hexdigest() != DIGEST:
            raise SystemExit(f"{archive.name} is not the package whose digest is in {Path(__file__).name}.")
        files: dict[str, bytes] = {}
        with tarfile.open(archive) as members:
            for member in members:
                stream = members.extractfile(member)
                if stream is not None:
                    files[member.name.removeprefix("package/")] = stream.read()
    return files


def check_license(files: dict[str, bytes]) -> None:
    """Raise `SystemExit` if the package does not have the MIT licence whose text we know."""
    declared = json.loads(files["package.json"])["license"]
    if declared != "MIT" or hashlib.sha256(files["LICENSE.txt"]).hexdigest() != LICENSE_DIGEST:
        raise SystemExit(f"{PACKAGE} is not under the licence whose digest is in {Path(__file__).name}.")


def check_notices(package: dict[str, bytes]) -> None:
    """Raise `SystemExit` if the program contains a package whose licence is not in `LICENSES`."""
    sources = {
        source
        for name, data in package.items()
        if name.endswith(".map") and name.startswith("npm/") and not _LEFT_OUT.fullmatch(name.removesuffix(".map"))
        for source in json.loads(data)["sources"]
    }
    found = {match[1] for source in sources if (match := _PACKAGE.fullmatch(source))} - _NO_CODE
    notices = LICENSES.read_text(encoding="utf-8")
    absent = [name for name in sorted(found) if not re.search(rf"^{re.escape(name)} \d", notices, re.MULTILINE)]
    if absent:
        raise SystemExit(f"{LICENSES.name} lacks the licences of {', '.join(absent)}.")


def make_files(package: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that a site publishes in its folder ``redactie/``, by their path in that folder."""
    found = {
        f"sveltia/{name.removeprefix('npm/')}": data
        for name, data in package.items()
        if name.startswith("npm/") and not _LEFT_OUT.fullmatch(name)
    }
    program = found["sveltia/index.js"]
    if program.count(IMPORTED) != 1:
        raise SystemExit(f"{PACKAGE} does not import its Dutch texts in the way that this changes.")
    found["sveltia/index.js"] = program.replace(IMPORTED, MODULE)
    own: Texts = json.loads(OWN_TEXTS.read_bytes())
    texts = json.dumps(complete(json.loads(package["locales/nl.json"]), own), ensure_ascii=False)
    found["locales/nl.js"] = f"export default {texts};\n".encode()
    return {**found, "LICENSE": package["LICENSE.txt"], LICENSES.name: LICENSES.read_bytes()}


def complete(texts: Texts, own: Texts) -> Texts:
    """Return the texts of the package, with our own where it has none. Both are trees, by the names of the texts."""
    found = dict(texts)
    for name, text in own.items():
        branch = found.setdefault(name, text)
        if isinstance(branch, dict) and isinstance(text, dict):
            found[name] = complete(branch, text)
    return found


def main() -> int:
    """Write the files, in place of those that are there."""
    package = fetch()
    check_license(package)
    check_notices(package)
    files = make_files(package)
    shutil.rmtree(FILES, ignore_errors=True)
    for name, data in files.items():
        (FILES / name).parent.mkdir(parents=True, exist_ok=True)
        (FILES / name).write_bytes(data)
    sys.stdout.write(f"{len(files)} files, {sum(map(len, files.values())):,} bytes\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
