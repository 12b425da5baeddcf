"""The model of a site: the input of rendering."""

from collections.abc import Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.inventory import Digests
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.theme.templates import Theme


class SiteModel(Struct, frozen=True):
    """Everything that is known about a site before its pages are rendered: contents, addresses and theme.

    ``pdf_pages`` has the number of pages of each PDF, by path. ``unreadable`` has the paths of files that nobody can
    open as a PDF. ``digests`` maps the path on disk of each file that has been read so far to its digest.
    """

    corpus: Corpus
    routes: Routes
    theme: Theme
    pdf_pages: Mapping[str, int]
    unreadable: frozenset[str]
    digests: Digests
