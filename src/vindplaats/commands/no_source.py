"""Say what to do when a command is given in a folder without a source: go to the site, or begin one."""

import os

from vindplaats.commands.init import may_hold_new_site, shell_word


def describe(folder: str) -> str:
    """Return the message about a folder without ``content/``.

    It names the folder of the site if that is a parent of ``folder`` or directly in it: ``cd ..``, ``cd mijn-site``.
    """
    said = [f"in '{folder}' staat geen map content/."]
    site = _site_near(folder)
    if site and folder == os.curdir:
        said.append(f"Ga naar de map van de site met `cd {shell_word(site)}`.")
    elif site:
        said.append(f"Bedoelde u --source {shell_word(os.path.normpath(os.path.join(folder, site)))}?")
    if may_hold_new_site(folder):
        said.append(f"Begin er een nieuwe site met: vindplaats init {shell_word(folder)}")
    elif not site:
        said.append("Ga met `cd` naar de map van uw site, of noem die map met --source.")
        said.append("Begin een nieuwe site met: vindplaats init mijn-site")
    return " ".join(said)


def _site_near(folder: str) -> str:
    """Return the path from ``folder`` to the nearest source above it or to the only one directly in it, or ``""``."""
    parent = os.path.abspath(folder)
    while parent != os.path.dirname(parent):
        parent = os.path.dirname(parent)
        if _is_source(parent):
            return os.path.relpath(parent, folder)
    try:
        found = [entry.name for entry in os.scandir(folder) if _is_source(entry.path)]
    except OSError:
        return ""
    return found[0] if len(found) == 1 else ""


def _is_source(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, "content", "site.yaml"))
