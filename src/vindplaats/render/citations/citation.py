"""The data needed to cite a study, from which all citation formats and the tags for Google Scholar are derived."""

from datetime import date

from msgspec import Struct

from vindplaats.catalogue.corpus import Auteur, Study
from vindplaats.config import SiteConfig
from vindplaats.patterns import regex

_NOT_IN_KEY = regex(r"[^A-Za-z0-9.:+-]")


class Citation(Struct, frozen=True, gc=False, kw_only=True):
    """The data needed to cite a study as a report.

    `sleutel` is the key by which BibTeX and pandoc documents cite the study. It is derived from the id of the page, so
    it stays the same if the title or the `slug` changes. `auteurs` has at least one author. `datum` is the day of
    publication, or None if it is unknown. `jaar` is the year of `datum`, or else the year of the study. `instituut` is
    the publisher, `taal` a language tag (``"nl"``) and `url` the absolute address of the page. The other fields, except
    `titel`, may be empty.
    """

    sleutel: str
    titel: str
    auteurs: tuple[Auteur, ...]
    jaar: int
    datum: date | None
    instituut: str
    nummer: str
    taal: str
    url: str
    doi: str
    isbn: str
    samenvatting: str
    trefwoorden: tuple[str, ...]
    reeks: str


class YearFile(Struct, frozen=True, gc=False):
    """A citation file with the studies of one year, as an item of the index of these files.

    ``sleutel`` is its citation key, ``titel`` says which studies it has, and ``url`` is its absolute address.
    """

    sleutel: str
    titel: str
    url: str


def make_citation(study: Study, site: SiteConfig, url: str) -> Citation:
    """Return the citation of ``study``; ``url`` is the absolute address of its page.

    The author of a study without named authors is the institute.
    """
    project = study.project
    institute = site.organisatie or site.naam
    day = project.publicatiedatum
    return Citation(
        sleutel=citation_key(project.id.name),
        titel=project.titel,
        auteurs=study.auteurs or (Auteur(institute, organisatie=True, instituut=True),),
        jaar=day.year if day else project.jaar,
        datum=day,
        instituut=institute,
        nummer=project.rapportnummer,
        taal=project.taal or site.taal,
        url=url,
        doi=project.doi,
        isbn=project.isbn,
        samenvatting=project.samenvatting,
        trefwoorden=project.trefwoorden,
        reeks=project.reeks,
    )


def citation_key(name: str) -> str:
    """Return the citation key for the name of a `PageId`. Different names get different keys.

    A character that BibTeX or pandoc may reject in a key is replaced by its hexadecimal code point between underscores:
    ``é`` becomes ``_e9_``.
    """
    return _NOT_IN_KEY.sub(lambda match: f"_{ord(match[0]):x}_", name)


def inverted_name(author: Auteur) -> str:
    """Return a name for formats that separate the last name from the rest by a comma: ``Vries, Jan de``.

    A last name alone keeps its tussenvoegsel in front. Commas and semicolons are removed from the name of an
    organisation, so that no program splits it.
    """
    if author.organisatie:
        return author.familie.translate(_SEPARATORS)
    return author.omgekeerd if author.voornaam else author.naam


_SEPARATORS = {ord(sign): None for sign in ",;"}
