"""The model of a site: the input of rendering."""

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.inventory import Digests
from vindplaats.media.reports import Reports
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.theme.templates import Theme


class SiteModel(Struct, frozen=True):
    """Everything that is known about a site before its pages are rendered: contents, addresses and theme.

    ``reports`` is what is known of PDFs. ``digests`` maps the path on disk of each file that has been read so far to
    its digest.
    """

    corpus: Corpus
    routes: Routes
    theme: Theme
    reports: Reports
    digests: Digests
