"""Write the code that Jinja generates from the default templates: src/vindplaats/render/theme/generated.json.

Run this after each change of a template, of ``render/theme/environment.py`` or of the version of Jinja::

    python .ci/templates.py          # write the file
    python .ci/templates.py --check  # exit with 1 if the file differs from what this would write
"""

import sys
from pathlib import Path

import jinja2
from msgspec import json

from vindplaats.inputs.inventory import digest
from vindplaats.inputs.theme_files import theme_folder
from vindplaats.render.theme.environment import SiteEnvironment
from vindplaats.render.theme.generated import GENERATED_FILE, Generated, GeneratedTemplate


def generate(folder: Path) -> Generated:
    """Return the code of every template in a folder."""
    environment = SiteEnvironment((str(folder),))
    templates: dict[str, GeneratedTemplate] = {}
    for name in environment.list_templates(extensions=["html"]):
        code, refers_to = environment.generate(name)
        source = (folder / name).read_text(encoding="utf-8")
        templates[name] = GeneratedTemplate(digest(source.encode()).hex(), refers_to, tuple(code.split("\n")))
    return Generated(jinja2.__version__, templates)


def main() -> int:
    """Write or check the file and return the exit code."""
    text, file = json.format(json.encode(generate(theme_folder() / "templates")), indent=1), Path(GENERATED_FILE)
    if sys.argv[1:] == ["--check"]:
        return int(file.read_bytes() != text + b"\n")
    file.write_bytes(text + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
