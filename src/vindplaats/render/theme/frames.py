"""Find what ``site.yaml`` asks for and a frame of the site itself does not show, because it is older than the field.

A frame is a template that others extend and that extends none, such as a ``base.html`` that began as a copy of that of
an earlier release.
"""

import re
from collections.abc import Collection, Iterator

from vindplaats.config import SiteConfig
from vindplaats.diagnostics import templates as template_faults
from vindplaats.diagnostics.diagnostic import Diagnostic, Place
from vindplaats.dutch.lists import enumerate_dutch
from vindplaats.patterns import regex
from vindplaats.read.links.site_paths import path_of_link
from vindplaats.read.records import SiteLink
from vindplaats.render.routing.addresses import OWN_STYLE, STATIC
from vindplaats.render.theme.template_faults import TEMPLATES, TemplateContext
from vindplaats.render.theme.templates import Theme

_EXTENDS = regex(r"\{%[-+]?\s*extends\b(?:\s+[\"']([^\"']+)[\"'])?")
"""The tag that extends a template, with its name unless that is computed."""


def check_frames(theme: Theme, site: SiteConfig, paths: Collection[str]) -> tuple[Diagnostic, ...]:
    """Report each frame of the site that does not show all that ``site.yaml`` asks for.

    ``paths`` has the path of every file of the site. A frame can only show a field if the attribute of that is named in
    the frame itself, or in a template that it includes or imports.
    """
    wanted = dict(_wanted(site, has_own_style=f"{STATIC}/{OWN_STYLE}" in paths))
    found = []
    for name in _own_frames(theme) if wanted else ():
        text = "\n".join(text for _, text in theme.sources(name.removesuffix(".html")))
        missing = {what: shown for what, (shown, named) in wanted.items() if not re.search(named, text)}
        if missing:
            place = Place(f"{TEMPLATES}/{name}")
            what, shown = enumerate_dutch(tuple(missing)), enumerate_dutch(tuple(missing.values()))
            found.append(template_faults.OLD_FRAME.at(place, what=what, shown=shown))
    return tuple(found)


def _wanted(site: SiteConfig, *, has_own_style: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what a site asks for: its name, the attribute that shows it, and a pattern of that in a template.

    These are the fields that came after release 0.2.0, whose templates a site may have copied.
    """
    links = (item for item in site.menu if isinstance(item, SiteLink))
    if any(path_of_link(link, site.base_url) is None for link in links):
        yield "links naar andere sites in 'menu'", ("elders van een menukeuze", _attribute("elders"))
    for name, attribute, value in (
        ("voet", "voetregels", site.voet),
        ("lettertype", "lettertype", site.lettertype),
        ("logo", "logo", site.logo),
        ("logo_donker", "logo_donker", site.logo_donker),
    ):
        if value:
            yield f"'{name}'", (f"site.{attribute}", _attribute(attribute))
    if has_own_style:
        yield f"{STATIC}/{OWN_STYLE}", ("site.eigen_stijl", rf"{_attribute('eigen_stijl')}|{re.escape(OWN_STYLE)}")


def _attribute(name: str) -> str:
    return rf"(?:\.|\[\s*[\"']|attr\(\s*[\"']){name}\b"


def _own_frames(theme: Theme) -> tuple[str, ...]:
    """Return the names of the frames of the site, sorted. One that cannot be parsed is left out: it has an error."""
    context = TemplateContext(theme.environment, theme.folders)
    texts = {name: context.text(name) for name in theme.references}
    extended = {match for text in texts.values() for match in _EXTENDS.findall(text)}
    known = sorted(extended & texts.keys())
    return tuple(name for name in known if context.is_own(name) and not _EXTENDS.search(texts[name]))
