"""Write the quick code of the default templates: src/vindplaats/render/theme/generated/.

Run this after each change of a template, of ``render/theme/code_generator.py`` or of the version of Jinja::

    python .ci/templates.py          # write the files
    python .ci/templates.py --check  # exit with 1 if a file differs from what this would write
"""

import sys
from pathlib import Path

import jinja2
from msgspec import json

from vindplaats.inputs.inventory import digest
from vindplaats.inputs.theme_files import theme_folder
from vindplaats.render.theme.environment import GeneratingEnvironment
from vindplaats.render.theme.generated import GENERATED_FOLDER, INDEX, GeneratedIndex, GeneratedTemplate, code_path


def generate(folder: Path) -> dict[Path, bytes]:
    """Return the content of each file to write, for the templates in a folder."""
    environment = GeneratingEnvironment((str(folder),))
    templates: dict[str, GeneratedTemplate] = {}
    files: dict[Path, bytes] = {}
    for name in environment.list_templates(extensions=["html"]):
        code, refers_to = environment.generate(name)
        templates[name] = GeneratedTemplate(digest((folder / name).read_bytes()).hex(), refers_to)
        files[Path(code_path(name))] = code.encode() + b"\n"
    index = json.format(json.encode(GeneratedIndex(jinja2.__version__, templates)), indent=2)
    return files | {Path(GENERATED_FOLDER, INDEX): index + b"\n"}


def main() -> int:
    """Write or check the files and return the exit code."""
    files, folder = generate(theme_folder() / "templates"), Path(GENERATED_FOLDER)
    present = {path for path in folder.glob("*") if path.is_file()}
    if sys.argv[1:] == ["--check"]:
        return int(present != files.keys() or any(path.read_bytes() != content for path, content in files.items()))
    folder.mkdir(exist_ok=True)
    for path in present - files.keys():
        path.unlink()
    for path, content in files.items():
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
