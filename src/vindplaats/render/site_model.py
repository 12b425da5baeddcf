"""Everything that is known of a site before its pages are rendered."""

from collections.abc import Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.inventory import Digests
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.theme.templates import Theme


class SiteModel(Struct, frozen=True):
    """The pages of a site, their addresses, and the theme.

    ``pdf_pages`` has the number of pages of each PDF by its path; ``digests`` those of the files read so far, by path
    as the disk spells it.
    """

    corpus: Corpus
    routes: Routes
    theme: Theme
    pdf_pages: Mapping[str, int]
    digests: Digests
