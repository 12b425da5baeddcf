"""The web editor, in ``/redactie/``: its page, its script, its configuration, and the files of its package.

The page is not made from a template, so that no theme or script of a site can come between an editor and the files.
"""

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from msgspec import json

from vindplaats.config import SiteConfig
from vindplaats.diagnostics import site as site_faults
from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.editor_files import EDITOR
from vindplaats.inputs.inventory import FileStat
from vindplaats.read.fields.git_services import SERVICES
from vindplaats.render.artifact import Copy, WebEditorFile
from vindplaats.render.facts.page_facts import PageFacts
from vindplaats.render.outputs.web_editor_config import editor_config

PAGE, SCRIPT, CONFIG = (f"{EDITOR}/{name}" for name in ("index.html", "redactie.js", "config.json"))
_SCRIPT = b"""import CMS from "./sveltia/index.js";

CMS.init();
"""
# The choice of a folder is hidden, because it makes ``2019/index.md`` of the page ``x.md``, which changes its address.
# It is also where the editor says that a new page would have the file of another.
_PAGE = """<!doctype html>
<html lang="nl">
<meta charset="utf-8">{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Redactie – {naam}</title>
<link rel="icon" href="data:,">
<link rel="cms-config-url" type="application/json" href="config.json">
<script type="module" src="redactie.js"></script>
<style>
body {{ margin: 0; }}
#controle {{ margin: 0; padding: 0.4rem 1rem; font: 1rem/1.4 system-ui, sans-serif; color: #fff; background: #1d2f3a; }}
#controle a {{ color: inherit; }}
.parent-folder-button, section:has(.parent-folder-button) header {{ display: none !important; }}
section:has(.parent-folder-button:not([aria-invalid="true"])) {{ display: none !important; }}
section:has(.parent-folder-button) [role="alert"]::after {{ content: " Kies een andere titel."; }}
</style>
<p id="controle">Na een fout verandert de site niet. <a href="{check}">Bekijk de laatste controle</a></p>
<div id="nc-root"></div>
<noscript><p>De redactie werkt alleen met JavaScript.</p></noscript>
</html>
"""


def editor_files(files: Iterable[FileStat]) -> tuple[Copy, ...]:
    """Return the files of the package of the web editor. ``files`` is the inventory, without them if it is absent."""
    return tuple(Copy(file.path, file.path) for file in files if not file.kind and file.path.startswith(f"{EDITOR}/"))


def plan_web_editor(site: SiteConfig, package: Iterable[Copy]) -> Iterator[Copy | WebEditorFile]:
    """Yield the files of the web editor. There are none if the site has no ``redactie``, or the package is absent."""
    package = tuple(package)
    if site.redactie and package:
        where = site.redactie
        yield from package
        yield from (WebEditorFile(path, where.dienst, where.opslag, where.tak) for path in (PAGE, SCRIPT, CONFIG))


def check_web_editor(site: SiteConfig, files: Iterable[FileStat]) -> tuple[Diagnostic, ...]:
    """Report a site that should have a web editor whose package is not installed."""
    if site.redactie and not editor_files(files):
        return (site_faults.NO_EDITOR_PACKAGE.at(site.place("redactie")),)
    return ()


def make_web_editor_file(facts: PageFacts, artifact: WebEditorFile) -> bytes:
    """Make the page, the script or the configuration of the web editor."""
    if artifact.path == SCRIPT:
        return _SCRIPT
    if artifact.path == CONFIG:
        config = editor_config(artifact.dienst, artifact.opslag, artifact.tak, facts.site.naam, facts.base_url)
        return json.format(json.encode(config), indent=1) + b"\n"
    # The preview sends the policy as a header, with a connection to itself.
    policy = f'<meta http-equiv="Content-Security-Policy" content="{escape(facts.policies.meta(PAGE), quote=False)}">'
    check = SERVICES[artifact.dienst].checks.format(opslag=quote(artifact.opslag), tak=quote(artifact.tak, safe=""))
    return _PAGE.format(
        policy=f"\n{policy}" if facts.site.beleid else "", naam=escape(facts.site.naam), check=escape(check)
    ).encode()
