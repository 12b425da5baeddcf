"""Load and check the theme of a site. The result of the check is cached, because checking every template is slow."""

from msgspec import msgpack, structs

from vindplaats.diagnostics.diagnostic import Diagnostic
from vindplaats.inputs.inventory import combined_digest
from vindplaats.inputs.snapshot import Snapshot, digest_of
from vindplaats.inputs.theme_files import THEME_PREFIX
from vindplaats.render.theme.templates import Theme, ThemeCheck, check_theme, load_theme

THEME_FILE = "sjablonen"
"""Name of the cache file with the result of the last check of the templates."""


def load_checked_theme(snapshot: Snapshot) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """Return the theme, with the references between its templates, and its diagnostics.

    Raises `OSError` if a template cannot be read.
    """
    theme = load_theme(snapshot.options.source)
    checked = _recall_or_check(snapshot, theme)
    return structs.replace(theme, references=checked.references), checked.diagnostics


def _recall_or_check(snapshot: Snapshot, theme: Theme) -> ThemeCheck:
    """Return the result of the last check if no template has changed since then. Otherwise check the theme again."""
    files = [file for file in snapshot.files if file.path.removeprefix(THEME_PREFIX).startswith("templates/")]
    digests = {file.path: digest_of(snapshot, file.path) for file in files if not file.kind}
    current = combined_digest(files, digests)
    last = snapshot.store.recall(THEME_FILE, tuple[bytes, ThemeCheck]) if snapshot.store else None
    if last and last[0] == current:
        return last[1]
    checked = check_theme(theme)
    if snapshot.store:
        snapshot.store.save(THEME_FILE, msgpack.encode((current, checked)))
    return checked
