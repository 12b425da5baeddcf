"""The Web Application Manifest (W3C): the name and icons of the site on the home screen of a phone."""

from msgspec import json

from vindplaats.render.artifact import WebManifest
from vindplaats.render.facts.page_facts import PageFacts

ICONS = (
    ("static/icoon-192.png", "192x192", "image/png", "any"),
    ("static/icoon-512.png", "512x512", "image/png", "any"),
    ("static/icoon-vlak-512.png", "512x512", "image/png", "maskable"),
    ("static/icoon.svg", "any", "image/svg+xml", "any"),
)
"""Path, size, media type and purpose of each icon. ``tests/browser/icons.py`` makes the PNG files from the SVG."""
BACKGROUND, THEME_COLOUR = "#ffffff", "#00566b"
"""The colours of the default style sheet: its background, and its accent for a site without a colour of its own."""


def make_manifest(facts: PageFacts, _: WebManifest) -> bytes:
    """Make the manifest. It has only relative addresses, so it also works for a site in a subfolder of its host."""
    values = {
        "name": facts.site.naam,
        "short_name": facts.site.naam,
        "description": facts.site.beschrijving,
        "lang": facts.site.taal,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": BACKGROUND,
        "theme_color": facts.site.kleur or THEME_COLOUR,
        "icons": [{"src": src, "sizes": size, "type": kind, "purpose": use} for src, size, kind, use in ICONS],
    }
    return json.format(json.encode({name: value for name, value in values.items() if value}), indent=1) + b"\n"
