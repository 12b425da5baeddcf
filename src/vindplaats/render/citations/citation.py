"""The citation of a study, independent of any format. Every format and the metadata for machines derive from it."""

import re
from datetime import date

from msgspec import Struct

from vindplaats.catalogue.corpus import Auteur, Study
from vindplaats.config import SiteConfig

_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9.:+-]")


class Citation(Struct, frozen=True, gc=False, kw_only=True):
    """A study as a report to cite.

    `url` is absolute and `auteurs` has at least one author. Fields that some studies lack may be empty.

    `jaar` is the year of publication: the year of `datum` if the date is known, otherwise the year of the study.
    `sleutel` is the key under which documents cite the study. It is derived from the id, so it does not change when the
    title or the address does.
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


def make_citation(study: Study, site: SiteConfig, url: str) -> Citation:
    """Return the citation of ``study``, whose page is at the absolute address ``url``.

    The institute is the author of a study that names no authors.
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
    """Return a key that BibTeX and pandoc accept; different names get different keys.

    Every character that they do not accept becomes its hexadecimal code point between underscores: ``é`` becomes
    ``_e9_``.
    """
    return _NOT_IN_KEY.sub(lambda match: f"_{ord(match[0]):x}_", name)


def inverted_name(author: Auteur) -> str:
    """Return a name for formats that separate last and first name by a comma: ``Vries, Jan de``.

    The name of an organisation loses its commas and semicolons, so that it is not split.
    """
    return author.familie.translate(_SEPARATORS) if author.organisatie else author.omgekeerd


_SEPARATORS = {ord(sign): None for sign in ",;"}
