"""The model of a site: the input of rendering."""

from collections.abc import Mapping

from msgspec import Struct

from vindplaats.catalogue.corpus import Corpus
from vindplaats.inputs.inventory import Digests
from vindplaats.media.reports import Reports
from vindplaats.render.artifact import Artifact
from vindplaats.render.routing.addresses import Routes
from vindplaats.render.theme.templates import Theme
from vindplaats.result import PageSource


class SiteModel(Struct, frozen=True):
    """Everything that is known about a site before its pages are rendered: contents, addresses and theme.

    ``planned`` has every file of the site except the search index, by its path. ``reports`` is what is known of PDFs.
    ``digests`` maps the path on disk of each file that has been read so far to its digest. ``sources`` says where each
    page comes from, by address, if the site is for the preview. ``corpus_key`` is the same in two builds only if their
    corpora are, apart from the words of texts (`KeptCatalogue.key`); it is empty if it is not known.
    """

    corpus: Corpus
    routes: Routes
    planned: Mapping[str, Artifact]
    theme: Theme
    reports: Reports
    digests: Digests
    sources: Mapping[str, PageSource] | None = None
    corpus_key: bytes = b""
