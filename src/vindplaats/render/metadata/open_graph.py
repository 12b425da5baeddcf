"""Tags for link previews in social networks and chat programs: OpenGraph (ogp.me), and one tag of X (Twitter)."""

from vindplaats.render.metadata.context import PageContext
from vindplaats.render.metadata.share_image import ShareImage
from vindplaats.render.views.lists import ContactpersoonIndex, View
from vindplaats.render.views.pages import BerichtView, Meta, ProjectView

DEFAULT_LOCALES = {"nl": "nl_NL", "en": "en_GB", "de": "de_DE", "fr": "fr_FR", "fy": "fy_NL"}
"""The locale by language, for a language tag without a country: OpenGraph expects both, as in ``nl_NL``."""
_CARD = Meta("twitter:card", "summary_large_image")


def open_graph(context: PageContext, view: View, picture: ShareImage) -> tuple[Meta, ...]:
    """Return the OpenGraph tags of a page that have a value, followed by the tag of X."""
    page = context.page
    taal, day = page.taal, ""
    kind = "website"
    if isinstance(view, ProjectView):
        kind, taal, day = "article", view.taal, view.publicatiedatum_iso
    elif isinstance(view, BerichtView):
        kind, taal, day = "article", view.taal, view.datum_iso
    elif isinstance(view, ContactpersoonIndex):
        kind = "profile"
    language, *more = taal.split("-")
    country = next((part for part in more if len(part) == 2), "")  # noqa: PLR2004 (a region, as in sr-Latn-RS)
    locale = f"{language}_{country}" if country else DEFAULT_LOCALES.get(language, "")
    known = {
        "og:title": page.titel,
        "og:type": kind,
        "og:url": page.canoniek,
        "og:image": picture.url,
        "og:image:width": str(picture.breedte or ""),
        "og:image:height": str(picture.hoogte or ""),
        "og:image:alt": picture.alt,
        "og:site_name": context.site.naam,
        "og:description": page.beschrijving,
        "og:locale": locale,
        "article:published_time": day,
    }
    return (*[Meta(name, value, True) for name, value in known.items() if value], _CARD)  # noqa: FBT003
